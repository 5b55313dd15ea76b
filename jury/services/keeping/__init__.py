"""Files under a dispute's key, and a whole court in one archive."""
