"""Macros of the downloads and the installed copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.downloads import views as downloads

if TYPE_CHECKING:
    from cloud_ml_platforms.topics.page import Page


def installed_copy(page: Page) -> str:
    """Render how a phone keeps the site, with the switch that web/scripts/offline.js makes work."""
    return page.render("installed_copy.html.j2")


def offered(page: Page, group: str) -> str:
    """Render the place of a release's downloads: `zip`, `book`, `cheatsheets` or `translations`.

    The release puts links, sizes and checksums there (cloud_ml_platforms/exports/downloads.py); a plain build says that it has none.
    """
    known = list(dict.fromkeys(download.group for download in downloads.downloads(page.catalog)))
    if group not in known:
        msg = f"found the downloads {group!r}; expected one of {', '.join(known)}"
        raise LookupError(msg)
    return page.render("downloads.html.j2", group=group)
