"""Translations from one platform to another."""
