"""Macros of the page on the age of the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.ages import aged_cells
from cloud_ml_platforms.journal.waiting import to_review
from cloud_ml_platforms.topics.freshness.views import by_kind, by_mark, counts_by_capability, totals

if TYPE_CHECKING:
    from cloud_ml_platforms.topics.page import Page

OLDEST_SHOWN = 60


def fresh(page: Page) -> str:
    """Render how old the evidence is by capability, mark and kind of source, the oldest answers, and questions to review."""
    return page.render(
        "freshness.md.j2",
        capabilities=counts_by_capability(page.catalog),
        totals=totals(page.catalog),
        marks=by_mark(page.catalog),
        kinds=by_kind(page.catalog),
        oldest=aged_cells(page.catalog)[:OLDEST_SHOWN],
        watches=page.catalog.watches,
        reviews=to_review(page.catalog),
    )
