"""From the catalog to what a template needs: pure functions, plain values, no HTML.

Texts stay inline Markdown here; the templates render them with `page.inline`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros import models as m
from macros.api_marks import ApiBadge, ApiMark, badges, is_over, kind_is_over, marks
from macros.freshness import old_from
from macros.inline import to_text
from macros.marks import MARK_WORDS, mark_word
from macros.refs import question_page, with_unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from macros.catalog import Catalog

PRINT_NO_DATES = {"AWS", "Google"}  # vendors whose pages rarely carry a date: what counts is the copy's
STAGE_WORDS = {"ga": "", "preview": "preview", "restricted": "restricted access"}


@dataclass(frozen=True)
class Proof:
    """One piece of evidence with what is known of its source."""

    title: str
    url: str
    at: str
    shows: str
    content_date: str
    read: str
    kind: str
    version: str | None
    source: str
    old: str | None = None
    gone: str | None = None
    dated: str = "source of"


@dataclass(frozen=True)
class WayView:
    """One way of a cell, ready to show."""

    name: str
    support: str
    stage: str
    since: str | None
    status: str | None
    event: str | None
    how: str
    api: tuple[ApiMark, ...]
    badges: tuple[ApiBadge, ...]


@dataclass(frozen=True)
class CellView:
    """One platform's answer to a row, ready to show."""

    platform: str
    label: str
    anchor: str
    support: str
    support_word: str
    mark: str
    short: str
    ways: tuple[WayView, ...]
    status: str | None
    event: str | None
    nearest: str | None
    api: tuple[ApiMark, ...]
    badges: tuple[ApiBadge, ...]
    proofs: tuple[Proof, ...]
    oldest: str
    old: str | None
    read: str


@dataclass(frozen=True)
class RowView:
    """A row with its three cells, ready to show."""

    id: str
    name: str
    asks: str
    decides: bool
    probed: bool
    describes: bool
    search: tuple[str, ...]
    capability: str
    capability_name: str
    cells: tuple[CellView, ...]
    related: tuple[str, ...]
    because: str | None


def platform_label(catalog: Catalog, platform: str) -> str:
    """Return the common name of a platform: SageMaker, Vertex AI, Azure ML."""
    return catalog.platforms[platform].short


def status_of(event: m.Event, as_of: str) -> str | None:
    """Return what an event means for a reader on the day `as_of`, or None when it ends nothing."""
    if event.kind == "closed":
        return "closed to new customers" if event.date <= as_of else f"closes to new customers {event.date}"
    if event.kind == "deprecated":
        if event.ends is None:
            return f"deprecated {event.date}"
        return f"deprecated, ends {event.ends}" if event.ends > as_of else _ended(event.ends, event.carried_out)
    if event.kind == "retired":
        return f"ends {event.date}" if event.date > as_of else _ended(event.date, event.carried_out)
    return None


def _ended(date: str, carried_out: str) -> str:
    return f"ended {date}" if carried_out == "done" else f"announced end {date}"


def proofs(catalog: Catalog, evidence: Iterable[m.Evidence]) -> tuple[Proof, ...]:
    """Return evidence joined with its sources, each pair of source and section once, with all that it shows."""
    grouped: dict[tuple[str, str], list[m.Evidence]] = {}
    for item in evidence:
        grouped.setdefault((item.source, item.at), []).append(item)
    return tuple(_proof(catalog, items) for items in grouped.values())


def _proof(catalog: Catalog, items: list[m.Evidence]) -> Proof:
    source = catalog.sources[items[0].source]
    return Proof(
        source.title,
        source.url,
        items[0].at,
        "; ".join(dict.fromkeys(item.shows for item in items)),
        source.content_date,
        min(item.read for item in items),
        source.kind,
        source.version,
        source.id,
        old_from(catalog, source),
        source.gone,
        "copy of" if source.publisher in PRINT_NO_DATES and source.kind == "docs" else "source of",
    )


