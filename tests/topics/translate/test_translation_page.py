"""The page of a translation: its height, lines that open, filters, addresses that lead to a word."""

from __future__ import annotations

import pytest

from cloud_ml_platforms.text.inline import to_text
from cloud_ml_platforms.text.words import FIT_WORDS
from cloud_ml_platforms.topics.translate.views import translation_groups

pytestmark = [pytest.mark.site, pytest.mark.browser]

LINE, GROUP, TRAP, FIXED = 26, 44, 48, 1000  # pixels at 1440: of a word, of a group's bar, of a trap, of all else
CLOSED, STACKED, AROUND = 92, 110, 1000  # at 390: of a closed group, of a trap, of all else
PAIR = ("sagemaker", "azure-ml")
LINES = "table.translate tbody tr:visible"


def opened(open_page, base_url, state="", **options):
    return open_page(f"{base_url}translate/{'-to-'.join(PAIR)}/{state}", **options)


def height(page):
    return page.evaluate("document.documentElement.scrollHeight")


def ids(page):
    return page.locator(LINES).evaluate_all("all => all.map((one) => one.id)")


def test_a_word_takes_a_line_and_the_page_no_more_than_its_lines(open_page, base_url, catalog):
    groups = translation_groups(catalog, *PAIR)
    page = opened(open_page, base_url, width=1440)
    high = page.locator(LINES).evaluate_all(
        "(all, most) => all.filter((one) => one.offsetHeight > most).map((one) => one.id)", LINE
    )
    assert high == []
    lines = sum(group.count for group in groups if group.open)
    assert len(ids(page)) == lines
    assert height(page) <= FIXED + GROUP * len(groups) + LINE * lines + TRAP * 8


def test_on_a_phone_groups_begin_closed(open_page, base_url, catalog):
    groups = translation_groups(catalog, *PAIR)
    page = opened(open_page, base_url, width=390, height=844)
    assert ids(page) == []
    assert height(page) <= AROUND + CLOSED * len(groups) + STACKED * 8
    page.locator(".terms summary").first.click()
    assert len(ids(page)) == groups[0].count


@pytest.mark.parametrize("fit", ["close", "none"])
def test_likeness_filters_and_stands_in_the_address(open_page, base_url, catalog, fit):
    groups = translation_groups(catalog, *PAIR)
    terms = [term for group in groups for term, _ in (*group.both, *group.only_mine, *group.only_theirs)]
    page = opened(open_page, base_url, f"#?f={fit}", width=1440)
    assert ids(page) == [term.id for term in terms if term.fit == fit]
    counts = page.locator(".terms summary > :not([hidden]) b").evaluate_all("all => all.map((one) => one.textContent)")
    assert counts == [str(group.fits[fit]) for group in groups if fit in group.fits]
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function("!location.hash.includes('f=')")
    assert len(ids(page)) == sum(group.count for group in groups if group.open), "groups fold again"


def test_a_line_opens_whole_and_stays_open_in_the_address(open_page, base_url):
    page = opened(open_page, base_url, width=1440)
    row = page.locator("#tr-training-job")
    more = row.locator(".more")
    assert not more.is_visible()
    assert more.get_attribute("hidden") == "until-found", "the browser's own search finds it"
    row.locator("td").last.click(position={"x": 3, "y": 3})
    more.wait_for()
    clipped = "cells => cells.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    assert row.locator("th, td").evaluate_all(clipped) == 0
    again = open_page(page.url, width=1440)
    again.locator("#tr-training-job .more").wait_for()
    again.locator("#tr-training-job > th > a").press("Enter")
    assert again.locator("tr.open").count() == 0
    assert "open=" not in again.url


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("word", ["tr-training-job", "tr-account"])
def test_an_address_leads_to_a_word_and_opens_it(open_page, base_url, word, width):
    page = opened(open_page, base_url, f"#{word}", width=width, height=900)
    page.locator(f"#{word} .more").wait_for()
    head = page.locator(".board-head").bounding_box()
    top = page.locator(f"#{word}").bounding_box()["y"]
    assert head["y"] + head["height"] - 2 <= top < 450
    assert page.problems == []


def test_a_word_is_shared_from_its_open_line(open_page, base_url):
    page = opened(open_page, base_url, "#tr-training-job", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#tr-training-job .more .headerlink").click()
    page.get_by_role("dialog").get_by_role("button", name="Copy link").first.click()
    page.wait_for_function("document.querySelector('.share [role=status]').textContent.includes('copied')")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"{'-to-'.join(PAIR)}/#tr-training-job")


def test_without_scripts_every_line_of_an_open_group_is_whole(open_page, base_url):
    page = opened(open_page, base_url, width=390, height=844, scripts=False)
    assert page.locator("#tr-training-job .more").is_visible()
    assert page.locator(".chips").is_hidden()
    page.locator(".terms summary", has_text="accounts").click()
    assert page.locator("#tr-account .more").is_visible()


def test_a_filtered_group_says_its_likenesses_with_commas_between_them_alone(open_page, base_url):
    page = opened(open_page, base_url, "#?q=job", width=1440)
    page.wait_for_function("document.querySelectorAll('table.translate tbody tr[hidden]').length > 5")
    said = page.locator("section.terms:visible details > summary").evaluate_all(
        "all => all.map((one) => one.innerText.split(':')[0].trim())"
    )
    assert said
    assert not [one for one in said if one.startswith(",") or one.endswith(",") or ", ," in one or ",," in one], said


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("term", ["tr-automl", "tr-monitor"])  # what they mean takes one line of a phone, or two
def test_a_word_of_all_platforms_is_marked_and_says_how_alike_each_pair_is(open_page, base_url, catalog, width, term):
    page = open_page(f"{base_url}translate/#{term}", width=width, height=844)
    line = page.locator(".word-line:has(:target)")
    assert line.evaluate("one => getComputedStyle(one).boxShadow") != "none"
    breaks = line.locator(".breaks")
    assert breaks.is_visible()
    for analogy in catalog.translated[term].pairs.values():
        assert f"{FIT_WORDS[analogy.fit]}: {to_text(analogy.hides, catalog)}" in breaks.inner_text()
    head = page.locator(".board-head").bounding_box()
    assert line.locator(".idea").bounding_box()["y"] >= head["y"] + head["height"]
