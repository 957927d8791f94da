"""The home page: the way into everything, and what it shows of it."""
