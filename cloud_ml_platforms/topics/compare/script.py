"""The rows that the comparison guide opens in place, as scripts: a file per capability."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.questions import questions_on_rows
from cloud_ml_platforms.text.scripts import entry_script
from cloud_ml_platforms.topics.compare.views import board_columns, row_views
from cloud_ml_platforms.topics.page import Page

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


def row_scripts(catalog: Catalog) -> dict[str, str]:
    """Return the classic scripts that hold, per row, the HTML that the comparison guide opens in place.

    `rows/` is for the site, `rows-from-disk/` for the offline build, whose pages have other addresses.
    """
    out = {}
    columns = board_columns(catalog)
    for folder, url, directory_urls in (("rows", "compare/", True), ("rows-from-disk", "compare/index.html", False)):
        page = Page(url, directory_urls, catalog)
        for capability in catalog.capabilities:
            rows = {
                row.id: page.render(
                    "row_detail.html.j2", row=row, columns=columns, questions=questions_on_rows(catalog, [row.id])
                )
                for row in row_views(catalog, capability)
            }
            out[f"_gen/{folder}/{capability}.js"] = entry_script("CMLP_ROWS", capability, rows)
    return out
