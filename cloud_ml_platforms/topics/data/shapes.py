"""The public shapes of the data API, `/api/v1/`, apart from how `data/` is written.

Every field is there in every record; what is not known or does not apply is null, or an empty list.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import GenericAlias, NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.fields import FieldInfo

from cloud_ml_platforms.compute.api_marks import ApiState
from cloud_ml_platforms.model.known import EVERY, Known, OneOf

SCHEMA_VERSION = "1.0.0"
Platform = Annotated[str, OneOf("platforms")]
Cloud = Annotated[str, OneOf("clouds")]
FULL = Field(json_schema_extra={EVERY: "full"})  # every full platform is a key
Mark = Literal["yes", "partly", "by-kind", "no", "not-documented"]
State = Literal["yes", "partly", "no", "not stated", "does not apply", "open"]
Stage = Literal["ga", "preview", "restricted"]
Publisher = Annotated[str, OneOf("publishers", ("other",))]
SourceKind = Literal["docs", "api-model", "sdk", "changelog", "notice", "price-list", "regulation", "report"]
EventKind = Literal["renamed", "closed", "deprecated", "retired", "added", "generation", "regulation"]
Ingredient = Literal["storage", "versioning", "approval", "observability", "rollback", "cost"]
Level = Literal["screen", "onsite", "senior"]
Grade = Literal["yes", "partly", "preview", "no", "open"]
Rule = Literal["hard", "quota", "default", "min", "max", "contract"]
Billed = Literal["billed", "idle", "zero", "rollout", "adds"]
Waiting = Literal["always", "kept", "stored", "nothing", "unknown"]
Fit = Literal["same", "close", "partial", "none"]
ChangeKind = Literal["vendor", "correction", "wording", "new", "shape"]
Url = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
PartialDay = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]  # as precisely as it is known

# The names under which enumerations stand among the fields of the page.
ENUMERATIONS: dict[str, Any] = {
    "Platform": Platform,
    "Cloud": Cloud,
    "Mark": Mark,
    "State": State,
    "Stage": Stage,
    "Publisher": Publisher,
    "SourceKind": SourceKind,
    "EventKind": EventKind,
    "Ingredient": Ingredient,
    "Level": Level,
    "Grade": Grade,
    "Rule": Rule,
    "ApiState": ApiState,
    "Billed": Billed,
    "Waiting": Waiting,
    "Fit": Fit,
    "ChangeKind": ChangeKind,
}


class Shape(BaseModel):
    """Base of all shapes."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


# What records are made of --------------------------------------------------------------------------------------------


class Words(Shape):
    """A text, as Markdown."""

    markdown: str
    """CommonMark; links are absolute."""
    text: str = Field(default="", exclude=True)
    """The same without marks and links, for the CSV tables; it stands in no JSON."""


Paragraphs = Annotated[Words, "paragraphs"]  # and lists; what is not marked is one line


class Evidence(Shape):
    """Where a statement comes from, joined with its source."""

    source: str
    """Id of the source in sources.json."""
    title: str
    """Title of the source."""
    url: Url
    """The vendor's address of the source."""
    publisher: Publisher
    """Who publishes the source."""
    kind: SourceKind
    """What kind of source it is."""
    version: str | None
    """Version of a package, SDK or API model."""
    content_date: PartialDay
    """The source's own date, the age of what it says: YYYY, YYYY-MM or YYYY-MM-DD."""
    at: str
    """The section that says it, or the name in the API model."""
    read: Day
    """The day on which we read it: YYYY-MM-DD."""
    shows: str
    """What it shows, in our words."""


class ApiMark(Shape):
    """A name in a vendor's API surface and what the pinned version of that surface says of it."""

    ref: str
    """The name: `service:Operation.Field`, or the dotted path of an SDK."""
    state: ApiState
    """`exists`, `absent` and `beta-only` as stated; `over`: the name outlived a feature that is closed or has ended."""
    words: str
    """The mark as pages print it."""
    version: str
    """The API model or SDK that was checked, with its version."""
    numbers: str
    """Numbers that the API model gives for it; empty when there are none."""
    deprecated: bool
    """Whether the API model itself calls the name deprecated."""


class Cited(Shape):
    """A statement with its evidence."""

    says: Words
    """The statement."""
    evidence: list[Evidence]
    """Where it comes from."""


# Platforms and capabilities ------------------------------------------------------------------------------------------


class HierarchyLevel(Shape):
    """One level of a platform's resource hierarchy."""

    name: Words
    """What the level is called."""
    holds: Words
    """What it holds."""
    beside: bool
    """Whether it lies beside the level before it, in the same level; else it lies in it."""
    wall: bool
    """Whether access and cost are kept apart at it."""
    people: bool
    """Whether it only groups people, and owns nothing that runs."""


