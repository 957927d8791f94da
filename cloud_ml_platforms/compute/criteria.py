"""Which rows decide a criterion of the selector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.text.references import REF

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


def rows_of(catalog: Catalog, because: str, platform: str) -> list[str]:
    """Return the rows that a reason refers to on a platform, each once."""
    named = [match[1].split("|")[0].split() for match in REF.finditer(because)]
    return list(dict.fromkeys(parts[0] for parts in named if parts[0] in catalog.rows and platform in parts[1:]))
