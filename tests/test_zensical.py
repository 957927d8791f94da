"""The same sources build with Zensical, and give the same addresses, anchors, links and table texts."""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from publish.prepare import prepare

pytestmark = pytest.mark.site

# What may differ, each with its reason. A difference that is not listed fails; an entry that no longer applies fails too.
FILES_OF_MKDOCS_ONLY = {
    "404.html": "Zensical writes it too, but with another layout; it is not a page of ours",
}


class Reader(HTMLParser):
    """Collects the ids and links inside the article and the words of its tables."""

    def __init__(self):
        super().__init__()
        self.links = []
        self.depth = 0
        self.tables = 0
        self.ids = set()
        self.words = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "article":
            self.depth += 1
        if self.depth and values.get("id"):
            self.ids.add(values["id"])
        if self.depth and tag == "table":
            self.tables += 1
        if self.depth:
            self.links += [values[name] for name in ("href", "src", "action") if values.get(name)]
            self.links += [value for name, value in attrs if name.startswith("data-") and value and "../" in value]

    def handle_endtag(self, tag):
        if tag == "article":
            self.depth -= 1
        if self.depth and tag == "table":
            self.tables -= 1

    def handle_data(self, data):
        if self.tables:
            self.words += data.split()


def read(path: Path) -> Reader:
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


@pytest.fixture(scope="module")
def zensical_site(tmp_path_factory, catalog):
    import shutil

    from conftest import COPIED

    from macros.catalog import ROOT

    folder = tmp_path_factory.mktemp("zensical")
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    prepare(catalog, folder / "docs")
    done = subprocess.run(
        [str(Path(sys.executable).parent / "zensical"), "build", "--clean", "--strict", "-f", "mkdocs.yml"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "DOCS_FAIL": "true"},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return folder / "site"


def pages(site):
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


def test_the_addresses_are_the_same(site, zensical_site):
    assert pages(site) - set(FILES_OF_MKDOCS_ONLY) == pages(zensical_site) - set(FILES_OF_MKDOCS_ONLY)


def test_the_anchors_are_the_same(site, zensical_site):
    different = {}
    for name in sorted(pages(site) - set(FILES_OF_MKDOCS_ONLY)):
        ours, theirs = read(site / name).ids, read(zensical_site / name).ids
        ours = {one for one in ours if not re.match(r"__|cmlp-", one)}
        theirs = {one for one in theirs if not re.match(r"__|cmlp-", one)}
        if ours != theirs:
            different[name] = sorted(ours ^ theirs)[:5]
    assert not different


def test_the_texts_of_tables_are_the_same(site, zensical_site):
    different = {}
    for name in sorted(pages(site) - set(FILES_OF_MKDOCS_ONLY)):
        ours, theirs = read(site / name).words, read(zensical_site / name).words
        if ours != theirs:
            at = next(
                (i for i, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]),
                min(len(ours), len(theirs)),
            )
            different[name] = (ours[at : at + 8], theirs[at : at + 8])
    assert not different


def test_the_links_are_the_same(site, zensical_site):
    """Macros write them, and Zensical rewrites every href and src: a page deeper or higher is a broken link."""
    different = {}
    for name in sorted(pages(site) - set(FILES_OF_MKDOCS_ONLY)):
        ours, theirs = links(site, name), links(zensical_site, name)
        if ours != theirs:
            different[name] = sorted(set(ours) ^ set(theirs))[:5]
    assert not different


def links(site, name):
    """Return where a page leads, from the site's root; scripts and styles of ours without the sum that the build adds."""
    folder = posixpath.dirname(name)
    found = []
    for link in read(site / name).links:
        path, sign, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", link, re.DOTALL).groups()
        if path and not re.match(r"[\w+.-]+:|/|\{", path):
            path = re.sub(r"^v/\w+/", "", posixpath.normpath(posixpath.join(folder, path)))
        found.append(path + sign + rest)
    return found