class PlatformRecord(Shape):
    """A platform."""

    id: Platform
    """The platform."""
    name: str
    """Its official name today."""
    common: str
    """What people call it."""
    vendor: str
    """Who offers it."""
    scope: Literal["full", "partial"]
    """Whether it answers every question, or those that its rows say."""
    thing: str
    """Id of its entry in names.json."""
    hierarchy: list[HierarchyLevel]
    """Its resource hierarchy, the outermost level first."""
    sdks: list[str]
    """Ids of its SDKs in names.json."""
    good_at: list[Words]
    """Strengths, with their reason."""
    weak_at: list[Words]
    """Weaknesses, with their reason."""
    page: Url
    """Its guide on the site."""


class Service(Shape):
    """A service that provides a capability."""

    thing: str
    """Id in names.json."""
    name: str
    """Its official name today."""
    status: str | None
    """Its standing, such as `closed to new customers`; null when it is simply there."""


class CapabilityRecord(Shape):
    """A building block and the rows that compare it."""

    id: str
    """The capability."""
    name: str
    """Its name."""
    order: int
    """Its place among the capabilities."""
    track: bool
    """Whether it is one of the nine building blocks of the track; the others go beyond it."""
    does: Words
    """What it does."""
    why: Words
    """Why interviewers care."""
    services: dict[Platform, list[Service]]
    """The services that provide it, by platform."""
    kinds: dict[Platform, dict[str, str]]
    """The kinds that ways and limit values speak of, id to name, by platform."""
    scope: dict[Platform, str]
    """Which kinds its rows answer for, and which only where they name them, by platform; empty where that is not said."""
    themes: list[str]
    """Interview themes that it belongs to."""
    rows: list[str]
    """Ids of its rows, in order."""
    limits: list[str]
    """Ids of its limits and contracts, in order."""
    page: Url
    """Its page."""


class Verdict(Shape):
    """What a capability comes to on one platform."""

    headline: Words
    """The verdict in at most six words."""
    says: Words
    """What speaks for it."""
    but: Words
    """What speaks against it."""
    take: Words
    """When to take it: what follows after "Take it when"."""
    plus: list[Words]
    """Its strengths."""
    minus: list[Words]
    """Its weaknesses."""


class VerdictsRecord(Shape):
    """The verdicts on a capability whose rows are all finished; links lead to the rows that a line rests on."""

    id: str
    """The verdicts, `vd-...`."""
    capability: str
    """The capability."""
    platforms: Annotated[dict[Platform, Verdict], FULL]
    """The verdict on each platform."""
    picks: list[str]
    """Ids of its picks, in order."""
    reviewed: Day
    """The day on which they were last held against their rows."""
    page: Url
    """Where they stand."""


class Choice(Shape):
    """What one platform has for a situation."""

    use: Words
    """What to use."""
    pick: bool
    """Whether it is what to take, among the platforms."""


class PickRecord(Shape):
    """A situation, and what to use in it on each platform."""

    id: str
    """The pick, `pk-...`."""
    capability: str
    """The capability."""
    when: Words
    """The situation."""
    platforms: Annotated[dict[Platform, Choice], FULL]
    """What each platform has for it."""
    page: Url
    """Its permanent address."""


# Rows ----------------------------------------------------------------------------------------------------------------


class Way(Shape):
    """How one kind (of endpoint, job, store, ...) answers a row's question."""

    id: str
    """The kind: a key of the capability's `kinds` for this platform."""
    name: str
    """The kind's name."""
    mark: Mark | None
    """Its mark; null where the row has no marks, or its question does not arise for the kind."""
    stage: Stage | None
    """Whether it is generally available; null where there is nothing, or nothing was found."""
    since: PartialDay | None
    """Since when, as precisely as it is known."""
    event: str | None
    """Id of the ledger event that ends or changes it, in names.json."""
    status: str | None
    """What that event means on the day `as_of`."""
    how: Words | None
    """The mechanism and its catch, in one line."""
    api: list[ApiMark]
    """Names in the vendor's API that were checked."""
    evidence: list[str]
    """Letters of the cell's evidence that it comes from."""


class Part(Shape):
    """One thing that a row's question asks."""

    id: str
    """The part: a key of `answers`."""
    label: str
    """What it is called beside its answers."""
    asks: str
    """The part as a question."""
    type: Literal["yes-no", "value", "list"]
    """What it is answered with."""


