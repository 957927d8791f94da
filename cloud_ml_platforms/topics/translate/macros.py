"""Macros of the translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.page import Page, platform_of
from cloud_ml_platforms.topics.translate import views as translate_views

if TYPE_CHECKING:
    from cloud_ml_platforms import model as m


def directions(page: Page) -> str:
    """Render the table of the six translations."""
    return page.render("directions.html.j2")


def dictionary(page: Page) -> str:
    """Render every translated term in the words of the three platforms, with links to where each pair is compared."""
    return page.render("dictionary.html.j2")


def translation(page: Page, mine: str, theirs: str) -> str:
    """`{{ translation("sagemaker", "azure-ml") }}`: every term of one platform in the words of another."""
    own, other = _two_platforms(page, mine, theirs)
    return page.render(
        "translation.md.j2",
        mine=own,
        theirs=other,
        groups=translate_views.groups(page.catalog, own.id, other.id),
        sheet=translate_views.translation_sheet_view(page.catalog, own.id, other.id),
    )


def translation_sheet(page: Page, mine: str, theirs: str) -> str:
    """Render the one-page sheet of one direction."""
    own, other = _two_platforms(page, mine, theirs)
    sheet = translate_views.translation_sheet_view(page.catalog, own.id, other.id)
    return page.render("sheet.html.j2", mine=own, theirs=other, sheet=sheet)


def _two_platforms(page: Page, mine: str, theirs: str) -> tuple[m.PlatformInfo, m.PlatformInfo]:
    if mine == theirs:
        msg = f"found {mine!r} twice; expected two different platforms"
        raise LookupError(msg)
    return platform_of(page, mine), platform_of(page, theirs)
