"""What to read again beside a fact that changed: statements from the same section of a source, and texts that rest on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloud_ml_platforms.catalog.places import record_at, record_lines
from cloud_ml_platforms.journal.facts import record_of
from cloud_ml_platforms.journal.names import platforms_named
from cloud_ml_platforms.journal.sitting import statements
from cloud_ml_platforms.journal.waiting import relied_on, touches
from cloud_ml_platforms.text.references import REF

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlFile
    from cloud_ml_platforms.journal.sitting import Statement

    Files = dict[str, YamlFile]
    Text = tuple[
        str, str, dict[str, set[str]]
    ]  # its id, how it is listed, the records that it rests on with the platforms

SHOWN = 8  # neighbours of a kind that are named; of more, how many there are
JOURNAL = "data/journal/"  # says what facts said
IN_PAGE = re.compile(r"""ref\(["']([^"']+)["']""")


def neighbour_lines(catalog: Catalog, files: Files, changed: Collection[str], docs: Path) -> Iterator[str]:
    """Yield the addresses of the changed facts that have the same neighbours, then a line for each way to be one."""
    found = list(statements(catalog, files))
    apart = [item for item in found if not any(_bears(item, fact) for fact in changed)]
    reviewed, citing = list(_reviewed(catalog, files)), list(_citing(catalog, files, docs))
    together: dict[tuple[str, ...], list[str]] = {}
    for fact in changed:
        cited = {(item.source, item.at) for item in found if _bears(item, fact)}
        lists = {
            "same section": [_named(files, item) for item in apart if (item.source, item.at) in cited],
            "to review": _resting(catalog, fact, reviewed),
            "cited by": _resting(catalog, fact, citing),
        }
        lines = tuple(f"  {label}: {_listed(names)}" for label, names in lists.items() if names)
        together.setdefault(lines, []).append(fact)
    for lines, facts in together.items():
        if lines:
            yield f"{', '.join(facts)}: read again beside it"
        yield from lines


def _bears(item: Statement, fact: str) -> bool:
    """Return whether a piece of evidence bears a fact: that of a way bears its cell, that of a record all that it states."""
    record, *rest = fact.split()
    what = item.what.split()
    shared = min(len(rest), len(what))
    inner = rest[len(what) :]  # a part or way of a cell, which letters lead to
    borne = not (item.bears and inner) or inner[0] in item.bears or inner == ["value"]
    return item.record == record and rest[:shared] == what[:shared] and borne


def _named(files: Files, item: Statement) -> str:
    return f"{item.record} {item.what}".strip() + f" ({item.file}:{files[item.file].line(item.path[:-3])})"


def _reviewed(catalog: Catalog, files: Files) -> Iterator[Text]:
    lines = record_lines(files)
    for text in catalog.reviewed:
        yield text.id, "{} ({}:{})".format(text.id, *lines[text.id]), relied_on(catalog, text)


def _citing(catalog: Catalog, files: Files, docs: Path) -> Iterator[Text]:
    """Yield what refers to a record in its words: other records, and pages."""
    reviewed = {text.id for text in catalog.reviewed}
    for file in files.values():
        for path, text in file.with_references if not file.name.startswith(JOURNAL) else ():
            name = record_at(file, path)
            if name not in reviewed:
                for match in REF.finditer(text):
                    place = f"{name} ({file.name}:{file.line_in(path, match.start())})"
                    yield name, place, _cited(catalog, match[1])
    for page in sorted(docs.rglob("*.md")):
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
            for match in IN_PAGE.finditer(line):
                yield "", f"docs/{page.relative_to(docs).as_posix()}:{number}", _cited(catalog, match[1])


def _cited(catalog: Catalog, reference: str) -> dict[str, set[str]]:
    record, *rest = reference.partition("|")[0].split() or [""]
    return {record: set(platforms_named(catalog, rest) or catalog.platforms)}


def _resting(catalog: Catalog, fact: str, texts: Iterable[Text]) -> list[str]:
    return [place for name, place, on in texts if name != record_of(fact) and touches(catalog, fact, on)]


def _listed(names: Iterable[str]) -> str:
    once = list(dict.fromkeys(names))
    more = [f"and {len(once) - SHOWN} more"] if len(once) > SHOWN else []
    return ", ".join([*once[:SHOWN], *more])
