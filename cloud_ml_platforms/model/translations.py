"""Ideas in the words of each platform, and what each analogy hides."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from cloud_ml_platforms.model.base import Id, Line, Model
from cloud_ml_platforms.model.known import FullPlatform, Pair
from cloud_ml_platforms.model.sources import Evidence


class Word(Model):
    """What one platform calls a thing; `say` is empty when it has no equal, and then `nearest` says what comes closest.

    `old` are former names of the same thing; `heard` are other things that the word still calls to mind (what older
    code or older teams use for the purpose).
    """

    say: Line | None = None
    old: tuple[Line, ...] = ()
    heard: tuple[Line, ...] = ()
    is_: Annotated[Line | None, Field(alias="is")] = None
    nearest: Line | None = None
    rows: tuple[Id, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _say_or_nearest(self) -> Word:
        if (self.say is None) == (self.nearest is None):
            raise ValueError("write 'say', or for a platform without an equal 'nearest': exactly one of the two")
        return self


class Analogy(Model):
    """How far two platforms' words mean the same, and what the likeness hides.

    `brief` says in at most nine words where a partial match ends: what the printed sheet has room for.
    """

    fit: Literal["same", "close", "partial", "none"]
    hides: Line
    brief: Annotated[Line, StringConstraints(max_length=60)] | None = None


class Translation(Model):
    """One idea, what each platform calls it, and where the analogy of each pair breaks."""

    id: Annotated[Id, StringConstraints(pattern=r"^tr-")]
    idea: Line
    search: tuple[Line, ...] = ()
    sheet: bool = False
    platforms: dict[FullPlatform, Word]
    pairs: dict[Pair, Analogy]
    rows: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _pairs_fit(self) -> Translation:
        for pair, analogy in self.pairs.items():
            first, second = (self.platforms.get(name) for name in pair.split("+"))
            lacks = [word for word in (first, second) if word is not None and word.say is None]
            if lacks and analogy.fit != "none":
                raise ValueError(f"{pair}: fit {analogy.fit}, but one side has no equal: fit none")
            if not lacks and analogy.fit == "none":
                raise ValueError(f"{pair}: fit none, but both sides have a word: same, close or partial")
        return self


class TranslationGroup(Model):
    """data/translations/<id>.yml: the terms of one stage of the lifecycle, or of the cloud around it."""

    id: Id
    name: Line
    order: int
    kind: Literal["ml", "cloud"]
    terms: Annotated[tuple[Translation, ...], Field(min_length=1)]
