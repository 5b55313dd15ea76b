"""The audit log, and whether what was kept is what was done."""
