"""The learning plan: every number of evenings, every pair of platforms, ticks that stay; with scripts and without."""

from __future__ import annotations

import itertools
import json
import re

import pytest
from conftest import PLATFORMS, settle

from cloud_ml_platforms.topics.learn.views import LONGEST, evenings, step_views, with_platforms

COUNTS = range(1, LONGEST + 1)


@pytest.mark.parametrize("count", COUNTS)
def test_an_evening_is_an_evening(catalog, count):
    found = evenings(catalog.plan.values(), count)
    for evening in range(1, count + 1):
        taken = [step for step in catalog.plan.values() if found.get(step.id) == evening]
        minutes = sum(step.minutes for step in taken if not step.new)
        assert 50 <= minutes <= 115, f"evening {evening} of {count}: {minutes} minutes"
        assert not any(step.new for step in taken) or evening == 1


@pytest.mark.parametrize("count", COUNTS)
def test_steps_keep_their_order_and_a_longer_plan_leaves_nothing_out(catalog, count):
    found = list(evenings(catalog.plan.values(), count).values())
    assert found == sorted(found)
    assert set(evenings(catalog.plan.values(), count)) <= set(evenings(catalog.plan.values(), min(count + 1, LONGEST)))


@pytest.mark.parametrize("count", [1, 3, 7, 14])
def test_every_plan_reads_speaks_and_prints(catalog, count):
    found = evenings(catalog.plan.values(), count)
    kinds = {step.kind for step in catalog.plan.values() if step.id in found}
    assert {"read", "say", "print"} <= kinds
    assert count == 1 or "drill" in kinds


def test_the_long_plan_has_every_theme_and_every_design(catalog):
    pages = {step.general or step.page for step in catalog.plan.values()}
    decks = {step.practise["t"] for step in catalog.plan.values() if step.practise}
    assert {f"interview/{theme}/" for theme in catalog.themes} <= pages
    assert set(catalog.themes) <= decks
    assert {f"interview/cases/{case}/" for case in catalog.cases} <= pages


def test_a_step_leads_to_the_page_of_the_pair(catalog):
    views = {view.step.id: view for view in step_views(catalog)}
    sheet = views["plan-sheet"]
    assert sheet.place == ("translate/", None)
    assert sheet.by == "pair"
    assert len(sheet.places) == 6
    assert sheet.places["sagemaker-to-azure-ml"] == ("translate/sagemaker-to-azure-ml/sheet/", None)
    assert views["plan-theirs"].places["vertex-ai"] == ("providers/vertex-ai/", "the-mental-model")
    assert views["plan-since"].state == "a={theirs}"
    assert views["plan-core"].state == "t=core&p={theirs}"
    assert with_platforms("{mine} to {theirs}", {"mine": "A"}) == "A to {theirs}"


# In the browser ------------------------------------------------------------------------------------------------------


@pytest.fixture(params=["server", "disk"])
def home(request):
    """Return the address of the home page, on a server or from disk."""
    if request.param == "server":
        return request.getfixturevalue("base_url")
    return (request.getfixturevalue("offline_site") / "index.html").as_uri()


def steps(page):
    return page.locator(".plan-steps li[data-step]:visible")


@pytest.mark.site
@pytest.mark.browser
def test_the_form_of_the_home_page_takes_mine_and_theirs_as_soon_as_they_are_chosen(home, open_page):
    page = open_page(home)
    page.get_by_role("button", name="Mine and theirs").click()
    page.locator(".lens-panel").get_by_label("I know").select_option("azure-ml")
    page.locator(".lens-panel").get_by_label("They use").select_option("sagemaker")
    form = page.locator("form.plan")
    assert form.locator('select[name="a"]').input_value() == "azure-ml"
    assert form.locator('select[name="b"]').input_value() == "sagemaker"


