"""data/lifecycle.yml: the questions to which an interviewer expects a place as the answer."""

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
