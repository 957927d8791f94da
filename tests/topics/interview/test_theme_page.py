"""Pages of themes and questions: their height, what stands beside what, on a phone too."""

from __future__ import annotations

import re

import pytest
from lxml import html

from cloud_ml_platforms.paths import DOCS
from cloud_ml_platforms.topics.interview.views import questions

# Pixels at 1440: of a row, of two questions, of all else.
LINE, PAIR, FIXED = 28, 72, 3900
QUESTION, MOST = "q/q-canary-way-back/", 2000


def height(page):
    return page.evaluate("document.documentElement.scrollHeight")


def test_a_part_of_the_full_answer_begins_with_what_it_is_about(catalog):
    """Bold words at the head of a paragraph stand in a column of their own: nowhere else are words bold."""
    for theme in catalog.themes:
        text = (DOCS / "interview" / f"{theme}.md").read_text(encoding="utf-8")
        answer = text.split("## The full answer")[1].split("</div>")[0]
        assert not re.findall(r"(?m)^(?![*\d]).*\*\*.*$", answer), theme


@pytest.mark.parametrize("theme", ["canary-rollout", "gpu-cost", "training-to-deployment"])
@pytest.mark.site
@pytest.mark.browser
def test_a_theme_is_no_higher_than_its_rows_and_questions_need(open_page, base_url, catalog, theme):
    page = open_page(f"{base_url}interview/{theme}/", width=1440)
    rows, asked = len(catalog.themes[theme].rows), len(questions(catalog, theme=theme)["questions"])
    assert height(page) <= FIXED + LINE * rows + PAIR * (asked + 1) // 2


@pytest.mark.site
@pytest.mark.browser
def test_an_answer_has_the_width_of_its_column_on_phones_and_on_paper(open_page, base_url):
    """What stands beside "Answer" once left it the width of a letter: 319 sheets of paper."""
    page = open_page(f"{base_url}interview/canary-rollout/", width=390)
    heights = page.locator(".question-list summary").evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert max(heights) < 40
    page = open_page(f"{base_url}interview/canary-rollout/", width=1440)
    facets = page.locator(".question-list .facets").first
    facets.scroll_into_view_if_needed()
    box = facets.bounding_box()
    at = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    assert page.evaluate("([x, y]) => Boolean(document.elementFromPoint(x, y).closest('.facets'))", at)
    page = open_page(f"{base_url}interview/canary-rollout/", width=700)
    page.emulate_media(media="print")
    column = page.locator(".question-list > section").first.bounding_box()["width"]
    assert page.locator(".question-list .spoken").first.bounding_box()["width"] > 0.9 * column
    assert page.locator(".on-screen:visible").count() == 0


@pytest.mark.site
@pytest.mark.browser
def test_the_answer_stands_beside_the_question_and_platforms_beside_each_other(open_page, base_url):
    page = open_page(f"{base_url}interview/canary-rollout/", width=1440, height=900)
    spoken, asked = (page.locator(one).bounding_box() for one in (".aloud > blockquote", ".question"))
    assert spoken["x"] > asked["x"] + asked["width"]
    assert spoken["y"] + spoken["height"] < 900, "the whole answer is on the first screen"
    tops = page.locator(".platform-columns h3").evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    assert len(set(tops)) == 1


@pytest.mark.site
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.browser
def test_a_theme_is_answered_in_the_words_of_theirs_of_the_address_or_of_the_button(open_page, base_url, width):
    theme = f"{base_url}interview/canary-rollout/"
    shown = ".aloud > :is(blockquote, section):visible"

    def spoken(page):
        assert page.locator(shown).count() == 1
        return page.locator(shown).get_attribute("data-platform")

    page = open_page(theme, width=width, height=844)
    assert spoken(page) is None
    button = page.get_by_role("button", name="Vertex AI", exact=True)
    button.click()
    assert (spoken(page), page.url) == ("vertex-ai", theme + "#vertex-ai")
    assert button.get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="In general", exact=True).click()
    assert (spoken(page), page.url) == (None, theme)
    page = open_page(theme + "#?lens=sagemaker.azure-ml", width=width, height=844)
    assert spoken(page) == "azure-ml"
    assert page.get_by_role("button", name="Vertex AI").is_hidden()
    page = open_page(theme + "#vertex-ai", width=width, height=844)
    assert spoken(page) == "vertex-ai"
    assert 0 <= page.locator("h1").bounding_box()["y"] < page.locator("#vertex-ai").bounding_box()["y"] < 844


@pytest.mark.site
@pytest.mark.browser
def test_without_scripts_a_theme_shows_every_answer(open_page, base_url):
    page = open_page(f"{base_url}interview/canary-rollout/", scripts=False)
    assert page.locator(".aloud > :is(blockquote, section):visible").count() == 4
    assert page.locator(".whose-words").is_hidden()


@pytest.mark.site
def test_every_theme_is_answered_in_general_and_in_each_platforms_words_of_a_minute(site, catalog):
    for theme in catalog.themes:
        page = html.parse(site / "interview" / theme / "index.html")
        (general,) = page.xpath("//div[@class='aloud']/blockquote")
        assert 60 <= len(general.text_content().split()) <= 130, theme
        for platform in catalog.full_platforms:
            (answer,) = page.xpath(f"//div[@class='aloud']/section[@data-platform='{platform}']")
            assert 60 <= len(answer.find("blockquote").text_content().split()) <= 130, (theme, platform)
            assert answer.xpath(f"./h3[@id='{platform}']"), (theme, platform)


@pytest.mark.site
@pytest.mark.browser
def test_what_a_sentence_rests_on_stands_in_the_margin(open_page, base_url):
    page = open_page(f"{base_url}interview/canary-rollout/", width=1440)
    edge = page.locator(".full-answer > p").first.bounding_box()
    notes = page.locator(".full-answer .beside").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().left)"
    )
    assert notes
    assert min(notes) >= edge["x"] + edge["width"]


@pytest.mark.parametrize("address", ["interview/canary-rollout/", QUESTION])
@pytest.mark.parametrize("width", [320, 390, 768, 1230, 1920])
@pytest.mark.site
@pytest.mark.browser
def test_nothing_scrolls_sideways(open_page, base_url, address, width):
    page = open_page(base_url + address, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.site
@pytest.mark.browser
def test_a_question_is_a_page_of_one_glance(open_page, base_url):
    page = open_page(base_url + QUESTION, width=1440, height=900)
    assert height(page) <= MOST
    points = page.locator(".points").bounding_box()
    assert points["x"] > page.locator(".spoken").bounding_box()["x"]
    assert points["y"] < 450
    push = page.locator(".pushed-on").first
    push.locator("summary").click()
    assert push.locator("p").first.is_visible()
