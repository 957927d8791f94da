"""Macros of the provider guides."""

from __future__ import annotations

from cloud_ml_platforms.topics.compare import views as compare_views
from cloud_ml_platforms.topics.compare.views import row_views
from cloud_ml_platforms.topics.names import views as names_views
from cloud_ml_platforms.topics.names.views import months_from
from cloud_ml_platforms.topics.page import Page, platform_of
from cloud_ml_platforms.topics.providers import cheatsheet as cheatsheet_views


def provider_column(page: Page, platform: str) -> str:
    """Render one platform's column of every capability."""
    groups = [(found, row_views(page.catalog, found.id)) for found in page.catalog.capabilities.values()]
    return page.render("provider_column.md.j2", platform=platform_of(page, platform), groups=groups)


def provider_standing(page: Page, platform: str) -> str:
    """Render how a platform stands on each capability: its services, and how many rows it answers how."""
    platform_of(page, platform)
    found = [
        (
            capability,
            next(one for one in compare_views.services(page.catalog, capability.id) if one.platform == platform),
        )
        for capability in page.catalog.capabilities.values()
    ]
    return page.render("provider_standing.html.j2", platform=platform, capabilities=found)


def provider_head(page: Page, platform: str) -> str:
    """Render a provider's names, resource hierarchy, SDKs, strengths and weaknesses."""
    return page.render("provider_head.html.j2", platform=platform_of(page, platform))


def cheatsheet(page: Page, platform: str) -> str:
    """`{{ cheatsheet("sagemaker") }}`: one platform on one printed page, for the night before an interview."""
    own = platform_of(page, platform)
    return page.render("cheatsheet.html.j2", platform=own, sheet=cheatsheet_views.cheatsheet_view(page.catalog, own.id))


def provider_events(page: Page, platform: str) -> str:
    """Render what changed on a platform in the last half year, and what lies ahead within a year, newest first."""
    platform_of(page, platform)
    found = names_views.events(page.catalog, platform=platform)
    first, last = months_from(page.catalog.as_of, -6), months_from(page.catalog.as_of, 12)
    near = [event for event in found if first <= (event.ends or event.date) <= last]
    return page.render(
        "provider_events.md.j2",
        platform=platform,
        events=near,
        others=len(found) - len(near),
        contested=names_views.contested_touching(page.catalog, platform=platform),
    )


def provider_lifecycle(page: Page, platform: str) -> str:
    """Render the six questions, answered for one platform."""
    return page.render("provider_lifecycle.md.j2", platform=platform_of(page, platform))


def lifecycle(page: Page) -> str:
    """Render the six 'say where' questions with an answer per platform."""
    return page.render("lifecycle.md.j2", questions=page.catalog.lifecycle)


def six_questions(page: Page) -> str:
    """Render the six questions in short."""
    return page.render("six_questions.html.j2", questions=page.catalog.lifecycle)
