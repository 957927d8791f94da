"""The rows that the comparison guide opens in place, as scripts: a file per capability."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.questions import questions_on_rows
from cloud_ml_platforms.topics.compare.views import board_columns, row_views
from cloud_ml_platforms.topics.panels import panel_scripts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.topics.page import Page


def row_scripts(catalog: Catalog) -> dict[str, str]:
    """Return the scripts that hold, per row, the HTML that its line opens to."""
    columns = board_columns(catalog)

    def panels(page: Page) -> Iterator[tuple[str, dict[str, str]]]:
        for capability in catalog.capabilities:
            yield (
                capability,
                {
                    row.id: page.render(
                        "row_detail.html.j2", row=row, columns=columns, questions=questions_on_rows(catalog, [row.id])
                    )
                    for row in row_views(catalog, capability)
                },
            )

    return panel_scripts(catalog, "rows", "compare/", "compare/index.html", panels)
