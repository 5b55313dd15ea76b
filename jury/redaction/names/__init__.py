"""Names of third persons, Chinese and in Latin letters."""
