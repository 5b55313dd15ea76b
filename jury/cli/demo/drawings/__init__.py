"""The demo's pictures, drawn by this code and by nobody else."""
