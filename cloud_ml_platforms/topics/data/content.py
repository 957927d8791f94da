"""From the catalog to the public shapes of the data API: every text with absolute links and as plain words.

`cloud_ml_platforms/exports/json_api.py` writes the files; `tables.py` has the CSV tables, which are made of the same records.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.api_marks import WORDS, ApiMark, api_marks, is_over
from cloud_ml_platforms.numbers import with_unit
from cloud_ml_platforms.paths import DOCS
from cloud_ml_platforms.text.inline import TOKEN, blocks_to_markdown, blocks_to_text, to_markdown, to_text
from cloud_ml_platforms.text.links import PageError
from cloud_ml_platforms.text.references import question_page, resolve_reference
from cloud_ml_platforms.text.words import mark_word
from cloud_ml_platforms.topics.changes import views as changes_views
from cloud_ml_platforms.topics.compare import views as compare_views
from cloud_ml_platforms.topics.compare.views import CellView, row_view, way_view
from cloud_ml_platforms.topics.data import shapes as s
from cloud_ml_platforms.topics.data.tables import TABLES
from cloud_ml_platforms.topics.limits.views import LimitCellView, limit_view
from cloud_ml_platforms.topics.names import views as names_views
from cloud_ml_platforms.topics.reference.views import source_uses

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.model import choose as choice
    from cloud_ml_platforms.text.links import Links
    from cloud_ml_platforms.topics.changes.views import FactView
    from cloud_ml_platforms.topics.data.records import Content
    from cloud_ml_platforms.topics.names.views import EventView, ThingView

FOLDER = "api/v1/"

LICENCE = s.Licence(
    id="CC-BY-4.0",
    name="Creative Commons Attribution 4.0 International",
    url="https://creativecommons.org/licenses/by/4.0/",
    attribution="Cloud ML Platforms",
)

DEPRECATIONS: tuple[s.Deprecation, ...] = ()


@dataclass(frozen=True)
class FileSpec:
    """One JSON file: its shape, and what is in it, for people."""

    shape: type[s.File]
    what: str

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists of records in the file."""
        return tuple(name for name in self.shape.model_fields if name not in s.File.model_fields)


FILES: dict[str, FileSpec] = {
    "platforms": FileSpec(s.PlatformsFile, "the platforms: names, hierarchy, strengths and weaknesses"),
    "capabilities": FileSpec(s.CapabilitiesFile, "the building blocks, their services and kinds"),
    "rows": FileSpec(s.RowsFile, "every row with its answers, ways, evidence and API marks"),
    "limits": FileSpec(s.LimitsFile, "limits and contracts in one unit, with evidence"),
    "names": FileSpec(s.NamesFile, "the ledger: products with their names, and what happened to them"),
    "lifecycle": FileSpec(s.LifecycleFile, "the six “say where” questions, answered by platform"),
    "contested": FileSpec(s.ContestedFile, "questions on which sources disagree: both sides, and what we go by"),
    "beliefs": FileSpec(s.BeliefsFile, "what people say of the platforms, and whether it still holds"),
    "glossary": FileSpec(s.GlossaryFile, "terms in one line"),
    "translations": FileSpec(s.TranslationsFile, "what each platform calls an idea, and where the likeness ends"),
    "questions": FileSpec(s.QuestionsFile, "interview questions with spoken answers and the points they make"),
    "sources": FileSpec(s.SourcesFile, "every source with its dates and what cites it"),
    "prices": FileSpec(s.PricesFile, "meters, and one price a record"),
    "billing": FileSpec(s.BillingFile, "what each use is billed for, and what bills while nobody works"),
    "selection": FileSpec(
        s.SelectionFile, "constraints, criteria, their clashes, signals, presets and worked decisions"
    ),
    "alternatives": FileSpec(s.AlternativesFile, "what stands beside the platforms, and what leaving them takes"),
    "journal": FileSpec(s.JournalFile, "what changed in the data, when and why"),
}

SCHEMAS = ("index", *FILES)


