"""Rows, cells and services of the comparison, ready to show: pure functions, plain values, no HTML.

Texts stay inline Markdown here; the templates render them with `page.inline`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cloud_ml_platforms.compute.api_marks import ApiMark, HasApiMarks, api_marks
from cloud_ml_platforms.compute.capabilities import answering_platforms, capability_of, platform_label
from cloud_ml_platforms.compute.proofs import HasProofs, Proof, proofs
from cloud_ml_platforms.compute.questions import questions_on_rows
from cloud_ml_platforms.compute.standing import is_over, status_of
from cloud_ml_platforms.model.answers import MARK_OF_STATE, answer_of, plain, segments
from cloud_ml_platforms.model.rows import ANY_KIND, DEFAULT_KIND
from cloud_ml_platforms.text.words import MARK_WORDS, NOT_COMPARED, STAGE_WORDS, mark_word
from cloud_ml_platforms.topics.changes.history import row_history
from cloud_ml_platforms.topics.names.views import contested_touching, event_views, row_events, thing_status
from cloud_ml_platforms.topics.registry import Values, view
from cloud_ml_platforms.topics.samples.views import platform_step_views, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


AND_OTHERS = " and others"  # after the first of the kinds that an answer has no line for
OFFERED = ("yes", "partly")  # marks beside which it counts that a kind is a preview, or ends
ENDS_IN_WORDS = ("ends", "ended", "closed", "legacy", "retired")  # words of an answer that say it already
MOST_NAMED = 2  # kinds that share an answer without a line of their own, before only the first of them is named
FACETS = {"differ": "Where they differ", "asked": "Asked in interviews", "decides": "Often decides"}
MOST_EVENTS = 4  # on the page of a capability; the ledger has them all
MOST_QUESTIONS = 3  # on the page of a row, before the others are folded
ASK = "ask what or how"  # rows without marks, in tallies
NOT_ASKED = "not applicable"  # where another part is answered with no
TOLD = 250  # characters of what is said of kinds, unfolded for each platform on the page of a row: six lines


@dataclass(frozen=True, kw_only=True)
class WayView(HasApiMarks):
    """One way of a cell, ready to show."""

    id: str
    name: str
    mark: m.Mark | None
    stage: str
    since: str | None
    status: str | None
    event: str | None
    how: str
    api: tuple[ApiMark, ...]

    @property
    def has_details(self) -> bool:
        """Say whether there is more to show than the kind's name."""
        return bool(self.mark or self.how or self.stage or self.status or self.since or self.api)


@dataclass(frozen=True)
class AnswerView:
    """An answer to one part: of which kinds (None: of all), its mark where the row's marks are of this part, its words.

    Beside a mark that says yes, or in part: the stage or the end that all its kinds share, unless the words say it.
    """

    kind: str | None
    mark: m.Mark | None
    words: str
    stage: str = ""
    status: str | None = None
    event: str | None = None


@dataclass(frozen=True)
class PartView:
    """One part of a row's question with a platform's answers, by kind where the kinds differ."""

    label: str
    asks: str
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, kw_only=True)
class CellView(HasApiMarks, HasProofs):
    """One platform's answer to a row, ready to show."""

    platform: str
    label: str
    anchor: str
    mark: m.Mark | None
    mark_word: str
    tally: str
    tag: str
    value: str
    short: str
    parts: tuple[PartView, ...]
    ways: tuple[WayView, ...]
    status: str | None
    event: str | None
    nearest: str | None
    api: tuple[ApiMark, ...]
    proofs: tuple[Proof, ...]
    notes: dict[str, int]

    @property
    def unfolded(self) -> int:
        """Return how many kinds are told before the page of the row folds the others: the first, and what has room."""
        lengths = list(accumulate(len(way.name) + len(way.how) for way in self.ways))
        return max(1, sum(length <= TOLD for length in lengths))


