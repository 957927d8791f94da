"""Which days of the ledger lie ahead, and when the journal last named each event: what feeds and calendars are made of."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.ages import first_day, last_day
from cloud_ml_platforms.journal.facts import record_of

if TYPE_CHECKING:
    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


def days_ahead(catalog: Catalog, platform: str | None = None) -> list[tuple[str, m.Event, bool]]:
    """Return the days that lie ahead, soonest first, with their events, and whether the day is the announced end."""
    days = [
        (date, event, ending)
        for event in catalog.events.values()
        if platform is None or catalog.things[event.thing].platform in {platform, "all"}
        for date, ending in ((event.date, False), (event.ends, True))
        if date and lies_ahead(catalog, event, date, ending=ending)
    ]
    return sorted(days, key=lambda entry: (first_day(entry[0]), entry[1].id, entry[2]))


def lies_ahead(catalog: Catalog, event: m.Event, date: str, *, ending: bool) -> bool:
    """Return whether a day of an event is yet to come: until its last day is over when only month or year is known.

    What was carried out is over, and something that is deprecated is so since some day of its month.
    """
    if event.kind == "deprecated" and not ending:
        return date > catalog.as_of
    return event.carried_out != "done" and last_day(date) >= dt.date.fromisoformat(catalog.as_of)


def last_journaled(catalog: Catalog) -> dict[str, str]:
    """Return the day on which each event was written down or changed last, as the journal says it.

    An event that no entry names was there when the journal began. It is new once: a later entry of kind "new" that
    names it speaks of what the journal covers.
    """
    days = dict.fromkeys(catalog.events, catalog.changes[0].date if catalog.changes else catalog.as_of)
    journaled: set[str] = set()
    for change in catalog.changes:
        facts = {record_of(fact.fact) for fact in change.facts}
        for event in (facts | (set(change.ids) - journaled)) & set(days):
            days[event] = change.date
        journaled |= facts | set(change.ids)
    return days
