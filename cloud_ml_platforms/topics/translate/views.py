"""From one platform's words to another's: pure functions from the translated terms to what a page shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.capabilities import platform_of
from cloud_ml_platforms.compute.pairs import TermView, term_view, value_of_pair
from cloud_ml_platforms.text.inline import platforms_named, to_text
from cloud_ml_platforms.text.references import REF
from cloud_ml_platforms.text.words import FIT_WORDS
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


Term = tuple[TermView, tuple[str, ...]]  # a term and the references that it rests on


@dataclass(frozen=True)
class GroupView:
    """The terms of one stage: those with an equal, those that only I have, those that only they have.

    `fits` counts the terms by likeness, the most alike first. `open`: the lines are shown at first, since the printed sheet
    takes words of this stage; those of the cloud around the platform wait.
    """

    id: str
    name: str
    open: bool
    fits: dict[str, int]
    both: tuple[Term, ...]
    only_mine: tuple[Term, ...]
    only_theirs: tuple[Term, ...]

    @property
    def count(self) -> int:
        """How many terms there are."""
        return sum(self.fits.values())


def translation_groups(catalog: Catalog, my_id: str, their_id: str) -> list[GroupView]:
    """Return every group of terms for one direction; ideas that neither platform has are left out."""
    groups = []
    for group in catalog.translations.values():
        term_views = (term_view(term, my_id, their_id) for term in group.terms)
        terms = [(term, rests_on(term)) for term in term_views]
        both = tuple(term for term in terms if term[0].my_word.say and term[0].their_word.say)
        only_mine = tuple(term for term in terms if term[0].my_word.say and not term[0].their_word.say)
        only_theirs = tuple(term for term in terms if term[0].their_word.say and not term[0].my_word.say)
        counts = Counter(term.fit for term, _ in (*both, *only_mine, *only_theirs))
        fits = {name: counts[name] for name in FIT_WORDS if counts[name]}
        is_open = group.kind == "ml" and any(term.sheet for term in group.terms)
        groups.append(GroupView(group.id, group.name, is_open, fits, both, only_mine, only_theirs))
    return groups


def rests_on(term: TermView) -> tuple[str, ...]:
    """Return the rows of a term, then the limits and events that its texts refer to: a closed line has no links."""
    texts = [
        term.hides,
        *(text for word in (term.my_word, term.their_word) for text in (word.is_, word.nearest) if text),
    ]
    references = (reference.partition("|")[0].split()[0] for text in texts for reference in REF.findall(text))
    return tuple(dict.fromkeys([*term.rows, *references]))


def trap_halves(catalog: Catalog, trap: str, pair: tuple[str, str]) -> tuple[str, ...]:
    """Return what a trap says of each platform of a pair, or the whole trap where its halves do not name one each."""
    halves = tuple(half[0].upper() + half[1:] for half in trap.split("; ", 1))
    platforms_by_half = tuple(platforms_named(to_text(half, catalog), catalog) for half in halves)
    if platforms_by_half == tuple((platform,) for platform in pair):
        return halves
    if platforms_by_half == tuple((platform,) for platform in reversed(pair)):
        return halves[::-1]
    return (trap,)


@dataclass(frozen=True)
class Sheet:
    """What one printed page holds for one direction."""

    terms: tuple[TermView, ...]
    numbers: tuple[tuple[str, str, str], ...]
    traps: tuple[str, ...]
    sayings: tuple[m.Saying, ...]


def translation_sheet_view(catalog: Catalog, my_id: str, their_id: str) -> Sheet:
    """Return twenty mappings, ten numbers, eight traps, and what (not) to say of their platform."""
    if catalog.sheet is None:
        raise LookupError("found no data/sheet.yml; expected the numbers, traps and sayings of the sheets")
    terms = [term_view(term, my_id, their_id) for term in catalog.translated.values() if term.sheet]
    numbers = [(number.name, number.says[my_id], number.says[their_id]) for number in catalog.sheet.numbers]
    traps = value_of_pair(catalog.sheet.traps, my_id, their_id)
    return Sheet(tuple(terms), tuple(numbers), traps, catalog.sheet.sayings[their_id])


@view
def translation(catalog: Catalog, my_id: str, their_id: str) -> Values:
    """Return every term of one platform in the words of another, and the pair's traps, in the order of the site."""
    my_platform, their_platform = _two_platforms(catalog, my_id, their_id)
    groups = translation_groups(catalog, my_platform.id, their_platform.id)
    pair = [platform for platform in catalog.full_platforms.values() if platform in (my_platform, their_platform)]
    traps = value_of_pair(catalog.sheet.traps, my_platform.id, their_platform.id) if catalog.sheet else ()
    return {
        "my_platform": my_platform,
        "their_platform": their_platform,
        "pair": pair,
        "traps": [trap_halves(catalog, trap, (pair[0].id, pair[1].id)) for trap in traps],
        "groups": groups,
        "count": sum(group.count for group in groups),
    }


@view
def translation_sheet(catalog: Catalog, my_id: str, their_id: str) -> Values:
    """Return what the one-page sheet of one direction holds."""
    my_platform, their_platform = _two_platforms(catalog, my_id, their_id)
    return {
        "my_platform": my_platform,
        "their_platform": their_platform,
        "sheet": translation_sheet_view(catalog, my_platform.id, their_platform.id),
    }


def _two_platforms(catalog: Catalog, my_id: str, their_id: str) -> tuple[m.PlatformInfo, m.PlatformInfo]:
    if my_id == their_id:
        raise LookupError(f"found {my_id!r} twice; expected two different platforms")
    return platform_of(catalog, my_id), platform_of(catalog, their_id)
