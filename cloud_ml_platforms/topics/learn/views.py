"""The learning plan: which step falls on which evening, and where it leads for which platforms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from cloud_ml_platforms.compute.pairs import ordered_pairs
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from collections.abc import Collection

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog

LONGEST = 14
TITLES = {1: "Tonight", 3: "Three evenings", 7: "Seven evenings", 14: "Fourteen evenings"}  # without scripts
PRACTICE, MOCK = "interview/practice/", "interview/mock/"

Place = tuple[str, str | None]  # a page and an anchor on it


@dataclass(frozen=True)
class StepView:
    """One step, ready to show.

    `before`, `link` and `after` are the parts of its text, {mine} and {theirs} still in them; `place` is where it can
    lead without platforms; `places` for each value of `by` ("mine", "theirs" or "pair", else empty); `state` is
    what the address of a coach page holds. `evenings[n - 1]` is its evening in a plan of n evenings, 0 when it has none.
    """

    step: m.PlanStep
    before: str
    link: str
    after: str
    place: Place
    by: str
    places: dict[str, Place]
    state: str
    evenings: tuple[int, ...]


def evenings(steps: Collection[m.PlanStep], count: int) -> dict[str, int]:
    """Return the evening (from 1) of every step that a plan of `count` evenings has, by step id.

    Steps keep their order; each falls on the evening in which its middle lies when the minutes are shared out evenly.
    What is for newcomers alone comes first and moves nothing of the others' plan.
    """
    taken = [step for step in steps if step.from_ <= count]
    shared = [step for step in taken if not step.new]
    share = sum(step.minutes for step in shared) / count
    evening_by_step, passed = {step.id: 1 for step in taken if step.new}, 0
    for step in shared:
        evening_by_step[step.id] = min(int((passed + step.minutes / 2) / share) + 1, count)
        passed += step.minutes
    return evening_by_step


def step_views(catalog: Catalog) -> list[StepView]:
    """Return every step with where it leads."""
    steps = catalog.plan.values()
    by_count = [evenings(steps, count) for count in range(1, LONGEST + 1)]
    return [
        _step_view(catalog, step, tuple(evening_by_step.get(step.id, 0) for evening_by_step in by_count))
        for step in steps
    ]


def _step_view(catalog: Catalog, step: m.PlanStep, on: tuple[int, ...]) -> StepView:
    before, link, after = re.split(r"\[([^\]]+)\]", step.do, maxsplit=1)  # the model wants a link in it
    if step.page is None:
        place, values = (PRACTICE, step.practise) if step.practise else (MOCK, step.mock)
        state = urlencode({**(values or {}), "p": "{theirs}"}, safe="{}")
        return StepView(step, before, link, after, (place, None), "", {}, state, on)
    wanted = [name for name in ("mine", "theirs") if f"{{{name}}}" in step.page]
    by = "pair" if len(wanted) > 1 else "".join(wanted)
    page, _, anchor = step.page.partition("#")
    places = {
        key: (with_platforms(page, names), with_platforms(anchor, names) or None)
        for key, names in _platform_names(catalog, by).items()
    }
    general = (step.general or "", None) if by else (page, anchor or None)
    return StepView(step, before, link, after, general, by, places, urlencode(step.state or {}, safe="{}"), on)


def _platform_names(catalog: Catalog, by: str) -> dict[str, dict[str, str]]:
    """Return what {mine} and {theirs} are for each value of `by`."""
    if by == "pair":
        return {f"{mine}-to-{theirs}": {"mine": mine, "theirs": theirs} for mine, theirs in ordered_pairs(catalog)}
    return {platform: {by: platform} for platform in catalog.full_platforms} if by else {}


def with_platforms(text: str, names: dict[str, str]) -> str:
    """Return a text with {mine} and {theirs} put in."""
    return re.sub(r"\{(mine|theirs)\}", lambda match: names.get(match[1], match[0]), text)


@view
def plan(catalog: Catalog) -> Values:
    """Return the steps of the plan for scripts to choose from, and some plans that need none: the steps of each evening."""
    steps = step_views(catalog)
    plans = {
        count: [[step for step in steps if step.evenings[count - 1] == evening] for evening in range(1, count + 1)]
        for count in TITLES
    }
    return {"views": steps, "plans": plans, "titles": TITLES, "longest": LONGEST}


@view
def plan_form(catalog: Catalog) -> Values:  # noqa: ARG001 - all views take the catalog
    """Return what the form that leads to the plan offers."""
    return {"home": True, "longest": LONGEST}
