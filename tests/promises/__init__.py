"""What may never happen: one file a promise, each proved able to fail by a defect."""
