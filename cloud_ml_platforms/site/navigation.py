"""The menu is written by hand: this names the pages that it lacks, and those that are not there."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from mkdocs.utils.yaml import yaml_load
from pathspec.gitignore import GitIgnoreSpec

from cloud_ml_platforms.catalog.yaml_files import Fault
from cloud_ml_platforms.exports.menu import menu_pages
from cloud_ml_platforms.paths import DOCS, MKDOCS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog


def navigation_faults(catalog: Catalog, config: Path = MKDOCS, docs: Path = DOCS) -> Iterator[Fault]:
    """Yield a fault for each page of a full platform, each of a pair and each written one that the menu does not hold."""
    text = config.read_text(encoding="utf-8")
    lines = text.splitlines()
    value = yaml_load(text)
    menu = [menu_page.source for menu_page in menu_pages(value["nav"])]
    required = dict(_required_pages(catalog))
    for page, title in required.items():
        if page not in menu:
            found, expected = f"no {page}", f"a line such as `- {title}: {page}`"
            yield Fault(config.name, lines.index("nav:") + 1, "nav", found, expected)
    for page in menu:
        if not (docs / page).is_file():
            line = next(number for number, line in enumerate(lines, 1) if line.endswith(page))
            yield Fault(config.name, line, "nav", page, f"a page of {docs.name}/")
    unlisted = GitIgnoreSpec.from_lines(value.get("not_in_nav", "").splitlines())
    for path in sorted(docs.rglob("*.md")):
        page = path.relative_to(docs).as_posix()
        if page not in menu and page not in required and not unlisted.match_file(page):
            expected = f"a line such as `- Title: {page}` below nav in {config.name}, or a pattern below not_in_nav"
            yield Fault(f"{docs.name}/{page}", 1, "", "a page that is in no menu", expected)


def _required_pages(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for platform in catalog.full_platforms.values():
        yield f"providers/{platform.id}.md", platform.long
        yield f"providers/{platform.id}/workload.md", f"In code on {platform.short}"
    for my_platform, their_platform in permutations(catalog.full_platforms.values(), 2):
        yield (
            f"translate/{my_platform.id}-to-{their_platform.id}/index.md",
            f"{my_platform.short} to {their_platform.short}",
        )
