"""What figures of the whole court are reckoned from."""
