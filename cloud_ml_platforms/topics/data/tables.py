"""The CSV tables of the data API: the same records as the JSON files, flat, for spreadsheets.

RFC 4180 (commas, quotes doubled, CRLF), UTF-8 without a mark at its beginning, one header line.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cloud_ml_platforms.topics.data import shapes as s
    from cloud_ml_platforms.topics.data.records import Content

Value = str | int | float | bool | None
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - what spreadsheets run


class TableError(Exception):
    """A table has a line that does not fit its columns."""


@dataclass(frozen=True)
class TableSpec:
    """One table: what a line is, its columns with what is in each, and its lines."""

    line: str
    columns: dict[str, str]
    lines: Callable[[Content], Iterator[tuple[Value, ...]]]


def as_csv(spec: TableSpec, records: Content) -> tuple[str, int]:
    """Return the text of a table and how many lines it has, the header not counted.

    Raises TableError for a line with more or fewer values than there are columns.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(spec.columns)
    count = 0
    for count, line in enumerate(spec.lines(records), 1):
        if len(line) != len(spec.columns):
            msg = f"found {len(line)} values in line {count}; expected one of each of {', '.join(spec.columns)}"
            raise TableError(msg)
        writer.writerow([safe(value) for value in line])
    return out.getvalue(), count


def safe(value: Value) -> str | int | float:
    """Return a value as it stands in a table: a text that a spreadsheet would run as a formula gets a ' before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return f"'{value}"
    return value


def _rows(records: Content) -> Iterator[tuple[Value, ...]]:
    for row in _all(records, "rows", "rows"):
        for platform, cell in row.platforms.items():
            evidence = [*cell.evidence, *(item for way in cell.ways for item in way.evidence)]
            yield (
                row.id,
                row.name,
                row.asks.text,
                row.capability,
                row.decides,
                row.probed,
                row.describes,
                platform,
                cell.support,
                cell.mark,
                cell.answer.text,
                _text(cell.nearest),
                cell.event,
                cell.status,
                cell.oldest_source,
                cell.oldest_read,
                _joined(dict.fromkeys(item.source for item in evidence)),
                cell.page,
            )


def _ways(records: Content) -> Iterator[tuple[Value, ...]]:
    for row in _all(records, "rows", "rows"):
        for platform, cell in row.platforms.items():
            for way in cell.ways:
                yield (
                    row.id,
                    platform,
                    way.id,
                    way.name,
                    way.support,
                    way.mark,
                    way.stage,
                    way.since,
                    way.event,
                    way.status,
                    way.how.text,
                    "; ".join(mark.ref for mark in way.api),
                    _joined(dict.fromkeys(item.source for item in way.evidence)),
                )


def _evidence(records: Content) -> Iterator[tuple[Value, ...]]:
    for row in _all(records, "rows", "rows"):
        for platform, cell in row.platforms.items():
            for way, items in (("", cell.evidence), *((way.id, way.evidence) for way in cell.ways)):
                yield from ((row.id, platform, way, *_proof(item)) for item in items)


def _proof(item: s.Evidence) -> tuple[Value, ...]:
    return item.source, item.title, item.url, item.content_date, item.at, item.read, item.shows


def _limits(records: Content) -> Iterator[tuple[Value, ...]]:
    for limit in _all(records, "limits", "limits"):
        for platform, cell in limit.platforms.items():
            head = (limit.id, limit.name, limit.capability, limit.unit, platform, cell.state)
            foot = (_text(cell.note), cell.oldest_source, cell.oldest_read)
            if not cell.values:
                yield (*head, *[None] * 9, *foot, _joined(dict.fromkeys(x.source for x in cell.evidence)), cell.page)
            for value in cell.values:
                yield (
                    *head,
                    value.way,
                    value.name,
                    value.number,
                    value.value.text,
                    value.rule,
                    _text(value.per),
                    value.raisable,
                    value.says,
                    _text(value.note),
                    *foot,
                    _joined(dict.fromkeys(item.source for item in [*value.evidence, *cell.evidence])),
                    cell.page,
                )


def _things(records: Content) -> Iterator[tuple[Value, ...]]:
    for thing in _all(records, "names", "things"):
        yield (
            thing.id,
            thing.platform,
            thing.name,
            thing.common,
            "; ".join(name.name for name in thing.names[:-1]),
            thing.description.text,
            thing.stage,
            thing.status,
            thing.capability,
            thing.page,
        )


def _events(records: Content) -> Iterator[tuple[Value, ...]]:
    for event in _all(records, "names", "events"):
        yield (
            event.id,
            event.thing,
            event.name,
            event.platform,
            event.kind,
            event.date,
            event.ends,
            event.carried_out,
            event.standing,
            event.what.text,
            _text(event.breaks),
            _text(event.use),
            _joined(dict.fromkeys(item.source for item in event.evidence)),
            event.page,
        )


def _sources(records: Content) -> Iterator[tuple[Value, ...]]:
    for source in _all(records, "sources", "sources"):
        yield (
            source.id,
            source.publisher,
            source.title,
            source.url,
            source.kind,
            source.content_date,
            source.version,
            source.read_from,
            source.gone,
            _joined(source.cited_by),
        )


def _prices(records: Content) -> Iterator[tuple[Value, ...]]:
    meters = {meter.id: meter for meter in _all(records, "prices", "meters")}
    for price in _all(records, "prices", "prices"):
        meter = meters[price.meter]
        yield (
            price.id,
            meter.id,
            meter.name,
            meter.unit,
            price.of,
            price.sku,
            price.region,
            price.usd,
            price.as_of,
            _text(price.derived),
            _text(price.note),
            _joined(dict.fromkeys(item.source for item in price.evidence)),
        )


def _questions(records: Content) -> Iterator[tuple[Value, ...]]:
    for question in _all(records, "questions", "questions"):
        yield (
            question.id,
            question.theme,
            question.level,
            question.core,
            question.asked,
            _joined(question.platforms),
            question.question.text,
            question.answer.text,
            "\n".join(f"{point.id}. {point.says.text}" for point in question.points),
            _joined(question.rows),
            question.page,
        )


def _all(records: Content, file: str, list_: str) -> list[Any]:
    return records[file][list_]


def _text(words: s.Words | None) -> str | None:
    return None if words is None else words.text


def _joined(ids: Any) -> str:  # noqa: ANN401 - any iterable of ids
    return " ".join(ids)


SOURCES = "ids of its sources, separated by blanks"
PLATFORM = "id of the platform"

TABLES: dict[str, TableSpec] = {
    "rows": TableSpec(
        "a row on one platform",
        {
            "row": "id of the row",
            "name": "its name",
            "asks": "its question",
            "capability": "id of its capability",
            "decides": "yes when it decides choices",
            "probed": "yes when interviewers probe it",
            "describes": "yes when it asks what or how, so that its marks are no merits",
            "platform": PLATFORM,
            "support": "full, partial, none or unknown",
            "mark": "the word that pages print for it",
            "answer": "the answer in one line",
            "nearest": "what comes closest where there is none",
            "event": "id of the ledger event that ends or changes it",
            "status": "what that event means on the day of the data",
            "oldest_source": "the oldest date of its sources: the age of the answer",
            "oldest_read": "the longest ago that one of them was read",
            "sources": SOURCES,
            "page": "permanent address",
        },
        _rows,
    ),
    "ways": TableSpec(
        "a way in which one platform answers a row",
        {
            "row": "id of the row",
            "platform": PLATFORM,
            "way": "id of the kind",
            "name": "the kind's name",
            "support": "full, partial, none or unknown",
            "mark": "the word that pages print for it",
            "stage": "ga, preview or restricted; empty where there is nothing, or nothing was found",
            "since": "since when",
            "event": "id of the ledger event that ends or changes it",
            "status": "what that event means on the day of the data",
            "how": "the mechanism and its catch",
            "api": "names in the vendor's API that were checked, separated by semicolons",
            "sources": SOURCES,
        },
        _ways,
    ),
    "evidence": TableSpec(
        "a piece of evidence of a row",
        {
            "row": "id of the row",
            "platform": PLATFORM,
            "way": "id of the kind; empty when it speaks of the whole answer",
            "source": "id of the source",
            "title": "its title",
            "url": "the vendor's address",
            "content_date": "the source's own date",
            "at": "the section that says it",
            "read": "the day on which we read it",
            "shows": "what it shows, in our words",
        },
        _evidence,
    ),
    "limits": TableSpec(
        "a value of a limit on one platform, or that there is none",
        {
            "limit": "id of the limit or contract",
            "name": "its name",
            "capability": "id of its capability",
            "unit": "the unit of its numbers",
            "platform": PLATFORM,
            "state": "values, none or unknown",
            "way": "id of the kind it holds for",
            "way_name": "the kind's name",
            "number": "the value in the limit's unit, when it is a number",
            "value": "the value with its unit",
            "rule": "hard, quota, default, min, max or contract",
            "per": "what it is counted by",
            "raisable": "yes or no; empty when that is not known",
            "says": "docs or api",
            "note": "what else to know of the value",
            "cell_note": "what else to know of all the platform's values",
            "oldest_source": "the oldest date of the sources of the platform's values",
            "oldest_read": "the longest ago that one of them was read",
            "sources": SOURCES,
            "page": "permanent address",
        },
        _limits,
    ),
    "things": TableSpec(
        "a product, feature or SDK",
        {
            "thing": "id of the thing",
            "platform": f"{PLATFORM}, or all",
            "name": "its official name today",
            "common": "what people say",
            "former": "former names, the oldest first, separated by semicolons",
            "description": "what it is",
            "stage": "ga, preview or restricted",
            "status": "its standing on the day of the data",
            "capability": "id of its capability",
            "page": "permanent address",
        },
        _things,
    ),
    "events": TableSpec(
        "something that happened to a thing, or is announced",
        {
            "event": "id of the event",
            "thing": "id of the thing",
            "name": "the thing's name, with the part in brackets",
            "platform": f"{PLATFORM}, or all",
            "kind": "renamed, closed, deprecated, retired, added, generation or regulation",
            "date": "when",
            "ends": "when a deprecation ends",
            "carried_out": "done, announced or unconfirmed",
            "standing": "the same in words, on the day of the data",
            "what": "what happened",
            "breaks": "what breaks",
            "use": "what to use",
            "sources": SOURCES,
            "page": "permanent address",
        },
        _events,
    ),
    "sources": TableSpec(
        "a source",
        {
            "source": "id of the source",
            "publisher": "who publishes it",
            "title": "its title",
            "url": "the vendor's address",
            "kind": "what kind of source it is",
            "content_date": "its own date",
            "version": "version of a package, SDK or API model",
            "read_from": "what was opened",
            "gone": "the day on which the page was found gone",
            "cited_by": "ids of the records that cite it, separated by blanks",
        },
        _sources,
    ),
    "prices": TableSpec(
        "a price",
        {
            "price": "id of the price",
            "meter": "id of its meter",
            "name": "the meter's name",
            "unit": "what the price is for",
            "of": "id of the platform, or of a plain cloud",
            "sku": "what the vendor calls it",
            "region": "where it holds",
            "usd": "US dollars per unit; empty: not found",
            "as_of": "the day that it speaks for",
            "derived": "the arithmetic of a price that nobody publishes",
            "note": "what else to know",
            "sources": SOURCES,
        },
        _prices,
    ),
    "questions": TableSpec(
        "an interview question",
        {
            "question_id": "id of the question",
            "theme": "its theme",
            "level": "screen, onsite or senior",
            "core": "yes when it belongs to the core set",
            "asked": "often, sometimes or rarely",
            "platforms": "the platforms that it is about, separated by blanks",
            "question": "the question",
            "answer": "the answer, as one speaks it",
            "points": "the points that a good answer makes, a line each",
            "rows": "ids of the rows that it relies on, separated by blanks",
            "page": "permanent address",
        },
        _questions,
    ),
}
