"""The samples of a step, as scripts that pages load when a reader opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.text.scripts import entry_script
from cloud_ml_platforms.topics.page import Page
from cloud_ml_platforms.topics.samples.views import platform_step_views

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


def code_scripts(catalog: Catalog) -> dict[str, str]:
    """Return a classic script per step of the workload with the HTML of its samples, a tab per platform.

    Pages of capabilities and themes lie equally deep and in other folders than `x/`, so that one text serves both.
    """
    scripts = {}
    for folder, url, directory_urls in (("code", "x/x/", True), ("code-from-disk", "x/x.html", False)):
        page = Page(url, directory_urls, catalog)
        for step in catalog.steps.values():
            html = page.render("step_tabs.html.j2", step=step, steps=platform_step_views(catalog, step.id))
            scripts[f"{folder}/{step.id}.js"] = entry_script("CMLP_CODE", step.id, html)
    return scripts
