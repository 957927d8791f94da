"""What a rule about records yields; `check/run.py` makes each a `Fault` with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cloud_ml_platforms.model.known import nearest_hint

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator

    from cloud_ml_platforms.catalog.yaml_files import YamlPath


class RecordFault(NamedTuple):
    """What is wrong with a record, and where within it."""

    record_id: str
    found: str
    expected: str
    path: YamlPath


class PartFault(NamedTuple):
    """The same without the record, from a rule that is given the record."""

    found: str
    expected: str
    path: YamlPath


def of_record(record_id: str, faults: Iterable[PartFault]) -> Iterator[RecordFault]:
    """Yield faults of a record's parts as faults of the record."""
    for fault in faults:
        yield RecordFault(record_id, *fault)


def missing_faults(
    record_id: str, names: Collection[str], answers: Container[str], path: YamlPath, prefix: str = "no"
) -> Iterator[RecordFault]:
    """Yield a fault for each name that is not among the answers; it is worded as the prefix and the name."""
    for name in names:
        if name not in answers:
            yield RecordFault(record_id, f"{prefix} {name}", "all of " + ", ".join(names), path)


def unknown_id_faults(
    record_id: str, kind: str, named_id: str | None, ids: Collection[str], path: YamlPath, *, folder: str = ""
) -> Iterator[RecordFault]:
    """Yield a fault when a record names something of a kind that is not among the ids of that kind, which lie in `folder`."""
    if named_id is not None and named_id not in ids:
        article = "an" if kind[0] in "aeiou" else "a"
        place = f" in {folder}" if folder else ""
        yield RecordFault(
            record_id, f"{kind} {named_id!r}", f"the id of {article} {kind}{place}{nearest_hint(named_id, ids)}", path
        )
