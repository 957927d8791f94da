"""Rules: a file a family."""
