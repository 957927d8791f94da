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

    def of_the_rest(answer):
        return answer.kind in names or (answer.kind or "").endswith(compare_views.AND_OTHERS)

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
            told = [no for one, no in zip(part.answers, beside, strict=True) if not of_the_rest(one)]
            assert told == sorted(told), part
        once = [
            (one.mark, of_the_rest(one), word)
            for one, word in zip(part.answers, words, strict=True)
            if len(list(segments(one.words))) <= 1
        ]
        assert len(once) == len(set(once)), part


def test_the_usual_kind_is_answered_first_and_names_the_rest(catalog):
    """The rest is called by its first kind, or "In general", and stands where that kind does among the cell's."""
    seen = set()
    for row in catalog.rows.values():
        for platform, cell in row.platforms.items():
            names, kinds = catalog.row_capability[row.id].kinds[platform], [way.id for way in cell.ways]
            for part in cell.answers:
                rest = [kind for kind in kinds if kind not in cell.written(part)]
                if not {"is"} < {*cell.written(part)} or len(rest) <= compare_views.MOST_NAMED or "any" in kinds:
                    continue
                labels = [answer.kind for answer in compare_views._part_view(catalog, row, platform, part).answers]
                usual = rest[0] == kinds[0]
                assert labels[0] == f"{names[rest[0]]} and others" if usual else labels[-1].endswith(" and others")
                seen.add(usual)
    assert seen == {True, False}


def test_an_unknown_row_says_what_was_expected(catalog):
    with pytest.raises(LookupError, match="found row 'no-such'; expected the id of a row"):
        compare_views.row_view(catalog, "no-such")
