"""Limits and contracts."""
