"""What the selector scores, as a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.text.scripts import global_script
from cloud_ml_platforms.topics.choose.selector import PAGE, selector_data
from cloud_ml_platforms.topics.page import Page

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


def selector_script(catalog: Catalog) -> str:
    """Return a classic script that holds what the selector scores, and the addresses of the pages that its rows stand on."""
    data = selector_data(catalog)
    targets = sorted({page for _, page in data["rows"].values()})  # type: ignore[attr-defined]
    here = {"true": Page(PAGE, True, catalog), "false": Page("choose/selector.html", False, catalog)}  # noqa: FBT003 - as MkDocs names it
    data["pages"] = {name: {target: page.url(target) for target in targets} for name, page in here.items()}
    return global_script("CMLP_SELECTOR", data, compact=True)
