"""Macros of the ledger and of contested questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.names import views as names_views
from cloud_ml_platforms.topics.names.views import lies_ahead

if TYPE_CHECKING:
    from cloud_ml_platforms.topics.page import Page


def ledger(page: Page) -> str:
    """Render the ledger: what lies ahead, what happened, then every thing with its names."""
    found = names_views.events(page.catalog)
    ahead = [event for event in found if lies_ahead(event, page.catalog.as_of)]
    return page.render(
        "ledger.md.j2",
        ahead=sorted(ahead, key=lambda event: (event.ends or event.date, event.id)),
        past=[event for event in found if event not in ahead],
        things=names_views.things(page.catalog),
    )


def contested(page: Page) -> str:
    """Render the questions on which sources disagree, both sides dated."""
    return page.render("contested.md.j2", questions=page.catalog.contested.values())
