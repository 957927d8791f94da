"""The shape of every data file: frozen, strict models.

A model says what one file may hold. Rules that need more than one record
(known ids, unused sources, ...) are in `rules.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

Platform = Literal["sagemaker", "vertex-ai", "azure-ml"]
PLATFORMS: tuple[Platform, ...] = ("sagemaker", "vertex-ai", "azure-ml")

Support = Literal["full", "partial", "none", "unknown"]
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
Short = Annotated[str, StringConstraints(min_length=1, max_length=180, pattern=r"^\S[^\n]*\S\n?$|^\S\n?$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=6000)]
Url = Annotated[str, StringConstraints(pattern=r"^https://[^\s#]+(#\S+)?$")]


def _in_the_calendar(text: str) -> str:
    try:
        dt.date.fromisoformat(text + "2000-01-01"[len(text) :])
    except ValueError:
        msg = "a day of the calendar"
        raise ValueError(msg) from None
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


def _few_words(text: str) -> str:
    count = len(re.findall(r"\S+", text))
    if count > MAX_SHOWS_WORDS:
        msg = f"{count} words, at most {MAX_SHOWS_WORDS} of our own"
        raise ValueError(msg)
    return text


Shows = Annotated[Line, AfterValidator(_few_words)]


class Model(BaseModel):
    """Base of all data models: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


# Sources and evidence ------------------------------------------------------------------------------------------------


SourceKind = Literal["docs", "api-model", "sdk", "changelog", "notice", "price-list", "regulation", "report"]


class Source(Model):
    """A document, API model or package that was opened. `content_date` is its own date, the age of what it says.

    `gone`: the day on which a reader found that the page is no longer there.
    """

    id: Id
    publisher: Literal["AWS", "Google", "Microsoft", "other"]
    title: Line
    url: Url
    kind: SourceKind
    content_date: PartialDate
    version: Line | None = None
    read_from: Literal["vendor page", "dated copy", "package", "report"]
    note: Line | None = None
    gone: FullDate | None = None


class Evidence(Model):
    """Where a statement comes from: which source, which section, when we read it, what it shows in our words."""

    source: Id
    at: Line
    read: FullDate
    shows: Shows


class ApiRef(Model):
    """A name in a vendor's API surface and what we expect of it there: see `api.py` for the grammar.

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


# Capabilities, rows, cells, ways -------------------------------------------------------------------------------------


class Way(Model):
    """How one kind (of endpoint, job, store, ...) answers the row's question."""

    id: Id
    support: Support = "full"
    stage: Stage = "ga"
    since: PartialDate | None = None
    event: Id | None = None
    how: Line
    api: tuple[ApiRef, ...] = ()
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Cell(Model):
    """One platform's answer: ways, or (for none and unknown) a statement with its own evidence."""

    support: Support
    event: Id | None = None
    short: Short | None = None
    ways: tuple[Way, ...] = ()
    nearest: Line | None = None
    api: tuple[ApiRef, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _ways_or_statement(self) -> Cell:
        if self.support in {"full", "partial"}:
            if not self.ways:
                msg = f"support {self.support} needs at least one way with evidence"
                raise ValueError(msg)
            if len(self.ways) > 1 and self.short is None:
                msg = "a cell with several ways needs 'short', the answer in one line"
                raise ValueError(msg)
        elif not self.ways:
            if self.short is None:
                msg = f"support {self.support} without ways needs 'short', the answer in one line"
                raise ValueError(msg)
            if not self.evidence:
                msg = f"support {self.support} without ways needs 'evidence': who says so, or where we looked"
                raise ValueError(msg)
        ids = [way.id for way in self.ways]
        if len(ids) != len(set(ids)):
            msg = f"the same way twice: {min(i for i in ids if ids.count(i) > 1)}"
            raise ValueError(msg)
        return self


class Row(Model):
    """One question that decides a choice or that interviewers probe, answered for all three platforms.

    `describes` marks a question that asks what or how, not whether: its marks are neutral words, not merits.
    """

    id: Id
    name: Annotated[Line, StringConstraints(max_length=60)]
    asks: Line
    decides: bool = False
    probed: bool = False
    describes: bool = False
    search: tuple[Line, ...] = ()
    related: tuple[Id, ...] = ()
    because: Line | None = None
    platforms: dict[Platform, Cell]


class Capability(Model):
    """A building block: what it does, why interviewers care, which services provide it, its rows."""

    id: Id
    name: Line
    order: int
    does: Line
    why: Line
    services: dict[Platform, Annotated[tuple[Id, ...], Field(min_length=1)]]
    kinds: dict[Platform, dict[Id, Line]]
    related_themes: tuple[Theme, ...] = ()
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]


