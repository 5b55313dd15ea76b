"""`integration-check`: the one receiver that passes, and many that do not."""
