"""From one platform's words to another's: pure functions from the translated terms to what a page shows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from macros import models as m

if TYPE_CHECKING:
    from macros.catalog import Catalog

FIT_WORDS = {"same": "same", "close": "near match", "partial": "partial match", "none": "no equal"}
FIT_MEANINGS = {
    "same": "what you know of one holds for the other",
    "close": "the same purpose, other details",
    "partial": "a part of it only, or by another way: say where it ends",
}


@dataclass(frozen=True)
class TermView:
    """One idea in the words of two platforms."""

    id: str
    idea: str
    search: tuple[str, ...]
    mine: m.Word
    theirs: m.Word
    fit: str
    fit_words: str
    hides: str
    brief: str | None
    rows: tuple[str, ...]
    evidence: tuple[m.Evidence, ...]


@dataclass(frozen=True)
class GroupView:
    """The terms of one stage: those with an equal, those that only I have, those that only they have."""

    id: str
    name: str
    kind: str
    both: tuple[TermView, ...]
    only_mine: tuple[TermView, ...]
    only_theirs: tuple[TermView, ...]


def directions() -> list[tuple[m.Platform, m.Platform]]:
    """Return the six ordered pairs of platforms."""
    return [(mine, theirs) for mine in m.PLATFORMS for theirs in m.PLATFORMS if mine != theirs]


def pair_of(mine: m.Platform, theirs: m.Platform) -> m.Pair:
    """Return the key of a pair, whichever way it is asked for."""
    first, second = sorted((mine, theirs), key=m.PLATFORMS.index)
    return f"{first}+{second}"  # type: ignore[return-value]


def groups(catalog: Catalog, mine: m.Platform, theirs: m.Platform) -> list[GroupView]:
    """Return every group of terms for one direction; ideas that neither platform has are left out."""
    out = []
    for group in catalog.translations.values():
        terms = [term_view(term, mine, theirs) for term in group.terms]
        out.append(
            GroupView(
                group.id,
                group.name,
                group.kind,
                tuple(term for term in terms if term.mine.say and term.theirs.say),
                tuple(term for term in terms if term.mine.say and not term.theirs.say),
                tuple(term for term in terms if term.theirs.say and not term.mine.say),
            )
        )
    return out


def pairs_with(term: m.Translation) -> list[tuple[m.Platform, m.Platform]]:
    """Return the pairs of platforms whose pages show a term: one of the two has it."""
    pairs = combinations(m.PLATFORMS, 2)
    return [(one, other) for one, other in pairs if term.platforms[one].say or term.platforms[other].say]


def terms_of(catalog: Catalog, mine: m.Platform, theirs: m.Platform) -> list[str]:
    """Return the ids of the terms that a direction shows: those that either platform has."""
    return [term.id for term in catalog.translated.values() if term.platforms[mine].say or term.platforms[theirs].say]


def term_view(term: m.Translation, mine: m.Platform, theirs: m.Platform) -> TermView:
    """Return one term for one direction."""
    analogy = term.pairs[pair_of(mine, theirs)]
    own = term.platforms[mine], term.platforms[theirs]
    rows = tuple(dict.fromkeys([*term.rows, *(row for word in own for row in word.rows)]))
    evidence = tuple(item for word in own for item in word.evidence)
    return TermView(
        term.id,
        term.idea,
        term.search,
        *own,
        analogy.fit,
        FIT_WORDS[analogy.fit],
        analogy.hides,
        analogy.brief,
        rows,
        evidence,
    )


@dataclass(frozen=True)
class Sheet:
    """What one printed page holds for one direction."""

    terms: tuple[TermView, ...]
    numbers: tuple[tuple[str, str, str], ...]
    traps: tuple[str, ...]
    sayings: tuple[m.Saying, ...]


def sheet(catalog: Catalog, mine: m.Platform, theirs: m.Platform) -> Sheet:
    """Return twenty mappings, ten numbers, eight traps, and what (not) to say of their platform."""
    if catalog.sheet is None:
        msg = "found no data/sheet.yml; expected the numbers, traps and sayings of the sheets"
        raise LookupError(msg)
    terms = [term_view(term, mine, theirs) for term in catalog.translated.values() if term.sheet]
    numbers = [(number.name, number.says[mine], number.says[theirs]) for number in catalog.sheet.numbers]
    traps = catalog.sheet.traps[pair_of(mine, theirs)]
    return Sheet(tuple(terms), tuple(numbers), traps, catalog.sheet.sayings[theirs])  # type: ignore[arg-type]
