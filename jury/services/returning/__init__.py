"""Goods under way: back to the seller, or to the buyer once more."""
