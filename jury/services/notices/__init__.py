"""Telling people and the marketplace: what is said, and how it goes out."""
