"""The simulated marketplace: what it plants, how it reads pages, a play to the end."""
