"""Facts and their history: journal, re-check, reviews."""
