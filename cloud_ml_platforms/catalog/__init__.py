"""Read data/ into one catalog."""
