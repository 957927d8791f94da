"""The CSV tables of the data API: the same records as the JSON files, flat, for spreadsheets.

RFC 4180 (commas, quotes doubled, CRLF), UTF-8 without a mark at its beginning, one header line. web/scripts/csv.js
writes what a reader takes from a page in the same way; tests/text/format_cases.json has the cases for both.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from cloud_ml_platforms.topics.data import shapes as s

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cloud_ml_platforms.topics.data.records import Content

Value = str | int | float | bool | None
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - what spreadsheets run


@dataclass(frozen=True)
class TableSpec:
    """One table: what a line is, its lines, and by name its columns: the path to what is in each, and that in words.

    A line is what the paths of its columns begin with.
    """

    line: str
    lines: Callable[[Content], Iterator[dict[str, Any]]]
    columns: dict[str, tuple[str, str]]


def as_csv(spec: TableSpec, records: Content) -> tuple[str, int]:
    """Return the text of a table and how many lines it has, the header not counted."""
    buffer = io.StringIO(newline="")
    lines = [
        [escape_formula(value_at(line, path)) for path, _ in spec.columns.values()] for line in spec.lines(records)
    ]
    csv.writer(buffer, lineterminator="\r\n").writerows([list(spec.columns), *lines])
    return buffer.getvalue(), len(lines)


def value_at(line: dict[str, Any], path: str) -> Value:
    """Return what a column holds: a text without marks, ids separated by blanks, of evidence the ids of its sources."""
    first, *rest = path.split(".")
    value: Any = line[first]
    for name in rest:
        value = None if value is None else getattr(value, name)
    if isinstance(value, s.Words):
        return value.text
    if not isinstance(value, list):
        plain: Value = value
        return plain
    if value and isinstance(value[0], s.ApiMark):
        return "; ".join(mark.ref for mark in value)
    return " ".join(dict.fromkeys(item.source if isinstance(item, s.Evidence) else item for item in value))


def escape_formula(value: Value) -> str | int | float:
    """Return a value as it stands in a table: a text that a spreadsheet would run as a formula gets a ' before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return f"'{value}"
    return value


def _rows(records: Content) -> Iterator[dict[str, Any]]:
    for row, platform, cell in _cells(records["rows"]["rows"]):
        yield {"row": row, "platform": platform, "cell": cell}


def _ways(records: Content) -> Iterator[dict[str, Any]]:
    for row, platform, cell in _cells(records["rows"]["rows"]):
        for way in cell.ways:
            evidence = [item for item in cell.evidence if item.letter in way.evidence]
            yield {"row": row, "platform": platform, "way": way, "evidence": evidence}


def _answers(records: Content) -> Iterator[dict[str, Any]]:
    for row, platform, cell in _cells(records["rows"]["rows"]):
        for part in row.parts:
            answer = cell.answers.get(part.id)
            if answer is None:
                continue
            for kind, kind_answer in answer.kinds.items():
                evidence = [item for item in cell.evidence if item.letter in answer.evidence]
                yield {
                    "row": row,
                    "platform": platform,
                    "part": part,
                    "kind": kind,
                    "answer": kind_answer,
                    "evidence": evidence,
                }


def _evidence(records: Content) -> Iterator[dict[str, Any]]:
    for row, platform, cell in _cells(records["rows"]["rows"]):
        for item in cell.evidence:
            ways = [way.id for way in cell.ways if item.letter in way.evidence]
            yield {"row": row, "platform": platform, "ways": ways, "item": item}


def _limits(records: Content) -> Iterator[dict[str, Any]]:
    for limit, platform, cell in _cells(records["limits"]["limits"]):
        for value in cell.values or [None]:
            evidence = [*(value.evidence if value else ()), *cell.evidence]
            yield {"limit": limit, "platform": platform, "cell": cell, "value": value, "evidence": evidence}


def _cells(answered: list[Any]) -> Iterator[tuple[Any, str, Any]]:
    """Yield every answer of rows or limits: the record, the platform, what it says."""
    yield from ((record, platform, cell) for record in answered for platform, cell in record.platforms.items())


def _things(records: Content) -> Iterator[dict[str, Any]]:
    things: list[Any] = records["names"]["things"]
    yield from ({"thing": thing, "former": "; ".join(name.name for name in thing.names[:-1])} for thing in things)


def _events(records: Content) -> Iterator[dict[str, Any]]:
    yield from ({"event": event} for event in records["names"]["events"])


def _sources(records: Content) -> Iterator[dict[str, Any]]:
    yield from ({"source": source} for source in records["sources"]["sources"])


