"""Rows, cells and services of the comparison, ready to show: pure functions, plain values, no HTML.

Texts stay inline Markdown here; the templates render them with `page.inline`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.api_marks import ApiMark, HasApiMarks, api_marks, is_over
from cloud_ml_platforms.compute.capabilities import capability_of, columns, platform_label
from cloud_ml_platforms.compute.proofs import HasProofs, Proof, proofs
from cloud_ml_platforms.compute.questions import questions_on_rows
from cloud_ml_platforms.compute.standing import status_of
from cloud_ml_platforms.text.words import MARK_WORDS, NOT_COMPARED, STAGE_WORDS, mark_word
from cloud_ml_platforms.topics.changes.views import row_history
from cloud_ml_platforms.topics.names.views import contested_touching, events, months_from, row_events, thing_status
from cloud_ml_platforms.topics.registry import Values, view
from cloud_ml_platforms.topics.samples.views import on_platforms, steps_of

if TYPE_CHECKING:
    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


@dataclass(frozen=True)
class WayView(HasApiMarks):
    """One way of a cell, ready to show."""

    name: str
    support: str
    stage: str
    since: str | None
    status: str | None
    event: str | None
    how: str
    api: tuple[ApiMark, ...]


@dataclass(frozen=True)
class CellView(HasApiMarks, HasProofs):
    """One platform's answer to a row, ready to show."""

    platform: str
    label: str
    anchor: str
    support: str
    support_word: str
    mark: str
    short: str
    ways: tuple[WayView, ...]
    status: str | None
    event: str | None
    nearest: str | None
    api: tuple[ApiMark, ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class RowView:
    """A row with a cell for each platform that answers, ready to show; `not_compared` answer others beside it."""

    id: str
    name: str
    asks: str
    decides: bool
    probed: bool
    describes: bool
    search: tuple[str, ...]
    capability: str
    capability_name: str
    cells: tuple[CellView, ...]
    not_compared: tuple[str, ...]
    related: tuple[str, ...]
    because: str | None

    def cell(self, platform: str) -> CellView | None:
        """Return the answer of a platform; None where it is not compared yet."""
        return next((cell for cell in self.cells if cell.platform == platform), None)


def row_view(catalog: Catalog, row_id: str) -> RowView:
    """Return a row, ready to show. Raises LookupError for an unknown id."""
    row = catalog.rows.get(row_id)
    if row is None:
        raise LookupError(f"found row {row_id!r}; expected the id of a row in data/capabilities")
    capability = catalog.row_capability[row_id]
    cells = tuple(_cell_view(catalog, capability, row, platform) for platform in catalog.answering(row.platforms))
    return RowView(
        row.id,
        row.name,
        row.asks,
        row.decides,
        row.probed,
        row.describes,
        row.search,
        capability.id,
        capability.name,
        cells,
        catalog.not_compared(row_id),
        row.related,
        row.because,
    )


def _cell_view(catalog: Catalog, capability: m.Capability, row: m.Row, platform: str) -> CellView:
    cell = row.platforms[platform]
    found = proofs(catalog, cell.all_evidence)
    ways = tuple(way_view(catalog, capability, platform, way, cell.event) for way in cell.ways)
    own = api_marks(catalog, cell.api, over=is_over(catalog.events.get(cell.event or ""), catalog.as_of))
    api = own + tuple(mark for way in ways for mark in way.api)
    event = catalog.events.get(cell.event) if cell.event else None
    return CellView(
        platform,
        platform_label(catalog, platform),
        f"{row.id}--{platform}",
        cell.support,
        mark_word(row, cell.support),
        "answer" if row.describes else cell.support,
        cell.short or cell.ways[0].how,
        ways if cell.short is not None else (),
        status_of(event, catalog.as_of) if event else (_way_status(ways) if len(ways) == 1 else None),
        cell.event or (ways[0].event if len(ways) == 1 else None),
        cell.nearest,
        api,
        found,
    )


def _way_status(ways: tuple[WayView, ...]) -> str | None:
    return ", ".join(part for part in (ways[0].stage, ways[0].status) if part) or None


def way_view(catalog: Catalog, capability: m.Capability, platform: str, way: m.Way, cell_event: str | None) -> WayView:
    """Return one way of a cell, whose own event is `cell_event`, ready to show."""
    event = catalog.events.get(way.event) if way.event else None
    over = any(is_over(catalog.events.get(name or ""), catalog.as_of) for name in (way.event, cell_event))
    return WayView(
        capability.kinds[platform][way.id],
        way.support,
        STAGE_WORDS[way.stage],
        way.since,
        status_of(event, catalog.as_of) if event else None,
        way.event,
        way.how,
        api_marks(catalog, way.api, over=over),
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
    out = []
    for platform in catalog.compared_in(capability_id):
        answered = [row for row in capability.rows if platform in row.platforms]
        counts = Counter(mark_word(row, row.platforms[platform].support) for row in answered)
        counts[NOT_COMPARED] = len(capability.rows) - len(answered)
        out.append(
            ServiceView(
                platform,
                platform_label(catalog, platform),
                tuple(_service_thing(catalog, thing) for thing in capability.services.get(platform, ())),
                {word: counts[word] for word in (*MARK_WORDS, NOT_COMPARED) if counts[word]},
            ),
        )
    return out


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
    shown = [(found, {one.platform: one for one in services(catalog, found.id)}) for found in parts[part]]
    platforms = [catalog.platforms[name] for name in catalog.answering(*(found for _, found in shown))]
    return {"part": part, "columns": platforms, "capabilities": shown}


@view
def capability_head(catalog: Catalog, capability: str) -> Values:
    """Return what a capability does, why it is asked, and the services of the platforms."""
    return {"capability": capability_of(catalog, capability), "services": services(catalog, capability)}


@view
def capability_rows(catalog: Catalog, capability: str) -> Values:
    """Return the rows of a capability, a section each."""
    return {"rows": row_views(catalog, capability)}


@view
def capability_foot(catalog: Catalog, capability: str) -> Values:
    """Return related themes, questions that rely on the rows, and what changed in half a year and lies ahead."""
    found = capability_of(catalog, capability)
    changed = events(catalog, capability=capability)
    near = [event for event in changed if (event.ends or event.date) >= months_from(catalog.as_of, -6)]
    return {
        "capability": found,
        "questions": questions_on_rows(catalog, [row.id for row in found.rows]),
        "events": near,
        "others": len(changed) - len(near),
        "contested": contested_touching(catalog, capability=capability),
    }


@view
def comparison(catalog: Catalog) -> Values:
    """Return the comparison guide: every row and platform, support and the answer in one line."""
    groups = [(found, row_views(catalog, found.id)) for found in catalog.capabilities.values()]
    return {"groups": [(found, rows, columns(catalog, rows)) for found, rows in groups]}


@view
def text_filter(catalog: Catalog, what: str) -> Values:  # noqa: ARG001 - all views take the catalog
    """Return what a form filters by text and platform: the page's entries, in a word."""
    return {"what": what}


@view
def row_page(catalog: Catalog, row: str) -> Values:
    """Return all that the page of one row shows."""
    return {
        "row": row_view(catalog, row),
        "limits": [limit for limit in catalog.limits.values() if row in limit.rows],
        "questions": questions_on_rows(catalog, [row]),
        "history": row_history(catalog, row),
        "events": row_events(catalog, row),
        "contested": contested_touching(catalog, row=row),
        "code": [(step, on_platforms(catalog, step.id)) for step in steps_of(catalog, row=row)],
    }


@view
def rows_table(catalog: Catalog, *rows: str) -> Values:
    """Return a small table of the named rows."""
    shown = [row_view(catalog, row) for row in rows]
    return {"rows": shown, "columns": columns(catalog, shown), "caption": "Rows"}
