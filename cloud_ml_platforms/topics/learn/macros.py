"""Macros of the learning plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.learn import views as learn_views

if TYPE_CHECKING:
    from cloud_ml_platforms.topics.page import Page

PLAN_TITLES = {1: "Tonight", 3: "Three evenings", 7: "Seven evenings", 14: "Fourteen evenings"}


def learning_plan(page: Page) -> str:
    """Render the form of the plan, its steps for scripts to choose from, and four plans that need none."""
    return page.render(
        "plan.md.j2",
        views=learn_views.step_views(page.catalog, page.links),
        plans=learn_views.shown_plans(page.catalog, page.links),
        titles=PLAN_TITLES,
        anchors={count: title.lower().replace(" ", "-") for count, title in PLAN_TITLES.items()},
        longest=learn_views.LONGEST,
        filled=learn_views.filled,
        general_step=learn_views.GENERAL,
    )


def plan_form(page: Page) -> str:
    """Render the form that leads to the plan."""
    return page.render(
        "plan_form.html.j2", action=page.links.untouched.to("learn/"), home=True, longest=learn_views.LONGEST
    )
