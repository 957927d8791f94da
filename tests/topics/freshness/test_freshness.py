"""Every cell is counted once by its age."""

from __future__ import annotations

from cloud_ml_platforms.compute import ages
from cloud_ml_platforms.topics.freshness import views as freshness_views


def test_every_cell_is_counted_once_and_the_oldest_comes_first(catalog):
    counted = freshness_views.counts_by_capability(catalog)
    assert sum(one.cells for columns in counted.values() for one in columns) == sum(
        len(row.platforms) for row in catalog.rows.values()
    )
    assert all(sum(one.years.values()) == one.cells for columns in counted.values() for one in columns)
    dates = [cell.oldest for cell in ages.aged_cells(catalog)]
    assert dates == sorted(dates)
    marks = freshness_views.answers_by_mark(catalog)
    assert sum(sum(counts.values()) for counts in marks.values()) == len(catalog.platforms) * len(catalog.rows)
