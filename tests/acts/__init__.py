"""What moderators do to a dispute: strike, remove, undo, and what it costs nobody."""
