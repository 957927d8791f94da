"""How old evidence is: the first and last day of a partial date, and from when a source counts as old."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


def day_when_old(catalog: Catalog, source: m.Source) -> str | None:
    """Return the day from which a source counts as old, or None when its kind never does."""
    days = catalog.recheck.ages.get(source.kind, 0) if catalog.recheck else 0
    if not days:
        return None
    return (last_day(source.content_date) + dt.timedelta(days=days)).isoformat()


def first_day(date: str) -> dt.date:
    """Return the first day that a date of any precision may mean."""
    return dt.date.fromisoformat(date + {4: "-01-01", 7: "-01", 10: ""}[len(date)])


def last_day(date: str) -> dt.date:
    """Return the last day that a date of any precision may mean."""
    first = first_day(date)
    if len(date) == len("2026"):
        return first.replace(month=12, day=31)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1]) if len(date) == len("2026-11") else first


@dataclass(frozen=True, kw_only=True)
class CellAge:
    """One answer with the date of its oldest source and how it is known."""

    row: str
    name: str
    platform: str
    label: str
    capability: str
    unknown: bool
    oldest: str
    read: str
    old: str | None
    api: bool


@lru_cache(maxsize=2)
def aged_cells(catalog: Catalog) -> tuple[CellAge, ...]:
    """Return every cell, the oldest evidence first."""
    cells = []
    for row in catalog.rows.values():
        for platform, cell in row.platforms.items():
            evidence = cell.all_evidence
            cells.append(
                CellAge(
                    row=row.id,
                    name=row.name,
                    platform=platform,
                    label=catalog.platforms[platform].short,
                    capability=catalog.row_capability[row.id].id,
                    unknown=row.mark_of(platform) == "not-documented",
                    oldest=min(catalog.sources[item.source].content_date for item in evidence),
                    read=min(item.read for item in evidence),
                    old=earliest_stale_day(catalog, evidence),
                    api=bool(cell.api or any(way.api for way in cell.ways)),
                )
            )
    return tuple(sorted(cells, key=lambda item: (item.oldest, item.read, item.row, item.platform)))


def earliest_stale_day(catalog: Catalog, evidence: Iterable[m.Evidence]) -> str | None:
    """Return the day from which the first of the sources counts as old."""
    days = [day for item in evidence if (day := day_when_old(catalog, catalog.sources[item.source]))]
    return min(days, default=None)


def stale_days(catalog: Catalog, platform: str) -> list[str]:
    """Return, for each answer of a platform that can grow old, the day from which it counts as old."""
    return [cell.old for cell in aged_cells(catalog) if cell.platform == platform and cell.old]


def unread_conferences(catalog: Catalog, platforms: Iterable[str]) -> list[m.Watch]:
    """Return the conferences of these platforms that began before the data's day and were not read since."""
    return [
        watch
        for watch in catalog.watches
        if watch.platform in platforms and watch.begins <= catalog.as_of[: len(watch.begins)] and not watch.read
    ]
