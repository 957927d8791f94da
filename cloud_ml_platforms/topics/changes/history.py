"""The entries of the journal, ready to show: of a row, or all of them. Pure functions, plain values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from cloud_ml_platforms.journal.facts import record_of
from cloud_ml_platforms.journal.names import (
    fact_label,
    name_of,
    plain_value,
    platforms_of,
    record_label,
    without_references,
)
from cloud_ml_platforms.text.inline import platforms_named
from cloud_ml_platforms.text.references import page_of
from cloud_ml_platforms.text.words import CHANGE_WORDS

if TYPE_CHECKING:
    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


@dataclass(frozen=True)
class Piece:
    """A part of a fact's text, and whether the other text lacks it."""

    text: str
    changed: bool


@dataclass(frozen=True)
class FactView:
    """One changed fact: what it and its record are called, where it stands (no page when it is gone), its pieces.

    `platforms`: those that it names; none when it speaks of all alike.
    """

    label: str
    record: str
    page: str | None
    anchor: str | None
    was: tuple[Piece, ...]
    now: tuple[Piece, ...]
    platforms: tuple[str, ...]


@dataclass(frozen=True)
class RecordView:
    """One new record: its id, what it is called, where it stands (no page when it is gone), the platforms it names."""

    id: str
    name: str
    page: str | None
    anchor: str | None
    platforms: tuple[str, ...]


@dataclass(frozen=True)
class PlaceView:
    """Where an entry changed facts: what the place is called, and the platforms that each of them names."""

    name: str
    page: str | None
    anchor: str | None
    facts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ChangeView:
    """One entry of the journal, ready to show: nothing in it is a reference any more.

    `platforms`: those that it names, none when it speaks of all alike; `subjects`: those of them that it is about, the
    others only follow; `heading`: what subjects are called where the sentence does not name them.
    """

    name: str
    date: str
    kind: str
    kind_words: str
    why: str
    facts: tuple[FactView, ...]
    new: tuple[RecordView, ...]
    platforms: tuple[str, ...]
    subjects: tuple[str, ...]
    heading: tuple[str, ...]

    @property
    def places(self) -> tuple[PlaceView, ...]:
        """Return where the facts stand, in their order."""
        by_place: dict[tuple[str, str | None, str | None], list[tuple[str, ...]]] = {}
        for fact in self.facts:
            by_place.setdefault((fact.record, fact.page, fact.anchor), []).append(fact.platforms)
        return tuple(PlaceView(*place, tuple(facts)) for place, facts in by_place.items())


@lru_cache(maxsize=2)
def change_views(catalog: Catalog) -> tuple[ChangeView, ...]:
    """Return the journal, newest first."""
    return tuple(change_view(catalog, change) for change in reversed(catalog.changes))


def row_history(catalog: Catalog, row_id: str) -> list[ChangeView]:
    """Return what the journal says of one row, newest first."""
    return [change_view(catalog, change) for change in reversed(row_changes(catalog, row_id))]


def row_changes(catalog: Catalog, row_id: str) -> list[m.Change]:
    """Return the entries of the journal about one row, with its facts alone, oldest first; a new capability makes all its rows new.

    A row is new once: a later entry that names it again speaks of what the journal covers, not of the row.
    """
    names = {row_id, catalog.row_capability[row_id].id}
    changes: list[m.Change] = []
    for number in sorted({number for name in names for number in _entries_by_record(catalog).get(name, ())}):
        change = catalog.changes[number]
        facts = tuple(fact for fact in change.facts if record_of(fact.fact) == row_id)
        if facts or (not changes and change.kind == "new" and names & set(change.ids)):
            changes.append(change.model_copy(update={"facts": facts, "ids": ()}))
    return changes


@lru_cache(maxsize=2)
def _entries_by_record(catalog: Catalog) -> dict[str, list[int]]:
    """Return the places in the journal of the entries that name a record, as new or for a fact of it."""
    numbers: dict[str, list[int]] = {}
    for number, change in enumerate(catalog.changes):
        for name in {*change.ids, *(record_of(fact.fact) for fact in change.facts)}:
            numbers.setdefault(name, []).append(number)
    return numbers


def change_view(catalog: Catalog, change: m.Change) -> ChangeView:
    """Return one entry of the journal."""
    facts = tuple(
        FactView(
            label,
            record_label(catalog, record_of(fact.fact)),
            *page_of(catalog, record_of(fact.fact)),
            *compare_texts(plain_value(catalog, fact.fact, fact.was), plain_value(catalog, fact.fact, fact.now)),
            platforms_of(catalog, fact.fact),
        )
        for fact, label in zip(change.facts, distinct_labels(catalog, change.facts), strict=True)
    )
    records = tuple(
        RecordView(name, name_of(catalog, name), *page_of(catalog, name), platforms_of(catalog, name))
        for name in change.ids
    )
    why = without_references(catalog, change.why)
    addressed = [*(fact.platforms for fact in facts), *(record.platforms for record in records)]
    platforms = tuple(name for name in catalog.platforms if any(name in names for names in addressed))
    subjects = _subjects(catalog, why, addressed) or platforms
    unnamed = set(subjects) - {*platforms_named(why, catalog)} and len(subjects) < len(catalog.platforms)
    return ChangeView(
        change.name,
        change.date,
        change.kind,
        CHANGE_WORDS[change.kind],
        why,
        facts,
        records,
        platforms,
        subjects,
        tuple(catalog.platforms[name].short for name in subjects) if unnamed else (),
    )


def _subjects(catalog: Catalog, why: str, addressed: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the platforms that an entry's first clause names, else those that it has facts on alone.

    A vendor's change may alter what we say of another platform, or of two together.
    """
    named = platforms_named(re.split("[:;]", why)[0], catalog)
    of_facts = tuple(name for name in named if any(name in names for names in addressed))
    return of_facts or tuple(name for name in catalog.platforms if (name,) in addressed)


def distinct_labels(catalog: Catalog, facts: tuple[m.FactChange, ...]) -> list[str]:
    """Return a label for every fact of an entry; records that are called alike have their id behind it."""
    labels = [fact_label(catalog, fact.fact) for fact in facts]
    return [
        f"{label} ({record_of(fact.fact)})" if labels.count(label) > 1 else label
        for fact, label in zip(facts, labels, strict=True)
    ]


@lru_cache(maxsize=32768)
def compare_texts(was: str | None, now: str | None) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces, those that the other text lacks marked; a text that is not there has none."""
    if was is None or now is None:
        return _unmarked_piece(was), _unmarked_piece(now)
    old, new = (re.findall(r"\s*\S+", text) for text in (was, now))
    before, after = [], []
    for kind, i, j, k, l in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():  # noqa: E741
        before += [Piece("".join(old[i:j]), kind != "equal")] if j > i else []
        after += [Piece("".join(new[k:l]), kind != "equal")] if l > k else []
    return tuple(before), tuple(after)


def _unmarked_piece(text: str | None) -> tuple[Piece, ...]:
    return (Piece(text, changed=False),) if text else ()
