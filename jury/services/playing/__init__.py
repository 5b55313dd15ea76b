"""A court to try: its clock, and robots that follow a script."""
