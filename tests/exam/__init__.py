"""The entrance exam, the ramp, and the pool beside all users."""
