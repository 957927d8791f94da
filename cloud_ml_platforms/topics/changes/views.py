"""The journal by day, and what changed for a reader who was away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.standing import belief_standing
from cloud_ml_platforms.text.words import CHANGE_TALLY
from cloud_ml_platforms.topics.changes.days import day_view, days, newest
from cloud_ml_platforms.topics.changes.history import change_views
from cloud_ml_platforms.topics.changes.since import (
    GROUPS,
    MOST,
    dated_news,
    group_by_kind,
    months,
    shuffled,
    what_matters,
)
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.topics.changes.history import ChangeView

WHOLE = 8  # newest entries that are shown with old and new words, beside those of vendors
MANY = 12  # facts of an entry, beyond which they stand on the page of their day alone
FIRST_MONTH = "2023-01"
OPEN = 5  # news of a group that are not folded
OPEN_BELIEFS = 5


@view
def changes(catalog: Catalog) -> Values:
    """Return the journal of this guide's facts by day, newest first: the newest entries, how many others, and filters."""
    entries = change_views(catalog)
    return {
        "days": newest(catalog, days(catalog, {change.name: change for change in entries})),
        "kinds": kinds_of(entries),
        "whole": whole_entries(entries),
        "short": short_entries(entries),
    }


def kinds_of(entries: Iterable[ChangeView]) -> dict[str, str]:
    """Return the kinds of entries that there are, and what they are called."""
    kinds = {change.kind for change in entries}
    return {kind: words for kind, words in CHANGE_TALLY.items() if kind in kinds}


def whole_entries(entries: Iterable[ChangeView]) -> set[str]:
    """Return the names of entries, newest first, that are shown with old and new words: the newest, and those of vendors."""
    return {change.name for at, change in enumerate(entries) if at < WHOLE or change.kind == "vendor"}


def short_entries(entries: Iterable[ChangeView]) -> set[str]:
    """Return the names of entries, newest first, of whose facts the journal only says how many: the page of their day has them."""
    whole = whole_entries(entries)
    return {change.name for change in entries if change.name not in whole or len(change.facts) > MANY}


@view
def day_page(catalog: Catalog, date: str) -> Values:
    """Return what changed on a day (`2026-11-30`), with the facts of each entry."""
    entries = change_views(catalog)
    day = day_view(catalog, date, {change.name: change for change in entries})
    return {
        "day": day,
        "kinds": kinds_of([change for group in day.groups for change in group.entries]),
        "whole": whole_entries(entries),
    }


@view
def since(catalog: Catalog) -> Values:
    """Return what changed for a reader who was away: what matters most, all dated news by kind, beliefs to test."""
    news = [item for item in dated_news(catalog) if item.until >= FIRST_MONTH[:4]]
    beliefs = shuffled(catalog.beliefs.values())
    groups = group_by_kind(news, catalog.as_of)
    return {
        "beliefs": beliefs[:OPEN_BELIEFS],
        "more_beliefs": beliefs[OPEN_BELIEFS:],
        "matters": what_matters(
            catalog, [item for items in groups.values() for item in items if item.until <= catalog.as_of]
        ),
        "most": MOST,
        "news": {group: (GROUPS[group], items[:OPEN], items[OPEN:]) for group, items in groups.items()},
        "open": OPEN,
        "months": months(FIRST_MONTH, catalog.as_of),
        "standings": {one.id: belief_standing(one, catalog.events.get(one.event or "")) for one in beliefs},
    }
