"""The site as built: whole, addressed as promised, the same twice."""

from __future__ import annotations

import filecmp
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import brotli
import pytest
from conftest import ELSEWHERE, PLATFORMS, move_world
from lxml import html

from cloud_ml_platforms.exports.twins import published_path
from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.site.compress import BROTLI
from cloud_ml_platforms.site.site_check import check_site, read_page

pytestmark = pytest.mark.site


def page_ids(site, page):
    return {element_id for element_id, _ in read_page(site / page / "index.html").ids}


def test_the_built_site_has_no_fault(site):
    assert check_site(site) == []


def test_every_row_cell_limit_event_question_and_term_has_an_address(site, catalog):
    for capability in catalog.capabilities.values():
        ids = page_ids(site, f"compare/{capability.id}")
        for row in capability.rows:
            assert row.id in ids
            assert {f"{row.id}--{platform}" for platform in PLATFORMS} <= ids
            assert (site / "r" / row.id / "index.html").is_file()
    assert set(catalog.rows) <= page_ids(site, "compare")
    assert set(catalog.limits) <= page_ids(site, "compare/limits")
    assert set(catalog.events) | set(catalog.things) <= page_ids(site, "compare/names")
    assert set(catalog.terms) <= page_ids(site, "reference/glossary")
    assert set(catalog.lifecycle) <= page_ids(site, "compare/lifecycle")
    for theme in catalog.themes:
        ids_of_questions = {question.id for question in catalog.questions.values() if question.theme == theme}
        assert ids_of_questions <= page_ids(site, f"interview/{theme}")
    for platform in PLATFORMS:
        ids_of_questions = {
            question.id
            for question in catalog.questions.values()
            if question.theme == "platform-depth" and question.platforms == (platform,)
        }
        assert ids_of_questions <= page_ids(site, f"providers/{platform}")


def test_no_generated_page_of_a_row_that_is_gone(site, catalog):
    assert {path.name for path in (site / "r").iterdir()} == set(catalog.rows)


def test_titles_and_descriptions_are_there_and_unique(site):
    path_by_text = {}
    for path in sorted(site.rglob("index.html")):
        text = path.read_text(encoding="utf-8")
        title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)[1]
        description = re.search(r'<meta name="description" content="(.*?)"', text, re.DOTALL)
        assert description, path
        for words in (title, description[1]):
            assert words not in path_by_text, f"{path} and {path_by_text[words]}: {words}"
            path_by_text[words] = path


def test_the_comparison_guide_is_small(site):
    text = (site / "compare" / "index.html").read_text(encoding="utf-8")
    assert len(re.findall(r"<[a-zA-Z]", text)) <= 3000


def test_a_table_has_a_caption_and_scoped_headers(site):
    for path in sorted(site.rglob("index.html")):
        text = path.read_text(encoding="utf-8")
        for table in re.findall(r"<table class=.*?</table>", text, re.DOTALL):
            assert "<caption" in table, path
            heads = re.findall(r"<th\b[^>]*>", table)
            assert heads
            assert all("scope=" in head for head in heads), path


def linked_assets(site, page):
    """The styles and scripts of a page. The search comes when it is used (tests/reader/test_search.py)."""
    text = (site / page / "index.html").read_text(encoding="utf-8")
    for link in re.findall(r'<(?:script|link)\b[^>]*?(?:src|href)="([^"]+\.(?:js|css))"', text):
        yield ((site / page) / link).resolve()


@cache
def compressed(path: Path, quality: int) -> int:
    return len(brotli.compress(path.read_bytes(), quality=quality))


def weight(files, quality):
    return sum(compressed(file, quality) for file in files)


# The comparison guide has its own budget; ledger, limits, sources, translations, the question bank, the selector's
# criteria and the calculator's prices are of its kind.
BIG_TABLES = re.compile(
    r"compare(/limits|/names|/since)?|reference/sources|translate/[a-z-]+-to-[a-z-]+|interview/questions|choose/(selector|cost)"
)


def test_a_first_visit_is_small(site):
    """A page with its styles and scripts, compressed as a release is (brotli): at most 100 KB, big tables 150 KB."""
    sizes = {}
    for path in sorted(site.rglob("index.html")):
        page = path.parent.relative_to(site).as_posix().removeprefix(".")
        files = {path, *linked_assets(site, page)}
        bound = (150 if BIG_TABLES.fullmatch(page) else 100) * 1024
        if weight(files, 4) > bound and weight(files, BROTLI) > bound:  # most are small enough with less work
            sizes[page] = weight(files, BROTLI)
    assert not sizes


def same_tree(first: Path, second: Path):
    names = sorted(path.relative_to(first).as_posix() for path in first.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(second).as_posix() for path in second.rglob("*") if path.is_file())
    _, different, errors = filecmp.cmpfiles(first, second, names, shallow=False)
    assert not different
    assert not errors


def build_in(folder: Path, out: Path, *command: str):
    done = subprocess.run(
        [sys.executable, "-m", "cloud_ml_platforms", *command, "--to", str(out)],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(folder), **ELSEWHERE},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_a_build_elsewhere_without_history_is_the_same(small_site, project, tmp_path):
    """The small world in another folder, time zone and order of hashes. What is not committed is built from a copy."""
    status = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=False)
    folder = tmp_path / "other"
    if status.returncode != 0 or status.stdout:
        folder = project
    else:
        folder.mkdir()
        archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
        subprocess.run(["tar", "x"], cwd=folder, input=archive, check=True)
    if not (folder / "web" / "node_modules").exists():  # what is installed, not what is committed
        (folder / "web" / "node_modules").symlink_to(ROOT / "web" / "node_modules")
    move_world(folder)
    build_in(folder, tmp_path / "again", "site")
    same_tree(small_site, tmp_path / "again")


def without_addresses(page: Path):
    """What an article is made of, in order, but for where it leads: the copy for the disk leads to files."""
    article = html.parse(str(page)).find(".//article")
    return [
        (element.tag, element.text, element.tail, element.get("id"), element.get("class")) for element in article.iter()
    ]


def test_all_of_the_data_is_the_same_from_disk_in_another_time_zone_and_order_of_hashes(site, offline_site):
    """Pages, decks, feeds and the API; the small world is the same byte for byte (above)."""
    pages = {
        path: site / published_path(path.relative_to(offline_site).as_posix()) for path in offline_site.rglob("*.html")
    }
    pages = {path: page / "index.html" for path, page in pages.items() if b"<article" in path.read_bytes()}
    assert pages
    different = [path for path, page in pages.items() if without_addresses(path) != without_addresses(page)]
    assert different == [offline_site / "reference" / "offline.html"]  # each says how a copy of it is kept
    files = [path for folder in ("api", "decks", "feeds") for path in (offline_site / folder).rglob("*.*")]
    assert files
    assert [path for path in files if path.read_bytes() != (site / path.relative_to(offline_site)).read_bytes()] == []


def test_snippets_were_put_in(site):
    for path in sorted(site.rglob("index.html")):
        text = re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8"))
        assert not re.search(r"--8\s*(?:<|&lt;)", text), path
