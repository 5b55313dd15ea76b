"""The entrance exam of those who volunteer: mock disputes, sittings, what they read."""
