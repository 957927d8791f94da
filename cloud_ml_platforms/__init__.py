"""The field guide to cloud ML platforms: data with evidence, and the site made of it."""
