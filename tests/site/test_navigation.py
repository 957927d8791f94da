"""The menu has a line for every written page, and for all that a full platform needs; none is asked of a partial one."""

from __future__ import annotations

import shutil

from conftest import PLATFORMS

from cloud_ml_platforms.paths import DOCS, MKDOCS
from cloud_ml_platforms.site.navigation import navigation_faults


def test_the_menu_is_whole(catalog):
    assert not list(navigation_faults(catalog))


def test_a_line_that_is_missing_is_named_with_what_to_write(catalog, tmp_path):
    menu = tmp_path / "mkdocs.yml"
    page = f"translate/{PLATFORMS[0]}-to-{PLATFORMS[1]}/index.md"
    text = MKDOCS.read_text()
    menu.write_text("\n".join(line for line in text.splitlines() if not line.endswith(f": {page}")))
    (fault,) = navigation_faults(catalog, menu)
    mine, theirs = (catalog.platforms[name].short for name in PLATFORMS[:2])
    assert str(fault).endswith(f"nav: found no {page}; expected a line such as `- {mine} to {theirs}: {page}`")


def test_a_page_in_no_menu_is_named_with_what_to_write(catalog, tmp_path):
    docs = shutil.copytree(DOCS, tmp_path / "docs", ignore=shutil.ignore_patterns("assets", "_gen"))
    (docs / "compare" / "new.md").write_text("# New\n", encoding="utf-8")
    (docs / "r").mkdir(exist_ok=True)
    (docs / "r" / "ep-new.md").write_text("# A row's page, which no menu has\n", encoding="utf-8")
    (fault,) = navigation_faults(catalog, docs=docs)
    assert str(fault) == (
        "docs/compare/new.md:1: found a page that is in no menu; "
        "expected a line such as `- Title: compare/new.md` below nav in mkdocs.yml, or a pattern below not_in_nav"
    )


def test_a_line_of_the_menu_that_leads_nowhere_is_named(catalog, tmp_path):
    menu = tmp_path / "mkdocs.yml"
    text = MKDOCS.read_text(encoding="utf-8")
    menu.write_text(f"{text.rstrip()}\n  - Gone: about/gone.md\n", encoding="utf-8")
    (fault,) = navigation_faults(catalog, menu)
    assert str(fault) == (
        f"mkdocs.yml:{len(text.rstrip().splitlines()) + 1}: nav: found about/gone.md; expected a page of docs/"
    )
