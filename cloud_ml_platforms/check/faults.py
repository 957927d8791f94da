"""What a rule about records yields; `check/run.py` makes each a `Fault` with file and line."""

from __future__ import annotations

from cloud_ml_platforms.catalog.yaml_files import Path_

# The record's id, what was found, what was expected and, where the rule knows it, the path within the record.
RecordFault = tuple[str, str, str] | tuple[str, str, str, Path_]
# The same without the record, from a helper that is given the record: found, expected, path.
PartFault = tuple[str, str, Path_]
