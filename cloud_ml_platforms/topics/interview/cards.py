"""The cards of the interview coach, as scripts that its page loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.compute import coach
from cloud_ml_platforms.model.interview import question_address
from cloud_ml_platforms.text.scripts import entry_script, global_script
from cloud_ml_platforms.text.words import INGREDIENT_WORDS
from cloud_ml_platforms.topics.page import Page

if TYPE_CHECKING:
    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.compute.pairs import TermView


STAGES = {
    "ask": "Ask, 5 minutes; then see what each answer changes",
    "numbers": "Numbers, 8 minutes; then compare",
    "draw": "Draw and walk through it, 12 minutes; then compare",
    "push": "The push, 10 minutes: answer each before you open it",
}


def card_scripts(catalog: Catalog) -> dict[str, str]:
    """Return the classic scripts that hold the coach's cards: a file per deck and kind of address, and an index of all.

    `cards/` is for the site, `cards-from-disk/` for the offline build, whose pages have other addresses.
    """
    scripts = {}
    for folder, url, directory_urls in (
        ("cards", "interview/practice/", True),
        ("cards-from-disk", "interview/practice.html", False),
    ):
        page = Page(url, directory_urls, catalog)
        for deck in coach.decks(catalog):
            scripts[f"{folder}/{deck.id}.js"] = entry_script(
                "CMLP_CARDS", deck.id, [_question_card(page, q) for q in deck.questions]
            )
        for drill in coach.term_decks(catalog):
            cards = [_term_card(page, drill, term) for term in drill.terms]
            scripts[f"{folder}/{drill.id}.js"] = entry_script("CMLP_CARDS", drill.id, cards)
        cases = [_case_card(page, case) for case in catalog.cases.values()]
        scripts[f"{folder}/{coach.CASES}.js"] = entry_script("CMLP_CARDS", coach.CASES, cases)
        scripts[f"{folder}/index.js"] = global_script("CMLP_INDEX", _card_index(page))
    return scripts


def _point_list(page: Page, points: tuple[m.Point, ...]) -> list[dict[str, object]]:
    return [
        {"id": point.id, "says": page.inline(point.says), "shows": point.shows or "", "platforms": point.platforms}
        for point in points
    ]


def _question_card(page: Page, question: m.Question) -> dict[str, object]:
    return {
        "id": question.id,
        "front": f"<p>{page.words(question.question)}</p>",
        "answer": page.spoken_answer(question.answer, question.points),
        "points": _point_list(page, question.points),
        "list": page.render("question_points.html.j2", question=question),
        "more": page.render("question_more.html.j2", question=question),
        "page": page.url(question_address(question.id)),
    }


def _case_card(page: Page, case: m.Case) -> dict[str, object]:
    return {
        "id": case.id,
        "front": page.blocks(case.brief),
        "stages": [
            {"name": name, "html": page.render("case_stage.html.j2", case=case, stage=stage)}
            for stage, name in STAGES.items()
        ],
        "answer": page.blocks(case.design),
        "points": _point_list(page, case.score),
        "more": page.render("case_more.html.j2", case=case),
        "page": page.url(f"interview/cases/{case.id}/"),
    }


def _term_card(page: Page, deck: coach.TermDeck, term: TermView) -> dict[str, object]:
    values = {"term": term, "my_platform": deck.my_platform, "their_platform": deck.their_platform}
    return {
        "id": term.id,
        "front": page.render("card_term_front.html.j2", **values),
        "answer": page.render("card_term_back.html.j2", **values),
        "points": [],
        "more": "",
        "page": page.url(f"translate/{deck.id}/", term.id),
    }


def _card_index(page: Page) -> dict[str, object]:
    """Return what the coach must know of every card before a deck is loaded: `title` is plain text."""
    catalog = page.catalog
    questions = [
        {
            "id": question.id,
            "deck": deck.id,
            "level": question.level,
            "core": question.core,
            "asked": question.asked,
            "shows": sorted({point.shows for point in question.points if point.shows}),
            "platforms": question.platforms,
            "title": page.plain(question.question),
            "page": page.url(question_address(question.id)),
        }
        for deck in coach.decks(catalog)
        for question in deck.questions
    ]
    terms = {
        deck.id: [{"id": term.id, "title": page.plain(term.my_word.say or "")} for term in deck.terms]
        for deck in coach.term_decks(catalog)
    }
    cases = [
        {"id": case.id, "title": case.name, "page": page.url(f"interview/cases/{case.id}/")}
        for case in catalog.cases.values()
    ]
    return {
        "version": coach.coach_version(catalog),
        "questions": questions,
        "terms": terms,
        "cases": cases,
        "decks": {deck.id: deck.name for deck in coach.all_decks(catalog)},
        "platforms": {platform.id: platform.short for platform in catalog.full_platforms.values()},
        "ingredients": INGREDIENT_WORDS,
    }
