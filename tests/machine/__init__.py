"""Everybody does anything at any time, and the promises hold after every step."""
