"""Limits and contracts, ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.api_marks import ApiBadge, ApiMark, HasApiMarks, api_marks, badges, kind_is_over
from cloud_ml_platforms.compute.capabilities import answering_platforms, capability_of, platform_label
from cloud_ml_platforms.compute.headlines import headline, is_contested
from cloud_ml_platforms.compute.proofs import HasProofs, Proof, proofs
from cloud_ml_platforms.numbers import readable_value
from cloud_ml_platforms.text.words import RULE_WORDS
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


@dataclass(frozen=True, kw_only=True)
class LimitView:
    """A limit with a cell for each platform that answers, ready to show."""

    id: str
    name: str
    asks: str
    unit: str | None
    rows: tuple[str, ...]
    cells: tuple[LimitCellView, ...]
    facets: tuple[str, ...]

    def cell(self, platform: str) -> LimitCellView | None:
        """Return the values of a platform; None where it is not compared yet."""
        return next((cell for cell in self.cells if cell.platform == platform), None)


@dataclass(frozen=True, kw_only=True)
class LimitCellView(HasApiMarks, HasProofs):
    """One platform's values of a limit."""

    platform: str
    label: str
    anchor: str
    state: str
    headline: str | None
    note: str | None
    values: tuple[LimitValueView, ...]
    api: tuple[ApiMark, ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, kw_only=True)
class LimitValueView:
    """One value: number and unit as text, the way, and what kind of limit it is."""

    way: str
    value: str
    rule: str
    per: str | None
    raisable: str | None
    says: str
    note: str | None
    api: tuple[ApiMark, ...]

    @property
    def badges(self) -> tuple[ApiBadge, ...]:
        """The marks of what has no number of its own to show."""
        return badges(mark for mark in self.api if not mark.numbers)


def limit_view(catalog: Catalog, limit_id: str) -> LimitView:
    """Return a limit, ready to show."""
    limit = catalog.limits[limit_id]
    kinds = catalog.capabilities[catalog.limit_capability[limit_id]].kinds
    cells = []
    for platform in catalog.answering(limit.platforms):
        cell = limit.platforms[platform]
        values = tuple(
            LimitValueView(
                way=kinds[platform][value.way],
                value=readable_value(value.value, limit.unit),
                rule=RULE_WORDS[value.rule],
                per=value.per,
                raisable={True: "can be raised", False: "cannot be raised", None: None}[value.raisable],
                says=value.says,
                note=value.note,
                api=_value_marks(catalog, limit_id, platform, value),
            )
            for value in cell.values
        )
        api = tuple(mark for value in values for mark in value.api)
        cells.append(
            LimitCellView(
                platform=platform,
                label=platform_label(catalog, platform),
                anchor=f"{limit.id}--{platform}",
                state=cell.state,
                headline=headline(cell, limit.unit),
                note=cell.note,
                values=values,
                api=api,
                proofs=proofs(catalog, cell.all_evidence),
            ),
        )
    return LimitView(
        id=limit.id,
        name=limit.name,
        asks=limit.asks,
        unit=limit.unit,
        rows=limit.rows,
        cells=tuple(cells),
        facets=tuple(_facets(limit)),
    )


FACETS = {
    "raisable": "Can be raised",
    "contested": "Documentation and API model differ",
    "contract": "Contracts, not numbers",
}


def _facets(limit: m.Limit) -> Iterator[str]:
    """Yield by what a filter finds a limit, beside its words: keys of FACETS."""
    cells = limit.platforms.values()
    if any(value.raisable for cell in cells for value in cell.values):
        yield "raisable"
    if any(is_contested(cell) for cell in cells):
        yield "contested"
    if limit.id.startswith("con-"):
        yield "contract"


def _value_marks(catalog: Catalog, limit_id: str, platform: str, value: m.LimitValue) -> tuple[ApiMark, ...]:
    over = bool(value.api) and kind_is_over(catalog, catalog.limit_capability[limit_id], platform, value.way)
    return api_marks(catalog, value.api, over=over)


def limits_of(catalog: Catalog, capability_id: str) -> list[LimitView]:
    """Return the limits and contracts of one capability."""
    capability_of(catalog, capability_id)
    return [limit_view(catalog, name) for name, home in catalog.limit_capability.items() if home == capability_id]


@view
def capability_limits(catalog: Catalog, capability: str) -> Values:
    """Return the limits and contracts of one capability."""
    views = limits_of(catalog, capability)
    return {"capability": capability, "limits": views, "columns": answering_platforms(catalog, views)}


def limit_columns(catalog: Catalog) -> list[m.PlatformInfo]:
    """Return the platforms that answer any limit."""
    answering = {platform for limit in catalog.limits.values() for platform in limit.platforms}
    return [catalog.platforms[name] for name in catalog.answering(answering)]


@view
def limits(catalog: Catalog) -> Values:
    """Return the board of all limits and contracts, by capability; a line opens to what `limit_panel` shows."""
    groups = [(capability, limits_of(catalog, capability.id)) for capability in catalog.capabilities.values()]
    return {
        "columns": limit_columns(catalog),
        "facets": FACETS,
        "groups": [(capability, views) for capability, views in groups if views],
    }


@view
def limits_page(catalog: Catalog, capability: str) -> Values:
    """Return all that is known of the limits of one capability: its own page."""
    views = limits_of(catalog, capability)
    return {
        "capability": capability_of(catalog, capability),
        "limits": views,
        "columns": answering_platforms(catalog, views),
    }
