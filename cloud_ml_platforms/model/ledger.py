"""The ledger: things with dated names, and events."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cloud_ml_platforms.model.base import Id, Line, Model, PartialDate, Stage
from cloud_ml_platforms.model.known import PlatformOrAll
from cloud_ml_platforms.model.sources import Evidence


class DatedName(Model):
    """A name and, as far as it is known, when it began. The last one is the current official name."""

    name: Line
    since: PartialDate | None = None


class Thing(Model):
    """A product, feature or SDK with the names it has had.

    `paste`: further phrases that mean it and nothing else wherever they stand, for "Paste and check".
    """

    id: Id
    platform: PlatformOrAll
    names: Annotated[tuple[DatedName, ...], Field(min_length=1)]
    common: Line | None = None
    search: tuple[Line, ...] = ()
    paste: tuple[Line, ...] = ()
    is_: Annotated[Line, Field(alias="is")]
    stage: Stage = "ga"
    capability: Id | None = None


class Event(Model):
    """Something that happened, or is announced, to a thing or to a `part` of it.

    `carried_out` of a deprecation speaks of its end: `announced` until the end has come.
    """

    id: Id
    thing: Id
    part: Line | None = None
    kind: Literal["renamed", "closed", "deprecated", "retired", "added", "generation", "regulation"]
    date: PartialDate
    ends: PartialDate | None = None
    carried_out: Literal["done", "announced", "unconfirmed"]
    what: Line
    breaks: Line | None = None
    use: Line | None = None
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]

    @property
    def due(self) -> str:
        """The day by which all of it has come: of a deprecation with an announced end, that end."""
        return self.ends or self.date


class NamesFile(Model):
    """data/names/<capability>.yml: things and events of the ledger."""

    things: tuple[Thing, ...]
    events: tuple[Event, ...] = ()
