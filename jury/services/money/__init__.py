"""FINAL: the held money moves, exactly once, and all that comes of it."""
