"""What pages show of cost: the calculator, its scenarios, formulas and prices, worked numbers, what is billed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.compute.calculator import PEOPLE, column_names, is_second_hand, price_names
from cloud_ml_platforms.model.billing import QUESTIONS
from cloud_ml_platforms.topics.cost.bills import BillCell, bills
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog

WAITS = {
    "always": "Always",
    "kept": "If kept",
    "stored": "Storage",
    "nothing": "Nothing",
    "unknown": "Not known",
}


@view
def billing(catalog: Catalog) -> Values:
    """What bills while nobody works at a glance, then each use by platform."""
    return {"uses": [(use, _answers_by_question(catalog, use)) for use in catalog.uses.values()], "waits": WAITS}


def _answers_by_question(catalog: Catalog, use: m.Use) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the questions that a use answers, each with the answers by platform, as inline Markdown."""
    return [
        (words, [(platform, use.answers[key][platform]) for platform in catalog.full_platforms])
        for key, words in QUESTIONS.items()
        if key in use.answers
    ]


# Worked numbers ------------------------------------------------------------------------------------------------------


@view
def worked(catalog: Catalog, table: str) -> Values:
    """A table of worked numbers of data/cost.yml, with the prices behind them."""
    worked_table = _record_named(catalog.worked, table, "table of worked numbers")
    cells = bills(catalog).worked[table]
    shown_cells = [
        cells[name][platform]
        for name, row in worked_table.numbers.items()
        for platform in catalog.full_platforms
        if platform not in row.instead
    ]
    prices = {name: catalog.prices[name] for cell in shown_cells for name in cell.prices}
    derived = {name for name, price in prices.items() if price.derived}
    return {"table": worked_table, "cells": cells, "prices": prices.values(), "derived": derived}


def worked_cell(catalog: Catalog, table: str, number: str, column: str) -> BillCell:
    """Return one worked number. Raises LookupError for one that is not there."""
    _record_named(_record_named(catalog.worked, table, "table of worked numbers").numbers, number, "worked number")
    cell: BillCell = _record_named(bills(catalog).worked[table][number], column, "column")
    return cell


def _record_named(records: Mapping[Any, Any], name: str, kind: str) -> Any:  # noqa: ANN401 - a record of that kind
    if name not in records:
        raise LookupError(f"found {kind} {name!r}; expected one of {', '.join(records)}")
    return records[name]


# The calculator ------------------------------------------------------------------------------------------------------


def columns_of(catalog: Catalog) -> Values:
    """Return the columns of a bill with their names."""
    return {"columns": catalog.columns, "names": column_names(catalog)}


@view
def cost_calculator(catalog: Catalog) -> Values:
    """The calculator's form, bars and bill; scripts fill them."""
    inputs = catalog.cost_inputs.values()
    groups = [
        (
            group,
            [field for field in inputs if field.group == group.id and not field.first],
            [line for line in catalog.cost_lines.values() if line.group == group.id],
        )
        for group in catalog.cost_groups.values()
    ]
    computed = bills(catalog)
    return {
        "first": [field for field in inputs if field.first],
        "groups": groups,
        "people": PEOPLE,
        "words": computed.words,
        "standard": computed.standard,
        "regions": price_regions(catalog),
        **columns_of(catalog),
    }


def price_regions(catalog: Catalog) -> dict[str, str]:
    """Return the Region that most prices of each platform are of, by platform."""
    regions = {}
    for platform in catalog.platforms:
        counts = Counter(price.region for price in catalog.prices.values() if price.of == platform and price.region)
        if counts:
            regions[platform] = counts.most_common(1)[0][0]
    return regions


@view
def cost_scenarios(catalog: Catalog) -> Values:
    """Every scenario as a month worked out, for readers with and without scripts."""
    return {"months": bills(catalog).scenarios, "of_names": price_names(catalog), **columns_of(catalog)}


@dataclass(frozen=True)
class Formula:
    """One formula in words, and the columns that it holds for; or the reason why they are free."""

    columns: list[str]
    words: str | None = None
    free: str | None = None


@view
def cost_formulas(catalog: Catalog) -> Values:
    """Every line of the bill with its formula in each column, or why it is not billed."""
    words = bills(catalog).words
    return {"lines": [(line, formulas(catalog, line, words[line.id])) for line in catalog.cost_lines.values()]}


def formulas(catalog: Catalog, line: m.CostLine, words: Mapping[str, str]) -> list[Formula]:
    """Return the formulas of a line, each once with its columns, then why the others are free."""
    names = column_names(catalog)
    by_words: dict[str, list[str]] = {}
    free: dict[str, list[str]] = {}
    for column in catalog.columns:
        if column in words:
            by_words.setdefault(words[column], []).append(names[column])
        else:
            free.setdefault(line.free[column], []).append(names[column])
    return [
        *(Formula(columns, words=words) for words, columns in by_words.items()),
        *(Formula(columns, free=reason) for reason, columns in free.items()),
    ]


@view
def cost_prices(catalog: Catalog) -> Values:
    """Every price by meter, in the order of whose it is, with its machine, date and evidence; each meter is a line that opens."""
    pairs = [
        (meter, [price for price in catalog.prices.values() if price.meter == meter.id])
        for meter in catalog.meters.values()
    ]
    meters = [
        (meter, sorted(prices, key=lambda price: catalog.known.priced.index(price.of))) for meter, prices in pairs
    ]
    quoted = {price.id for price in catalog.prices.values() if is_second_hand(catalog, price)}
    return {
        "meters": meters,
        "of_names": price_names(catalog),
        "second_hand": quoted,
        "unknown": _count_unknown_prices(catalog),
    }


def _count_unknown_prices(catalog: Catalog) -> int:
    """Return how many prices nobody could show us."""
    return sum(price.usd is None for price in catalog.prices.values())
