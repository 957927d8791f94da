"""Rules across records: known ids, unused sources, dates, references in text.

A rule about records yields `RecordFault`s, for which `check/run.py` finds file and line. A rule about files walks them
and yields `Fault`s.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, get_args

from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog.places import record_at
from cloud_ml_platforms.catalog.yaml_files import Fault, YamlFile, YamlPath
from cloud_ml_platforms.check.faults import missing_faults, unknown_id_faults
from cloud_ml_platforms.compute.headlines import LONGEST, headline
from cloud_ml_platforms.compute.pairs import pairs_in_site_order
from cloud_ml_platforms.model.known import nearest_hint
from cloud_ml_platforms.numbers import spoken, with_unit
from cloud_ml_platforms.text.references import REF, resolve_reference

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.check.faults import RecordFault


RowUser = tuple[str, YamlPath, tuple[str, ...]]
WITHOUT_REFERENCES = ("data/journal/", "data/sources/", "data/api-words.yml")  # what the past said, titles, reasons
ROWS_APART = frozenset({"capabilities", "steps"})  # those hold rows; these have rules of their own


def kinds_known(catalog: Catalog) -> Iterator[RecordFault]:
    """Every way is one of the kinds that its capability names."""
    used: list[tuple[str, m.Capability, str, str, YamlPath]] = []
    for row in catalog.rows.values():
        capability = catalog.row_capability[row.id]
        for platform, way_at, way in _ways(row):
            used.append((row.id, capability, platform, way.id, (*way_at, "id")))
    for limit in catalog.limits.values():
        name = catalog.limit_capability[limit.id]
        for platform, cell in limit.platforms.items() if name in catalog.capabilities else ():
            for index, value in enumerate(cell.values):
                way_path = ("platforms", platform, "values", index, "way")
                used.append((limit.id, catalog.capabilities[name], platform, value.way, way_path))
    for record, capability, platform, way_id, path in used:
        kinds = capability.kinds.get(platform, {})
        if way_id not in kinds:
            yield record, f"{platform} way {way_id!r}", f"one of the kinds: {', '.join(kinds)}", path


def _ways(row: m.Row) -> Iterator[tuple[str, YamlPath, m.Way]]:
    """Yield every way of a row with its platform and its path within the row."""
    for platform, cell in row.platforms.items():
        for index, way in enumerate(cell.ways):
            yield platform, ("platforms", platform, "ways", index), way


def events_known(catalog: Catalog) -> Iterator[RecordFault]:
    """Every event that a cell or way names is in the ledger."""
    for row in catalog.rows.values():
        event_paths: list[tuple[YamlPath, str | None]] = [
            *((("platforms", platform), cell.event) for platform, cell in row.platforms.items()),
            *((path, way.event) for _, path, way in _ways(row)),
        ]
        for path, event in event_paths:
            yield from unknown_id_faults(row.id, "event", event, catalog.events, (*path, "event"), folder="data/names")


SPEAK_OF_PREVIEWS = frozenset({"del-preview-only"})  # asks what only a beta has: its ways are answers, not offers


def beta_names_are_previews(catalog: Catalog) -> Iterator[RecordFault]:
    """A way that only the beta API has a name for is at most a preview."""
    for row in catalog.rows.values():
        for platform, path, way in _ways(row) if row.id not in SPEAK_OF_PREVIEWS else ():
            expected = {reference.expect for reference in way.api} - {"absent"}
            if expected == {"beta-only"} and way.stage == "ga" and row.marks(platform)[way.id] != "no":
                yield row.id, f"way {way.id!r}, ga, with names of the beta API only", "stage: preview", (*path, "stage")


ENDING = re.compile(
    r"closed to new customers|\bretired\b|\bretires\b|\bdeprecated\b|end of support|\bsunset\b", re.IGNORECASE
)


def endings_have_events(catalog: Catalog) -> Iterator[RecordFault]:
    """A text of a cell that says that something ends or is closed refers to the event, or its way or cell names one."""
    for row in catalog.rows.values():
        for platform, cell in row.platforms.items():
            for path, text in cell.texts():
                ways = (cell.ways[int(path[1])],) if path[0] == "ways" else cell.ways
                referred = cell.event or any(way.event for way in ways) or "[[" in text
                if not referred and ENDING.search(text):
                    found = f"{platform}: a feature that ends, without an event"
                    yield (
                        row.id,
                        found,
                        "event: <id in data/names>, or [[it]] in the text",
                        ("platforms", platform, *path),
                    )


def services_known(catalog: Catalog) -> Iterator[RecordFault]:
    """Every capability names, per platform, services that are things in the ledger."""
    for capability in catalog.capabilities.values():
        for platform, services in capability.services.items():
            for index, thing in enumerate(services):
                if thing not in catalog.things:
                    expected = f"the id of a thing in data/names{nearest_hint(thing, catalog.things)}"
                    yield capability.id, f"service {thing!r}", expected, ("services", platform, index)


def sources_used(catalog: Catalog) -> Iterator[RecordFault]:
    """No source that nothing cites."""
    used = {evidence.source for _, evidence in catalog.evidence_by_record}
    for source in catalog.sources:
        if source not in used:
            yield source, "a source that nothing cites", "a use, or no such entry", ()


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
    for user, path, rows in users:
        for index, row in enumerate(rows):
            yield user, (*path, index), row


def rows_known(catalog: Catalog) -> Iterator[RecordFault]:
    """Every row that something names exists."""
    for user, path, row in _row_users(catalog):
        yield from unknown_id_faults(user, "row", row, catalog.rows, path, folder="data/capabilities")


def rows_used(catalog: Catalog) -> Iterator[RecordFault]:
    """Every row is used by a record of another kind, or says why."""
    used = {row for user, _, row in _row_users(catalog) if user not in catalog.rows}
    for row in catalog.rows.values():
        if row.id not in used and row.because is None:
            yield (
                row.id,
                "a row that nothing uses",
                "a question, theme, decision, limit or term that names it, or 'because'",
                (),
            )


def things_known(catalog: Catalog) -> Iterator[RecordFault]:
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
    for record, name, path in uses:
        yield from unknown_id_faults(record, "thing", name, catalog.things, path, folder="data/names")
    for thing in catalog.things.values():
        yield from unknown_id_faults(thing.id, "capability", thing.capability, catalog.capabilities, ("capability",))


def nothing_done_ahead(catalog: Catalog) -> Iterator[RecordFault]:
    """What lies ahead of the day that the data speaks for is announced, not done."""
    for event in catalog.events.values():
        if event.carried_out == "done" and event.due > catalog.as_of:
            found = f"carried_out: done, but {event.due} lies ahead of {catalog.as_of}"
            yield event.id, found, "carried_out: announced", ("carried_out",)


def limits_have_units(catalog: Catalog) -> Iterator[RecordFault]:
    """A limit with a number says in which unit."""
    for limit in catalog.limits.values():
        numbers = [
            value for cell in limit.platforms.values() for value in cell.values if not isinstance(value.value, str)
        ]
        if numbers and limit.unit is None:
            yield limit.id, f"the value {numbers[0].value} without a unit", "unit: what the numbers count", ()


def limits_have_headlines(catalog: Catalog) -> Iterator[RecordFault]:
    """A platform's values come to a headline, and one that is written has no number that the values lack."""
    for limit in catalog.limits.values():
        for platform, cell in limit.platforms.items():
            path = ("platforms", platform)
            if cell.values and headline(cell, limit.unit) is None:
                yield limit.id, f"{platform} without a headline", "headline: at most 40 characters for its values", path
            elif cell.headline and len(cell.headline.replace("`", "")) > LONGEST:
                found = f"{platform} headline of {len(cell.headline.replace('`', ''))} characters"
                yield limit.id, found, f"at most {LONGEST}", (*path, "headline")
            elif cell.headline and (unbacked := _numbers(cell.headline) - _numbers(_value_texts(cell, limit.unit))):
                found = f"{platform} headline with {min(unbacked)}"
                yield limit.id, found, "numbers that its values have", (*path, "headline")


