"""Comparison guide, capability pages, row pages."""
