"""What the order knows of its people, and how that turns up in a text."""
