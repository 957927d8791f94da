"""Capabilities, their rows, and the answers of each platform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from cloud_ml_platforms.model.answers import MARK_OF_STATE, Answer, Mark, answer_of, letters_in, plain
from cloud_ml_platforms.model.base import FullDate, Id, Line, Model, PartialDate, Stage, Theme
from cloud_ml_platforms.model.known import Platform
from cloud_ml_platforms.model.sources import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

Letter = Annotated[str, StringConstraints(pattern=r"^[a-z][0-9]?$")]
Sentence = Annotated[
    str, StringConstraints(min_length=1, max_length=700, pattern=r"^\S[^\n]*\S\n?$|^\S\n?$")
]  # and its letters
DEFAULT_KIND = "is"  # speaks for the kinds that an answer has no line for
ANY_KIND = "any"  # what an answer speaks of where a cell has no ways


class ApiRef(Model):
    """A name in a vendor's API surface and what we expect of it there: `api_surface/references.py` has the grammar.

    `min`, `max`: what the API model says; `states`: numbers in the description of the field; `has`: values of its
    enum; `unit`: the unit of these numbers where it is not the unit of the limit.
    """

    ref: Annotated[
        str,
        StringConstraints(
            pattern=r"^[a-z][\w.-]*:[A-Za-z][\w.\[\]()-]*$|^(azure|google\.cloud)\.[\w.]+(\([\w, ]+\))?$"
        ),
    ]
    expect: Literal["exists", "absent", "beta-only"]
    min: int | float | None = None
    max: int | float | None = None
    states: tuple[int | float, ...] = ()
    has: tuple[Line, ...] = ()
    unit: Literal["bytes", "KB", "MB", "GB", "ms", "s", "min", "h", "days"] | None = None


class CellEvidence(Evidence):
    """What bears the words of a cell that have its letter; a name that is absent from the API bears a "no" as well."""

    api: tuple[ApiRef, ...] = ()


class Way(Model):
    """A kind (of endpoint, job, store, ...) that a cell speaks of; `how` is its mechanism and catch."""

    id: Id
    stage: Stage = "ga"
    since: PartialDate | None = None
    event: Id | None = None
    how: Sentence | None = None
    api: tuple[ApiRef, ...] = ()


class RowPart(Model):
    """One thing that a row's question asks; parts of one `topic` are read side by side."""

    label: Annotated[str, StringConstraints(min_length=2, max_length=24, pattern=r"^\S[^\n]*\S$")]
    asks: Annotated[str, StringConstraints(min_length=5, max_length=70, pattern=r"^\S[^\n]*\?$")]
    type: Literal["yes-no", "value", "list"]
    topic: Id | None = None


class Signature(Model):
    """Who read a row a second time, with its sources open, and when."""

    by: Line
    day: FullDate


class Cell(Model):
    """One platform's answer: its `value` over all kinds, `answers` by part, and ways. Letters lead to the evidence.

    `short`: the answer in one line, of a row that is not finished.
    """

    value: Line
    answers: dict[Id, Sentence | dict[Id, Sentence]] = Field(default_factory=dict)
    short: Sentence | None = None
    ways: tuple[Way, ...] = ()
    nearest: Sentence | None = None
    event: Id | None = None
    evidence: Annotated[dict[Letter, CellEvidence], Field(min_length=1)]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that it speaks of."""
        return tuple(way.id for way in self.ways) or (ANY_KIND,)

    @property
    def all_evidence(self) -> tuple[Evidence, ...]:
        """All that bears its words."""
        return tuple(self.evidence.values())

    @property
    def api(self) -> tuple[ApiRef, ...]:
        """The API references of its evidence; those of its ways stand there."""
        return tuple(ref for evidence in self.evidence.values() for ref in evidence.api)

    def written(self, part: str) -> dict[str, str]:
        """Return the answers to a part as written, by kind; `is` speaks for the other kinds."""
        answers = self.answers.get(part, {})
        return {DEFAULT_KIND: answers} if isinstance(answers, str) else answers

    def texts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield every text that letters bear, with its path."""
        yield ("value",), self.value
        for part in self.answers:
            by_kind = isinstance(self.answers[part], dict)
            for kind, text in self.written(part).items():
                yield ("answers", part, *((kind,) if by_kind else ())), text
        for index, way in enumerate(self.ways):
            if way.how is not None:
                yield ("ways", index, "how"), way.how
        for name, line in (("short", self.short), ("nearest", self.nearest)):
            if line is not None:
                yield (name,), line

    def evidence_of(self, *texts: str | None) -> tuple[CellEvidence, ...]:
        """Return what bears some of its texts."""
        used = {letter for text in texts if text is not None for letter in letters_in(text)}
        return tuple(evidence for letter, evidence in self.evidence.items() if letter in used)

    def evidence_of_way(self, way: Way) -> tuple[CellEvidence, ...]:
        """Return what bears the words about a kind: how, and the answers that name it; else those of the other kinds."""
        texts = (way.how, *(self.written(part).get(way.id) for part in self.answers))
        return self.evidence_of(*texts) or self.evidence_of(
            *(self.written(part).get(DEFAULT_KIND) for part in self.answers)
        )

    @model_validator(mode="after")
    def _each_way_once(self) -> Cell:
        ids = [way.id for way in self.ways]
        if len(ids) != len(set(ids)):
            raise ValueError(f"the same way twice: {min(way_id for way_id in ids if ids.count(way_id) > 1)}")
        return self


