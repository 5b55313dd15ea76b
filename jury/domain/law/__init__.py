"""The rules a court is given: reasons, remedies, policies, windows; their checks."""
