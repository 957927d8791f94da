"""The ledger of names and events."""
