"""How a release gets to a server; switch.py runs there without the rest of the project."""
