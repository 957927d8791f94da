"""The shape of what helps to choose and to count: criteria, presets, other ways, prices, formulas, what is billed.

`selection.yml` holds constraints, decisions, criteria, signals and presets; `instead.yml` what else runs
models; `prices.yml` one price a line; `cost.yml` the inputs, formulas and scenarios of the calculator; `billing.yml`
what each use is billed for.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag, model_validator

from cloud_ml_platforms.model.base import Id, Line, Model, PartialDate, Text
from cloud_ml_platforms.model.framework import Constraint, Decision
from cloud_ml_platforms.model.known import Column, FullPlatform, PriceOf
from cloud_ml_platforms.model.sources import Evidence

# The questions in the order in which a bill is read; a use without a rollout has no such line.
QUESTIONS: dict[Billed, str] = {
    "billed": "Billed by",
    "idle": "While nobody works",
    "zero": "Falls to zero",
    "rollout": "A rollout adds",
    "adds": "Beside the machine",
}

Name = Annotated[Line, StringConstraints(max_length=60)]

# The selector --------------------------------------------------------------------------------------------------------


class Judged(Model):
    """A platform's answer where the marks of rows say what or how and not whether: our judgement, with its reason."""

    grade: Literal["yes", "partly", "preview", "no", "open"]
    because: Line


