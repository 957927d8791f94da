"""Names in the vendors' APIs: references, words, and the extracts of data/api/."""
