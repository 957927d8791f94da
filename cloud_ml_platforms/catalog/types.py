"""The catalog: everything that the data says, by id, frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from cloud_ml_platforms import model as m
from cloud_ml_platforms.api_surface.references import Surface

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterator

    from cloud_ml_platforms.model.engine import EngineFile
    from cloud_ml_platforms.model.samples import CodeEntry, CodeFile, PlatformStep, Sample, Step

TRACK_LENGTH = 9  # building blocks that the track names; the capabilities after them go beyond it


class Record(Protocol):
    """What every record has: an id, which stands once in all of the data."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class DataFile:
    """A file below `data/` and the model of what it holds; `folder/*.yml` is every file of a folder."""

    path: str
    model: type[m.Model]


@dataclass(frozen=True)
class Kind(Generic[R]):
    """A kind of record: where its records lie, what they are called, where they stand on the site, what they state.

    `name`: the field of the catalog that holds them; other rooms register under it what they make of them
    `singular`: what people call one of them
    `within`: the lists in one another that lead to them in the file; None: the list of the kind's name; (): the file itself
    `title`: what a record is called; None where neither texts nor the journal name one
    `address`, `other_addresses`: where it stands, from the site's root, and where else
    `search`: words that readers type for it, besides its title
    `facts`: what it states: what follows its id in the address of a fact, and the text
    `reference_text`: what `[[id]]` prints where that is not the title; a link unless `linked` is false
    `platforms`: the platforms that it speaks of as a whole; none when of all alike

    Evidence needs no word here: what a record holds counts.
    """

    name: str
    singular: str
    model: type[R]
    file: DataFile
    within: tuple[str, ...] | None = None
    title: Callable[[Catalog, R], str] | None = None
    address: Callable[[Catalog, R], str] | None = None
    other_addresses: Callable[[Catalog, R], Iterator[str]] | None = None
    search: Callable[[Catalog, R], tuple[str, ...]] | None = None
    facts: Callable[[Catalog, R], Iterator[tuple[str, str]]] | None = None
    reference_text: Callable[[Catalog, R], str] | None = None
    linked: bool = True
    platforms: Callable[[Catalog, R], tuple[str, ...]] | None = None


