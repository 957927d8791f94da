"""The interview coach: questions and worked designs by deck, as pages and practice show them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms import model as m
from cloud_ml_platforms.compute.pairs import TermView, ordered_pairs, term_view

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog

CASES = "cases"


@dataclass(frozen=True)
class Deck:
    """Questions that are practised together."""

    id: str
    name: str
    questions: tuple[m.Question, ...]


@dataclass(frozen=True)
class TermDeck:
    """The terms of one translation, to be drilled."""

    id: str
    name: str
    my_platform: m.PlatformInfo
    their_platform: m.PlatformInfo
    terms: tuple[TermView, ...]


def decks(catalog: Catalog) -> list[Deck]:
    """Return the decks of questions: themes first, then what is outside them, then each platform in depth.

    In each, the core set comes first, then the easier before the harder.
    """
    names: dict[str, str] = {
        **{theme.id: theme.name for theme in catalog.themes.values()},
        "platform-choice": "Platform choice",
        "generative-ai": "Generative AI serving",
        **{platform.id: f"{platform.short} in depth" for platform in catalog.full_platforms.values()},
    }
    ordered = sorted(
        catalog.questions.values(), key=lambda question: (not question.core, m.LEVELS.index(question.level))
    )
    return [
        Deck(deck, name, tuple(question for question in ordered if deck_of(question) == deck))
        for deck, name in names.items()
    ]


def term_decks(catalog: Catalog) -> list[TermDeck]:
    """Return the decks of every direction: the terms with a word on the platform that the reader knows.

    The twenty words of the printed sheet come first.
    """
    drills = []
    for my_id, their_id in ordered_pairs(catalog):
        my_platform, their_platform = catalog.platforms[my_id], catalog.platforms[their_id]
        translations = [term for term in catalog.translated.values() if term.platforms[my_id].say]
        translations.sort(key=lambda term: not term.sheet)
        terms = [term_view(term, my_id, their_id) for term in translations]
        drills.append(
            TermDeck(
                f"{my_id}-to-{their_id}",
                f"{my_platform.short} to {their_platform.short}",
                my_platform,
                their_platform,
                tuple(terms),
            )
        )
    return drills


def all_decks(catalog: Catalog) -> list[Deck | TermDeck]:
    """Return the decks of questions, then those of terms."""
    return [*decks(catalog), *term_decks(catalog)]


def deck_of(question: m.Question) -> str:
    """Return the deck of a question: its theme, or for platform depth its platform."""
    return question.platforms[0] if question.theme == "platform-depth" else question.theme


def adjacent_questions(catalog: Catalog, question: m.Question) -> tuple[m.Question | None, m.Question | None]:
    """Return the questions before and after one in its deck."""
    deck = next(deck.questions for deck in decks(catalog) if deck.id == deck_of(question))
    index = deck.index(question)
    return (deck[index - 1] if index else None, deck[index + 1] if index + 1 < len(deck) else None)


def coach_version(catalog: Catalog) -> str:
    """Return the day that the data speaks for and a digest of all questions, designs and translations."""
    records = [*catalog.questions.values(), *catalog.cases.values(), *catalog.translated.values()]
    text = json.dumps([record.model_dump(mode="json") for record in records], sort_keys=True)
    return f"{catalog.as_of}.{hashlib.sha256(text.encode()).hexdigest()[:6]}"
