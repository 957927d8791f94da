"""What pages show of the selection framework, the selector and the alternatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.proofs import HasProofs, Proof, proofs
from cloud_ml_platforms.topics.choose.selector import (
    GRADE_WORDS,
    WEIGHTS,
    criteria_by_constraint,
    criteria_sharing_rows,
    criterion_view,
    preset_state,
)
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


@view
def selector_form(catalog: Catalog) -> Values:
    """Return what the selector's form holds; scripts fill the places of its answer."""
    return {"groups": criteria_by_constraint(catalog), "weights": WEIGHTS, "states": _states(catalog)}


@view
def selector_presets(catalog: Catalog) -> Values:
    """Return what opens the decision of each preset."""
    return {"weights": WEIGHTS, "states": _states(catalog)}


def _states(catalog: Catalog) -> dict[str, str]:
    return {preset.id: preset_state(preset) for preset in catalog.presets.values()}


@view
def selector_criteria(catalog: Catalog) -> Values:
    """Return every criterion by constraint, per platform and kind the verdict with its reason, and what shares a row."""
    groups = [
        (constraint, [(one, criterion_view(catalog, one), criteria_sharing_rows(catalog, one)) for one in criteria])
        for constraint, criteria in criteria_by_constraint(catalog)
    ]
    return {"groups": groups, "words": GRADE_WORDS}


@dataclass(frozen=True)
class Statement(HasProofs):
    """A statement and what proves it; nothing where nobody's number is given."""

    says: str
    proofs: tuple[Proof, ...]


@view
def instead_alternatives(catalog: Catalog) -> Values:
    """Return the other ways to run models, each with its facts."""
    found = catalog.alternatives.values()
    return {
        "alternatives": [
            (other, [Statement(fact.says, proofs(catalog, fact.evidence)) for fact in other.facts]) for other in found
        ]
    }


@view
def instead_leaving(catalog: Catalog) -> Values:
    """Return what a team takes over when it leaves the managed platform, each with what that costs."""
    found = catalog.leaving.values()
    return {"leaving": [(item, Statement(item.costs, proofs(catalog, item.evidence))) for item in found]}
