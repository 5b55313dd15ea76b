"""Endings without a verdict: the sides agree, or the claim is given up."""
