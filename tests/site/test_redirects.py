"""What moved leads on: on a server, below a path and from disk, with scripts and without; the map is held to rules."""

from __future__ import annotations

import shutil

import pytest
from conftest import plant

from cloud_ml_platforms.catalog.yaml_files import YamlFile
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.site.audit.__main__ import serving
from cloud_ml_platforms.site.headers import script_hashes
from cloud_ml_platforms.site.redirects import (
    RedirectError,
    is_redirected,
    redirect_faults,
    with_anchor,
    write_redirects,
)
from cloud_ml_platforms.site.site_check import check_site, read_page

REDIRECTS = {
    "r/ep-old/": "compare/limits/",
    "r/ep-older/": "about/",
    "choose/old/": "compare/limits/#lim-ep-timeout-s",
    "r/": "about/",
    "compare/limits/#lim-away": "about/#executed",
    "compare/limits/#lim-renamed": "compare/limits/#lim-ep-timeout-s",
    "api/v1/old.json": "api/v1/limits.json",
}
ONLINE = ("api/v1/limits.json", "manifest.webmanifest", "sw.js")
PAGES = {False: ("about/index.html", "compare/limits/index.html"), True: ("about/index.html", "compare/limits.html")}


def part_of(built, target, *, offline):
    """Copy what the redirects need of a built site: assets, two pages and what a limit opens to, a file of the API."""
    for name in ("assets", "_gen/limits-from-disk" if offline else "v"):
        shutil.copytree(built / name, target / name)
    for name in (*PAGES[offline], "index.html", *(() if offline else ONLINE)):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(built / name, target / name)
    (target / "r").mkdir()
    return target


@pytest.fixture(scope="module")
def online(site, tmp_path_factory):
    target = part_of(site, tmp_path_factory.mktemp("online") / "a" / "path", offline=False)
    write_redirects(target, REDIRECTS)
    return target


@pytest.fixture(scope="module")
def from_disk(offline_site, tmp_path_factory):
    target = part_of(offline_site, tmp_path_factory.mktemp("disk") / "a path", offline=True)
    write_redirects(target, REDIRECTS, offline=True)
    return target


def own_faults(target, names):
    """Return what is wrong with the pages that were written; the copy lacks most of what others link to."""
    there = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    faults = [fault for fault in check_site(target) if fault.partition(":")[0] in names]
    return [fault for fault in faults if not ("broken link" in fault and fault.rsplit(" ", 1)[1] not in there)]


@pytest.mark.site
def test_the_pages_that_are_written_are_whole(online, from_disk):
    assert own_faults(online, {"r/ep-old/index.html", "choose/old/index.html", "compare/limits/index.html"}) == []
    assert own_faults(from_disk, {"r/ep-old.html", "r.html", "r/index.html", "choose/old.html"}) == []
    pages = [online / "r/ep-old/index.html", online / "choose/old/index.html", from_disk / "choose/old.html"]
    texts = [page.read_text(encoding="utf-8") for page in pages]
    assert all('<meta name="robots" content="noindex">' in text for text in texts)
    assert len(script_hashes(texts)) == 1, "the policy names one script for all of them"
    assert 'rel="canonical" href="https://cloud-ml-platforms.example/compare/limits/"' in texts[0]
    assert "canonical" not in texts[2]


@pytest.mark.site
def test_a_file_that_moved_stands_at_both_addresses(online):
    assert (online / "api/v1/old.json").read_bytes() == (online / "api/v1/limits.json").read_bytes()


@pytest.mark.site
def test_a_copy_for_the_disk_has_the_page_of_a_folder_at_both_names(from_disk):
    assert 'href="about/index.html"' in (from_disk / "r.html").read_text(encoding="utf-8")
    assert 'href="../about/index.html"' in (from_disk / "r/index.html").read_text(encoding="utf-8")


@pytest.mark.site
def test_a_section_that_left_its_page_is_a_link_to_where_it_went(online):
    page = online / "compare/limits/index.html"
    assert '<p id="lim-away">Moved: <a href="../../about/#executed">Code that was executed</a></p>' in page.read_text()
    assert {"lim-away", "lim-renamed"} <= {element_id for element_id, _ in read_page(page).ids}


# In a browser ----------------------------------------------------------------------------------------------------------

FOLLOWED = {
    "r/ep-old/": "compare/limits/",
    "r/ep-old/#lim-ep-timeout-s": "compare/limits/#lim-ep-timeout-s",
    "r/ep-old/#?mine=azure-ml": "compare/limits/#?mine=azure-ml",
    "r/ep-old/#%E0%A4%A": "compare/limits/#%E0%A4%A",  # no text at all
    "r/ep-old/?q=1#lim-ep-timeout-s": "compare/limits/?q=1#lim-ep-timeout-s",
    "choose/old/#left": "compare/limits/#lim-ep-timeout-s",
    "r/": "about/",
}
WITHOUT_SCRIPTS = {"r/ep-old/": "compare/limits/", "r/ep-older/": "about/", "r/": "about/"}


def from_file(address):
    path, mark, section = address.replace("/?", "?").replace("/#", "#").partition("#")
    path, question, query = path.removesuffix("/").partition("?")
    name = "about/index.html" if path == "about" else f"{path}.html"
    return name + question + query + mark + section


@pytest.mark.site
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_moved_page_leads_on_below_a_path(online, open_page, scripts):
    with serving(online.parent.parent) as address:
        base = f"{address}/a/path/"
        for old, new in (FOLLOWED if scripts else WITHOUT_SCRIPTS).items():
            page = open_page(base + old, scripts=scripts, wait="commit")
            page.wait_for_function("wanted => location.href === wanted", arg=base + new)


