"""Drawings: lanes of nodes in stages, who does each one's work, the row that says so, the way back."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from cloud_ml_platforms.model.base import Id, Line, Model
from cloud_ml_platforms.model.known import FullPlatform

# `platform` does it by itself, `call`: one call of yours has it done, `you` build it and run it, `others` are neither.
By = Literal["platform", "call", "you", "others"]

Name = Annotated[str, StringConstraints(min_length=1, max_length=26, pattern=r"^\S.*$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=24, pattern=r"^\S.*$")]
Says = Annotated[str, StringConstraints(min_length=1, max_length=44, pattern=r"^\S.*$")]
Way = Annotated[str, StringConstraints(min_length=1, max_length=70, pattern=r"^\S.*$")]
Column = Annotated[int, Field(ge=1, le=6)]

MOST_NAMED = 5  # columns beside the names of lanes


class Stage(Model):
    """A column; `share` is the part of live traffic that the new version has in it, `band` what neighbours lie in."""

    name: Name
    says: Name | None = None
    share: Annotated[int, Field(ge=0, le=100)] | None = None
    band: Name | None = None


class Node(Model):
    """A step: its name, a line, whose work it is, the row that holds it.

    `at` is its column, else the next one; no arrow leads to a node that `starts` anew.
    """

    by: By
    words: Words
    line: Says
    row: Id | None = None
    at: Column | None = None
    starts: bool = False


class Back(Model):
    """The way back under a lane, from a column to an earlier one."""

    from_: Annotated[Column, Field(alias="from")]
    to: Column
    by: By
    words: Way
    row: Id | None = None

    @model_validator(mode="after")
    def _leads_back(self) -> Back:
        if self.to >= self.from_:
            raise ValueError(f"to: a column before {self.from_}, found {self.to}")
        return self


class Lane(Model):
    """A line of nodes, from left to right."""

    nodes: Annotated[tuple[Node, ...], Field(min_length=1)]
    back: Back | None = None

    @property
    def columns(self) -> tuple[int, ...]:
        """The column of each node."""
        columns: list[int] = []
        for node in self.nodes:
            columns.append(node.at or (columns[-1] + 1 if columns else 1))
        return tuple(columns)

    @model_validator(mode="after")
    def _runs_from_left_to_right(self) -> Lane:
        for before, after in pairwise(self.columns):
            if after <= before:
                raise ValueError(f"nodes in the order of their columns, found {after} after {before}")
        for end in (self.back.from_, self.back.to) if self.back else ():
            if end not in self.columns:
                raise ValueError(f"a way back between columns that have a node, found {end}")
        return self


class NamedLane(Lane):
    """A lane of a drawing that compares no platforms."""

    name: Name


class Link(Model):
    """An arrow between nodes of neighbouring lanes, which their words name."""

    from_: Annotated[Words, Field(alias="from")]
    to: Words
    words: Annotated[str, StringConstraints(min_length=1, max_length=18)] | None = None


class Drawing(Model):
    """data/drawings/<id>.yml: a drawing that compares platforms under the same stages, or one of named lanes.

    `flow` is false where the stages are choices, so that no arrow leads from one to the next.
    """

    id: Annotated[Id, StringConstraints(pattern=r"^dr-")]
    name: Line
    says: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    flow: bool = True
    stages: Annotated[tuple[Stage, ...], Field(max_length=6)] = ()
    platforms: dict[FullPlatform, Lane] = Field(default_factory=dict)
    lanes: tuple[NamedLane, ...] = ()
    links: tuple[Link, ...] = ()

    @model_validator(mode="after")
    def _compares_or_names(self) -> Drawing:
        if bool(self.platforms) == bool(self.lanes):
            raise ValueError("platforms under the same stages, or lanes with names: one of the two")
        if self.platforms and (self.links or not self.stages):
            raise ValueError("stages and no links, where platforms are compared")
        return self

    @model_validator(mode="after")
    def _fits_its_stages(self) -> Drawing:
        count = len(self.stages)
        for name, lane in self.platforms.items():
            if lane.columns != tuple(range(1, count + 1)):
                raise ValueError(f"a node of {name} for each of the {count} stages, found columns {lane.columns}")
        for lane in self.lanes:
            if lane.columns[-1] > (count or MOST_NAMED):
                raise ValueError(f"at most {count or MOST_NAMED} columns, found {lane.columns[-1]}")
        return self

    @model_validator(mode="after")
    def _links_neighbours(self) -> Drawing:
        lane_of = {node.words: index for index, lane in enumerate(self.lanes) for node in lane.nodes}
        if self.lanes and len(lane_of) != sum(len(lane.nodes) for lane in self.lanes):
            raise ValueError("other words for each node")
        for link in self.links:
            for end in (link.from_, link.to):
                if end not in lane_of:
                    raise ValueError(f"links between words of nodes, found {end!r}")
            if abs(lane_of[link.from_] - lane_of[link.to]) != 1:
                raise ValueError(f"a link between neighbouring lanes, found {link.from_!r} to {link.to!r}")
        return self
