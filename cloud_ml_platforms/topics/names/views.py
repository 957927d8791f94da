"""The ledger, ready to show: events and things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.capabilities import platform_label
from cloud_ml_platforms.compute.proofs import Proof, proofs
from cloud_ml_platforms.compute.standing import (
    capitalised,
    coming,
    end_word,
    kind_word,
    lies_ahead,
    standing,
    status_of,
)
from cloud_ml_platforms.text.inline import to_text
from cloud_ml_platforms.text.words import EVERY_PLATFORM, STAGE_WORDS, cut_text
from cloud_ml_platforms.topics.names.timeline import Mark, timeline
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


def thing_status(catalog: Catalog, thing_id: str) -> str | None:
    """Return the standing of a thing: closed, deprecated, ended, preview; None when it is simply there."""
    words = [
        status_of(event, catalog.as_of)
        for event in catalog.events.values()
        if event.thing == thing_id and event.part is None
    ]
    stage = STAGE_WORDS[catalog.things[thing_id].stage] or None
    return next((word for word in reversed(words) if word), stage)


@dataclass(frozen=True, kw_only=True)
class EventView:
    """A ledger event with its thing, ready to show."""

    id: str
    date: str
    ends: str | None
    end_word: str
    due: str
    lies_ahead: bool
    is_law: bool
    kind: str
    thing: str
    part: str | None
    platform: str
    label: str
    standing: str
    coming: str
    what: str
    breaks: str | None
    use: str | None
    proofs: tuple[Proof, ...]


def months_from(date: str, months: int) -> str:
    """Return the month that lies some months from a day, for comparison with dates of any precision."""
    count = int(date[:4]) * 12 + int(date[5:7]) - 1 + months
    return f"{count // 12}-{count % 12 + 1:02}"


def event_view(catalog: Catalog, event: m.Event) -> EventView:
    """Return an event, ready to show."""
    thing = catalog.things[event.thing]
    label = platform_label(catalog, thing.platform)
    return EventView(
        id=event.id,
        date=event.date,
        ends=event.ends,
        end_word=end_word(event, catalog.as_of),
        due=event.due,
        lies_ahead=lies_ahead(event, catalog.as_of),
        is_law=event.kind == "regulation",
        kind=kind_word(event, catalog.as_of),
        thing=thing.names[-1].name + (f" ({to_text(event.part, catalog)})" if event.part else ""),
        part=to_text(event.part, catalog) if event.part else None,
        platform=thing.platform,
        label=label,
        standing=standing(event, catalog.as_of),
        coming=coming(event),
        what=event.what,
        breaks=event.breaks,
        use=event.use,
        proofs=proofs(catalog, event.evidence),
    )


def event_views(catalog: Catalog, *, platform: str | None = None, capability: str | None = None) -> list[EventView]:
    """Return ledger events, newest first, of one platform or of one capability: its things, services and rows."""
    event_ids = _events_of(catalog, capability) if capability else set(catalog.events)
    chosen = [
        event
        for event in catalog.events.values()
        if event.id in event_ids and (platform is None or catalog.things[event.thing].platform in {platform, "all"})
    ]
    return [event_view(catalog, event) for event in sorted(chosen, key=lambda e: (e.date, e.id), reverse=True)]


def _events_of(catalog: Catalog, capability_id: str) -> set[str]:
    """Return the ids of the events of a capability's things and services, and of those that its rows name."""
    capability = catalog.capabilities[capability_id]
    things = {name for names in capability.services.values() for name in names}
    things |= {thing.id for thing in catalog.things.values() if thing.capability == capability_id}
    cells = [cell for row in capability.rows for cell in row.platforms.values()]
    event_ids = {cell.event for cell in cells if cell.event}
    event_ids |= {way.event for cell in cells for way in cell.ways if way.event}
    return event_ids | {event.id for event in catalog.events.values() if event.thing in things}


