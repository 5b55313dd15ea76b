"""Money after the verdict: changed awards, ends of payments, deposits, advances."""
