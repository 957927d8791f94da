"""What both a rule and a page need to work out."""
