"""From the catalog to the public shapes of the data API: every text with absolute links and as plain words.

`cloud_ml_platforms/exports/json_api.py` writes the files; `tables.py` has the CSV tables, which are made of the same records.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin

from cloud_ml_platforms import model as m
from cloud_ml_platforms.compute.api_marks import WORDS, ApiMark, api_marks
from cloud_ml_platforms.compute.standing import is_over
from cloud_ml_platforms.model.answers import answer_of, letters_in
from cloud_ml_platforms.model.rows import DEFAULT_KIND
from cloud_ml_platforms.numbers import readable_value
from cloud_ml_platforms.paths import DOCS
from cloud_ml_platforms.text.inline import TOKEN, blocks_to_markdown, blocks_to_text, to_markdown, to_text
from cloud_ml_platforms.text.links import PageError
from cloud_ml_platforms.text.references import page_of
from cloud_ml_platforms.topics.changes import history
from cloud_ml_platforms.topics.compare import views as compare_views
from cloud_ml_platforms.topics.compare.views import CellView, row_view, way_view
from cloud_ml_platforms.topics.data import shapes as s
from cloud_ml_platforms.topics.data.tables import TABLES
from cloud_ml_platforms.topics.limits.views import LimitCellView, limit_view
from cloud_ml_platforms.topics.names import views as names_views
from cloud_ml_platforms.topics.reference.views import source_uses

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.text.links import Links
    from cloud_ml_platforms.topics.changes.history import ChangeView, FactView
    from cloud_ml_platforms.topics.data.records import Content
    from cloud_ml_platforms.topics.names.views import EventView, ThingView

FOLDER = "api/v1/"
Shown = TypeVar("Shown", bound=s.Shape)

LICENCE = s.Licence(
    id="CC-BY-4.0",
    name="Creative Commons Attribution 4.0 International",
    url="https://creativecommons.org/licenses/by/4.0/",
    attribution="Cloud ML Platforms",
)

DEPRECATIONS: tuple[s.Deprecation, ...] = ()


@dataclass(frozen=True)
class FileSpec:
    """One JSON file: its shape, what is in it, for people, and the kinds of record of its lists."""

    shape: type[s.File]
    what: str
    kinds: tuple[str, ...]

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists of records in the file."""
        return tuple(name for name in self.shape.model_fields if name not in s.File.model_fields)


FILES: dict[str, FileSpec] = {
    "platforms": FileSpec(s.PlatformsFile, "the platforms: names, hierarchy, strengths and weaknesses", ("platforms",)),
    "capabilities": FileSpec(s.CapabilitiesFile, "the building blocks, their services and kinds", ("capabilities",)),
    "rows": FileSpec(s.RowsFile, "every row with its answers, ways, evidence and API marks", ("rows",)),
    "verdicts": FileSpec(
        s.VerdictsFile,
        "finished capabilities in a sentence for each platform, and which to use when",
        ("verdicts", "picks"),
    ),
    "limits": FileSpec(s.LimitsFile, "limits and contracts in one unit, with evidence", ("limits",)),
    "names": FileSpec(
        s.NamesFile, "the ledger: products with their names, and what happened to them", ("things", "events")
    ),
    "lifecycle": FileSpec(s.LifecycleFile, "the six “say where” questions, answered by platform", ("lifecycle",)),
    "contested": FileSpec(
        s.ContestedFile, "questions on which sources disagree: both sides, and what we go by", ("contested",)
    ),
    "beliefs": FileSpec(s.BeliefsFile, "what people say of the platforms, and whether it still holds", ("beliefs",)),
    "glossary": FileSpec(s.GlossaryFile, "terms in one line", ("terms",)),
    "translations": FileSpec(
        s.TranslationsFile, "what each platform calls an idea, and where the likeness ends", ("translated",)
    ),
    "questions": FileSpec(
        s.QuestionsFile, "interview questions with spoken answers and the points they make", ("questions",)
    ),
    "sources": FileSpec(s.SourcesFile, "every source with its dates and what cites it", ("sources",)),
    "prices": FileSpec(s.PricesFile, "meters, and one price a record", ("meters", "prices")),
    "billing": FileSpec(s.BillingFile, "what each use is billed for, and what bills while nobody works", ("uses",)),
    "selection": FileSpec(
        s.SelectionFile,
        "constraints, criteria, their clashes, signals, presets and worked decisions",
        ("constraints", "criteria", "clashes", "signals", "presets", "decisions"),
    ),
    "alternatives": FileSpec(
        s.AlternativesFile, "what stands beside the platforms, and what leaving them takes", ("alternatives", "leaving")
    ),
    "journal": FileSpec(s.JournalFile, "what changed in the data, when and why", ("changes",)),
}

