"""What people see of a dispute: the file, its progress, its record."""
