"""What the page "Paste and check" shows without scripts: the levels of its marks, and old code with code of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.paste.levels import LEVEL_WORDS, entry_status
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


@view
def paste_levels(catalog: Catalog) -> Values:  # noqa: ARG001 - all views take the catalog
    """Return the levels of marks with what each means."""
    return {"levels": LEVEL_WORDS}


@view
def old_code(catalog: Catalog) -> Values:
    """Return the tables of code one finds and code of today, by platform, each entry with what became of it."""
    files = {
        name: [(table, [(entry, entry_status(catalog, entry)) for entry in table.entries]) for table in file.tables]
        for name, file in catalog.code_files.items()
    }
    return {"files": files}
