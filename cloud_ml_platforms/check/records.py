"""Rules across records: known ids, dates, references in text.

A rule about records yields `RecordFault`s, for which `check/run.py` finds file and line. A rule about files walks them
and yields `Fault`s.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloud_ml_platforms.catalog.places import record_at
from cloud_ml_platforms.catalog.yaml_files import Fault, YamlFile, YamlPath
from cloud_ml_platforms.check.faults import RecordFault, unknown_id_faults
from cloud_ml_platforms.model.known import nearest_hint
from cloud_ml_platforms.text.references import REF, resolve_reference

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


RowUser = tuple[str, YamlPath, tuple[str, ...]]
WITHOUT_REFERENCES = ("data/journal/", "data/sources/", "data/api-words.yml")  # what the past said, titles, reasons
SPACED_PERCENT = re.compile(r"(\d)\s%")
ROWS_APART = frozenset({"capabilities", "steps"})  # those hold rows; these have rules of their own


def unknown_kind_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Every way is one of the kinds that its capability names."""
    used: list[tuple[str, m.Capability, str, str, YamlPath]] = []
    for row in catalog.rows.values():
        capability = catalog.row_capability[row.id]
        for platform, way_at, way in _ways(row):
            used.append((row.id, capability, platform, way.id, (*way_at, "id")))
    for limit in catalog.limits.values():
        capability_id = catalog.limit_capability[limit.id]
        if capability_id not in catalog.capabilities:
            continue
        capability = catalog.capabilities[capability_id]
        for platform, cell in limit.platforms.items():
            for index, value in enumerate(cell.values):
                way_path = ("platforms", platform, "values", index, "way")
                used.append((limit.id, capability, platform, value.way, way_path))
    for record_id, capability, platform, way_id, path in used:
        kinds = capability.kinds.get(platform, {})
        if way_id not in kinds:
            yield RecordFault(record_id, f"{platform} way {way_id!r}", f"one of the kinds: {', '.join(kinds)}", path)


def _ways(row: m.Row) -> Iterator[tuple[str, YamlPath, m.Way]]:
    """Yield every way of a row with its platform and its path within the row."""
    for platform, cell in row.platforms.items():
        for index, way in enumerate(cell.ways):
            yield platform, ("platforms", platform, "ways", index), way


def unknown_event_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Every event that a cell or way names is in the ledger."""
    for row in catalog.rows.values():
        event_paths: list[tuple[YamlPath, str | None]] = [
            *((("platforms", platform), cell.event) for platform, cell in row.platforms.items()),
            *((path, way.event) for _, path, way in _ways(row)),
        ]
        for path, event_id in event_paths:
            yield from unknown_id_faults(
                row.id, "event", event_id, catalog.events, (*path, "event"), folder="data/names"
            )


SPEAK_OF_PREVIEWS = frozenset({"del-preview-only"})  # asks what only a beta has: its ways are answers, not offers


def beta_name_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """A way that only the beta API has a name for is at most a preview."""
    for row in catalog.rows.values():
        if row.id in SPEAK_OF_PREVIEWS:
            continue
        for platform, path, way in _ways(row):
            expected = {reference.expect for reference in way.api} - {"absent"}
            if expected == {"beta-only"} and way.stage == "ga" and row.marks(platform)[way.id] != "no":
                yield RecordFault(
                    row.id, f"way {way.id!r}, ga, with names of the beta API only", "stage: preview", (*path, "stage")
                )


ENDING = re.compile(
    r"closed to new customers|\bretired\b|\bretires\b|\bdeprecated\b|end of support|\bsunset\b", re.IGNORECASE
)


def ending_without_event_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """A text of a cell that says that something ends or is closed refers to the event, or its way or cell names one."""
    for row in catalog.rows.values():
        for platform, cell in row.platforms.items():
            for path, text in cell.texts():
                ways = (cell.ways[int(path[1])],) if path[0] == "ways" else cell.ways
                referred = cell.event or any(way.event for way in ways) or "[[" in text
                if not referred and ENDING.search(text):
                    found = f"{platform}: a feature that ends, without an event"
                    yield RecordFault(
                        row.id,
                        found,
                        "event: <id in data/names>, or [[it]] in the text",
                        ("platforms", platform, *path),
                    )


def unknown_service_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Every capability names, per platform, services that are things in the ledger."""
    for capability in catalog.capabilities.values():
        for platform, services in capability.services.items():
            for index, thing_id in enumerate(services):
                if thing_id not in catalog.things:
                    expected = f"the id of a thing in data/names{nearest_hint(thing_id, catalog.things)}"
                    yield RecordFault(capability.id, f"service {thing_id!r}", expected, ("services", platform, index))


def _row_users(catalog: Catalog) -> Iterator[tuple[str, YamlPath, str]]:
    """Every (user id, path within it, row id)."""
    users: list[RowUser] = [
        *(
            (record.id, ("rows",), record.rows)
            for kind in catalog.kinds
            if "rows" in kind.model.model_fields and kind.name not in ROWS_APART
            for record in catalog.of(kind).values()
        ),
        *((row.id, ("related",), row.related) for row in catalog.rows.values()),
        *(
            (term.id, ("platforms", platform, "rows"), word.rows)
            for term in catalog.translated.values()
            for platform, word in term.platforms.items()
        ),
        *((f"watch {index}", ("rows",), watch.rows) for index, watch in enumerate(catalog.watches)),
    ]
    for user_id, path, row_ids in users:
        for index, row_id in enumerate(row_ids):
            yield user_id, (*path, index), row_id


