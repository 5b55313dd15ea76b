"""PRONOUNCED: the reasoned verdict goes to both sides, and may be doubted."""
