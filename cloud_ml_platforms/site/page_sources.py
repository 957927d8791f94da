"""Sources of the pages that are generated: of rows, questions, partial platforms, limits by capability, names by platform, changes by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.capabilities import platform_label
from cloud_ml_platforms.text.words import cut_text
from cloud_ml_platforms.topics.page import Page

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


LONGEST_DESCRIPTION = 155


GENERATED_PAGE = """---
title: "{title}"
description: "{description}"
template: wide.html{script}
---
{{{{ show("{view}", "{id}") }}}}
"""


def row_source(catalog: Catalog, row_id: str) -> str:
    """Return the source of a row's page."""
    row = catalog.rows[row_id]
    page = Page("r/x/", directory_urls=True, catalog=catalog)
    names = {platform: catalog.platforms[platform].short for platform in catalog.answering(row.platforms)}
    values = [f"{name}: {page.plain(row.platforms[platform].value)}" for platform, name in names.items()]
    description = cut_text(f"{'; '.join(values)}. {page.plain(row.asks)}", LONGEST_DESCRIPTION)
    return _page("row_page", row_id, f"{row.name}: {', '.join(names.values())}", description)


def platform_source(catalog: Catalog, platform_id: str) -> str:
    """Return the source of a partial platform's page."""
    platform = catalog.platforms[platform_id]
    answers = sum(platform_id in row.platforms for row in catalog.rows.values())
    description = f"What the guide compares of {platform.long} so far: {answers} rows, with limits and names, and what is not compared yet."
    return _page("partial_platform", platform_id, f"{platform.short}: compared so far", description)


def question_source(catalog: Catalog, question_id: str) -> str:
    """Return the source of a question's page."""
    question = catalog.questions[question_id]
    page = Page("q/x/", directory_urls=True, catalog=catalog)
    question_text = page.plain(question.question)
    names = ", ".join(catalog.platforms[platform].short for platform in question.platforms)
    description = cut_text(f"{question.level} question on {names}: {question_text}", LONGEST_DESCRIPTION)
    return _page("question_page", question_id, question_text, description)


def limits_source(catalog: Catalog, capability: str) -> str:
    """Return the source of the page with all that is known of a capability's limits."""
    name = catalog.capabilities[capability].name
    names = [limit.name for limit in catalog.limits.values() if catalog.limit_capability[limit.id] == capability]
    description = cut_text(
        f"Limits and contracts with sources, by platform and kind: {', '.join(names)}", LONGEST_DESCRIPTION
    )
    return _page("limits_page", capability, f"Limits: {name}", description)


def names_source(catalog: Catalog, owner: str) -> str:
    """Return the source of the page with all that the ledger holds of a platform, or of `all`."""
    label = platform_label(catalog, owner)
    description = (
        f"Names of {label}, old and new: every event of the ledger with what breaks, what to use and its sources"
    )
    return _page("ledger_page", owner, f"Names, old and new: {label}", description)


def day_source(catalog: Catalog, date: str) -> str:
    """Return the source of the page with what changed on a day (`2026-11-30`)."""
    count = sum(change.date == date for change in catalog.changes)
    description = f"What changed in this guide on {date}: {count} entr{'y' if count == 1 else 'ies'} of the journal, each with the facts that it changed"
    return _page("day_page", date, f"Changes of {date}", description, script="changes")


def _page(view: str, record: str, title: str, description: str, script: str = "") -> str:
    return GENERATED_PAGE.format(
        view=view,
        id=record,
        title=_quoted(title),
        description=_quoted(description),
        script=f"\nscript: {script}" if script else "",
    )


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
