"""Rules of the calculator: every name in a formula is known, every column answers, every price that a formula needs has a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloud_ml_platforms.check.faults import RecordFault, unknown_id_faults
from cloud_ml_platforms.compute import calculator
from cloud_ml_platforms.model.known import OWN, nearest_hint
from cloud_ml_platforms.text.references import REF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlPath


NAMED_INPUT = re.compile(r"\{([^ }]+)")


def cost_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Yield what is wrong with inputs, lines, scenarios, worked numbers and prices."""
    yield from _price_faults(catalog)
    for group in catalog.cost_groups.values():
        for name in NAMED_INPUT.findall(group.in_short or ""):
            yield from unknown_id_faults(group.id, "input", name, catalog.cost_inputs, ("in_short",))
    for cost_input in catalog.cost_inputs.values():
        yield from _input_faults(catalog, cost_input)
    for line in catalog.cost_lines.values():
        yield from _line_faults(catalog, line)
    for scenario in catalog.scenarios.values():
        yield from _typed_value_faults(catalog, scenario.id, scenario.set, ())
    for table in catalog.worked.values():
        yield from _worked_faults(catalog, table)
    yield from _unused_faults(catalog)
    yield from _required_record_faults(catalog)


def _typed_value_faults(
    catalog: Catalog, record: str, values: Mapping[str, calculator.Value], within: YamlPath
) -> Iterator[RecordFault]:
    """What a scenario or a worked number types is taken by its input."""
    for name, value in values.items():
        problem = calculator.wrong_value(catalog, name, value)
        if problem:
            hint = "" if name in catalog.cost_inputs else nearest_hint(name, catalog.cost_inputs)
            yield RecordFault(record, f"{name}: {value!r}", problem + hint, (*within, "set", name))


def _worked_faults(catalog: Catalog, table: m.Worked) -> Iterator[RecordFault]:
    yield from unknown_id_faults(table.id, "scenario", table.scenario, catalog.scenarios, ("scenario",))
    for name, row in table.numbers.items():
        path = ("numbers", name, "line")
        yield from unknown_id_faults(table.id, "line of the calculator", row.line, catalog.cost_lines, path)
        yield from _typed_value_faults(catalog, table.id, row.set, ("numbers", name))


def _price_faults(catalog: Catalog) -> Iterator[RecordFault]:
    first_price: dict[tuple[str, str], str] = {}
    for price in catalog.prices.values():
        yield from unknown_id_faults(
            price.id, "meter", price.meter, catalog.meters, ("meter",), folder="data/prices.yml"
        )
        key = (price.meter, price.of)
        if key in first_price:
            yield RecordFault(
                price.id, f"a second price of {price.meter} of {price.of}", f"one, as {first_price[key]}", ("of",)
            )
        first_price.setdefault(key, price.id)


def _input_faults(catalog: Catalog, cost_input: m.Input) -> Iterator[RecordFault]:
    if cost_input.group not in catalog.cost_groups:
        yield RecordFault(
            cost_input.id, f"group {cost_input.group!r}", "one of " + ", ".join(catalog.cost_groups), ("group",)
        )
    if cost_input.id in calculator.RESERVED:
        yield RecordFault(
            cost_input.id,
            f"id {cost_input.id!r}",
            "another, as the address uses " + " and ".join(sorted(calculator.RESERVED)),
            ("id",),
        )
    problem = calculator.wrong_value(catalog, cost_input.id, cost_input.default)
    if problem:
        yield RecordFault(cost_input.id, f"default {cost_input.default!r}", problem, ("default",))
    if cost_input.kind == "share" and cost_input.unit != "%":
        yield RecordFault(cost_input.id, f"a share with unit {cost_input.unit!r}", "the unit %", ("unit",))
    for index, option in enumerate(cost_input.options):
        for part, meter in option.meters.items():
            path = ("options", index, "meters", part)
            yield from unknown_id_faults(cost_input.id, "meter", meter, catalog.meters, path, folder="data/prices.yml")
    options = [option.id for option in cost_input.options]
    if cost_input.id == calculator.CLOUD and options != list(catalog.full_clouds):
        yield RecordFault(
            cost_input.id, f"options {', '.join(options)}", f"options {', '.join(catalog.full_clouds)}", ("options",)
        )


def _line_faults(catalog: Catalog, line: m.CostLine) -> Iterator[RecordFault]:
    if line.group not in catalog.cost_groups:
        yield RecordFault(line.id, f"group {line.group!r}", "one of " + ", ".join(catalog.cost_groups), ("group",))
    if line.within is not None:
        parent_line = catalog.cost_lines.get(line.within)
        if parent_line is None or parent_line.within is not None or parent_line.group != line.group:
            yield RecordFault(
                line.id, f"within {line.within!r}", f"a line of {line.group} that is added up", ("within",)
            )
    yield from _column_faults(catalog, line)
    yield from _formula_faults(catalog, line)


