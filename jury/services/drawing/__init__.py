"""HEARING begins: the lot is committed and drawn, people are called in order."""
