"""What the pages of the interview coach show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.catalog.kinds import question_list_page
from cloud_ml_platforms.compute import coach
from cloud_ml_platforms.compute.capabilities import answering_platforms, platform_of
from cloud_ml_platforms.compute.questions import questions_of
from cloud_ml_platforms.model import LEVELS
from cloud_ml_platforms.topics.compare.views import board_rows, row_view
from cloud_ml_platforms.topics.drawings.views import drawing
from cloud_ml_platforms.topics.interview.decks import deck_files
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


@view
def theme_head(catalog: Catalog, theme: str) -> Values:
    """Return a theme: its question, what is being tested, how many questions there are to practise."""
    return {"theme": _theme(catalog, theme), "questions": len(questions_of(catalog, theme=theme))}


@view
def theme_rows(catalog: Catalog, theme: str) -> Values:
    """Return the rows of a theme: how it looks on each platform."""
    record = _theme(catalog, theme)
    rows, platforms = board_rows(catalog, record.rows)
    return {"rows": rows, "columns": platforms, "caption": f"{record.name}: how it looks on each platform"}


def _theme(catalog: Catalog, theme: str) -> m.ThemeInfo:
    if theme not in catalog.themes:
        raise LookupError(f"found theme {theme!r}; expected one of {', '.join(catalog.themes)}")
    return catalog.themes[theme]


@view
def questions(catalog: Catalog, *, theme: str | None = None, platform: str | None = None) -> Values:
    """Return the questions of a theme, or those of one platform's depth; in its long guide they are brief, without follow-ups."""
    if (theme is None) == (platform is None):
        raise LookupError(f"found questions(theme={theme!r}, platform={platform!r}); expected exactly one of the two")
    if platform is not None:
        platform_of(catalog, platform)
    records = questions_of(catalog, theme=theme or "platform-depth", platform=platform)
    if not records:
        raise LookupError(
            f"found no question for theme={theme!r}, platform={platform!r}; expected some in data/questions"
        )
    return {"questions": records, "brief": platform is not None}


@view
def question_page(catalog: Catalog, question: str) -> Values:
    """Return one question with its deck, its neighbours and the rows that it rests on."""
    if question not in catalog.questions:
        raise LookupError(f"found question {question!r}; expected the id of a question in data/questions")
    record = catalog.questions[question]
    before, after = coach.adjacent_questions(catalog, record)
    deck = next(deck for deck in coach.decks(catalog) if deck.id == coach.deck_of(record))
    rows = [row_view(catalog, row) for row in record.rows]
    return {
        "question": record,
        "deck": deck,
        "home": question_list_page(record),
        "before": before,
        "after": after,
        "rows": rows,
        "columns": answering_platforms(catalog, rows),
    }


@view
def question_bank(catalog: Catalog) -> Values:
    """Return every question by deck, with what the form filters by."""
    return {"decks": coach.decks(catalog), "levels": LEVELS}


@view
def practice(catalog: Catalog) -> Values:
    """Return what the form of the practice page offers; scripts fill its card and lists."""
    return {"decks": coach.decks(catalog), "translations": coach.term_decks(catalog), "levels": LEVELS}


@view
def mock(catalog: Catalog) -> Values:
    """Return what the form of the mock interview offers; scripts fill the rest."""
    return {"decks": coach.decks(catalog), "levels": LEVELS}


@view
def anki_decks(catalog: Catalog) -> Values:
    """Return the Anki decks as files to download, with what is in each."""
    return {"files": deck_files(catalog)}


@view
def practice_link(catalog: Catalog, deck: str, words: str) -> Values:
    """Return a link to the practice of one deck."""
    deck_ids = [offered.id for offered in coach.all_decks(catalog)]
    if deck not in deck_ids:
        raise LookupError(f"found deck {deck!r}; expected one of {', '.join(deck_ids)}")
    return {"deck": deck, "words": words}


@view
def case(catalog: Catalog, name: str) -> Values:
    """Return one worked system design, with the rows that it rests on."""
    if name not in catalog.cases:
        raise LookupError(f"found case {name!r}; expected one of {', '.join(catalog.cases)}")
    rows, on = board_rows(catalog, catalog.cases[name].rows)
    return {"case": catalog.cases[name], "rows": rows, "columns": on, **drawing(catalog, f"dr-{name}")}