# Limits --------------------------------------------------------------------------------------------------------------


class LimitValue(Model):
    """One documented value. When sources disagree there are several, told apart by `says` and their evidence.

    `differs`: the documentation says so, and the API model that is cited beside it has other numbers.
    """

    way: Id
    value: int | float | Line
    rule: Literal["hard", "quota", "default", "min", "max", "contract"]
    per: Line | None = None
    raisable: bool | None = None
    says: Literal["docs", "api"] = "docs"
    differs: bool = False
    note: Line | None = None
    api: tuple[ApiRef, ...] = ()
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class LimitCell(Model):
    """One platform's values; `none`: the thing does not exist there; `unknown`: not found, with where we looked."""

    state: Literal["values", "none", "unknown"] = "values"
    values: tuple[LimitValue, ...] = ()
    note: Line | None = None
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _values_or_evidence(self) -> LimitCell:
        if self.state == "values" and not self.values:
            msg = "no value; write values, or state: none / unknown with note and evidence"
            raise ValueError(msg)
        if self.state != "values" and (self.values or not self.evidence or not self.note):
            msg = f"state {self.state} takes no values and needs note and evidence"
            raise ValueError(msg)
        return self


class Limit(Model):
    """A number or a contract, in one unit for all three platforms."""

    id: Annotated[Id, StringConstraints(pattern=r"^(lim|con)-")]
    name: Line
    asks: Line
    unit: Line | None = None
    search: tuple[Line, ...] = ()
    rows: tuple[Id, ...] = ()
    platforms: dict[Platform, LimitCell]


class LimitFile(Model):
    """data/limits/<capability>.yml."""

    capability: Id
    limits: tuple[Limit, ...]


# The ledger ----------------------------------------------------------------------------------------------------------


class DatedName(Model):
    """A name and, as far as it is known, when it began. The last one is the current official name."""

    name: Line
    since: PartialDate | None = None


class Thing(Model):
    """A product, feature or SDK with the names it has had.

    `paste`: further phrases that mean it and nothing else wherever they stand, for "Paste and check".
    """

    id: Id
    platform: Platform | Literal["all"]
    names: Annotated[tuple[DatedName, ...], Field(min_length=1)]
    common: Line | None = None
    search: tuple[Line, ...] = ()
    paste: tuple[Line, ...] = ()
    is_: Annotated[Line, Field(alias="is")]
    stage: Stage = "ga"
    capability: Id | None = None


class Event(Model):
    """Something that happened, or is announced, to a thing or to a `part` of it.

    `carried_out` of a deprecation speaks of its end: `announced` until the end has come.
    """

    id: Id
    thing: Id
    part: Line | None = None
    kind: Literal["renamed", "closed", "deprecated", "retired", "added", "generation", "regulation"]
    date: PartialDate
    ends: PartialDate | None = None
    carried_out: Literal["done", "announced", "unconfirmed"]
    what: Line
    breaks: Line | None = None
    use: Line | None = None
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Names(Model):
    """data/names/<capability>.yml: things and events of the ledger."""

    things: tuple[Thing, ...]
    events: tuple[Event, ...]


