"""The Anki decks as a page lists them; `cloud_ml_platforms/exports/decks.py` makes the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute import coach
from cloud_ml_platforms.paths import DOCS

if TYPE_CHECKING:
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog


@dataclass(frozen=True)
class DeckFile:
    """A deck to download: `path` is its file under docs/, `bytes` its size, None before it is written."""

    name: str
    title: str
    cards: int
    path: str
    bytes: int | None


def deck_files(catalog: Catalog, docs: Path = DOCS) -> list[DeckFile]:
    """Return the decks of questions, then those of translations, as the coach orders them."""
    counts = [(deck.id, deck.name, len(deck.questions)) for deck in coach.decks(catalog)]
    counts += [(deck.id, deck.name, len(deck.terms)) for deck in coach.term_decks(catalog)]
    return [
        DeckFile(name, title, cards, deck_path(name), _size(docs / deck_path(name))) for name, title, cards in counts
    ]


def deck_path(name: str) -> str:
    """Return the file of a deck, under docs/ and under the site's root."""
    return f"decks/{name}.apkg"


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None
