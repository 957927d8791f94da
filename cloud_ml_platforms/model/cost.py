"""data/cost.yml: inputs, formulas and scenarios of the calculator."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag, model_validator

from cloud_ml_platforms.model.base import Id, Line, Model, Name
from cloud_ml_platforms.model.known import Column, FullPlatform


class Sum(Model):
    """All parts together."""

    sum: Annotated[tuple[Expression, ...], Field(min_length=1)]


class Times(Model):
    """All factors multiplied."""

    times: Annotated[tuple[Expression, ...], Field(min_length=1)]


class Less(Model):
    """The first less the second, never below zero."""

    less: Annotated[tuple[Expression, ...], Field(min_length=2, max_length=2)]


class Most(Model):
    """The largest of them."""

    most: Annotated[tuple[Expression, ...], Field(min_length=2)]


class Over(Model):
    """The first divided by the second; zero where the second is zero."""

    over: Annotated[tuple[Expression, ...], Field(min_length=2, max_length=2)]


class Some(Model):
    """One as soon as there is any of it, else zero."""

    any: Annotated[tuple[Expression, ...], Field(min_length=1, max_length=1)]


OPERATIONS: dict[str, type[Model]] = {"sum": Sum, "times": Times, "less": Less, "most": Most, "over": Over, "any": Some}


def _form(value: object) -> str | None:
    """Return which form of expression a value has, so that a fault in it is reported for that form only."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number"
    return next(
        (
            name
            for name, model in OPERATIONS.items()
            if isinstance(value, model) or (isinstance(value, dict) and list(value) == [name])
        ),
        None,
    )


# A number, the id of an input, `price mt-egress`, or `price machine spot`: the meter that the chosen option names.
Expression = Annotated[
    Annotated[float, Field(ge=0, allow_inf_nan=False), Tag("number")]
    | Annotated[Line, Tag("text")]
    | Annotated[Sum, Tag("sum")]
    | Annotated[Times, Tag("times")]
    | Annotated[Less, Tag("less")]
    | Annotated[Most, Tag("most")]
    | Annotated[Over, Tag("over")]
    | Annotated[Some, Tag("any")],
    Discriminator(
        _form,
        custom_error_type="expression",
        custom_error_message="an expression: a number, the id of an input, 'price ...', or one of sum, times, less, most, over, any with a list",
    ),
]


class Option(Model):
    """One option of a choice, and the meters that it stands for, by their part in formulas."""

    id: Id
    name: Name
    meters: dict[Id, Id] = Field(default_factory=dict)


class Input(Model):
    """Something that the reader types or chooses. A `share` is typed in percent and counts as its hundredth.

    `first`: it stands beside the bars; the others are folded, by group.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+$", max_length=20)]
    group: Id
    name: Name
    kind: Literal["number", "whole", "share", "choice"]
    unit: Line | None = None
    default: Annotated[float, Field(ge=0, allow_inf_nan=False)] | Id
    min: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0
    max: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    help: Line | None = None
    first: bool = False
    options: tuple[Option, ...] = ()

    @model_validator(mode="after")
    def _choice_or_number(self) -> Input:
        if (self.kind == "choice") != bool(self.options) or (self.kind == "choice") != isinstance(self.default, str):
            raise ValueError("a choice has options and the id of one of them as default; anything else has neither")
        if (self.kind == "choice") == (self.max is not None):
            raise ValueError("a number, whole or share has max, the largest that is taken; a choice has none")
        return self


class Group(Model):
    """A group of inputs and lines: training, serving, ...

    `in_short` says beside the sums what is typed: `{input}` is its value, `{input word}` counts it.
    """

    id: Id
    name: Name
    in_short: Line | None = None


class CostLine(Model):
    """One line of the monthly bill: in each column a formula, or the reason why nothing is billed there.

    `formula` is that of every column that has none in `formulas` and is not `free`. `within`: the line is a part of that
    one, shown and not added again.
    """

    id: Annotated[Id, StringConstraints(pattern=r"^ln-")]
    group: Id
    name: Name
    says: Line
    formula: Expression | None = None
    formulas: dict[Column, Expression] = Field(default_factory=dict)
    free: dict[Column, Line] = Field(default_factory=dict)
    within: Id | None = None


class Scenario(Model):
    """A realistic month: what is typed, and what the result teaches."""

    id: Annotated[Id, StringConstraints(pattern=r"^sc-")]
    name: Name
    search: tuple[Line, ...] = ()
    situation: Line
    set: dict[str, float | Id]
    shows: Line


class WorkedNumber(Model):
    """A line of the bill with inputs typed over the scenario's; `instead` are texts by platform in place of a number."""

    name: Line
    line: Id
    set: dict[str, float | Id] = Field(default_factory=dict)
    instead: dict[FullPlatform, Line] = Field(default_factory=dict)


class Worked(Model):
    """Numbers that a page works out from one scenario: a table of them, a row for each."""

    id: Annotated[Id, StringConstraints(pattern=r"^wk-")]
    scenario: Id
    numbers: Annotated[dict[Id, WorkedNumber], Field(min_length=1)]


class CostFile(Model):
    """data/cost.yml."""

    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
    inputs: Annotated[tuple[Input, ...], Field(min_length=1)]
    lines: Annotated[tuple[CostLine, ...], Field(min_length=1)]
    scenarios: Annotated[tuple[Scenario, ...], Field(min_length=1)]
    worked: tuple[Worked, ...] = ()
