"""The field guide to cloud ML platforms: data with evidence, and the site made of it."""

import gc

# The data stays as long as the process: looking through it for what is no longer used took a fifth of a build's time.
gc.set_threshold(100_000, 50, 100)
