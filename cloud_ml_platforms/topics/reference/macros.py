"""Macros of the reference pages, and the small ones that any page uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.paths import DIAGRAMS
from cloud_ml_platforms.topics.reference.views import source_uses

if TYPE_CHECKING:
    from cloud_ml_platforms.topics.page import Page


def ref(page: Page, reference: str) -> str:
    """`{{ ref("lim-ep-timeout-s sagemaker real-time") }}`: a name, value or date of the data, linked (see text/references.py)."""
    return str(page.ref(reference))


def as_of(page: Page) -> str:
    """`{{ as_of() }}`: the day the data speaks for."""
    return page.catalog.as_of


def engine_day(page: Page, which: str) -> str:
    """`{{ engine_day("ends") }}`: when the theme's maintenance ends; `switch_by`: when the switch is made at the latest."""
    if which not in {"ends", "switch_by"}:
        msg = f"found engine_day({which!r}); expected ends or switch_by"
        raise LookupError(msg)
    return str(getattr(page.catalog.engine, which))


def engine_facts(page: Page) -> str:
    """Render what sources state about the engines."""
    return page.render("engine_facts.html.j2", facts=page.catalog.engine.facts if page.catalog.engine else ())


def engine_differences(page: Page) -> str:
    """Render what a build by the next engine does differently, as the tests assert it."""
    return page.render("engine_differences.md.j2", found=page.catalog.engine.differences if page.catalog.engine else ())


def count(page: Page, what: str) -> str:
    """`{{ count("rows") }}`: how many rows, limits, sources, questions, events, cells or unknowns there are."""
    catalog = page.catalog
    cells = [cell for row in catalog.rows.values() for cell in row.platforms.values()]
    limit_cells = [cell for limit in catalog.limits.values() for cell in limit.platforms.values()]
    counts = {
        "rows": len(catalog.rows),
        "cells": len(cells),
        "unknown": sum(cell.support == "unknown" for cell in cells) + sum(c.state == "unknown" for c in limit_cells),
        "limits": len(catalog.limits),
        "sources": len(catalog.sources),
        "questions": len(catalog.questions),
        "core": sum(question.core for question in catalog.questions.values()),
        "cases": len(catalog.cases),
        "events": len(catalog.events),
        "capabilities": len(catalog.capabilities),
        "contested": len(catalog.contested),
        "translated": len(catalog.translated),
        "evidence": sum(1 for _ in catalog.evidence_by_record()),
    }
    if what not in counts:
        msg = f"found count({what!r}); expected one of {', '.join(counts)}"
        raise LookupError(msg)
    return f"{counts[what]:,}"


def glossary(page: Page) -> str:
    """Render every term."""
    ordered = sorted(page.catalog.terms.values(), key=lambda term: term.term.lower())
    return page.render("glossary.md.j2", terms=[{"letter": term.term[0].upper(), "term": term} for term in ordered])


def sources(page: Page) -> str:
    """Render every source with its dates and the records that cite it."""
    return page.render("sources.md.j2", sources=source_uses(page.catalog))


def diagram(page: Page, name: str) -> str:  # noqa: ARG001 - all macros take the page
    """`{{ diagram("sagemaker") }}`: a diagram of diagrams/, inline, with its text alternative."""
    path = DIAGRAMS / f"{name}.svg"
    if not path.is_file():
        known = ", ".join(sorted(found.stem for found in DIAGRAMS.glob("*.svg")))
        msg = f"found diagram {name!r}; expected one of {known}"
        raise LookupError(msg)
    return f'<figure class="diagram" data-search-exclude>\n{path.read_text(encoding="utf-8").strip()}\n</figure>'


def site_address(page: Page) -> str:
    """`{{ site_address() }}`: the address of the published site, with a slash at its end."""
    return page.site.rstrip("/") + "/"
