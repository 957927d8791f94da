"""Paste and check."""
