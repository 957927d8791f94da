"""The learning plan: which step falls on which evening, and where it leads for which platforms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from cloud_ml_platforms.compute.pairs import ordered_pairs

if TYPE_CHECKING:
    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.text.links import Links

LONGEST = 14
SHOWN = (1, 3, 7, 14)  # the plans that the page shows without scripts
GENERAL = {"mine": "your platform", "theirs": "their platform"}
PRACTICE, MOCK = "interview/practice/", "interview/mock/"


@dataclass(frozen=True)
class StepView:
    """One step, ready to show.

    `before`, `link` and `after` are the parts of its text, {mine} and {theirs} still in them; `href` leads where it can
    lead without platforms; `hrefs` to the page for each value of `by` ("mine", "theirs" or "pair", else empty); `state` is
    what the address of a coach page holds. `evenings[n - 1]` is its evening in a plan of n evenings, 0 when it has none.
    """

    step: m.PlanStep
    before: str
    link: str
    after: str
    href: str
    by: str
    hrefs: dict[str, str]
    state: str
    evenings: tuple[int, ...]


def evenings(steps: tuple[m.PlanStep, ...], count: int) -> dict[str, int]:
    """Return the evening (from 1) of every step that a plan of `count` evenings has, by step id.

    Steps keep their order; each falls on the evening in which its middle lies when the minutes are shared out evenly.
    """
    taken = [step for step in steps if step.from_ <= count]
    share = sum(step.minutes for step in taken) / count
    out, passed = {}, 0
    for step in taken:
        out[step.id] = min(int((passed + step.minutes / 2) / share) + 1, count)
        passed += step.minutes
    return out


def step_views(catalog: Catalog, links: Links) -> list[StepView]:
    """Return every step with where it leads, as seen from a page."""
    steps = catalog.plan
    by_count = [evenings(steps, count) for count in range(1, LONGEST + 1)]
    return [_view(catalog, links, step, tuple(found.get(step.id, 0) for found in by_count)) for step in steps]


def _view(catalog: Catalog, links: Links, step: m.PlanStep, on: tuple[int, ...]) -> StepView:
    before, link, after = re.split(r"\[([^\]]+)\]", step.do, maxsplit=1)  # the model wants a link in it
    if step.page is None:
        place, values = (PRACTICE, step.practise) if step.practise else (MOCK, step.mock)
        state = urlencode({**(values or {}), "p": "{theirs}"}, safe="{}")
        return StepView(step, before, link, after, links.to(place), "", {}, state, on)
    wanted = [name for name in GENERAL if f"{{{name}}}" in step.page]
    by = "pair" if len(wanted) > 1 else "".join(wanted)
    place, _, anchor = step.page.partition("#")
    hrefs = {
        key: links.untouched.to(filled(place, names), anchor or None) for key, names in _platforms(catalog, by).items()
    }
    general = links.to(step.general or "") if by else links.to(place, anchor or None)
    return StepView(step, before, link, after, general, by, hrefs, urlencode(step.state or {}, safe="{}"), on)


def _platforms(catalog: Catalog, by: str) -> dict[str, dict[str, str]]:
    """Return what {mine} and {theirs} are for each value of `by`."""
    if by == "pair":
        return {f"{mine}-to-{theirs}": {"mine": mine, "theirs": theirs} for mine, theirs in ordered_pairs()}
    return {platform: {by: platform} for platform in catalog.platforms} if by else {}


def filled(text: str, names: dict[str, str]) -> str:
    """Return a text with {mine} and {theirs} put in."""
    return re.sub(r"\{(mine|theirs)\}", lambda match: names.get(match[1], match[0]), text)


def shown_plans(catalog: Catalog, links: Links) -> dict[int, list[list[StepView]]]:
    """Return the plans that stand in the page without scripts: by number of evenings, the steps of each."""
    views = step_views(catalog, links)
    return {
        count: [[view for view in views if view.evenings[count - 1] == evening] for evening in range(1, count + 1)]
        for count in SHOWN
    }
