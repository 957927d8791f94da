"""Pairs of platforms: directions of translation, and each term in the words of two platforms."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, permutations
from typing import TYPE_CHECKING, TypeVar

from cloud_ml_platforms.text.words import FIT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog

Text = TypeVar("Text")


@dataclass(frozen=True)
class TermView:
    """One idea in the words of two platforms."""

    id: str
    idea: str
    my_word: m.Word
    their_word: m.Word
    fit: str
    fit_words: str
    hides: str
    brief: str | None
    rows: tuple[str, ...]
    evidence: tuple[m.Evidence, ...]


def ordered_pairs(catalog: Catalog) -> list[tuple[str, str]]:
    """Return the ordered pairs of platforms: the directions of translation."""
    return list(permutations(catalog.full_platforms, 2))


def value_of_pair(texts: Mapping[str, Text], my_id: str, their_id: str) -> Text:
    """Return what a pair has, whichever way it is asked for."""
    key = f"{my_id}+{their_id}"
    return texts[key if key in texts else f"{their_id}+{my_id}"]


def pairs_in_site_order(catalog: Catalog, pairs: Iterable[str]) -> list[str]:
    """Return pairs with their platforms in the order of the site."""
    order = {name: place for place, name in enumerate(catalog.platforms)}
    return ["+".join(sorted(pair.split("+"), key=lambda name: order[name])) for pair in pairs]


def pairs_with(catalog: Catalog, term: m.Translation) -> list[tuple[str, str]]:
    """Return the pairs of platforms whose pages show a term: one of the two has it."""
    pairs = combinations(catalog.full_platforms, 2)
    return [(first, second) for first, second in pairs if term.platforms[first].say or term.platforms[second].say]


def term_view(term: m.Translation, my_id: str, their_id: str) -> TermView:
    """Return one term for one direction."""
    analogy = value_of_pair(term.pairs, my_id, their_id)
    words = term.platforms[my_id], term.platforms[their_id]
    rows = tuple(dict.fromkeys([*term.rows, *(row for word in words for row in word.rows)]))
    evidence = tuple(item for word in words for item in word.evidence)
    return TermView(
        term.id,
        term.idea,
        *words,
        analogy.fit,
        FIT_WORDS[analogy.fit],
        analogy.hides,
        analogy.brief,
        rows,
        evidence,
    )
