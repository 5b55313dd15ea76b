"""Settling and withdrawing: what the two sides may do before any verdict."""
