"""The ledger, ready to show: events and things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.capabilities import platform_label
from cloud_ml_platforms.compute.proofs import Proof, proofs
from cloud_ml_platforms.compute.standing import kind_word, standing, status_of
from cloud_ml_platforms.text.inline import to_text
from cloud_ml_platforms.text.words import EVERY_PLATFORM, STAGE_WORDS
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
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
    kind: str
    thing: str
    platform: str
    label: str
    standing: str
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
    label = EVERY_PLATFORM if thing.platform == "all" else platform_label(catalog, thing.platform)
    return EventView(
        id=event.id,
        date=event.date,
        ends=event.ends,
        kind=kind_word(event, catalog.as_of),
        thing=thing.names[-1].name + (f" ({to_text(event.part, catalog)})" if event.part else ""),
        platform=thing.platform,
        label=label,
        standing=standing(event, catalog.as_of),
        what=event.what,
        breaks=event.breaks,
        use=event.use,
        proofs=proofs(catalog, event.evidence),
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
    named = {cell.event for cell in cells if cell.event}
    named |= {way.event for cell in cells for way in cell.ways if way.event}
    return named | {event.id for event in catalog.events.values() if event.thing in things}


def lies_ahead(event: EventView, as_of: str) -> bool:
    """Return whether an event, or the end that it announces, is later than `as_of`."""
    return (event.ends or event.date) > as_of


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


def things(catalog: Catalog) -> list[ThingView]:
    """Return every thing of the ledger, by platform and name, with its events and the API names that they speak of."""
    out = []
    by_thing: dict[str, list[EventView]] = {}
    for event in events(catalog):
        by_thing.setdefault(catalog.events[event.id].thing, []).append(event)
    for thing in catalog.things.values():
        label = EVERY_PLATFORM if thing.platform == "all" else platform_label(catalog, thing.platform)
        former = tuple(f"{n.name}" for n in thing.names[:-1])
        name = thing.names[-1].name
        out.append(
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
            ),
        )
    order = {name: index for index, name in enumerate([*catalog.platforms, "all"])}
    return sorted(out, key=lambda item: (order[item.platform], item.name.lower()))


def contested_touching(
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


@view
def ledger(catalog: Catalog) -> Values:
    """Return the ledger: what lies ahead, what happened, then every thing with its names."""
    found = events(catalog)
    ahead = [event for event in found if lies_ahead(event, catalog.as_of)]
    return {
        "ahead": sorted(ahead, key=lambda event: (event.ends or event.date, event.id)),
        "past": [event for event in found if event not in ahead],
        "things": things(catalog),
    }