class Row(Model):
    """One question that decides a choice or that interviewers probe, answered by every full platform and some partial ones.

    `parts` are what it asks, the first the lead: what every `value` answers. `mark`: the yes-no part that its marks are
    derived from, one for which yes is what one wishes. `alike`: the answers come to the same for a reader who chooses.
    """

    id: Id
    name: Annotated[Line, StringConstraints(max_length=60)]
    asks: Line
    parts: Annotated[dict[Id, RowPart], Field(min_length=1, max_length=7)]
    mark: Id | None = None
    alike: bool = False
    signed: Signature | None = None
    decides: bool = False
    probed: bool = False
    search: tuple[Line, ...] = ()
    related: tuple[Id, ...] = ()
    because: Line | None = None
    platforms: dict[Platform, Cell]

    @property
    def finished(self) -> bool:
        """Whether every part is answered and a second person has read it: the check holds a signed row to that."""
        return self.signed is not None

    def answers_by_kind(self, platform: str, part: str) -> dict[str, Answer | None]:
        """Return what a platform answers to a part, by kind; None where it says nothing."""
        cell = self.platforms[platform]
        written, graded = cell.written(part), self.parts[part].type == "yes-no"
        texts = {kind: written.get(kind, written.get(DEFAULT_KIND)) for kind in cell.kinds}
        return {kind: None if text is None else answer_of(text, graded=graded) for kind, text in texts.items()}

    def marks(self, platform: str, part: str | None = None) -> dict[str, Mark | None]:
        """Return the mark of each kind, by the row's own part or another yes-no part.

        None where the question does not arise, or the row has no marks.
        """
        marked = part or self.mark
        if marked is None:
            return dict.fromkeys(self.platforms[platform].kinds)
        return {
            kind: None if answer is None else MARK_OF_STATE.get(answer.state)
            for kind, answer in self.answers_by_kind(platform, marked).items()
        }

    def answers_in_order(self, platform: str, part: str) -> dict[str, str]:
        """Return the answers to a part, by kind, in the order in which a reader is told them: what applies comes first.

        That it does not apply in general, without a word more, is left out where it applies to a kind.
        """
        written = self.platforms[platform].written(part)
        moot = {kind: answer_of(text, graded=False).state == "does not apply" for kind, text in written.items()}
        if not all(moot.values()) and plain(written.get(ANY_KIND, "")) == "does not apply":
            written = {kind: text for kind, text in written.items() if kind != ANY_KIND}
        return dict(sorted(written.items(), key=lambda kind_and_text: moot[kind_and_text[0]]))

    def mark_of(self, platform: str, part: str | None = None) -> Mark | None:
        """Return the mark of a platform over all kinds, by the row's own part or another yes-no part.

        A row without marks has but one: nothing that it asks is documented.
        """
        if part or self.mark is not None:
            marks = {mark for mark in self.marks(platform, part).values() if mark is not None}
            return marks.pop() if len(marks) == 1 else "by-kind" if marks else None
        answers = [
            answer
            for part in self.platforms[platform].answers
            for answer in self.answers_by_kind(platform, part).values()
        ]
        silent = bool(answers) and all(answer is not None and answer.state == "not stated" for answer in answers)
        return "not-documented" if silent else None

    def headline(self, platform: str) -> str:
        """Return a platform's answer in one line, letters and all."""
        cell = self.platforms[platform]
        if self.finished:
            return cell.value
        return cell.short or (cell.ways[0].how if len(cell.ways) == 1 else None) or cell.value


class Capability(Model):
    """A building block: what it does, why interviewers care, which services provide it, its rows.

    `scope`: which kinds of workload its rows answer for, and which only where they name them.
    """

    id: Id
    name: Line
    order: int
    does: Line
    why: Line
    services: dict[Platform, Annotated[tuple[Id, ...], Field(min_length=1)]]
    kinds: dict[Platform, dict[Id, Line]]
    scope: dict[Platform, Line] = Field(default_factory=dict)
    related_themes: tuple[Theme, ...] = ()
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _scope_is_said_of_all(self) -> Capability:
        if self.scope and (missing := sorted(self.kinds.keys() ^ self.scope.keys())):
            raise ValueError(
                f"found a scope that differs from `kinds` at {', '.join(missing)}; expected one sentence or two for each platform"
            )
        return self
