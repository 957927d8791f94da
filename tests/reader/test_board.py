"""The board of the comparison guide: its height, groups, filters, tallies, rows that open, addresses that lead to them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from conftest import settle
from playwright.sync_api import expect

from cloud_ml_platforms.compute.headlines import is_contested
from cloud_ml_platforms.topics.names.views import changed_and_unchanged, thing_views

pytestmark = [pytest.mark.site, pytest.mark.browser]

LINE, GROUP, FIXED = 28, 54, 520  # pixels at 1440: of a row, of a group's bar, of all else
CLOSED, AROUND = 72, 820  # at 390: of a closed group, of all else
SHOWN = "table.board > tbody > tr[id]:visible"


def board(open_page, base_url, state="", **options):
    page = open_page(f"{base_url}compare/{state}", **options)
    settle(page)
    return page


def ids(page):
    return page.locator(SHOWN).evaluate_all("all => all.map((one) => one.id)")


def height(page):
    return page.evaluate("document.documentElement.scrollHeight")


def test_a_row_takes_a_line_and_the_page_no_more_than_its_lines(open_page, base_url, catalog):
    page = board(open_page, base_url, width=1440)
    page.evaluate("document.querySelectorAll('.group').forEach((one) => { one.style.contentVisibility = 'visible'; })")
    high = page.locator(SHOWN).evaluate_all(
        "(all, most) => all.filter((one) => one.offsetHeight > most).map((one) => one.id)", LINE
    )
    assert high == []
    assert height(page) <= FIXED + GROUP * len(catalog.capabilities) + LINE * len(catalog.rows)


# The numbers whose box covers words that stand in a table of a row and are no number.
OVERLAPPING_NOTES = """() => {
  const table = document.querySelector(".row-table");
  const walker = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
  const words = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element.closest(".notes, .m") || !element.checkVisibility() || !walker.currentNode.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    words.push(...range.getClientRects());
  }
  const over = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 3 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 9;
  return [...table.querySelectorAll(".notes")]
    .filter((note) => note.checkVisibility() && words.some((box) => over(note.getBoundingClientRect(), box)))
    .map((note) => note.parentElement.innerText.slice(0, 80));
}"""


@pytest.mark.parametrize(("width", "most"), [(1440, 2800), (390, 5500)])
def test_the_page_of_a_row_folds_what_is_long(open_page, base_url, catalog, width, most):
    def words(row):
        cells = row.platforms.values()
        return sum(len(text) for cell in cells for part in row.parts for text in cell.written(part).values())

    for row in sorted(catalog.rows.values(), key=words)[-6:]:
        page = open_page(f"{base_url}r/{row.id}/", width=width, height=900)
        assert height(page) <= most, row.id
        kinds = page.locator(".row-table .kinds")
        assert kinds.locator("td > .ways").count() == len(row.platforms), "the first kind is told"
        kinds.locator("summary").first.click()
        assert kinds.locator("details[open] .how").first.is_visible()
        together = kinds.locator("details").count() if width > 1000 else 1
        assert kinds.locator("details[open]").count() == together, "beside each other"


def test_who_comes_for_a_part_finds_its_kinds_open(open_page, base_url, catalog):
    row = next(
        row
        for row in catalog.rows.values()
        if row.finished and any(len(cell.ways) > 2 for cell in row.platforms.values())
    )
    page = open_page(f"{base_url}r/{row.id}/#{row.id}--{next(iter(row.parts))}--sagemaker")
    folds = page.locator(".row-table .kinds details")
    assert folds.count()
    assert folds.count() == page.locator(".row-table .kinds details[open]").count()


def test_on_a_phone_groups_begin_closed_and_open(open_page, base_url, catalog):
    page = board(open_page, base_url, width=390, height=844)
    assert ids(page) == []
    assert height(page) <= AROUND + CLOSED * len(catalog.capabilities)
    narrow = board(open_page, base_url, width=320, height=844)
    heights = narrow.locator(".group-tally").evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert len(set(heights)) == 1, "a tally takes one line"
    first, *_ = catalog.capabilities.values()
    toggle = page.get_by_role("button", name=f"Rows: {first.name}")
    toggle.click()
    assert toggle.get_attribute("aria-expanded") == "true"
    assert ids(page) == [row.id for row in first.rows]
    page.get_by_label("Text", exact=True).fill("rollback")
    page.wait_for_function("location.hash.includes('q=rollback')")
    assert "ep-rollback" in ids(page), "what a filter finds is shown, its group open or not"


@pytest.mark.parametrize("facet", ["differ", "asked", "decides"])
def test_facets_show_the_rows_of_the_data(open_page, base_url, catalog, facet):
    wanted = {
        "differ": [row.id for row in catalog.rows.values() if not row.alike],
        "asked": [row.id for row in catalog.rows.values() if row.probed],
        "decides": [row.id for row in catalog.rows.values() if row.decides],
    }[facet]
    page = board(open_page, base_url, f"#?f={facet}", width=1440)
    assert ids(page) == wanted
    assert page.locator(f"input[value={facet}]").is_checked()
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function("!location.hash.includes('f=') && !document.querySelector('[aria-busy]')")
    assert len(ids(page)) == len(catalog.rows)


def test_tallies_count_the_rows_that_are_shown(open_page, base_url, catalog):
    counted = """() => [...document.querySelectorAll('.group:not([hidden])')].flatMap((group) =>
      [...group.querySelectorAll('.group-tally')].map((one) => {
        const { platform } = one.dataset;
        const rows = [...group.querySelectorAll(`tr[id]:not([hidden]) > td[data-platform="${platform}"]`)];
        const marks = ['yes', 'partly', 'by-kind', 'no', 'not-documented'];
        return marks.map((mark) => [
          one.querySelectorAll(`.m-${mark}:not([hidden])`).length,
          rows.filter((cell) => cell.dataset.mark === mark).length,
        ]);
      }).flat())"""
    for state in ("", "#?q=private", "#?f=decides"):
        pairs = board(open_page, base_url, state, width=1440).evaluate(counted)
        assert sum(drawn for drawn, _ in pairs) > 0
        assert all(drawn == there for drawn, there in pairs), state


def test_open_rows_stand_in_the_address(open_page, base_url):
    page = board(open_page, base_url, width=1440)
    for row in ("ep-rollback", "reg-approval"):
        page.locator(f"#{row} > td").first.click()  # the whole line
        page.locator(f"#{row} + .detail-row").wait_for()
    again = open_page(page.url, width=1440)
    for row in ("ep-rollback", "reg-approval"):
        again.locator(f"#{row} + .detail-row").wait_for()
        again.locator(f"#{row} > th > a").click()
    assert again.locator(".detail-row").count() == 0
    assert "open=" not in again.url


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("place", ["", "--vertex-ai", "--back"])
def test_an_address_leads_to_a_row_and_opens_it(open_page, base_url, place, width):
    page = board(open_page, base_url, f"#ep-rollback{place}", width=width, height=900)
    page.locator("#ep-rollback + .detail-row").wait_for()
    page.wait_for_function(
        f"document.querySelector('#ep-rollback{place}').getBoundingClientRect().top < innerHeight / 2"
    )
    head = page.locator(".board-head").bounding_box()
    assert page.locator(f"#ep-rollback{place}").bounding_box()["y"] >= head["y"] + head["height"] - 2
    assert page.problems == []


def test_what_a_row_opens_to_is_whole_and_its_numbers_lead_to_sources(open_page, base_url, catalog):
    page = board(open_page, base_url, "#ep-scale-to-zero", width=1440)
    panel = page.locator("#ep-scale-to-zero + .detail-row")
    panel.wait_for()
    said = " ".join(panel.inner_text().split())
    names = catalog.capabilities["online-endpoints"].kinds["sagemaker"]
    assert all(names[way.id] in said for way in catalog.rows["ep-scale-to-zero"].platforms["sagemaker"].ways)
    clipped = panel.evaluate(
        "one => [...one.querySelectorAll('*:not(.m, .visually-hidden, h3, thead, thead *)')].filter((part) =>"
        " part.scrollHeight > part.clientHeight + 2 && getComputedStyle(part).overflowY === 'hidden').length"
    )
    assert clipped == 0
    report = panel.get_by_role("link", name="Report a mistake").get_attribute("href")
    assert report.endswith("row=ep-scale-to-zero")
    note = panel.get_by_role("link", name=re.compile("^source 1, SageMaker")).first
    note.click()
    assert page.evaluate("document.activeElement.id") == "ep-scale-to-zero--sagemaker--1"
    assert panel.locator("#ep-scale-to-zero--sagemaker--1").is_visible()
    assert page.url.endswith("#ep-scale-to-zero")


def test_the_board_is_read_without_scripts(open_page, base_url, catalog):
    page = board(open_page, base_url, width=390, height=844, scripts=False)
    assert len(ids(page)) == len(catalog.rows)
    assert page.locator(".chips").is_hidden()


# The board of limits ---------------------------------------------------------------------------------------------------


def limits(open_page, base_url, state="", **options):
    page = open_page(f"{base_url}compare/limits/{state}", **options)
    settle(page)
    return page


def test_a_limit_takes_a_line(open_page, base_url, catalog):
    page = limits(open_page, base_url, width=1440)
    page.evaluate("document.querySelectorAll('.group').forEach((one) => { one.style.contentVisibility = 'visible'; })")
    high = page.locator(SHOWN).evaluate_all(
        "(all, most) => all.filter((one) => one.offsetHeight > most).map((one) => one.id)", LINE
    )
    assert high == []
    homes = set(catalog.limit_capability.values())
    assert height(page) <= FIXED + GROUP * len(homes) + LINE * len(catalog.limits)
    assert height(limits(open_page, base_url, width=390, height=844)) <= AROUND + CLOSED * len(homes)


@pytest.mark.parametrize("place", ["", "--vertex-ai"])
def test_a_link_to_a_limit_opens_it_whole(open_page, base_url, catalog, place):
    page = limits(open_page, base_url, f"#lim-ep-timeout-s{place}", width=1440)
    panel = page.locator("#lim-ep-timeout-s + .detail-row")
    panel.wait_for()
    assert page.locator(f"#lim-ep-timeout-s{place}").is_visible()
    for platform, cell in catalog.limits["lim-ep-timeout-s"].platforms.items():
        assert panel.locator(f".answer[data-platform='{platform}'] .way").count() == len(cell.values)


def test_a_limit_leads_to_its_page_without_scripts(open_page, base_url):
    page = limits(open_page, base_url, scripts=False)
    page.locator("#lim-ep-timeout-s th > a").click()
    page.wait_for_url("**/compare/limits/online-endpoints/#lim-ep-timeout-s")
    assert page.locator("h2#lim-ep-timeout-s").is_visible()


@pytest.mark.parametrize("facet", ["raisable", "contested", "contract"])
def test_facets_show_the_limits_of_the_data(open_page, base_url, catalog, facet):
    cells = {name: limit.platforms.values() for name, limit in catalog.limits.items()}
    wanted = {
        "raisable": [name for name, own in cells.items() if any(v.raisable for cell in own for v in cell.values)],
        "contested": [name for name, own in cells.items() if any(is_contested(cell) for cell in own)],
        "contract": [name for name in catalog.limits if name.startswith("con-")],
    }[facet]
    page = limits(open_page, base_url, f"#?f={facet}", width=1440)
    assert sorted(ids(page)) == sorted(wanted)
    assert wanted


# The page of a row ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_of_a_row_begins_with_its_answer_and_says_after_it_why_it_is_there(
    open_page, base_url, catalog, width
):
    row = next(row for row in catalog.rows.values() if row.finished and row.probed and row.decides)
    page = open_page(f"{base_url}r/{row.id}/", width=width, height=844)
    above, _, below = page.locator("article").inner_text().partition("\nSources")
    assert "interviews" not in above
    assert "asked in interviews, often decides the choice of platform" in below
    question = page.locator(".row-table .headline > th")
    box = question.bounding_box()
    assert (box["height"] > 1) == (width == 1440), "a phone shows the questions of its parts"
    assert "decides" not in page.locator(".part-of").inner_text()


# The board of names ----------------------------------------------------------------------------------------------------


def names(open_page, base_url, state="", **options):
    page = open_page(f"{base_url}compare/names/{state}", **options)
    settle(page)
    return page


@pytest.mark.parametrize("width", [1440, 390])
def test_what_lies_ahead_of_one_platform_is_left_when_it_is_chosen(open_page, base_url, catalog, width):
    chosen = next(iter(catalog.platforms))
    page = names(open_page, base_url, f"#?p={chosen}&at=ahead", width=width, height=844)
    platforms = page.locator(".ahead tbody tr:visible").evaluate_all("all => all.map((one) => one.dataset.platform)")
    assert set(platforms) <= {chosen, "all"}
    assert chosen in platforms
    assert set(platforms[: platforms.index("all")]) == {chosen}, "laws stand below, in a list of their own"
    assert page.locator(".timeline").is_hidden(), "it has them all"
    assert page.evaluate("scrollY") > 0


@pytest.mark.parametrize("width", [1440, 390])
def test_what_lies_ahead_stands_by_date_each_with_its_platform(open_page, base_url, catalog, width):
    page = names(open_page, base_url, width=width, height=844)
    lists = [table.locator("tbody tr").all_inner_texts() for table in page.locator("table.ahead").all()]
    assert len(lists) == len(["what ends", "laws"])
    for dates in lists:
        assert dates == sorted(dates, key=lambda line: line.split()[0])
    assert all("takes effect" in line for line in lists[1])
    assert not [line for line in lists[0] if "takes effect" in line]
    lines = [line.split() for line in (*lists[0], *lists[1])]
    labels = {"All platforms", *(catalog.platforms[name].short for name in catalog.platforms)}
    assert all(any(" ".join(line[1:]).startswith(f"{label} ") for label in labels) for line in lines)
    tops = page.locator(".ahead tbody tr a").evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    assert all(below - above >= 24 for above, below in pairwise(tops)), "a finger's breadth from link to link"


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_nothing_that_ends_or_is_open_is_cut(open_page, base_url, catalog, width):
    thing = next(one for one in thing_views(catalog) if one.use and len(one.use) > 100)
    page = names(open_page, base_url, f"#{thing.events[0].id}", width=width, height=844)
    page.locator(f"#{thing.id}.open").wait_for()
    cut = page.locator(f"table.ahead td, table.ahead td *, #{thing.id} > td, #{thing.id} > td *").evaluate_all(
        """all => all.filter((one) => getComputedStyle(one).overflow !== "visible" &&
          (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 1)).map((one) => one.innerText)"""
    )
    assert not [words for words in cut if len(words) > 1]


@pytest.mark.parametrize("width", [1024, 1440])
def test_where_a_name_stands_is_never_cut(open_page, base_url, width):
    page = names(open_page, base_url, width=width, height=844)
    page.evaluate("document.querySelectorAll('.group').forEach((one) => { one.style.contentVisibility = 'visible'; })")
    cut = page.locator(".names tr[id] > td:nth-child(4):visible").evaluate_all(
        "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.innerText)"
    )
    assert cut == []


def test_what_a_list_lacks_is_said_of_the_platform_that_it_is_about(open_page, base_url):
    said = "Models on Amazon Bedrock are not tracked here"
    page = names(open_page, base_url)
    expect(page.get_by_text(said)).to_be_visible()
    page = names(open_page, base_url, "#?p=sagemaker")
    expect(page.get_by_text(said)).to_be_visible()
    page = names(open_page, base_url, "#?p=vertex-ai")
    expect(page.get_by_text(said)).to_be_hidden()


def test_a_name_takes_a_line_and_so_does_an_event_ahead(open_page, base_url, catalog):
    changed, unchanged = changed_and_unchanged(thing_views(catalog))
    lines = sum(len(group.things) for group in changed)
    ahead = sum(event.lies_ahead for thing in thing_views(catalog) for event in thing.events)
    page = names(open_page, base_url, width=1440)
    page.evaluate("document.querySelectorAll('.group').forEach((one) => { one.style.contentVisibility = 'visible'; })")
    assert height(page) <= FIXED + 400 + GROUP * len(changed) + LINE * (lines + ahead)
    assert page.locator("details .board").first.is_hidden()
    phone = names(open_page, base_url, width=390, height=844)
    assert height(phone) <= AROUND + 400 + CLOSED * (len(changed) + len(unchanged)) + 2 * LINE * ahead


@pytest.mark.parametrize("width", [390, 1440])
def test_a_link_to_an_event_opens_its_thing_wherever_it_stands(open_page, base_url, catalog, width):
    changed, unchanged = changed_and_unchanged(thing_views(catalog))
    for group in (changed[-1], unchanged[-1]):
        thing = next(one for one in group.things if one.events)
        page = names(open_page, base_url, f"#{thing.events[0].id}", width=width)
        panel = page.locator(f"#{thing.id} + .detail-row")
        panel.wait_for()
        assert panel.locator(".way").count() == len(thing.events)
        assert page.locator(f"tr#{thing.id}").bounding_box()["y"] < page.viewport_size["height"]


@pytest.mark.parametrize("width", [390, 1440])
def test_a_link_to_an_event_leads_to_it_among_many(open_page, base_url, catalog, width):
    event = max(thing_views(catalog), key=lambda thing: len(thing.events)).events[-1]
    page = names(open_page, base_url, f"#{event.id}", width=width, height=844)
    asked = page.locator(".way.asked")
    asked.wait_for()
    assert asked.get_attribute("data-event") == event.id
    page.wait_for_function("document.querySelector('.way.asked').getBoundingClientRect().bottom <= innerHeight")


@pytest.mark.parametrize("pair", ["sagemaker.azure-ml", "sagemaker.vertex-ai"])
def test_what_lies_ahead_is_of_mine_and_theirs(open_page, base_url, pair):
    page = names(open_page, base_url, f"#?lens={pair}", width=1440)
    platforms = page.locator(".ahead tbody tr:visible").evaluate_all("all => all.map((one) => one.dataset.platform)")
    assert set(platforms) == {*pair.split("."), "all"}


def test_a_filter_finds_names_in_what_is_folded_too(open_page, base_url, catalog):
    _, unchanged = changed_and_unchanged(thing_views(catalog))
    thing = unchanged[0].things[0]
    page = names(open_page, base_url, f"#?q={thing.id}", width=1440)
    assert page.locator(f"tr#{thing.id}").is_visible()
    page = names(open_page, base_url, "#?p=azure-ml", width=1440)
    assert {catalog.things[one].platform for one in ids(page)} == {"azure-ml", "all"}


def test_every_event_stands_on_the_page_of_its_platform_without_scripts(open_page, base_url, catalog):
    page = names(open_page, base_url, scripts=False)
    page.locator("#az-prompt-flow th > a").click()
    page.wait_for_url("**/compare/names/azure-ml/#az-prompt-flow")
    own = {event.id for event in catalog.events.values() if catalog.things[event.thing].platform == "azure-ml"}
    assert own == set(page.locator("table.ledger tbody tr").evaluate_all("all => all.map((one) => one.id)"))


def test_on_a_phone_a_kind_stands_below_its_platform_also_when_it_is_the_only_one(open_page, base_url):
    page = open_page(base_url + "r/ep-rollback/", width=390, height=844)
    beside = page.locator(".row-table td:has(> .said > .way-name) > .on-phone").evaluate_all(
        "all => all.filter((one) => getComputedStyle(one).display !== 'block').length"
    )
    assert beside == 0
    one = page.locator(".row-table td:has(> .said > .way-name) > .on-phone + .said:last-child").count()
    assert one, "the page no longer has an answer of one kind"


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
@pytest.mark.parametrize("row", ["train-spot", "ep-rollback", "sec-secrets"])
def test_no_number_of_a_source_lies_over_other_words(base_url, browser, row, width, height):
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{base_url}r/{row}/")
    assert page.locator(".row-table .notes").count() > 10
    assert page.evaluate(OVERLAPPING_NOTES) == []
    page.close()


@pytest.mark.parametrize("platform", ["sagemaker", "vertex-ai", "azure-ml"])
@pytest.mark.parametrize("place", ["ep-rollback", "ep-rollback--warm"])
def test_on_a_phone_the_platform_of_the_address_answers_first(open_page, base_url, place, platform):
    page = open_page(f"{base_url}r/ep-rollback/#{place}--{platform}", width=390, height=844)
    assert page.locator(":target").evaluate("one => [one.tagName, one.dataset.platform]") == ["TD", platform]
    tops = """rows => rows.map((row) => [...row.cells].slice(1).map((cell) => [cell.getBoundingClientRect().top, cell.dataset.platform]))"""
    for cells in page.locator(".row-table > tbody > tr").evaluate_all(tops):
        assert min(cells)[1] == platform
    question = page.locator(":target").evaluate("one => one.parentElement.cells[0].getBoundingClientRect().top")
    assert 0 <= question < 844 / 2 or place == "ep-rollback"  # whose question is said by its parts


@pytest.mark.parametrize("width", [390, 1440])
def test_a_part_of_a_row_is_opened_at_one_platform(offline_site, open_page, width):
    page = open_page(
        (offline_site / "r/ep-rollback.html").as_uri() + "#ep-rollback--warm--azure-ml", width=width, height=844
    )
    expect(page.locator(":target")).to_be_in_viewport()
    shades = page.locator("[id=ep-rollback--bills] > td").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).backgroundColor)"
    )
    assert shades[0] == shades[1] != shades[2]
    page.evaluate("location.hash = '#ep-rollback--bills--sagemaker'")
    expect(page.locator(":target")).to_have_attribute("data-platform", "sagemaker")
    assert page.problems == []


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("place", ["compare/", "compare/online-endpoints/"])
def test_a_part_at_one_platform_is_led_to_among_other_rows_too(open_page, base_url, place, width):
    page = open_page(f"{base_url}{place}#ep-rollback--bills--azure-ml", width=width, height=844)
    line = page.locator("[id=ep-rollback--bills]")
    line.wait_for()
    page.wait_for_function(
        "document.getElementById('ep-rollback--bills').getBoundingClientRect().top < innerHeight / 4"
    )
    expect(line).to_be_in_viewport()


def test_on_a_phone_the_values_of_a_limit_begin_with_the_platform_of_the_address(open_page, base_url):
    page = open_page(f"{base_url}compare/limits/#lim-ep-request-mb--azure-ml", width=390, height=844)
    answers = page.locator(".detail-row .answer")
    answers.first.wait_for()
    tops = answers.evaluate_all("all => all.map((one) => [one.getBoundingClientRect().top, one.dataset.platform])")
    assert min(tops)[1] == "azure-ml"


CUT = """() => {
  const atTop = (one) => one && (["sticky", "fixed"].includes(getComputedStyle(one).position) ? one : atTop(one.parentElement));
  let edge = 0;
  for (let bar; (bar = atTop(document.elementFromPoint(innerWidth / 2, edge + 1))); edge = bar.getBoundingClientRect().bottom);
  const words = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const cut = [];
  for (let text; (text = words.nextNode()); ) {
    const own = text.parentElement;
    if (!text.data.trim() || !own.checkVisibility() || atTop(own) || own.closest(".visually-hidden, .sign, .row-item thead")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const { top, bottom } of range.getClientRects()) if (top < edge - 3 && bottom > edge + 3) cut.push(text.data);
  }
  return cut;
}"""


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(
    "address",
    [
        "r/train-spot/#train-spot--resubmit",
        "r/train-spot/#train-spot--resubmit--vertex-ai",
        "compare/limits/#lim-ep-request-mb",
        "compare/limits/#lim-ep-request-mb--vertex-ai",
        "compare/limits/online-endpoints/#lim-ep-request-mb--azure-ml",
        "compare/training-jobs/#train-spot",
        "compare/training-jobs/#train-spot--vertex-ai",
        "compare/#train-spot",
        "compare/monitoring/#what-to-say-in-an-interview",
        "translate/#tr-automl",
    ],
)
def test_no_line_is_cut_above_what_an_address_leads_to(open_page, base_url, address, width):
    page = open_page(base_url + address, width=width, height=844)
    page.locator(":target").wait_for()
    page.wait_for_function(f"!({CUT})().length")
    seen = "document.querySelector(':target').getBoundingClientRect().bottom <= innerHeight"
    assert page.evaluate(f"scrollY > 0 || {seen}"), "a page stays at its top where what is asked is in view there"
