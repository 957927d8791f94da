"""Sources with the records that cite them; terms, each with the capability that compares what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.text.references import resolve_reference
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


def source_uses(catalog: Catalog) -> list[tuple[m.Source, list[str]]]:
    """Return every source with the ids of the records that cite it, by publisher and title."""
    uses: dict[str, dict[str, None]] = {source: {} for source in catalog.sources}
    for record, item in catalog.evidence_by_record:
        uses[item.source][record] = None
    ordered = sorted(catalog.sources.values(), key=lambda s: (s.publisher, s.title.lower(), s.id))
    return [(source, list(uses[source.id])) for source in ordered]


def named_once(catalog: Catalog, uses: list[str]) -> list[str]:
    """Return references to records, an event by the name of its thing; of those of one name the first."""
    by_name: dict[str, str] = {}
    for use in uses:
        event = catalog.events.get(use)
        reference = f"{use}|{catalog.things[event.thing].names[-1].name}" if event else use
        by_name.setdefault(resolve_reference(catalog, reference).text, reference)
    return list(by_name.values())


@view
def sources(catalog: Catalog) -> Values:
    """Return every source with its dates and references to what cites it, by publisher and first letter."""
    groups: dict[str, dict[str, list[tuple[m.Source, list[str]]]]] = {}
    for source, uses in source_uses(catalog):
        letter = next((sign for sign in source.title if sign.isalnum()), "0").upper()
        groups.setdefault(source.publisher, {}).setdefault(letter, []).append((source, named_once(catalog, uses)))
    return {"publishers": groups}


@view
def glossary(catalog: Catalog) -> Values:
    """Return the capability that compares what a term means, by term: those of the same name."""
    named = {capability.name.lower(): capability.id for capability in catalog.capabilities.values()}
    return {
        "compared": {term.id: named[term.term.lower()] for term in catalog.terms.values() if term.term.lower() in named}
    }
