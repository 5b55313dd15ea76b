"""HTML for jurors, parties, moderators and the public."""
