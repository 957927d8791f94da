"""The menu has a line for every page of a full platform, none is asked of a partial one."""

from __future__ import annotations

from conftest import PLATFORMS

from cloud_ml_platforms.site.navigation import CONFIG, navigation_faults


def test_the_menu_is_whole(catalog):
    assert not list(navigation_faults(catalog))


def test_a_line_that_is_missing_is_named_with_what_to_write(catalog, tmp_path):
    menu = tmp_path / "mkdocs.yml"
    page = f"translate/{PLATFORMS[0]}-to-{PLATFORMS[1]}/index.md"
    text = CONFIG.read_text()
    menu.write_text("\n".join(line for line in text.splitlines() if not line.endswith(f": {page}")))
    (fault,) = navigation_faults(catalog, menu)
    mine, theirs = (catalog.platforms[name].short for name in PLATFORMS[:2])
    assert str(fault).endswith(f"nav: found no {page}; expected a line such as `- {mine} to {theirs}: {page}`")