def row_view(catalog: Catalog, row_id: str) -> RowView:
    """Return a row, ready to show. Raises LookupError for an unknown id."""
    row = catalog.rows.get(row_id)
    if row is None:
        msg = f"found row {row_id!r}; expected the id of a row in data/capabilities"
        raise LookupError(msg)
    capability = catalog.row_capability[row_id]
    cells = tuple(_cell_view(catalog, capability, row, platform) for platform in m.PLATFORMS)
    return RowView(
        row.id,
        row.name,
        row.asks,
        row.decides,
        row.probed,
        row.describes,
        row.search,
        capability.id,
        capability.name,
        cells,
        row.related,
        row.because,
    )


def _cell_view(catalog: Catalog, capability: m.Capability, row: m.Row, platform: m.Platform) -> CellView:
    cell = row.platforms[platform]
    found = proofs(catalog, [*cell.evidence, *(item for way in cell.ways for item in way.evidence)])
    ways = tuple(way_view(catalog, capability, platform, way, cell.event) for way in cell.ways)
    own = marks(catalog, cell.api, over=is_over(catalog.events.get(cell.event or ""), catalog.as_of))
    api = own + tuple(mark for way in ways for mark in way.api)
    event = catalog.events.get(cell.event) if cell.event else None
    return CellView(
        platform,
        platform_label(catalog, platform),
        f"{row.id}--{platform}",
        cell.support,
        mark_word(row, cell.support),
        "answer" if row.describes else cell.support,
        cell.short or cell.ways[0].how,
        ways if cell.short is not None else (),
        status_of(event, catalog.as_of) if event else (_way_status(ways) if len(ways) == 1 else None),
        cell.event or (ways[0].event if len(ways) == 1 else None),
        cell.nearest,
        api,
        badges(api),
        found,
        min((proof.content_date for proof in found), default=""),
        min((proof.old for proof in found if proof.old), default=None),
        min((proof.read for proof in found), default=""),
    )


def _way_status(ways: tuple[WayView, ...]) -> str | None:
    return ", ".join(part for part in (ways[0].stage, ways[0].status) if part) or None


def way_view(
    catalog: Catalog, capability: m.Capability, platform: m.Platform, way: m.Way, cell_event: str | None
) -> WayView:
    """Return one way of a cell, whose own event is `cell_event`, ready to show."""
    event = catalog.events.get(way.event) if way.event else None
    over = any(is_over(catalog.events.get(name or ""), catalog.as_of) for name in (way.event, cell_event))
    api = marks(catalog, way.api, over=over)
    return WayView(
        capability.kinds[platform][way.id],
        way.support,
        STAGE_WORDS[way.stage],
        way.since,
        status_of(event, catalog.as_of) if event else None,
        way.event,
        way.how,
        api,
        badges(api),
    )


def capability_of(catalog: Catalog, capability_id: str) -> m.Capability:
    """Return a capability. Raises LookupError for an unknown id."""
    capability = catalog.capabilities.get(capability_id)
    if capability is None:
        msg = f"found capability {capability_id!r}; expected one of {', '.join(catalog.capabilities)}"
        raise LookupError(msg)
    return capability


def capability_rows(catalog: Catalog, capability_id: str) -> list[RowView]:
    """Return the rows of one capability."""
    return [row_view(catalog, row.id) for row in capability_of(catalog, capability_id).rows]


@dataclass(frozen=True)
class ServiceThing:
    """One service: id, official name, the name before it, what people say, and its standing."""

    id: str
    name: str
    former: str | None
    common: str
    status: str | None


@dataclass(frozen=True)
class ServiceView:
    """The services that provide a capability on one platform, with what happened to them."""

    platform: str
    label: str
    things: tuple[ServiceThing, ...]
    marks: dict[str, int]


def services(catalog: Catalog, capability_id: str) -> list[ServiceView]:
    """Return, per platform, the services of a capability and how many of its answers have which printed mark."""
    capability = capability_of(catalog, capability_id)
    out = []
    for platform in m.PLATFORMS:
        counts = Counter(mark_word(row, row.platforms[platform].support) for row in capability.rows)
        out.append(
            ServiceView(
                platform,
                platform_label(catalog, platform),
                tuple(_service_thing(catalog, thing) for thing in capability.services[platform]),
                {word: counts[word] for word in MARK_WORDS if counts[word]},
            ),
        )
    return out


