"""The rules: read from their files, kept for each dispute, changed by two."""
