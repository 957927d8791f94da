"""The learning plan."""
