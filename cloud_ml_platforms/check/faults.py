"""What a rule about records yields; `check/run.py` makes each a `Fault` with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.catalog.yaml_files import YamlPath
from cloud_ml_platforms.model.known import nearest_hint

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator

# The record's id, what was found, what was expected and, where the rule knows it, the path within the record.
RecordFault = tuple[str, str, str] | tuple[str, str, str, YamlPath]
# The same without the record, from a helper that is given the record: found, expected, path.
PartFault = tuple[str, str, YamlPath]


def missing(
    record: str, wanted: Collection[str], found: Container[str], path: YamlPath, what: str = "no"
) -> Iterator[RecordFault]:
    """Yield a fault for each wanted name that was not found; `what` comes before the name."""
    for name in wanted:
        if name not in found:
            yield record, f"{what} {name}", "all of " + ", ".join(wanted), path


def unknown(
    record: str, kind: str, name: str | None, known: Collection[str], path: YamlPath, *, file: str = ""
) -> Iterator[RecordFault]:
    """Yield a fault when a record names something of a kind that is not known; `file`: where such things are."""
    if name is not None and name not in known:
        article = "an" if kind[0] in "aeiou" else "a"
        where = f" in {file}" if file else ""
        yield record, f"{kind} {name!r}", f"the id of {article} {kind}{where}{nearest_hint(name, known)}", path