SCHEMAS = ("index", *FILES)


class RecordRenderer:
    """Renders texts and addresses for one catalog; `links` are absolute."""

    def __init__(self, catalog: Catalog, links: Links) -> None:
        self.catalog = catalog
        self.links = links

    def line(self, text: str) -> s.Words:
        line = text.strip()
        return s.Words(markdown=to_markdown(line, self.catalog, self.links), text=to_text(line, self.catalog))

    def blocks(self, text: str) -> s.Words:
        """Render paragraphs and lists."""
        return s.Words(
            markdown=blocks_to_markdown(text, self.catalog, self.links), text=blocks_to_text(text, self.catalog)
        )

    def record(self, name: str) -> str:
        """Return the address of a record. Raises PageError when it has none."""
        page, anchor = page_of(self.catalog, name)
        if page is None:
            raise PageError(f"found {name!r} in the data API; expected a record with a page")
        return self.links.to(page, anchor)

    def record_as(self, shape: type[Shown], item: Any, **computed: Any) -> Shown:  # noqa: ANN401 - a record, and what it lacks
        """Return a record in its public shape: what is not `computed` is its field of the same name."""
        if "page" in shape.model_fields and "page" not in computed:
            computed["page"] = self.record(item.id)
        fields = {
            name: (field, computed[name] if name in computed else getattr(item, name))
            for name, field in shape.model_fields.items()
        }
        return shape(
            **{
                name: self._converted(field.annotation, value, field.metadata)
                for name, (field, value) in fields.items()
            }
        )

    def _converted(self, annotation: Any, value: Any, marks: Collection[object] = ()) -> Any:  # noqa: ANN401
        """Return a value as the annotation of a shape's field asks: texts rendered, evidence joined, records shown."""
        parts = get_args(annotation)
        if value is None or isinstance(value, s.Shape):
            return value
        if get_origin(annotation) is Annotated:
            return self._converted(parts[0], value, parts[1:])
        if get_origin(annotation) is list:
            return [self._converted(parts[0], item) for item in value]
        if get_origin(annotation) is dict:
            keys = self.catalog.answering(value) if parts[0] == s.Platform else value
            return {key: self._converted(parts[1], value[key]) for key in keys}
        if parts[-1:] == (NoneType,):
            return self._converted(parts[0], value)
        if annotation is s.Words:
            return self.blocks(value) if "paragraphs" in marks else self.line(value)
        if annotation is s.Evidence:
            return self.evidence(value)
        return self.record_as(annotation, value) if isinstance(value, m.Model) else value

    def evidence(self, item: m.Evidence) -> s.Evidence:
        """Return a piece of evidence, joined with its source."""
        source = self.catalog.sources[item.source]
        joined = {**source.__dict__, **item.__dict__, "title": source.title.strip(), "source": source.id}
        return s.Evidence(**{name: joined[name] for name in s.Evidence.model_fields})

    def api(self, marks: Iterable[ApiMark]) -> list[s.ApiMark]:
        """Return API marks as pages print them."""
        return [s.ApiMark(**{**vars(mark), "words": WORDS[mark.state]}) for mark in marks]