def _value_texts(cell: m.LimitCell, unit: str | None) -> str:
    return " ".join(
        f"{spoken(value.value, unit)} {with_unit(value.value, unit)} {value.per} {value.note}" for value in cell.values
    )


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,.]*(?<![,.])", text))


def translations_complete(catalog: Catalog) -> Iterator[RecordFault]:
    """Every translated term speaks for every full platform and every pair of them."""
    for term in catalog.translated.values():
        for key, required, answers in (
            ("platforms", catalog.full_platforms, term.platforms),
            ("pairs", catalog.pairs, pairs_in_site_order(catalog, term.pairs)),
        ):
            yield from ((term.id, f"{name} twice", "each pair once", (key,)) for name in _duplicates(answers))
            yield from missing_faults(term.id, required, answers, (key,))


def _duplicates(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter([*names]).items() if count > 1]


def translations_have_support(catalog: Catalog) -> Iterator[RecordFault]:
    """Every word of a translated term rests on rows or on evidence of its own."""
    for term in catalog.translated.values():
        if not any(word.say for word in term.platforms.values()):
            yield term.id, "no platform with a word for it", "'say' for at least one", ()
        for platform, word in term.platforms.items():
            if not (term.rows or word.rows or word.evidence):
                found = f"{platform} without rows and evidence"
                yield term.id, found, "rows that show it, or evidence", ("platforms", platform)