def _prices(records: Content) -> Iterator[dict[str, Any]]:
    meters, prices = cast("dict[str, list[Any]]", records["prices"]).values()
    by_id = {meter.id: meter for meter in meters}
    yield from ({"price": price, "meter": by_id[price.meter]} for price in prices)


def _questions(records: Content) -> Iterator[dict[str, Any]]:
    questions: list[Any] = records["questions"]["questions"]
    for question in questions:
        points = "\n".join(f"{point.id}. {point.says.text}" for point in question.points)
        yield {"question": question, "points": points}


SOURCES = "ids of its sources, separated by blanks"
PLATFORM = "id of the platform"

TABLES: dict[str, TableSpec] = {
    "rows": TableSpec(
        "a row on one platform",
        _rows,
        {
            "row": ("row.id", "id of the row"),
            "name": ("row.name", "its name"),
            "asks": ("row.asks", "its question"),
            "capability": ("row.capability", "id of its capability"),
            "decides": ("row.decides", "yes when it decides choices"),
            "probed": ("row.probed", "yes when interviewers probe it"),
            "finished": ("row.finished", "yes when every part is answered and a second person has read it"),
            "platform": ("platform", PLATFORM),
            "value": ("cell.value", "the answer over all kinds, in at most 28 characters"),
            "mark": ("cell.mark", "yes, partly, by-kind, no or not-documented; empty where the row has no marks"),
            "tag": ("cell.tag", "the stage of all that is offered, where none of it is generally available"),
            "answer": ("cell.answer", "the answer in one line"),
            "nearest": ("cell.nearest", "what comes closest where there is none"),
            "event": ("cell.event", "id of the ledger event that ends or changes it"),
            "status": ("cell.status", "what that event means on the day of the data"),
            "oldest_source": ("cell.oldest_source", "the oldest date of its sources: the age of the answer"),
            "oldest_read": ("cell.oldest_read", "the longest ago that one of them was read"),
            "sources": ("cell.evidence", SOURCES),
            "page": ("cell.page", "permanent address"),
        },
    ),
    "ways": TableSpec(
        "a way in which one platform answers a row",
        _ways,
        {
            "row": ("row.id", "id of the row"),
            "platform": ("platform", PLATFORM),
            "way": ("way.id", "id of the kind"),
            "name": ("way.name", "the kind's name"),
            "mark": ("way.mark", "yes, partly, no or not-documented; empty where the row has no marks"),
            "stage": ("way.stage", "ga, preview or restricted; empty where there is nothing, or nothing was found"),
            "since": ("way.since", "since when"),
            "event": ("way.event", "id of the ledger event that ends or changes it"),
            "status": ("way.status", "what that event means on the day of the data"),
            "how": ("way.how", "the mechanism and its catch"),
            "api": ("way.api", "names in the vendor's API that were checked, separated by semicolons"),
            "sources": ("evidence", SOURCES),
        },
    ),
    "answers": TableSpec(
        "what one platform answers to a part of a row, for one kind",
        _answers,
        {
            "row": ("row.id", "id of the row"),
            "part": ("part.id", "id of the part"),
            "asks": ("part.asks", "the part as a question"),
            "platform": ("platform", PLATFORM),
            "kind": ("kind", "id of the kind; any for all"),
            "state": ("answer.state", "yes, partly, no, not stated, does not apply or open; empty for other answers"),
            "value": ("answer.value", "the words of the answer, without its state"),
            "sources": ("evidence", SOURCES),
        },
    ),
    "evidence": TableSpec(
        "a piece of evidence of a row",
        _evidence,
        {
            "row": ("row.id", "id of the row"),
            "platform": ("platform", PLATFORM),
            "letter": ("item.letter", "what answers and ways of the platform name it by"),
            "ways": ("ways", "ids of the kinds that it speaks of, separated by blanks"),
            "source": ("item.source", "id of the source"),
            "title": ("item.title", "its title"),
            "url": ("item.url", "the vendor's address"),
            "content_date": ("item.content_date", "the source's own date"),
            "at": ("item.at", "the section that says it"),
            "read": ("item.read", "the day on which we read it"),
            "shows": ("item.shows", "what it shows, in our words"),
        },
    ),
    "limits": TableSpec(
        "a value of a limit on one platform, or that there is none",
        _limits,
        {
            "limit": ("limit.id", "id of the limit or contract"),
            "name": ("limit.name", "its name"),
            "capability": ("limit.capability", "id of its capability"),
            "unit": ("limit.unit", "the unit of its numbers"),
            "platform": ("platform", PLATFORM),
            "state": ("cell.state", "values, none or unknown"),
            "way": ("value.way", "id of the kind it holds for"),
            "way_name": ("value.name", "the kind's name"),
            "number": ("value.number", "the value in the limit's unit, when it is a number"),
            "value": ("value.value", "the value with its unit"),
            "rule": ("value.rule", "hard, quota, default, min, max or contract"),
            "per": ("value.per", "what it is counted by"),
            "raisable": ("value.raisable", "yes or no; empty when that is not known"),
            "says": ("value.says", "docs or api"),
            "note": ("value.note", "what else to know of the value"),
            "cell_note": ("cell.note", "what else to know of all the platform's values"),
            "oldest_source": ("cell.oldest_source", "the oldest date of the sources of the platform's values"),
            "oldest_read": ("cell.oldest_read", "the longest ago that one of them was read"),
            "sources": ("evidence", SOURCES),
            "page": ("cell.page", "permanent address"),
        },
    ),
    "things": TableSpec(
        "a product, feature or SDK",
        _things,
        {
            "thing": ("thing.id", "id of the thing"),
            "platform": ("thing.platform", f"{PLATFORM}, or all"),
            "name": ("thing.name", "its official name today"),
            "common": ("thing.common", "what people say"),
            "former": ("former", "former names, the oldest first, separated by semicolons"),
            "description": ("thing.description", "what it is"),
            "stage": ("thing.stage", "ga, preview or restricted"),
            "status": ("thing.status", "its standing on the day of the data"),
            "capability": ("thing.capability", "id of its capability"),
            "page": ("thing.page", "permanent address"),
        },
    ),
    "events": TableSpec(
        "something that happened to a thing, or is announced",
        _events,
        {
            "event": ("event.id", "id of the event"),
            "thing": ("event.thing", "id of the thing"),
            "name": ("event.name", "the thing's name, with the part in brackets"),
            "platform": ("event.platform", f"{PLATFORM}, or all"),
            "kind": ("event.kind", "renamed, closed, deprecated, retired, added, generation or regulation"),
            "date": ("event.date", "when"),
            "ends": ("event.ends", "when a deprecation ends"),
            "carried_out": ("event.carried_out", "done, announced or unconfirmed"),
            "standing": ("event.standing", "the same in words, on the day of the data"),
            "what": ("event.what", "what happened"),
            "breaks": ("event.breaks", "what breaks"),
            "use": ("event.use", "what to use"),
            "sources": ("event.evidence", SOURCES),
            "page": ("event.page", "permanent address"),
        },
    ),
    "sources": TableSpec(
        "a source",
        _sources,
        {
            "source": ("source.id", "id of the source"),
            "publisher": ("source.publisher", "who publishes it"),
            "title": ("source.title", "its title"),
            "url": ("source.url", "the vendor's address"),
            "kind": ("source.kind", "what kind of source it is"),
            "content_date": ("source.content_date", "its own date"),
            "version": ("source.version", "version of a package, SDK or API model"),
            "read_from": ("source.read_from", "what was opened"),
            "gone": ("source.gone", "the day on which the page was found gone"),
            "cited_by": ("source.cited_by", "ids of the records that cite it, separated by blanks"),
        },
    ),
    "prices": TableSpec(
        "a price",
        _prices,
        {
            "price": ("price.id", "id of the price"),
            "meter": ("meter.id", "id of its meter"),
            "name": ("meter.name", "the meter's name"),
            "unit": ("meter.unit", "what the price is for"),
            "of": ("price.of", "id of the platform, or of a plain cloud"),
            "sku": ("price.sku", "what the vendor calls it"),
            "region": ("price.region", "where it holds"),
            "usd": ("price.usd", "US dollars per unit; empty: not found"),
            "as_of": ("price.as_of", "the day that it speaks for"),
            "derived": ("price.derived", "the arithmetic of a price that nobody publishes"),
            "note": ("price.note", "what else to know"),
            "sources": ("price.evidence", SOURCES),
        },
    ),
    "questions": TableSpec(
        "an interview question",
        _questions,
        {
            "question_id": ("question.id", "id of the question"),
            "theme": ("question.theme", "its theme"),
            "level": ("question.level", "screen, onsite or senior"),
            "core": ("question.core", "yes when it belongs to the core set"),
            "asked": ("question.asked", "often, sometimes or rarely"),
            "platforms": ("question.platforms", "the platforms that it is about, separated by blanks"),
            "question": ("question.question", "the question"),
            "answer": ("question.answer", "the answer, as it is said"),
            "points": ("points", "the points that a good answer makes, a line each"),
            "rows": ("question.rows", "ids of the rows that it relies on, separated by blanks"),
            "page": ("question.page", "permanent address"),
        },
    ),
}
