"""Addresses, Chinese and in Latin letters, by rule."""