def _column_faults(catalog: Catalog, line: m.CostLine) -> Iterator[RecordFault]:
    """Every column has a formula, or a reason with a reference why nothing is billed there."""
    for column in catalog.columns:
        if column in line.free and column in line.formulas:
            yield RecordFault(
                line.id, f"a formula and a reason to be free for {column}", "one of the two", ("free", column)
            )
        elif column in line.free:
            if not REF.search(line.free[column]):
                yield RecordFault(
                    line.id, "a reason without a reference", "one that refers to a row, as [[id]]", ("free", column)
                )
        elif column not in line.formulas and line.formula is None:
            yield RecordFault(
                line.id, f"nothing for {column}", "a formula, or under 'free' why nothing is billed", ("formulas",)
            )
    if line.formula is not None and not any(_uses_default_formula(line, column) for column in catalog.columns):
        yield RecordFault(line.id, "a formula that no column uses", "none, as each column has its own", ("formula",))


def _formula_faults(catalog: Catalog, line: m.CostLine) -> Iterator[RecordFault]:
    """Every name in a formula is known, and every price that it can need has a record."""
    for path, columns, expression in _formulas(catalog, line):
        for name in dict.fromkeys(calculator.formula_names(expression)):
            problem = _name_problem(catalog, name)
            if problem:
                yield RecordFault(line.id, f"{name!r} in a formula", problem, path)
            elif name.startswith(calculator.PRICE):
                for column in columns:
                    yield from _missing_price_faults(catalog, line, column, name, path)


def _uses_default_formula(line: m.CostLine, column: str) -> bool:
    return column not in line.free and column not in line.formulas


def _formulas(catalog: Catalog, line: m.CostLine) -> Iterator[tuple[YamlPath, list[str], m.Expression]]:
    """Yield every formula of a line once: its path, the columns that it is for, the formula."""
    if line.formula is not None:
        yield ("formula",), [column for column in catalog.columns if _uses_default_formula(line, column)], line.formula
    for column, expression in line.formulas.items():
        yield ("formulas", column), [column], expression


def _name_problem(catalog: Catalog, name: str) -> str | None:
    """Return what was expected in place of a name in a formula, or None when it is known."""
    numbers = [cost_input.id for cost_input in catalog.cost_inputs.values() if cost_input.kind != "choice"]
    if not name.startswith(calculator.PRICE):
        return (
            None
            if name in numbers
            else f"the id of an input that is a number, or 'price ...'{nearest_hint(name, numbers)}"
        )
    base, *parts = name.removeprefix(calculator.PRICE).split()
    if not parts:
        return (
            None if base in catalog.meters else f"the id of a meter after 'price'{nearest_hint(base, catalog.meters)}"
        )
    choices = [cost_input.id for cost_input in catalog.cost_inputs.values() if cost_input.kind == "choice"]
    if len(parts) > 1 or base not in choices:
        return f"'price', a choice and one part of its options{nearest_hint(base, choices)}"
    lacking = [option.id for option in catalog.cost_inputs[base].options if parts[0] not in option.meters]
    return f"a part that every option of {base} has; {', '.join(lacking)} lacks it" if lacking else None


def _missing_price_faults(
    catalog: Catalog, line: m.CostLine, column: str, name: str, path: YamlPath
) -> Iterator[RecordFault]:
    """Yield a fault for each price that a formula can need and that has no record, blank or not."""
    base, *parts = name.removeprefix(calculator.PRICE).split()
    options = catalog.cost_inputs[base].options if parts else ()
    meters = [option.meters[parts[0]] for option in options] if parts else [base]
    clouds = catalog.full_clouds if column == OWN else ("",)
    for meter in dict.fromkeys(meters):
        for cloud in clouds:
            record = calculator.price_of(catalog, meter, column, cloud)
            owner = cloud or column
            if record is None or (parts and record.of != owner):
                expected = "a record in data/prices.yml; it may be blank"
                yield RecordFault(line.id, f"no price of {meter} of {owner}", expected, path)


def _unused_faults(catalog: Catalog) -> Iterator[RecordFault]:
    lines = catalog.cost_lines.values()
    names = {
        name
        for line in lines
        for _, _, formula in _formulas(catalog, line)
        for name in calculator.formula_names(formula)
    }
    price_words = [name.removeprefix(calculator.PRICE).split() for name in names if name.startswith(calculator.PRICE)]
    names_used = names | {words[0] for words in price_words} | {calculator.CLOUD}
    for cost_input in catalog.cost_inputs.values():
        if cost_input.id not in names_used:
            yield RecordFault(cost_input.id, "an input that no formula uses", "a formula that uses it", ("id",))
    meters = {words[0] for words in price_words}
    meters |= {
        meter
        for cost_input in catalog.cost_inputs.values()
        for option in cost_input.options
        for meter in option.meters.values()
    }
    for meter in catalog.meters.values():
        if meter.id not in meters and meter.note is None:
            expected = "a formula that uses it, or a note that says why none does"
            yield RecordFault(meter.id, "a meter that no formula uses", expected, ("id",))
    groups = {line.group for line in lines}
    for group in catalog.cost_groups:
        if group not in groups:
            yield RecordFault(group, "a group without a line", "a line in it", ("id",))


def _required_record_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """What the calculator itself knows by name is there."""
    for kind, name, records in (
        ("input", calculator.CLOUD, catalog.cost_inputs),
        ("input", calculator.HORIZON, catalog.cost_inputs),
        ("group", calculator.PEOPLE, catalog.cost_groups),
    ):
        if name not in records:
            yield RecordFault(
                "cost", f"no {kind} {name!r}", f"the {kind} {name!r}, which the calculator knows by name", ()
            )
