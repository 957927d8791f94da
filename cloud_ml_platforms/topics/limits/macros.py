"""Macros of limits and contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.limits import views as limits_views

if TYPE_CHECKING:
    from cloud_ml_platforms.topics.page import Page


def capability_limits(page: Page, capability: str) -> str:
    """Render the limits and contracts of one capability."""
    return page.render("limits_short.html.j2", limits=limits_views.limits_of(page.catalog, capability))


def all_limits(page: Page) -> str:
    """Render every limit and contract, by capability."""
    groups = [
        (found, limits)
        for found in page.catalog.capabilities.values()
        if (limits := limits_views.limits_of(page.catalog, found.id))
    ]
    return page.render("limits.md.j2", groups=groups)
