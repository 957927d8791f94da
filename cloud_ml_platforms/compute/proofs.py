"""Evidence joined with its sources, ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.ages import day_when_old

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


@dataclass(frozen=True, kw_only=True)
class Proof:
    """One piece of evidence with what is known of its source."""

    title: str
    url: str
    at: str
    shows: str
    content_date: str
    read: str
    kind: str
    version: str | None
    source: str
    old: str | None = None
    gone: str | None = None
    dated: str = "dated"


class HasProofs:
    """What is shown with its evidence: a mixin that says how old that is."""

    proofs: tuple[Proof, ...]

    @property
    def oldest(self) -> str:
        """The date of the oldest source."""
        return min((proof.content_date for proof in self.proofs), default="")

    @property
    def old(self) -> str | None:
        """The day from which a source counts as old."""
        return min((proof.old for proof in self.proofs if proof.old), default=None)

    @property
    def read(self) -> str:
        """The day on which the longest unread source was read."""
        return min((proof.read for proof in self.proofs), default="")


def proofs(catalog: Catalog, evidence: Iterable[m.Evidence]) -> tuple[Proof, ...]:
    """Return evidence joined with its sources, each pair of source and section once, with all that it shows."""
    grouped: dict[tuple[str, str], list[m.Evidence]] = {}
    for item in evidence:
        grouped.setdefault((item.source, item.at), []).append(item)
    return tuple(_proof(catalog, items) for items in grouped.values())


def _proof(catalog: Catalog, items: list[m.Evidence]) -> Proof:
    source = catalog.sources[items[0].source]
    return Proof(
        title=source.title,
        url=source.url,
        at=items[0].at,
        shows="; ".join(dict.fromkeys(item.shows for item in items)),
        content_date=source.content_date,
        read=min(item.read for item in items),
        kind=source.kind,
        version=source.version,
        source=source.id,
        old=day_when_old(catalog, source),
        gone=source.gone,
        dated="copy from" if source.publisher in catalog.undated_publishers and source.kind == "docs" else "dated",
    )
