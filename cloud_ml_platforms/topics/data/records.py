"""The records of the data API by file and list."""

from __future__ import annotations

from cloud_ml_platforms.topics.data import shapes as s

Content = dict[str, dict[str, list[s.Shape]]]  # the lists of records of each file, by the file's name