@dataclass(frozen=True, kw_only=True)
class RowView:
    """A row with a cell for each platform that answers, ready to show; `not_compared` answer others beside it."""

    id: str
    name: str
    asks: str
    decides: bool
    probed: bool
    parts: dict[str, m.RowPart]
    mark: str | None
    alike: bool
    finished: bool
    capability: str
    capability_name: str
    cells: tuple[CellView, ...]
    not_compared: tuple[str, ...]
    related: tuple[str, ...]
    because: str | None
    scoped: bool  # whether the page of its capability says which kinds its rows answer for

    def cell(self, platform: str) -> CellView | None:
        """Return the answer of a platform; None where it is not compared yet."""
        return next((cell for cell in self.cells if cell.platform == platform), None)


@lru_cache(maxsize=512)  # two catalogs: a row is shown on several pages
def row_view(catalog: Catalog, row_id: str) -> RowView:
    """Return a row, ready to show. Raises LookupError for an unknown id."""
    row = catalog.rows.get(row_id)
    if row is None:
        raise LookupError(f"found row {row_id!r}; expected the id of a row in data/capabilities")
    capability = catalog.row_capability[row_id]
    cells = tuple(_cell_view(catalog, row, platform) for platform in catalog.answering(row.platforms))
    return RowView(
        id=row.id,
        name=row.name,
        asks=row.asks,
        decides=row.decides,
        probed=row.probed,
        parts=row.parts,
        mark=row.mark,
        alike=row.alike,
        finished=row.finished,
        capability=capability.id,
        capability_name=capability.name,
        cells=cells,
        not_compared=catalog.not_compared(row_id),
        related=row.related,
        because=row.because,
        scoped=bool(capability.scope),
    )


def _cell_view(catalog: Catalog, row: m.Row, platform: str) -> CellView:
    cell = row.platforms[platform]
    ways = tuple(way_view(catalog, row, platform, way) for way in cell.ways)
    shown_ways = ways if len(ways) > 1 or cell.short is not None or row.finished else ()
    cell_marks = api_marks(catalog, cell.api, over=is_over(catalog.events.get(cell.event or ""), catalog.as_of))
    api = cell_marks + tuple(mark for way in ways for mark in way.api)
    event = catalog.events.get(cell.event) if cell.event else None
    return CellView(
        platform=platform,
        label=platform_label(catalog, platform),
        anchor=f"{row.id}--{platform}",
        mark=row.mark_of(platform),
        mark_word=mark_word(row, platform),
        tally=_kinds_that_say_yes(row, platform),
        tag=_stage_of_offers(row, platform),
        value=plain(cell.value),
        short=row.headline(platform),
        parts=tuple(_part_view(catalog, row, platform, part) for part in row.parts) if row.finished else (),
        ways=tuple(way for way in shown_ways if way.has_details),
        status=status_of(event, catalog.as_of) if event else (ways[0].status if len(ways) == 1 else None),
        event=cell.event or (ways[0].event if len(ways) == 1 else None),
        nearest=cell.nearest,
        api=api,
        proofs=proofs(catalog, cell.all_evidence),
        notes=_note_numbers(cell),
    )


def _note_numbers(cell: m.Cell) -> dict[str, int]:
    """Return which source a letter leads to: `proofs` lists each pair of source and section once."""
    places = list(dict.fromkeys((item.source, item.at) for item in cell.all_evidence))
    return {letter: places.index((item.source, item.at)) + 1 for letter, item in cell.evidence.items()}


def _kinds_that_say_yes(row: m.Row, platform: str) -> str:
    """Return how many kinds say yes, `3 of 4`, where the kinds differ: for the ear."""
    marks = [mark for mark in row.marks(platform).values() if mark is not None]
    return f"{marks.count('yes')} of {len(marks)}" if row.mark_of(platform) == "by-kind" else ""


def _stage_of_offers(row: m.Row, platform: str) -> str:
    """Return the stage of all that is offered where none of it is generally available: `Preview`."""
    ways, marks = row.platforms[platform].ways, row.marks(platform)
    offered = {way.stage for way in ways if marks[way.id] not in {"no", "not-documented"}}
    return "" if "ga" in offered or not offered else STAGE_WORDS["preview" if "preview" in offered else "restricted"]


