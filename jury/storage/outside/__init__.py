"""What is told to the outside, and what became of it."""