class KindAnswer(Shape):
    """The answer to a part for one kind."""

    value: Words
    """The words of the answer, without its state."""
    state: State | None
    """The state of the answer, where it has one; always, where the part is a yes or no."""


class PartAnswer(Shape):
    """One platform's answer to a part."""

    value: Words | None
    """The words of the answer for the kinds without a line of their own; null where each has one."""
    state: State | None
    """Its state over all kinds; null where they differ, or where it has none."""
    kinds: dict[str, KindAnswer]
    """The answer for each kind; `any` stands for all."""
    evidence: list[str]
    """Letters of the cell's evidence that it comes from."""


class LetteredEvidence(Evidence):
    """A piece of evidence of a cell, by its letter."""

    letter: str
    """What answers and ways name it by."""


class Cell(Shape):
    """One platform's answer to a row."""

    value: Words
    """The answer over all kinds in at most 28 characters; all platforms answer the same part of the question, the first."""
    mark: Mark | None
    """The mark over all kinds, of the part that is the row's `mark`; else null, or `not-documented` where nothing was found."""
    tag: str | None
    """The stage of all that is offered, where none of it is generally available."""
    answers: dict[str, PartAnswer]
    """The answers by part; a row that is not finished does not answer all."""
    answer: Words
    """The answer in one line."""
    nearest: Words | None
    """What comes closest where there is none."""
    event: str | None
    """Id of the ledger event that ends or changes it, in names.json."""
    status: str | None
    """What that event means on the day `as_of`."""
    oldest_source: PartialDay
    """The oldest date of a source that the cell and its ways rest on: the age of the answer."""
    oldest_read: Day
    """The longest ago that one of these sources was read."""
    ways: list[Way]
    """The kinds that it speaks of; empty where it speaks of none."""
    api: list[ApiMark]
    """API names of its evidence; those of its ways stand there."""
    evidence: list[LetteredEvidence]
    """Where all of it comes from, each piece once."""
    page: Url
    """The cell's permanent address."""


class Row(Shape):
    """One question that decides a choice or that interviewers probe, answered by platform."""

    id: str
    """The row."""
    name: str
    """Its name."""
    asks: Words
    """The question."""
    capability: str
    """Id of its capability."""
    decides: bool
    """Whether it decides choices."""
    probed: bool
    """Whether interviewers probe it."""
    parts: list[Part]
    """What its question asks, one by one; `value` answers the first."""
    mark: str | None
    """Id of the yes-no part that its marks are of; null: it has no marks."""
    alike: bool
    """Whether the answers come to the same for a reader who chooses."""
    finished: bool
    """Whether every part is answered and a second person has read it."""
    because: Words | None
    """Why the row is there, where that is not obvious."""
    related: list[str]
    """Ids of related rows."""
    limits: list[str]
    """Ids of limits and contracts that belong to it."""
    platforms: Annotated[dict[Platform, Cell], FULL]
    """The answers, by platform; a partial platform that is not there is not compared yet."""
    page: Url
    """The row's permanent address."""
    section: Url
    """The row among those of its capability."""


# Limits --------------------------------------------------------------------------------------------------------------


class LimitValue(Shape):
    """One documented value. Where sources disagree there are several."""

    way: str
    """The kind it holds for: a key of the capability's `kinds` for this platform."""
    name: str
    """The kind's name."""
    number: int | float | None
    """The value in the limit's unit, when it is a number."""
    value: Words
    """The value with its unit, as pages print it."""
    rule: Rule
    """What kind of limit it is."""
    per: Words | None
    """What it is counted by."""
    raisable: bool | None
    """Whether it can be raised; null when that is not known."""
    says: Literal["docs", "api"]
    """Whether the documentation or the API model says so."""
    differs: bool
    """Whether the API model that is cited beside it has other numbers."""
    note: Words | None
    """What else to know."""
    api: list[ApiMark]
    """Names in the vendor's API that were checked."""
    evidence: list[Evidence]
    """Where it comes from."""


class LimitCell(Shape):
    """One platform's values of a limit."""

    state: Literal["values", "none", "unknown"]
    """`none`: the thing does not exist there; `unknown`: not found."""
    headline: Words | None
    """What the values come to, in at most 40 characters."""
    values: list[LimitValue]
    """The values, by kind."""
    note: Words | None
    """What else to know, or why there is no value."""
    oldest_source: PartialDay
    """The oldest date of a source that the values rest on."""
    oldest_read: Day
    """The longest ago that one of these sources was read."""
    evidence: list[Evidence]
    """Evidence of the cell itself; that of its values stands there."""
    page: Url
    """The cell's permanent address."""


