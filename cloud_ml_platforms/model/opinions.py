"""Contested questions and beliefs."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from cloud_ml_platforms.model.base import Id, Line, Model, PartialDate, Text
from cloud_ml_platforms.model.known import Platform
from cloud_ml_platforms.model.sources import Evidence


class Side(Model):
    """One side of a contested question, with who says it and when."""

    says: Line
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Contested(Model):
    """A question on which sources disagree: both sides dated, what this guide goes by, and one sentence that says both."""

    id: Annotated[Id, StringConstraints(pattern=r"^c-")]
    question: Line
    platforms: Annotated[tuple[Platform, ...], Field(min_length=1)]
    search: tuple[Line, ...] = ()
    sides: Annotated[tuple[Side, ...], Field(min_length=2)]
    we_go_by: Text
    say: Line
    rows: tuple[Id, ...] = ()
    capabilities: tuple[Id, ...] = ()


class ContestedFile(Model):
    """data/contested.yml."""

    questions: tuple[Contested, ...]


class Belief(Model):
    """A sentence that people say of a platform. `holds`: it is still true; else `until` says when it stopped."""

    id: Annotated[Id, StringConstraints(pattern=r"^b-")]
    platform: Platform
    claim: Line
    holds: bool
    until: PartialDate | None = None
    answer: Line
    event: Id | None = None
    rows: tuple[Id, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _dated_and_shown(self) -> Belief:
        if self.holds == (self.until is not None):
            raise ValueError("a belief that no longer holds needs 'until', one that holds has none")
        if not (self.event or self.rows or self.evidence):
            raise ValueError("a belief needs an event, rows or evidence that show it")
        return self


class BeliefFile(Model):
    """data/beliefs.yml."""

    beliefs: tuple[Belief, ...]
