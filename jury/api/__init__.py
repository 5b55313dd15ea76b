"""JSON for the marketplace, under /api/v1."""
