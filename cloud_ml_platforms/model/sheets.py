"""One-page sheets: translations and cheat sheets."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from cloud_ml_platforms.model.base import Id, Line, Model
from cloud_ml_platforms.model.known import FullPlatform, Pair

Task = Literal[
    "train",
    "spot",
    "register",
    "approve",
    "deploy",
    "split",
    "rollback",
    "zero",
    "batch",
    "feature",
    "capture",
    "lock",
]
SHEET_KINDS = "online-endpoints"  # the capability whose kinds a cheat sheet explains


class SheetNumber(Model):
    """One number of the printed sheet: what it is, and per platform the limits that hold it, with a word or two."""

    name: Line
    says: dict[FullPlatform, Line]


class Saying(Model):
    """What not to say of a platform, and what to say."""

    dont: Line
    say: Line


class SheetFile(Model):
    """data/sheet.yml: what the one-page sheets print beside the twenty mappings."""

    numbers: Annotated[tuple[SheetNumber, ...], Field(min_length=10, max_length=10)]
    traps: dict[Pair, Annotated[tuple[Line, ...], Field(min_length=8, max_length=8)]]
    sayings: dict[FullPlatform, Annotated[tuple[Saying, ...], Field(min_length=5)]]


class CheatLine(Model):
    """A line of a cheat sheet and the rows, limits and "say where" answers that hold it; it leads to the first, a row."""

    say: Line
    rests_on: Annotated[tuple[Id, ...], Field(min_length=1)]


class CheatCall(Model):
    """How one task is called: `say`, or where the platform has nothing for it, `nearest`: what comes closest."""

    say: Line | None = None
    nearest: Line | None = None
    rests_on: Annotated[tuple[Id, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _say_or_nearest(self) -> CheatCall:
        if (self.say is None) == (self.nearest is None):
            raise ValueError("write 'say', or for a platform that has nothing for it 'nearest': exactly one of the two")
        return self


class CheatSheet(Model):
    """data/cheatsheets/<platform>.yml: one platform on one printed page; numbers and sayings stand in data/sheet.yml.

    `places` answers the six questions of data/lifecycle.yml, `kinds` says what decides for each kind of endpoint and
    `lacks` which kinds there are none of; `ended` are events of the ledger.
    """

    platform: FullPlatform
    places: dict[Id, Line]
    calls: dict[Task, CheatCall]
    kinds: dict[Id, Line]
    lacks: Line | None = None
    bites: Annotated[tuple[CheatLine, ...], Field(min_length=6, max_length=6)]
    ended: Annotated[tuple[Id, ...], Field(min_length=6, max_length=14)]
