"""From one platform's words to another's: pure functions from the translated terms to what a page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.capabilities import platform_of
from cloud_ml_platforms.compute.pairs import TermView, of_pair, term_view
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


@dataclass(frozen=True)
class GroupView:
    """The terms of one stage: those with an equal, those that only I have, those that only they have."""

    id: str
    name: str
    kind: str
    both: tuple[TermView, ...]
    only_mine: tuple[TermView, ...]
    only_theirs: tuple[TermView, ...]


def translation_groups(catalog: Catalog, mine: str, theirs: str) -> list[GroupView]:
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


@dataclass(frozen=True)
class Sheet:
    """What one printed page holds for one direction."""

    terms: tuple[TermView, ...]
    numbers: tuple[tuple[str, str, str], ...]
    traps: tuple[str, ...]
    sayings: tuple[m.Saying, ...]


def translation_sheet_view(catalog: Catalog, mine: str, theirs: str) -> Sheet:
    """Return twenty mappings, ten numbers, eight traps, and what (not) to say of their platform."""
    if catalog.sheet is None:
        raise LookupError("found no data/sheet.yml; expected the numbers, traps and sayings of the sheets")
    terms = [term_view(term, mine, theirs) for term in catalog.translated.values() if term.sheet]
    numbers = [(number.name, number.says[mine], number.says[theirs]) for number in catalog.sheet.numbers]
    traps = of_pair(catalog.sheet.traps, mine, theirs)
    return Sheet(tuple(terms), tuple(numbers), traps, catalog.sheet.sayings[theirs])


@view
def translation(catalog: Catalog, mine: str, theirs: str) -> Values:
    """Return every term of one platform in the words of another, with the traps and sayings of its sheet."""
    own, other = _two_platforms(catalog, mine, theirs)
    return {**translation_sheet(catalog, mine, theirs), "groups": translation_groups(catalog, own.id, other.id)}


@view
def translation_sheet(catalog: Catalog, mine: str, theirs: str) -> Values:
    """Return what the one-page sheet of one direction holds."""
    own, other = _two_platforms(catalog, mine, theirs)
    return {"mine": own, "theirs": other, "sheet": translation_sheet_view(catalog, own.id, other.id)}


def _two_platforms(catalog: Catalog, mine: str, theirs: str) -> tuple[m.PlatformInfo, m.PlatformInfo]:
    if mine == theirs:
        raise LookupError(f"found {mine!r} twice; expected two different platforms")
    return platform_of(catalog, mine), platform_of(catalog, theirs)
