"""The journal of changed facts, and what is to be read again."""

from __future__ import annotations

from typing import Literal

from cloud_ml_platforms.model.base import EntryId, FullDate, Id, Line, Model, PartialDate, Text
from cloud_ml_platforms.model.known import Platform
from cloud_ml_platforms.model.sources import SourceKind

# Freshness -----------------------------------------------------------------------------------------------------------


class Watch(Model):
    """A season in which rows are likely to move: a vendor's yearly conference. Dates only as precise as they are known.

    `read`: the day on which its news was read and written down.
    """

    name: Line
    platform: Platform
    begins: PartialDate
    ends: PartialDate
    note: Line | None = None
    read: FullDate | None = None
    capabilities: tuple[Id, ...] = ()
    rows: tuple[Id, ...] = ()


class RecheckFile(Model):
    """data/recheck.yml: after how many days a source of each kind counts as old (0: never), and what to look at first."""

    ages: dict[SourceKind, int]
    watch: tuple[Watch, ...]


# The journal -----------------------------------------------------------------------------------------------------------


class FactChange(Model):
    """One fact that changed: its address (`ep-rollback sagemaker real-time`), what it said and what it says."""

    fact: Line
    was: Text | None = None
    now: Text | None = None


FIRST_WITH_TIME = "2026-11-29-000345"  # ids before it have a number in place of the time


class Change(Model):
    """data/journal/<id>.yml, an entry of the journal: written once, never changed.

    The id is the moment of writing (UTC) and a record that the entry names, and gives entries their order. `ids`: records
    that are new, or whose facts are written in another `shape`: nothing that was said is said otherwise; `facts`: what
    changed in records that were there.
    """

    id: EntryId
    kind: Literal["vendor", "correction", "wording", "new", "shape"]
    why: Line
    ids: tuple[Id, ...] = ()
    facts: tuple[FactChange, ...] = ()

    @property
    def date(self) -> str:
        """The day of writing."""
        return self.id[:10]

    @property
    def name(self) -> str:
        """What its address and feeds call it for ever: its id, or the number from before entries had one."""
        return self.id if self.id > FIRST_WITH_TIME else str(int(self.id[11:17]))
