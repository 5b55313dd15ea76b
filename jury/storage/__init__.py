"""What is kept: tables, and the queries on them as functions beside their table."""