class Limit(Shape):
    """A number or a contract, in one unit for all platforms."""

    id: str
    """The limit, `lim-...`, or the contract, `con-...`."""
    name: str
    """Its name."""
    asks: Words
    """The question."""
    unit: str | None
    """The unit of its numbers."""
    capability: str
    """Id of its capability."""
    rows: list[str]
    """Ids of the rows that it belongs to."""
    platforms: Annotated[dict[Platform, LimitCell], FULL]
    """The values, by platform; a partial platform that is not there is not compared yet."""
    page: Url
    """Its permanent address."""


# The ledger ----------------------------------------------------------------------------------------------------------


class DatedName(Shape):
    """A name and when it began."""

    name: str
    """The name."""
    since: PartialDay | None
    """Since when, as precisely as it is known."""


class Thing(Shape):
    """A product, feature or SDK with the names it has had."""

    id: str
    """The thing."""
    platform: Platform | Literal["all"]
    """Whose it is."""
    name: str
    """Its official name today."""
    common: str | None
    """What people say."""
    names: list[DatedName]
    """Every name, the oldest first; the last is today's."""
    description: Words
    """What it is."""
    stage: Stage
    """Whether it is generally available."""
    status: str | None
    """Its standing on the day `as_of`; null when it is simply there."""
    capability: str | None
    """Id of its capability."""
    events: list[str]
    """Ids of its events, the newest first."""
    page: Url
    """Its permanent address."""


class Event(Shape):
    """Something that happened, or is announced, to a thing or to a part of it."""

    id: str
    """The event."""
    thing: str
    """Id of the thing."""
    name: str
    """The thing's official name, with the part in brackets."""
    part: Words | None
    """The part of the thing that it happens to."""
    platform: Platform | Literal["all"]
    """Whose thing it is."""
    kind: EventKind
    """What kind of event it is."""
    words: str
    """The kind as pages print it."""
    date: PartialDay
    """When it happened or will happen, as precisely as it is known."""
    ends: PartialDay | None
    """When a deprecation ends."""
    carried_out: Literal["done", "announced", "unconfirmed"]
    """Whether it was seen carried out."""
    standing: str
    """The same in words, on the day `as_of`."""
    what: Words
    """What happened."""
    breaks: Words | None
    """What breaks."""
    use: Words | None
    """What to use."""
    evidence: list[Evidence]
    """Where it comes from."""
    page: Url
    """Its permanent address."""


# Lifecycle and glossary ----------------------------------------------------------------------------------------------


class LifecycleQuestion(Shape):
    """One of the six "say where" questions, answered for each platform."""

    id: str
    """The question."""
    asks: Words
    """What is asked."""
    listens_for: Words
    """What the interviewer listens for."""
    platforms: Annotated[dict[Platform, Paragraphs], FULL]
    """The answers of the full platforms."""
    rows: list[str]
    """Ids of the rows that hold the facts."""
    page: Url
    """Its permanent address."""


class ContestedQuestion(Shape):
    """A question on which sources disagree."""

    id: str
    """The question, `c-...`."""
    question: Words
    """The question."""
    platforms: list[Platform]
    """The platforms that it is about."""
    sides: list[Cited]
    """What is said, with its evidence: two sides or more."""
    we_go_by: Paragraphs
    """What this guide goes by, why, and what would change its mind."""
    say: Words
    """One sentence that says both, for an interview."""
    rows: list[str]
    """Ids of the rows that it touches."""
    capabilities: list[str]
    """Ids of the capabilities that it touches."""
    page: Url
    """Its permanent address."""


class Belief(Shape):
    """A sentence that people say of a platform."""

    id: str
    """The belief, `b-...`."""
    platform: Platform
    """Whom it is said of."""
    claim: Words
    """What people say."""
    holds: bool
    """Whether it still holds."""
    until: PartialDay | None
    """When it stopped to hold; null while it does."""
    answer: Words
    """What holds today."""
    event: str | None
    """Id of the ledger event that ended it, in names.json."""
    rows: list[str]
    """Ids of the rows that show it."""
    evidence: list[Evidence]
    """Evidence of its own, where neither event nor rows have it."""
    page: Url
    """Its permanent address."""


class Term(Shape):
    """A glossary entry."""

    id: str
    """The entry."""
    term: str
    """The term."""
    also: list[str]
    """Other words for it."""
    short: Words
    """What it means, in one line."""
    more: Words | None
    """What else to know."""
    rows: list[str]
    """Ids of rows that show it."""
    page: Url
    """Its permanent address."""


# Translations --------------------------------------------------------------------------------------------------------


