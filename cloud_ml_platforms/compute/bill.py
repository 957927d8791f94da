"""The calculator's arithmetic: formulas of data/cost.yml over what a reader typed and the prices of data/prices.yml.

The pure part of web/scripts/cost.js does the same in the browser; tests/topics/cost/test_cost.py holds the two together. An amount is
USD a month, or None where a price that it needs is blank; what is not used costs nothing, whether its price is known or not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from cloud_ml_platforms.model import choose as choice
from cloud_ml_platforms.numbers import DECIMALS, SIGNS, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cloud_ml_platforms.catalog.types import Catalog

Value = float | str  # what is typed or chosen; a share in percent
Amount = float | None
CLOUD = "cloud"  # the input that says whose machines the column "own" rents
HORIZON = "horizon"  # the input that says over how many months a total runs
RESERVED = frozenset({"p", "lens"})  # keys of the address that are no input: the reader's prices, and the site's lens
PEOPLE = "grp-people"  # the group whose lines are work, not machines
PRICE = "price "
PERCENT = 100
MOST_USD = 1_000_000.0  # of a price that a reader types


class CostError(LookupError):
    """A scenario, line, column or input that is not there."""


# What is typed --------------------------------------------------------------------------------------------------------


def standard(catalog: Catalog) -> dict[str, Value]:
    """Return the value of every input before anything is typed."""
    return {name: one.default for name, one in catalog.cost_inputs.items()}


def typed(catalog: Catalog, scenario: str | None = None, **changes: Value) -> dict[str, Value]:
    """Return the values of a scenario with changes; raise CostError for what is no scenario, input or option."""
    values = standard(catalog)
    if scenario is not None:
        if scenario not in catalog.scenarios:
            msg = f"found scenario {scenario!r}; expected one of {', '.join(catalog.scenarios)}"
            raise CostError(msg)
        values |= catalog.scenarios[scenario].set
    for name, value in changes.items():
        problem = wrong_value(catalog, name, value)
        if problem:
            msg = f"found {name}={value!r}; expected {problem}"
            raise CostError(msg)
        values[name] = value
    return values


def wrong_value(catalog: Catalog, name: str, value: Value) -> str | None:
    """Return what was expected in place of a value of an input, or None when it is right."""
    if name not in catalog.cost_inputs:
        return "one of " + ", ".join(catalog.cost_inputs)
    one = catalog.cost_inputs[name]
    if one.kind == "choice":
        options = [option.id for option in one.options]
        return None if value in options else "one of " + ", ".join(options)
    if isinstance(value, str) or not one.min <= value <= (one.max or 0):
        return f"a number from {number(one.min)} to {number(one.max or 0)}"
    if one.kind == "whole" and value != int(value):
        return "a whole number"
    if value != round(value, DECIMALS):
        return f"a number with at most {DECIMALS} decimals, as many as an address can say"
    return None


def chosen_option(catalog: Catalog, values: Mapping[str, Value], name: str) -> choice.Option:
    return next(option for option in catalog.cost_inputs[name].options if option.id == values[name])


def state(catalog: Catalog, values: Mapping[str, Value]) -> dict[str, str]:
    """Return what an address holds: the inputs that differ from the standard, as text."""
    plain = {name: value if isinstance(value, str) else f"{Decimal(str(value)):f}" for name, value in values.items()}
    start = standard(catalog)
    return {name: text.removesuffix(".0") for name, text in plain.items() if values[name] != start[name]}


# Prices and formulas --------------------------------------------------------------------------------------------------


def price_of(catalog: Catalog, meter: str, column: choice.Column, cloud: str) -> choice.Price | None:
    """Return the record of a meter's price in a column: the platform's, else that of the cloud below it."""
    wanted = (cloud,) if column == "own" else (column, choice.CLOUD_OF[column])
    return next((found for of in wanted if (found := catalog.price_of_meter.get((meter, of)))), None)


def meter_of(catalog: Catalog, values: Mapping[str, Value], name: str) -> str:
    """Return the meter that `price machine spot` or `price mt-egress` stands for."""
    first, *part = name.removeprefix(PRICE).split()
    return chosen_option(catalog, values, first).meters[part[0]] if part else first


def formula_of(line: choice.CostLine, column: choice.Column) -> choice.Expression | None:
    """Return the formula of a line in a column, None where nothing is billed."""
    if column in line.free:
        return None
    return line.formulas.get(column, line.formula)


OPERATION_OF: dict[type, str] = {model: key for key, model in choice.OPERATIONS.items()}


def operation_of(expression: choice.Expression) -> tuple[str | None, tuple[choice.Expression, ...]]:
    """Return the operation of an expression and its parts; no operation for a number or a name."""
    key = OPERATION_OF.get(type(expression))
    return (key, getattr(expression, key)) if key else (None, ())


def formula_names(expression: choice.Expression) -> Iterator[str]:
    """Yield every name of a formula: inputs, and prices with their `price `."""
    if isinstance(expression, str):
        yield expression
    for part in operation_of(expression)[1]:
        yield from formula_names(part)


def evaluate(expression: choice.Expression, value: Callable[[str], Amount]) -> Amount:
    """Return what an expression comes to; `value` gives inputs and prices, None for a blank one.

    Zero times a blank is zero. A blank in what decides between parts is a blank. Left to right, as the browser does.
    """
    if isinstance(expression, str):
        return value(expression)
    operation, parts = operation_of(expression)
    if operation is None:
        return float(expression)  # type: ignore[arg-type]
    amounts = [evaluate(part, value) for part in parts]
    if operation == "times":
        return _times(amounts)
    if operation == "any":
        return None if amounts[0] is None else float(amounts[0] > 0)
    if operation in {"less", "over"} and amounts[0] == 0:
        return 0.0
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        return None
    if operation == "sum":
        return _sum(known)
    if operation == "most":
        return max(known)
    first, second = known
    if operation == "less":
        return max(0.0, first - second)
    return first / second if second else 0.0


def _times(amounts: list[Amount]) -> Amount:
    if any(amount == 0 for amount in amounts):
        return 0.0
    out = 1.0
    for amount in amounts:
        if amount is None:
            return None
        out *= amount
    return out


def _sum(amounts: list[float]) -> float:
    out = 0.0
    for amount in amounts:
        out += amount  # not sum(): that of Python corrects what the browser does not
    return out


# The bill ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """One line in one column: USD a month, None where a price is blank; why it is free; the prices that it needs."""

    amount: Amount
    free: str | None = None
    prices: tuple[choice.Price, ...] = ()
    blanks: tuple[choice.Price, ...] = ()


@dataclass(frozen=True)
class Bill:
    """A month: the cell of each line and column, the totals, and what the known lines come to."""

    values: Mapping[str, Value]
    cells: dict[str, dict[choice.Column, Cell]] = field(default_factory=dict)
    totals: dict[choice.Column, Amount] = field(default_factory=dict)
    known: dict[choice.Column, float] = field(default_factory=dict)
    blanks: dict[choice.Column, tuple[choice.Price, ...]] = field(default_factory=dict)


def counted(catalog: Catalog) -> list[choice.CostLine]:
    """Return the lines that are added up: those that are no part of another."""
    return [line for line in catalog.cost_lines.values() if line.within is None]


def bill(
    catalog: Catalog,
    values: Mapping[str, Value],
    own: Mapping[str, float] | None = None,
    unchanged: Mapping[tuple[str, choice.Column], Cell] | None = None,
) -> Bill:
    """Return the bill of a month; `own` are prices that the reader puts in place of ours, by the id of the price.

    `unchanged` are cells by line and column that need not be computed.
    """
    out, unchanged = Bill(values), unchanged or {}
    for line in catalog.cost_lines.values():
        out.cells[line.id] = {
            column: unchanged.get((line.id, column)) or cell(catalog, line, column, values, own or {})
            for column in choice.COLUMNS
        }
    for column in choice.COLUMNS:
        cells = [out.cells[line.id][column] for line in counted(catalog)]
        known = [found.amount for found in cells if found.amount is not None]
        out.known[column] = _sum(known)
        out.totals[column] = out.known[column] if len(known) == len(cells) else None
        out.blanks[column] = tuple({price.id: price for found in cells for price in found.blanks}.values())
    return out


def needs(catalog: Catalog, values: Mapping[str, Value]) -> dict[tuple[str, choice.Column], set[str]]:
    """Return the inputs and the ids of the prices that each line needs in each column.

    Inputs that choose a price, such as the cloud or the machine, are among them.
    """
    out = {}
    for line in catalog.cost_lines.values():
        for column in choice.COLUMNS:
            expression = formula_of(line, column)
            names = set() if expression is None else set(formula_names(expression))
            priced = {name for name in names if name.startswith(PRICE)}
            chosen_by = {name.removeprefix(PRICE).split()[0] for name in priced} | ({CLOUD} if priced else set())
            out[line.id, column] = names | chosen_by | {_record(catalog, column, values, name).id for name in priced}
    return out


def cell(
    catalog: Catalog,
    line: choice.CostLine,
    column: choice.Column,
    values: Mapping[str, Value],
    own: Mapping[str, float],
) -> Cell:
    """Return one line in one column."""
    expression = formula_of(line, column)
    if expression is None:
        return Cell(0.0, line.free.get(column))
    prices: dict[str, choice.Price] = {}

    def value(name: str) -> Amount:
        return _value(catalog, column, values, own, name)

    for name in formula_names(expression):
        if name.startswith(PRICE):
            record = _record(catalog, column, values, name)
            prices[record.id] = record
    amount = evaluate(expression, value)
    blanks = [record for record in prices.values() if record.usd is None and record.id not in own]
    used = tuple(prices.values()) if amount != 0 else ()
    return Cell(amount, None, used, tuple(blanks) if amount is None else ())


def _record(catalog: Catalog, column: choice.Column, values: Mapping[str, Value], name: str) -> choice.Price:
    meter = meter_of(catalog, values, name)
    found = price_of(catalog, meter, column, str(values[CLOUD]))
    if found is None:
        msg = f"found no price of {meter} in column {column}; expected a record in data/prices.yml, which may be blank"
        raise CostError(msg)
    return found


def _value(
    catalog: Catalog, column: choice.Column, values: Mapping[str, Value], own: Mapping[str, float], name: str
) -> Amount:
    if name.startswith(PRICE):
        record = _record(catalog, column, values, name)
        return own.get(record.id, record.usd)
    typed_ = values[name]
    return float(typed_) / PERCENT if catalog.cost_inputs[name].kind == "share" else float(typed_)


def money(value: float) -> str:
    """Return an amount of USD with two decimals, rounded as people do."""
    return f"{Decimal(value).quantize(Decimal('0.01'), ROUND_HALF_UP):,f}"


def dollars(value: float) -> str:
    """Return an amount of USD as the page shows it: whole from 100 on, below that with cents."""
    cents = money(value)
    return f"{Decimal(value).quantize(Decimal(1), ROUND_HALF_UP):,f}" if len(cents) > len("99.99") else cents


def short_unit(one: choice.Input) -> str:
    """Return the unit of an input as it stands in a formula: measures only, what is counted has none."""
    unit = one.unit or ""
    if unit.startswith("USD per"):
        return unit
    return next((short for word, short in SIGNS.items() if word in unit.split()), "")


# Formulas as they are shown ---------------------------------------------------------------------------------------


def in_words(catalog: Catalog, expression: choice.Expression) -> str:
    """Return a formula with the names of its inputs and prices."""

    def name(leaf: str) -> str:
        if not leaf.startswith(PRICE):
            return small(catalog.cost_inputs[leaf].name)
        first, *part = leaf.removeprefix(PRICE).split()
        if part:
            return f"price of {small(catalog.cost_inputs[first].name)} ({part[0]})"
        return f"price of {small(catalog.meters[first].name)}"

    return _text(expression, name)


def in_numbers(
    catalog: Catalog,
    expression: choice.Expression,
    column: choice.Column,
    values: Mapping[str, Value],
    own: Mapping[str, float] | None = None,
) -> str:
    """Return a formula with what is typed and priced put in."""

    def name(leaf: str) -> str:
        if not leaf.startswith(PRICE):
            return f"{number(float(values[leaf]))} {short_unit(catalog.cost_inputs[leaf])}".rstrip()
        record = _record(catalog, column, values, leaf)
        usd = (own or {}).get(record.id, record.usd)
        if usd is None:
            return "a price that is not known"
        return f"{number(usd)} {catalog.meters[record.meter].unit}" + (" (yours)" if record.id in (own or {}) else "")

    return _text(expression, name)


def _text(expression: choice.Expression, name: Callable[[str], str], *, inner: bool = False) -> str:
    """Return an expression as text; what stands within another operation is in brackets, except products in sums."""
    if isinstance(expression, str):
        return name(expression)
    operation, parts = operation_of(expression)
    if operation is None:
        return number(float(expression))  # type: ignore[arg-type]
    one = [_text(part, name, inner=operation != "sum" or operation_of(part)[0] != "times") for part in parts]
    joined = {
        "sum": " + ".join(one),
        "times": " × ".join(one),
        "less": " − ".join(one),
        "over": " ÷ ".join(one),
        "most": "the larger of " + " and ".join(one),
        "any": f"1 if any {one[0]}, else 0",
    }[operation]
    return f"({joined})" if inner else joined


def small(words: str) -> str:
    """Return words as they stand within a sentence."""
    return words if words[1:2].isupper() or words[1:2] == " " else words[:1].lower() + words[1:]
