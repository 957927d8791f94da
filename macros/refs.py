"""References in text: `[[id]]` in data, `{{ ref("id") }}` in pages. One grammar, one resolver.

`[[ep-kinds]]`                                a row: its name, linked
`[[ep-kinds sagemaker]]`                      one cell: the answer in one line, linked
`[[lim-ep-request-mb sagemaker real-time]]`   a limit: value and unit, linked
`[[sm-model-monitor]]`                        a thing of the ledger: its official name
`[[sm-model-monitor-closed]]`                 an event of the ledger: its date, linked
`[[q-...]]`, `[[<glossary id>]]`, `[[<capability id>]]`, `[[<theme id>]]`   linked by name
`[[id|other words]]`                          the same target under other words
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from macros import models as m
    from macros.catalog import Catalog

REF = re.compile(r"\[\[([^\[\]]+)\]\]")


@dataclass(frozen=True)
class Target:
    """Where a reference leads: text (inline Markdown), page address from the site root, anchor; or a problem."""

    text: str = ""
    page: str | None = None
    anchor: str | None = None
    problem: str | None = None


def resolve(catalog: Catalog, reference: str) -> Target:
    """Return the target of a reference; `problem` says what is expected when it has none."""
    address, _, words = reference.partition("|")
    parts = address.split()
    if not parts:
        return Target(problem="an id")
    target = _resolve(catalog, parts)
    if target.problem is None and words.strip():
        return Target(words.strip(), target.page, target.anchor)
    return target


def _resolve(catalog: Catalog, parts: list[str]) -> Target:
    first, rest = parts[0], parts[1:]
    if first in catalog.rows:
        return _row(catalog, first, rest)
    if first in catalog.limits:
        return _limit(catalog.limits[first], rest)
    if rest:
        return Target(problem="platform and way only after the id of a row or limit")
    if first in catalog.things:
        return Target(catalog.things[first].names[-1].name)
    if first in catalog.events:
        return Target(catalog.events[first].date, "compare/names/", first)
    if first in catalog.terms:
        return Target(catalog.terms[first].term, "reference/glossary/", first)
    if first in catalog.capabilities:
        return Target(catalog.capabilities[first].name, f"compare/{first}/")
    if first in catalog.themes:
        return Target(catalog.themes[first].name, f"interview/{first}/")
    if first in catalog.questions:
        question = catalog.questions[first]
        return Target(question.question, question_page(question), first)
    return Target(problem="the id of a row, limit, thing, event, term, capability, theme or question")


def question_page(question: m.Question) -> str:
    """Return the page on which a question stands: its theme, or for platform depth the provider's guide."""
    if question.theme == "platform-depth":
        return f"providers/{question.platforms[0]}/"
    if question.theme == "platform-choice":
        return "choose/"
    return f"interview/{question.theme}/"


def _row(catalog: Catalog, row_id: str, rest: list[str]) -> Target:
    row = catalog.rows[row_id]
    page = f"compare/{catalog.row_capability[row_id].id}/"
    if not rest:
        return Target(row.name, page, row_id)
    platform = rest[0]
    if platform not in row.platforms or len(rest) > 1:
        return Target(problem=f"one platform after {row_id}: " + ", ".join(row.platforms))
    cell = row.platforms[platform]  # type: ignore[index]
    text = cell.short if cell.short is not None else cell.ways[0].how
    return Target(text, page, f"{row_id}--{platform}")


def _limit(limit: m.Limit, rest: list[str]) -> Target:
    page, anchor = "compare/limits/", limit.id
    if not rest:
        return Target(limit.name, page, anchor)
    cell = limit.platforms.get(rest[0])  # type: ignore[call-overload]
    if cell is None:
        return Target(problem=f"a platform after {limit.id}: " + ", ".join(limit.platforms))
    if cell.state != "values":
        return Target(cell.state if cell.state == "unknown" else "none", page, f"{anchor}--{rest[0]}")
    if len(rest) < 2:
        return Target(problem=f"a way after {limit.id} {rest[0]}: " + ", ".join(value.way for value in cell.values))
    rule = rest[2] if len(rest) > 2 else None
    values = [v for v in cell.values if v.way == rest[1] and (rule is None or rule in {v.rule, v.says})]
    if not values:
        return Target(problem=f"a way of {limit.id} {rest[0]}: " + ", ".join(f"{v.way} {v.rule}" for v in cell.values))
    texts = dict.fromkeys(with_unit(value.value, limit.unit) for value in values)
    return Target(" or ".join(texts), page, f"{anchor}--{rest[0]}")


def with_unit(value: float | str, unit: str | None) -> str:
    """Return a value with thousands separators and its unit."""
    if isinstance(value, str):
        return value
    number = f"{value:,}"
    if not unit:
        return number
    one = value == 1 and len(unit) > 2 and unit.isalpha()
    return f"{number} {unit.removesuffix('s') if one else unit}"