# Platforms, lifecycle, selection, glossary -----------------------------------------------------------------------------


class Level(Model):
    """One level of a platform's resource hierarchy."""

    name: Line
    holds: Line


class PlatformInfo(Model):
    """data/platforms/<slug>.yml: one of the three platforms."""

    id: Platform
    thing: Id
    vendor: Line
    short: Line
    hierarchy: tuple[Level, ...]
    sdks: tuple[Id, ...]
    good_at: tuple[Line, ...]
    weak_at: tuple[Line, ...]


class LifecycleQuestion(Model):
    """One of the six 'say where' questions, answered for each platform."""

    id: Id
    asks: Line
    listens_for: Line
    platforms: dict[Platform, Text]
    rows: tuple[Id, ...]


class LifecycleFile(Model):
    """data/lifecycle.yml."""

    questions: Annotated[tuple[LifecycleQuestion, ...], Field(min_length=6, max_length=6)]


class Constraint(Model):
    """One of the five constraints of the selection framework."""

    id: Id
    name: Line
    ask: Annotated[tuple[Line, ...], Field(min_length=2)]
    favours: dict[Platform, Line]
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


class Term(Model):
    """A glossary entry; `short` is its tooltip."""

    id: Id
    term: Line
    also: tuple[Line, ...] = ()
    short: Line
    more: Line | None = None
    rows: tuple[Id, ...] = ()


class GlossaryFile(Model):
    """data/glossary.yml."""

    terms: tuple[Term, ...]


# Questions -----------------------------------------------------------------------------------------------------------


class Point(Model):
    """A point that a good answer makes; the answer marks it as `{a|the words that make it}`.

    The id is kept for good: readers keep which points they missed. A point with `platforms` counts only where one of
    them is asked about; `shows` is the ingredient of a strong answer that it is evidence of.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]$")]
    says: Short
    shows: Ingredient | None = None
    platforms: tuple[Platform, ...] = ()


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
    """When a person last held the text against its rows, and how many journal entries there were then."""

    day: FullDate
    journal: Annotated[int, Field(ge=0)]


Points = Annotated[tuple[Point, ...], Field(min_length=2)]


class Question(Model):
    """One interview question, with the answer as it would be spoken."""

    id: Annotated[Id, StringConstraints(pattern=r"^q-")]
    theme: QuestionTheme
    level: Literal["screen", "onsite", "senior"]
    core: bool = False
    asked: Literal["often", "sometimes", "rarely"]
    platforms: Annotated[tuple[Platform, ...], Field(min_length=1)]
    question: Line
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
    platforms: dict[Platform, Line]


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
    bites: dict[Platform, Line]
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
    the reader's platforms. A step with `pair` needs two of them. `from` is the shortest plan, in evenings, that has it.
    """

    id: Annotated[Id, StringConstraints(pattern=r"^plan-")]
    kind: Literal["read", "say", "drill", "design", "mock", "print"]
    from_: Annotated[int, Field(alias="from", ge=1, le=14)]
    minutes: Annotated[int, Field(ge=5, le=60)]
    pair: bool = False
    do: Annotated[Line, StringConstraints(pattern=r"^[^\[\]]*\[[^\[\]]+\][^\[\]]*$")]
    page: str | None = None
    general: str | None = None
    state: dict[str, str] | None = None
    practise: dict[str, str] | None = None
    mock: dict[str, str] | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> PlanStep:
        if sum(way is not None for way in (self.page, self.practise, self.mock)) != 1:
            msg = "exactly one of page, practise and mock"
            raise ValueError(msg)
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


class SourceFile(Model):
    """data/sources.yml."""

    sources: tuple[Source, ...]


# Translation ---------------------------------------------------------------------------------------------------------