def content(catalog: Catalog, links: Links) -> Content:
    """Return the records of every file, in the order of FILES; `links` must be absolute."""
    render = RecordRenderer(catalog, links)
    return {
        name: {
            list_: [RECORDS[kind](render, item) for item in _listed(catalog, kind)]
            for list_, kind in zip(spec.lists, spec.kinds, strict=True)
        }
        for name, spec in FILES.items()
    }


def api_version(catalog: Catalog, records: Content, site: str) -> str:
    """Return the day that the data speaks for and a digest of all records, wherever the site is published."""
    digest = hashlib.sha256()
    for lists in records.values():
        for record in (record for list_ in lists.values() for record in list_):
            digest.update(record.model_dump_json(by_alias=True).replace(json.dumps(site)[1:-1], "/").encode())
    return f"{catalog.as_of}.{digest.hexdigest()[:6]}"


def api_paths() -> list[str]:
    """Return the files of the API, from the site's root."""
    names = ["index.json", *(f"{name}.json" for name in FILES), *(f"{name}.csv" for name in TABLES)]
    names += [f"schemas/{name}.json" for name in SCHEMAS]
    return [FOLDER + name for name in names]


def read_index(docs: Path = DOCS) -> s.IndexFile:
    """Return the index that `cloud_ml_platforms/exports/json_api.py` wrote. Raises LookupError before it did."""
    path = docs / FOLDER / "index.json"
    if not path.is_file():
        raise LookupError(
            f"found no docs/{FOLDER}index.json; expected it to be written before the build: python -m cloud_ml_platforms prepare"
        )
    return s.IndexFile.model_validate_json(path.read_bytes())


# Records -------------------------------------------------------------------------------------------------------------


def _platform(render: RecordRenderer, item: m.PlatformInfo) -> s.PlatformRecord:
    name = render.catalog.things[item.thing].names[-1].name
    return render.record_as(s.PlatformRecord, item, name=name, common=item.short)


def _capability(render: RecordRenderer, item: m.Capability) -> s.CapabilityRecord:
    catalog = render.catalog
    return render.record_as(
        s.CapabilityRecord,
        item,
        track=item in catalog.track,
        services={
            view.platform: [s.Service(thing=thing.id, name=thing.name, status=thing.status) for thing in view.things]
            for view in compare_views.services(catalog, item.id)
        },
        themes=item.related_themes,
        rows=[row.id for row in item.rows],
        limits=[name for name, home in catalog.limit_capability.items() if home == item.id],
    )


def _row(render: RecordRenderer, item: m.Row) -> s.Row:
    catalog = render.catalog
    home = catalog.row_capability[item.id]
    return render.record_as(
        s.Row,
        item,
        capability=home.id,
        limits=[limit.id for limit in catalog.limits.values() if item.id in limit.rows],
        parts=[render.record_as(s.Part, part, id=name) for name, part in item.parts.items()],
        platforms={cell.platform: _cell(render, home, item, cell) for cell in row_view(catalog, item.id).cells},
        page=render.links.to(f"r/{item.id}/"),
        section=render.record(item.id),
    )


def _cell(render: RecordRenderer, home: m.Capability, item: m.Row, view: CellView) -> s.Cell:
    catalog = render.catalog
    cell = item.platforms[view.platform]
    over = is_over(catalog.events.get(cell.event or ""), catalog.as_of)
    return render.record_as(
        s.Cell,
        cell,
        mark=view.mark,
        tag=view.tag or None,
        answer=view.short,
        answers={part: _answer(render, item, view.platform, part) for part in cell.answers},
        event=view.event,
        status=view.status,
        oldest_source=view.oldest,
        oldest_read=view.read,
        ways=[_way(render, item, view.platform, way) for way in cell.ways],
        evidence=[_lettered(render, letter, piece) for letter, piece in cell.evidence.items()],
        api=render.api(api_marks(catalog, cell.api, over=over)),
        page=render.links.to(f"compare/{home.id}/", view.anchor),
    )


