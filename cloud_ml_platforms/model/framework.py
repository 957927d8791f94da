"""The six questions of the lifecycle, the five constraints, worked decisions."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cloud_ml_platforms.model.base import Id, Line, Model, Text
from cloud_ml_platforms.model.known import FullPlatform


class LifecycleQuestion(Model):
    """One of the six 'say where' questions, answered for each platform."""

    id: Id
    asks: Line
    listens_for: Line
    platforms: dict[FullPlatform, Text]
    rows: tuple[Id, ...]


class LifecycleFile(Model):
    """data/lifecycle.yml."""

    questions: Annotated[tuple[LifecycleQuestion, ...], Field(min_length=6, max_length=6)]


class Constraint(Model):
    """One of the five constraints of the selection framework."""

    id: Id
    name: Line
    ask: Annotated[tuple[Line, ...], Field(min_length=2)]
    favours: dict[FullPlatform, Line]
    rows: Annotated[tuple[Id, ...], Field(min_length=1)]


class Decision(Model):
    """A worked decision for a realistic company."""

    id: Id
    name: Line
    situation: Text
    must: tuple[Line, ...]
    choice: Line
    because: tuple[Line, ...]
    against: tuple[Line, ...]
    would_change: Line
    rows: Annotated[tuple[Id, ...], Field(min_length=1)]
