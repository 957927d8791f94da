"""Capabilities, their rows, and the answers of each platform."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from cloud_ml_platforms.model.base import Id, Line, Model, PartialDate, Short, Stage, Support, Theme
from cloud_ml_platforms.model.known import Platform
from cloud_ml_platforms.model.sources import Evidence


class ApiRef(Model):
    """A name in a vendor's API surface and what we expect of it there: `api_surface/references.py` has the grammar.

    `min`, `max`: what the API model says; `states`: numbers in the description of the field; `has`: values of its
    enum; `unit`: the unit of these numbers where it is not the unit of the limit.
    """

    ref: Annotated[
        str,
        StringConstraints(
            pattern=r"^[a-z][\w.-]*:[A-Za-z][\w.\[\]()-]*$|^(azure|google\.cloud)\.[\w.]+(\([\w, ]+\))?$"
        ),
    ]
    expect: Literal["exists", "absent", "beta-only"]
    min: int | float | None = None
    max: int | float | None = None
    states: tuple[int | float, ...] = ()
    has: tuple[Line, ...] = ()
    unit: Literal["bytes", "KB", "MB", "GB", "ms", "s", "min", "h", "days"] | None = None


class Way(Model):
    """How one kind (of endpoint, job, store, ...) answers the row's question."""

    id: Id
    support: Support = "full"
    stage: Stage = "ga"
    since: PartialDate | None = None
    event: Id | None = None
    how: Line
    api: tuple[ApiRef, ...] = ()
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Cell(Model):
    """One platform's answer: ways, or (for none and unknown) a statement with its own evidence."""

    support: Support
    event: Id | None = None
    short: Short | None = None
    ways: tuple[Way, ...] = ()
    nearest: Line | None = None
    api: tuple[ApiRef, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def all_evidence(self) -> tuple[Evidence, ...]:
        """Its own evidence and that of its ways."""
        return (*self.evidence, *(item for way in self.ways for item in way.evidence))

    @model_validator(mode="after")
    def _ways_or_statement(self) -> Cell:
        if self.support in {"full", "partial"}:
            if not self.ways:
                raise ValueError(f"support {self.support} needs at least one way with evidence")
            if len(self.ways) > 1 and self.short is None:
                raise ValueError("a cell with several ways needs 'short', the answer in one line")
        elif not self.ways:
            if self.short is None:
                raise ValueError(f"support {self.support} without ways needs 'short', the answer in one line")
            if not self.evidence:
                raise ValueError(
                    f"support {self.support} without ways needs 'evidence': who says so, or where we looked"
                )
        ids = [way.id for way in self.ways]
        if len(ids) != len(set(ids)):
            raise ValueError(f"the same way twice: {min(i for i in ids if ids.count(i) > 1)}")
        return self


class Row(Model):
    """One question that decides a choice or that interviewers probe, answered by every full platform and some partial ones.

    `describes` marks a question that asks what or how, not whether: its marks are neutral words, not merits.
    """

    id: Id
    name: Annotated[Line, StringConstraints(max_length=60)]
    asks: Line
    decides: bool = False
    probed: bool = False
    describes: bool = False
    search: tuple[Line, ...] = ()
    related: tuple[Id, ...] = ()
    because: Line | None = None
    platforms: dict[Platform, Cell]


class Capability(Model):
    """A building block: what it does, why interviewers care, which services provide it, its rows."""

    id: Id
    name: Line
    order: int
    does: Line
    why: Line
    services: dict[Platform, Annotated[tuple[Id, ...], Field(min_length=1)]]
    kinds: dict[Platform, dict[Id, Line]]
    related_themes: tuple[Theme, ...] = ()
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]
