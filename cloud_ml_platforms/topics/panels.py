"""What the lines of a board open to, as classic scripts: a file per group of lines, loaded when one of them is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.site_url import repository_url
from cloud_ml_platforms.text.scripts import entry_script
from cloud_ml_platforms.topics.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cloud_ml_platforms.catalog.types import Catalog

    Panels = Callable[[Page], Iterator[tuple[str, dict[str, str]]]]  # of each group the HTML by line


def panel_scripts(catalog: Catalog, folder: str, url: str, from_disk: str, panels: Panels) -> dict[str, str]:
    """Return the scripts of a board by path: `<folder>/` for the site, `<folder>-from-disk/` for the offline build.

    `url` is the board's page, `from_disk` the same page in the offline build, whose links differ.
    """
    scripts = {}
    repository = repository_url()
    for name, page_url, directory_urls in ((folder, url, True), (f"{folder}-from-disk", from_disk, False)):
        for group, lines in panels(Page(page_url, directory_urls, catalog, repository=repository)):
            scripts[f"_gen/{name}/{group}.js"] = entry_script("CMLP_ROWS", group, lines)
    return scripts