@dataclass(frozen=True, eq=False)
class Catalog:
    """Everything the site knows, by id, in the order of the files.

    A kind of record that has no field here is among the `others`: `of` finds the records of either. It never changes, so
    what is long to work out is worked out once for each (`lru_cache`), which two of them are told apart for by identity.
    """

    kinds: tuple[Kind[Any], ...] = ()
    others: dict[str, dict[str, Any]] = field(default_factory=dict)
    platforms: dict[str, m.PlatformInfo] = field(default_factory=dict)
    clouds: dict[str, m.Cloud] = field(default_factory=dict)
    capabilities: dict[str, m.Capability] = field(default_factory=dict)
    limits: dict[str, m.Limit] = field(default_factory=dict)
    limit_capability: dict[str, str] = field(default_factory=dict)
    things: dict[str, m.Thing] = field(default_factory=dict)
    events: dict[str, m.Event] = field(default_factory=dict)
    lifecycle: dict[str, m.LifecycleQuestion] = field(default_factory=dict)
    constraints: dict[str, m.Constraint] = field(default_factory=dict)
    decisions: dict[str, m.Decision] = field(default_factory=dict)
    criteria: dict[str, m.Criterion] = field(default_factory=dict)
    clashes: dict[str, m.Clash] = field(default_factory=dict)
    signals: dict[str, m.Signal] = field(default_factory=dict)
    presets: dict[str, m.Preset] = field(default_factory=dict)
    alternatives: dict[str, m.Alternative] = field(default_factory=dict)
    leaving: dict[str, m.Leaving] = field(default_factory=dict)
    meters: dict[str, m.Meter] = field(default_factory=dict)
    prices: dict[str, m.Price] = field(default_factory=dict)
    cost_groups: dict[str, m.Group] = field(default_factory=dict)
    cost_inputs: dict[str, m.Input] = field(default_factory=dict)
    cost_lines: dict[str, m.CostLine] = field(default_factory=dict)
    scenarios: dict[str, m.Scenario] = field(default_factory=dict)
    worked: dict[str, m.Worked] = field(default_factory=dict)
    uses: dict[str, m.Use] = field(default_factory=dict)
    terms: dict[str, m.Term] = field(default_factory=dict)
    themes: dict[str, m.ThemeInfo] = field(default_factory=dict)
    questions: dict[str, m.Question] = field(default_factory=dict)
    cases: dict[str, m.Case] = field(default_factory=dict)
    drawings: dict[str, m.Drawing] = field(default_factory=dict)
    verdicts: dict[str, m.Verdicts] = field(default_factory=dict)
    picks: dict[str, m.Pick] = field(default_factory=dict)
    plan: dict[str, m.PlanStep] = field(default_factory=dict)
    sources: dict[str, m.Source] = field(default_factory=dict)
    changes: tuple[m.Change, ...] = ()
    redirects: dict[str, str] = field(default_factory=dict)
    api_words: tuple[m.ApiWords, ...] = ()
    surface: Surface = field(default_factory=Surface)
    contested: dict[str, m.Contested] = field(default_factory=dict)
    beliefs: dict[str, m.Belief] = field(default_factory=dict)
    translations: dict[str, m.TranslationGroup] = field(default_factory=dict)
    sheet: m.SheetFile | None = None
    cheatsheets: dict[str, m.CheatSheet] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    workload: dict[str, dict[str, PlatformStep]] = field(default_factory=dict)
    container: tuple[Sample, ...] = ()
    recheck: m.RecheckFile | None = None
    engine: EngineFile | None = None
    code_files: dict[str, CodeFile] = field(default_factory=dict)

    @cached_property
    def known(self) -> m.Known:
        """The ids that records may name, of platforms, clouds, pairs and columns."""
        return m.known_ids(self.platforms.values(), self.clouds)

    @cached_property
    def full_platforms(self) -> dict[str, m.PlatformInfo]:
        """The platforms that answer everywhere, by id."""
        return {name: self.platforms[name] for name in self.known.full}

    @cached_property
    def partial_platforms(self) -> dict[str, m.PlatformInfo]:
        """The platforms that answer row by row, by id."""
        return {name: platform for name, platform in self.platforms.items() if platform.scope == "partial"}

    @property
    def pairs(self) -> tuple[str, ...]:
        """The pairs of full platforms, as keys: `one+other`."""
        return self.known.pairs

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the calculator: the full platforms, then machines of one's own."""
        return self.known.columns

    @cached_property
    def undated_publishers(self) -> frozenset[str]:
        """Publishers whose pages rarely carry a date: what counts is the copy's."""
        return frozenset(platform.publisher for platform in self.platforms.values() if not platform.pages_dated)

    def answering(self, *answers: Container[str]) -> tuple[str, ...]:
        """Return the platforms that have at least one of these answers, in their order."""
        return tuple(name for name in self.platforms if any(name in answer for answer in answers))

    def compared_in(self, capability: str) -> tuple[str, ...]:
        """Return the platforms that answer at least one row of a capability."""
        return self.answering(*(row.platforms for row in self.capabilities[capability].rows))

    def not_compared(self, row: str) -> tuple[str, ...]:
        """Return the platforms that answer other rows of the same capability, but not this one yet."""
        compared = self.compared_in(self.row_capability[row].id)
        return tuple(name for name in compared if name not in self.rows[row].platforms)

    @cached_property
    def full_clouds(self) -> tuple[str, ...]:
        """The clouds of full platforms: the calculator has plain prices of these."""
        used = {platform.cloud for platform in self.full_platforms.values()}
        return tuple(name for name in self.clouds if name in used)

    def priced_for(self, owner: str) -> tuple[str, ...]:
        """Return the platforms that a price speaks of: its own, or those that run on its cloud."""
        return tuple(name for name, platform in self.full_platforms.items() if owner in {name, platform.cloud})

    @cached_property
    def code(self) -> dict[str, CodeEntry]:
        """Every entry of old code by id, in the order of platforms and tables."""
        tables = [table for file in self.code_files.values() for table in file.tables]
        return {entry.id: entry for table in tables for entry in table.entries}

    @cached_property
    def price_of_meter(self) -> dict[tuple[str, str], m.Price]:
        """Every price by its meter and whose it is."""
        return {(price.meter, price.of): price for price in self.prices.values()}

    @cached_property
    def translated(self) -> dict[str, m.Translation]:
        """Every translated term by id, in the order of groups."""
        return {term.id: term for group in self.translations.values() for term in group.terms}

    @cached_property
    def rows(self) -> dict[str, m.Row]:
        """Every row by id, in the order of capabilities."""
        return {row.id: row for capability in self.capabilities.values() for row in capability.rows}

    @cached_property
    def row_capability(self) -> dict[str, m.Capability]:
        """The capability of every row, by row id."""
        return {row.id: capability for capability in self.capabilities.values() for row in capability.rows}

    @cached_property
    def pick_capability(self) -> dict[str, str]:
        """The capability of every pick, by pick id."""
        return {pick.id: verdicts.capability for verdicts in self.verdicts.values() for pick in verdicts.picks}

    def of(self, kind: Kind[R]) -> dict[str, R]:
        """Return the records of a kind by id."""
        return self.others[kind.name] if kind.name in self.others else getattr(self, kind.name)

    @cached_property
    def by_id(self) -> dict[str, tuple[Kind[Any], Any]]:
        """Every record with its kind, by id."""
        return {name: (kind, record) for kind in reversed(self.kinds) for name, record in self.of(kind).items()}

    @cached_property
    def evidence_by_record(self) -> tuple[tuple[str, m.Evidence], ...]:
        """Every piece of evidence, with the id of the record (row, limit, event, ...) that it supports."""
        apart = {kind.model for kind in self.kinds}
        records = [record for kind in self.kinds for record in self.of(kind).values()]
        return tuple((record.id, evidence) for record in records for evidence in evidence_in(record, apart))

    @property
    def reviewed(self) -> list[m.Question | m.Case | m.Verdicts]:
        """What a person reads again when its facts change: questions, worked designs and verdicts."""
        return [*self.questions.values(), *self.cases.values(), *self.verdicts.values()]

    @cached_property
    def track(self) -> tuple[m.Capability, ...]:
        """The building blocks of the track, the first nine; the others go beyond it."""
        return tuple(self.capabilities.values())[:TRACK_LENGTH]

    @cached_property
    def beyond(self) -> tuple[m.Capability, ...]:
        """The capabilities beyond the track."""
        return tuple(self.capabilities.values())[TRACK_LENGTH:]

    @property
    def watches(self) -> tuple[m.Watch, ...]:
        """What lies ahead and is likely to move rows."""
        return self.recheck.watch if self.recheck else ()

    @cached_property
    def as_of(self) -> str:
        """The newest day on which a source was read: the date that the whole guide speaks for."""
        return max((evidence.read for _, evidence in self.evidence_by_record), default="2026-01-01")


def texts_in(value: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a record
    """Yield every text in a record, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, m.Model | dict):
        yield from texts_in(tuple((value if isinstance(value, dict) else value.__dict__).values()))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)


def evidence_in(value: Any, apart: Collection[type] = ()) -> Iterator[m.Evidence]:  # noqa: ANN401 - any part of a record
    """Yield every piece of evidence in a record, however deep, but for that of records within it of the types `apart`."""
    if isinstance(value, m.Evidence):
        yield value
        return
    if isinstance(value, m.Model):
        value = value.__dict__
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, m.Model | dict | tuple) and type(item) not in apart:
            yield from evidence_in(item, apart)
