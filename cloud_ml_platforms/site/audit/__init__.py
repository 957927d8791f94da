"""Checks by other people's tools on the built site: axe, Lighthouse, the Nu HTML checker (`make audit`)."""