@pytest.mark.site
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_moved_page_leads_on_from_disk(from_disk, open_page, scripts):
    base = f"{from_disk.as_uri()}/"
    for old, new in (FOLLOWED if scripts else WITHOUT_SCRIPTS).items():
        page = open_page(base + from_file(old), scripts=scripts, wait="commit")
        page.wait_for_function("wanted => location.href === wanted", arg=base + from_file(new))


@pytest.mark.site
def test_the_way_back_is_not_barred(online, open_page):
    with serving(online) as address:
        page = open_page(f"{address}/about/", wait="commit")
        page.goto(f"{address}/r/ep-old/", wait_until="commit")
        page.wait_for_url(f"{address}/compare/limits/", wait_until="load")
        page.go_back(wait_until="commit")
        assert page.url == f"{address}/about/"


@pytest.mark.site
def test_a_section_with_another_id_on_the_same_page_is_reached_by_the_old_one(online, open_page):
    with serving(online) as address:
        page = open_page(f"{address}/compare/limits/#lim-renamed")
        gap = "document.querySelector('#lim-renamed').getBoundingClientRect().top - document.querySelector('#lim-ep-timeout-s').getBoundingClientRect().top"
        assert abs(page.evaluate(gap)) < 10
        assert page.evaluate("document.querySelector('#lim-renamed').getBoundingClientRect().top") < 400


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ('<h2 class="a" id="new">N</h2>', '<h2 class="a" id="new"><span id="old"></span>N</h2>'),
        ("<h2 id=new>N</h2>", '<h2 id=new><span id="old"></span>N</h2>'),
        ('<tr id="new"><td>N</td></tr>', '<tr id="new"><td><span id="old"></span>N</td></tr>'),
        ('<ul id="new"><li>N</li></ul>', '<span id="old"></span><ul id="new"><li>N</li></ul>'),
        ('<p id="newer">M</p><p id="new">N</p>', '<p id="newer">M</p><p id="new"><span id="old"></span>N</p>'),
    ],
)
def test_a_mark_stands_where_html_allows_it(page, marked):
    assert with_anchor(page, "#new", "old") == marked


@pytest.mark.site
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("about/", "compare/limits/", "is a page of today"),
        ("r/ep-old/", "r/no-such/", "r/no-such/ leads nowhere"),
        ("r/ep-old/", "compare/limits/#no-such", "compare/limits/#no-such leads nowhere"),
        ("compare/limits/#old", "compare/limits/#no-such", "compare/limits/#no-such leads nowhere"),
        ("no/such/#old", "about/", "no/such/#old is on no page"),
        ("api/v1/old.json", "api/v1/no-such.json", "api/v1/no-such.json leads nowhere"),
    ],
)
def test_a_redirect_that_does_not_fit_the_pages_stops_the_build(site, tmp_path, old, new, said):
    target = part_of(site, tmp_path / "site", offline=False)
    with pytest.raises(RedirectError, match=said):
        write_redirects(target, {old: new})


# Rules -----------------------------------------------------------------------------------------------------------------

THERE = frozenset({"", "new/", "new/#here", "page/", "page/#here", "new.json"})
FAULTS = {
    "alive": ("page/", "new/", "found page/, an address that leads somewhere"),
    "alive section": ("page/#here", "new/", "found page/#here, an address that leads somewhere"),
    "home": ("/", "new/", "found /, an address that leads somewhere"),
    "no page": ("old/#x", "new/", "found old/#x, on a page that is no more; expected a redirect of old/"),
    "nowhere": ("old/", "neww/", "found neww/, which leads nowhere; expected an address of today; nearest: new/"),
    "file": ("old.json", "new/", "found new/, for old.json; expected a page for a page"),
}


def faults_of(redirects):
    lines = {("redirects", old): 4 + number for number, old in enumerate(redirects)}
    return [str(fault) for fault in redirect_faults(redirects, YamlFile("data/redirects.yml", lines=lines), THERE)]


@pytest.mark.parametrize("name", FAULTS)
def test_a_wrong_redirect_is_a_fault(name):
    old, new, said = FAULTS[name]
    (fault,) = faults_of({old: new})
    assert fault.startswith(f"data/redirects.yml:4: redirects.{old}: {said}")


def test_right_redirects_are_none():
    assert faults_of({"old/": "/", "page/#x": "new/#here", "o.json": "new.json"}) == []


def test_chains_and_loops_are_faults():
    assert faults_of({"a/": "b/", "b/": "a/"}) == [
        "data/redirects.yml:4: redirects.a/: found b/, which is redirected itself; expected where that one leads",
        "data/redirects.yml:5: redirects.b/: found a/, which is redirected itself; expected where that one leads",
    ]


def test_a_page_takes_its_sections_along():
    for address in ("old/", "old/#any", "page/#x"):
        assert is_redirected(address, {"old/": "new/", "page/#x": "new/"}), address
    for address in ("gone/", "old", "page/", "page/#y"):
        assert not is_redirected(address, {"old/": "new/", "page/#x": "new/"}), address


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("/r/ep-old/: about/", "match pattern"),
        ("r/ep-old/: 'https://a.example/'", "match pattern"),
        ("r/ep-old/: {to: about/}", "expected a valid string"),
        ("r/ep-old/: about/, r/ep-old/: r/", "a second 'r/ep-old/'"),
    ],
)
def test_a_redirect_that_is_none_is_named_with_its_line(world_data, entry, said):
    line = plant(world_data / "redirects.yml", "redirects: {}", f"redirects:\n  {{{entry}}}")
    with pytest.raises(Exception, match=said) as caught:
        load_catalog(world_data)
    assert f"data/redirects.yml:{line + 1}:" in str(caught.value)
