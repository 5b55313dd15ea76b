"""What holds for all code: its sizes, its form, and both languages."""
