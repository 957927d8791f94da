"""Rules across records: known ids, unused sources, dates, references in text.

Each rule is a function that yields `(record id, found, expected)`; `check_rules`
finds the file and line of the record.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from macros import models as m
from macros.api_rules import api_faults
from macros.refs import REF, nearest, resolve
from macros.yaml_files import Fault, YamlFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.catalog import Catalog

Found = tuple[str, str, str]
FIRST_ZONE = dt.timezone(dt.timedelta(hours=14))


def check_rules(catalog: Catalog, files: dict[str, YamlFile], today: dt.date | None = None) -> list[Fault]:
    """Return the faults of every cross-rule."""
    lines = record_lines(files)
    faults = []
    for rule in (
        platforms_complete,
        kinds_known,
        full_means_every_kind,
        events_known,
        endings_have_events,
        services_known,
        sources_known,
        sources_used,
        rows_known,
        rows_used,
        things_known,
        nothing_done_ahead,
        references_resolve,
        limits_have_units,
        translations_complete,
        translations_shown,
        sheet_complete,
        capabilities_known,
    ):
        for record, found, expected in rule(catalog):
            name, line = lines.get(record, ("data", 1))
            faults.append(Fault(name, line, record, found, expected))
    faults += api_faults(catalog, files)
    faults += dates_not_in_future(files, today or this_day())
    return faults


def this_day() -> dt.date:
    """Return the day that it is where it begins first: what is today for any contributor is not in the future."""
    return dt.datetime.now(tz=FIRST_ZONE).date()


def record_lines(files: dict[str, YamlFile]) -> dict[str, tuple[str, int]]:
    """Return file and line of every record that has an id."""
    out: dict[str, tuple[str, int]] = {}
    for file in files.values():
        for path, line in file.lines.items():
            if path and path[-1] == "id":
                value = file.value
                for part in path:
                    value = value[part]
                if isinstance(value, str):
                    out.setdefault(value, (file.name, line))
            if len(path) == 2 and path[0] in {"changes", "watch"}:  # noqa: PLR2004 - entries without an id
                out[f"{path[0]} {path[1]}"] = (file.name, line)
    return {**out, "sheet": ("data/sheet.yml", 1)}


def platforms_complete(catalog: Catalog) -> Iterator[Found]:
    """Every row and limit answers for all three platforms."""
    for record in [*catalog.rows.values(), *catalog.limits.values()]:
        for platform in m.PLATFORMS:
            if platform not in record.platforms:
                yield record.id, f"no {platform}", "all of " + ", ".join(m.PLATFORMS)
    for record_id, answered in [
        *((question.id, question.platforms) for question in catalog.lifecycle),
        *((constraint.id, constraint.favours) for constraint in catalog.constraints),
    ]:
        for platform in m.PLATFORMS:
            if platform not in answered:
                yield record_id, f"no {platform}", "all of " + ", ".join(m.PLATFORMS)
    for platform in m.PLATFORMS:
        if platform not in catalog.platforms:
            yield "platforms", f"no {platform}", "all of " + ", ".join(m.PLATFORMS)


def kinds_known(catalog: Catalog) -> Iterator[Found]:
    """Every way is one of the kinds that its capability names."""
    used: list[tuple[str, m.Capability, str, str]] = []
    for row in catalog.rows.values():
        home = catalog.row_capability[row.id]
        used += [(row.id, home, platform, way.id) for platform, cell in row.platforms.items() for way in cell.ways]
    for limit in catalog.limits.values():
        name = catalog.limit_capability[limit.id]
        if name not in catalog.capabilities:
            yield limit.id, f"capability {name!r}", "a known capability"
            continue
        home = catalog.capabilities[name]
        used += [(limit.id, home, platform, v.way) for platform, cell in limit.platforms.items() for v in cell.values]
    for record, home, platform, way in used:
        known = home.kinds.get(platform, {})
        if way not in known:
            yield record, f"{platform} way {way!r}", f"one of the kinds: {', '.join(known)}"


def full_means_every_kind(catalog: Catalog) -> Iterator[Found]:
    """A cell is full only when each of its ways is, and not in preview alone; none only when each way is none."""
    for row in catalog.rows.values():
        for platform, cell in row.platforms.items():
            ways = {way.support for way in cell.ways}
            in_preview = bool(cell.ways) and all(way.stage != "ga" for way in cell.ways)
            if cell.support == "full" and (ways != {"full"} or in_preview):
                why = "only ways in preview" if in_preview else "a way that is not full"
                yield row.id, f"{platform} support full with {why}", "partial"
            if cell.support == "none" and ways - {"none"}:
                yield row.id, f"{platform} support none with a way that is not none", "partial"


def events_known(catalog: Catalog) -> Iterator[Found]:
    """Every event that a cell, way or text names is in the ledger."""
    for row in catalog.rows.values():
        for cell in row.platforms.values():
            for event in [cell.event, *(way.event for way in cell.ways)]:
                if event is not None and event not in catalog.events:
                    yield (
                        row.id,
                        f"event {event!r}",
                        "the id of an event in data/names" + nearest(event, catalog.events),
                    )


ENDING = re.compile(
    r"closed to new customers|\bretired\b|\bretires\b|\bdeprecated\b|end of support|\bsunset\b", re.IGNORECASE
)


def endings_have_events(catalog: Catalog) -> Iterator[Found]:
    """A way or cell whose text says that it ends or is closed names the ledger event."""
    for row in catalog.rows.values():
        for platform, cell in row.platforms.items():
            if cell.event is not None:
                continue
            for way in cell.ways:
                if way.event is None and "[[" not in way.how and ENDING.search(way.how):
                    yield (
                        row.id,
                        f"{platform} {way.id}: a feature that ends, without an event",
                        "event: <id in data/names>",
                    )


def services_known(catalog: Catalog) -> Iterator[Found]:
    """Every capability names, per platform, services that are things in the ledger."""
    for capability in catalog.capabilities.values():
        for platform in m.PLATFORMS:
            if platform not in capability.services:
                yield capability.id, f"no services for {platform}", "all of " + ", ".join(m.PLATFORMS)
            if platform not in capability.kinds:
                yield capability.id, f"no kinds for {platform}", "all of " + ", ".join(m.PLATFORMS)
        for services in capability.services.values():
            for thing in services:
                if thing not in catalog.things:
                    yield (
                        capability.id,
                        f"service {thing!r}",
                        "the id of a thing in data/names" + nearest(thing, catalog.things),
                    )


def sources_known(catalog: Catalog) -> Iterator[Found]:
    """Every piece of evidence names a known source."""
    for record, item in catalog.evidence_by_record():
        if item.source not in catalog.sources:
            expected = "the id of a source in data/sources.yml" + nearest(item.source, catalog.sources)
            yield record, f"source {item.source!r}", expected
        else:
            source = catalog.sources[item.source]
            if source.content_date > item.read:
                yield record, f"read {item.read}, before the source's own date {source.content_date}", "a later day"


def sources_used(catalog: Catalog) -> Iterator[Found]:
    """No source that nothing cites."""
    used = {item.source for _, item in catalog.evidence_by_record()}
    for source in catalog.sources:
        if source not in used:
            yield source, "a source that nothing cites", "a use, or no such entry"


def _row_users(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Every (user id, row id)."""
    users: list[tuple[str, tuple[str, ...]]] = [
        *((item.id, item.rows) for item in catalog.questions.values()),
        *((item.id, item.rows) for item in catalog.themes.values()),
        *((item.id, item.rows) for item in catalog.constraints),
        *((item.id, item.rows) for item in catalog.decisions),
        *((item.id, item.rows) for item in catalog.lifecycle),
        *((item.id, item.rows) for item in catalog.limits.values()),
        *((item.id, item.rows) for item in catalog.terms.values()),
        *((item.id, item.related) for item in catalog.rows.values()),
        *((item.id, item.rows) for item in catalog.translated.values()),
        *((item.id, word.rows) for item in catalog.translated.values() for word in item.platforms.values()),
        *((item.id, item.rows) for item in catalog.contested.values()),
        *((item.id, item.rows) for item in catalog.beliefs.values()),
        *((f"watch {index}", item.rows) for index, item in enumerate(catalog.watches)),
    ]
    for user, rows in users:
        for row in rows:
            yield user, row


