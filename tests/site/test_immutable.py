"""Own scripts and styles stand below a sum of their content; every page that names one follows."""

from __future__ import annotations

import hashlib
import re
import shutil

import pytest

from cloud_ml_platforms.site.immutable import make_immutable

PAGE = """<link rel="stylesheet" href="{root}assets/site.css"><link rel=stylesheet href="{root}assets/stylesheets/main.12345678.min.css">
<script src="{root}assets/page.js"></script><form data-rows="{root}_gen/rows.js" data-cards="{root}_gen/cards/"></form>
<img src="{root}assets/mark.svg"><a href="{root}api/assets/x.json">assets/site.css</a>"""


@pytest.fixture
def folder(tmp_path):
    files = {
        "index.html": PAGE.format(root=""),
        "a/b/index.html": PAGE.format(root="../../"),
        "404.html": PAGE.format(root="/guide/"),
        **dict.fromkeys(("assets/site.css", "assets/page.js", "_gen/rows.js", "_gen/cards/a.js"), "x"),
        **dict.fromkeys(("assets/mark.svg", "assets/stylesheets/main.12345678.min.css"), "x"),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


NOW = hashlib.sha256(b"x").hexdigest()[:8]  # of the theme's files as the build has left them


def test_own_files_move_together_and_the_theme_s_are_named_by_what_they_hold(folder):
    moved = make_immutable(folder)
    assert moved.parent == folder / "v"
    assert {path.relative_to(moved).as_posix() for path in moved.rglob("*.*")} == {
        "assets/site.css",
        "assets/page.js",
        "_gen/rows.js",
        "_gen/cards/a.js",
    }
    assert not (folder / "_gen").exists()
    remaining = {path.relative_to(folder).as_posix() for path in (folder / "assets").rglob("*.*")}
    assert remaining == {"assets/mark.svg", f"assets/stylesheets/main.{NOW}.min.css"}


@pytest.mark.parametrize(("page", "root"), [("index.html", ""), ("a/b/index.html", "../../"), ("404.html", "/guide/")])
def test_pages_follow_wherever_they_stand(folder, page, root):
    folder_of_hash = f"{root}v/{make_immutable(folder).name}/"
    text = (folder / page).read_text(encoding="utf-8")
    assert re.findall(r'(?:href|src|data-\w+)="([^"]*)"', text) == [
        f"{folder_of_hash}assets/site.css",
        f"{root}assets/stylesheets/main.{NOW}.min.css",
        f"{folder_of_hash}assets/page.js",
        f"{folder_of_hash}_gen/rows.js",
        f"{folder_of_hash}_gen/cards/",
        f"{root}assets/mark.svg",
        f"{root}api/assets/x.json",
    ]
    assert ">assets/site.css</a>" in text


def test_the_name_changes_with_the_content_or_the_name_of_any_and_with_nothing_else(folder, tmp_path_factory):
    def name(change=lambda _: None):
        copy = tmp_path_factory.mktemp("copy") / "site"
        shutil.copytree(folder, copy)
        change(copy)
        return make_immutable(copy).name

    first = name()
    assert first == name()
    assert first == name(lambda site: (site / "index.html").write_text("another"))
    changes = (
        lambda site: (site / "_gen/cards/a.js").write_text("y"),
        lambda site: (site / "assets/page.js").rename(site / "assets/pages.js"),
        lambda site: (site / "assets/site.css").unlink(),
    )
    assert len({first, *(name(change) for change in changes)}) == 1 + len(changes)


@pytest.mark.site
def test_no_page_of_the_site_names_an_own_file_by_an_address_that_may_change(site):
    (version_folder,) = (site / "v").iterdir()
    files = set()
    for path in site.rglob("*.html"):
        for address in re.findall(r'="([^"]*\b(?:assets|_gen)/[^"]*)"', path.read_text(encoding="utf-8")):
            if re.search(r"assets/[\w-]+\.(css|js)$|_gen/", address):
                assert f"v/{version_folder.name}/" in address, f"{path}: {address}"
                files.add(address.rpartition(f"{version_folder.name}/")[2])
    assert {"assets/site.css", "assets/site.js", "_gen/rows/", "_gen/cards/"} <= files
    assert not list(site.glob("assets/*.css")) + list(site.glob("assets/*.js")) + list(site.glob("_gen"))
