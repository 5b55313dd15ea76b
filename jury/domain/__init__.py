"""The rules of the court, pure: no Flask, SQL, clock, randomness or I/O."""
