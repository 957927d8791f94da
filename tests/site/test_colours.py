"""Light, dark or the system's colours: chosen in the header, kept, and followed while the system changes them."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.site, pytest.mark.browser]

BUTTON = "label[for^=__palette_]:visible"
BAR = "document.querySelector('meta[name=theme-color]').content"
SCHEME = "document.body.getAttribute('data-md-color-scheme')"


def test_a_choice_colours_the_page_and_is_kept(open_page, base_url):
    page = open_page(f"{base_url}about/", scheme="light")
    assert page.evaluate(SCHEME) != "slate"
    schemes = []
    for _ in range(3):
        page.locator(BUTTON).click()
        schemes.append(page.evaluate(SCHEME))
    assert schemes == ["default", "slate", "default"]
    page.locator(BUTTON).click()
    page.locator(BUTTON).click()
    page.reload()
    assert page.evaluate(SCHEME) == "slate"
    assert page.locator(BUTTON).count() == 1
    dark = page.evaluate(BAR)
    page.locator(BUTTON).click()
    page.wait_for_function(f"{BAR} !== '{dark}'")


def test_keys_choose_the_next(open_page, base_url):
    page = open_page(f"{base_url}about/", scheme="light")
    page.locator("#__palette_0").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.evaluate(SCHEME) == "slate"
    assert page.problems == []


def test_the_system_is_followed_until_something_is_chosen(open_page, base_url):
    page = open_page(f"{base_url}about/", scheme="dark")
    assert page.evaluate(SCHEME) == "slate"
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"{SCHEME} === 'default'")
    page.locator(BUTTON).click()
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(SCHEME) == "default"


def test_nonsense_in_the_storage_colours_by_the_system(open_page, base_url):
    page = open_page(f"{base_url}about/", scheme="light")
    page.evaluate("__md_set('__palette', { index: 'x' })")
    page.reload()
    page.locator(BUTTON).click()
    assert page.evaluate(SCHEME) == "default"
    assert page.problems == []