class Words:
    """Renders texts and addresses for one catalog; `links` are absolute."""

    def __init__(self, catalog: Catalog, links: Links) -> None:
        self.catalog = catalog
        self.links = links

    def line(self, text: str) -> s.Words:
        line = text.strip()
        return s.Words(markdown=to_markdown(line, self.catalog, self.links), text=to_text(line, self.catalog))

    def maybe(self, text: str | None) -> s.Words | None:
        """Render one line, if there is one."""
        return None if text is None else self.line(text)

    def lines(self, texts: Iterable[str]) -> list[s.Words]:
        return [self.line(text) for text in texts]

    def blocks(self, text: str) -> s.Words:
        """Render paragraphs and lists."""
        return s.Words(
            markdown=blocks_to_markdown(text, self.catalog, self.links), text=blocks_to_text(text, self.catalog)
        )

    def page(self, page: str, anchor: str | None = None) -> str:
        """Return the address of a page."""
        return self.links.to(page, anchor)

    def record(self, name: str) -> str:
        """Return the address of a record that texts can refer to. Raises PageError when it has none."""
        target = resolve_reference(self.catalog, name)
        if target.problem is not None or target.page is None:
            msg = f"found {name!r} in the data API; expected {target.problem or 'a record with a page'}"
            raise PageError(msg)
        return self.page(target.page, target.anchor)

    def evidence(self, evidence: Iterable[m.Evidence]) -> list[s.Evidence]:
        """Join pieces of evidence with their sources."""
        return [self._evidence(item, self.catalog.sources[item.source]) for item in evidence]

    def cited(self, statements: Iterable[m.Side | choice.Cited]) -> list[s.Cited]:
        """Render statements, each with its evidence."""
        return [s.Cited(says=self.line(one.says), evidence=self.evidence(one.evidence)) for one in statements]

    def _evidence(self, item: m.Evidence, source: m.Source) -> s.Evidence:
        return s.Evidence(
            source=source.id,
            title=source.title.strip(),
            url=source.url,
            publisher=source.publisher,
            kind=source.kind,
            version=source.version,
            content_date=source.content_date,
            at=item.at.strip(),
            read=item.read,
            shows=item.shows.strip(),
        )

    def api(self, found: Iterable[ApiMark]) -> list[s.ApiMark]:
        """Return API marks as pages print them."""
        return [
            s.ApiMark(
                ref=mark.ref,
                state=mark.state,
                words=WORDS[mark.state],
                version=mark.version,
                numbers=mark.numbers,
                deprecated=mark.deprecated,
            )
            for mark in found
        ]


def content(catalog: Catalog, links: Links) -> Content:
    """Return the records of every file, in the order of FILES; `links` must be absolute."""
    words = Words(catalog, links)
    found: dict[str, dict[str, Sequence[s.Shape]]] = {
        "platforms": {"platforms": [platform_record(words, info) for info in catalog.platforms.values()]},
        "capabilities": {"capabilities": [capability_record(words, item) for item in catalog.capabilities.values()]},
        "rows": {"rows": [row_record(words, item) for item in catalog.rows.values()]},
        "limits": {"limits": [limit_record(words, item) for item in catalog.limits.values()]},
        "names": {
            "things": [thing_record(words, item) for item in names_views.things(catalog)],
            "events": [event_record(words, item) for item in names_views.events(catalog)],
        },
        "lifecycle": {"questions": [lifecycle_record(words, item) for item in catalog.lifecycle]},
        "contested": {"questions": [contested_record(words, item) for item in catalog.contested.values()]},
        "beliefs": {"beliefs": [belief_record(words, item) for item in catalog.beliefs.values()]},
        "glossary": {"terms": [term_record(words, item) for item in catalog.terms.values()]},
        "translations": {
            "translations": [
                translation_record(words, group.name, item)
                for group in catalog.translations.values()
                for item in group.terms
            ]
        },
        "questions": {"questions": [question_record(words, item) for item in catalog.questions.values()]},
        "sources": {"sources": [source_record(words, item, uses) for item, uses in source_uses(catalog)]},
        "prices": {
            "meters": [meter_record(words, item) for item in catalog.meters.values()],
            "prices": [price_record(words, item) for item in catalog.prices.values()],
        },
        "billing": {"uses": [use_record(words, item) for item in catalog.uses.values()]},
        "selection": {
            "constraints": [constraint_record(words, item) for item in catalog.constraints],
            "criteria": [criterion_record(words, item) for item in catalog.criteria.values()],
            "clashes": [clash_record(words, item) for item in catalog.clashes],
            "signals": [signal_record(words, item) for item in catalog.signals.values()],
            "presets": [preset_record(words, item) for item in catalog.presets.values()],
            "decisions": [decision_record(words, item) for item in catalog.decisions],
        },
        "alternatives": {
            "alternatives": [alternative_record(words, item) for item in catalog.alternatives.values()],
            "leaving": [leaving_record(words, item) for item in catalog.leaving.values()],
        },
        "journal": {"changes": change_records(words)},
    }
    return {name: {list_: list(records) for list_, records in lists.items()} for name, lists in found.items()}


