"""The things that the board of names opens in place, as scripts: a file per group of letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.names.views import changed_and_unchanged, thing_views
from cloud_ml_platforms.topics.panels import panel_scripts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.topics.page import Page


def name_scripts(catalog: Catalog) -> dict[str, str]:
    """Return the scripts that hold, per thing, the HTML that its line opens to."""
    changed, unchanged = changed_and_unchanged(thing_views(catalog))

    def panels(page: Page) -> Iterator[tuple[str, dict[str, str]]]:
        for group in (*changed, *unchanged):
            yield group.id, {thing.id: page.render("thing_panel.html.j2", thing=thing) for thing in group.things}

    return panel_scripts(catalog, "names", "compare/names/", "compare/names.html", panels)
