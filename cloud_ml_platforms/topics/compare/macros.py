"""Macros of the comparison guide, capability pages and row pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.capabilities import capability_of
from cloud_ml_platforms.compute.questions import questions_on_rows
from cloud_ml_platforms.topics.changes.views import row_history
from cloud_ml_platforms.topics.compare import views as compare_views
from cloud_ml_platforms.topics.compare.views import row_view
from cloud_ml_platforms.topics.names import views as names_views
from cloud_ml_platforms.topics.names.views import months_from, row_events
from cloud_ml_platforms.topics.samples.views import on_platforms, steps_of

if TYPE_CHECKING:
    from cloud_ml_platforms.topics.page import Page


def building_blocks(page: Page) -> str:
    """Render the table of shared building blocks: capability, what it does, why interviewers care."""
    return page.render("building_blocks.html.j2")


def matrix(page: Page, part: str = "track") -> str:
    """`{{ matrix("beyond") }}`: capabilities by platforms, the service and its standing; of the track, or beyond it."""
    parts = {"track": page.catalog.track, "beyond": page.catalog.beyond}
    if part not in parts:
        msg = f"found matrix({part!r}); expected one of {', '.join(parts)}"
        raise LookupError(msg)
    return page.render("matrix.html.j2", services=compare_views.services, part=part, capabilities=parts[part])


def capability_head(page: Page, capability: str) -> str:
    """Render what a capability does, why it is asked, and the services of the three platforms."""
    found = capability_of(page.catalog, capability)
    return page.render(
        "capability_head.html.j2", capability=found, services=compare_views.services(page.catalog, capability)
    )


def capability_rows(page: Page, capability: str) -> str:
    """Render a section per row."""
    return page.render("capability_rows.md.j2", rows=compare_views.row_views(page.catalog, capability))


def capability_foot(page: Page, capability: str) -> str:
    """Render related themes, questions that rely on the rows, and what changed in half a year and lies ahead."""
    found = capability_of(page.catalog, capability)
    asked = questions_on_rows(page.catalog, [row.id for row in found.rows])
    changed = names_views.events(page.catalog, capability=capability)
    near = [event for event in changed if (event.ends or event.date) >= months_from(page.catalog.as_of, -6)]
    return page.render(
        "capability_foot.md.j2",
        capability=found,
        questions=asked,
        events=near,
        others=len(changed) - len(near),
        contested=names_views.contested_touching(page.catalog, capability=capability),
    )


def comparison(page: Page) -> str:
    """Render the comparison guide: every row and platform, support and the answer in one line."""
    groups = [(found, compare_views.row_views(page.catalog, found.id)) for found in page.catalog.capabilities.values()]
    return page.render("comparison.md.j2", groups=groups)


def guide_filters(page: Page) -> str:
    """Render the filter form of the comparison guide; without scripts the style sheet hides it."""
    return page.render("guide_filters.html.j2")


def text_filter(page: Page, what: str) -> str:
    """Render a form that filters the page's entries by text and platform."""
    return page.render("text_filter.html.j2", what=what)


def row_page(page: Page, row: str) -> str:
    """Render the page of one row."""
    view = row_view(page.catalog, row)
    limits = [limit for limit in page.catalog.limits.values() if row in limit.rows]
    return page.render(
        "row_page.md.j2",
        row=view,
        limits=limits,
        questions=questions_on_rows(page.catalog, [row]),
        history=row_history(page.catalog, row),
        events=row_events(page.catalog, row),
        contested=names_views.contested_touching(page.catalog, row=row),
        code=[(step, on_platforms(page.catalog, step.id)) for step in steps_of(page.catalog, row=row)],
    )


def rows(page: Page, *ids: str) -> str:
    """`{{ rows("ep-rollback", "reg-alias") }}`: a small table of the named rows."""
    return page.render("rows_table.html.j2", rows=[row_view(page.catalog, row) for row in ids], caption="Rows")
