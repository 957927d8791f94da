"""What the page "Why not …?" shows: other ways to run models, each statement with what proves it, and what leaving costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.ages import soonest_old
from cloud_ml_platforms.compute.proofs import Proof, proofs

if TYPE_CHECKING:
    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.model import choose as choice


@dataclass(frozen=True)
class Proven:
    """A statement and its evidence; `oldest` is the date of the oldest source, `old` the day from which one counts as old."""

    says: str
    proofs: tuple[Proof, ...]
    oldest: str
    old: str | None
    read: str


@dataclass(frozen=True)
class AlternativeView:
    """Another way to run models, ready to show."""

    record: choice.Alternative
    facts: tuple[Proven, ...]


@dataclass(frozen=True)
class LeavingView:
    """One thing that a team takes over, ready to show; `costs` has no proofs where nobody's number is given."""

    record: choice.Leaving
    costs: Proven


def alternative_views(catalog: Catalog) -> list[AlternativeView]:
    """Return every alternative with its facts, in the order of the data."""
    return [
        AlternativeView(record, tuple(_proven(catalog, fact.says, fact.evidence) for fact in record.facts))
        for record in catalog.alternatives.values()
    ]


def leaving_views(catalog: Catalog) -> list[LeavingView]:
    """Return everything that a team takes over when it leaves, in the order of the data."""
    return [LeavingView(record, _proven(catalog, record.costs, record.evidence)) for record in catalog.leaving.values()]


def _proven(catalog: Catalog, says: str, evidence: tuple[m.Evidence, ...]) -> Proven:
    found = proofs(catalog, evidence)
    return Proven(
        says,
        found,
        min((proof.content_date for proof in found), default=""),
        soonest_old(catalog, evidence),
        min((proof.read for proof in found), default=""),
    )
