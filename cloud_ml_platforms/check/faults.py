"""What a rule about records yields; `check/run.py` makes each a `Fault` with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.catalog.yaml_files import YamlPath
from cloud_ml_platforms.model.known import nearest_hint

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator

# The record's id, what was found, what was expected, and the path within the record.
RecordFault = tuple[str, str, str, YamlPath]
# The same without the record, from a rule that is given the record.
PartFault = tuple[str, str, YamlPath]


def of_record(record: str, faults: Iterable[PartFault]) -> Iterator[RecordFault]:
    """Yield faults of a record's parts as faults of the record."""
    for found, expected, path in faults:
        yield record, found, expected, path


def missing_faults(
    record: str, names: Collection[str], answers: Container[str], path: YamlPath, prefix: str = "no"
) -> Iterator[RecordFault]:
    """Yield a fault for each name that is not among the answers; it is worded as the prefix and the name."""
    for name in names:
        if name not in answers:
            yield record, f"{prefix} {name}", "all of " + ", ".join(names), path


def unknown_id_faults(
    record: str, kind: str, name: str | None, ids: Collection[str], path: YamlPath, *, folder: str = ""
) -> Iterator[RecordFault]:
    """Yield a fault when a record names something of a kind that is not among the ids of that kind, which lie in `folder`."""
    if name is not None and name not in ids:
        article = "an" if kind[0] in "aeiou" else "a"
        home = f" in {folder}" if folder else ""
        yield record, f"{kind} {name!r}", f"the id of {article} {kind}{home}{nearest_hint(name, ids)}", path
