"""The pages: parts, roles, and what every reader meets."""
