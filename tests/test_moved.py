"""What moved leads on and what is gone says so: on a server, below a path and from disk, with scripts and without."""

from __future__ import annotations

import shutil

import pytest
from conftest import plant

from audit.__main__ import served
from macros import models as m
from macros.catalog import load_catalog
from macros.yaml_files import YamlFile
from publish import addresses as released
from publish.moved import MovedError, with_mark, write_moved
from publish.moved_rules import kept, moved_faults
from publish.site_check import check_site, read_page
from publish.web import bundles

SINCE = "2026-12-01"
ENTRIES = [
    {"from": "r/ep-old/", "to": "compare/limits/"},
    {"from": "r/ep-old/#left", "to": "about/#executed"},
    {"from": "r/ep-old/#lost", "was": "A lost part", "gone": "Nobody <needs> it."},
    {"from": "r/", "to": "about/"},
    {"from": "choose/old/", "was": "The old page", "gone": "What it was about ended.", "instead": "about/"},
    {"from": "choose/old/#left", "to": "compare/limits/#lim-ep-timeout-s"},
    {"from": "compare/limits/#lim-old", "was": "Old limit", "gone": "It ended.", "instead": "about/#executed"},
    {"from": "compare/limits/#lim-away", "to": "about/#executed"},
    {"from": "compare/limits/#lim-renamed", "to": "compare/limits/#lim-ep-timeout-s"},
    {"from": "api/v1/old.json", "to": "api/v1/limits.json"},
    {"from": "api/v1/gone.json", "was": "A file", "gone": "It ended."},
]
ONLINE = ("api/v1/limits.json", "manifest.webmanifest", "search/search_index.json", "sw.js")
PAGES = {False: ("about/index.html", "compare/limits/index.html"), True: ("about/index.html", "compare/limits.html")}


def moves(*entries: dict[str, str]) -> tuple[m.Moved, ...]:
    return tuple(m.Moved.model_validate({"since": SINCE, **entry}) for entry in entries)


def part_of(built, target, *, offline):
    """Copy what the entries need of a built site: assets, two pages, a file of the API; the rest is not looked at."""
    for name in ("assets", *(() if offline else ("v",))):
        shutil.copytree(built / name, target / name)
    own = bundles()
    for name in ("moved.js", "moved.css"):
        (target / "assets" / name).write_bytes(own[f"assets/{name}"])
    for name in (*PAGES[offline], "index.html", *(() if offline else ONLINE)):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(built / name, target / name)
    (target / "r").mkdir()
    return target


@pytest.fixture(scope="module")
def online(site, tmp_path_factory):
    target = part_of(site, tmp_path_factory.mktemp("online") / "a" / "path", offline=False)
    write_moved(target, moves(*ENTRIES))
    return target


@pytest.fixture(scope="module")
def from_disk(offline_site, tmp_path_factory):
    target = part_of(offline_site, tmp_path_factory.mktemp("disk") / "a path", offline=True)
    write_moved(target, moves(*ENTRIES), offline=True)
    return target


def own_faults(target, names):
    """Return what is wrong with the pages that were written; the copy lacks most of what others link to."""
    there = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    faults = [fault for fault in check_site(target) if fault.partition(":")[0] in names]
    return [fault for fault in faults if not ("broken link" in fault and fault.rsplit(" ", 1)[1] not in there)]


def test_the_pages_that_are_written_are_whole(online, from_disk):
    assert own_faults(online, {"r/ep-old/index.html", "choose/old/index.html", "compare/limits/index.html"}) == []
    assert own_faults(from_disk, {"r/ep-old.html", "r.html", "r/index.html", "choose/old.html"}) == []
    for page in (online / "r/ep-old/index.html", online / "choose/old/index.html", from_disk / "choose/old.html"):
        text = page.read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex">' in text
        assert "og:" not in text
        assert len(read_page(page).headings) == 1
    assert 'rel="canonical" href="https://cloud-ml-platforms.example/compare/limits/"' in (
        online / "r/ep-old/index.html"
    ).read_text(encoding="utf-8")
    assert "canonical" not in (from_disk / "r/ep-old.html").read_text(encoding="utf-8")
    assert "Nobody &lt;needs&gt; it." in (online / "r/ep-old/index.html").read_text(encoding="utf-8")


