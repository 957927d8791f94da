"""One sitting of `make recheck`: a person, the statements that have evidence, and what is asked."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.catalog.load import read_catalog
from cloud_ml_platforms.catalog.yaml_files import DataError
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.journal.names import platforms_of
from cloud_ml_platforms.model.answers import letters_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlFile, YamlPath

PARTS = {"ways", "values", "sides", "facts"}  # lists whose items a statement is named by
CELL, EVIDENCE = -4, -2  # where they stand in the path of a cell's evidence: cell, "evidence", letter, "read"
STRUCTURE = {"platforms", "evidence", "read", *PARTS}  # parts of a path that say nothing to people


class Quit(Exception):  # noqa: N818 - a wish, not an error
    """The person wants to stop."""


@dataclass(frozen=True)
class Statement:
    """One piece of evidence: which record it supports, where it stands in the files, which API names go with it.

    `within` is the platform (for a limit also way, rule and `says`), `supports` the parts and ways of the cell whose words have
    its letter; `refs` are their API references and its own.
    """

    record: str
    within: str
    platforms: tuple[str, ...]
    file: str
    path: YamlPath
    line: int
    source: str
    at: str
    shows: str
    read: str
    refs: tuple[dict[str, Any], ...] = ()
    supports: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is shown as: record, platform, and what it supports."""
        return " ".join([self.record, self.within, *self.supports]).replace("  ", " ")

    @property
    def key(self) -> str:
        """What it is known by, also after an edit has moved it: no two statements share it."""
        return f"{self.record} | {self.within} | {self.source} | {self.at} | {self.shows}"


def read_statements(data: Path) -> list[Statement]:
    """Return every piece of evidence as it stands in the files now."""
    catalog, files, faults = read_catalog(data, sorted(data.rglob("*.yml")))
    if faults:
        raise DataError(faults)
    return list(statements(catalog, files))


# The statements ------------------------------------------------------------------------------------------------------


def statements(catalog: Catalog, files: dict[str, YamlFile]) -> Iterator[Statement]:
    """Yield every piece of evidence with its place in the files."""
    for file in files.values():
        for path, line in file.lines.items():
            if len(path) < 3 or path[-1] != "read" or path[-3] != "evidence":  # noqa: PLR2004 - evidence, index, read
                continue
            nested = _record_and_inside(file, path)
            record, evidence = nested[0][1], nested[EVIDENCE][1]
            record_id, letter = record["id"], path[EVIDENCE]
            of_cell = isinstance(letter, str)  # evidence by letter, which the words of the cell refer to
            _, cell = nested[CELL] if of_cell else ((), {})
            ways = [way for way in cell.get("ways", ()) if letter in letters_in(way.get("how", ""))]
            parts = [
                part
                for part, answers in cell.get("answers", {}).items()
                if letter in letters_in(_joined_answers(answers))
            ]
            named_parts = nested[1:EVIDENCE] if of_cell else nested[1:]
            values = [*(value for _, value in nested), *ways]
            yield Statement(
                record=record_id,
                within=" ".join(name for part, value in named_parts if (name := _part_name(part, value))),
                platforms=_platforms(catalog, record_id, path),
                file=file.name,
                path=path,
                line=line,
                source=evidence["source"],
                at=evidence["at"],
                shows=evidence["shows"],
                read=evidence["read"],
                refs=tuple(ref for value in values if isinstance(value, dict) for ref in value.get("api", ())),
                supports=(*parts, *(way["id"] for way in ways)),
            )


def _joined_answers(answers: str | dict[str, str]) -> str:
    """Return the answers to a part as one text."""
    return answers if isinstance(answers, str) else " ".join(answers.values())


def _record_and_inside(file: YamlFile, path: YamlPath) -> list[tuple[YamlPath, Any]]:
    """Return (path, value) of the record around a path, which is the outermost with an id, and of all inside on the way."""
    value = file.value
    nested: list[tuple[YamlPath, Any]] = []
    for end, part in enumerate(path, 1):
        value = value[part]
        if nested or (isinstance(part, int) and isinstance(value, dict) and "id" in value):
            nested.append((path[:end], value))
    return nested


def _part_name(path: YamlPath, value: Any) -> str:  # noqa: ANN401 - YAML is untyped
    """Return how people call a part of a record: a platform, a way, a value of a limit, a side; or nothing."""
    part = path[-1]
    if isinstance(part, str):
        return "" if part in STRUCTURE else part
    if path[-2] not in PARTS:
        return ""
    if "id" in value:
        return str(value["id"])
    if "way" in value:
        return f"{value['way']} {value['rule']} {value.get('says', 'docs')}"
    return f"{path[-2].removesuffix('s')} {part + 1}"


def _platforms(catalog: Catalog, record: str, path: YamlPath) -> tuple[str, ...]:
    """Return the platforms that a statement speaks of."""
    if "platforms" in path:
        return (str(path[path.index("platforms") + 1]),)
    return platforms_of(catalog, record) or tuple(catalog.platforms)


# With a person -------------------------------------------------------------------------------------------------------


@dataclass
class Sitting:
    """One person at work: the data as it is now, with every statement by its key, and how many were read again."""

    data: Path
    day: dt.date
    ask: Callable[[str], str]
    done: int = 0
    catalog: Catalog = field(init=False)
    statements: dict[str, Statement] = field(init=False)

    def __post_init__(self) -> None:
        """Take in the data."""
        self.reload()

    def answer_to(self, prompt: str) -> str:
        """Return the answer to a question; "q" and the end of input mean quit."""
        try:
            answer = self.ask(prompt).strip()
        except EOFError:
            raise Quit from None
        if answer.lower() in {"q", "quit"}:
            raise Quit
        return answer

    def choice_of(self, answers: dict[str, str]) -> str:
        """Return one of `answers` (letter to word), asked for until it is one; the words name themselves."""
        words = [word.replace(letter, f"[{letter}]", 1) for letter, word in answers.items()]
        while True:
            answer = self.answer_to(f"   {', '.join(words)}, [q]uit? ").lower()
            if answer in answers.values():
                return answer
            if answer in answers:
                return answers[answer]
            sys.stdout.write(f"   found {answer!r}; expected one of {', '.join(answers)}, q\n")

    def reload(self) -> None:
        """Take in what was edited; raise DataError when it has faults."""
        self.catalog = load_catalog(self.data)
        self.statements = {statement.key: statement for statement in read_statements(self.data)}