def standing_class(status: str) -> str:
    """Return the CSS class of a standing: what is not yet finished looks other than what ends."""
    return "stage" if status in STAGE_WORDS.values() else "standing"


def headline(common: str) -> str:
    """Return a common name as it begins a cell: with a capital, unless it is the name of a package or command."""
    is_command = "-" in common.split(maxsplit=1)[0] or common.startswith("az ")
    return common if is_command else common[:1].upper() + common[1:]


def _service_thing(catalog: Catalog, thing_id: str) -> ServiceThing:
    thing = catalog.things[thing_id]
    name = thing.names[-1].name
    former = thing.names[-2].name if len(thing.names) > 1 else None
    return ServiceThing(thing_id, name, former, thing.common or name, thing_status(catalog, thing_id))


def thing_status(catalog: Catalog, thing_id: str) -> str | None:
    """Return the standing of a thing: closed, deprecated, ended, preview; None when it is simply there."""
    words = [
        status_of(event, catalog.as_of)
        for event in catalog.events.values()
        if event.thing == thing_id and event.part is None
    ]
    stage = STAGE_WORDS[catalog.things[thing_id].stage] or None
    return next((word for word in reversed(words) if word), stage)


@dataclass(frozen=True)
class LimitView:
    """A limit with its three cells, ready to show."""

    id: str
    name: str
    asks: str
    unit: str | None
    search: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[LimitCellView, ...]


@dataclass(frozen=True)
class LimitCellView:
    """One platform's values of a limit."""

    platform: str
    label: str
    anchor: str
    state: str
    note: str | None
    values: tuple[LimitValueView, ...]
    api: tuple[ApiMark, ...]
    badges: tuple[ApiBadge, ...]
    proofs: tuple[Proof, ...]
    oldest: str
    old: str | None
    read: str


@dataclass(frozen=True)
class LimitValueView:
    """One value: number and unit as text, the way, and what kind of limit it is."""

    way: str
    value: str
    rule: str
    per: str | None
    raisable: str | None
    says: str
    note: str | None
    api: tuple[ApiMark, ...]

    @property
    def badges(self) -> tuple[ApiBadge, ...]:
        """The marks of what has no number of its own to show."""
        return badges(mark for mark in self.api if not mark.numbers)


RULE_WORDS = {
    "hard": "hard limit",
    "quota": "quota",
    "default": "default",
    "min": "minimum",
    "max": "maximum",
    "contract": "contract",
}


def limit_view(catalog: Catalog, limit_id: str) -> LimitView:
    """Return a limit, ready to show."""
    limit = catalog.limits[limit_id]
    kinds = catalog.capabilities[catalog.limit_capability[limit_id]].kinds
    cells = []
    for platform in m.PLATFORMS:
        cell = limit.platforms[platform]
        found = proofs(catalog, [*cell.evidence, *(item for value in cell.values for item in value.evidence)])
        values = tuple(
            LimitValueView(
                kinds[platform][value.way],
                with_unit(value.value, limit.unit),
                RULE_WORDS[value.rule],
                value.per,
                {True: "can be raised", False: "cannot be raised", None: None}[value.raisable],
                value.says,
                value.note,
                _value_marks(catalog, limit_id, platform, value),
            )
            for value in cell.values
        )
        api = tuple(mark for value in values for mark in value.api)
        cells.append(
            LimitCellView(
                platform,
                platform_label(catalog, platform),
                f"{limit.id}--{platform}",
                cell.state,
                cell.note,
                values,
                api,
                badges(api),
                found,
                min((proof.content_date for proof in found), default=""),
                min((proof.old for proof in found if proof.old), default=None),
                min((proof.read for proof in found), default=""),
            ),
        )
    return LimitView(limit.id, limit.name, limit.asks, limit.unit, limit.search, limit.rows, tuple(cells))