def test_a_tombstone_links_only_to_what_the_page_of_its_frame_links_to(site, online):
    def targets(page):
        return {
            (page.parent / link.partition("#")[0]).resolve() for link, _ in read_page(page).links if "://" not in link
        }

    asked = {path.relative_to(online) for path in targets(online / "choose/old/index.html")}
    known = {path.relative_to(site) for path in targets(site / "about/index.html")}
    assert {path.as_posix() for path in asked - known} <= {"choose/old", "about", "compare/limits"}
    assert len(asked) > 8


def test_a_file_that_moved_stands_at_both_addresses(online):
    assert (online / "api/v1/old.json").read_bytes() == (online / "api/v1/limits.json").read_bytes()
    assert not (online / "api/v1/gone.json").exists()


def test_a_copy_for_the_disk_has_the_page_of_a_folder_at_both_names(from_disk):
    assert 'href="about/index.html"' in (from_disk / "r.html").read_text(encoding="utf-8")
    assert 'href="../about/index.html"' in (from_disk / "r/index.html").read_text(encoding="utf-8")


def test_without_entries_nothing_is_left_of_it(site, offline_site, catalog, tmp_path):
    if not catalog.moved:
        assert [*site.glob("assets/moved.*"), *offline_site.glob("assets/moved.*")] == []
    target = part_of(site, tmp_path / "site", offline=False)
    before = {path: path.read_bytes() for path in target.rglob("*.html")}
    write_moved(target, ())
    assert {path: path.read_bytes() for path in target.rglob("*.html")} == before
    assert not [*target.glob("assets/moved.*")]


# In a browser ----------------------------------------------------------------------------------------------------------

FOLLOWED = {
    "r/ep-old/": "compare/limits/",
    "r/ep-old/#lim-ep-timeout-s": "compare/limits/#lim-ep-timeout-s",
    "r/ep-old/#?mine=azure-ml": "compare/limits/#?mine=azure-ml",
    "r/ep-old/#%E0%A4%A": "compare/limits/#%E0%A4%A",  # no text at all
    "r/ep-old/?q=1#lim-ep-timeout-s": "compare/limits/?q=1#lim-ep-timeout-s",
    "r/ep-old/#left": "about/#executed",
    "choose/old/#left": "compare/limits/#lim-ep-timeout-s",
    "r/": "about/",
}
WITHOUT_SCRIPTS = {"r/ep-old/": "compare/limits/", "r/ep-old/#left": "compare/limits/", "r/": "about/"}


def from_file(address):
    path, mark, rest = address.replace("/?", "?").replace("/#", "#").partition("#")
    path, question, query = path.removesuffix("/").partition("?")
    name = "about/index.html" if path == "about" else f"{path}.html"
    return name + question + query + mark + rest


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_moved_page_leads_on_below_a_path(online, open_page, scripts):
    with served(online.parent.parent) as address:
        base = f"{address}/a/path/"
        for old, new in (FOLLOWED if scripts else WITHOUT_SCRIPTS).items():
            page = open_page(base + old, scripts=scripts, wait="commit")
            page.wait_for_url(base + new, wait_until="commit")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_moved_page_leads_on_from_disk(from_disk, open_page, scripts):
    base = f"{from_disk.as_uri()}/"
    for old, new in (FOLLOWED if scripts else WITHOUT_SCRIPTS).items():
        page = open_page(base + from_file(old), scripts=scripts, wait="commit")
        page.wait_for_url(base + from_file(new), wait_until="commit")


