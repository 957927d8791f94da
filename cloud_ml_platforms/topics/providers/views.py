"""What the guides of the platforms show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms import model as m
from cloud_ml_platforms.compute.capabilities import platform_of
from cloud_ml_platforms.compute.standing import lies_ahead
from cloud_ml_platforms.model.rows import ANY_KIND
from cloud_ml_platforms.topics.compare.views import board_rows, row_views, services
from cloud_ml_platforms.topics.home.views import endings_ahead
from cloud_ml_platforms.topics.limits.views import limit_view
from cloud_ml_platforms.topics.names.views import contested_touching, event_view, event_views, months_from, thing_views
from cloud_ml_platforms.topics.providers.cheatsheet import cheatsheet_view
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud_ml_platforms.catalog.types import Catalog

SHOWN = 5  # of what ends and of what has ended; the ledger has the rest


@view
def provider_column(catalog: Catalog, platform: str) -> Values:
    """Return one platform's column of every capability."""
    groups = [(capability, row_views(catalog, capability.id)) for capability in catalog.capabilities.values()]
    return {"platform": platform_of(catalog, platform), "groups": groups}


@view
def partial_platform(catalog: Catalog, platform: str) -> Values:
    """Return what a partial platform answers: its rows by capability, limits and ledger, and what is not compared yet."""
    info = platform_of(catalog, platform)
    groups = []
    for name in catalog.capabilities:
        service = next((service for service in services(catalog, name) if service.platform == platform), None)
        if service is not None:
            rows = [row for row in row_views(catalog, name) if row.cell(platform)]
            groups.append((catalog.capabilities[name], service, rows))
    limits = [(limit_view(catalog, limit.id)) for limit in catalog.limits.values() if platform in limit.platforms]
    return {
        "platform": info,
        "boxes": boxes(info.hierarchy),
        "groups": groups,
        "limits": [(limit, limit.cell(platform)) for limit in limits],
        "things": [thing for thing in thing_views(catalog) if thing.platform == platform],
        "events": event_views(catalog, platform=platform),
        "contested": contested_touching(catalog, platform=platform),
        "answered": sum(len(rows) for _, _, rows in groups),
        "left": len(catalog.rows) - sum(len(rows) for _, _, rows in groups),
        "limits_left": len(catalog.limits) - len(limits),
    }


@view
def provider_standing(catalog: Catalog, platform: str) -> Values:
    """Return how a platform stands on each capability: its services, and how many rows it answers how."""
    platform_of(catalog, platform)
    standings = [
        (capability, next(service for service in services(catalog, capability.id) if service.platform == platform))
        for capability in catalog.capabilities.values()
    ]
    return {"platform": platform, "capabilities": standings}


@view
def provider_head(catalog: Catalog, platform: str) -> Values:
    """Return a platform: its names, resource hierarchy, SDKs, strengths and weaknesses."""
    return {"platform": platform_of(catalog, platform)}


@view
def cheatsheet(catalog: Catalog, platform: str) -> Values:
    """Return one platform on one printed page, for the night before an interview."""
    info = platform_of(catalog, platform)
    return {"platform": info, "sheet": cheatsheet_view(catalog, info.id)}


@view
def provider_events(catalog: Catalog, platform: str) -> Values:
    """Return what lies ahead on a platform within a year, soonest first, then what happened in half a year, newest first.

    The day that counts is that of the end, where an event announces one.
    """
    platform_of(catalog, platform)
    platform_events = event_views(catalog, platform=platform)
    first, last = months_from(catalog.as_of, -6), months_from(catalog.as_of, 12)
    near = sorted((event for event in platform_events if first <= event.due <= last), key=lambda event: event.due)
    ahead = [event for event in near if event.lies_ahead]
    past = [event for event in reversed(near) if not event.lies_ahead]
    return {
        "platform": platform,
        "events": ahead + past,
        "others": len(platform_events) - len(near),
        "contested": contested_touching(catalog, platform=platform),
    }