def _value_marks(catalog: Catalog, limit_id: str, platform: m.Platform, value: m.LimitValue) -> tuple[ApiMark, ...]:
    over = bool(value.api) and kind_is_over(catalog, catalog.limit_capability[limit_id], platform, value.way)
    return marks(catalog, value.api, over=over)


def capability_limits(catalog: Catalog, capability_id: str) -> list[LimitView]:
    """Return the limits and contracts of one capability."""
    capability_of(catalog, capability_id)
    return [limit_view(catalog, name) for name, home in catalog.limit_capability.items() if home == capability_id]


@dataclass(frozen=True)
class EventView:
    """A ledger event with its thing, ready to show."""

    id: str
    date: str
    ends: str | None
    kind: str
    thing: str
    platform: str
    label: str
    standing: str
    what: str
    breaks: str | None
    use: str | None
    proofs: tuple[Proof, ...]


KIND_WORDS = {
    "renamed": "renamed",
    "closed": "closed to new customers",
    "deprecated": "deprecated",
    "retired": "retired",
    "added": "new",
    "generation": "new generation",
    "regulation": "regulation",
}


def months_from(date: str, months: int) -> str:
    """Return the month that lies some months from a day, for comparison with dates of any precision."""
    count = int(date[:4]) * 12 + int(date[5:7]) - 1 + months
    return f"{count // 12}-{count % 12 + 1:02}"


def kind_word(event: m.Event, as_of: str) -> str:
    """Return what kind of event it is; of a retirement, whether anyone saw it."""
    if event.kind != "retired" or event.carried_out == "done":
        return KIND_WORDS[event.kind]
    if event.carried_out == "unconfirmed":
        return "retired, by report"
    return "will be retired" if event.date > as_of else "retired, by its notice"


def standing(event: m.Event, as_of: str) -> str:
    """Return whether an event is done, lies ahead, or was only announced."""
    if event.carried_out == "done":
        return "done"
    if event.carried_out == "unconfirmed":
        return "second-hand, not confirmed"
    return "announced, lies ahead" if (event.ends or event.date) > as_of else "announced; not seen carried out"


def event_view(catalog: Catalog, event: m.Event) -> EventView:
    """Return an event, ready to show."""
    thing = catalog.things[event.thing]
    label = "all three" if thing.platform == "all" else platform_label(catalog, thing.platform)
    return EventView(
        event.id,
        event.date,
        event.ends,
        kind_word(event, catalog.as_of),
        thing.names[-1].name + (f" ({to_text(event.part, catalog)})" if event.part else ""),
        thing.platform,
        label,
        standing(event, catalog.as_of),
        event.what,
        event.breaks,
        event.use,
        proofs(catalog, event.evidence),
    )


def events(catalog: Catalog, *, platform: str | None = None, capability: str | None = None) -> list[EventView]:
    """Return ledger events, newest first, of one platform or of one capability: its things, services and rows."""
    own = _events_of(catalog, capability) if capability else set(catalog.events)
    found = [
        event
        for event in catalog.events.values()
        if event.id in own and (platform is None or catalog.things[event.thing].platform in {platform, "all"})
    ]
    return [event_view(catalog, event) for event in sorted(found, key=lambda e: (e.date, e.id), reverse=True)]


def _events_of(catalog: Catalog, capability_id: str) -> set[str]:
    """Return the ids of the events of a capability's things and services, and of those that its rows name."""
    capability = catalog.capabilities[capability_id]
    things = {name for names in capability.services.values() for name in names}
    things |= {thing.id for thing in catalog.things.values() if thing.capability == capability_id}
    cells = [cell for row in capability.rows for cell in row.platforms.values()]
    named = {item.event for cell in cells for item in (cell, *cell.ways) if item.event}
    return named | {event.id for event in catalog.events.values() if event.thing in things}


def lies_ahead(event: EventView, as_of: str) -> bool:
    """Return whether an event, or the end that it announces, is later than `as_of`."""
    return (event.ends or event.date) > as_of