def _answer(render: RecordRenderer, item: m.Row, platform: str, part: str) -> s.PartAnswer:
    written = item.platforms[platform].written(part)
    answers = {kind: answer for kind, answer in item.answers_by_kind(platform, part).items() if answer is not None}
    states = {answer.state for answer in answers.values()}
    rest = (
        answer_of(written[DEFAULT_KIND], graded=item.parts[part].type == "yes-no") if DEFAULT_KIND in written else None
    )
    return s.PartAnswer(
        value=_answer_words(render, rest) if rest else None,
        state=states.pop() if len(states) == 1 else None,
        kinds={kind: _kind_answer(render, answer) for kind, answer in answers.items()},
        evidence=[*dict.fromkeys(letter for text in written.values() for letter in letters_in(text))],
    )


def _kind_answer(render: RecordRenderer, answer: m.Answer) -> s.KindAnswer:
    return s.KindAnswer(value=_answer_words(render, answer), state=answer.state)


def _answer_words(render: RecordRenderer, answer: m.Answer) -> s.Words:
    """Return the words of an answer; what does not apply because of another part has none."""
    return render.line("" if answer.moot else answer.words)


def _lettered(render: RecordRenderer, letter: str, item: m.Evidence) -> s.LetteredEvidence:
    return s.LetteredEvidence(**render.evidence(item).__dict__, letter=letter)


def _way(render: RecordRenderer, item: m.Row, platform: str, way: m.Way) -> s.Way:
    view = way_view(render.catalog, item, platform, way)
    cell = item.platforms[platform]
    used = cell.evidence_of_way(way)
    return render.record_as(
        s.Way,
        way,
        name=view.name,
        mark=view.mark,
        stage=None if view.mark in ("no", "not-documented") and way.stage == "ga" else way.stage,
        status=view.status,
        api=render.api(view.api),
        evidence=[letter for letter, piece in cell.evidence.items() if piece in used],
    )


def _verdicts(render: RecordRenderer, item: m.Verdicts) -> s.VerdictsRecord:
    picks = [pick.id for pick in item.picks]
    return render.record_as(s.VerdictsRecord, item, picks=picks, reviewed=item.reviewed.day)


def _pick(render: RecordRenderer, item: m.Pick) -> s.PickRecord:
    return render.record_as(s.PickRecord, item, capability=render.catalog.pick_capability[item.id])


def _limit(render: RecordRenderer, item: m.Limit) -> s.Limit:
    cells = {cell.platform: _limit_cell(render, item, cell) for cell in limit_view(render.catalog, item.id).cells}
    return render.record_as(s.Limit, item, capability=render.catalog.limit_capability[item.id], platforms=cells)


def _limit_cell(render: RecordRenderer, item: m.Limit, view: LimitCellView) -> s.LimitCell:
    cell = item.platforms[view.platform]
    return render.record_as(
        s.LimitCell,
        cell,
        values=[
            render.record_as(
                s.LimitValue,
                value,
                name=value_view.way,
                number=None if isinstance(value.value, str) else value.value,
                value=readable_value(value.value, item.unit),
                api=render.api(value_view.api),
            )
            for value, value_view in zip(cell.values, view.values, strict=True)
        ],
        headline=view.headline,
        oldest_source=view.oldest,
        oldest_read=view.read,
        page=render.links.to("compare/limits/", view.anchor),
    )


def _thing(render: RecordRenderer, view: ThingView) -> s.Thing:
    item = render.catalog.things[view.id]
    events = [event.id for event in view.events]
    return render.record_as(s.Thing, item, name=view.name, description=item.is_, status=view.status, events=events)


def _event(render: RecordRenderer, view: EventView) -> s.Event:
    item = render.catalog.events[view.id]
    thing = render.catalog.things[item.thing]
    name = thing.names[-1].name + (f" ({to_text(item.part, render.catalog)})" if item.part else "")
    return render.record_as(s.Event, item, name=name, platform=thing.platform, words=view.kind, standing=view.standing)


