"""The rows that the comparison guide opens in place, as scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.text.scripts import global_script
from cloud_ml_platforms.topics.compare.views import row_view
from cloud_ml_platforms.topics.page import Page

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


def row_scripts(catalog: Catalog) -> dict[str, str]:
    """Return the classic scripts that hold, per row, the HTML that the comparison guide opens in place.

    `rows.js` is for the site, `rows-from-disk.js` for the offline build, whose pages have other addresses.
    """
    out = {}
    for name, url, directory_urls in (("rows", "compare/", True), ("rows-from-disk", "compare/index.html", False)):
        page = Page(url, directory_urls, catalog)
        rows = {row: page.render("row_detail.html.j2", row=row_view(catalog, row)) for row in sorted(catalog.rows)}
        out[f"_gen/{name}.js"] = global_script("CMLP_ROWS", {str(directory_urls).lower(): rows})
    return out
