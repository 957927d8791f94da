"""What a month's bill says: who is cheapest, which input and which price decide it, whether a blank could turn it, whether price decides.

Plain sentences; web/scripts/cost.js says the same ones, held together by tests/topics/cost/test_cost.py. Where a column has no total,
columns are compared by the lines that each of them knows, and the sentences say so: that is never called a total. A tie is
measured on what differs: what every column pays alike neither makes nor breaks one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.bill import MOST_USD, PEOPLE, PERCENT, Bill, Cell, Value, bill, counted, dollars, needs
from cloud_ml_platforms.model import choose as choice
from cloud_ml_platforms.numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cloud_ml_platforms.catalog.types import Catalog

TIE = 1.05  # sums closer than this are no difference that our prices could show
LARGE = 0.25  # a line that may come to this part of a bill is not left out: a column that cannot price it is
SMALL = 0.25  # a gap that is this part of the work, or less, is no reason to choose
MOST_DECIDERS = 3
CENT = 0.01  # less is a matter of rounding
OWN_NAME = "Your own Kubernetes"

OF_NAMES: dict[choice.PriceOf, str] = {
    "sagemaker": "SageMaker",
    "vertex-ai": "Vertex AI",
    "azure-ml": "Azure ML",
    "aws": "AWS, plain",
    "gcp": "Google Cloud, plain",
    "azure": "Azure, plain",
}

Sums = dict[choice.Column, float]
Tried = tuple[str, str, Sums, float]  # what was changed, how, what the columns come to then, what all pay alike then


@dataclass(frozen=True)
class Basis:
    """What is compared: the columns, the lines, and the lines that are left out because some column cannot price them."""

    columns: tuple[choice.Column, ...]
    lines: tuple[str, ...]
    left_out: tuple[str, ...]

    def sums(self, found: Bill) -> Sums:
        """Return what the lines come to in each of the columns."""
        out: Sums = {}
        for column in self.columns:
            out[column] = 0.0
            for line in self.lines:
                out[column] += found.cells[line][column].amount or 0.0
        return out


def column_names(catalog: Catalog) -> dict[choice.Column, str]:
    """Return what the columns are called."""
    return {column: OWN_NAME if column == "own" else catalog.platforms[column].short for column in choice.COLUMNS}


def answer_sentences(
    catalog: Catalog, values: Mapping[str, Value], own: Mapping[str, float] | None = None
) -> list[str]:
    """Return the sentences on a month, the most important first."""
    found = bill(catalog, values, own)
    basis = comparable(catalog, found)
    sums = basis.sums(found)
    if len(sums) < 2:  # noqa: PLR2004 - nothing to compare
        out = ["No two columns can be compared: each lacks a price that most of its bill depends on."]
    elif not any(sums.values()):
        out = ["Nothing is used, so nothing costs anything."]
    else:
        out = [_cheapest(catalog, found, basis, sums)]
        out += _deciders(catalog, values, own or {}, basis, found)
        out += _people(catalog, found, basis, sums)
        out += _left_out(catalog, found, basis, sums)
    return out + _blanks(catalog, found, basis, sums)


def comparable(catalog: Catalog, found: Bill) -> Basis:
    """Return what can be compared: small lines that a column cannot price are left out, and columns that lack a large one."""
    lines = [line.id for line in counted(catalog)]
    open_lines = [line for line in lines if any(found.cells[line][column].amount is None for column in choice.COLUMNS)]
    without: set[choice.Column] = set()
    for line in open_lines:
        cells = found.cells[line]
        if any((cells[column].amount or 0.0) > LARGE * found.known[column] for column in choice.COLUMNS):
            without |= {column for column in choice.COLUMNS if cells[column].amount is None}
    columns = tuple(column for column in choice.COLUMNS if column not in without)
    left = tuple(line for line in open_lines if any(found.cells[line][column].amount is None for column in columns))
    return Basis(columns, tuple(line for line in lines if line not in left), left)


def alike(catalog: Catalog, found: Bill, basis: Basis) -> float:
    """Return what every compared column pays alike: lines that are equal in all of them, and the work that all need."""
    out = 0.0
    for line in basis.lines:
        amounts = [found.cells[line][column].amount or 0.0 for column in basis.columns]
        if catalog.cost_lines[line].group == PEOPLE or max(amounts) - min(amounts) < CENT:
            out += min(amounts)
    return out


def leaders(sums: Sums, common: float) -> list[choice.Column]:
    """Return the cheapest columns: those within 5 % of the least sum, without what all pay alike; the cheapest first."""
    least = min(sums.values())
    return [column for column in by_sum(sums) if sums[column] - common <= (least - common) * TIE + CENT]


def by_sum(sums: Sums) -> list[choice.Column]:
    """Return the columns, the cheapest first; equal ones in the order of the page."""
    return sorted(sums, key=lambda column: sums[column])


def _cheapest(catalog: Catalog, found: Bill, basis: Basis, sums: Sums) -> str:
    names = column_names(catalog)
    common = alike(catalog, found, basis)
    order, tied = by_sum(sums), leaders(sums, common)
    first, second = order[0], order[1]
    lead = f"Without {_lines(catalog, basis)}: " if basis.left_out else ""
    low = dollars(sums[first])
    if len(tied) > 1:
        who = _listed([names[one] for one in tied])
        besides = f" without the {dollars(common)} USD that every column pays alike" if common >= CENT else ""
        return f"{lead}{'a' if lead else 'A'} tie. {who} are within 5 %{besides}, at {low} to {dollars(sums[tied[-1]])} USD a month."
    more = f", {_more(sums[first], sums[second])} % more" if sums[first] else ""
    if common >= CENT and sums[first] - common >= CENT:
        more += f" ({_more(sums[first] - common, sums[second] - common)} % without the {dollars(common)} USD that every column pays alike)"
    return f"{lead}{names[first]} is cheapest at {low} USD a month. Next is {names[second]} at {dollars(sums[second])} USD{more}."


def _more(least: float, other: float) -> str:
    return number(round_half(PERCENT * (other / least - 1)))


def round_half(value: float) -> float:
    """Return the nearest whole number, halves up."""
    return float(math.floor(value + 0.5))


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def _lines(catalog: Catalog, basis: Basis) -> str:
    return _listed([f"“{catalog.cost_lines[line].name}”" for line in basis.left_out])


def halved_and_doubled(catalog: Catalog, values: Mapping[str, Value]) -> Iterator[tuple[str, float]]:
    """Yield every input that is used, halved and doubled, within what it takes."""
    for one in catalog.cost_inputs.values():
        value = values[one.id]
        if isinstance(value, str) or value <= 0:
            continue
        half = float(math.floor(value / 2)) if one.kind == "whole" else value / 2
        for changed in (max(half, one.min), min(value * 2, one.max or 0.0)):
            if changed not in {0, value}:
                yield one.id, changed


def price_changes(catalog: Catalog, found: Bill, basis: Basis, own: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Yield every price behind what is compared, halved and doubled, within what is taken of a reader."""
    used = {
        price.id: own.get(price.id, price.usd)
        for line in basis.lines
        for column in basis.columns
        for price in found.cells[line][column].prices
    }
    for name in catalog.prices:
        usd = used.get(name)
        if usd:
            for changed in (usd / 2, min(usd * 2, MOST_USD)):
                if changed != usd:
                    yield name, changed


