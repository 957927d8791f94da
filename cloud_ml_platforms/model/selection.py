"""data/selection.yml: constraints and decisions, and the selector's criteria, clashes, signals and presets."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from cloud_ml_platforms.model.base import Id, Line, Model, Name, Text
from cloud_ml_platforms.model.known import FullPlatform


class Constraint(Model):
    """One of the five constraints of the selection framework."""

    id: Id
    name: Line
    ask: Annotated[tuple[Line, ...], Field(min_length=2)]
    favours: dict[FullPlatform, Line]
    rows: Annotated[tuple[Id, ...], Field(min_length=1)]


class Decision(Model):
    """A worked decision for a realistic company."""

    id: Id
    name: Line
    situation: Text
    must: tuple[Line, ...]
    choice: Line
    because: tuple[Line, ...]
    against: tuple[Line, ...]
    would_change: Line
    rows: Annotated[tuple[Id, ...], Field(min_length=1)]


class Judged(Model):
    """A platform's answer where the marks of rows say what or how and not whether: our judgement, with its reason."""

    grade: Literal["yes", "partly", "preview", "no", "open"]
    because: Line


class Criterion(Model):
    """Something that a reader may require or weigh, and the rows that decide it.

    Either the marks of `rows` decide, on each kind of the capability `on` (of the platform as a whole without it), or we
    `judge`. `search`: words by which the selector finds it, beside its own and those of its rows. `parts`: for a finished row, another of its yes-no parts that decides instead of its mark. `ways`: for a row whose ways are not kinds of `on`, which of its ways answers for which kind. `unlisted`: a kind
    that no way speaks of is open, or no where the row lists all kinds that can; `judged_kinds` is our judgement of such kinds.
    """

    id: Annotated[Id, StringConstraints(pattern=r"^cr-")]
    constraint: Id
    name: Name
    asks: Line
    search: tuple[Line, ...] = ()
    on: Id | None = None
    rows: Annotated[tuple[Id, ...], Field(min_length=1)]
    parts: dict[Id, Id] = Field(default_factory=dict)
    ways: dict[Id, dict[FullPlatform, dict[Id, Id]]] = Field(default_factory=dict)
    unlisted: Literal["open", "no"] = "open"
    judged: dict[FullPlatform, Judged] | None = None
    judged_kinds: dict[FullPlatform, dict[Id, Judged]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _tested_or_judged(self) -> Criterion:
        if self.judged is not None and (self.on or self.parts or self.ways or self.judged_kinds):
            raise ValueError(
                "either 'judged', or 'parts', 'on', 'ways' and 'judged_kinds': marks are tested on kinds, a judgement speaks of the platform"
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
