"""The home page: its height, what its first screen offers, what ends next, the search box."""

from __future__ import annotations

import re
from html import escape

import pytest

from cloud_ml_platforms.compute.standing import status_of
from cloud_ml_platforms.topics.home.views import FIRST, endings_ahead, ends_next

HEIGHTS = {1440: (1880, 57), 390: (3070, 135)}  # by width, in pixels: of all else, of a building block


def test_what_ends_next_lies_ahead_soonest_first(catalog):
    found = {platform: endings_ahead(catalog, platform) for platform in catalog.full_platforms}
    assert all(found.values())
    for platform, ahead in found.items():
        days = [event.due for event in ahead]
        assert days == sorted(days)
        assert days[0] > catalog.as_of
        assert {event.platform for event in ahead} == {platform}
        assert all(status_of(catalog.events[event.id], catalog.as_of) for event in ahead)


def test_what_is_not_shown_of_it_is_counted_and_ends_on_later_days(catalog):
    for platform, shown, more in ends_next(catalog)["columns"]:
        ahead = endings_ahead(catalog, platform.id)
        assert [event.id for event, _ in shown] == [event.id for event in ahead[: len(shown)]]
        assert len(shown) + more == len(ahead)
        assert {event.due for event, _ in shown[FIRST:]} <= {shown[FIRST - 1][0].due}
        assert all(event.due > shown[-1][0].due for event in ahead[len(shown) :])


@pytest.mark.site
def test_it_has_the_names_of_the_ledger(site, catalog):
    ledger = re.sub(r'<span class="day">(.*?)</span>', r"\1", (site / "compare" / "names" / "index.html").read_text())
    for _, shown, _ in ends_next(catalog)["columns"]:
        assert all(f">{escape(name)}<" in ledger for _, name in shown)


# In the browser ------------------------------------------------------------------------------------------------------


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("width", HEIGHTS)
def test_the_page_is_no_higher_than_its_building_blocks(open_page, base_url, catalog, width):
    page = open_page(base_url, width=width, height=844)
    fixed, block = HEIGHTS[width]
    assert page.evaluate("document.documentElement.scrollHeight") <= fixed + block * len(catalog.capabilities)


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_first_screen_has_search_ways_in_and_how_the_platforms_differ(open_page, base_url, width, height):
    page = open_page(base_url, width=width, height=height)
    ways = page.locator(".newcomer + ul > li")
    row = page.locator("table.matrix tbody tr").first
    assert ways.count() == 4
    for shown in (page.get_by_label("Search the guide"), *ways.all(), row):
        box = shown.bounding_box()
        assert box["y"] + box["height"] <= height


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_the_search_box_hands_over_what_is_typed(open_page, base_url, width):
    page = open_page(base_url, width=width, height=844, fresh=True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Search the guide").click()
    assert asked == [], "focus alone loads no index"
    page.keyboard.type("rollback")
    assert page.get_by_role("combobox", name="Search").input_value() == "rollback"
    page.locator('[data-result="row:ep-rollback"]').wait_for()
    assert page.problems == []


@pytest.mark.site
@pytest.mark.browser
def test_words_to_try_find_something(open_page, base_url):
    page = open_page(base_url)
    tries = page.locator(".hero a").all_inner_texts()
    assert tries
    for words in tries:
        page.goto(base_url)
        page.locator(".hero").get_by_role("link", name=words, exact=True).click()
        page.locator("[data-result]").first.wait_for()
        assert page.get_by_role("combobox", name="Search").input_value() == words


@pytest.mark.site
@pytest.mark.browser
def test_without_scripts_nothing_pretends_to_search(open_page, base_url):
    page = open_page(base_url, scripts=False)
    assert page.get_by_label("Search the guide").is_hidden()
    assert page.locator("table.matrix").first.is_visible()
