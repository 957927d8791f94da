"""Cost calculator, prices, billing."""
