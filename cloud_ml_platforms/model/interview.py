"""Questions, worked designs, themes and the learning plan."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from cloud_ml_platforms.model.base import (
    EntryId,
    FullDate,
    Id,
    Ingredient,
    Line,
    Model,
    QuestionTheme,
    Short,
    Text,
    Theme,
)
from cloud_ml_platforms.model.known import FullPlatform


class Point(Model):
    """A point that a good answer makes; the answer marks it as `{a|the words that make it}`.

    The id is kept for good: readers keep which points they missed. A point with `platforms` counts only where one of
    them is asked about; `shows` is the ingredient of a strong answer that it is evidence of.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]$")]
    says: Short
    shows: Ingredient | None = None
    platforms: tuple[FullPlatform, ...] = ()


class FollowUp(Model):
    """What the interviewer asks next."""

    ask: Line
    answer: Text


class Wrong(Model):
    """The usual wrong answer."""

    says: Line
    why: Line


class OldKey(Model):
    """Where public answer keys are out of date: what an interviewer may expect, what is true since `event`, what to say."""

    expects: Line
    now: Line
    event: Id
    say: Line


class Reviewed(Model):
    """When a person last held the text against its rows, and the last entry that the journal had then."""

    day: FullDate
    journal: EntryId


Points = Annotated[tuple[Point, ...], Field(min_length=2)]


class Question(Model):
    """One interview question, with the answer as it would be spoken."""

    id: Annotated[Id, StringConstraints(pattern=r"^q-")]
    theme: QuestionTheme
    level: Literal["screen", "onsite", "senior"]
    core: bool = False
    asked: Literal["often", "sometimes", "rarely"]
    platforms: Annotated[tuple[FullPlatform, ...], Field(min_length=1)]
    question: Line
    search: tuple[Line, ...] = ()
    answer: Text
    points: Points
    follow_ups: Annotated[tuple[FollowUp, ...], Field(min_length=2)]
    wrong: Wrong
    old_key: OldKey | None = None
    rows: Annotated[tuple[Id, ...], Field(min_length=1)]
    reviewed: Reviewed


class QuestionFile(Model):
    """data/questions/<theme>.yml."""

    questions: tuple[Question, ...]


class Clarify(Model):
    """What to ask before designing, and what each answer changes."""

    ask: Short
    changes: Line


class Number(Model):
    """One line of arithmetic: `sum` is written with × ÷ + − and brackets, units and references among the numbers; `is` is its result."""

    what: Short
    sum: Line
    is_: Annotated[Short, Field(alias="is")]
    so: Line | None = None


class Part(Model):
    """One part of a design, with the service or resource that it is on each platform."""

    part: Short
    platforms: dict[FullPlatform, Line]


class Breaks(Model):
    """What breaks, how you notice, what you do."""

    what: Line
    notice: Line
    do: Line


class Case(Model):
    """data/cases/<id>.yml: one worked system design."""

    id: Id
    order: int
    name: Short
    brief: Text
    clarify: Annotated[tuple[Clarify, ...], Field(min_length=5)]
    numbers: Annotated[tuple[Number, ...], Field(min_length=4)]
    design: Text
    parts: Annotated[tuple[Part, ...], Field(min_length=5)]
    bites: dict[FullPlatform, Line]
    ingredients: dict[Ingredient, Line]
    breaks: Annotated[tuple[Breaks, ...], Field(min_length=3)]
    push: Annotated[tuple[FollowUp, ...], Field(min_length=2)]
    score: Annotated[tuple[Point, ...], Field(min_length=9)]
    rows: Annotated[tuple[Id, ...], Field(min_length=5)]
    reviewed: Reviewed


class PlanStep(Model):
    """One step of the learning plan: where it leads is a page, a deck to practise, or a mock interview.

    A page may have an anchor or a `state` that its address takes.
    `do` holds the link's words in brackets; {mine} and {theirs} in it, in `page` and in the values of `practise` stand for
    the reader's platforms. A step with `pair` needs two of them, one that is `new` is for who knows none. `from` is the
    shortest plan, in evenings, that has it.
    """

    id: Annotated[Id, StringConstraints(pattern=r"^plan-")]
    kind: Literal["read", "say", "drill", "design", "mock", "print"]
    from_: Annotated[int, Field(alias="from", ge=1, le=14)]
    minutes: Annotated[int, Field(ge=5, le=60)]
    pair: bool = False
    new: bool = False
    do: Annotated[Line, StringConstraints(pattern=r"^[^\[\]]*\[[^\[\]]+\][^\[\]]*$")]
    page: str | None = None
    general: str | None = None
    state: dict[str, str] | None = None
    practise: dict[str, str] | None = None
    mock: dict[str, str] | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> PlanStep:
        if sum(way is not None for way in (self.page, self.practise, self.mock)) != 1:
            raise ValueError("exactly one of page, practise and mock")
        return self


class PlanFile(Model):
    """data/plan.yml."""

    steps: Annotated[tuple[PlanStep, ...], Field(min_length=1)]


class ThemeInfo(Model):
    """One of the seven interview themes."""

    id: Theme
    name: Line
    question: Line
    tested: Line
    rows: Annotated[tuple[Id, ...], Field(min_length=1)]


class ThemeFile(Model):
    """data/themes.yml."""

    themes: Annotated[tuple[ThemeInfo, ...], Field(min_length=7, max_length=7)]


def question_address(question: str) -> str:
    """Return the address of a question's page, from the site's root."""
    return f"q/{question}/"