def test_the_way_back_is_not_barred(online, open_page):
    with served(online) as address:
        page = open_page(f"{address}/about/", wait="commit")
        page.goto(f"{address}/r/ep-old/", wait_until="commit")
        page.wait_for_url(f"{address}/compare/limits/", wait_until="load")
        page.go_back(wait_until="commit")
        assert page.url == f"{address}/about/"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_page_that_is_gone_says_what_it_was_when_and_why_it_went_and_what_there_is_instead(
    online, open_page, scripts
):
    with served(online) as address:
        page = open_page(f"{address}/choose/old/", scripts=scripts)
        assert page.url == f"{address}/choose/old/"
        article = page.locator("article")
        assert article.locator("h1").inner_text() == "The old page"
        assert f"gone since {SINCE}. What it was about ended." in article.inner_text()
        assert "What this link led to" not in article.inner_text()
        assert page.title() == "Gone: The old page - Cloud ML Platforms"
        assert page.foreign == []
        assert page.problems == []
        article.get_by_text("About", exact=True).click()
        page.wait_for_url(f"{address}/about/", wait_until="commit")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_section_that_is_gone_is_spoken_of_to_who_follows_its_link_only(online, open_page, scripts):
    with served(online) as address:
        page = open_page(f"{address}/compare/limits/#lim-old", scripts=scripts)
        note = page.locator("#lim-old")
        assert note.inner_text() == f"Old limit: gone since {SINCE}. It ended. Instead: Code that was executed."
        assert page.evaluate("document.querySelector('#lim-old').getBoundingClientRect().top >= 0") if scripts else True
        assert page.locator("#lim-away").is_hidden()
        assert note.locator("a").get_attribute("href") == "../../about/#executed"
        other = open_page(f"{address}/compare/limits/", scripts=scripts)
        assert other.locator("#lim-old").is_hidden()


def test_a_part_that_a_moved_page_lost_is_not_led_on(online, open_page):
    with served(online) as address:
        page = open_page(f"{address}/r/ep-old/#lost")
        assert page.url == f"{address}/r/ep-old/#lost"
        assert "A lost part: gone since" in page.locator("#lost").inner_text()


def test_a_section_with_another_id_on_the_same_page_is_reached_by_the_old_one(online, open_page):
    with served(online) as address:
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
    (entry,) = moves({"from": "a/#old", "to": "a/#new"})
    assert with_mark(page, "new", entry) == marked


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"from": "about/", "to": "compare/limits/"}, "is a page of today"),
        ({"from": "r/ep-old/", "to": "r/no-such/"}, "r/no-such/ leads nowhere"),
        ({"from": "r/ep-old/", "to": "compare/limits/#no-such"}, "compare/limits/#no-such leads nowhere"),
        ({"from": "compare/limits/#old", "to": "compare/limits/#no-such"}, "compare/limits/#no-such leads nowhere"),
        ({"from": "no/such/#old", "to": "about/"}, "no/such/#old is on no page"),
        ({"from": "api/v1/old.json", "to": "api/v1/no-such.json"}, "api/v1/no-such.json leads nowhere"),
    ],
)
def test_an_entry_that_does_not_fit_the_pages_stops_the_build(site, tmp_path, entry, said):
    target = part_of(site, tmp_path / "site", offline=False)
    with pytest.raises(MovedError, match=said):
        write_moved(target, moves(entry))


# Rules -----------------------------------------------------------------------------------------------------------------

THERE = frozenset({"", "new/", "new/#here", "page/", "page/#here", "new.json"})
FAULTS = {
    "alive": ([{"from": "page/", "to": "new/"}], "from: found page/, an address that leads somewhere"),
    "alive section": ([{"from": "page/#here", "to": "new/"}], "from: found page/#here, an address that leads somewhere"),
    "home": ([{"from": "/", "to": "new/"}], "from: found /, an address that leads somewhere"),
    "no page": ([{"from": "old/#x", "to": "new/"}], "from: found old/#x, on a page that is no more; expected an entry for old/"),
    "nowhere": ([{"from": "old/", "to": "neww/"}], "to: found neww/, which leads nowhere; expected an address of today; nearest: new/"),
    "instead nowhere": (
        [{"from": "old/", "was": "O", "gone": "Ended.", "instead": "new/#away"}],
        "instead: found new/#away, which leads nowhere",
    ),
    "file": ([{"from": "old.json", "to": "new/"}], "to: found new/, for old.json; expected a page for a page"),
}  # fmt: skip


