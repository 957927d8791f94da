"""What a word of one platform is on another."""

from __future__ import annotations

import itertools
import re

import pytest
from conftest import PLATFORMS
from records import with_

from cloud_ml_platforms.compute import pairs
from cloud_ml_platforms.topics.translate import views as translate_views


@pytest.mark.parametrize(("my_id", "their_id"), [*itertools.permutations(PLATFORMS, 2)])
def test_each_direction_shows_every_term_that_either_platform_has(catalog, my_id, their_id):
    groups = translate_views.translation_groups(catalog, my_id, their_id)
    shown = [term.id for group in groups for term, _ in (*group.both, *group.only_mine, *group.only_theirs)]
    wanted = [
        term.id for term in catalog.translated.values() if term.platforms[my_id].say or term.platforms[their_id].say
    ]
    assert sorted(shown) == sorted(wanted)
    assert sum(group.count for group in groups) == len(wanted)


@pytest.mark.parametrize(("my_id", "their_id"), [*itertools.permutations(PLATFORMS, 2)])
def test_what_the_texts_of_a_term_refer_to_is_linked_below_them(catalog, my_id, their_id):
    for group in translate_views.translation_groups(catalog, my_id, their_id):
        for term, rests in (*group.both, *group.only_mine, *group.only_theirs):
            assert set(re.findall(r"\[\[([\w-]+)", term.hides)) <= set(rests)
            assert set(term.rows) <= set(rests)


TRAPS = {
    "Alpha keeps it; Beta deletes it": ("Alpha keeps it", "Beta deletes it"),
    "On Beta it is deleted; Alpha keeps it": ("Alpha keeps it", "On Beta it is deleted"),
    "Alpha keeps it; on Beta it is gone; wait": ("Alpha keeps it", "On Beta it is gone; wait"),
    "Alpha keeps it; it bills on": ("Alpha keeps it; it bills on",),
    "Alpha and Beta keep it": ("Alpha and Beta keep it",),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_stands_in_two_columns_where_each_half_names_its_platform(world, trap):
    assert translate_views.trap_halves(world, trap, ("alpha", "beta")) == TRAPS[trap]


def test_every_trap_of_the_sheets_stands_in_two_columns(catalog):
    for pair, traps in catalog.sheet.traps.items():
        halves = [translate_views.trap_halves(catalog, trap, tuple(pair.split("+"))) for trap in traps]
        assert [half for half in halves if len(half) != 2] == []


def test_a_term_shows_its_rows_and_those_of_both_words(catalog):
    term = next(term for term in catalog.translated.values() if term.rows)
    words = {**term.platforms, "sagemaker": with_(term.platforms["sagemaker"], rows=("ep-rollback", *term.rows))}
    view = pairs.term_view(with_(term, platforms=words), "azure-ml", "sagemaker")
    assert view.rows[: len(term.rows)] == term.rows
    assert view.rows.count("ep-rollback") == 1
    assert len(view.rows) == len(set(view.rows))


def test_a_direction_and_its_way_back_hide_the_same(catalog):
    there = translate_views.translation_groups(catalog, "sagemaker", "azure-ml")
    back = translate_views.translation_groups(catalog, "azure-ml", "sagemaker")
    for one, other in zip(there, back, strict=True):
        assert [term.hides for term, _ in one.both] == [term.hides for term, _ in other.both]
        assert [term.id for term, _ in one.only_mine] == [term.id for term, _ in other.only_theirs]


@pytest.mark.parametrize(("my_id", "their_id"), [*itertools.permutations(PLATFORMS, 2)])
def test_a_sheet_has_twenty_words_ten_numbers_and_eight_traps(catalog, my_id, their_id):
    sheet = translate_views.translation_sheet_view(catalog, my_id, their_id)
    assert (len(sheet.terms), len(sheet.numbers), len(sheet.traps)) == (20, 10, 8)
    assert len(sheet.sayings) >= 5


def test_a_translation_of_a_platform_into_itself_is_refused(catalog):
    from cloud_ml_platforms.topics.translate.views import translation

    with pytest.raises(LookupError, match="two different platforms"):
        translation(catalog, "sagemaker", "sagemaker")
