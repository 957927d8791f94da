"""What the home page shows beside what other topics do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.standing import status_of
from cloud_ml_platforms.topics.names.views import EventView, event_views, named_in_order, thing_views, what_lies_ahead
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog

FIRST = 3  # of what ends next on a platform, and what ends on the same day as the last of them; the ledger has the rest


@view
def hero(catalog: Catalog, *tries: str) -> Values:  # noqa: ARG001 - all views take the catalog
    """Return the words that the search box offers to try."""
    return {"tries": tries}


@view
def ends_next(catalog: Catalog) -> Values:
    """Return, by platform, the first things that end or close after the day of the data, and how many more there are."""
    names = {event.id: name for _, event, name in named_in_order(what_lies_ahead(thing_views(catalog)))}
    columns = []
    for platform, record in catalog.platforms.items():
        ahead = endings_ahead(catalog, platform)
        shown = [event for event in ahead if event.due <= ahead[:FIRST][-1].due]
        if ahead:
            columns.append((record, [(event, names[event.id]) for event in shown], len(ahead) - len(shown)))
    return {"columns": columns}


def endings_ahead(catalog: Catalog, platform: str) -> list[EventView]:
    """Return what of a platform ends or closes after the day of the data, soonest first."""
    ahead = [
        event
        for event in event_views(catalog, platform=platform)
        if event.platform == platform and status_of(catalog.events[event.id], catalog.as_of) and event.lies_ahead
    ]
    return sorted(ahead, key=lambda event: (event.due, event.thing))
