"""The mock interview in a real browser: from begin to result, links, notes, what was begun."""

from __future__ import annotations

import re

import pytest
from coach_pages import NO_STORAGE, PAGES, hold, put, stored
from conftest import settle

from cloud_ml_platforms.compute import coach

pytestmark = [pytest.mark.site, pytest.mark.browser]


def test_a_mock_interview_from_begin_to_result(address, open_page, catalog):
    page = open_page(address(PAGES["mock"]), permissions=[])
    page.locator('.filters select[name="t"]').select_option("canary-rollout")
    page.locator('.filters select[name="p"]').select_option("vertex-ai")
    page.locator('.filters select[name="m"]').select_option("15")
    page.get_by_role("button", name="Begin").click()
    page.locator(".mock-card").wait_for()
    assert page.locator("#mock-title").inner_text() == "1 of 2: Vertex AI, about 8 minutes"
    ids = re.search(r"i=([^&]+)", page.url)[1].split(".")
    first = catalog.questions[ids[0]]
    assert page.locator(".card-back").is_hidden()
    page.get_by_label("Notes").fill("shadow first\n# then canary")
    page.get_by_role("button", name="Pause").click()
    left = page.locator(".clock").inner_text()
    page.wait_for_timeout(1600)
    assert page.locator(".clock").inner_text() == left
    page.get_by_role("button", name="Go on").click()
    page.wait_for_function(f"document.querySelector('.clock').textContent !== {left!r}")
    page.get_by_role("button", name="I have answered").click()
    boxes = page.locator(".card-points input")
    own = [point for point in first.points if not point.platforms or "vertex-ai" in point.platforms]
    assert boxes.count() == len(own)
    boxes.first.check()
    page.get_by_role("button", name="Next question").click()
    page.get_by_role("button", name="I have answered").click()
    page.get_by_role("button", name="Finish", exact=True).click()
    page.locator(".mock-result").wait_for()
    second = catalog.questions[ids[1]]
    asked = len(own) + len([p for p in second.points if not p.platforms or "vertex-ai" in p.platforms])
    assert f"1 of {asked} points" in page.locator(".mock-overall").inner_text()
    assert page.locator(".mock-bands tbody tr").count() == 6
    assert page.locator(".mock-missed > ol > li").count() == 2
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Export as Markdown").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    assert "> shadow first\n> # then canary" in text
    assert text.count("- [x]") == 1
    assert coach.coach_version(catalog) in text
    page.get_by_role("button", name="Put what I missed on my due list").click()
    assert set(stored(page)["cards"]) == {f"{name} vertex-ai" for name in ids}
    page.locator(".mock-missed a").first.click()
    page.wait_for_url(f"**/q/{ids[0]}**")
    page.go_back()
    page.locator(".mock-result").wait_for()
    assert f"1 of {asked} points" in page.locator(".mock-overall").inner_text()
    page.get_by_role("button", name="Another interview").click()
    assert page.locator("form.mock").is_visible()
    assert page.problems == []


def test_a_teammate_gets_the_same_interview(address, open_page):
    page = open_page(address(PAGES["mock"]))
    page.get_by_role("button", name="Begin").click()
    page.locator(".mock-card").wait_for()
    link = page.url
    other = open_page(link)
    other.locator(".mock-waiting").wait_for()
    assert "4 questions on SageMaker, 30 minutes" in other.locator(".mock-waiting-words").inner_text()
    other.get_by_role("button", name="Begin it").click()
    other.locator(".mock-card").wait_for()
    assert other.locator(".card-front").inner_text() == page.locator(".card-front").inner_text()
    assert other.url == link


