"""What is kept of jurors: their hours, calls, exams, service and counts."""
