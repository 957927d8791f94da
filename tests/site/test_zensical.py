"""The same sources build with Zensical, through everything that follows a build; what differs is listed in data/engine.yml.

A difference that no test allows fails; so does an entry of the list that no longer applies. Both engines build the small
world, which has every form of element and of link that the site has: what differs does not depend on how much there is.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path

import pytest
from conftest import built_once
from lxml import etree

from cloud_ml_platforms.site.audit.__main__ import serving
from cloud_ml_platforms.site.site_check import check_site

pytestmark = pytest.mark.site


class Reader:
    """Collects what a page says of itself in its head, where it leads, the ids and the words in its article."""

    def __init__(self):
        self.depth = 0
        self.scripts = 0
        self.head = set()
        self.around = set()
        self.links = []
        self.forms = set()
        self.ids = set()
        self.words = []

    def start(self, tag, values):
        self.depth += tag == "article"
        self.scripts += tag in {"script", "style"}
        if tag == "meta" or (tag == "link" and {"canonical", "alternate"} & set(values["rel"].split())):
            kind = values.get("name") or values.get("property") or values.get("rel")
            self.head.add((kind, values.get("content"), values.get("href")))
            self.forms.add((tag, kind))
        if self.depth:
            self.ids |= {values["id"]} if values.get("id") else set()
            linking = [name for name, value in values.items() if value and is_linking(name, value)]
            self.links += [values[name] for name in linking]
            self.forms.add((tag, *sorted(linking)))
        elif tag == "a" and "href" in values:
            self.around.add(values["href"] or ".")

    def end(self, tag):
        self.depth -= tag == "article"
        self.scripts -= tag in {"script", "style"}

    def data(self, data):
        if self.depth and not self.scripts:
            self.words += data.split()

    def close(self):
        return self


def is_linking(name, value):
    return name in {"href", "src", "action"} or (name.startswith("data-") and "../" in value)


@cache
def read(path: Path) -> Reader:
    return etree.fromstring(path.read_bytes(), etree.HTMLParser(target=Reader(), encoding="utf-8"))


@pytest.fixture(scope="session")
def zensical_site(tmp_path_factory):
    return built_once(tmp_path_factory, "zensical", "site", "--engine", "zensical", small=True)


@pytest.fixture(scope="session")
def zensical_offline(tmp_path_factory):
    return built_once(tmp_path_factory, "zensical-offline", "offline", "--engine", "zensical", small=True)


@pytest.fixture
def differences(catalog):
    return {difference.id: difference for difference in catalog.engine.differences}


def pages(site):
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


def unlike(site, zensical_site, read_part):
    """Return what `read_part` finds different about each page: of MkDocs' build, of Zensical's."""
    parts = {name: (read_part(site, name), read_part(zensical_site, name)) for name in sorted(pages(site))}
    return {name: (ours, theirs) for name, (ours, theirs) in parts.items() if ours != theirs}


def test_the_small_world_has_every_form_that_the_site_has(site, small_site):
    """What the head says of a page; elements, with the attributes that hold a link. Samples are of the real site alone."""

    def forms(folder):
        return set().union(*(read(folder / name).forms for name in pages(folder)))

    assert forms(site) - forms(small_site) == {("div", "data-scripts")}


def test_the_addresses_are_the_same(small_site, zensical_site):
    assert pages(small_site) == pages(zensical_site)


def test_the_anchors_are_the_same(small_site, zensical_site):
    def ids(folder, name):
        return {element_id for element_id in read(folder / name).ids if not re.match(r"__|cmlp-", element_id)}

    assert {name: ours ^ theirs for name, (ours, theirs) in unlike(small_site, zensical_site, ids).items()} == {}


def test_the_texts_are_the_same(small_site, zensical_site):
    """But for blanks: where one breaks a line, the other need not."""
    different = {}
    pairs_by_page = unlike(small_site, zensical_site, lambda folder, name: "".join(read(folder / name).words))
    for name, (ours, theirs) in pairs_by_page.items():
        pairs = enumerate(zip(ours, theirs, strict=False))
        index = next(
            (place for place, (our_character, their_character) in pairs if our_character != their_character),
            min(len(ours), len(theirs)),
        )
        different[name] = (ours[index : index + 60], theirs[index : index + 60])
    assert different == {}


def test_the_links_are_the_same(small_site, zensical_site):
    """Macros write them, and Zensical rewrites every href and src: a page deeper or higher is a broken link."""

    def links(folder, name):
        return [target(name, link) for link in read(folder / name).links]

    links_by_page = unlike(small_site, zensical_site, links)
    assert {name: sorted(set(ours) ^ set(theirs))[:5] for name, (ours, theirs) in links_by_page.items()} == {}


def target(name, link):
    """Return where a link leads from a page, as seen from the site's root; without the sum that our build adds to a path."""
    path, sign, suffix = re.fullmatch(r"([^?#]*)([?#]?)(.*)", link, re.DOTALL).groups()
    if path and not re.match(r"[\w+.-]+:|\{", path):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    return re.sub(r"\bv/\w{12}/", "", path) + sign + suffix


