"""Rules about the cheat sheets: all there, and every line held by what it rests on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from cloud_ml_platforms import model as m
from cloud_ml_platforms.check.faults import PartFault, RecordFault, of_record
from cloud_ml_platforms.model.known import nearest_hint
from cloud_ml_platforms.text.words import mark_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlPath

ENDING_KINDS = frozenset({"closed", "deprecated", "retired"})
CODE = re.compile(r"(`+)(.+?)\1")
WORD = re.compile(r"[A-Za-z_][\w-]+")


def cheatsheet_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Yield the faults of every cheat sheet."""
    for platform in catalog.full_platforms:
        if platform not in catalog.cheatsheets:
            yield RecordFault(f"sheet of {platform}", "no cheat sheet", f"data/cheatsheets/{platform}.yml", ())
    for sheet in catalog.cheatsheets.values():
        for rule in (
            sheet_part_faults,
            unknown_support_faults,
            call_mark_faults,
            unsupported_code_faults,
            ended_event_faults,
        ):
            yield from of_record(f"sheet of {sheet.platform}", rule(catalog, sheet))


def sheet_part_faults(catalog: Catalog, sheet: m.CheatSheet) -> Iterator[PartFault]:
    """A sheet answers the six questions, calls every task and names each kind of endpoint, and nothing else."""
    kinds = (
        catalog.capabilities[m.SHEET_KINDS].kinds.get(sheet.platform, {})
        if m.SHEET_KINDS in catalog.capabilities
        else {}
    )
    for key, expected, entries in (
        ("places", [*catalog.lifecycle], sheet.places),
        ("calls", get_args(m.Task), sheet.calls),
        ("kinds", [kind for kind in kinds if kind != "any"], sheet.kinds),
    ):
        for name in expected:
            if name not in entries:
                yield PartFault(f"{key} without {name}", f"all of {', '.join(expected)}", (key,))
        for name in entries:
            if name not in expected:
                yield PartFault(f"{key} with {name!r}", f"one of {', '.join(expected)}", (key, name))


def unknown_support_faults(catalog: Catalog, sheet: m.CheatSheet) -> Iterator[PartFault]:
    """What a line rests on is a row, a limit or a "say where" question; the first is a row."""
    question_ids = [*catalog.lifecycle]
    for path, line in _lines(sheet):
        for index, name in enumerate(line.rests_on):
            ids = [*catalog.rows] if index == 0 else [*catalog.rows, *catalog.limits, *question_ids]
            if name not in ids:
                id_kind = "the id of a row" if index == 0 else "the id of a row, limit or 'say where' question"
                yield PartFault(f"{name!r}", f"{id_kind}{nearest_hint(name, ids)}", (*path, "rests_on", index))


def call_mark_faults(catalog: Catalog, sheet: m.CheatSheet) -> Iterator[PartFault]:
    """A task has a call unless its row says that there is none; of a row that ends, the line names the end."""
    for task, call in sheet.calls.items():
        row = catalog.rows.get(call.rests_on[0])
        if row is None or sheet.platform not in row.platforms:
            continue
        lacks = row.mark_of(sheet.platform) in {"no", "not-documented"}
        if lacks and call.say is not None:
            yield PartFault(
                f"'say' where {row.id} says {mark_word(row, sheet.platform)}",
                "nearest: what comes closest",
                ("calls", task, "say"),
            )
        if not lacks and call.nearest is not None:
            yield PartFault(f"'nearest' where {row.id} does not say no", "say: the call", ("calls", task, "nearest"))
    for path, line in _lines(sheet):
        text = " ".join(_texts(line))
        for event in _ends(catalog, sheet.platform, line.rests_on[0]):
            if f"[[{event}" not in text:
                yield PartFault(
                    f"no word of {event}", f"[[{event}]] in the line, since {line.rests_on[0]} ends by it", path
                )


