"""Commands before and after the build."""