@dataclass(frozen=True)
class ThingView:
    """A thing with the names it has had."""

    id: str
    name: str
    common: str | None
    former: tuple[str, ...]
    platform: str
    label: str
    is_: str
    status: str | None
    search: tuple[str, ...]
    capability: str | None
    events: tuple[EventView, ...]
    words: tuple[str, ...]


CODE = re.compile(r"`([^`]+)`")


def things(catalog: Catalog) -> list[ThingView]:
    """Return every thing of the ledger, by platform and name, with its events and the API names that they speak of."""
    out = []
    by_thing: dict[str, list[EventView]] = {}
    for event in events(catalog):
        by_thing.setdefault(catalog.events[event.id].thing, []).append(event)
    for thing in catalog.things.values():
        label = "all three" if thing.platform == "all" else platform_label(catalog, thing.platform)
        former = tuple(f"{n.name}" for n in thing.names[:-1])
        name = thing.names[-1].name
        out.append(
            ThingView(
                thing.id,
                name,
                thing.common,
                former,
                thing.platform,
                label,
                thing.is_,
                thing_status(catalog, thing.id),
                thing.search,
                thing.capability,
                tuple(own := by_thing.get(thing.id, [])),
                tuple(dict.fromkeys(word for e in own for word in CODE.findall(f"{e.what} {e.breaks} {e.use}"))),
            ),
        )
    order = {name: index for index, name in enumerate([*m.PLATFORMS, "all"])}
    return sorted(out, key=lambda item: (order[item.platform], item.name.lower()))


def questions_of(
    catalog: Catalog,
    *,
    theme: str | None = None,
    platform: str | None = None,
) -> list[m.Question]:
    """Return the questions of a theme, or the platform-depth questions of one platform, as the files order them."""
    out = []
    for question in catalog.questions.values():
        if theme is not None and question.theme != theme:
            continue
        if platform is not None and question.platforms != (platform,):
            continue
        out.append(question)
    return out


OFTEN = ("often", "sometimes", "rarely")


def questions_on_rows(catalog: Catalog, rows: Iterable[str]) -> list[tuple[m.Question, str]]:
    """Return the questions that rely on any of the rows, the most asked and most related first, with their pages.

    Questions on one platform's depth stand in its guide and come last.
    """
    wanted = set(rows)
    found = [question for question in catalog.questions.values() if wanted & set(question.rows)]
    found.sort(key=lambda q: (q.theme == "platform-depth", OFTEN.index(q.asked), -len(wanted & set(q.rows))))
    return [(question, question_page(question.id)) for question in found]


def source_uses(catalog: Catalog) -> list[tuple[m.Source, list[str]]]:
    """Return every source with the ids of the records that cite it, by publisher and title."""
    uses: dict[str, dict[str, None]] = {source: {} for source in catalog.sources}
    for record, item in catalog.evidence_by_record():
        uses[item.source][record] = None
    ordered = sorted(catalog.sources.values(), key=lambda s: (s.publisher, s.title.lower(), s.id))
    return [(source, list(uses[source.id])) for source in ordered]


def contested(
    catalog: Catalog, *, row: str | None = None, capability: str | None = None, platform: str | None = None
) -> list[m.Contested]:
    """Return the contested questions that touch a row, a capability or a platform; all of them when none is named."""
    out = []
    for question in catalog.contested.values():
        homes = {catalog.row_capability[name].id for name in question.rows} | set(question.capabilities)
        if row is not None and row not in question.rows:
            continue
        if capability is not None and capability not in homes:
            continue
        if platform is not None and platform not in question.platforms:
            continue
        out.append(question)
    return out


def row_events(catalog: Catalog, row_id: str) -> list[EventView]:
    """Return the ledger events that a row's cells and ways name, newest first."""
    names = {
        name
        for cell in catalog.rows[row_id].platforms.values()
        for name in [cell.event, *(way.event for way in cell.ways)]
        if name
    }
    found = sorted((catalog.events[name] for name in names), key=lambda e: (e.date, e.id), reverse=True)
    return [event_view(catalog, event) for event in found]