def unsupported_code_faults(catalog: Catalog, sheet: m.CheatSheet) -> Iterator[PartFault]:
    """Every name in code of a line is found in what the line rests on."""
    question_rows = {question.id: question.rows for question in catalog.lifecycle.values()}
    endpoints = [row.id for row in catalog.rows.values() if catalog.row_capability[row.id].id == m.SHEET_KINDS]
    code_texts: list[tuple[YamlPath, str, Sequence[str]]] = [
        *((("places", name), text, (name, *question_rows.get(name, ()))) for name, text in sheet.places.items()),
        *((("kinds", name), text, endpoints) for name, text in sheet.kinds.items()),
        *([(("lacks",), sheet.lacks, endpoints)] if sheet.lacks else []),
        *((path, text, line.rests_on) for path, line in _lines(sheet) for text in _texts(line)),
    ]
    for path, text, names in code_texts:
        words = {word for statement in _statements(catalog, sheet.platform, names) for word in WORD.findall(statement)}
        for code in dict.fromkeys(match[2] for match in CODE.finditer(text)):
            missing_words = [word for word in WORD.findall(code) if word not in words]
            if missing_words:
                yield PartFault(
                    f"`{code}`",
                    f"words of {', '.join(names)} ({sheet.platform}), not {', '.join(missing_words)}",
                    path,
                )


def ended_event_faults(catalog: Catalog, sheet: m.CheatSheet) -> Iterator[PartFault]:
    """What is listed as ended, closed or ending is an event of this platform that ends something, each once."""
    for index, name in enumerate(sheet.ended):
        event = catalog.events.get(name)
        path = ("ended", index)
        if event is None:
            yield PartFault(
                f"event {name!r}", f"the id of an event in data/names{nearest_hint(name, catalog.events)}", path
            )
        elif event.kind not in ENDING_KINDS:
            yield PartFault(
                f"event {name!r}, kind {event.kind}", f"one of the kinds {', '.join(sorted(ENDING_KINDS))}", path
            )
        elif catalog.things[event.thing].platform != sheet.platform:
            yield PartFault(
                f"event {name!r} of {catalog.things[event.thing].platform}", f"an event of {sheet.platform}", path
            )
        if name in sheet.ended[:index]:
            yield PartFault(f"event {name!r} a second time", "each event once", path)


def _lines(sheet: m.CheatSheet) -> Iterator[tuple[YamlPath, m.CheatCall | m.CheatLine]]:
    for task, call in sheet.calls.items():
        yield ("calls", task), call
    for index, line in enumerate(sheet.bites):
        yield ("bites", index), line


def _texts(line: m.CheatCall | m.CheatLine) -> list[str]:
    return [text for text in (line.say, getattr(line, "nearest", None)) if text]


def _ends(catalog: Catalog, platform: str, row: str) -> set[str]:
    """Return the events by which a cell ends: its own, or those of its ways when every way has one."""
    if row not in catalog.rows or platform not in catalog.rows[row].platforms:
        return set()
    cell = catalog.rows[row].platforms[platform]
    cell_events = {cell.event} if cell.event else set()
    by_ways = {way.event for way in cell.ways if way.event}
    return cell_events or (by_ways if cell.ways and all(way.event for way in cell.ways) else set())


def _statements(catalog: Catalog, platform: str, names: Sequence[str]) -> Iterator[str]:
    """Yield what rows, limits and answers say of a platform: texts and the API names that they were checked against."""
    answers = {question.id: question.platforms.get(platform, "") for question in catalog.lifecycle.values()}
    for name in names:
        yield answers.get(name, "")
        if name in catalog.rows and platform in catalog.rows[name].platforms:
            cell = catalog.rows[name].platforms[platform]
            yield from (text for _, text in cell.texts())
            refs = [*cell.api, *(ref for way in cell.ways for ref in way.api)]
            yield from (ref.ref for ref in refs if ref.expect != "absent")
        elif name in catalog.limits and platform in catalog.limits[name].platforms:
            limit = catalog.limits[name].platforms[platform]
            yield limit.note or ""
            for value in limit.values:
                yield from (str(text) for text in (value.value, value.per, value.note) if text)
                yield from (ref.ref for ref in value.api if ref.expect != "absent")