class Criterion(Model):
    """Something that a reader may require or weigh, and the rows that decide it.

    Either the marks of `rows` decide, on each kind of the capability `on` (of the platform as a whole without it), or we
    `judge`. `ways`: for a row whose ways are not kinds of `on`, which of its ways answers for which kind. `unlisted`: a kind
    that no way speaks of is open, or no where the row lists all kinds that can; `judged_kinds` is our judgement of such kinds.
    """

    id: Annotated[Id, StringConstraints(pattern=r"^cr-")]
    constraint: Id
    name: Name
    asks: Line
    on: Id | None = None
    rows: Annotated[tuple[Id, ...], Field(min_length=1)]
    ways: dict[Id, dict[FullPlatform, dict[Id, Id]]] = Field(default_factory=dict)
    unlisted: Literal["open", "no"] = "open"
    judged: dict[FullPlatform, Judged] | None = None
    judged_kinds: dict[FullPlatform, dict[Id, Judged]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _tested_or_judged(self) -> Criterion:
        if self.judged is not None and (self.on or self.ways or self.judged_kinds):
            raise ValueError(
                "either 'judged', or 'on' with 'ways' and 'judged_kinds': marks are tested on kinds, a judgement speaks of the platform"
            )
        return self


class Clash(Model):
    """Two criteria that a platform does not meet together: the one that weighs less is lost, at equal weight `loses`."""

    id: Annotated[Id, StringConstraints(pattern=r"^clash-")]
    platform: FullPlatform
    keeps: Id
    loses: Id
    because: Line


class Signal(Model):
    """Something true of a reader that speaks for running a platform of one's own; `alone`: one such is enough."""

    id: Annotated[Id, StringConstraints(pattern=r"^own-")]
    says: Line
    because: Line
    alone: bool = False


class Preset(Model):
    """A realistic reader: what they require, and how much the rest matters (1 a little, 2 matters, 3 decides)."""

    id: Annotated[Id, StringConstraints(pattern=r"^pre-")]
    name: Name
    situation: Line
    require: tuple[Id, ...] = ()
    weigh: dict[Id, Annotated[int, Field(ge=1, le=3)]]
    own: tuple[Id, ...] = ()
    previews: bool = False
    shows: Line
    decision: Id | None = None


class SelectionFile(Model):
    """data/selection.yml."""

    constraints: Annotated[tuple[Constraint, ...], Field(min_length=5, max_length=5)]
    decisions: Annotated[tuple[Decision, ...], Field(min_length=5)]
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    clashes: tuple[Clash, ...] = ()
    signals: Annotated[tuple[Signal, ...], Field(min_length=1)]
    presets: Annotated[tuple[Preset, ...], Field(min_length=1)]


# What else runs models -----------------------------------------------------------------------------------------------


class Cited(Model):
    """A statement with its evidence."""

    says: Line
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Alternative(Model):
    """Another way to run models: what it is, when to take it and when not, and what to say when asked for it."""

    id: Annotated[Id, StringConstraints(pattern=r"^alt-")]
    name: Name
    ask: Line
    search: tuple[Line, ...] = ()
    facts: Annotated[tuple[Cited, ...], Field(min_length=2)]
    take: Annotated[tuple[Line, ...], Field(min_length=2)]
    stay: Annotated[tuple[Line, ...], Field(min_length=2)]
    signal: Line
    say: Text
    rows: Annotated[tuple[Id, ...], Field(min_length=1)]


class Leaving(Model):
    """One thing that a team takes over when it leaves: what the platform did, what is yours then, what it costs."""

    id: Annotated[Id, StringConstraints(pattern=r"^leave-")]
    what: Name
    managed: Line
    yours: Line
    costs: Line
    evidence: tuple[Evidence, ...] = ()


class InsteadFile(Model):
    """data/instead.yml."""

    alternatives: Annotated[tuple[Alternative, ...], Field(min_length=1)]
    leaving: Annotated[tuple[Leaving, ...], Field(min_length=1)]


# Prices --------------------------------------------------------------------------------------------------------------


class Meter(Model):
    """Something that has a price: a machine for an hour, a gigabyte for a month."""

    id: Annotated[Id, StringConstraints(pattern=r"^mt-")]
    name: Name
    unit: Line
    note: Line | None = None


class Price(Model):
    """One price of one meter, of an ML platform or of the plain cloud (`aws`, `gcp`, `azure`).

    `usd` is per `unit` of the meter; None is blank: not found, and the evidence says where we looked. `as_of` is the day
    that the price speaks for. `derived` is the arithmetic of a price that nobody publishes.
    """

    id: Annotated[Id, StringConstraints(pattern=r"^pr-")]
    meter: Id
    of: PriceOf
    sku: Line | None = None
    region: Line | None = None
    usd: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None
    as_of: PartialDate | None = None
    derived: Line | None = None
    note: Line | None = None
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _blank_or_dated(self) -> Price:
        if self.usd is None and (self.note is None or self.derived or self.as_of):
            raise ValueError("a blank price has a note that says what was not found, and neither as_of nor derived")
        if self.usd is not None and self.as_of is None:
            raise ValueError("a price needs as_of, the day that it speaks for")
        return self


class PriceFile(Model):
    """data/prices.yml."""

    meters: Annotated[tuple[Meter, ...], Field(min_length=1)]
    prices: Annotated[tuple[Price, ...], Field(min_length=1)]


# The calculator ------------------------------------------------------------------------------------------------------


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
    """Something that the reader types or chooses. A `share` is typed in percent and counts as its hundredth."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+$", max_length=20)]
    group: Id
    name: Name
    kind: Literal["number", "whole", "share", "choice"]
    unit: Line | None = None
    default: Annotated[float, Field(ge=0, allow_inf_nan=False)] | Id
    min: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0
    max: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    help: Line | None = None
    options: tuple[Option, ...] = ()

    @model_validator(mode="after")
    def _choice_or_number(self) -> Input:
        if (self.kind == "choice") != bool(self.options) or (self.kind == "choice") != isinstance(self.default, str):
            raise ValueError("a choice has options and the id of one of them as default; anything else has neither")
        if (self.kind == "choice") == (self.max is not None):
            raise ValueError("a number, whole or share has max, the largest that is taken; a choice has none")
        return self


class Group(Model):
    """A group of inputs and lines: training, serving, ..."""

    id: Id
    name: Name


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


# What is billed ------------------------------------------------------------------------------------------------------

Billed = Literal["billed", "idle", "zero", "rollout", "adds"]


class Waits(Model):
    """What bills while nobody works, in a word: `always` as soon as it exists, `kept` if the team keeps it, `stored` data only."""

    bills: Literal["always", "kept", "stored", "nothing", "unknown"]
    what: Name


class Use(Model):
    """What one use (training, serving, ...) is billed for on each platform; every answer refers to a row, a limit or a price.

    `billed`: by what; `idle`: what bills while nobody uses it, and `waits` the same in a word; `zero`: what falls to zero;
    `rollout`: what a rollout doubles, where there is one; `adds`: what the platform adds to the price of the machine.
    """

    id: Annotated[Id, StringConstraints(pattern=r"^bill-")]
    name: Name
    waits: dict[FullPlatform, Waits]
    answers: dict[Billed, dict[FullPlatform, Line]]


class BillingFile(Model):
    """data/billing.yml."""

    uses: Annotated[tuple[Use, ...], Field(min_length=1)]
