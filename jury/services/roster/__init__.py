"""Everybody who may be drawn: delivered, joined, committed, known."""