def api_version(catalog: Catalog, records: Content, site: str) -> str:
    """Return the day that the data speaks for and a digest of all records, wherever the site is published."""
    digest = hashlib.sha256()
    for lists in records.values():
        for record in (record for list_ in lists.values() for record in list_):
            digest.update(record.model_dump_json(by_alias=True).replace(json.dumps(site)[1:-1], "/").encode())
    return f"{catalog.as_of}.{digest.hexdigest()[:6]}"


def paths() -> list[str]:
    """Return the files of the API, from the site's root."""
    names = ["index.json", *(f"{name}.json" for name in FILES), *(f"{name}.csv" for name in TABLES)]
    names += [f"schemas/{name}.json" for name in SCHEMAS]
    return [FOLDER + name for name in names]


def read_index(docs: Path = DOCS) -> s.IndexFile:
    """Return the index that `cloud_ml_platforms/exports/json_api.py` wrote. Raises LookupError before it did."""
    path = docs / FOLDER / "index.json"
    if not path.is_file():
        msg = f"found no docs/{FOLDER}index.json; expected it to be written before the build: python -m cloud_ml_platforms prepare"
        raise LookupError(msg)
    return s.IndexFile.model_validate_json(path.read_bytes())


# Records -------------------------------------------------------------------------------------------------------------


def platform_record(words: Words, info: m.PlatformInfo) -> s.PlatformRecord:
    return s.PlatformRecord(
        id=info.id,
        name=words.catalog.things[info.thing].names[-1].name,
        common=info.short,
        vendor=info.vendor,
        scope=info.scope,
        thing=info.thing,
        hierarchy=[s.HierarchyLevel(name=words.line(x.name), holds=words.line(x.holds)) for x in info.hierarchy],
        sdks=list(info.sdks),
        good_at=words.lines(info.good_at),
        weak_at=words.lines(info.weak_at),
        page=words.page(info.page),
    )


def capability_record(words: Words, item: m.Capability) -> s.CapabilityRecord:
    catalog = words.catalog
    services = {
        view.platform: [s.Service(thing=one.id, name=one.name, status=one.status) for one in view.things]
        for view in compare_views.services(catalog, item.id)
    }
    return s.CapabilityRecord(
        id=item.id,
        name=item.name,
        order=item.order,
        track=item in catalog.track,
        does=words.line(item.does),
        why=words.line(item.why),
        services=services,
        kinds={name: dict(item.kinds[name]) for name in catalog.answering(item.kinds)},
        themes=list(item.related_themes),
        rows=[row.id for row in item.rows],
        limits=[name for name, home in catalog.limit_capability.items() if home == item.id],
        page=words.page(f"compare/{item.id}/"),
    )


def row_record(words: Words, item: m.Row) -> s.Row:
    """Return one row with its answers."""
    catalog = words.catalog
    home = catalog.row_capability[item.id]
    view = row_view(catalog, item.id)
    return s.Row(
        id=item.id,
        name=item.name,
        asks=words.line(item.asks),
        capability=home.id,
        decides=item.decides,
        probed=item.probed,
        describes=item.describes,
        because=words.maybe(item.because),
        related=list(item.related),
        limits=[limit.id for limit in catalog.limits.values() if item.id in limit.rows],
        platforms={cell.platform: _cell(words, home, item, cell) for cell in view.cells},
        page=words.page(f"r/{item.id}/"),
        section=words.page(f"compare/{home.id}/", item.id),
    )


def _cell(words: Words, home: m.Capability, item: m.Row, view: CellView) -> s.Cell:
    catalog = words.catalog
    cell = item.platforms[view.platform]
    over = is_over(catalog.events.get(cell.event or ""), catalog.as_of)
    return s.Cell(
        support=cell.support,
        mark=view.support_word,
        answer=words.line(view.short),
        nearest=words.maybe(cell.nearest),
        event=view.event,
        status=view.status,
        oldest_source=view.oldest,
        oldest_read=view.read,
        ways=[_way(words, home, item, view.platform, way) for way in cell.ways],
        api=words.api(api_marks(catalog, cell.api, over=over)),
        evidence=words.evidence(cell.evidence),
        page=words.page(f"compare/{home.id}/", view.anchor),
    )