def _translation(render: RecordRenderer, item: m.Translation) -> s.Translation:
    group = next(group.name for group in render.catalog.translations.values() if item in group.terms)
    words_by_platform = {
        name: render.record_as(s.PlatformWord, word, former=word.old, description=word.is_)
        for name, word in item.platforms.items()
    }
    return render.record_as(s.Translation, item, group=group, platforms=words_by_platform)


def _question(render: RecordRenderer, item: m.Question) -> s.Question:
    made = words_of_points(render.catalog, item.answer)
    points = [render.record_as(s.Point, point, made=made.get(point.id, [])) for point in item.points]
    return render.record_as(s.Question, item, points=points, reviewed=item.reviewed.day)


def words_of_points(catalog: Catalog, answer: str) -> dict[str, list[str]]:
    """Return the words of an answer that make each point, as plain text, in their order."""
    words: dict[str, list[str]] = {}
    for match in TOKEN.finditer(" ".join(answer.split())):
        if match["point"] is not None:
            words.setdefault(match["point"], []).append(to_text(match["marked"], catalog))
    return words


def _source(render: RecordRenderer, used: tuple[m.Source, list[str]]) -> s.Source:
    item, cited_by = used
    return render.record_as(s.Source, item, title=item.title.strip(), cited_by=cited_by)


def _change(render: RecordRenderer, numbered: tuple[int, m.Change, ChangeView]) -> s.Change:
    number, item, view = numbered
    return render.record_as(
        s.Change,
        item,
        number=number,
        words=view.kind_words,
        why=view.why,
        new=item.ids,
        facts=[_fact(render, fact, fact_view) for fact, fact_view in zip(item.facts, view.facts, strict=True)],
        page=render.links.to(f"reference/changes/{item.date}/", f"change-{view.name}"),
    )


def _fact(render: RecordRenderer, fact: m.FactChange, view: FactView) -> s.ChangedFact:
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
        page=None if view.page is None else render.links.to(view.page, view.anchor),
    )


def _plain(shape: type[s.Shape]) -> Callable[[RecordRenderer, Any], s.Shape]:
    """Return what shows a record whose fields are those of its shape."""
    return lambda render, item: render.record_as(shape, item)


# By kind: how a record becomes public. A kind of which the journal tells needs one.
RECORDS: dict[str, Callable[[RecordRenderer, Any], s.Shape]] = {
    "platforms": _platform,
    "capabilities": _capability,
    "rows": _row,
    "verdicts": _verdicts,
    "picks": _pick,
    "limits": _limit,
    "things": _thing,
    "events": _event,
    "lifecycle": _plain(s.LifecycleQuestion),
    "contested": _plain(s.ContestedQuestion),
    "beliefs": _plain(s.Belief),
    "terms": _plain(s.Term),
    "translated": _translation,
    "questions": _question,
    "sources": _source,
    "meters": _plain(s.Meter),
    "prices": _plain(s.Price),
    "uses": _plain(s.Use),
    "constraints": _plain(s.Constraint),
    "criteria": _plain(s.Criterion),
    "clashes": _plain(s.Clash),
    "signals": _plain(s.Signal),
    "presets": _plain(s.Preset),
    "decisions": _plain(s.Decision),
    "alternatives": _plain(s.Alternative),
    "leaving": _plain(s.Leaving),
    "changes": _change,
}


def _changes(catalog: Catalog) -> Iterable[tuple[int, m.Change, ChangeView]]:
    """Return the journal, newest first, with numbers that count from its beginning."""
    numbers = range(len(catalog.changes), 0, -1)
    return zip(numbers, reversed(catalog.changes), history.change_views(catalog), strict=True)


# By kind: the records in the order of the file, with what else is shown of them, where that is not the catalog's order.
LISTED: dict[str, Callable[[Catalog], Iterable[Any]]] = {
    "things": names_views.thing_views,
    "events": names_views.event_views,
    "sources": source_uses,
    "changes": _changes,
}


def _listed(catalog: Catalog, kind: str) -> Iterable[Any]:
    if kind in LISTED:
        return LISTED[kind](catalog)
    return next(catalog.of(declared) for declared in catalog.kinds if declared.name == kind).values()
