"""What changed: per row, for everyone, and for a reader who was away. Pure functions, plain values."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from macros.facts import record_of
from macros.inline import to_text
from macros.marks import mark_word
from macros.refs import resolve
from macros.views import KIND_WORDS, standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from macros import models as m
    from macros.catalog import Catalog

CHANGE_WORDS = {
    "vendor": "the vendor changed it",
    "correction": "we were wrong",
    "wording": "said more clearly",
    "new": "new in this guide",
}


@dataclass(frozen=True)
class Piece:
    """A part of a fact's text, and whether the other text lacks it."""

    text: str
    changed: bool


@dataclass(frozen=True)
class FactView:
    """One changed fact: what it is called, where it stands, what it said and says, in pieces."""

    label: str
    reference: str | None
    was: tuple[Piece, ...]
    now: tuple[Piece, ...]


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
        FactView(
            _label(catalog, fact.fact),
            _reference(catalog, fact.fact),
            *compared(_readable(catalog, fact.fact, fact.was), _readable(catalog, fact.fact, fact.now)),
        )
        for fact in facts
    )
    return ChangeView(change.date, change.kind, CHANGE_WORDS[change.kind], change.why, shown, new)


def compared(was: str | None, now: str | None) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces, those that the other text lacks marked; a text that is not there has none."""
    if was is None or now is None:
        return tuple((Piece(text, False),) if text else () for text in (was, now))  # type: ignore[return-value]  # noqa: FBT003
    old, new = (re.findall(r"\s*\S+", text) for text in (was, now))
    before, after = [], []
    for kind, i, j, k, l in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():  # noqa: E741
        before += [Piece("".join(old[i:j]), kind != "equal")] if j > i else []
        after += [Piece("".join(new[k:l]), kind != "equal")] if l > k else []
    return tuple(before), tuple(after)


def _readable(catalog: Catalog, address: str, text: str | None) -> str | None:
    """Return a fact as plain text, its mark in the word that pages print."""
    row = catalog.rows.get(record_of(address))
    if text is None:
        return None
    mark, _, rest = text.partition(" · ")
    if row and mark in {"full", "partial", "none", "unknown"}:
        text = f"{mark_word(row, mark)} · {rest}"
    return to_text(text, catalog)


def _label(catalog: Catalog, address: str) -> str:
    """Return a fact's name for people: row or limit, platform, kind."""
    record, *rest = address.split()
    home = catalog.rows.get(record) or catalog.limits.get(record)
    event = catalog.events.get(record)
    if home:
        parts = [home.name]
    elif event:
        parts = [_event_title(catalog, event), KIND_WORDS[event.kind]]
    else:
        parts = [resolve(catalog, record).text or record]
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
    "new": "New",
    "rules": "Rules from outside",
}
EVENT_GROUPS = {"added": "new", "regulation": "rules"}


def since(catalog: Catalog) -> list[Since]:
    """Return everything dated, newest first: ledger events, ways with a 'since', vendor changes of the journal."""
    events = _events(catalog)
    told = {(event.platform, event.date) for event in events}
    ways = [way for way in _ways(catalog) if (way.platform, way.date) not in told]
    found = [*events, *ways, *_vendor_changes(catalog)]
    return sorted(found, key=lambda item: (item.date, item.title), reverse=True)


def _event_title(catalog: Catalog, event: m.Event) -> str:
    return catalog.things[event.thing].names[-1].name + (f" ({event.part})" if event.part else "")


def _events(catalog: Catalog) -> list[Since]:
    out = []
    for event in catalog.events.values():
        thing = catalog.things[event.thing]
        title = _event_title(catalog, event)
        kind = KIND_WORDS[event.kind] + (f", ends {event.ends}" if event.ends else "")
        if standing(event, catalog.as_of) != "done":
            kind += f" ({standing(event, catalog.as_of)})"
        last = max(event.date, event.ends or event.date)
        label = "all three" if thing.platform == "all" else catalog.platforms[thing.platform].short
        group = EVENT_GROUPS.get(event.kind, "ended")
        out.append(Since(event.date, last, thing.platform, label, group, kind, title, event.id, event.what, event.use))
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
                out.append(Since(way.since, way.since, platform, label, "new", stage, title, reference, way.how, None))
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
            out.append(
                Since(change.date, change.date, platform, label, "new", "changed", title, reference, fact.now, None)
            )
    return out


def grouped(found: list[Since], as_of: str) -> dict[str, list[Since]]:
    """Return what is announced for later, soonest first, and what happened by group, newest first."""
    out = {name: [item for item in found if item.until <= as_of and item.group == name] for name in GROUPS}
    out["ahead"] = sorted((item for item in found if item.until > as_of), key=_end)
    return {name: items for name, items in out.items() if items}


def _end(item: Since) -> tuple[str, str]:
    return item.until, item.title


def mixed(beliefs: Iterable[m.Belief]) -> list[m.Belief]:
    """Return the beliefs in an order that tells nothing about which of them hold, the same in every build."""
    return sorted(beliefs, key=lambda belief: hashlib.sha256(belief.id.encode()).hexdigest())


def months(first: str, last: str) -> list[str]:
    """Return every month from `first` to `last` (YYYY-MM), newest first."""
    out = []
    year, month = int(first[:4]), int(first[5:7])
    while f"{year}-{month:02}" <= last[:7]:
        out.append(f"{year}-{month:02}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - December
    return out[::-1]