def test_a_copy_from_disk_gives_away_the_published_address(offline_site, open_page):
    page = open_page((offline_site / "interview/mock.html").as_uri(), permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Begin").click()
    page.locator(".mock-card").wait_for()
    page.get_by_role("button", name="I have answered").click()
    page.get_by_role("button", name="Finish now").click()
    page.get_by_role("button", name="Press again to finish").click()
    page.locator(".mock-result").wait_for()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Export as Markdown").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    assert "file://" not in text
    assert re.search(r"https://[^/ ]+/q/q-[a-z0-9-]+/\n", text)
    page.get_by_role("button", name="Copy the link").click()
    page.wait_for_function("document.querySelector('.mock-told').textContent !== ''")
    assert re.match(r"https://[^/ ]+/interview/mock/#\?i=", page.evaluate("navigator.clipboard.readText()"))


def test_the_minutes_of_a_link_are_kept(base_url, open_page):
    page = open_page(base_url + "interview/mock/#?m=45&p=azure-ml")
    page.wait_for_function("!document.querySelector('form.mock').hidden && window.CMLP_INDEX")
    page.wait_for_function("document.querySelector('form.mock').elements.m.value === '45'")
    page.get_by_role("button", name="Begin").click()
    page.locator(".mock-card").wait_for()
    assert page.locator("#mock-title").inner_text().startswith("1 of 6: Azure ML")


def test_a_teammates_link_does_not_take_away_what_was_begun(base_url, open_page):
    page = open_page(base_url + "interview/mock/")
    page.get_by_role("button", name="Begin").click()
    page.locator(".mock-card").wait_for()
    page.get_by_label("Notes").fill("mine")
    page.goto(base_url + "about/")
    page.goto(base_url + "interview/mock/#?i=q-canary-way-back&p=azure-ml&m=15")
    page.locator(".mock-waiting").wait_for()
    assert "to begin this one discards it" in page.locator(".mock-waiting-words").inner_text()
    page.get_by_role("button", name="Go on with mine").click()
    page.locator(".mock-card").wait_for()
    assert page.get_by_label("Notes").input_value() == "mine"


@pytest.mark.parametrize("link", ["#?m=45&p=azure-ml", "#?c=fraud-scoring", "#?t=gpu-cost"])
def test_every_way_in_says_that_an_interview_was_begun(base_url, open_page, link):
    page = open_page(base_url + "interview/mock/")
    page.get_by_role("button", name="Begin").click()
    page.locator(".mock-card").wait_for()
    page.keyboard.press("n")
    page.goto(base_url + "about/")
    page.goto(base_url + "interview/mock/" + link)
    page.locator(".mock-waiting").wait_for()
    assert "You began an interview" in page.locator(".mock-waiting-words").inner_text()


def test_notes_of_a_mock_interview_stay_with_their_question(base_url, open_page):
    page = open_page(base_url + "interview/mock/#?i=q-canary-way-back.q-gpu-many-models&p=azure-ml&m=15", fresh=True)
    go_on = hold(page, "gpu-cost")
    page.get_by_role("button", name="Begin it").click()
    page.locator(".mock-card").wait_for()
    page.get_by_label("Notes").fill("of the canary")
    page.get_by_role("button", name="I have answered").click()
    page.get_by_role("button", name="Next question").click()
    page.wait_for_function("document.querySelector('.mock-card').inert")
    assert stored(page, "mock")["at"] == 0
    go_on()
    page.wait_for_function("document.querySelector('#mock-title').textContent.startsWith('2 of 2')")
    page.get_by_label("Notes").fill("of the GPUs")
    assert stored(page, "mock")["notes"] == {
        "q-canary-way-back": "of the canary",
        "q-gpu-many-models": "of the GPUs",
    }


def test_a_link_of_other_data_says_so(base_url, open_page):
    link = "#?i=q-canary-way-back.q-gone-since&p=azure-ml&m=15&v=2026-01-01.abcdef"
    page = open_page(base_url + "interview/mock/" + link)
    page.locator(".mock-waiting").wait_for()
    words = page.locator(".mock-waiting-words").inner_text()
    assert "1 question on Azure ML, 15 minutes" in words
    assert "1 more that the link names is not in this copy" in words
    assert "2026-01-01.abcdef" in words


@pytest.mark.parametrize(
    "hostile", ["#?i=x&p=constructor", "#?i=__proto__.toString", "#?c=%3Cb%3E", "#?i=q-canary-way-back&m=NaN&p=x"]
)
def test_a_strange_link_does_no_harm(base_url, open_page, hostile):
    page = open_page(base_url + "interview/mock/" + hostile)
    page.wait_for_function(
        "!document.querySelector('form.mock').hidden || !document.querySelector('.mock-waiting').hidden"
    )
    settle(page)
    assert page.problems == []


def test_a_design_is_a_mock_interview_of_its_own(base_url, open_page, catalog):
    page = open_page(base_url + "interview/cases/fraud-scoring/")
    page.get_by_role("link", name="a mock interview on this design").click()
    page.wait_for_url("**/interview/mock/**")
    page.wait_for_function("document.querySelector('form.mock').elements.t.value === 'fraud-scoring'")
    page.get_by_role("button", name="Begin").click()
    page.locator(".mock-card").wait_for()
    assert "35:00" in page.locator(".clock").inner_text() or "34:" in page.locator(".clock").inner_text()
    page.get_by_role("button", name="I have answered").click()
    assert page.locator(".card-points input").count() == sum(
        not point.platforms or "sagemaker" in point.platforms for point in catalog.cases["fraud-scoring"].score
    )
    stages = page.locator(".mock-stages > details")
    assert stages.count() == 4
    stages.first.locator("summary").first.click()
    assert stages.first.locator("dt").count() == len(catalog.cases["fraud-scoring"].clarify)


def test_an_interview_that_was_begun_survives_a_reload(address, open_page):
    page = open_page(address(PAGES["mock"]))
    page.get_by_role("button", name="Begin").click()
    page.locator(".mock-card").wait_for()
    page.get_by_label("Notes").fill("half a thought")
    page.get_by_role("button", name="I have answered").click()
    page.locator(".card-points input").first.check()
    asked = page.locator(".card-front").inner_text()
    page.reload()
    page.locator(".mock-waiting").wait_for()
    assert "question 1 of 4" in page.locator(".mock-waiting-words").inner_text()
    page.get_by_role("button", name="Go on with it").click()
    page.locator(".mock-card").wait_for()
    assert page.locator(".card-front").inner_text() == asked
    assert page.get_by_label("Notes").input_value() == "half a thought"
    assert page.locator(".card-points input").first.is_checked()
    page.reload()
    page.locator(".mock-waiting").wait_for()
    page.get_by_role("button", name="Choose another").click()
    assert page.locator("form.mock").is_visible()
    assert stored(page, "mock")["notes"] != {}
    page.get_by_role("button", name="Begin").click()
    page.locator(".mock-card").wait_for()
    assert stored(page, "mock")["notes"] == {}


@pytest.mark.parametrize(
    "kept", ["{", "[]", "null", '{"ids": [], "notes": {}, "said": {}}', '{"ids": ["x"], "platform": "toString"}']
)
def test_a_damaged_interview_is_not_offered(base_url, open_page, kept):
    page = open_page(base_url + "interview/mock/")
    put(page, kept, "mock")
    page.reload()
    page.wait_for_function("!document.querySelector('form.mock').hidden && window.CMLP_INDEX")
    assert page.locator(".mock-waiting").is_hidden()
    assert page.problems == []


def test_the_result_without_storage_says_that_nothing_is_kept(base_url, open_page):
    page = open_page(base_url + "about/", fresh=True)
    page.add_init_script(NO_STORAGE["full"])
    page.goto(base_url + "interview/mock/")
    page.get_by_role("button", name="Begin").click()
    page.locator(".mock-card").wait_for()
    page.wait_for_function("document.querySelector('.progress-note').textContent.includes('does not keep')")
    page.get_by_role("button", name="Finish now").click()
    assert page.locator(".mock-result").is_hidden()
    page.get_by_role("button", name="Press again to finish").click()
    page.locator(".mock-result").wait_for()
    assert "not reached" in page.locator(".mock-overall").inner_text()