def _way(words: Words, home: m.Capability, item: m.Row, platform: str, way: m.Way) -> s.Way:
    view = way_view(words.catalog, home, platform, way, item.platforms[platform].event)
    return s.Way(
        id=way.id,
        name=view.name,
        support=way.support,
        mark=mark_word(item, way.support),
        stage=None if way.support in ("none", "unknown") and way.stage == "ga" else way.stage,
        since=way.since,
        event=way.event,
        status=view.status,
        how=words.line(way.how),
        api=words.api(view.api),
        evidence=words.evidence(way.evidence),
    )


def limit_record(words: Words, item: m.Limit) -> s.Limit:
    """Return one limit with the values of its platforms."""
    catalog = words.catalog
    view = limit_view(catalog, item.id)
    return s.Limit(
        id=item.id,
        name=item.name,
        asks=words.line(item.asks),
        unit=item.unit,
        capability=catalog.limit_capability[item.id],
        rows=list(item.rows),
        platforms={cell.platform: _limit_cell(words, item, cell) for cell in view.cells},
        page=words.page("compare/limits/", item.id),
    )


def _limit_cell(words: Words, item: m.Limit, view: LimitCellView) -> s.LimitCell:
    cell = item.platforms[view.platform]
    return s.LimitCell(
        state=cell.state,
        values=[
            s.LimitValue(
                way=value.way,
                name=shown.way,
                number=None if isinstance(value.value, str) else value.value,
                value=words.line(with_unit(value.value, item.unit)),
                rule=value.rule,
                per=words.maybe(value.per),
                raisable=value.raisable,
                says=value.says,
                differs=value.differs,
                note=words.maybe(value.note),
                api=words.api(shown.api),
                evidence=words.evidence(value.evidence),
            )
            for value, shown in zip(cell.values, view.values, strict=True)
        ],
        note=words.maybe(cell.note),
        oldest_source=view.oldest,
        oldest_read=view.read,
        evidence=words.evidence(cell.evidence),
        page=words.page("compare/limits/", view.anchor),
    )


def thing_record(words: Words, view: ThingView) -> s.Thing:
    """Return one thing of the ledger."""
    item = words.catalog.things[view.id]
    return s.Thing(
        id=item.id,
        platform=item.platform,
        name=view.name,
        common=item.common,
        names=[s.DatedName(name=name.name, since=name.since) for name in item.names],
        description=words.line(item.is_),
        stage=item.stage,
        status=view.status,
        capability=item.capability,
        events=[event.id for event in view.events],
        page=words.page("compare/names/", item.id),
    )


def event_record(words: Words, view: EventView) -> s.Event:
    """Return one event of the ledger."""
    item = words.catalog.events[view.id]
    name = words.catalog.things[item.thing].names[-1].name
    return s.Event(
        id=item.id,
        thing=item.thing,
        name=name + (f" ({to_text(item.part, words.catalog)})" if item.part else ""),
        part=words.maybe(item.part),
        platform=words.catalog.things[item.thing].platform,
        kind=item.kind,
        words=view.kind,
        date=item.date,
        ends=item.ends,
        carried_out=item.carried_out,
        standing=view.standing,
        what=words.line(item.what),
        breaks=words.maybe(item.breaks),
        use=words.maybe(item.use),
        evidence=words.evidence(item.evidence),
        page=words.page("compare/names/", item.id),
    )


def lifecycle_record(words: Words, item: m.LifecycleQuestion) -> s.LifecycleQuestion:
    """Return one "say where" question."""
    return s.LifecycleQuestion(
        id=item.id,
        asks=words.line(item.asks),
        listens_for=words.line(item.listens_for),
        platforms={name: words.blocks(item.platforms[name]) for name in words.catalog.full_platforms},
        rows=list(item.rows),
        page=words.page("compare/lifecycle/", item.id),
    )


def contested_record(words: Words, item: m.Contested) -> s.ContestedQuestion:
    """Return one question on which sources disagree."""
    return s.ContestedQuestion(
        id=item.id,
        question=words.line(item.question),
        platforms=list(item.platforms),
        sides=words.cited(item.sides),
        we_go_by=words.blocks(item.we_go_by),
        say=words.line(item.say),
        rows=list(item.rows),
        capabilities=list(item.capabilities),
        page=words.record(item.id),
    )


def belief_record(words: Words, item: m.Belief) -> s.Belief:
    """Return one thing that people say."""
    return s.Belief(
        id=item.id,
        platform=item.platform,
        claim=words.line(item.claim),
        holds=item.holds,
        until=item.until,
        answer=words.line(item.answer),
        event=item.event,
        rows=list(item.rows),
        evidence=words.evidence(item.evidence),
        page=words.record(item.id),
    )


