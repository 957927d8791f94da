"""How old the evidence is. Ages are computed in the reader's browser; here are the dates from which a source counts as old."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.ages import CellAge, aged_cells
from cloud_ml_platforms.journal.waiting import to_review
from cloud_ml_platforms.text.words import EVERY_PLATFORM, MARK_WORDS, NO_MARK, NOT_COMPARED, mark_word
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cloud_ml_platforms.catalog.types import Catalog


@dataclass(frozen=True)
class Freshness:
    """Some answers, of one platform or of all: how many, how known, and by the year of their oldest source."""

    platform: str | None
    label: str
    cells: int
    api: int
    unknown: int
    years: dict[str, int]
    olds: tuple[str, ...]


def counts_by_capability(catalog: Catalog) -> dict[str, list[Freshness]]:
    """Return the counts per capability and platform, in the order of the guide."""
    cells = aged_cells(catalog)
    counts: dict[str, list[Freshness]] = {}
    for capability in catalog.capabilities:
        for platform in catalog.compared_in(capability):
            of_platform = [cell for cell in cells if cell.capability == capability and cell.platform == platform]
            counts.setdefault(capability, []).append(
                _freshness_of(of_platform, platform, catalog.platforms[platform].short)
            )
    return counts


def totals(catalog: Catalog) -> list[Freshness]:
    """Return the counts over all capabilities: per platform, and last of all together."""
    cells = aged_cells(catalog)
    counts = []
    for platform in catalog.platforms:
        of_platform = [cell for cell in cells if cell.platform == platform]
        counts.append(_freshness_of(of_platform, platform, catalog.platforms[platform].short))
    return [*counts, _freshness_of(cells, None, EVERY_PLATFORM)]


def _freshness_of(cells: Sequence[CellAge], platform: str | None, label: str) -> Freshness:
    years = Counter(cell.oldest[:4] for cell in cells)
    return Freshness(
        platform,
        label,
        len(cells),
        sum(cell.api for cell in cells),
        sum(cell.unknown for cell in cells),
        dict(sorted(years.items())),
        tuple(cell.old for cell in cells if cell.old),
    )


def answers_by_mark(catalog: Catalog) -> dict[str, dict[str, int]]:
    """Return, per platform, how many answers have each printed mark."""
    marks: dict[str, dict[str, int]] = {}
    words = (*MARK_WORDS.values(), NO_MARK, *([NOT_COMPARED] if catalog.partial_platforms else []))
    for platform in catalog.platforms:
        answered = [row for row in catalog.rows.values() if platform in row.platforms]
        counts = Counter(mark_word(row, platform) or NO_MARK for row in answered)
        counts[NOT_COMPARED] = len(catalog.rows) - len(answered)
        marks[platform] = {word: counts[word] for word in words}
    return marks


def sources_by_kind(catalog: Catalog) -> list[tuple[str, int, int, str, str]]:
    """Return per kind of source: kind, after how many days it counts as old, how many, oldest and newest date."""
    kinds = []
    for kind in dict.fromkeys(source.kind for source in catalog.sources.values()):
        dates = sorted(source.content_date for source in catalog.sources.values() if source.kind == kind)
        days = catalog.recheck.ages.get(kind, 0) if catalog.recheck else 0
        kinds.append((kind, days, len(dates), dates[0], dates[-1]))
    return sorted(kinds, key=lambda item: -item[2])


OLDEST_SHOWN = 60


@view
def freshness(catalog: Catalog) -> Values:
    """Return how old the evidence is by capability, mark and kind of source, the oldest answers, and questions to review."""
    return {
        "capabilities": counts_by_capability(catalog),
        "totals": totals(catalog),
        "marks": answers_by_mark(catalog),
        "mark_words": [*next(iter(answers_by_mark(catalog).values()))],
        "kinds": sources_by_kind(catalog),
        "oldest": aged_cells(catalog)[:OLDEST_SHOWN],
        "reviews": to_review(catalog),
    }
