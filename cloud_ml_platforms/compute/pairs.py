"""Pairs of platforms: directions of translation, and each term in the words of two platforms."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from cloud_ml_platforms import model as m
from cloud_ml_platforms.text.words import FIT_WORDS

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


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


def ordered_pairs() -> list[tuple[m.Platform, m.Platform]]:
    """Return the six ordered pairs of platforms."""
    return [(mine, theirs) for mine in m.PLATFORMS for theirs in m.PLATFORMS if mine != theirs]


def pair_of(mine: m.Platform, theirs: m.Platform) -> m.Pair:
    """Return the key of a pair, whichever way it is asked for."""
    first, second = sorted((mine, theirs), key=m.PLATFORMS.index)
    return f"{first}+{second}"  # type: ignore[return-value]


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
