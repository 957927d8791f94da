"""Addresses of pages: relative for both builds, `page/` on a server and `page.html` from disk; absolute for other places."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.paths import DOCS

if TYPE_CHECKING:
    from pathlib import Path


# Pages of rows, questions, partial platforms, of a capability's limits, a platform's names and a day's changes: `prepare`
# writes them, and the data's references are checked.
GENERATED = ("r/", "q/", "p/", "compare/limits/", "compare/names/", "reference/changes/")


class PageError(UserError, LookupError):
    """A macro names a page that does not exist."""


@dataclass(frozen=True)
class Links:
    """Makes links as seen from the page at `here` (its address from the site root, such as `compare/limits/`).

    With `site`, the address of the published site, links are absolute: for what is read away from it, such as cards.
    `source` is the page's file, for an engine that rewrites every href and src (Zensical): it takes them as seen from there.
    """

    here: str
    directory_urls: bool = True
    docs: Path = DOCS
    site: str = ""
    source: str = ""

    @property
    def untouched(self) -> Links:
        """Links that no engine rewrites: in attributes other than href and src, and within noscript."""
        return replace(self, source="")

    def to(self, page: str, anchor: str | None = None) -> str:
        """Return the address of `page` (`""`, `compare/`, `compare/limits/`), with its anchor.

        Raises PageError when no source file makes that page.
        """
        source = _source(self.docs, page)
        target = page if self.directory_urls else source.removesuffix(".md") + ".html"
        return self._address(target) + (f"#{anchor}" if anchor else "")

    def asset(self, path: str) -> str:
        """Return the address of a file under docs/."""
        return self._address(path)

    def _address(self, target: str) -> str:
        return self.site + target if self.site else _relative(target, posixpath.dirname(self.source or self.here))


@lru_cache(maxsize=16384)
def _relative(target: str, folder: str) -> str:
    """Return the address of a file, or of a folder (ends in `/`, or is the root's empty one), as seen from a folder."""
    relative = posixpath.relpath(target or ".", folder or ".")
    return relative if target and not target.endswith("/") else relative + "/"


@lru_cache(maxsize=4096)
def _source(docs: Path, page: str) -> str:
    """Return the file that makes a page. Only finds are cached: a page that is missing now may come."""
    if page.startswith(GENERATED):
        return f"{page.rstrip('/')}.md"
    for candidate in (f"{page}index.md", f"{page.rstrip('/')}.md"):
        if (docs / candidate).is_file():
            return candidate
    raise PageError(f"found a link to {page!r}; expected a page that a file in docs/ makes")
