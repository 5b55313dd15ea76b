"""Silence, more time, and decisions that need no jury."""
