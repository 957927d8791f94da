"""After the build: the sitemap, with the day on which a page's facts last changed, and robots.txt, which names it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from cloud_ml_platforms.exports.page_tree import address_of, pages_of
from cloud_ml_platforms.topics.changes.history import change_views, row_changes

if TYPE_CHECKING:
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def page_days(catalog: Catalog) -> dict[str, str]:
    """Return the day of the newest journal entry about a page's facts, by page (`r/ep-rollback/`, `compare/names/`).

    Only pages of rows and of the comparison guide are rendered from facts of the journal alone; of all others the day
    is not known.
    """
    days = {f"r/{row}/": changes[-1].date for row in catalog.rows if (changes := row_changes(catalog, row))}
    for row, capability in catalog.row_capability.items():
        keep_newest(days, f"compare/{capability.id}/", days.get(f"r/{row}/"))
    for change in change_views(catalog):
        for page in (*(fact.page for fact in change.facts), *(record.page for record in change.new)):
            if page and page.startswith("compare/"):
                keep_newest(days, page, change.date)
    if days:
        days["compare/"] = max(days.values())
    return days


def keep_newest(days: dict[str, str], page: str, day: str | None) -> None:
    """Keep a page's newest day."""
    if day is not None and day > days.get(page, ""):
        days[page] = day


def write_sitemap(site: Path, catalog: Catalog) -> None:
    """Write sitemap.xml with every page's canonical address, and robots.txt.

    Raises TreeError for a page without an address. Under a path robots.txt is not read, and does no harm.
    """
    days = page_days(catalog)
    entries, home = [], ""
    for page, path in pages_of(site):
        address = address_of(path.read_text(encoding="utf-8"), page or "the home page")
        home = address if not page else home
        day = days.get(f"{page}/")
        lastmod = f"<lastmod>{day}</lastmod>" if day else ""
        entries.append(f"<url><loc>{escape(address)}</loc>{lastmod}</url>\n")
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{NAMESPACE}">\n{"".join(entries)}</urlset>\n'
    (site / "sitemap.xml").write_text(text, encoding="utf-8")
    (site / "robots.txt").write_text(f"User-agent: *\nAllow: /\n\nSitemap: {home}sitemap.xml\n", encoding="utf-8")