@dataclass(frozen=True, kw_only=True)
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
    capability: str | None
    events: tuple[EventView, ...]
    facets: tuple[str, ...]

    @property
    def spoken_name(self) -> str:
        """What people say: the common name, else the official one."""
        return self.common or self.name

    @property
    def is_called_by_letters(self) -> bool:
        """Whether its common name is letters that stand for words: DLC, AKS."""
        return bool(self.common and self.common.isalpha() and self.common.isupper())

    @property
    def letter(self) -> str:
        """The letter under which readers look for it; `0` for digits and signs."""
        first = self.spoken_name[0].upper()
        return first if first.isalpha() else "0"

    @property
    def changed(self) -> bool:
        """Whether more happened to it than that it came."""
        return bool(self.facets or self.status)

    @property
    def latest(self) -> str:
        """How it stands, else the last that happened to it or to a part of it, which is named behind the date."""
        last = next(iter(self.events), None)
        if self.status or last is None:
            return self.status or ""
        word = last.coming if last.lies_ahead else last.kind
        return f"{word} {last.due}{f': {last.part}' if last.part else ''}"

    @property
    def use(self) -> str | None:
        """What to use instead where the whole of it is closed, ends or has ended."""
        whole = [event for event in self.events if event.part is None]
        return (
            next((event.use for event in whole if event.use), None) if self.status and "ended" in self.facets else None
        )


def thing_views(catalog: Catalog) -> list[ThingView]:
    """Return every thing of the ledger, by platform and name, with its events and the API names that they speak of."""
    views = []
    by_thing: dict[str, list[EventView]] = {}
    for event in event_views(catalog):
        by_thing.setdefault(catalog.events[event.id].thing, []).append(event)
    for thing in catalog.things.values():
        label = platform_label(catalog, thing.platform)
        former = tuple(name.name for name in thing.names[:-1])
        name = thing.names[-1].name
        views.append(
            ThingView(
                id=thing.id,
                name=name,
                common=thing.common,
                former=former,
                platform=thing.platform,
                label=label,
                is_=thing.is_,
                status=thing_status(catalog, thing.id),
                capability=thing.capability,
                events=tuple(by_thing.get(thing.id, [])),
                facets=tuple(_facets(catalog, thing, by_thing.get(thing.id, []))),
            ),
        )
    order = {name: index for index, name in enumerate([*catalog.platforms, "all"])}
    return sorted(views, key=lambda item: (order[item.platform], item.name.lower()))


def _facets(catalog: Catalog, thing: m.Thing, thing_events: list[EventView]) -> Iterator[str]:
    """Yield by what a filter finds a thing, beside its words: keys of FACETS."""
    kinds = {catalog.events[event.id].kind for event in thing_events}
    if kinds & {"closed", "deprecated", "retired"}:
        yield "ended"
    if any(event.lies_ahead for event in thing_events):
        yield "ahead"
    if len(thing.names) > 1 or "renamed" in kinds:
        yield "renamed"


def contested_touching(
    catalog: Catalog, *, row: str | None = None, capability: str | None = None, platform: str | None = None
) -> list[m.Contested]:
    """Return the contested questions that touch a row, a capability or a platform; all of them when none is named."""
    wanted = {row, capability, platform} - {None}
    return [question for question in catalog.contested.values() if wanted <= _touched(catalog, question)]


def _touched(catalog: Catalog, question: m.Contested) -> set[str]:
    homes = {catalog.row_capability[name].id for name in question.rows}
    return {*question.rows, *question.capabilities, *homes, *question.platforms}


def row_events(catalog: Catalog, row_id: str) -> list[EventView]:
    """Return the ledger events that a row's cells and ways name, newest first."""
    names = {
        name
        for cell in catalog.rows[row_id].platforms.values()
        for name in [cell.event, *(way.event for way in cell.ways)]
        if name
    }
    records = sorted((catalog.events[name] for name in names), key=lambda e: (e.date, e.id), reverse=True)
    return [event_view(catalog, event) for event in records]


LONGEST = 42  # letters of a label of the drawing
FEWEST = 12  # things of a group, unless the next letter begins one
FACETS = {"ended": "Ended, closed or ending", "ahead": "Still to come", "renamed": "Renamed"}


def what_lies_ahead(views: Iterable[ThingView]) -> list[tuple[ThingView, EventView]]:
    """Return the events of some things that are still to come, the next first."""
    ahead = [(thing, event) for thing in views for event in thing.events if event.lies_ahead]
    return sorted(ahead, key=lambda pair: (pair[1].due, pair[1].id))


