"""SUBMISSIONS: both sides put their case and file exhibits, or say nothing."""
