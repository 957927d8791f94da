"""What pages can call: `show` puts in a view by its name, the others write a word or a number into a sentence."""

from __future__ import annotations

from inspect import isfunction
from typing import TYPE_CHECKING

from jinja2 import UndefinedError

from cloud_ml_platforms.text.points import points_of
from cloud_ml_platforms.text.words import INGREDIENT_WORDS
from cloud_ml_platforms.topics.cost.views import worked_cell
from cloud_ml_platforms.topics.registry import templates, view_of, view_wanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloud_ml_platforms.topics.page import Page


def show(page: Page, name: str, /, *arguments: object, **keywords: object) -> str:
    """`{{ show("capability_rows", "online-endpoints") }}`: the template of that name, with what the view of that name says."""
    values = view_of(name, *arguments, **keywords)(page.catalog, *arguments, **keywords)
    try:
        return page.render(templates()[name], **values)
    except UndefinedError as error:
        raise LookupError(f"found show({name!r}) where {error}; expected {view_wanted(name)}") from error


def folded(page: Page, *, caller: Callable[[], str] = str) -> str:
    """`{% call folded() %}` around a list: each item opens, its first words in bold or its first sentence in sight."""
    points = [point for point in points_of(caller()) if point]
    return page.render("folded.html.j2", points=points)


def ref(page: Page, reference: str) -> str:
    """`{{ ref("lim-ep-timeout-s sagemaker real-time") }}`: a name, value or date of the data, linked (see text/references.py)."""
    return str(page.ref(reference))


def beside(page: Page, *references: str) -> str:
    """`{{ beside("ep-rollback") }}`: what a sentence rests on, in the margin; in brackets where there is none."""
    return f'<span class="beside">{", ".join(str(page.ref(reference)) for reference in references)}</span>'


def cost(page: Page, table: str, number: str, column: str) -> str:
    """`{{ cost("wk-ways-to-buy", "held", "own") }}`: a worked number of data/cost.yml in USD a month, or "not known" with a link."""
    cell = worked_cell(page.catalog, table, number, column)
    return page.render("cost.html.j2", cell=cell, scenario=page.catalog.worked[table].scenario).strip()


def as_of(page: Page) -> str:
    """`{{ as_of() }}`: the day the data speaks for."""
    return page.catalog.as_of


def site_address(page: Page) -> str:
    """`{{ site_address() }}`: the address of the published site, with a slash at its end."""
    return page.site.rstrip("/") + "/"


def engine_day(page: Page, day: str) -> str:
    """`{{ engine_day("ends") }}`: when the theme's maintenance ends; `switch_by`: when the switch is made at the latest."""
    if day not in {"ends", "switch_by"}:
        raise LookupError(f"found engine_day({day!r}); expected ends or switch_by")
    return str(getattr(page.catalog.engine, day))


def ingredient(page: Page, name: str) -> str:  # noqa: ARG001 - all macros take the page
    """`{{ ingredient("rollback") }}`: marks where an answer names one of the six ingredients."""
    if name not in INGREDIENT_WORDS:
        raise LookupError(f"found ingredient {name!r}; expected one of {', '.join(INGREDIENT_WORDS)}")
    number = list(INGREDIENT_WORDS).index(name) + 1
    return f'<span class="ingredient" data-number="{number}">{INGREDIENT_WORDS[name]}</span>'


def count(page: Page, kind: str) -> str:
    """`{{ count("rows") }}`: how many there are: rows, limits, sources, platforms, directions of translation, ..."""
    catalog = page.catalog
    cells = [row.mark_of(platform) for row in catalog.rows.values() for platform in row.platforms]
    limit_cells = [cell for limit in catalog.limits.values() for cell in limit.platforms.values()]
    counts = {
        "platforms": len(catalog.platforms),
        "directions": 2 * len(catalog.pairs),
        "rows": len(catalog.rows),
        "cells": len(cells),
        "unknown": cells.count("not-documented") + sum(c.state == "unknown" for c in limit_cells),
        "limits": len(catalog.limits),
        "sources": len(catalog.sources),
        "questions": len(catalog.questions),
        "core": sum(question.core for question in catalog.questions.values()),
        "cases": len(catalog.cases),
        "events": len(catalog.events),
        "things": len(catalog.things),
        "capabilities": len(catalog.capabilities),
        "contested": len(catalog.contested),
        "translated": len(catalog.translated),
        "evidence": sum(1 for _ in catalog.evidence_by_record),
    }
    if kind not in counts:
        raise LookupError(f"found count({kind!r}); expected one of {', '.join(counts)}")
    return f"{counts[kind]:,}"


MACROS: dict[str, Callable[..., str]] = {
    name: function
    for name, function in globals().items()
    if isfunction(function) and function.__module__ == __name__ and not name.startswith("_")
}
