"""The promises of questions and worked designs."""

from __future__ import annotations

from itertools import permutations

import pytest
from conftest import PLATFORMS

from cloud_ml_platforms import model as m
from cloud_ml_platforms.compute import coach


def test_the_core_has_every_theme_and_works_on_every_platform(catalog):
    core = [question for question in catalog.questions.values() if question.core]
    assert {question.theme for question in core} >= set(catalog.themes) | {"platform-choice", "generative-ai"}
    for platform in PLATFORMS:
        assert all(platform in question.platforms for question in core)


@pytest.mark.parametrize("deck", ["platform-choice", "generative-ai", *PLATFORMS])
def test_what_lies_beside_the_themes_has_every_level_too(catalog, deck):
    offered = next(candidate for candidate in coach.decks(catalog) if candidate.id == deck)
    assert {question.level for question in offered.questions} == set(m.LEVELS)


def test_every_question_is_in_one_deck(each):
    ids = [question.id for deck in coach.decks(each) for question in deck.questions]
    assert sorted(ids) == sorted(each.questions)


def test_most_questions_show_an_ingredient(catalog):
    without = [q.id for q in catalog.questions.values() if not any(point.shows for point in q.points)]
    assert len(without) <= len(catalog.questions) // 10, without


def test_every_platform_is_asked_for_every_ingredient_in_the_core(catalog):
    core = [question for question in catalog.questions.values() if question.core]
    for platform in PLATFORMS:
        ingredients = {
            point.shows
            for question in core
            for point in question.points
            if not point.platforms or platform in point.platforms
        }
        assert set(m.INGREDIENTS) <= ingredients, platform


def test_every_translation_deck_has_its_terms(each):
    decks = coach.term_decks(each)
    assert [deck.id for deck in decks] == [
        f"{mine}-to-{theirs}" for mine, theirs in permutations(each.full_platforms, 2)
    ]
    assert all(deck.terms for deck in decks)
