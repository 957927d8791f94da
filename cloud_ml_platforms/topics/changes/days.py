"""The journal by day: what vendors changed first, the rest by capability; how much of it there is, by kind and platform."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
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
MOST = 600  # newest entries that stand on the page of all changes, in whole groups: of the others it says how many
MOST_OF_VENDORS = 60  # of those that vendors changed, which have the old and new words


@dataclass(frozen=True)
class GroupView:
    """Entries of a day that stand together, counted by kind unless their name says it."""

    name: str
    entries: tuple[ChangeView, ...]
    open: bool
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class RestView:
    """Entries that stand on the page of their day alone: how many, of what kinds, and what each filter leaves of them.

    `left` has a count by kind and platform; an empty word is any.
    """

    count: int
    kinds: tuple[str, ...]
    left: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class DayView:
    """A day of the journal: its groups, and its entries counted by kind and by the platforms they name.

    `rest`: those that are in none of the groups; `last_number`: of those that are called by a number, as the first were.
    """

    date: str
    count: int
    kinds: tuple[str, ...]
    platforms: tuple[str, ...]
    groups: tuple[GroupView, ...]
    last_number: int | None
    rest: RestView | None = None


def days(catalog: Catalog, changes: Mapping[str, ChangeView]) -> list[DayView]:
    """Return the journal by day, newest first, given its entries by name, ready to show."""
    dates = dict.fromkeys(change.date for change in reversed(catalog.changes))
    return [day_view(catalog, date, changes) for date in dates]


def day_view(catalog: Catalog, date: str, changes: Mapping[str, ChangeView]) -> DayView:
    """Return a day of the journal, given all its entries by name, ready to show."""
    entries = [change for change in reversed(catalog.changes) if change.date == date]
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
    numbers = [int(entry.name) for entry in entries if entry.name.isdigit()]
    return DayView(date, len(entries), _counts_by_kind(views), platforms, groups, max(numbers, default=None))


def newest(catalog: Catalog, journal: Iterable[DayView]) -> list[DayView]:
    """Return days, newest first, with the newest groups alone, as many as a page of one size holds; the rest is counted."""
    left = {True: MOST_OF_VENDORS, False: MOST}
    shown = []
    for day in journal:
        groups: list[GroupView] = []
        others: list[GroupView] = []
        for group in day.groups:
            of_vendors = group.name == VENDORS
            fits = len(group.entries) <= left[of_vendors]
            left[of_vendors] = left[of_vendors] - len(group.entries) if fits else 0  # and no older one is shown
            (groups if fits else others).append(group)
        rest = [change for group in others for change in group.entries]
        shown.append(replace(day, groups=tuple(groups), rest=_rest_view(catalog, rest) if rest else None))
    return shown


def _rest_view(catalog: Catalog, changes: list[ChangeView]) -> RestView:
    kinds = [kind for kind in CHANGE_TALLY if any(change.kind == kind for change in changes)]
    left = {kind: _left_by_platform(catalog, changes, kind) for kind in ("", *kinds)}
    return RestView(len(changes), _counts_by_kind(changes), left)


def _left_by_platform(catalog: Catalog, changes: list[ChangeView], kind: str) -> dict[str, int]:
    """Count entries of a kind by the platform that they are about, those of all with each, as `changes.js` filters them."""
    named = [
        change.subjects if kind == "vendor" else change.platforms
        for change in changes
        if not kind or change.kind == kind
    ]
    counts = {name: sum(not names or name in names for names in named) for name in catalog.platforms}
    return {"": len(named), **counts}


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
