"""The calculator's data: what its formulas are made of, what may be typed, and all that its script works with.

No sum is worked out in Python: web/scripts/cost.js does it, in the reader's browser and once for the build
(topics/cost/bills.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloud_ml_platforms import model as m
from cloud_ml_platforms.model.known import OWN
from cloud_ml_platforms.numbers import DECIMALS, UNIT_SYMBOLS, number
from cloud_ml_platforms.text.inline import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms.catalog.types import Catalog

Value = float | str  # what is typed or chosen; a share in percent

CLOUD = "cloud"  # the input that says whose machines the column "own" rents
HORIZON = "horizon"  # the input that says over how many months a total runs
RESERVED = frozenset({"p", "lens"})  # keys of the address that are no input: the reader's prices, and the site's lens
PEOPLE = "grp-people"  # the group whose lines are work, not machines
PRICE = "price "

MOST_USD = 1_000_000.0  # of a price that a reader types
TIE = 1.05  # sums closer than this are no difference that our prices could show
LARGE = 0.25  # a line that may come to this part of a bill is not left out: a column that cannot price it is
SMALL = 0.25  # a gap that is this part of the work, or less, is no reason to choose
MOST_DECIDERS = 3
CENT = 0.01  # less is a matter of rounding

OWN_NAME = "Your own Kubernetes"


def column_names(catalog: Catalog) -> dict[str, str]:
    """Return what the columns are called."""
    return {column: OWN_NAME if column == OWN else catalog.platforms[column].short for column in catalog.columns}


def price_names(catalog: Catalog) -> dict[str, str]:
    """Return whose prices there are: of the platforms, and of the plain clouds below them."""
    platforms = {name: platform.short for name, platform in catalog.full_platforms.items()}
    return platforms | {name: f"{cloud.name}, plain" for name, cloud in catalog.clouds.items()}


def wrong_value(catalog: Catalog, name: str, value: Value) -> str | None:
    """Return what was expected in place of a value of an input, or None when it is right."""
    if name not in catalog.cost_inputs:
        return "one of " + ", ".join(catalog.cost_inputs)
    cost_input = catalog.cost_inputs[name]
    if cost_input.kind == "choice":
        options = [option.id for option in cost_input.options]
        return None if value in options else "one of " + ", ".join(options)
    if isinstance(value, str) or not cost_input.min <= value <= (cost_input.max or 0):
        return f"a number from {number(cost_input.min)} to {number(cost_input.max or 0)}"
    if cost_input.kind == "whole" and value != int(value):
        return "a whole number"
    if value != round(value, DECIMALS):
        return f"a number with at most {DECIMALS} decimals, as many as an address can say"
    return None


def price_of(catalog: Catalog, meter: str, column: str, cloud: str) -> m.Price | None:
    """Return the record of a meter's price in a column: the platform's, else that of the cloud below it."""
    owners = (cloud,) if column == OWN else (column, catalog.platforms[column].cloud)
    return next((price for owner in owners if (price := catalog.price_of_meter.get((meter, owner)))), None)


# Formulas ------------------------------------------------------------------------------------------------------------


def formula_of(line: m.CostLine, column: str) -> m.Expression | None:
    """Return the formula of a line in a column, None where nothing is billed."""
    if column in line.free:
        return None
    return line.formulas.get(column, line.formula)


OPERATION_OF: dict[type, str] = {model: key for key, model in m.OPERATIONS.items()}


def operation_of(expression: m.Expression) -> tuple[str | None, tuple[m.Expression, ...]]:
    """Return the operation of an expression and its parts; no operation for a number or a name."""
    key = OPERATION_OF.get(type(expression))
    return (key, getattr(expression, key)) if key else (None, ())


def formula_names(expression: m.Expression) -> Iterator[str]:
    """Yield every name of a formula: inputs, and prices with their `price `."""
    if isinstance(expression, str):
        yield expression
    for part in operation_of(expression)[1]:
        yield from formula_names(part)


def expression_json(expression: m.Expression) -> Any:  # noqa: ANN401 - numbers, names and lists in one another
    """Return an expression as JSON has it, as it stands in the data."""
    operation, parts = operation_of(expression)
    return expression if operation is None else {operation: [expression_json(part) for part in parts]}


# For the script ------------------------------------------------------------------------------------------------------


def calculator_data(catalog: Catalog) -> dict[str, Any]:
    """Return what web/scripts/cost.js works with: `CostData` in web/scripts/model.d.ts."""
    return {
        "columns": catalog.columns,
        "names": column_names(catalog),
        "of": price_names(catalog),
        "clouds": {name: platform.cloud for name, platform in catalog.full_platforms.items()},
        "cloud": CLOUD,
        "horizon": HORIZON,
        "people": PEOPLE,
        "mostUsd": MOST_USD,
        "tie": TIE,
        "cent": CENT,
        "large": LARGE,
        "small": SMALL,
        "deciders": MOST_DECIDERS,
        "groups": [
            {"id": group.id, "name": group.name, "short": group.in_short} for group in catalog.cost_groups.values()
        ],
        "inputs": [_input_json(cost_input) for cost_input in catalog.cost_inputs.values()],
        "lines": [_line_json(catalog, line) for line in catalog.cost_lines.values()],
        "meters": {
            meter.id: {"name": meter.name, "small": _within_sentence(meter.name), "unit": meter.unit}
            for meter in catalog.meters.values()
        },
        "prices": {price.id: _price_json(catalog, price) for price in catalog.prices.values()},
        "scenarios": {
            scenario.id: {"name": scenario.name, "set": scenario.set} for scenario in catalog.scenarios.values()
        },
    }


def _input_json(cost_input: m.Input) -> dict[str, Any]:
    options = [{"id": option.id, "name": option.name, "meters": option.meters} for option in cost_input.options]
    return {
        "id": cost_input.id,
        "group": cost_input.group,
        "name": cost_input.name,
        "small": _within_sentence(cost_input.name),
        "kind": cost_input.kind,
        "unit": cost_input.unit or "",
        "unitSymbol": _unit_symbol(cost_input),
        "standard": cost_input.default,
        "min": cost_input.min,
        "max": cost_input.max,
        "options": options,
    }


def _within_sentence(words: str) -> str:
    """Return words as they stand within a sentence."""
    return words if words[1:2].isupper() or words[1:2] == " " else words[:1].lower() + words[1:]


def _unit_symbol(cost_input: m.Input) -> str:
    """Return the unit of an input as it stands in a formula: measures only, what is counted has none."""
    unit = cost_input.unit or ""
    if unit.startswith("USD per"):
        return unit
    return next((symbol for word, symbol in UNIT_SYMBOLS.items() if word in unit.split()), "")


def _line_json(catalog: Catalog, line: m.CostLine) -> dict[str, Any]:
    formulas = {column: formula_of(line, column) for column in catalog.columns}
    return {
        "id": line.id,
        "group": line.group,
        "name": line.name,
        "within": line.within,
        "formulas": {column: expression_json(formula) for column, formula in formulas.items() if formula is not None},
        "free": {column: to_text(reason, catalog) for column, reason in line.free.items()},
    }


def is_second_hand(catalog: Catalog, price: m.Price) -> bool:
    """Return whether a number of a price was read where others quote it, and its source's address does not hold it.

    An address that names a file does hold it. A derived price needs all of its numbers, another one source that has it.
    """
    lists = [source for item in price.evidence if (source := catalog.sources[item.source]).kind == "price-list"]
    quoted = [source.read_from == "report" and "/blob/" not in str(source.url) for source in lists]
    return price.usd is not None and bool(quoted) and (any(quoted) if price.derived else all(quoted))


def _price_json(catalog: Catalog, price: m.Price) -> dict[str, Any]:
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
        "secondHand": is_second_hand(catalog, price),
        "sources": [[source.title, str(source.url)] for source in sources],
    }
