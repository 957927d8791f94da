"""What the vendors' SDKs keep to themselves and we need all the same: a module per SDK, and nowhere else.

Each module lists its `NAMES` as `module` or `module:attribute`, so that `tests/samples/test_private.py` says which one
moved after an update. They are looked up when they are used: no module here imports its SDK. What the extracts need is in `api_surface/extract/`.
"""
