"""The types that all data files share: ids, texts, dates."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

Stage = Literal["ga", "preview", "restricted"]

Theme = Literal[
    "training-to-deployment",
    "training-serving-skew",
    "real-time-vs-batch",
    "canary-rollout",
    "drift-monitoring",
    "gpu-cost",
    "regulated-data",
]

QuestionTheme = Theme | Literal["platform-choice", "platform-depth", "generative-ai"]
LEVELS = ("screen", "onsite", "senior")
Ingredient = Literal["storage", "versioning", "approval", "observability", "rollback", "cost"]
INGREDIENTS: tuple[Ingredient, ...] = ("storage", "versioning", "approval", "observability", "rollback", "cost")
MAX_SHOWS_WORDS = 20
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=600, pattern=r"^\S[^\n]*\S\n?$|^\S\n?$")]
Name = Annotated[Line, StringConstraints(max_length=60)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=180, pattern=r"^\S[^\n]*\S\n?$|^\S\n?$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=6000)]
Url = Annotated[str, StringConstraints(pattern=r"^https://[^\s#]+(#\S+)?$")]


def _in_the_calendar(text: str) -> str:
    try:
        dt.date.fromisoformat(text + "2000-01-01"[len(text) :])
    except ValueError:
        raise ValueError("a day of the calendar") from None
    return text


PartialDate = Annotated[
    str,
    StringConstraints(pattern=r"^20[0-9]{2}(-[0-9]{2}(-[0-9]{2})?)?$"),
    AfterValidator(_in_the_calendar),
]

FullDate = Annotated[
    str,
    StringConstraints(pattern=r"^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"),
    AfterValidator(_in_the_calendar),
]


def _written_on_a_day(text: str) -> str:
    _in_the_calendar(text[:10])
    return text


EntryId = Annotated[
    str,
    StringConstraints(pattern=r"^20[0-9]{2}-[0-9]{2}-[0-9]{2}-[0-9]{6}(-[a-z0-9]+)+$", max_length=80),
    AfterValidator(_written_on_a_day),
]


def _few_words(text: str) -> str:
    count = len(re.findall(r"\S+", text))
    if count > MAX_SHOWS_WORDS:
        raise ValueError(f"{count} words, at most {MAX_SHOWS_WORDS} of our own")
    return text


Shows = Annotated[Line, AfterValidator(_few_words)]


class Model(BaseModel):
    """Base of all data models: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