class _SharedAnswer(NamedTuple):
    """An answer that kinds share: whether it is for more kinds than are named, its mark, its words."""

    for_rest: bool
    mark: m.Mark | None
    words: str


def _part_view(catalog: Catalog, row: m.Row, platform: str, part: str) -> PartView:
    """Return the answers to one part: one for all kinds of which the same is said, and one for the rest.

    The rest comes first where the first kind of the cell is one of them: it is the usual case.
    """
    names = catalog.row_capability[row.id].kinds[platform]
    written, spec = row.answers_in_order(platform, part), row.parts[part]
    kinds_of_cell = [way.id for way in row.platforms[platform].ways]
    other_kinds = [kind for kind in kinds_of_cell if kind not in written]
    named = len(other_kinds) <= MOST_NAMED and ANY_KIND not in other_kinds
    other_names = label_of_others(other_kinds, names)
    kinds_by_answer: dict[_SharedAnswer, list[str]] = {}
    letters_by_answer: dict[_SharedAnswer, dict[str, bool]] = {}  # at the end of what kinds share
    ids_by_answer: dict[_SharedAnswer, list[str]] = {}
    for kind, text in written.items():
        answer = answer_of(text, graded=spec.type == "yes-no")
        mark = MARK_OF_STATE.get(answer.state) if part == row.mark else None
        words = NOT_ASKED if answer.moot else answer.words if mark else text
        pieces = list(segments(words))
        shared = _SharedAnswer(
            for_rest=kind == DEFAULT_KIND and not named,
            mark=mark,
            words=plain(words) if len(pieces) == 1 else words,
        )
        kinds_by_answer.setdefault(shared, []).append(other_names if kind == DEFAULT_KIND else names.get(kind, kind))
        ids_by_answer.setdefault(shared, []).extend(other_kinds if kind == DEFAULT_KIND else [kind])
        letters_by_answer.setdefault(shared, {}).update(pieces[0][1] if len(pieces) == 1 else {})
    usual = bool(kinds_of_cell) and kinds_of_cell[0] in other_kinds
    answers = []
    for shared, kinds in sorted(kinds_by_answer.items(), key=lambda item: item[0].for_rest is not usual):
        label = None if [*written] == [DEFAULT_KIND] else ", ".join(kinds)
        letters = " ".join(letters_by_answer[shared])
        words = f"{shared.words} {{{letters}}}" if letters else shared.words
        standing: tuple[str, str | None, str | None] = ("", None, None)
        if shared.mark in OFFERED:
            standing = _standing(catalog, row, platform, ids_by_answer[shared], shared.words)
        answers.append(AnswerView(label, shared.mark, words, *standing))
    return PartView(spec.label, spec.asks, tuple(answers))


def _standing(
    catalog: Catalog, row: m.Row, platform: str, kinds: list[str], words: str
) -> tuple[str, str | None, str | None]:
    """Return the stage, else the standing with its event, that some kinds of a cell share and the words do not say."""
    views = [way_view(catalog, row, platform, way) for way in row.platforms[platform].ways if way.id in kinds]
    stage = _shared({view.stage for view in views}) or ""
    status = _shared({view.status for view in views})
    said = words.lower()
    if status:
        ends = any(word in said for word in ENDS_IN_WORDS)
        return "", None if ends else status, None if ends else _shared({view.event for view in views})
    return "" if stage.lower() in said else stage, None, None


