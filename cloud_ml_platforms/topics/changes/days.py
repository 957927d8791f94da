"""The journal by day: what vendors changed first, the rest by capability; how much of it there is, by kind and platform."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.journal.facts import record_of
from cloud_ml_platforms.text.words import CHANGE_TALLY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.topics.changes.history import ChangeView

VENDORS = "Changed by a vendor"
OTHERS = "Names, translations, verdicts and other pages"
FEW = 12  # entries of a day that stand open in it


@dataclass(frozen=True)
class GroupView:
    """Entries of a day that stand together, counted by kind unless their name says it."""

    name: str
    entries: tuple[ChangeView, ...]
    open: bool
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class DayView:
    """A day of the journal: its groups, and its entries counted by kind and by the platforms they name."""

    date: str
    count: int
    kinds: tuple[str, ...]
    platforms: tuple[str, ...]
    groups: tuple[GroupView, ...]


def days(catalog: Catalog, changes: Mapping[str, ChangeView]) -> list[DayView]:
    """Return the journal by day, newest first, given its entries by name, ready to show."""
    by_day: dict[str, list[m.Change]] = {}
    for change in reversed(catalog.changes):
        by_day.setdefault(change.date, []).append(change)
    return [_day_view(catalog, date, entries, changes) for date, entries in by_day.items()]


def _day_view(catalog: Catalog, date: str, entries: list[m.Change], changes: Mapping[str, ChangeView]) -> DayView:
    by_group: dict[str, list[ChangeView]] = {}
    for entry in entries:
        by_group.setdefault(_group_of(catalog, entry), []).append(changes[entry.name])
    order = [VENDORS, *(capability.name for capability in catalog.capabilities.values()), OTHERS]
    groups = tuple(
        GroupView(
            name,
            tuple(by_group[name]),
            name == VENDORS or len(entries) <= FEW,
            () if name == VENDORS else _counts_by_kind(by_group[name]),
        )
        for name in order
        if name in by_group
    )
    views = [changes[entry.name] for entry in entries]
    mentions = Counter(platform for change in views for platform in change.platforms)
    platforms = tuple(f"{info.short} {mentions[info.id]}" for info in catalog.platforms.values() if mentions[info.id])
    return DayView(date, len(entries), _counts_by_kind(views), platforms, groups)


def _group_of(catalog: Catalog, entry: m.Change) -> str:
    """Return what an entry stands under: the capability of most of its facts, unless a vendor changed them."""
    if entry.kind == "vendor":
        return VENDORS
    records = [*(record_of(fact.fact) for fact in entry.facts), *entry.ids]
    (most, _), *_ = Counter(_capability_of(catalog, record) for record in records).most_common(1)
    return catalog.capabilities[most].name if most else OTHERS


def _capability_of(catalog: Catalog, record: str) -> str | None:
    """Return the capability of a row or limit, or of itself; none of what belongs to no single one, or is gone."""
    if record in catalog.row_capability:
        return catalog.row_capability[record].id
    return record if record in catalog.capabilities else catalog.limit_capability.get(record)


def _counts_by_kind(changes: Iterable[ChangeView]) -> tuple[str, ...]:
    counts = Counter(change.kind for change in changes)
    return tuple(f"{counts[kind]} {words}" for kind, words in CHANGE_TALLY.items() if counts[kind])