Pair = Literal["sagemaker+vertex-ai", "sagemaker+azure-ml", "vertex-ai+azure-ml"]
PAIRS: tuple[Pair, ...] = ("sagemaker+vertex-ai", "sagemaker+azure-ml", "vertex-ai+azure-ml")


class Word(Model):
    """What one platform calls a thing; `say` is empty when it has no equal, and then `nearest` says what comes closest.

    `old` are former names of the same thing; `heard` are other things that the word still calls to mind (what older
    code or older teams use for the purpose).
    """

    say: Line | None = None
    old: tuple[Line, ...] = ()
    heard: tuple[Line, ...] = ()
    is_: Annotated[Line | None, Field(alias="is")] = None
    nearest: Line | None = None
    rows: tuple[Id, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _something(self) -> Word:
        if (self.say is None) == (self.nearest is None):
            msg = "write 'say', or for a platform without an equal 'nearest': exactly one of the two"
            raise ValueError(msg)
        return self


class Analogy(Model):
    """How far two platforms' words mean the same, and what the likeness hides.

    `brief` says in at most nine words where a partial match ends: what the printed sheet has room for.
    """

    fit: Literal["same", "close", "partial", "none"]
    hides: Line
    brief: Annotated[Line, StringConstraints(max_length=60)] | None = None


class Translation(Model):
    """One idea, what each platform calls it, and where the analogy of each pair breaks."""

    id: Annotated[Id, StringConstraints(pattern=r"^tr-")]
    idea: Line
    search: tuple[Line, ...] = ()
    sheet: bool = False
    platforms: dict[Platform, Word]
    pairs: dict[Pair, Analogy]
    rows: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _pairs_fit(self) -> Translation:
        for pair, analogy in self.pairs.items():
            first, second = (self.platforms.get(name) for name in pair.split("+"))  # type: ignore[call-overload]
            lacks = [word for word in (first, second) if word is not None and word.say is None]
            if lacks and analogy.fit != "none":
                msg = f"{pair}: fit {analogy.fit}, but one side has no equal: fit none"
                raise ValueError(msg)
            if not lacks and analogy.fit == "none":
                msg = f"{pair}: fit none, but both sides have a word: same, close or partial"
                raise ValueError(msg)
        return self


class TranslationGroup(Model):
    """data/translations/<id>.yml: the terms of one stage of the lifecycle, or of the cloud around it."""

    id: Id
    name: Line
    order: int
    kind: Literal["ml", "cloud"]
    terms: Annotated[tuple[Translation, ...], Field(min_length=1)]


class SheetNumber(Model):
    """One number of the printed sheet: what it is, and per platform the limits that hold it, with a word or two."""

    name: Line
    says: dict[Platform, Line]


class Saying(Model):
    """What not to say of a platform, and what to say."""

    dont: Line
    say: Line


class SheetFile(Model):
    """data/sheet.yml: what the one-page sheets print beside the twenty mappings."""

    numbers: Annotated[tuple[SheetNumber, ...], Field(min_length=10, max_length=10)]
    traps: dict[Pair, Annotated[tuple[Line, ...], Field(min_length=8, max_length=8)]]
    sayings: dict[Platform, Annotated[tuple[Saying, ...], Field(min_length=5)]]


# Cheat sheets --------------------------------------------------------------------------------------------------------

Task = Literal[
    "train",
    "spot",
    "register",
    "approve",
    "deploy",
    "split",
    "rollback",
    "zero",
    "batch",
    "feature",
    "capture",
    "lock",
]


class CheatLine(Model):
    """A line of a cheat sheet and the rows, limits and "say where" answers that hold it; it leads to the first, a row."""

    say: Line
    rests_on: Annotated[tuple[Id, ...], Field(min_length=1)]


class CheatCall(Model):
    """How one task is called: `say`, or where the platform has nothing for it, `nearest`: what comes closest."""

    say: Line | None = None
    nearest: Line | None = None
    rests_on: Annotated[tuple[Id, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _something(self) -> CheatCall:
        if (self.say is None) == (self.nearest is None):
            msg = "write 'say', or for a platform that has nothing for it 'nearest': exactly one of the two"
            raise ValueError(msg)
        return self


class CheatSheet(Model):
    """data/cheatsheets/<platform>.yml: one platform on one printed page; numbers and sayings stand in data/sheet.yml.

    `places` answers the six questions of data/lifecycle.yml, `kinds` says what decides for each kind of endpoint and
    `lacks` which kinds there are none of; `ended` are events of the ledger.
    """

    platform: Platform
    places: dict[Id, Line]
    calls: dict[Task, CheatCall]
    kinds: dict[Id, Line]
    lacks: Line | None = None
    bites: Annotated[tuple[CheatLine, ...], Field(min_length=6, max_length=6)]
    ended: Annotated[tuple[Id, ...], Field(min_length=6, max_length=14)]


# Contested questions and beliefs ---------------------------------------------------------------------------------------


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
            msg = "a belief that no longer holds needs 'until', one that holds has none"
            raise ValueError(msg)
        if not (self.event or self.rows or self.evidence):
            msg = "a belief needs an event, rows or evidence that show it"
            raise ValueError(msg)
        return self


class BeliefFile(Model):
    """data/beliefs.yml."""

    beliefs: tuple[Belief, ...]


# Freshness -----------------------------------------------------------------------------------------------------------


class Watch(Model):
    """A season in which rows are likely to move: a vendor's yearly conference. Dates only as precise as they are known.

    `read`: the day on which its news was read and written down.
    """

    name: Line
    platform: Platform
    begins: PartialDate
    ends: PartialDate
    note: Line | None = None
    read: FullDate | None = None
    capabilities: tuple[Id, ...] = ()
    rows: tuple[Id, ...] = ()


class RecheckFile(Model):
    """data/recheck.yml: after how many days a source of each kind counts as old (0: never), and what to look at first."""

    ages: dict[SourceKind, int]
    watch: tuple[Watch, ...]


# The journal -----------------------------------------------------------------------------------------------------------


class FactChange(Model):
    """One fact that changed: its address (`ep-rollback sagemaker real-time`), what it said and what it says."""

    fact: Line
    was: Text | None = None
    now: Text | None = None


class Change(Model):
    """One entry of the journal. `ids`: records that are new; `facts`: what changed in records that were there."""

    date: FullDate
    kind: Literal["vendor", "correction", "wording", "new"]
    why: Line
    ids: tuple[Id, ...] = ()
    facts: tuple[FactChange, ...] = ()


class JournalFile(Model):
    """data/journal.yml, append-only."""

    changes: tuple[Change, ...]


class ApiWords(Model):
    """Words in code that look like names of an API and stand in no extract: which, where, and what they are instead.

    Either `words`, or a `pattern` (a regular expression for the whole word) for a class of them.
    """

    platforms: Annotated[tuple[Platform, ...], Field(min_length=1)]
    reason: Line
    words: tuple[Line, ...] = ()
    pattern: Line | None = None

    @model_validator(mode="after")
    def _words_or_pattern(self) -> ApiWords:
        if bool(self.words) == bool(self.pattern):
            msg = "either words or a pattern"
            raise ValueError(msg)
        try:
            re.compile(self.pattern or "")
        except re.error as error:
            msg = f"a regular expression ({error})"
            raise ValueError(msg) from error
        return self


class ApiWordsFile(Model):
    """data/api-words.yml."""

    allowed: tuple[ApiWords, ...]


# Addresses -------------------------------------------------------------------------------------------------------------

Address = Annotated[str, StringConstraints(pattern=r"^(/|[a-z0-9][a-z0-9._/-]*)(#[a-z0-9][a-z0-9_-]*)?$")]


class RedirectsFile(Model):
    """data/redirects.yml: where addresses lead that are no more, from the site's root."""

    redirects: dict[Address, Address]
