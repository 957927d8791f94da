"""data/billing.yml: what each use is billed for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cloud_ml_platforms.model.base import Id, Line, Model, Name
from cloud_ml_platforms.model.known import FullPlatform

Billed = Literal["billed", "idle", "zero", "rollout", "adds"]

# The questions in the order in which a bill is read; a use without a rollout has no such line.
QUESTIONS: dict[Billed, str] = {
    "billed": "Billed by",
    "idle": "While nobody works",
    "zero": "Falls to zero",
    "rollout": "A rollout adds",
    "adds": "Beside the machine",
}


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
