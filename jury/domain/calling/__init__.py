"""How many jurors are called when, so that panels fill and few come for nothing."""