@view
def lifecycle(catalog: Catalog) -> Values:
    """Return the six questions: each platform's answer in short and whole, and the rows behind it."""
    questions = [(question, *board_rows(catalog, question.rows)) for question in catalog.lifecycle.values()]
    return {"columns": list(catalog.full_platforms.values()), "questions": questions}


@view
def provider_lifecycle(catalog: Catalog, platform: str) -> Values:
    """Return the six questions with one platform's answers, in short and whole."""
    info = platform_of(catalog, platform)
    return {"platform": info, "places": cheatsheet_view(catalog, info.id).places}


@view
def provider_ends(catalog: Catalog, platform: str) -> Values:
    """Return what of a platform ends next, what is closed to new customers, and what has ended, the latest first."""
    info = platform_of(catalog, platform)
    own_events = {
        event.id: catalog.events[event.id]
        for event in event_views(catalog, platform=platform)
        if event.platform == platform
    }
    past = [event for event in own_events.values() if not lies_ahead(event, catalog.as_of)]
    ended = [event for event in past if event.kind == "retired" or event.ends]
    ended.sort(key=lambda event: event.due, reverse=True)
    closed = [event for event in past if event.kind == "closed"]
    ahead = endings_ahead(catalog, platform)
    return {
        "platform": info,
        "ahead": ahead[:SHOWN],
        "later": len(ahead[SHOWN:]),
        "closed": [event_view(catalog, event) for event in closed],
        "ended": [event_view(catalog, event) for event in ended[:SHOWN]],
        "others": len(ended[SHOWN:]),
    }


@dataclass(frozen=True)
class Box:
    """A level of the hierarchy with the levels that lie in it."""

    level: m.Level
    inside: list[Box]


@view
def provider_boxes(catalog: Catalog, platform: str) -> Values:
    """Return a platform's hierarchy as boxes in boxes."""
    info = platform_of(catalog, platform)
    return {"platform": info, "boxes": boxes(info.hierarchy)}


def boxes(levels: Iterable[m.Level]) -> list[Box]:
    """Return the outermost boxes: a level lies in the one before, or beside it in the same."""
    outermost: list[Box] = []
    row = outermost
    for level in levels:
        if row and not level.beside:
            row = row[-1].inside
        row.append(Box(level, []))
    return outermost


@dataclass(frozen=True)
class Feature:
    """A row that asks yes or no, with its mark for each kind of endpoint; None where it does not speak of the kind."""

    row: str
    name: str
    label: str
    marks: list[m.Mark | None]


@view
def provider_kinds(catalog: Catalog, platform: str) -> Values:
    """Return the kinds of endpoint of a platform by what they can do, as the rows say, and what decides between them."""
    info = platform_of(catalog, platform)
    capability = catalog.capabilities[m.SHEET_KINDS]
    kinds = {kind: name for kind, name in capability.kinds[platform].items() if kind != ANY_KIND}
    features = []
    for row in capability.rows:
        if row.mark is None or platform not in row.platforms:
            continue
        marks = row.marks(platform)
        of_kinds = [marks.get(kind, marks.get(ANY_KIND)) for kind in kinds]
        features.append(Feature(row.id, row.name, row.parts[row.mark].label, of_kinds))
    sheet = cheatsheet_view(catalog, info.id)
    return {"platform": info, "kinds": list(kinds.values()), "features": features, "sheet": sheet}


@view
def provider_calls(catalog: Catalog, platform: str) -> Values:
    """Return how twelve tasks are called on a platform."""
    info = platform_of(catalog, platform)
    return {"platform": info, "calls": cheatsheet_view(catalog, info.id).calls}


@view
def provider_numbers(catalog: Catalog, platform: str) -> Values:
    """Return ten numbers of a platform."""
    info = platform_of(catalog, platform)
    return {"platform": info, "numbers": cheatsheet_view(catalog, info.id).numbers}
