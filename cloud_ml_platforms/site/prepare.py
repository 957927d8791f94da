"""Before the build: write the pages that are generated and what pages load.

Row pages go to `docs/r/`, question pages to `docs/q/`, those of partial platforms to `docs/p/`, those of a
capability's limits and a platform's names to `docs/compare/limits/` and `docs/compare/names/`, those of a day's changes to
`docs/reference/changes/`, data for scripts to `docs/_gen/`, scripts and styles to `docs/assets/`, Anki decks to
`docs/decks/`, the data API to `docs/api/`, feeds and calendars to `docs/feeds/`. The folders are git-ignored. A file is written only when its content changed (an identical
rewrite would rebuild the site under `make serve`), and files of rows that are gone are removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.exports.calendars import calendar_files
from cloud_ml_platforms.exports.decks import deck_packages
from cloud_ml_platforms.exports.feeds import feed_files
from cloud_ml_platforms.exports.json_api import api_files
from cloud_ml_platforms.paths import DOCS
from cloud_ml_platforms.search.index import search_scripts, search_source
from cloud_ml_platforms.site.page_sources import (
    day_source,
    limits_source,
    names_source,
    platform_source,
    question_source,
    row_source,
)
from cloud_ml_platforms.site.web import bundles
from cloud_ml_platforms.site_url import site_url
from cloud_ml_platforms.text.scripts import global_script
from cloud_ml_platforms.topics.choose.script import selector_changes_script, selector_script
from cloud_ml_platforms.topics.compare.script import row_scripts
from cloud_ml_platforms.topics.cost.script import cost_script
from cloud_ml_platforms.topics.data.content import FOLDER as API
from cloud_ml_platforms.topics.interview.cards import card_scripts
from cloud_ml_platforms.topics.interview.decks import deck_path
from cloud_ml_platforms.topics.limits.script import limit_scripts
from cloud_ml_platforms.topics.names.script import name_scripts
from cloud_ml_platforms.topics.paste.script import paste_script
from cloud_ml_platforms.topics.samples.script import code_scripts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import ProcessPoolExecutor
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog

    Files = Mapping[str, str | bytes]  # contents by path below docs/


GENERATED = (
    "r/*.md",
    "q/*.md",
    "p/*.md",
    "compare/limits/*.md",
    "compare/names/*.md",
    "reference/changes/*.md",
    "_gen/**/*.js",
    "assets/*.js",
    "assets/*.css",
    "decks/*.apkg",
    "api/**/*.*",
    "feeds/*",
)


def prepare(catalog: Catalog, docs: Path = DOCS, pool: ProcessPoolExecutor | None = None) -> list[Path]:
    """Write the generated files under `docs`; return those that changed or are gone.

    A pool is for the catalog of this project only: its processes have read it, or read it themselves.
    """
    pages = {docs / "r" / f"{row}.md": row_source(catalog, row) for row in catalog.rows}
    pages |= {docs / "p" / f"{name}.md": platform_source(catalog, name) for name in catalog.partial_platforms}
    pages |= {docs / "q" / f"{question}.md": question_source(catalog, question) for question in catalog.questions}
    homes = dict.fromkeys(catalog.limit_capability.values())
    pages |= {docs / "compare/limits" / f"{home}.md": limits_source(catalog, home) for home in homes}
    owners = dict.fromkeys(thing.platform for thing in catalog.things.values())
    pages |= {docs / "compare/names" / f"{owner}.md": names_source(catalog, owner) for owner in owners}
    dates = dict.fromkeys(change.date for change in catalog.changes)
    pages |= {docs / "reference/changes" / f"{date}.md": day_source(catalog, date) for date in dates}
    changed = [path for path, text in pages.items() if write_if_changed(path, text)]
    # Cards, rows and decks link to the pages, which must be there.
    if pool is None:
        parts = [part(catalog, docs) for part in PARTS]
    else:
        parts = [future.result() for future in [pool.submit(part_of_project, part, docs) for part in PARTS]]
    files = {docs / name: content for part in parts for name, content in part.items()}
    changed += [path for path, content in files.items() if write_if_changed(path, content)]
    generated = {*pages, *files}
    for pattern in GENERATED:
        for old in docs.glob(pattern):
            if old not in generated:
                old.unlink()
                changed.append(old)
    return changed


def card_part(catalog: Catalog, _docs: Path) -> Files:
    """Return the coach's cards by path below docs/."""
    return {f"_gen/{name}": text for name, text in card_scripts(catalog).items()}


def code_part(catalog: Catalog, _docs: Path) -> Files:
    """Return the samples that scripts open in place."""
    return {f"_gen/{name}": text for name, text in code_scripts(catalog).items()}


def script_part(catalog: Catalog, _docs: Path) -> Files:
    """Return the other scripts with data."""
    return {
        **row_scripts(catalog),
        **limit_scripts(catalog),
        **name_scripts(catalog),
        "_gen/paste.js": paste_script(catalog),
        "_gen/cost.js": cost_script(catalog),
        "_gen/selector.js": selector_script(catalog),
        "_gen/selector-changes.js": selector_changes_script(catalog),
        "_gen/share.js": share_script(catalog, site_url()),
    }


def deck_part(catalog: Catalog, docs: Path) -> Files:
    """Return the Anki decks."""
    return {deck_path(name): content for name, content in deck_packages(catalog, site_url(), docs).items()}


def api_part(catalog: Catalog, docs: Path) -> Files:
    """Return the data API."""
    return {f"{API}{name}": content for name, content in api_files(catalog, site_url(), docs).items()}


def news_part(catalog: Catalog, docs: Path) -> Files:
    """Return feeds and calendars."""
    return {**feed_files(catalog, site_url(), docs), **calendar_files(catalog, site_url(), docs)}


def search_part(catalog: Catalog, docs: Path) -> Files:
    """Return the scripts of the search."""
    return {**search_scripts(search_source(catalog, docs))}


def web_part(catalog: Catalog, _docs: Path) -> Files:
    """Return scripts and styles."""
    return bundles(catalog.platforms)


def write_bundles(catalog: Catalog, docs: Path = DOCS) -> None:
    """Write scripts and styles alone: enough after an edit of one."""
    for name, content in bundles(catalog.platforms).items():
        write_if_changed(docs / name, content)


PARTS = (search_part, card_part, api_part, script_part, code_part, deck_part, news_part, web_part)  # the longest first


def part_of_project(part: Callable[[Catalog, Path], Files], docs: Path) -> Files:
    """Make a part from the project's own catalog: what a process of a pool does."""
    return part(load_catalog(), docs)


def write_if_changed(path: Path, content: str | bytes) -> bool:
    """Write `content` unless the file holds it already; return whether it was written."""
    encoded = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == encoded:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encoded)
    return True


def share_script(catalog: Catalog, site: str) -> str:
    """Return a classic script that holds what a shared text says and no page does: the site's address, the data's day."""
    return global_script("CMLP_SHARE", {"asOf": catalog.as_of, "site": site})
