"""Themes, questions, practice, worked designs."""
