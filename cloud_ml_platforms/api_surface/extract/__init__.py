"""Read the API surface of the pinned SDKs."""
