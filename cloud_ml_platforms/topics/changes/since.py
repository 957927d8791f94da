"""What changed for a reader who was away: dated news by group."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.standing import kind_word, standing
from cloud_ml_platforms.journal.names import fact_label, name_of, readable
from cloud_ml_platforms.model.answers import plain
from cloud_ml_platforms.text.references import resolve_reference
from cloud_ml_platforms.text.words import EVERY_PLATFORM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


@dataclass(frozen=True)
class Since:
    """Something that a reader who was away does not know: its date, platform and what kind of news it is.

    `group` is one of GROUPS but the first.
    """

    date: str
    until: str
    platform: str
    label: str
    group: str
    kind: str
    title: str
    reference: str | None
    text: str
    use: str | None


GROUPS = {
    "ahead": "Ahead, soonest first",
    "ended": "Ended, closed, renamed or replaced",
    "noticed": "Noticed on the vendors' pages since this guide began",
    "rules": "Rules from outside",
    "new": "New",
}

EVENT_GROUPS = {"added": "new", "regulation": "rules"}


def dated_news(catalog: Catalog) -> list[Since]:
    """Return everything dated, newest first: ledger events, ways with a 'since', vendor changes of the journal."""
    events = _events(catalog)
    told = {(event.platform, event.date) for event in events}
    ways = [way for way in _ways(catalog) if (way.platform, way.date) not in told]
    found = [*events, *ways, *_vendor_changes(catalog)]
    return sorted(found, key=lambda item: (item.date, item.title), reverse=True)


def _events(catalog: Catalog) -> list[Since]:
    out = []
    for event in catalog.events.values():
        thing = catalog.things[event.thing]
        title = name_of(catalog, event.id)
        kind = kind_word(event, catalog.as_of) + (f", ends {event.ends}" if event.ends else "")
        if standing(event, catalog.as_of) != "done":
            kind += f" ({standing(event, catalog.as_of)})"
        last = max(event.date, event.ends or event.date)
        label = EVERY_PLATFORM if thing.platform == "all" else catalog.platforms[thing.platform].short
        group = EVENT_GROUPS.get(event.kind, "ended")
        out.append(Since(event.date, last, thing.platform, label, group, kind, title, event.id, event.what, event.use))
    return out


def _ways(catalog: Catalog) -> list[Since]:
    out = []
    for row in catalog.rows.values():
        kinds = catalog.row_capability[row.id].kinds
        for platform, cell in row.platforms.items():
            for way in cell.ways:
                if way.since is None or row.marks(platform)[way.id] == "no":
                    continue
                label = catalog.platforms[platform].short
                title = f"{row.name}: {kinds[platform][way.id]}"
                stage = "new" if way.stage == "ga" else f"new, {way.stage}"
                reference = f"{row.id} {platform}"
                out.append(
                    Since(
                        way.since,
                        way.since,
                        platform,
                        label,
                        "new",
                        stage,
                        title,
                        reference,
                        plain(way.how or row.headline(platform)),
                        None,
                    )
                )
    return out


def _vendor_changes(catalog: Catalog) -> list[Since]:
    out = []
    told = set()
    for change in reversed(catalog.changes):
        for fact in change.facts if change.kind == "vendor" else ():
            record, platform = [*fact.fact.split(), ""][:2]
            if platform not in catalog.platforms or fact.now is None or fact.fact in told:
                continue  # of a fact that changed again only the newest words hold
            told.add(fact.fact)
            label = catalog.platforms[platform].short
            reference = record if resolve_reference(catalog, record).problem is None else None
            title, text = fact_label(catalog, fact.fact), readable(catalog, fact.fact, fact.now)
            out.append(Since(change.date, change.date, platform, label, "noticed", "now", title, reference, text, None))
    return out


def group_by_kind(found: list[Since], as_of: str) -> dict[str, list[Since]]:
    """Return what is announced for later, soonest first, and what happened by group, newest first."""
    out = {name: [item for item in found if item.until <= as_of and item.group == name] for name in GROUPS}
    out["ahead"] = sorted((item for item in found if item.until > as_of), key=_end)
    return {name: items for name, items in out.items() if items}


def by_month(items: list[Since], *, ahead: bool) -> dict[str, list[Since]]:
    """Return news by the month in which it happened, or ends; in the order of the items."""
    out: dict[str, list[Since]] = {}
    for item in items:
        out.setdefault((item.until if ahead else item.date)[:7], []).append(item)
    return out


def _end(item: Since) -> tuple[str, str]:
    return item.until, item.title


def shuffled(beliefs: Iterable[m.Belief]) -> list[m.Belief]:
    """Return the beliefs in an order that does not reveal which of them are true, the same in every build."""
    return sorted(beliefs, key=lambda belief: hashlib.sha256(belief.id.encode()).hexdigest())


def months(first: str, last: str) -> list[str]:
    """Return every month from `first` to `last` (YYYY-MM), newest first."""
    out = []
    year, month = int(first[:4]), int(first[5:7])
    while f"{year}-{month:02}" <= last[:7]:
        out.append(f"{year}-{month:02}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - December
    return out[::-1]
