"""How old the evidence is."""
