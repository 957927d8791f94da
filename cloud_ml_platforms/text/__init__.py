"""Texts of the data: references, inline Markdown, links, words and numbers."""
