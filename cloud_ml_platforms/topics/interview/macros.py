"""Macros of the interview coach."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from cloud_ml_platforms import model as m
from cloud_ml_platforms.compute import coach
from cloud_ml_platforms.compute.questions import questions_of
from cloud_ml_platforms.text.references import question_list
from cloud_ml_platforms.text.words import INGREDIENT_WORDS
from cloud_ml_platforms.topics.compare.views import row_view
from cloud_ml_platforms.topics.interview import decks
from cloud_ml_platforms.topics.page import Page, platform_of
from cloud_ml_platforms.topics.reference.macros import diagram


def themes(page: Page) -> str:
    """Render the seven interview themes as a table."""
    return page.render("themes.html.j2", themes=page.catalog.themes.values())


def theme_head(page: Page, theme: str) -> str:
    """Render a theme's question and what is being tested."""
    return page.render("theme_head.html.j2", theme=_theme(page, theme))


def theme_rows(page: Page, theme: str) -> str:
    """Render the rows of a theme: how it looks on each platform."""
    found = _theme(page, theme)
    rows = [row_view(page.catalog, row) for row in found.rows]
    return page.render("rows_table.html.j2", rows=rows, caption=f"{found.name}: how it looks on each platform")


def _theme(page: Page, theme: str) -> m.ThemeInfo:
    if theme not in page.catalog.themes:
        msg = f"found theme {theme!r}; expected one of {', '.join(page.catalog.themes)}"
        raise LookupError(msg)
    return page.catalog.themes[theme]


def questions(page: Page, *, theme: str | None = None, platform: str | None = None) -> str:
    """Render the questions of a theme, or those of one platform's depth, answers closed; in a long guide without follow-ups."""
    if (theme is None) == (platform is None):
        msg = f"found questions(theme={theme!r}, platform={platform!r}); expected exactly one of the two"
        raise LookupError(msg)
    if platform is not None:
        platform_of(page, platform)
    found = questions_of(page.catalog, theme=theme or "platform-depth", platform=platform)
    if not found:
        msg = f"found no question for theme={theme!r}, platform={platform!r}; expected some in data/questions"
        raise LookupError(msg)
    return page.render("questions.md.j2", questions=found, brief=platform is not None)


def question_page(page: Page, question: str) -> str:
    """Render the page of one question, its answer closed."""
    if question not in page.catalog.questions:
        msg = f"found question {question!r}; expected the id of a question in data/questions"
        raise LookupError(msg)
    found = page.catalog.questions[question]
    before, after = coach.neighbours(page.catalog, found)
    return page.render(
        "question_page.md.j2",
        question=found,
        deck=next(deck for deck in coach.decks(page.catalog) if deck.id == coach.deck_of(found)),
        home=question_list(found),
        before=before,
        after=after,
    )


def question_bank(page: Page) -> str:
    """Render every question by deck, answers closed, with the form that filters them."""
    return page.render("question_bank.md.j2", decks=coach.decks(page.catalog), levels=m.LEVELS)


def core_questions(page: Page) -> str:
    """Render the core set as a list of links."""
    core = [question for question in page.catalog.questions.values() if question.core]
    return page.render("core_questions.html.j2", questions=core)


def practice(page: Page) -> str:
    """Render the form, the card and the lists of the practice page; scripts fill them."""
    return page.render("practice.html.j2", **_coach_forms(page))


def anki_decks(page: Page) -> str:
    """Render the Anki decks as a list of files to download, with what is in each."""
    return page.render("anki_decks.html.j2", files=decks.deck_files(page.catalog))


def practise(page: Page, deck: str, words: str) -> str:
    """`{{ practise("canary-rollout", "Practise these") }}`: a link to the practice of one deck."""
    known = [found.id for found in coach.all_decks(page.catalog)]
    if deck not in known:
        msg = f"found deck {deck!r}; expected one of {', '.join(known)}"
        raise LookupError(msg)
    return page.render("practise.html.j2", deck=deck, words=words).strip()


def mock(page: Page) -> str:
    """Render the forms of the mock interview; scripts fill them."""
    return page.render("mock.html.j2", **_coach_forms(page))


def _coach_forms(page: Page) -> dict[str, Any]:
    return {
        "decks": coach.decks(page.catalog),
        "translations": coach.term_decks(page.catalog),
        "cases": page.catalog.cases.values(),
        "levels": m.LEVELS,
    }


def case(page: Page, name: str) -> str:
    """Render one worked system design."""
    if name not in page.catalog.cases:
        msg = f"found case {name!r}; expected one of {', '.join(page.catalog.cases)}"
        raise LookupError(msg)
    picture = Markup(diagram(page, f"case-{name}"))  # noqa: S704 - a drawing of ours
    return page.render("case.md.j2", case=page.catalog.cases[name], picture=picture)


def cases(page: Page) -> str:
    """Render the list of worked system designs."""
    return page.render("cases.html.j2", cases=page.catalog.cases.values())


def ingredient(page: Page, name: str) -> str:  # noqa: ARG001 - all macros take the page
    """`{{ ingredient("rollback") }}`: marks where an answer names one of the six ingredients."""
    if name not in INGREDIENT_WORDS:
        msg = f"found ingredient {name!r}; expected one of {', '.join(INGREDIENT_WORDS)}"
        raise LookupError(msg)
    return f'<span class="ingredient">{INGREDIENT_WORDS[name]}</span>'
