"""What the cost page shows of the calculator: lines with their formulas, scenarios as worked months, prices with evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from cloud_ml_platforms.compute import bill
from cloud_ml_platforms.compute.bill_answer import (
    CENT,
    LARGE,
    MOST_DECIDERS,
    OF_NAMES,
    SMALL,
    TIE,
    answer_sentences,
    column_names,
)
from cloud_ml_platforms.model import choose as choice
from cloud_ml_platforms.numbers import number
from cloud_ml_platforms.text.inline import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cloud_ml_platforms.catalog.types import Catalog

PAGE = "choose/cost/"


@dataclass(frozen=True)
class Formula:
    """One formula in words, and the columns that it holds for; or the reason why they are free."""

    columns: list[str]
    words: str | None = None
    free: str | None = None


@dataclass(frozen=True)
class ShownCell:
    """One cell of a worked month: its state, amount as text, the formula with numbers, the blank prices."""

    column: str
    state: str  # "known", "blank" or "free"
    amount: str
    worked: str = ""
    blanks: tuple[choice.Price, ...] = ()


@dataclass(frozen=True)
class ShownLine:
    """One line of a worked month."""

    line: choice.CostLine
    cells: list[ShownCell]


@dataclass(frozen=True)
class ShownScenario:
    """A scenario, worked: what is typed, lines by group, totals, what it says, the prices that it uses."""

    scenario: choice.Scenario
    address: str
    typed: list[tuple[choice.Input, str]]
    groups: list[tuple[choice.Group, list[ShownLine]]]
    totals: list[ShownCell]
    says: list[str]
    prices: list[choice.Price]


def formulas(catalog: Catalog, line: choice.CostLine) -> list[Formula]:
    """Return the formulas of a line, each once with its columns, then why the others are free."""
    names = column_names(catalog)
    by_words: dict[str, list[str]] = {}
    free: dict[str, list[str]] = {}
    for column in choice.COLUMNS:
        expression = bill.formula_of(line, column)
        if expression is None:
            free.setdefault(line.free[column], []).append(names[column])
        else:
            by_words.setdefault(bill.in_words(catalog, expression), []).append(names[column])
    return [
        *(Formula(columns, words=words) for words, columns in by_words.items()),
        *(Formula(columns, free=reason) for reason, columns in free.items()),
    ]


def group_lines(catalog: Catalog) -> list[tuple[choice.Group, list[choice.Input], list[choice.CostLine]]]:
    """Return each group with its inputs and lines."""
    return [
        (
            group,
            [one for one in catalog.cost_inputs.values() if one.group == group.id],
            [line for line in catalog.cost_lines.values() if line.group == group.id],
        )
        for group in catalog.cost_groups.values()
    ]


def address(catalog: Catalog, values: Mapping[str, bill.Value]) -> str:
    """Return the fragment that opens the calculator with these values."""
    return "#?" + urlencode(sorted(bill.state(catalog, values).items()))


def scenarios(catalog: Catalog) -> list[ShownScenario]:
    """Return every scenario, worked."""
    return [_scenario(catalog, scenario) for scenario in catalog.scenarios.values()]


def _scenario(catalog: Catalog, scenario: choice.Scenario) -> ShownScenario:
    values = bill.typed(catalog, scenario.id)
    found = bill.bill(catalog, values)
    groups: list[tuple[choice.Group, list[ShownLine]]] = []
    prices: dict[str, choice.Price] = {}
    for group, _, lines in group_lines(catalog):
        shown = [_line(catalog, found, line) for line in lines if _used(found, line)]
        if shown:
            groups.append((group, shown))
        for line in lines:
            prices |= {price.id: price for cell in found.cells[line.id].values() for price in cell.prices}
    totals = [
        ShownCell(column, "blank" if total is None else "known", "" if total is None else bill.dollars(total))
        for column, total in found.totals.items()
    ]
    typed = [(one, _shown(one, values[one.id])) for one in catalog.cost_inputs.values() if values[one.id] != 0]
    return ShownScenario(
        scenario,
        address(catalog, values),
        typed,
        groups,
        totals,
        answer_sentences(catalog, values),
        [price for price in catalog.prices.values() if price.id in prices],
    )


def _used(found: bill.Bill, line: choice.CostLine) -> bool:
    return any(cell.amount != 0 for cell in found.cells[line.id].values())


def _shown(one: choice.Input, value: bill.Value) -> str:
    if isinstance(value, str):
        return next(option.name for option in one.options if option.id == value)
    return f"{number(value)} {one.unit}" if one.unit else number(value)


def _line(catalog: Catalog, found: bill.Bill, line: choice.CostLine) -> ShownLine:
    cells = []
    for column in choice.COLUMNS:
        cell = found.cells[line.id][column]
        expression = bill.formula_of(line, column)
        if expression is None:
            cells.append(ShownCell(column, "free", bill.dollars(0)))
            continue
        worked = bill.in_numbers(catalog, expression, column, found.values)
        state = "blank" if cell.amount is None else "known"
        amount = "" if cell.amount is None else bill.dollars(cell.amount)
        cells.append(ShownCell(column, state, amount, worked, cell.blanks))
    return ShownLine(line, cells)


def prices(catalog: Catalog) -> Iterator[tuple[choice.Meter, list[choice.Price]]]:
    """Yield each meter with its prices, in the order of whose they are."""
    for meter in catalog.meters.values():
        own = [price for price in catalog.prices.values() if price.meter == meter.id]
        yield meter, sorted(own, key=lambda price: choice.PRICE_OF.index(price.of))


def calculator_data(catalog: Catalog) -> dict[str, Any]:
    """Return what the script of the page works with."""
    return {
        "columns": choice.COLUMNS,
        "names": column_names(catalog),
        "of": OF_NAMES,
        "clouds": choice.CLOUD_OF,
        "cloud": bill.CLOUD,
        "horizon": bill.HORIZON,
        "people": bill.PEOPLE,
        "mostUsd": bill.MOST_USD,
        "tie": TIE,
        "cent": CENT,
        "large": LARGE,
        "small": SMALL,
        "deciders": MOST_DECIDERS,
        "groups": [{"id": group.id, "name": group.name} for group in catalog.cost_groups.values()],
        "inputs": [_input_json(one) for one in catalog.cost_inputs.values()],
        "lines": [_line_json(catalog, line) for line in catalog.cost_lines.values()],
        "meters": {meter.id: {"name": meter.name, "unit": meter.unit} for meter in catalog.meters.values()},
        "prices": {price.id: _price_json(catalog, price) for price in catalog.prices.values()},
        "scenarios": {one.id: {"name": one.name, "set": one.set} for one in catalog.scenarios.values()},
    }


def _input_json(one: choice.Input) -> dict[str, Any]:
    options = [{"id": option.id, "name": option.name, "meters": option.meters} for option in one.options]
    return {
        "id": one.id,
        "group": one.group,
        "name": one.name,
        "small": bill.small(one.name),
        "kind": one.kind,
        "unit": one.unit or "",
        "sign": bill.short_unit(one),
        "standard": one.default,
        "min": one.min,
        "max": one.max,
        "options": options,
    }


def _line_json(catalog: Catalog, line: choice.CostLine) -> dict[str, Any]:
    known = {column: bill.formula_of(line, column) for column in choice.COLUMNS}
    found = {column: expression for column, expression in known.items() if expression is not None}
    return {
        "id": line.id,
        "group": line.group,
        "name": line.name,
        "within": line.within,
        "formulas": {column: expression_json(expression) for column, expression in found.items()},
        "words": {column: bill.in_words(catalog, expression) for column, expression in found.items()},
        "free": {column: to_text(reason, catalog) for column, reason in line.free.items()},
    }


def expression_json(expression: choice.Expression) -> Any:  # noqa: ANN401 - numbers, names and lists in one another
    """Return an expression as JSON has it, as it stands in the data."""
    operation, parts = bill.operation_of(expression)
    return expression if operation is None else {operation: [expression_json(part) for part in parts]}


def second_hand(catalog: Catalog, price: choice.Price) -> bool:
    """Return whether a number of a price was read where others quote it, and its source's address does not hold it.

    An address that names a file does hold it. A derived price needs all of its numbers, another one source that has it.
    """
    lists = [source for item in price.evidence if (source := catalog.sources[item.source]).kind == "price-list"]
    quoted = [source.read_from == "report" and "/blob/" not in str(source.url) for source in lists]
    return price.usd is not None and bool(quoted) and (any(quoted) if price.derived else all(quoted))


def _price_json(catalog: Catalog, price: choice.Price) -> dict[str, Any]:
    sources = [catalog.sources[item.source] for item in price.evidence]
    return {
        "meter": price.meter,
        "of": price.of,
        "usd": price.usd,
        "sku": price.sku or "",
        "region": price.region or "",
        "asOf": str(price.as_of or ""),
        "derived": price.derived or "",
        "note": to_text(price.note or "", catalog),
        "secondHand": second_hand(catalog, price),
        "sources": [[source.title, str(source.url)] for source in sources],
    }
