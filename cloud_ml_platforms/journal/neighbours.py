"""What to read again beside a fact that changed: statements from the same section of a source, and texts that rest on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloud_ml_platforms.catalog.places import record_at, record_lines
from cloud_ml_platforms.journal.facts import record_of
from cloud_ml_platforms.journal.names import platforms_in_address
from cloud_ml_platforms.journal.sitting import statements
from cloud_ml_platforms.journal.waiting import fact_affects, relied_on
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
    all_statements = list(statements(catalog, files))
    other_statements = [
        statement for statement in all_statements if not any(_supports(statement, fact) for fact in changed)
    ]
    reviewed, citing = list(_reviewed_texts(catalog, files)), list(_citing_texts(catalog, files, docs))
    together: dict[tuple[str, ...], list[str]] = {}
    for fact in changed:
        cited = {(statement.source, statement.at) for statement in all_statements if _supports(statement, fact)}
        lists = {
            "same section": [
                _statement_place(files, statement)
                for statement in other_statements
                if (statement.source, statement.at) in cited
            ],
            "to review": _places_resting_on(catalog, fact, reviewed),
            "cited by": _places_resting_on(catalog, fact, citing),
        }
        lines = tuple(f"  {label}: {_shortened(names)}" for label, names in lists.items() if names)
        together.setdefault(lines, []).append(fact)
    for lines, facts in together.items():
        if lines:
            yield f"{', '.join(facts)}: read again beside it"
        yield from lines


def _supports(statement: Statement, fact: str) -> bool:
    """Return whether a piece of evidence supports a fact: that of a way supports its cell, that of a record all that it states."""
    record, *fact_words = fact.split()
    words = statement.within.split()
    shared = min(len(fact_words), len(words))
    inner = fact_words[len(words) :]  # a part or way of a cell, which letters lead to
    supported = not (statement.supports and inner) or inner[0] in statement.supports or inner == ["value"]
    return statement.record == record and fact_words[:shared] == words[:shared] and supported


def _statement_place(files: Files, statement: Statement) -> str:
    return (
        f"{statement.record} {statement.within}".strip()
        + f" ({statement.file}:{files[statement.file].line(statement.path[:-3])})"
    )


def _reviewed_texts(catalog: Catalog, files: Files) -> Iterator[Text]:
    lines = record_lines(files)
    for text in catalog.reviewed:
        yield text.id, "{} ({}:{})".format(text.id, *lines[text.id]), relied_on(catalog, text)


def _citing_texts(catalog: Catalog, files: Files, docs: Path) -> Iterator[Text]:
    """Yield what refers to a record in its words: other records, and pages."""
    reviewed = {text.id for text in catalog.reviewed}
    for file in files.values():
        if file.name.startswith(JOURNAL):
            continue
        for path, text in file.with_references:
            name = record_at(file, path)
            if name not in reviewed:
                for match in REF.finditer(text):
                    place = f"{name} ({file.name}:{file.line_in(path, match.start())})"
                    yield name, place, _cited_platforms(catalog, match[1])
    for page in sorted(docs.rglob("*.md")):
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
            for match in IN_PAGE.finditer(line):
                yield "", f"docs/{page.relative_to(docs).as_posix()}:{number}", _cited_platforms(catalog, match[1])


def _cited_platforms(catalog: Catalog, reference: str) -> dict[str, set[str]]:
    record, *words = reference.partition("|")[0].split() or [""]
    return {record: set(platforms_in_address(catalog, words) or catalog.platforms)}


def _places_resting_on(catalog: Catalog, fact: str, texts: Iterable[Text]) -> list[str]:
    return [
        place for name, place, rests_on in texts if name != record_of(fact) and fact_affects(catalog, fact, rests_on)
    ]


def _shortened(names: Iterable[str]) -> str:
    distinct = list(dict.fromkeys(names))
    more = [f"and {len(distinct) - SHOWN} more"] if len(distinct) > SHOWN else []
    return ", ".join([*distinct[:SHOWN], *more])
