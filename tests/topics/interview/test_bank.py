"""The question bank in a real browser: filters, what was practised, answers, without scripts."""

from __future__ import annotations

import pytest
from coach_pages import PAGES, progress, put, record, title, today, wait_for_card

from cloud_ml_platforms.compute import coach
from cloud_ml_platforms.text.inline import to_text

pytestmark = [pytest.mark.site, pytest.mark.browser]


def shown(page):
    return page.locator("ul.bank > li:visible").evaluate_all("all => all.map((one) => one.id)")


def open_groups(page):
    page.locator(".bank-group").evaluate_all("all => { for (const one of all) one.open = true; }")


HEAD, GROUP, LINE = 700, 60, 60  # px at 1440


def test_groups_are_closed_and_a_link_opens_the_one_that_it_leads_to(base_url, open_page, catalog):
    page = open_page(base_url + "interview/questions/", width=1440)
    assert shown(page) == []
    groups = page.locator(".bank-group").count()
    assert page.evaluate("document.documentElement.scrollHeight") <= HEAD + groups * GROUP
    open_groups(page)
    assert (
        page.evaluate("document.documentElement.scrollHeight") <= HEAD + groups * GROUP + len(catalog.questions) * LINE
    )
    page = open_page(base_url + "interview/questions/#deck-gpu-cost")
    page.locator(".bank-group[open]").wait_for()
    assert {coach.deck_of(catalog.questions[name]) for name in shown(page)} == {"gpu-cost"}


def test_the_bank_filters_by_theme_level_platform_state_and_text(address, open_page, catalog):
    page = open_page(address(PAGES["bank"]))
    open_groups(page)
    assert len(shown(page)) == len(catalog.questions)
    page.locator('.filters select[name="t"]').select_option("canary-rollout")
    page.locator('.filters select[name="l"]').select_option("senior")
    page.wait_for_function("location.hash.includes('l=senior')")
    wanted = {q.id for q in catalog.questions.values() if coach.deck_of(q) == "canary-rollout" and q.level == "senior"}
    assert set(shown(page)) == wanted
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function("location.hash === ''")
    page.locator('.filters select[name="p"]').select_option("vertex-ai")
    page.wait_for_function("location.hash.includes('p=vertex-ai')")
    assert set(shown(page)) == {q.id for q in catalog.questions.values() if "vertex-ai" in q.platforms}
    page.locator('.filters select[name="s"]').select_option("core")
    page.wait_for_function("location.hash.includes('s=core')")
    assert set(shown(page)) == {q.id for q in catalog.questions.values() if q.core}
    page.get_by_role("button", name="Reset").click()
    page.get_by_label("Text", exact=True).fill("AutoRollbackConfiguration")
    page.wait_for_function("location.hash.includes('q=')")
    assert "q-canary-nobody-watching" in shown(page)
    again = open_page(page.url)
    again.wait_for_function("document.querySelector('form.bank output').value !== ''")
    assert shown(again) == shown(page)
    assert page.problems == []


def test_the_bank_knows_what_was_practised(base_url, open_page, catalog):
    page = open_page(base_url + "interview/questions/")
    put(page, progress({
        "q-canary-way-back azure-ml": record(grade="again"),
        "q-canary-labels-late azure-ml": record(due=today(3)),
        "q-canary-four-words azure-ml": record(),
    }))  # fmt: skip
    for state, wanted in {
        "again": {"q-canary-way-back"},
        "due": {"q-canary-way-back", "q-canary-four-words"},
        "got": {"q-canary-labels-late", "q-canary-four-words"},
    }.items():
        page.locator('.filters select[name="s"]').select_option(state)
        page.wait_for_function(f"location.hash.includes('s={state}')")
        assert set(shown(page)) == wanted
    page.locator('.filters select[name="s"]').select_option("new")
    page.wait_for_function("location.hash.includes('s=new')")
    assert len(shown(page)) == len(catalog.questions) - 3
    page.locator('.filters select[name="s"]').select_option("due")
    page.locator('.filters select[name="p"]').select_option("sagemaker")
    page.wait_for_function("location.hash.includes('p=sagemaker')")
    assert shown(page) == []


def test_the_bank_shows_how_each_question_stands(base_url, open_page):
    page = open_page(base_url + "interview/questions/")
    assert page.locator(".bank .state").count() == 0
    put(
        page,
        progress(
            {"q-canary-way-back azure-ml": record(grade="again"), "q-canary-labels-late azure-ml": record(due=today(3))}
        ),
    )
    page.reload()
    open_groups(page)
    page.locator("#q-canary-way-back .state").wait_for()
    assert page.locator("#q-canary-way-back .state").inner_text() == "missed last time"
    assert page.locator("#q-canary-labels-late .state").inner_text() == "got it"
    assert page.locator(".bank .state:visible").count() == 2
    page.locator('.filters select[name="p"]').select_option("sagemaker")
    page.wait_for_function("location.hash.includes('p=sagemaker')")
    assert page.locator(".bank .state:visible").count() == 0


def test_an_answer_is_closed_until_asked_for_and_brings_its_follow_ups(address, open_page, catalog):
    page = open_page(address(PAGES["bank"], "#q-canary-way-back"))
    details = page.locator('details[data-question="q-canary-way-back"]')
    assert details.get_attribute("open") is not None
    assert page.locator(".bank .fold[open]").count() == 1
    details.locator("dt").first.wait_for()
    assert details.locator("ol.points > li").count() == len(catalog.questions["q-canary-way-back"].points)
    assert details.locator("dt").count() == len(catalog.questions["q-canary-way-back"].follow_ups)
    details.get_by_role("link", name="Page of this question").click()
    page.wait_for_url("**/q/q-canary-way-back**")
    asked = to_text(catalog.questions["q-canary-way-back"].question, catalog)
    assert page.get_by_role("heading", level=1).inner_text().startswith(asked)
    page.get_by_role("link", name="Practise it").click()
    page.wait_for_url("**/interview/practice**")
    wait_for_card(page)
    assert "1 of 1" in title(page)
    assert page.problems == []


def test_without_scripts_every_answer_is_in_the_page(base_url, open_page, catalog):
    page = open_page(base_url + "interview/questions/", scripts=False)
    assert page.locator(".bank .fold .spoken").count() == len(catalog.questions)
    assert page.locator("form.bank").is_hidden()
    page.locator(".bank-group > summary").first.click()
    page.locator(".bank .fold summary").first.click()
    page.locator(".bank .fold[open] .more-link a").click()
    assert "/q/q-" in page.url
    assert page.locator(".points li").count() >= 2
    page = open_page(base_url + "interview/practice/", scripts=False)
    assert page.locator("ul.core li").count() == sum(question.core for question in catalog.questions.values())
    assert page.locator("noscript").count() >= 1
    assert page.locator(".card").is_hidden()
