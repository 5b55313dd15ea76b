"""What jurors may not see: finding and covering personal data, pure."""
