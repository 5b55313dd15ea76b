"""Time passing: sweeps that ask the database what is due and call the services."""