def rows_known(catalog: Catalog) -> Iterator[Found]:
    """Every row that something names exists."""
    for user, row in _row_users(catalog):
        if row not in catalog.rows:
            yield user, f"row {row!r}", "the id of a row in data/capabilities" + nearest(row, catalog.rows)


def rows_used(catalog: Catalog) -> Iterator[Found]:
    """Every row is used by a question, theme, constraint, decision, limit, term or 'say where' answer, or says why."""
    used = {row for user, row in _row_users(catalog) if user not in catalog.rows}
    for row in catalog.rows.values():
        if row.id not in used and row.because is None:
            yield (
                row.id,
                "a row that nothing uses",
                "a question, theme, decision, limit or term that names it, or 'because'",
            )


def things_known(catalog: Catalog) -> Iterator[Found]:
    """Every thing that an event or platform names exists."""
    for event in catalog.events.values():
        if event.thing not in catalog.things:
            yield event.id, f"thing {event.thing!r}", "the id of a thing in data/names"
    for platform in catalog.platforms.values():
        for thing in [platform.thing, *platform.sdks]:
            if thing not in catalog.things:
                yield platform.id, f"thing {thing!r}", "the id of a thing in data/names"
    for thing in catalog.things.values():
        if thing.capability is not None and thing.capability not in catalog.capabilities:
            yield thing.id, f"capability {thing.capability!r}", "a known capability"


def nothing_done_ahead(catalog: Catalog) -> Iterator[Found]:
    """What lies ahead of the day that the data speaks for is announced, not done."""
    for event in catalog.events.values():
        last = event.ends or event.date
        if event.carried_out == "done" and last > catalog.as_of:
            yield event.id, f"carried_out: done, but {last} lies ahead of {catalog.as_of}", "carried_out: announced"