def test_what_follows_a_build_leaves_both_without_a_fault(zensical_offline):
    """The site is checked while it is built; so is the copy for the disk, but here by name."""
    assert check_site(zensical_offline) == []


# What differs: each test has the name of an entry in data/engine.yml -----------------------------------------------------


def test_every_entry_of_the_list_has_a_test_of_its_name(differences):
    assert {f"test_differs_{name.replace('-', '_')}" for name in differences} == {
        name for name in globals() if name.startswith("test_differs_")
    }


def test_differs_around_the_article(small_site, zensical_site):
    """Menu, tabs and foot lead to the same places; the link past them leads to the article, not to its first heading."""

    def around(folder, name):
        return {target(name, link) for link in read(folder / name).around}

    links_by_page = unlike(small_site, zensical_site, around)
    assert set(links_by_page) == pages(small_site) - {"404.html"}  # its template has that anchor
    for name, (ours, theirs) in links_by_page.items():
        assert theirs - ours == {"#__skip"}, name
        assert all(link.startswith("#") for link in ours - theirs), name


def test_differs_head(small_site, zensical_site):
    """The same but for the generator; the page for wrong addresses offers what belongs to a page of the site."""

    def head(folder, name):
        return {(kind, text, target(name, link or "")) for kind, text, link in read(folder / name).head}

    heads_by_page = unlike(small_site, zensical_site, head)
    assert set(heads_by_page) == pages(small_site)
    for name, (ours, theirs) in heads_by_page.items():
        more = {"alternate feed", "alternate "} if name == "404.html" else set()
        assert {kind for kind, *_ in ours - theirs} == {"generator"}, name
        assert {kind for kind, *_ in theirs - ours} == {"generator", *more}, name


@pytest.mark.browser
def test_the_search_is_ours(zensical_site, browser):
    """Under the same policy, with nothing of Zensical's own search."""
    assert not [path for path in zensical_site.rglob("search*.js*") if "v/" not in path.as_posix()]
    with serving(zensical_site) as address:
        context = browser.new_context(service_workers="block")
        page = context.new_page()
        problems = []
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.goto(f"{address}/about/")
        page.keyboard.press("/")
        page.keyboard.type("scale to zero")
        page.locator("[data-result]").first.click()
        page.wait_for_url("**/r/ep-*zero/")
        context.close()
    assert problems == []


@pytest.mark.browser
def test_the_copy_searches_from_disk(zensical_offline, open_page):
    page = open_page((zensical_offline / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("scale to zero")
    page.locator("[data-result]").first.click()
    page.wait_for_url("**/r/ep-*zero.html")
    assert page.foreign == []
    assert page.problems == []