SHEET_TERMS = 20


def sheet_complete(catalog: Catalog) -> Iterator[RecordFault]:
    """The printed sheet has twenty terms, and its numbers and traps speak for everyone."""
    if catalog.sheet is None:
        return
    marked = [term.id for term in catalog.translated.values() if term.sheet]
    if len(marked) != SHEET_TERMS:
        yield "sheet", f"{len(marked)} terms with sheet: true", f"{SHEET_TERMS} of them", ()
    for index, number in enumerate(catalog.sheet.numbers):
        prefix = f"number {number.name!r} without"
        yield from missing_faults("sheet", catalog.full_platforms, number.says, ("numbers", index, "says"), prefix)
    for field, required, answers in (
        ("traps", catalog.pairs, pairs_in_site_order(catalog, catalog.sheet.traps)),
        ("sayings", catalog.full_platforms, catalog.sheet.sayings),
    ):
        yield from (("sheet", f"{field} for {key} twice", "each pair once", (field,)) for key in _duplicates(answers))
        yield from missing_faults("sheet", required, answers, (field,), f"no {field} for")


def capabilities_known(catalog: Catalog) -> Iterator[RecordFault]:
    """Limit files, contested questions and what lies ahead name capabilities that exist; beliefs, events with their dates."""
    uses: list[tuple[str, YamlPath, str]] = [
        *((f"limits of {name}", ("capability",), name) for name in dict.fromkeys(catalog.limit_capability.values())),
        *(
            (record, ("capabilities", index), name)
            for record, names in [
                *((question.id, question.capabilities) for question in catalog.contested.values()),
                *((f"watch {index}", watch.capabilities) for index, watch in enumerate(catalog.watches)),
            ]
            for index, name in enumerate(names)
        ),
    ]
    for record, path, name in uses:
        yield from unknown_id_faults(record, "capability", name, catalog.capabilities, path)
    for belief in catalog.beliefs.values():
        yield from unknown_id_faults(belief.id, "event", belief.event, catalog.events, ("event",))
        event = catalog.events.get(belief.event or "")
        if event is not None and belief.until is not None:
            days = [day for day in (event.date, event.ends) if day]
            if belief.until not in days:
                expected = f"{' or '.join(days)}, as its event {event.id} says"
                yield belief.id, f"until {belief.until}", expected, ("until",)


def watches_end_after_they_begin(catalog: Catalog) -> Iterator[RecordFault]:
    """What lies ahead does not end before it begins; dates are compared as far as both are known."""
    for index, watch in enumerate(catalog.watches):
        if watch.ends < watch.begins[: len(watch.ends)]:
            yield f"watch {index}", f"ends {watch.ends}", f"{watch.begins}, when it begins, or later", ("ends",)


