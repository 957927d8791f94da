"""The page of a capability: its height, rows that open, numbers that lead to sources, lists whose items open, no scripts, paper."""

from __future__ import annotations

import pytest
from conftest import settle

pytestmark = [pytest.mark.site, pytest.mark.browser]

PAGE, ROW = "compare/online-endpoints/", "ep-rollback"
WIDE, TALL = (4000, 28), (7600, 90)  # pixels at 1440 and at 390: of all else, of a row


def opened(open_page, base_url, state="", **options):
    page = open_page(f"{base_url}{PAGE}{state}", **options)
    settle(page)
    return page


@pytest.mark.parametrize(("width", "most"), [(1440, WIDE), (390, TALL)])
def test_the_pages_are_no_higher_than_their_rows_allow(open_page, base_url, catalog, width, most):
    fixed, line = most
    high = {}
    for capability in catalog.capabilities.values():
        page = open_page(f"{base_url}compare/{capability.id}/", width=width)
        height = page.evaluate("document.documentElement.scrollHeight")
        if height > fixed + line * len(capability.rows):
            high[capability.id] = height
    assert not high


def test_a_closed_row_is_a_line_whose_words_the_browser_finds(open_page, base_url):
    page = opened(open_page, base_url, width=1440)
    lines = page.locator(".row-item").evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert max(lines) <= WIDE[1]
    panel = page.locator(f".row-item:has(#{ROW}) > .row-panel")
    assert panel.get_attribute("hidden") == "until-found"
    panel.dispatch_event("beforematch")
    assert panel.is_visible()
    assert page.locator(f"#{ROW} > a").first.get_attribute("aria-expanded") == "true"


def test_an_opened_row_numbers_its_sources_and_stands_in_the_address(open_page, base_url, catalog):
    page = opened(open_page, base_url, width=1440)
    page.locator(f"#{ROW} > a").first.click()
    page.wait_for_function(f"location.hash === '#?open={ROW}'")
    platform = next(iter(catalog.full_platforms))
    note = page.locator(f".row-item.open [data-platform={platform}] .notes a").first
    label = catalog.platforms[platform].short
    assert note.get_attribute("aria-label") == f"source {note.text_content()}, {label}"
    note.click()
    source = page.locator(note.get_attribute("href"))
    assert source.is_visible()
    assert source.evaluate("(one) => document.activeElement === one")


@pytest.mark.parametrize("place", [ROW, f"{ROW}--azure-ml"])
def test_an_address_opens_its_row(open_page, base_url, place):
    page = opened(open_page, base_url, f"#{place}", width=1440)
    assert page.locator(".row-item.open h3").evaluate_all("all => all.map((one) => one.id)") == [ROW]
    page.wait_for_function("scrollY > 0")
    assert page.locator(f"#{ROW}").evaluate("(one) => one.getBoundingClientRect().top < innerHeight")


def test_all_rows_open_at_once(open_page, base_url, catalog):
    page = opened(open_page, base_url)
    page.get_by_role("button", name="Open all rows").click()
    assert page.locator(".row-item.open").count() == len(catalog.capabilities["online-endpoints"].rows)
    page.get_by_role("button", name="Close all rows").click()
    assert page.locator(".row-item.open").count() == 0


def test_without_scripts_and_on_paper_rows_are_open(open_page, base_url, catalog):
    rows = len(catalog.capabilities["online-endpoints"].rows)
    assert opened(open_page, base_url, scripts=False).locator(".row-panel:visible").count() == rows
    page = opened(open_page, base_url)
    page.emulate_media(media="print")
    assert page.locator(".row-panel").evaluate_all("all => all.filter((one) => one.offsetHeight > 50).length") == rows


def test_lines_that_lead_elsewhere_have_no_sign_that_they_open(open_page, base_url):
    page = opened(open_page, base_url, width=1440)
    signs = page.locator(".limit-lines > tbody > tr > th").evaluate_all(
        "all => all.map((one) => getComputedStyle(one, '::before').content)"
    )
    assert set(signs) == {"none"}
    page = open_page(f"{base_url}compare/limits/", width=1440)
    assert (
        page.locator(".board > tbody > tr > th").first.evaluate("one => getComputedStyle(one, '::before').content")
        == '""'
    )


def test_the_head_of_a_board_offers_search_and_menu_when_that_of_the_page_has_gone(open_page, base_url):
    page = open_page(f"{base_url}compare/", width=390)
    offers = page.locator(".reach button")
    offers.wait_for(state="hidden")
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    offers.wait_for(state="visible")
