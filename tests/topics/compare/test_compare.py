"""A row as the comparison shows it."""

from __future__ import annotations

import pytest

from cloud_ml_platforms.topics.compare import views as compare_views


def test_the_age_of_a_cell_is_its_oldest_source(catalog):
    for row in catalog.rows:
        for cell in compare_views.row_view(catalog, row).cells:
            assert cell.oldest == min(proof.content_date for proof in cell.proofs)
            assert cell.read <= catalog.as_of


def test_an_unknown_row_says_what_was_expected(catalog):
    with pytest.raises(LookupError, match="found row 'no-such'; expected the id of a row"):
        compare_views.row_view(catalog, "no-such")