def _shared(values: set[str | None]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None


def label_of_others(kinds: list[str], names: Mapping[str, str]) -> str:
    """Return what kinds without an answer of their own are called: by their names where they are few."""
    named = len(kinds) <= MOST_NAMED and ANY_KIND not in kinds
    return ", ".join(names[kind] for kind in kinds) if named else rest_label(kinds, names)


def rest_label(kinds: list[str], names: Mapping[str, str]) -> str:
    """Return what kinds without a line of their own are called together: "In general" where it is one of them."""
    return names[ANY_KIND] if ANY_KIND in kinds else names[kinds[0]] + AND_OTHERS


def way_view(catalog: Catalog, row: m.Row, platform: str, way: m.Way) -> WayView:
    """Return one way of a cell, ready to show."""
    event = catalog.events.get(way.event) if way.event else None
    ends = (way.event, row.platforms[platform].event)
    over = any(is_over(catalog.events.get(name or ""), catalog.as_of) for name in ends)
    return WayView(
        id=way.id,
        name=catalog.row_capability[row.id].kinds[platform][way.id],
        mark=row.marks(platform)[way.id],
        stage=STAGE_WORDS[way.stage],
        since=way.since,
        status=status_of(event, catalog.as_of) if event else None,
        event=way.event,
        how=way.how or "",
        api=api_marks(catalog, way.api, over=over),
    )


def row_views(catalog: Catalog, capability_id: str) -> list[RowView]:
    """Return the rows of one capability."""
    return [row_view(catalog, row.id) for row in capability_of(catalog, capability_id).rows]


@dataclass(frozen=True)
class ServiceThing:
    """One service: id, official name, the name before it, what people say, and its standing."""

    id: str
    name: str
    former: str | None
    common: str
    status: str | None


@dataclass(frozen=True)
class ServiceView:
    """The services that provide a capability on one platform, with what happened to them."""

    platform: str
    label: str
    things: tuple[ServiceThing, ...]
    marks: dict[str, int]


def services(catalog: Catalog, capability_id: str) -> list[ServiceView]:
    """Return, per platform, the services of a capability and how many of its answers have which printed mark."""
    capability = capability_of(catalog, capability_id)
    views = []
    for platform in catalog.compared_in(capability_id):
        answered = [row for row in capability.rows if platform in row.platforms]
        counts = Counter(mark_word(row, platform) or ASK for row in answered)
        counts[NOT_COMPARED] = len(capability.rows) - len(answered)
        views.append(
            ServiceView(
                platform,
                platform_label(catalog, platform),
                tuple(_service_thing(catalog, thing) for thing in capability.services.get(platform, ())),
                {word: counts[word] for word in (*MARK_WORDS.values(), ASK, NOT_COMPARED) if counts[word]},
            ),
        )
    return views


def _service_thing(catalog: Catalog, thing_id: str) -> ServiceThing:
    thing = catalog.things[thing_id]
    name = thing.names[-1].name
    former = thing.names[-2].name if len(thing.names) > 1 else None
    return ServiceThing(thing_id, name, former, thing.common or name, thing_status(catalog, thing_id))


@view
def matrix(catalog: Catalog, part: str = "track") -> Values:
    """Return capabilities by platforms, the service and its standing; of the track, or `beyond` it."""
    parts = {"track": catalog.track, "beyond": catalog.beyond}
    if part not in parts:
        raise LookupError(f"found matrix({part!r}); expected one of {', '.join(parts)}")
    capabilities = [
        (capability, {service.platform: service for service in services(catalog, capability.id)})
        for capability in parts[part]
    ]
    platforms = [catalog.platforms[name] for name in catalog.answering(*(capability for _, capability in capabilities))]
    return {"part": part, "columns": platforms, "capabilities": capabilities}


@view
def capability_head(catalog: Catalog, capability: str) -> Values:
    """Return what a capability does, why it is asked, how many limits it has, its services and, once it is finished, the verdicts."""
    return {
        "limits": sum(home == capability for home in catalog.limit_capability.values()),
        "capability": capability_of(catalog, capability),
        "services": services(catalog, capability),
        "verdicts": catalog.verdicts.get(f"vd-{capability}"),
    }


@view
def picks(catalog: Catalog, capability: str) -> Values:
    """Return which platform's kind or service to use in which situation, of a finished capability."""
    name = f"vd-{capability}"
    if name not in catalog.verdicts:
        raise LookupError(f"found picks({capability!r}); expected a capability of {', '.join(catalog.verdicts)}")
    return {"picks": catalog.verdicts[name].picks, "columns": [*catalog.full_platforms.values()]}


@view
def capability_rows(catalog: Catalog, capability: str) -> Values:
    """Return the rows of a capability, a section each, with the questions that rely on them."""
    rows = row_views(catalog, capability)
    return {
        "rows": [(row, questions_on_rows(catalog, [row.id])) for row in rows],
        "columns": answering_platforms(catalog, rows),
        "scope": capability_of(catalog, capability).scope,
    }


@view
def capability_foot(catalog: Catalog, capability_id: str) -> Values:
    """Return related themes, questions that rely on the rows, and what lies ahead and changed last."""
    capability = capability_of(catalog, capability_id)
    changed = sorted(event_views(catalog, capability=capability_id), key=lambda event: not event.lies_ahead)
    return {
        "capability": capability,
        "questions": questions_on_rows(catalog, [row.id for row in capability.rows]),
        "events": changed[:MOST_EVENTS],
        "others": len(changed[MOST_EVENTS:]),
        "contested": contested_touching(catalog, capability=capability_id),
    }


@dataclass(frozen=True)
class Tally:
    """How many rows a platform answers with each mark, in the order of the marks; `in_words` for screen readers."""

    platform: str
    counts: tuple[tuple[m.Mark, int], ...]
    in_words: str


def tally(platform: str, rows: Iterable[RowView]) -> Tally:
    """Return the tally of a platform over some rows."""
    by_mark = Counter(cell.mark for row in rows if (cell := row.cell(platform)) is not None)
    counts = tuple((mark, by_mark[mark]) for mark in MARK_WORDS if by_mark[mark])
    return Tally(platform, counts, ", ".join(f"{count} {MARK_WORDS[mark]}" for mark, count in counts))


@view
def board_filters(catalog: Catalog) -> Values:
    """Return the columns of the comparison guide: the head of its board, which has its filters."""
    return {"columns": board_columns(catalog), "facets": FACETS}


@view
def comparison(catalog: Catalog) -> Values:
    """Return the comparison guide: every row and platform, mark and value, in groups on the same columns."""
    platforms = board_columns(catalog)
    groups = [(capability, row_views(catalog, capability.id)) for capability in catalog.capabilities.values()]
    return {
        "columns": platforms,
        "groups": [
            (capability, rows, [tally(platform.id, rows) for platform in platforms]) for capability, rows in groups
        ],
    }


def board_columns(catalog: Catalog) -> list[m.PlatformInfo]:
    """Return the platforms that answer any row."""
    answering = {platform for row in catalog.rows.values() for platform in row.platforms}
    return [catalog.platforms[name] for name in catalog.answering(answering)]


@view
def row_page(catalog: Catalog, row: str) -> Values:
    """Return all that the page of one row shows."""
    shown = row_view(catalog, row)
    beside = {*(cell.platform for cell in shown.cells), *shown.not_compared}
    return {
        "row": shown,
        "columns": [catalog.platforms[name] for name in catalog.answering(beside)],
        "related": [row_view(catalog, related_id) for related_id in shown.related],
        "limits": [limit for limit in catalog.limits.values() if row in limit.rows],
        "questions": questions_on_rows(catalog, [row]),
        "most": MOST_QUESTIONS,
        "history": row_history(catalog, row),
        "events": row_events(catalog, row),
        "contested": contested_touching(catalog, row=row),
        "code": [(step, platform_step_views(catalog, step.id)) for step in steps_of(catalog, row=row)],
    }


def board_rows(catalog: Catalog, rows: Iterable[str]) -> tuple[list[RowView], list[m.PlatformInfo]]:
    """Return rows as lines of a board and the platforms that are its columns."""
    views = [row_view(catalog, row) for row in rows]
    return views, answering_platforms(catalog, views)


@view
def rows_table(catalog: Catalog, *rows: str) -> Values:
    """Return a small table of the named rows."""
    lines, platforms = board_rows(catalog, rows)
    return {"rows": lines, "columns": platforms, "caption": "Rows"}


@view
def contested(catalog: Catalog) -> Values:
    """Return the questions on which sources disagree, each with the rows behind it."""
    return {"questions": [(question, *board_rows(catalog, question.rows)) for question in catalog.contested.values()]}
