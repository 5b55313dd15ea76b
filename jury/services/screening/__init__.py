"""SCREENING: what jurors will see is covered, checked by both sides, and released."""
