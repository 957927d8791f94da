"""data/instead.yml: other ways to run models, and what leaving a platform hands over."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from cloud_ml_platforms.model.base import Id, Line, Model, Name, Text
from cloud_ml_platforms.model.sources import Evidence


class Cited(Model):
    """A statement with its evidence."""

    says: Line
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Alternative(Model):
    """Another way to run models: what it is, when to take it and when not, and what to say when asked for it."""

    id: Annotated[Id, StringConstraints(pattern=r"^alt-")]
    name: Name
    ask: Line
    search: tuple[Line, ...] = ()
    facts: Annotated[tuple[Cited, ...], Field(min_length=2)]
    take: Annotated[tuple[Line, ...], Field(min_length=2)]
    stay: Annotated[tuple[Line, ...], Field(min_length=2)]
    signal: Line
    say: Text
    rows: Annotated[tuple[Id, ...], Field(min_length=1)]


class Leaving(Model):
    """One thing that a team takes over when it leaves: what the platform did, what is yours then, what it costs."""

    id: Annotated[Id, StringConstraints(pattern=r"^leave-")]
    what: Name
    managed: Line
    yours: Line
    costs: Line
    evidence: tuple[Evidence, ...] = ()


class InsteadFile(Model):
    """data/instead.yml."""

    alternatives: Annotated[tuple[Alternative, ...], Field(min_length=1)]
    leaving: Annotated[tuple[Leaving, ...], Field(min_length=1)]