def faults_of(*entries):
    file = YamlFile("data/moved.yml", lines={("moved", index): 4 + index for index in range(len(entries))})
    return [str(fault) for fault in moved_faults(moves(*entries), file, THERE)]


@pytest.mark.parametrize("name", FAULTS)
def test_a_wrong_entry_is_a_fault(name):
    entries, said = FAULTS[name]
    (fault,) = faults_of(*entries)
    assert fault.startswith(f"data/moved.yml:4: moved.0.{said}")


def test_right_entries_are_none():
    assert (
        faults_of(
            {"from": "old/", "to": "/"}, {"from": "old/#x", "to": "new/#here"}, {"from": "o.json", "to": "new.json"}
        )
        == []
    )


def test_chains_and_loops_and_second_entries_are_faults():
    found = faults_of({"from": "a/", "to": "b/"}, {"from": "b/", "to": "a/"}, {"from": "b/", "to": "new/"})
    assert found == [
        "data/moved.yml:4: moved.0.to: found b/, which has an entry itself; expected where that one leads",
        "data/moved.yml:5: moved.1.to: found a/, which has an entry itself; expected where that one leads",
        "data/moved.yml:6: moved.2.from: found a second entry for b/; expected each address once",
    ]


def test_what_is_accounted_for_is_kept():
    entries = moves(
        {"from": "old/", "to": "new/"}, {"from": "dead/", "was": "D", "gone": "Ended."}, {"from": "x/", "to": "/"}
    )
    for address in ("old/", "old/#here", "dead/", "dead/#any", "x/"):
        assert kept(address, entries, THERE), address
    for address in ("old/#away", "gone/", "old", "x/#here"):
        assert not kept(address, entries, THERE), address


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("from: r/ep-old/, since: 2026-11-26", "either to or gone"),
        ("from: r/ep-old/, to: about/, was: A, gone: B, since: 2026-11-26", "either to or gone"),
        ("from: r/ep-old/, gone: B, since: 2026-11-26", "was together with gone"),
        ("from: r/ep-old/, to: about/, instead: about/, since: 2026-11-26", "instead together with gone only"),
        ("from: r/ep-old/, to: about/", "the key 'since'"),
        ("from: /r/ep-old/, to: about/, since: 2026-11-26", "match pattern"),
        ("from: r/ep-old/, to: 'https://a.example/', since: 2026-11-26", "match pattern"),
        ("from: r/ep-old/, to: about/, since: 2036-11-26", "a day in the future"),
    ],
)
def test_an_entry_that_is_not_one_is_named_with_its_line(shared_data, entry, said):
    line = plant(shared_data / "moved.yml", "moved: []", f"moved:\n  - {{{entry}}}")
    with pytest.raises(Exception, match=said) as caught:
        load_catalog(shared_data)
    assert f"data/moved.yml:{line + 1}:" in str(caught.value)


def test_the_check_holds_entries_and_released_addresses_together(shared_data, tmp_path, monkeypatch):
    monkeypatch.setattr(released, "RELEASED", tmp_path)
    (tmp_path / "2020.01.txt").write_text("# Promised.\nr/ep-old/\nr/ep-older/\n", encoding="utf-8")
    plant(shared_data / "moved.yml", "moved: []", "moved:\n  - {from: r/ep-old/, to: about/, since: 2026-11-26}")
    catalog = load_catalog(shared_data)
    (fault,) = released.address_faults(catalog)
    assert str(fault) == (
        "data/released/2020.01.txt:3: r/ep-older/: found a promised address that is gone; "
        "expected the record or page that it leads to, or an entry in data/moved.yml"
    )
