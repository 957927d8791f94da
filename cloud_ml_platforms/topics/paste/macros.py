"""Macros of "Paste and check" and of old code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.capabilities import platform_of
from cloud_ml_platforms.topics.paste import names as paste_names

if TYPE_CHECKING:
    from cloud_ml_platforms.topics.page import Page


def paste_form(page: Page) -> str:
    """Render the form and the lists of "Paste and check"; scripts fill them."""
    return page.render("paste.html.j2", levels=paste_names.LEVEL_WORDS)


def paste_levels(page: Page) -> str:
    """Render the levels of marks with what each means."""
    return page.render("paste_levels.html.j2", levels=paste_names.LEVEL_WORDS)


def old_code(page: Page, platform: str | None = None) -> str:
    """`{{ old_code("sagemaker") }}`: the tables of code one finds and code of today, of one platform or of all."""
    files = page.catalog.code_files
    if platform is not None:
        platform_of(page.catalog, platform)
        files = {name: file for name, file in files.items() if name == platform}
    return page.render("old_code.md.j2", files=files.values(), told=paste_names.told, anchors=platform is None)