class PlatformWord(Shape):
    """What one platform calls an idea."""

    say: Words | None
    """Its word; null when it has no equal."""
    nearest: Words | None
    """What comes closest then."""
    former: list[Words]
    """Former names of the same thing."""
    heard: list[Words]
    """Other things that the word still calls to mind."""
    description: Words | None
    """What it is."""
    rows: list[str]
    """Ids of rows that hold the facts."""
    evidence: list[Evidence]
    """Evidence of its own."""


class Analogy(Shape):
    """How far two platforms' words mean the same."""

    fit: Fit
    """How far."""
    hides: Words
    """What the likeness hides."""


class Translation(Shape):
    """One idea, what each platform calls it, and where the analogy of each pair breaks."""

    id: str
    """The idea."""
    idea: Words
    """What it is about."""
    group: str
    """The stage of the lifecycle, or of the cloud around it."""
    platforms: Annotated[dict[Platform, PlatformWord], FULL]
    """The words of the full platforms."""
    pairs: dict[str, Analogy]
    """By two platforms joined with `+`: how far their words fit."""
    rows: list[str]
    """Ids of rows that hold the facts."""
    page: Url
    """Its permanent address."""


# Questions -----------------------------------------------------------------------------------------------------------


class Point(Shape):
    """A point that a good answer makes."""

    id: str
    """A letter, kept for good within its question."""
    says: Words
    """The point."""
    shows: Ingredient | None
    """The ingredient of a strong answer that it is evidence of."""
    platforms: list[Platform]
    """The platforms on which it counts; empty for all."""
    made: list[str]
    """The words of the answer that make it, as plain text."""


class FollowUp(Shape):
    """What the interviewer asks next."""

    ask: Words
    """The question."""
    answer: Paragraphs
    """The answer."""


class Wrong(Shape):
    """The usual wrong answer."""

    says: Words
    """What people say."""
    why: Words
    """Why it is wrong."""


class OldKey(Shape):
    """Where public answer keys are out of date."""

    expects: Words
    """What an interviewer may expect."""
    now: Words
    """What is true since the event."""
    event: str
    """Id of the event in names.json."""
    say: Words
    """What to say."""


class Question(Shape):
    """One interview question, with the answer as it would be spoken."""

    id: str
    """The question, `q-...`."""
    theme: str
    """Its theme."""
    level: Level
    """At which stage of interviews it is asked."""
    core: bool
    """Whether it belongs to the core set."""
    asked: Literal["often", "sometimes", "rarely"]
    """How often it is asked."""
    platforms: list[Platform]
    """The platforms that it is about."""
    question: Words
    """The question."""
    answer: Paragraphs
    """The answer."""
    points: list[Point]
    """The points that a good answer makes."""
    follow_ups: list[FollowUp]
    """What comes next."""
    wrong: Wrong
    """The usual wrong answer."""
    old_key: OldKey | None
    """Where answer keys are out of date."""
    rows: list[str]
    """Ids of the rows that it relies on."""
    reviewed: Day
    """When a person last held it against these rows: YYYY-MM-DD."""
    page: Url
    """Its permanent address."""


# Sources -------------------------------------------------------------------------------------------------------------


class Source(Shape):
    """A document, API model or package that was opened."""

    id: str
    """The source."""
    publisher: Publisher
    """Who publishes it."""
    title: str
    """Its title."""
    url: Url
    """The vendor's address."""
    kind: SourceKind
    """What kind of source it is."""
    content_date: PartialDay
    """Its own date: YYYY, YYYY-MM or YYYY-MM-DD."""
    version: str | None
    """Version of a package, SDK or API model."""
    read_from: Literal["vendor page", "dated copy", "package", "report"]
    """What was opened."""
    note: str | None
    """What else to know."""
    gone: Day | None
    """The day on which the page was found gone."""
    cited_by: list[str]
    """Ids of the records that cite it."""
    page: Url
    """Its permanent address."""


# Prices --------------------------------------------------------------------------------------------------------------


class Meter(Shape):
    """Something that has a price: a machine for an hour, a gigabyte for a month."""

    id: str
    """The meter, `mt-...`."""
    name: str
    """Its name."""
    unit: str
    """What the price is for."""
    note: Words | None
    """What else to know."""


