"""A marketplace escalates a dispute, and the court takes it in whole."""
