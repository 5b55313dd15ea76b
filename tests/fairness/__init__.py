"""Whether the court leans and is right: the figures, the audit, the back-test."""
