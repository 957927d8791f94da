"""data/prices.yml: what is priced, and one price a line."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from cloud_ml_platforms.model.base import Id, Line, Model, Name, PartialDate
from cloud_ml_platforms.model.known import PriceOf
from cloud_ml_platforms.model.sources import Evidence


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
