"""A row as the comparison shows it."""

from __future__ import annotations

import pytest

from cloud_ml_platforms.model.answers import plain, segments
from cloud_ml_platforms.topics.compare import views as compare_views


def test_the_age_of_a_cell_is_its_oldest_source(catalog):
    for row in catalog.rows:
        for cell in compare_views.row_view(catalog, row).cells:
            assert cell.oldest == min(proof.content_date for proof in cell.proofs)
            assert cell.read <= catalog.as_of


def test_what_applies_is_said_first_and_the_rest_once(catalog):
    """No "In general: does not apply" above kinds that answer, and no two lines of a part that say the same."""
    names = {kinds.get("any") for one in catalog.capabilities.values() for kinds in one.kinds.values()}
    parts = [
        part
        for row in catalog.rows
        for cell in compare_views.row_view(catalog, row).cells
        for part in cell.parts
        if len(part.answers) > 1
    ]
    assert parts
    for part in parts:
        words = [plain(one.words).strip() for one in part.answers]
        beside = [one in {"does not apply", compare_views.NOT_ASKED} for one in words]
        if not all(beside):
            assert not [
                one
                for one, word in zip(part.answers, words, strict=True)
                if one.kind in names and word == "does not apply"
            ]
            told = [no for one, no in zip(part.answers, beside, strict=True) if one.kind != compare_views.OTHER_KINDS]
            assert told == sorted(told), part
        once = [
            (one.mark, one.kind == compare_views.OTHER_KINDS, word)
            for one, word in zip(part.answers, words, strict=True)
            if len(list(segments(one.words))) <= 1
        ]
        assert len(once) == len(set(once)), part


def test_an_unknown_row_says_what_was_expected(catalog):
    with pytest.raises(LookupError, match="found row 'no-such'; expected the id of a row"):
        compare_views.row_view(catalog, "no-such")
