"""Which rows decide a criterion of the selector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.text.references import references_in

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


def cited_rows(catalog: Catalog, because: str, platform: str) -> list[str]:
    """Return the rows that a reason refers to on a platform, each once."""
    references = references_in(because)
    return list(dict.fromkeys(row for row, *places in references if row in catalog.rows and platform in places))
