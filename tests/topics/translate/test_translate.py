"""What a word of one platform is on another."""

from __future__ import annotations

import itertools

import pytest
from conftest import PLATFORMS
from records import with_

from cloud_ml_platforms.compute import pairs
from cloud_ml_platforms.topics.translate import views as translate_views


@pytest.mark.parametrize(("mine", "theirs"), [*itertools.permutations(PLATFORMS, 2)])
def test_each_direction_shows_every_term_that_either_platform_has(catalog, mine, theirs):
    shown = [
        term.id
        for group in translate_views.translation_groups(catalog, mine, theirs)
        for term in (*group.both, *group.only_mine, *group.only_theirs)
    ]
    wanted = [term.id for term in catalog.translated.values() if term.platforms[mine].say or term.platforms[theirs].say]
    assert sorted(shown) == sorted(wanted)


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
        assert [term.hides for term in one.both] == [term.hides for term in other.both]
        assert [term.id for term in one.only_mine] == [term.id for term in other.only_theirs]


@pytest.mark.parametrize(("mine", "theirs"), [*itertools.permutations(PLATFORMS, 2)])
def test_a_sheet_has_twenty_words_ten_numbers_and_eight_traps(catalog, mine, theirs):
    sheet = translate_views.translation_sheet_view(catalog, mine, theirs)
    assert (len(sheet.terms), len(sheet.numbers), len(sheet.traps)) == (20, 10, 8)
    assert len(sheet.sayings) >= 5


def test_a_translation_of_a_platform_into_itself_is_refused(catalog):
    from cloud_ml_platforms.topics.translate.views import translation

    with pytest.raises(LookupError, match="two different platforms"):
        translation(catalog, "sagemaker", "sagemaker")
