"""Before the build: write what pages link to and the menu does not hold.

Row pages go to `docs/r/`, the data of the comparison guide's open-in-place to `docs/_gen/`.
Both folders are git-ignored. A file is written only when its content changed (an identical
rewrite would rebuild the site under `make serve`), and files of rows that are gone are removed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from macros import models as m
from macros.catalog import ROOT, Catalog
from macros.pages import Page
from macros.views import row_view

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"

ROW_PAGE = """---
title: "{title}"
description: "{description}"
search:
  exclude: true
hide: [navigation, toc]
---
{{{{ row_page("{id}") }}}}
"""


def prepare(catalog: Catalog, docs: Path = DOCS) -> list[Path]:
    """Write the generated files under `docs`; return those that changed."""
    wanted = {docs / "r" / f"{row}.md": row_page(catalog, row) for row in catalog.rows}
    changed = [path for path, text in wanted.items() if write_if_changed(path, text)]
    for old in (docs / "r").glob("*.md"):
        if old not in wanted:
            old.unlink()
            changed.append(old)
    data = docs / "_gen" / "rows.js"
    if write_if_changed(data, rows_script(catalog)):
        changed.append(data)
    return changed


def write_if_changed(path: Path, text: str) -> bool:
    """Write `text` unless the file holds it already; return whether it was written."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def row_page(catalog: Catalog, row_id: str) -> str:
    """Return the source of a row's page."""
    row = catalog.rows[row_id]
    names = ", ".join(catalog.platforms[platform].short for platform in m.PLATFORMS)
    title = _quoted(f"{row.name}: {names}")
    page = Page("r/x/", directory_urls=True, catalog=catalog)
    description = _quoted(page.plain(row.asks))
    return ROW_PAGE.format(title=title, description=description, id=row_id)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def rows_script(catalog: Catalog) -> str:
    """Return a classic script that holds, per row, the HTML that the comparison guide opens in place."""
    pages = [("compare/", True), ("compare/index.html", False)]
    out = {
        str(directory_urls).lower(): {
            row: Page(url, directory_urls, catalog).render("row_detail.html.j2", row=row_view(catalog, row))
            for row in catalog.rows
        }
        for url, directory_urls in pages
    }
    return f"window.CMLP_ROWS = {json.dumps(out, ensure_ascii=False, sort_keys=True)};\n"
