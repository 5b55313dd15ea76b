"""The `flask` commands: what an operator types."""
