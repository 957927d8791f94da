"""The journal of changed facts, and what is to be read again."""

from __future__ import annotations

from typing import Literal

from cloud_ml_platforms.model.base import FullDate, Id, Line, Model, PartialDate, Text
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


class Change(Model):
    """One entry of the journal. `ids`: records that are new; `facts`: what changed in records that were there."""

    date: FullDate
    kind: Literal["vendor", "correction", "wording", "new"]
    why: Line
    ids: tuple[Id, ...] = ()
    facts: tuple[FactChange, ...] = ()


class JournalFile(Model):
    """data/journal.yml, append-only."""

    changes: tuple[Change, ...]