def references_resolve(catalog: Catalog) -> Iterator[Found]:
    """Every [[reference]] in the text of the data resolves."""
    records = [
        *catalog.rows.values(),
        *catalog.limits.values(),
        *catalog.events.values(),
        *catalog.things.values(),
        *catalog.questions.values(),
        *catalog.themes.values(),
        *catalog.constraints,
        *catalog.decisions,
        *catalog.lifecycle,
        *catalog.terms.values(),
        *catalog.capabilities.values(),
        *catalog.platforms.values(),
        *catalog.translated.values(),
        *catalog.contested.values(),
        *catalog.beliefs.values(),
    ]
    for record in records:
        dumped = record.model_copy(update={"rows": ()}) if isinstance(record, m.Capability) else record
        for reference in REF.findall(dumped.model_dump_json()):
            problem = resolve(catalog, reference).problem
            if problem:
                yield record.id, f"[[{reference}]]", problem
    for traps in catalog.sheet.traps.values() if catalog.sheet else ():
        for reference in REF.findall(" ".join(traps)):
            problem = resolve(catalog, reference).problem
            if problem:
                yield "sheet", f"[[{reference}]]", problem


def limits_have_units(catalog: Catalog) -> Iterator[Found]:
    """A limit with a number says in which unit."""
    for limit in catalog.limits.values():
        numbers = [v for cell in limit.platforms.values() for v in cell.values if not isinstance(v.value, str)]
        if numbers and limit.unit is None:
            yield limit.id, f"the value {numbers[0].value} without a unit", "unit: what the numbers count"


def translations_complete(catalog: Catalog) -> Iterator[Found]:
    """Every translated term speaks for all three platforms and all three pairs."""
    for term in catalog.translated.values():
        for wanted, found in ((m.PLATFORMS, term.platforms), (m.PAIRS, term.pairs)):
            for name in wanted:
                if name not in found:
                    yield term.id, f"no {name}", "all of " + ", ".join(wanted)


def translations_shown(catalog: Catalog) -> Iterator[Found]:
    """Every word of a translated term rests on rows or on evidence of its own."""
    for term in catalog.translated.values():
        if not any(word.say for word in term.platforms.values()):
            yield term.id, "no platform with a word for it", "'say' for at least one"
        for platform, word in term.platforms.items():
            if not (term.rows or word.rows or word.evidence):
                yield term.id, f"{platform} without rows and evidence", "rows that show it, or evidence"


SHEET_TERMS = 20


def sheet_complete(catalog: Catalog) -> Iterator[Found]:
    """The printed sheet has twenty terms, and its numbers and traps speak for everyone."""
    if catalog.sheet is None:
        return
    marked = [term.id for term in catalog.translated.values() if term.sheet]
    if len(marked) != SHEET_TERMS:
        yield "sheet", f"{len(marked)} terms with sheet: true", f"{SHEET_TERMS} of them"
    for number in catalog.sheet.numbers:
        for platform in m.PLATFORMS:
            if platform not in number.says:
                yield "sheet", f"number {number.name!r} without {platform}", "all of " + ", ".join(m.PLATFORMS)
    for name, wanted, found in (
        ("traps", m.PAIRS, catalog.sheet.traps),
        ("sayings", m.PLATFORMS, catalog.sheet.sayings),
    ):
        for key in wanted:
            if key not in found:
                yield "sheet", f"no {name} for {key}", "all of " + ", ".join(wanted)


def capabilities_known(catalog: Catalog) -> Iterator[Found]:
    """Contested questions and what lies ahead name capabilities and events that exist."""
    for record, names in [
        *((item.id, item.capabilities) for item in catalog.contested.values()),
        *((f"watch {index}", item.capabilities) for index, item in enumerate(catalog.watches)),
    ]:
        for name in names:
            if name not in catalog.capabilities:
                yield record, f"capability {name!r}", f"a known capability{nearest(name, catalog.capabilities)}"
    for belief in catalog.beliefs.values():
        if belief.event is not None and belief.event not in catalog.events:
            yield belief.id, f"event {belief.event!r}", f"the id of an event{nearest(belief.event, catalog.events)}"
        elif belief.event is not None and belief.until is not None:
            event = catalog.events[belief.event]
            days = [day for day in (event.date, event.ends) if day]
            if belief.until not in days:
                yield belief.id, f"until {belief.until}", f"{' or '.join(days)}, as its event {event.id} says"


def dates_not_in_future(files: dict[str, YamlFile], today: dt.date) -> Iterator[Fault]:
    """No reading, content or journal date is later than today."""
    for file in files.values():
        for path, line in file.lines.items():
            last = path[-1] if path else None
            is_record = last in {"read", "content_date", "since"} or (last == "date" and path[0] == "changes")
            if not is_record:
                continue
            value = file.value
            for part in path:
                value = value[part]
            if isinstance(value, str) and value[:4].isdigit() and value > today.isoformat():
                yield Fault(
                    file.name, line, ".".join(map(str, path)), f"{value}, a day in the future", f"at most {today}"
                )