def term_record(words: Words, item: m.Term) -> s.Term:
    """Return one glossary entry."""
    return s.Term(
        id=item.id,
        term=item.term,
        also=list(item.also),
        short=words.line(item.short),
        more=words.maybe(item.more),
        rows=list(item.rows),
        page=words.page("reference/glossary/", item.id),
    )


def translation_record(words: Words, group: str, item: m.Translation) -> s.Translation:
    """Return one translated idea."""
    return s.Translation(
        id=item.id,
        idea=words.line(item.idea),
        group=group,
        platforms={name: _platform_word(words, item.platforms[name]) for name in words.catalog.full_platforms},
        pairs={pair: s.Analogy(fit=found.fit, hides=words.line(found.hides)) for pair, found in item.pairs.items()},
        rows=list(item.rows),
        page=words.page("translate/", item.id),
    )


def _platform_word(words: Words, item: m.Word) -> s.PlatformWord:
    return s.PlatformWord(
        say=words.maybe(item.say),
        nearest=words.maybe(item.nearest),
        former=words.lines(item.old),
        heard=words.lines(item.heard),
        description=words.maybe(item.is_),
        rows=list(item.rows),
        evidence=words.evidence(item.evidence),
    )


def question_record(words: Words, item: m.Question) -> s.Question:
    """Return one question with its answer and the points it makes."""
    made = words_of_points(words.catalog, item.answer)
    return s.Question(
        id=item.id,
        theme=item.theme,
        level=item.level,
        core=item.core,
        asked=item.asked,
        platforms=list(item.platforms),
        question=words.line(item.question),
        answer=words.blocks(item.answer),
        points=[
            s.Point(
                id=point.id,
                says=words.line(point.says),
                shows=point.shows,
                platforms=list(point.platforms),
                made=made.get(point.id, []),
            )
            for point in item.points
        ],
        follow_ups=[s.FollowUp(ask=words.line(x.ask), answer=words.blocks(x.answer)) for x in item.follow_ups],
        wrong=s.Wrong(says=words.line(item.wrong.says), why=words.line(item.wrong.why)),
        old_key=_old_key(words, item.old_key),
        rows=list(item.rows),
        reviewed=item.reviewed.day,
        page=words.page(question_page(item.id)),
    )


def words_of_points(catalog: Catalog, answer: str) -> dict[str, list[str]]:
    """Return the words of an answer that make each point, as plain text, in their order."""
    out: dict[str, list[str]] = {}
    for match in TOKEN.finditer(" ".join(answer.split())):
        if match["point"] is not None:
            out.setdefault(match["point"], []).append(to_text(match["made"], catalog))
    return out


def _old_key(words: Words, item: m.OldKey | None) -> s.OldKey | None:
    if item is None:
        return None
    return s.OldKey(
        expects=words.line(item.expects), now=words.line(item.now), event=item.event, say=words.line(item.say)
    )


def source_record(words: Words, item: m.Source, uses: list[str]) -> s.Source:
    """Return one source with the records that cite it."""
    return s.Source(
        id=item.id,
        publisher=item.publisher,
        title=item.title.strip(),
        url=item.url,
        kind=item.kind,
        content_date=item.content_date,
        version=item.version,
        read_from=item.read_from,
        note=item.note,
        gone=item.gone,
        cited_by=uses,
        page=words.page("reference/sources/", f"source-{item.id}"),
    )


def meter_record(words: Words, item: choice.Meter) -> s.Meter:
    return s.Meter(id=item.id, name=item.name, unit=item.unit, note=words.maybe(item.note))


def price_record(words: Words, item: choice.Price) -> s.Price:
    return s.Price(
        id=item.id,
        meter=item.meter,
        of=item.of,
        sku=item.sku,
        region=item.region,
        usd=item.usd,
        as_of=item.as_of,
        derived=words.maybe(item.derived),
        note=words.maybe(item.note),
        evidence=words.evidence(item.evidence),
        page=words.record(item.id),
    )


def use_record(words: Words, item: choice.Use) -> s.Use:
    """Return what one use is billed for."""
    return s.Use(
        id=item.id,
        name=item.name,
        waits={name: s.Waits(bills=found.bills, what=words.line(found.what)) for name, found in item.waits.items()},
        answers={
            key: {name: words.line(text) for name, text in answers.items()} for key, answers in item.answers.items()
        },
        page=words.record(item.id),
    )