class Price(Shape):
    """One price of one meter, of an ML platform or of the plain cloud below it."""

    id: str
    """The price, `pr-...`."""
    meter: str
    """Id of its meter."""
    of: Platform | Cloud
    """Whose price it is: an ML platform's or a plain cloud's."""
    sku: str | None
    """What the vendor calls it."""
    region: str | None
    """Where it holds."""
    usd: float | None
    """US dollars per unit of the meter; null: not found, and the evidence says where we looked."""
    as_of: PartialDay | None
    """The day that the price speaks for."""
    derived: Words | None
    """The arithmetic of a price that nobody publishes."""
    note: Words | None
    """What else to know."""
    evidence: list[Evidence]
    """Where it comes from."""
    page: Url
    """Its permanent address."""


class Waits(Shape):
    """What bills while nobody works."""

    bills: Waiting
    """In a word: `always` as soon as it exists, `kept` if the team keeps it, `stored` data only."""
    what: Words
    """What it is that bills."""


class Use(Shape):
    """What one use (training, serving, ...) is billed for on each platform."""

    id: str
    """The use, `bill-...`."""
    name: str
    """Its name."""
    waits: dict[Platform, Waits]
    """What bills while nobody works, by platform."""
    answers: dict[Billed, dict[Platform, Words]]
    """By what it is `billed`, what bills `idle`, what falls to `zero`, what a `rollout` doubles, what the platform `adds`."""
    page: Url
    """Its permanent address."""


# Choosing ------------------------------------------------------------------------------------------------------------


class Constraint(Shape):
    """One of the five constraints of the selection framework."""

    id: str
    """The constraint."""
    name: str
    """Its name."""
    ask: list[Words]
    """What to ask."""
    favours: Annotated[dict[Platform, Words], FULL]
    """When it favours which platform."""
    rows: list[str]
    """Ids of rows that show it."""
    page: Url
    """Its permanent address."""


class Judged(Shape):
    """Our judgement of a platform, with its reason."""

    grade: Grade
    """The judgement."""
    because: Words
    """The reason."""


class Criterion(Shape):
    """Something that a reader may require or weigh, and the rows that decide it."""

    id: str
    """The criterion, `cr-...`."""
    constraint: str
    """Id of its constraint."""
    name: str
    """Its name."""
    asks: Words
    """What it asks."""
    on: str | None
    """Id of the capability on whose kinds the rows are tested; null: on the platform as a whole."""
    rows: list[str]
    """Ids of the rows whose marks decide it."""
    parts: dict[str, str]
    """For a row of which another yes-no part decides instead of its mark: that part."""
    ways: dict[str, dict[Platform, dict[str, str]]]
    """For a row whose ways are not kinds of `on`: which of its ways answers for which kind."""
    unlisted: Literal["open", "no"]
    """What a kind that a row says nothing of counts as."""
    judged: dict[Platform, Judged] | None
    """Our judgement, where marks cannot decide."""
    judged_kinds: dict[Platform, dict[str, Judged]]
    """Our judgement of kinds that no way speaks of, by platform and kind."""
    page: Url
    """Its permanent address."""


class Clash(Shape):
    """Two criteria that a platform does not meet together."""

    id: str
    """The clash, `clash-...`."""
    platform: Platform
    """Where they clash."""
    keeps: str
    """Id of the criterion that is kept at equal weight; else the one that weighs more is."""
    loses: str
    """Id of the criterion that is lost then."""
    because: Words
    """The reason."""


class Signal(Shape):
    """Something true of a reader that speaks for running a platform of one's own."""

    id: str
    """The signal, `own-...`."""
    says: Words
    """What is true."""
    because: Words
    """Why it speaks for that."""
    alone: bool
    """Whether one such is enough."""


class Preset(Shape):
    """A realistic reader: what they require, and how much the rest matters."""

    id: str
    """The preset, `pre-...`."""
    name: str
    """Its name."""
    situation: Words
    """Who it is."""
    require: list[str]
    """Ids of criteria that must be met."""
    weigh: dict[str, int]
    """Weights of criteria: 1 a little, 2 matters, 3 decides."""
    own: list[str]
    """Ids of signals that are true."""
    previews: bool
    """Whether previews count."""
    shows: Words
    """What the result teaches."""
    decision: str | None
    """Id of the worked decision that it resembles."""
    page: Url
    """Its permanent address."""


class Decision(Shape):
    """A worked decision for a realistic company."""

    id: str
    """The decision."""
    name: str
    """Its name."""
    situation: Paragraphs
    """The company."""
    must: list[Words]
    """Hard requirements."""
    choice: Words
    """What to choose."""
    because: list[Words]
    """Why."""
    against: list[Words]
    """What speaks against it."""
    would_change: Words
    """What would change the answer."""
    rows: list[str]
    """Ids of the rows that decide it."""
    page: Url
    """Its permanent address."""


