"""What a page says of a name in a vendor's API: checked, absent as stated, beta only; with version and numbers.

A name that exists proves a name. On a way that is closed or has ended the words say only that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cloud_ml_platforms.api_surface.references import resolve_name
from cloud_ml_platforms.compute.standing import is_over
from cloud_ml_platforms.numbers import with_unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.api_surface.references import Resolution
    from cloud_ml_platforms.catalog.types import Catalog

NUMERIC = frozenset({"integer", "long", "float", "double", "list", "map", "blob"})
UNIT_OF_KIND = {"list": " items", "map": " entries", "blob": " bytes"}
ApiState = Literal["exists", "over", "absent", "beta-only"]

WORDS: dict[ApiState, str] = {
    "exists": "API-checked",
    "over": "Name still in the API",
    "absent": "API-checked, absent as stated",
    "beta-only": "API-checked, v1beta1 only",
}

PROVES: dict[ApiState, str] = {
    "exists": "A name in the API proves the name, not that the feature is offered to you.",
    "over": "The feature is closed or has ended; its name outlived it.",
    "absent": "No such name in this version of the API.",
    "beta-only": "The name stands in v1beta1 and not in v1.",
}


@dataclass(frozen=True)
class ApiMark:
    """One reference with what the extract says of it."""

    ref: str
    state: ApiState
    version: str
    numbers: str
    deprecated: bool

    @property
    def leaf(self) -> str:
        """The last part of the name."""
        return self.ref.rpartition(":")[2].rpartition(".")[2]


@dataclass(frozen=True)
class ApiBadge:
    """The mark of several references of one state: words, versions, what it proves."""

    state: ApiState
    text: str
    proves: str


class HasApiMarks:
    """What is shown with its names in the API: a mixin that sums them up."""

    api: tuple[ApiMark, ...]

    @property
    def badges(self) -> tuple[ApiBadge, ...]:
        """The marks, one for each state."""
        return badges(self.api)


def api_marks(catalog: Catalog, refs: Iterable[m.ApiRef], *, over: bool = False) -> tuple[ApiMark, ...]:
    """Return the marks of references, each once; `over` when what they name is closed or has ended."""
    marks: dict[str, ApiMark] = {}
    for ref in refs:
        resolution = resolve_name(catalog.surface, ref.ref)
        state: ApiState = "over" if over and resolution.exists else ref.expect
        version = catalog.surface.version(ref.ref)
        marks.setdefault(
            ref.ref, ApiMark(ref.ref, state, version, stated_numbers(ref, resolution), resolution.deprecated)
        )
    return tuple(marks.values())


def stated_numbers(ref: m.ApiRef, resolution: Resolution) -> str:
    """Return the model's numbers of a reference: `min 1, max 10 items`, `text states 100`.

    Those that the reference names, in the unit it names; else the bounds of a number or a list. The bounds of a text
    are its length and are shown only where a reference names them.
    """
    limits = {"min": ref.min, "max": ref.max}
    if not ref.states and limits == {"min": None, "max": None} and resolution.kind in NUMERIC:
        limits = {"min": resolution.min, "max": resolution.max}
    unit = f" {ref.unit}" if ref.unit else ""
    bounds = ", ".join(f"{name} {number:,}" for name, number in limits.items() if number is not None)
    stated = ", ".join(with_unit(number, ref.unit if number == ref.states[-1] else None) for number in ref.states)
    parts = [bounds + (unit or UNIT_OF_KIND.get(resolution.kind, "")) if bounds else ""]
    parts.append(f"text states {stated}" if stated else "")
    return "; ".join(part for part in parts if part)


def badges(marks: Iterable[ApiMark]) -> tuple[ApiBadge, ...]:
    """Return one badge per state: `API-checked: botocore 1.44.8`, what is checked before what is not offered."""
    versions: dict[str, dict[str, None]] = {}
    for mark in marks:
        versions.setdefault(mark.state, {})[mark.version] = None
    return tuple(
        ApiBadge(state, f"{WORDS[state]}: {', '.join(versions[state])}", PROVES[state])
        for state in WORDS
        if state in versions
    )


def kind_is_over(catalog: Catalog, capability: str, platform: str, kind: str) -> bool:
    """Return whether every way of a kind in a capability's rows is closed or has ended."""
    cells = (row.platforms[platform] for row in catalog.capabilities[capability].rows)
    events = [way.event or cell.event or "" for cell in cells for way in cell.ways if way.id == kind]
    return bool(events) and all(is_over(catalog.events.get(event), catalog.as_of) for event in events)
