"""What pages show of the selection framework, the selector and the alternatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from cloud_ml_platforms.compute.criteria import cited_rows
from cloud_ml_platforms.compute.keywords import related_words
from cloud_ml_platforms.compute.proofs import HasProofs, Proof, proofs
from cloud_ml_platforms.topics.choose.selector import (
    GRADE_WORDS,
    Grade,
    KindGrade,
    evidence_of,
    grades_by_kind,
    kind_name,
    row_words,
)
from cloud_ml_platforms.topics.compare.views import board_rows
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog

WEIGHTS = ("Does not matter", "A little", "Matters", "Decides", "Required")
CHOICES = ("–", "a little", "matters", "decides", "required")  # the same, as short as a row of buttons wants them
KEYS = {4: "need", 3: "most", 2: "more", 1: "some"}  # of the address, by index of WEIGHTS


MARKS: dict[Grade, tuple[str, str]] = {
    "yes": ("yes", "yes"),
    "partly": ("partly", "partly"),
    "open": ("not-documented", "unknown"),
    "preview": ("partly", "preview only"),
    "no": ("no", "no"),
}


@dataclass(frozen=True)
class KindsView:
    """Kinds of one platform that share a grade and its reasons, ready to show."""

    names: tuple[str, ...]
    kind_grade: KindGrade


@dataclass(frozen=True)
class ClashView:
    """What a platform does not meet together with a criterion: the other criterion's id, and why (inline Markdown)."""

    other: str
    because: str


@dataclass(frozen=True)
class PlatformView(HasProofs):
    """What one platform answers to a criterion: a mark and a line over all kinds, its kinds by grade, all that shows it."""

    platform: str
    label: str
    mark: str
    word: str
    says: tuple[str, ...]
    kinds: tuple[KindsView, ...]
    clashes: tuple[ClashView, ...]
    proofs: tuple[Proof, ...]


def criterion_view(catalog: Catalog, criterion: m.Criterion) -> tuple[PlatformView, ...]:
    """Return what each platform answers to a criterion, kinds with one grade together."""
    columns = []
    for platform, by_kind in grades_by_kind(catalog, criterion).items():
        groups: dict[KindGrade, list[str]] = {}
        for kind, kind_grade in by_kind.items():
            groups.setdefault(kind_grade, []).append(kind_name(catalog, criterion.on, platform, kind))
        whole = len(groups) == 1 and len(by_kind) > 1
        views = tuple(
            KindsView(("Every kind",) if whole else tuple(name for name in names if name), kind_grade)
            for kind_grade, names in groups.items()
        )
        evidence = [item for kind_grade in groups for part in kind_grade.parts for item in part.evidence]
        clashes = []
        for clash in catalog.clashes.values():
            if clash.platform == platform and criterion.id in {clash.keeps, clash.loses}:
                other = clash.loses if criterion.id == clash.keeps else clash.keeps
                clashes.append(ClashView(other, clash.because))
                evidence += evidence_of(catalog, cited_rows(catalog, clash.because, platform), platform)
        label = catalog.platforms[platform].short
        grades = {kind_grade.grade for kind_grade in groups}
        mark, word = MARKS[grades.pop()] if len(grades) == 1 else ("by-kind", "by kind")
        says = _reasons(catalog, criterion, platform)
        columns.append(
            PlatformView(
                platform, label, mark, word, says, views, tuple(clashes), proofs(catalog, dict.fromkeys(evidence))
            )
        )
    return tuple(columns)


def _reasons(catalog: Catalog, criterion: m.Criterion, platform: str) -> tuple[str, ...]:
    """Return what stands behind the mark: our reason, else the value of each row, or its words on the part that decides.

    Of several rows each says which it is.
    """
    if criterion.judged is not None:
        return (criterion.judged[platform].because,)
    rows = [catalog.rows[row] for row in criterion.rows]
    said = [_words_on(criterion, row, platform) for row in rows]
    return (
        tuple(said) if len(rows) == 1 else tuple(f"{row.name}: {words}" for row, words in zip(rows, said, strict=True))
    )


