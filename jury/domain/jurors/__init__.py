"""Who jurors are to the court: the exam, the ramp, the strata, the whole pool."""
