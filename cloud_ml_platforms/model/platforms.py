"""Platforms and clouds: names, colours, scope, hierarchy, SDKs, strengths and weaknesses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from cloud_ml_platforms.model.base import Id, Line, Model
from cloud_ml_platforms.model.known import Known

if TYPE_CHECKING:
    from collections.abc import Iterable

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


class Level(Model):
    """One level of a platform's resource hierarchy.

    It lies inside the one before, or `beside` it. At the `wall` access and cost are kept apart; what only groups `people`
    owns nothing that runs.
    """

    name: Line
    holds: Line
    beside: bool = False
    wall: bool = False
    people: bool = False


class Colours(Model):
    """The colour of a platform's name on light and on dark ground."""

    light: Colour
    dark: Colour


class PlatformInfo(Model):
    """data/platforms/<id>.yml: one platform, and how far the guide covers it.

    A `full` platform answers everywhere. A `partial` one answers row by row and takes no part in translations, decks,
    selector, cost, cases, questions, cheat sheets and samples. `order` is its place in every table. `words` are other
    words of its vendor that name it in a sentence, `search` those by which a query names it. `pages_dated` is false where the vendor's pages rarely carry a date.
    """

    id: Id
    order: Annotated[int, Field(ge=1)]
    scope: Literal["full", "partial"]
    short: Line
    long: Line
    vendor: Line
    publisher: Line
    pages_dated: bool = True
    cloud: Id
    colours: Colours
    words: tuple[Line, ...] = ()
    search: tuple[Annotated[Line, StringConstraints(pattern=r"^[a-z0-9]+$")], ...] = ()
    thing: Id
    hierarchy: tuple[Level, ...]
    sdks: tuple[Id, ...]
    good_at: tuple[Line, ...]
    weak_at: tuple[Line, ...]

    @model_validator(mode="after")
    def _begins_with_one_level(self) -> PlatformInfo:
        if self.hierarchy and self.hierarchy[0].beside:
            raise ValueError("found a first level with `beside`; expected one that the others lie in")
        return self

    @property
    def page(self) -> str:
        """The address of its page: a guide written by hand, or the generated one of a partial platform."""
        return f"providers/{self.id}/" if self.scope == "full" else f"p/{self.id}/"


class Cloud(Model):
    """A cloud that platforms run on; prices without a platform are of a cloud."""

    id: Id
    name: Line


class CloudFile(Model):
    """data/clouds.yml."""

    clouds: Annotated[tuple[Cloud, ...], Field(min_length=1)]


def known_ids(platforms: Iterable[PlatformInfo], clouds: Iterable[str]) -> Known:
    """Return the ids that records may name, of platforms in their order and of clouds."""
    ordered = sorted(platforms, key=lambda platform: platform.order)
    return Known(
        platforms=tuple(platform.id for platform in ordered),
        full=tuple(platform.id for platform in ordered if platform.scope == "full"),
        clouds=tuple(clouds),
        publishers=tuple(dict.fromkeys(platform.publisher for platform in ordered)),
    )