def _deciders(
    catalog: Catalog, values: Mapping[str, Value], own: Mapping[str, float], basis: Basis, found: Bill
) -> list[str]:
    """Return which inputs, and which prices, halved or doubled, change who is cheapest; else what moves the gap most."""
    needed = needs(catalog, values)

    def untouched(name: str) -> dict[tuple[str, choice.Column], Cell]:
        return {place: found.cells[place[0]][place[1]] for place, names in needed.items() if name not in names}

    inputs: list[Tried] = []
    for name, changed in halved_and_doubled(catalog, values):
        after = bill(catalog, {**values, name: changed}, own, untouched(name))
        inputs.append((name, _with(catalog, name, values[name], changed), *_compared(catalog, basis, after)))
    prices: list[Tried] = []
    for name, changed in price_changes(catalog, found, basis, own):
        old = own.get(name, catalog.prices[name].usd or 0.0)
        after = bill(catalog, values, {**own, name: changed}, untouched(name))
        prices.append((name, _with_price(catalog, name, old, changed), *_compared(catalog, basis, after)))
    now = _compared(catalog, basis, found)
    return [_decider(catalog, now, inputs, "input"), *([_decider(catalog, now, prices, "price")] if prices else [])]


def _compared(catalog: Catalog, basis: Basis, found: Bill) -> tuple[Sums, float]:
    return basis.sums(found), alike(catalog, found, basis)


def _decider(catalog: Catalog, start: tuple[Sums, float], tried: list[Tried], what: str) -> str:
    """Return what of the inputs or prices that were tried decides, or that none does and which moves the gap most."""
    names = column_names(catalog)
    sums = start[0]
    before = leaders(*start)
    first, second = by_sum(sums)[:2]
    gap = sums[second] - sums[first]
    turns: list[tuple[bool, float, str, str]] = []
    most = (0.0, "")
    for name, said, after, common in tried:
        moved = abs(after[second] - after[first] - gap)
        now = leaders(after, common) if any(after.values()) else before
        if set(now) != set(before):
            who = _listed([names[one] for one in now])
            widest = max(abs(after[one] - after[first] - sums[one] + sums[first]) for one in sums)
            turns.append((bool(set(now) & set(before)), -widest, name, f"{said}, {who} {_verb(now)}"))
        if moved > most[0]:
            most = (moved, f"{said}, to {_gap(names[second], after[second] - after[first])}")
    if turns:
        best: dict[str, str] = {}
        for _, _, name, said in sorted(turns, key=lambda turn: turn[:2]):
            best.setdefault(name, said)  # of halved and doubled, what does more
        return (
            f"{'What' if what == 'input' else 'Which price'} decides it: {'; '.join([*best.values()][:MOST_DECIDERS])}."
        )
    verb = "breaks the tie" if len(before) > 1 else "changes who is cheapest"
    none = f"No {what}, halved or doubled, {verb}"
    if not most[0]:
        return f"{none} or moves the gap."
    return f"{none}. The gap between {names[first]} and {names[second]}, {dollars(gap)} USD, moves most {most[1]}."


