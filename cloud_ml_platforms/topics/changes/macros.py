"""Macros of what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.changes import since as changes_since
from cloud_ml_platforms.topics.changes import views as changes_views
from cloud_ml_platforms.topics.changes.since import GROUPS, group_by_kind, mixed, months

if TYPE_CHECKING:
    from cloud_ml_platforms.topics.page import Page


WHOLE = 50  # entries of the journal that the page shows with old and new words; of the others it names the facts


def changes(page: Page) -> str:
    """Render the journal of this guide's facts, newest first."""
    found = changes_views.change_views(page.catalog)
    return page.render("changes.md.j2", changes=found, whole={change.number for change in found[:WHOLE]})


FIRST_MONTH = "2023-01"


def since(page: Page) -> str:
    """Render what changed for a reader who was away: beliefs to test, then all dated news by group."""
    found = changes_since.dated_news(page.catalog)
    return page.render(
        "since.md.j2",
        beliefs=mixed(page.catalog.beliefs.values()),
        groups=group_by_kind([item for item in found if item.until >= FIRST_MONTH[:4]], page.catalog.as_of),
        names=GROUPS,
        months=months(FIRST_MONTH, page.catalog.as_of),
    )