def ages_complete(catalog: Catalog) -> Iterator[RecordFault]:
    """Every kind of source has an age from which it counts as old."""
    if catalog.recheck is not None:
        for kind in get_args(m.SourceKind):
            if kind not in catalog.recheck.ages:
                yield "recheck", f"ages without {kind}", f"{kind}: days until it counts as old, 0 for never", ("ages",)


def old_code_has_support(catalog: Catalog) -> Iterator[RecordFault]:
    """Every entry of old code rests on an event or row that exists, and each old name is listed once."""
    first_ids: dict[tuple[str, str], str] = {}
    for entry in catalog.code.values():
        yield from unknown_id_faults(entry.id, "event", entry.event, catalog.events, ("event",), folder="data/names")
        yield from unknown_id_faults(entry.id, "row", entry.row, catalog.rows, ("row",), folder="data/capabilities")
        first = first_ids.setdefault((entry.looks, entry.found), entry.id)
        if first != entry.id:
            yield entry.id, f"{entry.found!r} a second time (first in {first})", "each old name once", ("found",)


def evidence_is_valid(catalog: Catalog, files: dict[str, YamlFile]) -> Iterator[Fault]:
    """Every piece of evidence names a known source, not read before its date, and a section; none is listed twice."""
    for file in files.values():
        for path in file.by_key.get("evidence", ()):
            pieces = file.at(path)  # of a cell by letter, else a list
            citations: set[tuple[str, ...]] = set()
            for index, evidence in pieces.items() if isinstance(pieces, dict) else enumerate(pieces):
                for key, found, expected in _evidence_faults(catalog, evidence):
                    line = file.line((*path, index, key))
                    yield Fault(file.name, line, record_at(file, path), found, expected)
                citation = (evidence["source"], evidence["at"], evidence["shows"])
                if citation in citations:
                    line, found = file.line((*path, index)), f"{evidence['source']} at {evidence['at']!r} a second time"
                    yield Fault(file.name, line, record_at(file, path), found, "each piece of evidence once")
                citations.add(citation)


def _evidence_faults(catalog: Catalog, evidence: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield (key, found, expected) for what is wrong with one piece of evidence."""
    source = catalog.sources.get(evidence["source"])
    if source is None:
        expected = f"the id of a source in data/sources{nearest_hint(evidence['source'], catalog.sources)}"
        yield "source", f"source {evidence['source']!r}", expected
    elif source.content_date > evidence["read"]:
        yield "read", f"read {evidence['read']}, before the source's own date {source.content_date}", "a later day"
    if not any(character.isalnum() for character in evidence["at"]):
        yield "at", f"at {evidence['at']!r}", "the section, or the name in the API model"


def sources_in_place(_: Catalog, files: dict[str, YamlFile]) -> Iterator[Fault]:
    """Every source stands in its publisher's file, in the order of ids: branches that add some then seldom meet."""
    for file in files.values():
        if not file.name.startswith("data/sources/"):
            continue
        sources = file.value["sources"]
        for index, source in enumerate(sources):
            home = f"data/sources/{source['publisher'].lower()}.yml"
            if file.name != home:
                line = file.line(("sources", index, "publisher"))
                yield Fault(file.name, line, source["id"], f"a source of {source['publisher']}", f"it in {home}")
        names = [source["id"] for source in sources]
        ordered = sorted(names)
        blocks = SequenceMatcher(None, names, ordered, autojunk=False).get_matching_blocks()
        for index in sorted(
            {*range(len(names))}.difference(*(range(block.a, block.a + block.size) for block in blocks))
        ):
            place = ordered.index(names[index])
            near = [f"after {name}" for name in ordered[max(place - 1, 0) : place]]
            near += [f"before {name}" for name in ordered[place + 1 : place + 2]]
            line, expected = file.line(("sources", index)), f"it {' and '.join(near)}"
            yield Fault(file.name, line, names[index], "a source out of order", expected)


def references_resolve(catalog: Catalog, files: dict[str, YamlFile]) -> Iterator[Fault]:
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


def dates_not_in_future(files: dict[str, YamlFile], today: dt.date) -> Iterator[Fault]:
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
