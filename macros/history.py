"""What changed: per row, for everyone, and for a reader who was away. Pure functions, plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.facts import record_of
from macros.refs import resolve
from macros.views import KIND_WORDS, standing

if TYPE_CHECKING:
    from macros import models as m
    from macros.catalog import Catalog

CHANGE_WORDS = {
    "vendor": "the vendor changed it",
    "correction": "we were wrong",
    "wording": "said more clearly",
    "new": "new in this guide",
}


@dataclass(frozen=True)
class FactView:
    """One changed fact: what it is called, where it stands, what it said and says."""

    label: str
    reference: str | None
    was: str | None
    now: str | None


@dataclass(frozen=True)
class ChangeView:
    """One entry of the journal, ready to show."""

    date: str
    kind: str
    kind_words: str
    why: str
    facts: tuple[FactView, ...]
    new: tuple[str, ...]


def changes(catalog: Catalog) -> list[ChangeView]:
    """Return the journal, newest first."""
    return [_change(catalog, change, change.facts, change.ids) for change in reversed(catalog.changes)]


def row_history(catalog: Catalog, row_id: str) -> list[ChangeView]:
    """Return what the journal says of one row, newest first; a new capability makes all its rows new."""
    names = {row_id, catalog.row_capability[row_id].id}
    out = []
    for change in reversed(catalog.changes):
        facts = tuple(fact for fact in change.facts if record_of(fact.fact) == row_id)
        if facts or names & set(change.ids):
            out.append(_change(catalog, change, facts, ()))
    return out


def _change(catalog: Catalog, change: m.Change, facts: tuple[m.FactChange, ...], new: tuple[str, ...]) -> ChangeView:
    shown = tuple(
        FactView(_label(catalog, fact.fact), _reference(catalog, fact.fact), fact.was, fact.now) for fact in facts
    )
    return ChangeView(change.date, change.kind, CHANGE_WORDS[change.kind], change.why, shown, new)


def _label(catalog: Catalog, address: str) -> str:
    """Return a fact's name for people: row or limit, platform, kind."""
    record, *rest = address.split()
    home = catalog.rows.get(record) or catalog.limits.get(record)
    parts = [home.name if home else resolve(catalog, record).text or record]
    if rest and rest[0] in catalog.platforms:
        parts.append(catalog.platforms[rest[0]].short)
        capability = catalog.row_capability.get(record) or catalog.capabilities.get(
            catalog.limit_capability.get(record, "")
        )
        kinds = capability.kinds[rest[0]] if capability else {}
        parts += [kinds.get(rest[1], rest[1])] if len(rest) > 1 else []
    return ", ".join(parts)


def _reference(catalog: Catalog, address: str) -> str | None:
    """Return the reference that leads to a fact, or None when the record is gone."""
    record = record_of(address)
    return record if resolve(catalog, record).problem is None else None


@dataclass(frozen=True)
class Since:
    """Something that a reader who was away does not know: its date, platform and what kind of news it is."""

    date: str
    until: str
    platform: str
    label: str
    kind: str
    title: str
    reference: str | None
    text: str
    use: str | None


def since(catalog: Catalog) -> list[Since]:
    """Return everything dated, newest first: ledger events, ways with a 'since', vendor changes of the journal."""
    found = [*_events(catalog), *_ways(catalog), *_vendor_changes(catalog)]
    return sorted(found, key=lambda item: (item.date, item.title), reverse=True)


def _events(catalog: Catalog) -> list[Since]:
    out = []
    for event in catalog.events.values():
        thing = catalog.things[event.thing]
        title = thing.names[-1].name + (f" ({event.part})" if event.part else "")
        kind = KIND_WORDS[event.kind] + (f", ends {event.ends}" if event.ends else "")
        if standing(event, catalog.as_of) != "done":
            kind += f" ({standing(event, catalog.as_of)})"
        last = max(event.date, event.ends or event.date)
        label = "all three" if thing.platform == "all" else catalog.platforms[thing.platform].short
        out.append(Since(event.date, last, thing.platform, label, kind, title, event.id, event.what, event.use))
    return out


def _ways(catalog: Catalog) -> list[Since]:
    out = []
    for row in catalog.rows.values():
        kinds = catalog.row_capability[row.id].kinds
        for platform, cell in row.platforms.items():
            for way in cell.ways:
                if way.since is None or way.support == "none":
                    continue
                label = catalog.platforms[platform].short
                title = f"{row.name}: {kinds[platform][way.id]}"
                stage = "new" if way.stage == "ga" else f"new, {way.stage}"
                reference = f"{row.id} {platform}"
                out.append(Since(way.since, way.since, platform, label, stage, title, reference, way.how, None))
    return out


def _vendor_changes(catalog: Catalog) -> list[Since]:
    out = []
    for change in catalog.changes:
        for fact in change.facts if change.kind == "vendor" else ():
            parts = fact.fact.split()
            if len(parts) == 1 or fact.now is None:
                continue
            platform, label = parts[1], catalog.platforms[parts[1]].short
            reference = _reference(catalog, fact.fact)
            title = _label(catalog, fact.fact)
            out.append(Since(change.date, change.date, platform, label, "changed", title, reference, fact.now, None))
    return out


def years(found: list[Since], as_of: str) -> dict[str, list[Since]]:
    """Return what happened by year, newest first, and under "ahead" what is announced for later, soonest first."""
    out: dict[str, list[Since]] = {"ahead": sorted((item for item in found if item.until > as_of), key=_end)}
    for item in found:
        if item.until <= as_of:
            out.setdefault(item.date[:4], []).append(item)
    return {name: items for name, items in out.items() if items}


def _end(item: Since) -> tuple[str, str]:
    return item.until, item.title


def months(first: str, last: str) -> list[str]:
    """Return every month from `first` to `last` (YYYY-MM), newest first."""
    out = []
    year, month = int(first[:4]), int(first[5:7])
    while f"{year}-{month:02}" <= last[:7]:
        out.append(f"{year}-{month:02}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - December
    return out[::-1]