class Alternative(Shape):
    """Another way to run models than the platforms."""

    id: str
    """The alternative, `alt-...`."""
    name: str
    """Its name."""
    ask: Words
    """What the interviewer asks."""
    facts: list[Cited]
    """What it is."""
    take: list[Words]
    """When to take it."""
    stay: list[Words]
    """When not."""
    signal: Words
    """What tells that a reader needs it."""
    say: Paragraphs
    """What to say when asked for it."""
    rows: list[str]
    """Ids of rows that hold the facts."""
    page: Url
    """Its permanent address."""


class Leaving(Shape):
    """One thing that a team takes over when it leaves a platform."""

    id: str
    """The thing, `leave-...`."""
    what: str
    """Its name."""
    managed: Words
    """What the platform did."""
    yours: Words
    """What is yours then."""
    costs: Words
    """What it costs."""
    evidence: list[Evidence]
    """Where it comes from."""
    page: Url
    """Its permanent address."""


# The journal ---------------------------------------------------------------------------------------------------------


class ChangedFact(Shape):
    """One fact that changed, with old and new words."""

    fact: str
    """The fact's address: a record's id, then platform, kind or field."""
    record: str
    """Id of the record."""
    name: str
    """What the fact is called, for people."""
    was: str | None
    """What it said, as plain text; null when it is new."""
    now: str | None
    """What it says, as plain text; null when it is gone."""
    page: Url | None
    """Where the record stands; null when it is gone."""


class Change(Shape):
    """One entry of the journal, which is append-only."""

    number: int
    """Its place in the journal, from 1 on; it never changes."""
    date: Day
    """The day: YYYY-MM-DD."""
    kind: ChangeKind
    """The vendor changed it, we corrected it, it is said more clearly, or it is new here."""
    words: str
    """The same in words."""
    why: str
    """The reason."""
    new: list[str]
    """Ids of records that are new."""
    facts: list[ChangedFact]
    """What changed in records that were there."""
    page: Url
    """Its permanent address."""


# Files ---------------------------------------------------------------------------------------------------------------


class File(Shape):
    """What stands at the top of every file."""

    schema_url: Url = Field(alias="$schema")
    """The JSON Schema of this file."""
    url: Url
    """The address of this file."""
    schema_version: str
    """Version of the shape, as semantic versioning has it."""
    data_version: str
    """Changes whenever anything in the data does; compare for equality."""
    as_of: Day
    """The newest day on which a source was read: the day that the data speaks for."""
    licence: str
    """SPDX identifier of the licence."""
    attribution: str
    """Whom to credit."""


def _file(name: str, **lists: tuple[type[Shape], str]) -> type[File]:
    """Return the shape of a file by its lists: of which records, and what is in it."""
    fields: dict[str, Any] = {
        key: (GenericAlias(list, shape), Field(description=what)) for key, (shape, what) in lists.items()
    }
    return create_model(f"{name.capitalize()}File", __base__=File, __doc__=f"{name}.json.", **fields)


PlatformsFile = _file("platforms", platforms=(PlatformRecord, "The platforms."))
CapabilitiesFile = _file("capabilities", capabilities=(CapabilityRecord, "Every capability, those of the track first."))
RowsFile = _file("rows", rows=(Row, "Every row, by capability."))
VerdictsFile = _file(
    "verdicts",
    verdicts=(VerdictsRecord, "The verdicts on each finished capability."),
    picks=(PickRecord, "Which to use when."),
)
LimitsFile = _file("limits", limits=(Limit, "Every limit and contract, by capability."))
NamesFile = _file(
    "names", things=(Thing, "Products, features and SDKs."), events=(Event, "What happened to them, the newest first.")
)
LifecycleFile = _file("lifecycle", questions=(LifecycleQuestion, "The six questions."))
ContestedFile = _file("contested", questions=(ContestedQuestion, "Every question on which sources disagree."))
BeliefsFile = _file("beliefs", beliefs=(Belief, "Every belief, true or not."))
GlossaryFile = _file("glossary", terms=(Term, "Every term."))
TranslationsFile = _file("translations", translations=(Translation, "Every idea, by group."))
QuestionsFile = _file("questions", questions=(Question, "Every question."))
SourcesFile = _file("sources", sources=(Source, "Every source, by publisher and title."))
PricesFile = _file("prices", meters=(Meter, "What has a price."), prices=(Price, "One price a record."))
BillingFile = _file("billing", uses=(Use, "What each use is billed for."))
SelectionFile = _file(
    "selection",
    constraints=(Constraint, "The five constraints."),
    criteria=(Criterion, "What a reader may require or weigh."),
    clashes=(Clash, "Criteria that a platform does not meet together."),
    signals=(Signal, "What speaks for a platform of one's own."),
    presets=(Preset, "Realistic readers."),
    decisions=(Decision, "Worked decisions."),
)
AlternativesFile = _file(
    "alternatives",
    alternatives=(Alternative, "Other ways to run models."),
    leaving=(Leaving, "What a team takes over when it leaves."),
)
JournalFile = _file("journal", changes=(Change, "Every entry, the newest first."))


