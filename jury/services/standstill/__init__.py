"""Time that does not count: stops, pauses and outages, and what goes on after them."""