def constraint_record(words: Words, item: m.Constraint) -> s.Constraint:
    return s.Constraint(
        id=item.id,
        name=item.name,
        ask=words.lines(item.ask),
        favours={name: words.line(item.favours[name]) for name in words.catalog.full_platforms},
        rows=list(item.rows),
        page=words.page("choose/", item.id),
    )


def criterion_record(words: Words, item: choice.Criterion) -> s.Criterion:
    judged = None
    if item.judged is not None:
        judged = {name: _judged(words, found) for name, found in item.judged.items()}
    kinds = {
        name: {kind: _judged(words, one) for kind, one in found.items()} for name, found in item.judged_kinds.items()
    }
    return s.Criterion(
        id=item.id,
        constraint=item.constraint,
        name=item.name,
        asks=words.line(item.asks),
        on=item.on,
        rows=list(item.rows),
        ways={row: {name: dict(kinds) for name, kinds in found.items()} for row, found in item.ways.items()},
        unlisted=item.unlisted,
        judged=judged,
        judged_kinds=kinds,
        page=words.record(item.id),
    )


def _judged(words: Words, item: choice.Judged) -> s.Judged:
    return s.Judged(grade=item.grade, because=words.line(item.because))


def clash_record(words: Words, item: choice.Clash) -> s.Clash:
    """Return two criteria that a platform does not meet together."""
    return s.Clash(
        id=item.id, platform=item.platform, keeps=item.keeps, loses=item.loses, because=words.line(item.because)
    )


def signal_record(words: Words, item: choice.Signal) -> s.Signal:
    return s.Signal(id=item.id, says=words.line(item.says), because=words.line(item.because), alone=item.alone)


def preset_record(words: Words, item: choice.Preset) -> s.Preset:
    return s.Preset(
        id=item.id,
        name=item.name,
        situation=words.line(item.situation),
        require=list(item.require),
        weigh=dict(item.weigh),
        own=list(item.own),
        previews=item.previews,
        shows=words.line(item.shows),
        decision=item.decision,
        page=words.record(item.id),
    )


def decision_record(words: Words, item: m.Decision) -> s.Decision:
    """Return one worked decision."""
    return s.Decision(
        id=item.id,
        name=item.name,
        situation=words.blocks(item.situation),
        must=words.lines(item.must),
        choice=words.line(item.choice),
        because=words.lines(item.because),
        against=words.lines(item.against),
        would_change=words.line(item.would_change),
        rows=list(item.rows),
        page=words.page("choose/", item.id),
    )


def alternative_record(words: Words, item: choice.Alternative) -> s.Alternative:
    return s.Alternative(
        id=item.id,
        name=item.name,
        ask=words.line(item.ask),
        facts=words.cited(item.facts),
        take=words.lines(item.take),
        stay=words.lines(item.stay),
        signal=words.line(item.signal),
        say=words.blocks(item.say),
        rows=list(item.rows),
        page=words.record(item.id),
    )


def leaving_record(words: Words, item: choice.Leaving) -> s.Leaving:
    """Return one thing that a team takes over."""
    return s.Leaving(
        id=item.id,
        what=item.what,
        managed=words.line(item.managed),
        yours=words.line(item.yours),
        costs=words.line(item.costs),
        evidence=words.evidence(item.evidence),
        page=words.record(item.id),
    )


def change_records(words: Words) -> list[s.Change]:
    """Return the journal, newest first, with numbers that count from its beginning."""
    catalog = words.catalog
    shown = zip(reversed(catalog.changes), changes_views.change_views(catalog), strict=True)
    return [
        s.Change(
            number=view.number,
            date=item.date,
            kind=item.kind,
            words=view.kind_words,
            why=view.why,
            new=list(item.ids),
            facts=[_fact(words, fact, one) for fact, one in zip(item.facts, view.facts, strict=True)],
            page=words.page("reference/changes/", f"change-{view.number}"),
        )
        for item, view in shown
    ]


def _fact(words: Words, fact: m.FactChange, view: FactView) -> s.ChangedFact:
    was, now = (
        None if text is None else "".join(piece.text for piece in pieces)
        for text, pieces in ((fact.was, view.was), (fact.now, view.now))
    )
    return s.ChangedFact(
        fact=fact.fact,
        record=fact.fact.split(maxsplit=1)[0],
        name=view.label,
        was=was,
        now=now,
        page=None if view.page is None else words.page(view.page, view.anchor),
    )
