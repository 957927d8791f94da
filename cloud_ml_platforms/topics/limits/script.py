"""The limits that their board opens in place, as scripts: a file per capability."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.limits.views import limit_columns, limits_of
from cloud_ml_platforms.topics.panels import panel_scripts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.topics.page import Page


def limit_scripts(catalog: Catalog) -> dict[str, str]:
    """Return the scripts that hold, per limit, the HTML that its line opens to."""
    columns = limit_columns(catalog)

    def panels(page: Page) -> Iterator[tuple[str, dict[str, str]]]:
        for capability in dict.fromkeys(catalog.limit_capability.values()):
            yield (
                capability,
                {
                    limit.id: page.render("limit_panel.html.j2", limit=limit, columns=columns, capability=capability)
                    for limit in limits_of(catalog, capability)
                },
            )

    return panel_scripts(catalog, "limits", "compare/limits/", "compare/limits.html", panels)