@view
def ledger(catalog: Catalog, beside: str = "", beside_of: str = "") -> Values:
    """Return the ledger: what lies ahead, soonest first, then every thing by letter; those that never changed apart.

    `beside` says of the platform `beside_of` what stands nowhere in it.
    """
    views = thing_views(catalog)
    dates = what_lies_ahead(views)
    ahead = list(named_in_order(pair for pair in dates if not pair[1].is_law))
    laws = list(named_in_order(pair for pair in dates if pair[1].is_law))
    lanes = {platform: catalog.platforms[platform].short for platform in catalog.platforms} | {
        "all": capitalised(EVERY_PLATFORM)
    }
    marks = [Mark(thing.platform, event.due, in_short(thing, name)) for thing, event, name in ahead]
    changed, unchanged = changed_and_unchanged(views)
    return {
        "lanes": lanes,
        "ahead": ahead,
        "laws": laws,
        "beside": beside,
        "beside_of": beside_of,
        "timeline": timeline(marks, lanes, catalog.as_of) if marks else None,
        "columns": [
            catalog.platforms[name] for name in catalog.platforms if any(thing.platform == name for thing in views)
        ],
        "facets": FACETS,
        "changed": changed,
        "unchanged": unchanged,
    }


def named_in_order(ahead: Iterable[tuple[ThingView, EventView]]) -> Iterator[tuple[ThingView, EventView, str]]:
    """Yield events, each with the name of what ends and of its part; letters that stand for a name come behind it once."""
    named: set[str] = set()
    for thing, event in ahead:
        spelt = f"{thing.name}, {thing.common}" if thing.is_called_by_letters and thing.id not in named else None
        named.add(thing.id)
        yield thing, event, f"{spelt or thing.spoken_name}{f' ({event.part})' if event.part else ''}"


def in_short(thing: ThingView, name: str) -> str:
    """Return a name as a label has room for it: without the part where it is long, unless letters are spelt in it."""
    return name if len(name) <= LONGEST or name.startswith(f"{thing.name}, ") else cut_text(thing.spoken_name, LONGEST)


@dataclass(frozen=True)
class Group:
    """Things that stand together: `b-d`, `B–D`."""

    id: str
    letters: str
    things: tuple[ThingView, ...]


def by_letter(views: Iterable[ThingView], prefix: str = "") -> list[Group]:
    """Return things in the order in which readers look for them, in groups of neighbouring letters."""
    things_of: dict[str, list[ThingView]] = {}
    for thing in sorted(views, key=lambda thing: (thing.letter, thing.spoken_name.lower(), thing.id)):
        things_of.setdefault(thing.letter, []).append(thing)
    runs: list[list[str]] = []
    for letter in things_of:
        if runs and sum(len(things_of[earlier]) for earlier in runs[-1]) < FEWEST:
            runs[-1].append(letter)
        else:
            runs.append([letter])
    spans = [list(dict.fromkeys((run[0], run[-1]))) for run in runs]
    return [
        Group(
            prefix + "-".join(span).lower(),
            "–".join(span),
            tuple(thing for letter in run for thing in things_of[letter]),
        )
        for run, span in zip(runs, spans, strict=True)
    ]


def changed_and_unchanged(views: Iterable[ThingView]) -> tuple[list[Group], list[Group]]:
    """Return the groups of things to which something happened after they came, and those of all others."""
    views = list(views)
    return by_letter(thing for thing in views if thing.changed), by_letter(
        (thing for thing in views if not thing.changed), "unchanged-"
    )


@view
def ledger_page(catalog: Catalog, platform: str) -> Values:
    """Return all that the ledger holds of one platform, or of `all`: what lies ahead, what happened, every thing."""
    platform_events = [event for event in event_views(catalog) if event.platform == platform]
    ahead = [event for event in platform_events if event.lies_ahead]
    platform_things = [thing for thing in thing_views(catalog) if thing.platform == platform]
    return {
        "label": platform_things[0].label,
        "ahead": sorted(ahead, key=lambda event: (event.due, event.id)),
        "past": [event for event in platform_events if event not in ahead],
        "things": platform_things,
    }
