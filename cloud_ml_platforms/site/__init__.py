"""Prepare, build, serve and check the site."""
