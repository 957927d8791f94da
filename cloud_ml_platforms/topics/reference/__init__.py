"""Glossary, sources and other reference pages."""