class FileInfo(Shape):
    """One JSON file of the API."""

    name: str
    """Its name."""
    url: Url
    """Its address."""
    schema_url: Url
    """Its JSON Schema."""
    what: str
    """What is in it."""
    records: dict[str, int]
    """How many records are in which list."""
    bytes: int
    """Its size."""
    sha256: str
    """Its checksum."""


class Column(Shape):
    """One column of a CSV table."""

    name: str
    """Its header."""
    what: str
    """What is in it."""


class Table(Shape):
    """One CSV table."""

    name: str
    """Its file name."""
    url: Url
    """Its address."""
    what: str
    """What a line is."""
    lines: int
    """How many lines it has, the header not counted."""
    columns: list[Column]
    """Its columns, in order."""
    bytes: int
    """Its size."""
    sha256: str
    """Its checksum."""


class Deprecation(Shape):
    """Something of the API that will go with the next major version."""

    what: str
    """The field or file."""
    since: str
    """The schema version that says so."""
    use: str
    """What to use."""


class Licence(Shape):
    """How the data may be used."""

    id: str
    """SPDX identifier."""
    name: str
    """Its name."""
    url: Url
    """Its text."""
    attribution: str
    """Whom to credit."""


class IndexFile(Shape):
    """index.json: what there is. Begin here."""

    schema_url: Url = Field(alias="$schema")
    """The JSON Schema of this file."""
    url: Url
    """The address of this file."""
    schema_version: str
    """Version of the shape, as semantic versioning has it."""
    data_version: str
    """Changes whenever anything in the data does; compare for equality."""
    as_of: Day
    """The newest day on which a source was read: the day that the data speaks for."""
    licence: Licence
    """How the data may be used."""
    documentation: Url
    """The page that explains it all."""
    files: list[FileInfo]
    """Every JSON file."""
    tables: list[Table]
    """Every CSV table."""
    deprecations: list[Deprecation]
    """What will go with the next major version."""


def shapes() -> list[type[Shape]]:
    """Return every shape, in the order of this module: what one is made of stands before it."""
    here = [value for value in globals().values() if isinstance(value, type) and issubclass(value, Shape)]
    return [shape for shape in here if shape is not Shape]


def enum_values(enumeration: str, known: Known) -> tuple[str, ...]:
    """Return the values of an enumeration by its name in ENUMERATIONS."""
    values = get_args(ENUMERATIONS[enumeration])
    return values[1].of(known) if isinstance(values[-1], OneOf) else values


@dataclass(frozen=True)
class FieldView:
    """A field as JSON names it, its type as Python writes it, and what is in it."""

    name: str
    type: str
    what: str


def fields(shape: type[Shape]) -> list[FieldView]:
    """Return the fields of a shape that its base does not have."""
    base = shape.__bases__[0]
    inherited = base.model_fields if issubclass(base, Shape) else {}
    return [
        FieldView(field.alias or name, type_words(_annotated(field)), field.description or "")
        for name, field in shape.model_fields.items()
        if name not in inherited and not field.exclude
    ]


def _annotated(field: FieldInfo) -> Any:  # noqa: ANN401 - any annotation of a field
    """Return the annotation of a field, with the kind of ids that it takes where it takes ids."""
    kind = next((item for item in field.metadata if isinstance(item, OneOf)), None)
    return field.annotation if kind is None else Annotated[field.annotation, kind]


def type_words(annotation: Any) -> str:  # noqa: ANN401 - any annotation of a field
    """Return a field's type as Python writes it: `list[Evidence]`, `str | None`, `dict[Platform, Cell]`."""
    for name, enumeration in ENUMERATIONS.items():
        if annotation == enumeration:
            return name
    if annotation is NoneType or annotation is None:
        return "None"
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return annotation.__name__
    parts = get_args(annotation)
    if get_origin(annotation) in {Union, UnionType}:
        return " | ".join(map(type_words, parts))
    if get_origin(annotation) is Literal:
        return f"Literal[{', '.join(map(repr, parts))}]"
    if get_origin(annotation) is Annotated:
        return type_words(parts[0])
    return f"{get_origin(annotation).__name__}[{', '.join(map(type_words, parts))}]"
