"""What may still change a decision: a rehearing, a slip put right, good cause."""