@pytest.mark.site
@pytest.mark.browser
def test_from_the_home_page_to_a_plan_that_the_address_keeps(home, open_page, catalog):
    page = open_page(home)
    form = page.locator("form.plan")
    form.locator('select[name="a"]').select_option("sagemaker")
    form.locator('select[name="b"]').select_option("vertex-ai")
    form.locator('select[name="n"]').select_option("4")
    form.get_by_role("button", name="My plan").click()
    page.locator("#my-plan").wait_for()
    assert page.url.endswith("#?a=sagemaker&b=vertex-ai&lens=sagemaker.vertex-ai&n=4")
    assert "?a=" not in page.url.split("#")[0]
    taken = evenings(catalog.plan.values(), 4)
    assert steps(page).count() == sum(not catalog.plan[step].new for step in taken)
    assert page.locator(".plan-evening:visible").count() == 4
    assert page.locator(".any-plan:visible").count() == 0
    contents = page.locator(".md-sidebar--secondary .md-nav__link:visible").all_inner_texts()
    assert contents == ["By evenings", "The four steps"], "the contents lead to what is shown"
    text = page.locator(".plan-steps").inner_text()
    assert "{" not in text
    assert "one page from SageMaker to Vertex AI" in text
    page.goto(home)
    page.get_by_role("button", name="Go on with my plan").click()
    page.locator("#my-plan").wait_for()
    assert page.url.endswith("#?a=sagemaker&b=vertex-ai&lens=sagemaker.vertex-ai&n=4")
    assert page.evaluate("CMLP.load('lens')") == "sagemaker.vertex-ai"
    again = open_page(page.url)
    again.locator("#my-plan").wait_for()
    assert again.locator(".plan-steps").inner_text() == text
    assert page.problems == []
    assert page.foreign == []


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize(
    ("mine", "theirs"), [*itertools.permutations(PLATFORMS, 2), ("", "azure-ml"), ("sagemaker", "sagemaker")]
)
def test_every_step_leads_to_a_page_for_these_platforms(base_url, open_page, catalog, mine, theirs):
    page = open_page(f"{base_url}learn/#?a={mine}&b={theirs}&n=14")
    page.locator("#my-plan").wait_for()
    pair = mine not in {"", theirs}
    pairs = sum(step.pair for step in catalog.plan.values())
    assert page.locator(".plan-steps li[data-pair]:visible").count() == (pairs if pair else 0)
    news = sum(step.new for step in catalog.plan.values())
    assert page.locator(".plan-steps li[data-new]:visible").count() == (0 if mine else news)
    for link in steps(page).locator(".plan-words a").evaluate_all("all => all.map((one) => one.href)"):
        assert page.request.get(link.split("#")[0]).ok, link
        assert "{" not in link
        if "/practice/" in link:
            assert f"p={theirs}" in link
    sheet = page.locator('[data-step="plan-cheatsheet"] a').get_attribute("href")
    assert sheet == f"../providers/{theirs}/cheatsheet/"
    spoken = page.locator('[data-step="plan-say-canary"] a').get_attribute("href")
    assert spoken == f"../interview/canary-rollout/#{theirs}"


@pytest.mark.site
@pytest.mark.browser
def test_ticks_stay_for_this_interview_and_travel_with_the_progress(base_url, open_page):
    page = open_page(base_url + "learn/#?a=sagemaker&b=azure-ml&n=3")
    page.locator("#my-plan").wait_for()
    box = page.get_by_role("checkbox", name=re.compile("Done: the six questions"))
    box.check()
    page.wait_for_function("document.querySelector('form.plan output').value.startsWith('1 of')")
    page.reload()
    page.locator("#my-plan").wait_for()
    assert box.is_checked()
    assert "plan-six azure-ml" in page.evaluate("localStorage.getItem('cmlp:1:progress')")
    page.locator('form.plan select[name="b"]').select_option("vertex-ai")
    page.wait_for_function("location.hash.includes('b=vertex-ai')")
    assert not box.is_checked()
    page.locator('form.plan select[name="b"]').select_option("azure-ml")
    page.wait_for_function("document.querySelector('form.plan output').value.startsWith('1 of')")
    box.uncheck()
    page.wait_for_function("document.querySelector('form.plan output').value.startsWith('0 of')")


