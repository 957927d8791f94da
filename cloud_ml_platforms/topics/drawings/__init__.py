"""Drawings: from one description a wide and a tall picture, and what is said of each node."""