def _words_on(criterion: m.Criterion, row: m.Row, platform: str) -> str:
    part = criterion.parts.get(row.id)
    return row_words(row, platform, part) if part else row.platforms[platform].value


def criteria_sharing_rows(catalog: Catalog, criterion: m.Criterion) -> list[str]:
    """Return the other criteria that rest on one of a criterion's rows: asking for both counts that row twice."""
    others = (other for other in catalog.criteria.values() if other.id != criterion.id)
    return [other.id for other in others if set(other.rows) & set(criterion.rows)]


def criteria_by_constraint(catalog: Catalog) -> list[tuple[m.Constraint, list[m.Criterion]]]:
    """Return the constraints that have criteria, with them."""
    pairs = [
        (constraint, [item for item in catalog.criteria.values() if item.constraint == constraint.id])
        for constraint in catalog.constraints.values()
    ]
    return [(constraint, criteria) for constraint, criteria in pairs if criteria]


def preset_state(preset: m.Preset) -> str:
    """Return the state that opens a preset, as it stands in the address after `#?`."""
    by_weight = {4: preset.require, **{n: tuple(c for c, w in preset.weigh.items() if w == n) for n in (3, 2, 1)}}
    state = {KEYS[weight]: ".".join(names) for weight, names in by_weight.items()}
    state |= {"own": ".".join(preset.own), "pv": "1" if preset.previews else ""}
    return urlencode({key: value for key, value in state.items() if value})


@view
def constraints(catalog: Catalog) -> Values:
    """Return the constraints: when each favours which platform, what to ask, and the rows that show it."""
    lines = [(constraint, *board_rows(catalog, constraint.rows)) for constraint in catalog.constraints.values()]
    return {"columns": list(catalog.full_platforms.values()), "constraints": lines}


@view
def selector_form(catalog: Catalog) -> Values:
    """Return the criteria by constraint, per platform and kind the grade with its reason; scripts fill the answer's places."""
    groups = [
        (
            constraint,
            [
                (criterion, criterion_view(catalog, criterion), criteria_sharing_rows(catalog, criterion))
                for criterion in criteria
            ],
        )
        for constraint, criteria in criteria_by_constraint(catalog)
    ]
    columns = list(catalog.full_platforms.values())
    return {
        "groups": groups,
        "columns": columns,
        "weights": CHOICES,
        "words": GRADE_WORDS,
        "states": _preset_states(catalog),
        "found_by": {criterion.id: _found_by(catalog, criterion) for criterion in catalog.criteria.values()},
    }


def _found_by(catalog: Catalog, criterion: m.Criterion) -> str:
    """Return by which words a criterion is found besides its own: its search words, and those of the rows that decide it."""
    rows = [catalog.rows[row] for row in criterion.rows]
    words = [word for row in rows for word in (row.name, *row.search, *related_words(catalog, row))]
    return " | ".join(dict.fromkeys([*criterion.search, *words]))


@view
def selector_presets(catalog: Catalog) -> Values:
    """Return what opens the decision of each preset."""
    return {"weights": WEIGHTS, "states": _preset_states(catalog)}


def _preset_states(catalog: Catalog) -> dict[str, str]:
    return {preset.id: preset_state(preset) for preset in catalog.presets.values()}


@dataclass(frozen=True)
class Statement(HasProofs):
    """A statement and what proves it; nothing where nobody's number is given."""

    says: str
    proofs: tuple[Proof, ...]


@view
def instead_alternatives(catalog: Catalog) -> Values:
    """Return the other ways to run models, each with its facts."""
    alternatives = catalog.alternatives.values()
    return {
        "alternatives": [
            (alternative, [Statement(fact.says, proofs(catalog, fact.evidence)) for fact in alternative.facts])
            for alternative in alternatives
        ]
    }


@view
def instead_leaving(catalog: Catalog) -> Values:
    """Return what a team takes over when it leaves the managed platform, each with what that costs."""
    tasks = catalog.leaving.values()
    return {"leaving": [(task, Statement(task.costs, proofs(catalog, task.evidence))) for task in tasks]}