@pytest.mark.site
@pytest.mark.browser
def test_without_scripts_four_plans_stand_in_the_page(base_url, open_page):
    page = open_page(base_url + "learn/", scripts=False)
    assert page.locator(".my-plan").is_hidden()
    for name in ("tonight", "three-evenings", "seven-evenings", "fourteen-evenings"):
        assert page.locator(f"#{name}").is_visible()
    assert page.locator(".any-plan li:visible").count() > 60
    assert "{" not in page.locator(".md-content").inner_text()


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("hostile", ["#?a=x&b=y&n=99", "#?n=%3Cb%3E&b=constructor", "?a=%22%3E&b=azure-ml&n=0"])
def test_a_strange_address_gives_a_plan_or_none(base_url, open_page, hostile):
    page = open_page(base_url + "learn/" + hostile)
    settle(page)
    assert page.problems == []


@pytest.mark.site
@pytest.mark.browser
def test_a_plain_anchor_keeps_the_plan_and_another_plan_is_shown_when_asked_for(base_url, open_page):
    page = open_page(base_url + "learn/#?a=sagemaker&b=azure-ml&n=3")
    page.locator("#my-plan").wait_for()
    assert page.locator(".plan-evening h3").first.inner_text().startswith("Evening 1, tonight, ")
    page.get_by_role("button", name="My plan").click()
    page.wait_for_function("localStorage.getItem('cmlp:1:progress') !== null")
    page.evaluate("location.hash = '#the-four-steps'")
    page.wait_for_timeout(200)
    assert page.locator("#my-plan").is_visible()
    page.reload()
    page.locator("#my-plan").wait_for()
    page.evaluate("location.hash = '#seven-evenings'")
    page.wait_for_function("document.querySelectorAll('.plan-evening').length === 7")
    page.evaluate("CMLP.lens(null)")
    page.evaluate("location.hash = '#tonight'")
    page.locator("#tonight").wait_for()
    assert page.locator("#my-plan").is_hidden()


@pytest.mark.site
@pytest.mark.browser
def test_tonight_is_for_the_two_platforms_that_are_chosen(base_url, open_page):
    page = open_page(f"{base_url}learn/#tonight")
    assert page.locator("#tonight").is_visible()
    page.evaluate("CMLP.lens(['azure-ml', 'sagemaker'])")
    page.goto(f"{base_url}about/")
    page.goto(f"{base_url}learn/#tonight")
    assert page.locator(".plan-evening h3").inner_text().startswith("Tonight, ")
    sheet = page.locator('[data-step="plan-sheet"] a')
    assert sheet.get_attribute("href").endswith("translate/azure-ml-to-sagemaker/sheet/")
    assert "Azure ML to SageMaker" in sheet.inner_text()


@pytest.mark.site
@pytest.mark.browser
def test_a_link_shows_a_plan_and_the_own_one_stays(base_url, open_page):
    page = open_page(base_url + "learn/")
    own = {"a": "sagemaker", "b": "vertex-ai", "n": 7, "day": "2026-11-20"}
    text = json.dumps({"format": "cloud-ml-platforms progress", "version": 1, "cards": {}, "ticks": {}, "plan": own})
    page.evaluate("text => localStorage.setItem('cmlp:1:progress', text)", text)
    page.goto(base_url + "about/")
    page.goto(base_url + "learn/?b=azure-ml&n=2")  # as the form of the home page would, but from nowhere
    page.locator("#my-plan").wait_for()
    assert json.loads(page.evaluate("localStorage.getItem('cmlp:1:progress')"))["plan"] == own
    page.goto(base_url + "about/")
    page.goto(base_url + "learn/#?b=azure-ml&n=1")
    page.locator("#my-plan").wait_for()
    assert page.locator('form.plan select[name="a"]').input_value() == ""
    assert json.loads(page.evaluate("localStorage.getItem('cmlp:1:progress')"))["plan"] == own
    page.get_by_role("button", name="My plan").click()
    page.wait_for_function("JSON.parse(localStorage.getItem('cmlp:1:progress')).plan.n === 1")
