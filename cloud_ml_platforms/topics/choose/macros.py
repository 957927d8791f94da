"""Macros of the selection framework, the selector and the alternatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.choose import instead
from cloud_ml_platforms.topics.choose.selector import (
    GRADE_WORDS,
    WEIGHTS,
    by_constraint,
    criterion_view,
    sharing,
    state_of,
)

if TYPE_CHECKING:
    from cloud_ml_platforms.topics.page import Page


def constraints(page: Page) -> str:
    """Render the five constraints of the selection framework."""
    return page.render("constraints.md.j2", constraints=page.catalog.constraints)


def constraints_short(page: Page) -> str:
    """Render the five constraints, a line each."""
    return page.render("constraints_short.html.j2", constraints=page.catalog.constraints)


def decisions(page: Page) -> str:
    """Render the worked decisions."""
    return page.render("decisions.md.j2", decisions=page.catalog.decisions)


def selector_form(page: Page) -> str:
    """Render the selector's form and the places of its answer; scripts fill them."""
    return page.render(
        "selector_form.html.j2",
        groups=by_constraint(page.catalog),
        weights=WEIGHTS,
        state_of=state_of,
    )


def selector_presets(page: Page) -> str:
    """Render the presets: who it is, what they require and weigh, a link that opens the decision."""
    return page.render(
        "selector_presets.md.j2",
        presets=page.catalog.presets.values(),
        weights=WEIGHTS,
        state_of=state_of,
    )


def selector_criteria(page: Page) -> str:
    """Render every criterion by constraint: what it asks, and per platform and kind the verdict with its reason."""
    return page.render(
        "selector_criteria.md.j2",
        groups=by_constraint(page.catalog),
        answers=lambda criterion: criterion_view(page.catalog, criterion),
        sharing=lambda criterion: sharing(page.catalog, criterion),
        words=GRADE_WORDS,
    )


def selector_signals(page: Page) -> str:
    """Render what speaks for running a platform of one's own."""
    return page.render("selector_signals.html.j2", signals=page.catalog.signals.values())


def instead_signals(page: Page) -> str:
    """Render the table of signals: what is measured, and which other way to run models it leads to."""
    return page.render("instead_signals.html.j2", alternatives=page.catalog.alternatives.values())


def alternatives(page: Page) -> str:
    """Render a section per other way to run models: signal, when to take it, what to say, the facts with evidence."""
    return page.render("instead_alternatives.md.j2", alternatives=instead.alternative_views(page.catalog))


def leaving(page: Page) -> str:
    """Render the table of what a team takes over when it leaves the managed platform."""
    return page.render("instead_leaving.html.j2", leaving=instead.leaving_views(page.catalog))