def _gap(other: str, gap: float) -> str:
    return f"{dollars(gap)} USD" if gap >= 0 else f"{dollars(-gap)} USD in favour of {other}"


def _verb(columns: list[choice.Column]) -> str:
    return "is cheapest" if len(columns) == 1 else "are within 5 %"


def _with(catalog: Catalog, name: str, old: Value, new: float) -> str:
    one = catalog.cost_inputs[name]
    unit = f" {one.unit}" if one.unit else ""
    return f"with “{one.name}” at {number(new)} in place of {number(float(old))}{unit}"


def _with_price(catalog: Catalog, name: str, old: float, new: float) -> str:
    price = catalog.prices[name]
    meter = catalog.meters[price.meter]
    return f"with the price of “{meter.name}” of {OF_NAMES[price.of]} at {number(new)} in place of {number(old)} {meter.unit}"


def _people(catalog: Catalog, found: Bill, basis: Basis, sums: Sums) -> list[str]:
    """Return whether work costs more than the whole gap between the platforms."""
    work = {column: people_cost(catalog, found, column) for column in sums}
    platforms = [column for column in sums if column != "own"]
    if len(platforms) < 2 or not all(sums.values()):  # noqa: PLR2004 - a gap needs two
        return []
    gap = max(sums[column] for column in platforms) - min(sums[column] for column in platforms)
    least = min(work[column] for column in platforms)
    if least <= gap:
        return []
    shares = [round_half(PERCENT * work[column] / sums[column]) for column in sums]
    span = number(min(shares)) if min(shares) == max(shares) else f"{number(min(shares))} to {number(max(shares))}"
    part = number(round_half(PERCENT * gap / least))
    text = f"Engineering is {span} % of {'what is compared' if basis.left_out else 'each total'}, {dollars(least)} USD or more; what lies between the platforms, {dollars(gap)} USD, is {part} % of that."
    return [f"{text} This is not a price decision." if gap <= SMALL * least else text]


def people_cost(catalog: Catalog, found: Bill, column: choice.Column) -> float:
    """Return what the work costs in a column."""
    out = 0.0
    for line in counted(catalog):
        if line.group == PEOPLE:
            out += found.cells[line.id][column].amount or 0.0
    return out


def _left_out(catalog: Catalog, found: Bill, basis: Basis, sums: Sums) -> list[str]:
    """Return what the lines that are left out come to where they are known, against the gap."""
    if not basis.left_out:
        return []
    first, second = by_sum(sums)[:2]
    gap = sums[second] - sums[first]
    most = 0.0
    for line in basis.left_out:
        most += max(found.cells[line][column].amount or 0.0 for column in choice.COLUMNS)
    known = f"What is left out comes to {dollars(most)} USD at most where it is known"
    if not most:
        return [f"No column knows the price of {_lines(catalog, basis)}."]
    if most > gap:
        return [f"{known}, more than the {dollars(gap)} USD between the first two: it can turn the order."]
    return [
        f"{known}, less than the {dollars(gap)} USD between the first two: it would have to differ a lot to turn the order."
    ]


def _blanks(catalog: Catalog, found: Bill, basis: Basis, sums: Sums) -> list[str]:
    """Return, for each column without a total, what is missing; for one that is not compared, whether it could be cheapest."""
    names = column_names(catalog)
    out = []
    for column in choice.COLUMNS:
        if found.totals[column] is not None:
            continue
        missing = "; ".join(catalog.meters[price.meter].name for price in found.blanks[column])
        known = found.known[column]
        text = f"{names[column]} has no total. Price not known: {missing}. The lines that are known come to {dollars(known)} USD"
        if column not in basis.columns and sums:
            least = by_sum(sums)[0]
            mine = _known_of(found, basis, column)
            left = sums[least] - mine
            text += (
                f", without the blank more than {names[least]} already: it cannot be cheapest"
                if left <= 0
                else f": it would be cheapest if the blank came to less than {dollars(left)} USD"
            )
        out.append(f"{text}.")
    return out


def _known_of(found: Bill, basis: Basis, column: choice.Column) -> float:
    """Return what a column that is not compared knows of the lines that are."""
    out = 0.0
    for line in basis.lines:
        out += found.cells[line][column].amount or 0.0
    return out
