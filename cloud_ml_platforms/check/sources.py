"""Rules about sources and evidence: cited, known, in place, each with an age from which it counts as old."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, get_args

from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog.places import record_at
from cloud_ml_platforms.catalog.yaml_files import Fault, YamlFile
from cloud_ml_platforms.check.faults import RecordFault
from cloud_ml_platforms.model.known import nearest_hint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms.catalog.types import Catalog


def unused_source_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """No source that nothing cites."""
    used = {evidence.source for _, evidence in catalog.evidence_by_record}
    for source_id in catalog.sources:
        if source_id not in used:
            yield RecordFault(source_id, "a source that nothing cites", "a use, or no such entry", ())


def missing_age_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Every kind of source has an age from which it counts as old."""
    if catalog.recheck is not None:
        for kind in get_args(m.SourceKind):
            if kind not in catalog.recheck.ages:
                yield RecordFault(
                    "recheck", f"ages without {kind}", f"{kind}: days until it counts as old, 0 for never", ("ages",)
                )


def evidence_faults(catalog: Catalog, files: dict[str, YamlFile]) -> Iterator[Fault]:
    """Every piece of evidence names a known source, not read before its date, and a section; none is listed twice."""
    for file in files.values():
        for path in file.by_key.get("evidence", ()):
            pieces = file.at(path)  # of a cell by letter, else a list
            citations: set[tuple[str, ...]] = set()
            for index, evidence in pieces.items() if isinstance(pieces, dict) else enumerate(pieces):
                for key, found, expected in _piece_faults(catalog, evidence):
                    line = file.line((*path, index, key))
                    yield Fault(file.name, line, record_at(file, path), found, expected)
                citation = (evidence["source"], evidence["at"], evidence["shows"])
                if citation in citations:
                    line, found = file.line((*path, index)), f"{evidence['source']} at {evidence['at']!r} a second time"
                    yield Fault(file.name, line, record_at(file, path), found, "each piece of evidence once")
                citations.add(citation)


def _piece_faults(catalog: Catalog, evidence: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield (key, found, expected) for what is wrong with one piece of evidence."""
    source = catalog.sources.get(evidence["source"])
    if source is None:
        expected = f"the id of a source in data/sources{nearest_hint(evidence['source'], catalog.sources)}"
        yield "source", f"source {evidence['source']!r}", expected
    elif source.content_date > evidence["read"]:
        yield "read", f"read {evidence['read']}, before the source's own date {source.content_date}", "a later day"
    if not any(character.isalnum() for character in evidence["at"]):
        yield "at", f"at {evidence['at']!r}", "the section, or the name in the API model"


def misplaced_source_faults(_: Catalog, files: dict[str, YamlFile]) -> Iterator[Fault]:
    """Every source stands in its publisher's file, in the order of ids: branches that add some then seldom meet."""
    for file in files.values():
        if not file.name.startswith("data/sources/"):
            continue
        sources = file.value["sources"]
        for index, source in enumerate(sources):
            publisher_file = f"data/sources/{source['publisher'].lower()}.yml"
            if file.name != publisher_file:
                line = file.line(("sources", index, "publisher"))
                yield Fault(
                    file.name, line, source["id"], f"a source of {source['publisher']}", f"it in {publisher_file}"
                )
        source_ids = [source["id"] for source in sources]
        ordered = sorted(source_ids)
        blocks = SequenceMatcher(None, source_ids, ordered, autojunk=False).get_matching_blocks()
        for index in sorted(
            {*range(len(source_ids))}.difference(*(range(block.a, block.a + block.size) for block in blocks))
        ):
            place = ordered.index(source_ids[index])
            neighbours = [f"after {source_id}" for source_id in ordered[max(place - 1, 0) : place]]
            neighbours += [f"before {source_id}" for source_id in ordered[place + 1 : place + 2]]
            line, expected = file.line(("sources", index)), f"it {' and '.join(neighbours)}"
            yield Fault(file.name, line, source_ids[index], "a source out of order", expected)