def unknown_row_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Every row that something names exists."""
    for user_id, path, row_id in _row_users(catalog):
        yield from unknown_id_faults(user_id, "row", row_id, catalog.rows, path, folder="data/capabilities")


def unused_row_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Every row is used by a record of another kind, or says why."""
    used = {row_id for user_id, _, row_id in _row_users(catalog) if user_id not in catalog.rows}
    for row in catalog.rows.values():
        if row.id not in used and row.because is None:
            yield RecordFault(
                row.id,
                "a row that nothing uses",
                "a question, theme, decision, limit or term that names it, or 'because'",
                (),
            )


def unknown_thing_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Every thing that an event or platform names exists, and the capability of every thing."""
    uses: list[tuple[str, str, YamlPath]] = [
        *((event.id, event.thing, ("thing",)) for event in catalog.events.values()),
        *((platform.id, platform.thing, ("thing",)) for platform in catalog.platforms.values()),
        *(
            (platform.id, thing, ("sdks", index))
            for platform in catalog.platforms.values()
            for index, thing in enumerate(platform.sdks)
        ),
    ]
    for record_id, thing_id, path in uses:
        yield from unknown_id_faults(record_id, "thing", thing_id, catalog.things, path, folder="data/names")
    for thing in catalog.things.values():
        yield from unknown_id_faults(thing.id, "capability", thing.capability, catalog.capabilities, ("capability",))


def done_ahead_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """What lies ahead of the day that the data speaks for is announced, not done."""
    for event in catalog.events.values():
        if event.carried_out == "done" and event.due > catalog.as_of:
            found = f"carried_out: done, but {event.due} lies ahead of {catalog.as_of}"
            yield RecordFault(event.id, found, "carried_out: announced", ("carried_out",))


def unknown_capability_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Limit files, contested questions and what lies ahead name capabilities that exist."""
    uses: list[tuple[str, YamlPath, str]] = [
        *(
            (f"limits of {capability_id}", ("capability",), capability_id)
            for capability_id in dict.fromkeys(catalog.limit_capability.values())
        ),
        *(
            (record_id, ("capabilities", index), capability_id)
            for record_id, capability_ids in [
                *((question.id, question.capabilities) for question in catalog.contested.values()),
                *((f"watch {index}", watch.capabilities) for index, watch in enumerate(catalog.watches)),
            ]
            for index, capability_id in enumerate(capability_ids)
        ),
    ]
    for record_id, path, capability_id in uses:
        yield from unknown_id_faults(record_id, "capability", capability_id, catalog.capabilities, path)


def belief_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Every event that a belief names exists, and the belief ends on one of its dates."""
    for belief in catalog.beliefs.values():
        yield from unknown_id_faults(belief.id, "event", belief.event, catalog.events, ("event",))
        event = catalog.events.get(belief.event or "")
        if event is not None and belief.until is not None:
            days = [day for day in (event.date, event.ends) if day]
            if belief.until not in days:
                expected = f"{' or '.join(days)}, as its event {event.id} says"
                yield RecordFault(belief.id, f"until {belief.until}", expected, ("until",))


def watch_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """What lies ahead does not end before it begins; dates are compared as far as both are known."""
    for index, watch in enumerate(catalog.watches):
        if watch.ends < watch.begins[: len(watch.ends)]:
            yield RecordFault(
                f"watch {index}", f"ends {watch.ends}", f"{watch.begins}, when it begins, or later", ("ends",)
            )


def old_code_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Every entry of old code rests on an event or row that exists, and each old name is listed once."""
    first_ids: dict[tuple[str, str], str] = {}
    for entry in catalog.code.values():
        yield from unknown_id_faults(entry.id, "event", entry.event, catalog.events, ("event",), folder="data/names")
        yield from unknown_id_faults(entry.id, "row", entry.row, catalog.rows, ("row",), folder="data/capabilities")
        first = first_ids.setdefault((entry.looks, entry.found), entry.id)
        if first != entry.id:
            yield RecordFault(
                entry.id, f"{entry.found!r} a second time (first in {first})", "each old name once", ("found",)
            )


def unresolved_reference_faults(catalog: Catalog, files: dict[str, YamlFile]) -> Iterator[Fault]:
    """Every [[reference]] in the text of the data resolves."""
    for file in files.values():
        if file.name.startswith(WITHOUT_REFERENCES):
            continue
        for path, text in file.with_references:
            for match in REF.finditer(text):
                problem = resolve_reference(catalog, match[1]).problem
                if problem:
                    line = file.line_in(path, match.start())
                    yield Fault(file.name, line, record_at(file, path), match[0], problem)


def spaced_percent_faults(_: Catalog, files: dict[str, YamlFile]) -> Iterator[Fault]:
    """A percent sign follows its number without a space, as `numbers.py` writes it."""
    for file in files.values():
        if file.name.startswith("data/journal/"):
            continue
        for path, text in file.items:
            match = SPACED_PERCENT.search(text) if isinstance(text, str) else None
            if match:
                yield Fault(
                    file.name, file.line_in(path, match.start()), record_at(file, path), match[0], match[1] + "%"
                )


def future_date_faults(files: dict[str, YamlFile], today: dt.date) -> Iterator[Fault]:
    """No reading, content, price or journal date is later than today."""
    for file in files.values():
        days = [path for key in ("read", "content_date", "since", "as_of") for path in file.by_key.get(key, ())]
        days += [path for path in file.by_key.get("id", ()) if file.name.startswith("data/journal/")]
        days += [path for path in file.by_key.get("day", ()) if path[-2:] == ("reviewed", "day")]
        for path in days:
            value = file.at(path)
            if isinstance(value, str) and value[:4].isdigit() and value[:10] > today.isoformat():
                key, found = file.key(path), f"{value[:10]}, a day in the future"
                yield Fault(file.name, file.line(path), key, found, f"at most {today}")
