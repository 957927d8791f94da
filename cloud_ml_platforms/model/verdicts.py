"""Verdicts: what a finished capability comes to on each platform, and which to use when."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from cloud_ml_platforms.model.base import Id, Line, Model
from cloud_ml_platforms.model.interview import Reviewed
from cloud_ml_platforms.model.known import FullPlatform

Points = Annotated[tuple[Line, ...], Field(min_length=1, max_length=4)]


class Verdict(Model):
    """One platform's verdict. `says` speaks for it, `but` against; `take` goes on after "Take it when".

    Each line refers to the rows that it rests on.
    """

    headline: Line
    says: Line
    but: Line
    take: Line
    plus: Points
    minus: Points

    @property
    def lines(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Every line, with its path."""
        return (
            (("headline",), self.headline),
            (("says",), self.says),
            (("but",), self.but),
            (("take",), self.take),
            *((("plus", index), line) for index, line in enumerate(self.plus)),
            *((("minus", index), line) for index, line in enumerate(self.minus)),
        )


class Choice(Model):
    """What one platform has for a situation; `pick`: among the platforms it is what to take."""

    use: Line
    pick: bool = False


class Pick(Model):
    """A situation, and what to use in it on each platform."""

    id: Annotated[Id, StringConstraints(pattern=r"^pk-")]
    when: Line
    platforms: dict[FullPlatform, Choice]


class Verdicts(Model):
    """data/verdicts/<id>.yml: the verdicts on one capability. Its id is `vd-` and the capability's."""

    id: Annotated[Id, StringConstraints(pattern=r"^vd-")]
    platforms: dict[FullPlatform, Verdict]
    picks: Annotated[tuple[Pick, ...], Field(min_length=1, max_length=10)]
    reviewed: Reviewed

    @property
    def capability(self) -> str:
        """The capability that it is about."""
        return self.id.removeprefix("vd-")
