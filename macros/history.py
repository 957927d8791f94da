"""What changed: per row, for everyone, and for a reader who was away. Pure functions, plain values."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from macros.facts import record_of
from macros.inline import to_text
from macros.marks import SUPPORT_WORDS, mark_word
from macros.refs import REF, resolve
from macros.translate import FIT_WORDS
from macros.views import KIND_WORDS, RULE_WORDS, kind_word, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from macros import models as m
    from macros.catalog import Catalog

CHANGE_WORDS = {
    "vendor": "the vendor changed it",
    "correction": "corrected",
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
    """One changed fact: what it is called, where it stands (no page when it is gone), what it said and says, in pieces."""

    label: str
    page: str | None
    anchor: str | None
    was: tuple[Piece, ...]
    now: tuple[Piece, ...]


@dataclass(frozen=True)
class RecordView:
    """One new record: its id, what it is called, and where it stands (no page when it is gone)."""

    id: str
    name: str
    page: str | None
    anchor: str | None


@dataclass(frozen=True)
class ChangeView:
    """One entry of the journal, ready to show: nothing in it is a reference any more.

    `number` counts from the journal's beginning, which only grows: it names the entry for ever.
    """

    number: int
    date: str
    kind: str
    kind_words: str
    why: str
    facts: tuple[FactView, ...]
    new: tuple[RecordView, ...]


def changes(catalog: Catalog) -> list[ChangeView]:
    """Return the journal, newest first."""
    numbered = reversed([*enumerate(catalog.changes, 1)])
    return [_change(catalog, number, change, change.facts, change.ids) for number, change in numbered]


def row_history(catalog: Catalog, row_id: str) -> list[ChangeView]:
    """Return what the journal says of one row, newest first; a new capability makes all its rows new.

    A row is new once: a later entry that names it again speaks of what the journal covers, not of the row.
    """
    names = {row_id, catalog.row_capability[row_id].id}
    out: list[ChangeView] = []
    for number, change in enumerate(catalog.changes, 1):
        facts = tuple(fact for fact in change.facts if record_of(fact.fact) == row_id)
        if facts or (not out and names & set(change.ids)):
            out.append(_change(catalog, number, change, facts, ()))
    return out[::-1]


def _change(
    catalog: Catalog, number: int, change: m.Change, facts: tuple[m.FactChange, ...], new: tuple[str, ...]
) -> ChangeView:
    shown = tuple(
        FactView(
            _label(catalog, fact.fact),
            *_place(catalog, record_of(fact.fact)),
            *compared(_plain(catalog, fact.fact, fact.was), _plain(catalog, fact.fact, fact.now)),
        )
        for fact in facts
    )
    records = tuple(RecordView(name, name_of(catalog, name), *_place(catalog, name)) for name in new)
    why = without_references(catalog, change.why)
    return ChangeView(number, change.date, change.kind, CHANGE_WORDS[change.kind], why, shown, records)


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


def without_references(catalog: Catalog, text: str) -> str:
    """Return a text of the journal with its references as words: their own, else in brackets the record's name or id.

    Never its value, which is that of today and not of the entry's day; and a record may be gone by now.
    """

    def words(match: re.Match[str]) -> str:
        address, _, own = match[1].partition("|")
        record = (address.split() or [address])[0]
        return own.strip() or f"[{name_of(catalog, record)}]"

    return REF.sub(words, text)


def _readable(catalog: Catalog, address: str, text: str) -> str:
    """Return a fact with its first word as pages print it, and without references."""
    record = record_of(address)
    first, dot, rest = text.partition(" · ")
    if record in catalog.rows and first in SUPPORT_WORDS:
        text = mark_word(catalog.rows[record], first) + dot + rest
    elif "+" in address and first in FIT_WORDS:
        text = FIT_WORDS[first] + dot + rest
    return without_references(catalog, text)


def _plain(catalog: Catalog, address: str, text: str | None) -> str | None:
    return None if text is None else to_text(_readable(catalog, address, text), catalog)


def name_of(catalog: Catalog, record: str) -> str:
    """Return what a record is called, or its id when it is gone."""
    if record in catalog.events:
        return _event_title(catalog, catalog.events[record])
    if record in catalog.platforms:
        return catalog.platforms[record].short
    asked = {question.id: question.asks for question in catalog.lifecycle}
    return asked.get(record) or resolve(catalog, record).text or record


FIELD_WORDS = {
    "name": "its name",
    "idea": "the idea",
    "part": "which part",
    "breaks": "what breaks",
    "use": "what to use",
    "hierarchy": "what it is made of",
    "good_at": "good at",
    "weak_at": "weak at",
    "facts": "what is true of it",
    "take": "when to take it",
    "stay": "when to stay",
    "signal": "the signal",
    "say": "what to say",
}


def _label(catalog: Catalog, address: str) -> str:
    """Return a fact's name for people: its record, then platform (or two), kind or field."""
    record, *rest = address.split()
    parts = [name_of(catalog, record)]
    if record in catalog.events:
        event = catalog.events[record]
        parts.append(f"{KIND_WORDS[event.kind]} {event.date}")
    if rest:
        names = [catalog.platforms[name].short for name in rest[0].split("+") if name in catalog.platforms]
        parts.append(" and ".join(names) or FIELD_WORDS.get(rest[0], rest[0]))
    if len(rest) > 1:
        parts.append(_kinds(catalog, record, rest[0]).get(rest[1], rest[1]))
    parts += [
        "as the API model says" if word == "api" else RULE_WORDS.get(word, word) for word in rest[2:] if word != "docs"
    ]
    return ", ".join(parts).replace("?,", "?")


def _kinds(catalog: Catalog, record: str, platform: str) -> Mapping[str, str]:
    """Return the kinds of a row's or limit's capability on a platform, by id; none when it has no such."""
    home = catalog.row_capability.get(record) or catalog.capabilities.get(catalog.limit_capability.get(record, ""))
    return home.kinds.get(platform, {}) if home else {}  # type: ignore[call-overload]


def _place(catalog: Catalog, record: str) -> tuple[str | None, str | None]:
    """Return page and anchor of a record, or no page when it is gone."""
    if record in catalog.translated:
        return "translate/", record
    if record in catalog.things:
        return "compare/names/", record
    if record in catalog.platforms:
        return f"providers/{record}/", None
    if record in {question.id for question in catalog.lifecycle}:
        return "compare/lifecycle/", record
    target = resolve(catalog, record)
    return target.page, target.anchor


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
        kind = kind_word(event, catalog.as_of) + (f", ends {event.ends}" if event.ends else "")
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
            record, platform = [*fact.fact.split(), ""][:2]
            if platform not in catalog.platforms or fact.now is None:
                continue
            label = catalog.platforms[platform].short  # type: ignore[index]
            reference = record if resolve(catalog, record).problem is None else None
            title, text = _label(catalog, fact.fact), _readable(catalog, fact.fact, fact.now)
            out.append(Since(change.date, change.date, platform, label, "noticed", "now", title, reference, text, None))
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
