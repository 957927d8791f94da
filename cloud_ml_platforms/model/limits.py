"""Limits and contracts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from cloud_ml_platforms.model.base import Id, Line, Model
from cloud_ml_platforms.model.known import Platform
from cloud_ml_platforms.model.rows import ApiRef
from cloud_ml_platforms.model.sources import Evidence


class LimitValue(Model):
    """One documented value. When sources disagree there are several, told apart by `says` and their evidence.

    `differs`: the documentation says so, and the API model that is cited beside it has other numbers.
    """

    way: Id
    value: int | float | Line
    rule: Literal["hard", "quota", "default", "min", "max", "contract"]
    per: Line | None = None
    raisable: bool | None = None
    says: Literal["docs", "api"] = "docs"
    differs: bool = False
    note: Line | None = None
    api: tuple[ApiRef, ...] = ()
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class LimitCell(Model):
    """One platform's values; `none`: the thing does not exist there; `unknown`: not found, with where we looked.

    `headline`: what the values come to, where no rule can say it (`compute/headlines.py`).
    """

    state: Literal["values", "none", "unknown"] = "values"
    headline: Line | None = None
    values: tuple[LimitValue, ...] = ()
    note: Line | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def all_evidence(self) -> tuple[Evidence, ...]:
        """Its own evidence and that of its values."""
        return (*self.evidence, *(evidence for value in self.values for evidence in value.evidence))

    @model_validator(mode="after")
    def _values_or_evidence(self) -> LimitCell:
        if self.state == "values" and not self.values:
            raise ValueError("no value; write values, or state: none / unknown with note and evidence")
        if self.state != "values" and (self.values or not self.evidence or not self.note):
            raise ValueError(f"state {self.state} takes no values and needs note and evidence")
        return self


class Limit(Model):
    """A number or a contract, in one unit for all platforms."""

    id: Annotated[Id, StringConstraints(pattern=r"^(lim|con)-")]
    name: Line
    asks: Line
    unit: Line | None = None
    search: tuple[Line, ...] = ()
    rows: tuple[Id, ...] = ()
    platforms: dict[Platform, LimitCell]


class LimitFile(Model):
    """data/limits/<capability>.yml."""

    capability: Id
    limits: tuple[Limit, ...]
