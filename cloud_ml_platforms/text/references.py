"""References in text: `[[id]]` in data, `{{ ref("id") }}` in pages. One grammar, one resolver.

`[[ep-kinds]]`                                a row: its name, linked
`[[ep-kinds sagemaker]]`                      one cell: the row's name, linked to the platform's answer
`[[lim-ep-request-mb sagemaker real-time]]`   a limit: value and unit, linked
`[[sm-model-monitor]]`                        a thing of the ledger: its official name
`[[sm-model-monitor-closed]]`                 an event of the ledger: its date, linked
`[[vx-explainable-ai-deprecated ends]]`       the announced end of a deprecation
`[[q-...]]`, `[[c-...]]`, `[[<glossary id>]]`, `[[<capability id>]]`, `[[<theme id>]]`, `[[<case id>]]`   linked by name
`[[bill-training]]`                           what a use is billed for: its name, linked
`[[b-...]]`, `[[tr-...]]`                     a belief: its claim; a translated idea: the idea; both linked
`[[pr-sagemaker-cpu]]`                        a price of the calculator: `0.23 USD per hour`, linked; `[[sc-pilot]]` a scenario
`[[cr-...]]`, `[[pre-...]]`                   a criterion or a preset of the selector: its name, linked
`[[alt-...]]`, `[[leave-...]]`                another way to run models; what leaving hands over: its name, linked
`[[id|other words]]`                          the same target under other words
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.model.known import nearest_hint
from cloud_ml_platforms.numbers import readable_value

if TYPE_CHECKING:
    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog

REF = re.compile(r"\[\[([^\[\]]+)\]\]")


def references_in(text: str) -> list[list[str]]:
    """Return the words of each reference of a text, its id first: `["ep-kinds", "sagemaker"]`."""
    return [words for match in REF.finditer(text) if (words := match[1].partition("|")[0].split())]


@dataclass(frozen=True)
class Target:
    """Where a reference leads: text (inline Markdown), page address from the site root, anchor; or a problem."""

    text: str = ""
    page: str | None = None
    anchor: str | None = None
    problem: str | None = None


def resolve_reference(catalog: Catalog, reference: str) -> Target:
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
    first, words = parts[0], parts[1:]
    target = _resolve_id(catalog, first)
    if not words:
        return target
    if first in catalog.rows:
        return _row(catalog, first, words)
    if first in catalog.limits:
        return _limit(catalog, catalog.limits[first], words)
    if first in catalog.events and words == ["ends"]:
        ends = catalog.events[first].ends
        return Target(ends, target.page, first) if ends else Target(problem=f"an end date: {first} has none")
    if target.problem is None:
        return Target(problem="platform and way only after the id of a row or limit, 'ends' only after a deprecation")
    if words == ["ends"]:
        return Target(problem="the id of an event before 'ends'" + nearest_hint(first, catalog.events))
    ids = [*catalog.rows, *catalog.limits]
    return Target(problem=f"the id of a row or limit before {' '.join(words)!r}" + nearest_hint(first, ids))


def _resolve_id(catalog: Catalog, name: str) -> Target:
    """Resolve an id without further words."""
    kind, record = catalog.by_id.get(name, (None, None))
    if kind is None or kind.title is None:
        kinds = [kind for kind in catalog.kinds if kind.title is not None]
        ids = [record_id for kind in kinds for record_id in catalog.of(kind)]
        names = [kind.singular for kind in kinds]
        return Target(problem=f"the id of a {', '.join(names[:-1])} or {names[-1]}{nearest_hint(name, ids)}")
    text = (kind.reference_text or kind.title)(catalog, record)
    return Target(text, *page_of(catalog, name)) if kind.linked else Target(text)


def page_of(catalog: Catalog, name: str) -> tuple[str | None, str | None]:
    """Return page and anchor of a record, or no page when it has none."""
    kind, record = catalog.by_id.get(name, (None, None))
    if kind is None or kind.address is None:
        return None, None
    page, _, anchor = kind.address(catalog, record).partition("#")
    return page, anchor or None


def _row(catalog: Catalog, row_id: str, words: list[str]) -> Target:
    row = catalog.rows[row_id]
    page, _ = page_of(catalog, row_id)
    platform = words[0]
    if platform not in row.platforms or len(words) > 1:
        return Target(problem=f"one platform after {row_id}: " + ", ".join(row.platforms))
    return Target(row.name, page, f"{row_id}--{platform}")


def _limit(catalog: Catalog, limit: m.Limit, words: list[str]) -> Target:
    page, _ = page_of(catalog, limit.id)
    platform, way, rule = (*words, None, None)[:3]
    cell = limit.platforms.get(platform or "")
    if cell is None:
        return Target(problem=f"a platform after {limit.id}: " + ", ".join(limit.platforms))
    anchor = f"{limit.id}--{platform}"
    if cell.state != "values":
        return Target(cell.state, page, anchor)
    if way is None:
        return Target(problem=f"a way after {limit.id} {platform}: " + ", ".join(value.way for value in cell.values))
    values = [value for value in cell.values if value.way == way and rule in {None, value.rule, value.says}]
    if not values:
        return Target(
            problem=f"a way of {limit.id} {platform}: "
            + ", ".join(f"{value.way} {value.rule}" for value in cell.values)
        )
    texts = dict.fromkeys(readable_value(value.value, limit.unit) for value in values)
    return Target(" or ".join(texts), page, anchor)
