"""Practice in a real browser, from a server and from disk: cards, keys, decks, what comes back when."""

from __future__ import annotations

import re

import pytest
from coach_pages import PAGES, hold, progress, put, record, stored, title, today, wait_for_card

from cloud_ml_platforms import model as m
from cloud_ml_platforms.compute import coach
from cloud_ml_platforms.topics.page import Page

pytestmark = [pytest.mark.site, pytest.mark.browser]


def test_an_evening_say_reveal_tick_grade(address, open_page, catalog):
    page = open_page(address(PAGES["practice"], "#?t=canary-rollout&p=azure-ml"))
    deck = next(deck for deck in coach.decks(catalog) if deck.id == "canary-rollout")
    asked = [q for q in deck.questions if "azure-ml" in q.platforms]
    wait_for_card(page)
    assert title(page) == f"1 of {len(asked)}: Azure ML"
    assert page.locator(".card-back").is_hidden()
    page.get_by_role("button", name="Show the answer").click()
    boxes = page.locator(".card-points input")
    first = next(q for q in asked if page.locator(".card-front").inner_text().strip() == q.question.replace("`", ""))
    own = [point.id for point in first.points if not point.platforms or "azure-ml" in point.platforms]
    assert boxes.evaluate_all("all => all.map((one) => one.value)") == own
    assert page.locator(".card-answer mark.point").count() == len(first.points)
    order = {point.id: str(number) for number, point in enumerate(first.points, 1)}
    marks = page.locator(".card-answer mark.point:not(.not-asked)")
    marked = marks.evaluate_all("all => all.map((one) => [one.dataset.point, one.querySelector('sup').textContent])")
    assert dict(marked) == {name: order[name] for name in own}, "numbered as on the question's page"
    assert page.locator(".card-points .point-id").all_inner_texts() == [order[name] for name in own]
    boxes.first.check()
    page.get_by_role("button", name="Again").click()
    page.wait_for_function(f"document.querySelector('#card-title').textContent.startsWith('2 of {len(asked)}')")
    assert title(page).endswith("; 1 to repeat")
    kept = stored(page)["cards"]
    assert list(kept) == [f"{first.id} azure-ml"]
    assert kept[f"{first.id} azure-ml"]["missed"] == own[1:]
    assert kept[f"{first.id} azure-ml"]["due"] == today()
    page.locator(".missed-today ul ul li").first.wait_for(state="attached")
    assert page.locator(".missed-today ul ul li").count() == len(own) - 1
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Got it").click()
    page.wait_for_function(f"document.querySelector('#card-title').textContent.startsWith('3 of {len(asked)}')")
    assert sorted(one["due"] for one in stored(page)["cards"].values()) == [today(), today(1)]
    assert page.problems == []
    assert page.foreign == []


@pytest.mark.parametrize(("width", "height", "fixed", "line"), [(1440, 900, 1150, 15), (390, 844, 1800, 27)])
def test_a_card_and_what_to_do_with_it_are_on_the_first_screen(
    base_url, open_page, catalog, *, width, height, fixed, line
):
    page = open_page(base_url + "interview/practice/", width=width, height=height)
    wait_for_card(page)
    for shown in (page.locator(".card-front"), page.get_by_role("button", name="Show the answer")):
        box = shown.bounding_box()
        assert box["y"] + box["height"] <= height
    whole = page.evaluate("document.documentElement.scrollHeight")
    assert whole <= fixed + line * len(coach.decks(catalog))


def test_progress_is_a_cell_a_card_and_what_is_due_is_minutes(base_url, open_page, catalog):
    deck = next(deck for deck in coach.decks(catalog) if deck.id == "canary-rollout")
    asked = [question.id for question in deck.questions if "azure-ml" in question.platforms]
    term = coach.term_decks(catalog)[0]
    states = [record(due=today(3)), record(), record(grade="again", due=today(1))]
    page = open_page(base_url + "about/")
    put(page, progress({f"{one} azure-ml": state for one, state in zip(asked, states, strict=False)}))
    page.goto(base_url + "interview/practice/#?t=canary-rollout&p=azure-ml")
    wait_for_card(page)
    line = page.locator(f'.known-decks > li[data-deck="{deck.id}"]')
    cells = line.get_by_role("img")
    assert cells.get_attribute("aria-label") == f"1 known, 2 learning, {len(asked) - 3} not seen"
    kinds = cells.locator("i").evaluate_all("all => all.map((one) => one.className)")
    assert kinds == ["full", "half", "half", *[""] * (len(asked) - 3)]
    assert page.locator(f'.known-decks > li[data-deck="{term.id}"]').is_hidden()
    assert page.locator(".due-number").inner_text() == "1"
    assert page.locator(".due-minutes").inner_text() == "about 2 minutes; 1 tomorrow"
    sitting = page.locator(".card .sitting > i")
    count = sitting.count()
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Got it").click()
    page.wait_for_function("document.querySelector('.sitting > i').className === 'full'")
    assert page.locator(".due-number").inner_text() == "0"
    assert sitting.count() == count
    assert sitting.nth(1).get_attribute("class").split() == ["now"]


def test_what_was_missed_comes_back_the_same_evening_and_a_deck_ends(address, open_page):
    page = open_page(address(PAGES["practice"], "#?q=q-canary-way-back&p=azure-ml"))
    wait_for_card(page)
    for how in ("Again", "Got it"):
        page.get_by_role("button", name="Show the answer").click()
        page.get_by_role("button", name=how).click()
    page.locator(".card-done h2").wait_for()
    assert "comes back on " + today(1) in page.locator(".card-done p").first.inner_text()
    assert page.evaluate("document.activeElement.id") == "card-done-title"
    page.get_by_role("button", name="Practise all of it again").click()
    page.locator(".card").wait_for()


def test_keys_lead_through_a_card_and_the_theme_keys_stay_out(address, open_page):
    page = open_page(address(PAGES["practice"], "#?t=gpu-cost&p=vertex-ai"))
    wait_for_card(page)
    page.keyboard.press("r")
    assert page.locator(".card-back").is_visible()
    assert page.evaluate("document.activeElement.matches('.card-back')")
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.keyboard.press("2")
    assert page.locator(".card-points input").evaluate_all("all => all.slice(0, 2).map((one) => one.checked)") == [
        True,
        False,
    ]
    page.keyboard.press("g")
    page.wait_for_function("document.querySelector('#card-title').textContent.startsWith('2 of')")
    assert page.evaluate("document.activeElement.id") == "card-title"
    asked = page.locator(".card-front").inner_text()
    page.keyboard.press("n")
    page.wait_for_function("asked => document.querySelector('.card-front').innerText !== asked", arg=asked)
    for key in ("p", "."):
        page.keyboard.press(key)
    assert len(stored(page)["cards"]) == 1
    assert "interview/practice" in page.url
    page.get_by_label("Keyboard keys", exact=True).uncheck()
    page.keyboard.press("r")
    assert page.locator(".card-back").is_hidden()
    page.reload()
    wait_for_card(page)
    assert not page.get_by_label("Keyboard keys", exact=True).is_checked()
    page.keyboard.press("n")
    assert "interview/practice" in page.url


def test_a_screen_reader_hears_where_it_is(base_url, open_page):
    page = open_page(base_url + "interview/practice/")
    wait_for_card(page)
    tree = page.locator(".card").aria_snapshot()
    assert re.search(r'region "1 of 25: \w+', tree)
    assert 'button "Show the answer R"' in tree
    page.get_by_role("button", name="Show the answer").click()
    tree = page.locator(".card").aria_snapshot()
    assert 'group "The answer"' in tree
    assert 'group "Tick the points that you named"' in tree
    assert page.locator("form.practice output").get_attribute("aria-live") == "polite"


def test_the_platform_of_the_lens_is_the_platform_of_practice(base_url, open_page):
    page = open_page(base_url + "interview/practice/#?lens=sagemaker.vertex-ai")
    wait_for_card(page)
    assert title(page).endswith("Vertex AI")


def test_due_holds_questions_translations_and_designs_of_all_platforms(address, open_page, catalog):
    page = open_page(address(PAGES["practice"]))
    wait_for_card(page)
    term = coach.term_decks(catalog)[0]
    keys = ["q-canary-way-back azure-ml", f"{term.terms[0].id} {term.id}", "fraud-scoring vertex-ai"]
    put(page, progress({key: record() for key in [*keys, "q-gone-since sagemaker"]}))
    page.goto(address(PAGES["practice"], "#?t=due"))
    page.reload()
    wait_for_card(page)
    page.wait_for_function("document.querySelectorAll('.due-list li').length === 3")
    assert "1 of 3" in title(page)
    assert page.locator('.filters select[name="p"]').is_hidden()
    assert page.locator(".due-list li").count() == 3
    assert "1 that this copy of the guide does not know" in page.locator(".progress-count").inner_text()
    for _ in keys:
        page.get_by_role("button", name="Show the answer").click()
        page.get_by_role("button", name="Got it").click()
        page.wait_for_function("document.querySelector('.card-back').hidden || document.querySelector('.card').hidden")
    page.locator(".card-done h2").wait_for()
    assert stored(page)["cards"]["q-gone-since sagemaker"] == record()
    assert page.problems == []


@pytest.mark.parametrize("number", range(6))
def test_the_translation_drill_works_in_every_direction(base_url, open_page, catalog, number):
    deck = coach.term_decks(catalog)[number]
    page = open_page(base_url + f"interview/practice/#?t={deck.id}")
    wait_for_card(page)
    assert title(page) == f"1 of 25: {deck.name}"
    printed = [
        term.id for term in catalog.translated.values() if term.sheet and term.platforms[deck.my_platform.id].say
    ]
    assert [term.id for term in deck.terms[: len(printed)]] == printed
    front = page.locator(".card-front").inner_text()
    assert front.startswith(f"On {deck.my_platform.short} you would use")
    assert f"What is it on {deck.their_platform.short}, and where does the analogy break?" in front
    page.get_by_role("button", name="Show the answer").click()
    assert page.locator(".card-points").is_hidden()
    assert page.locator(".card-answer p").count() >= 2
    page.get_by_role("button", name="Got it").click()
    page.wait_for_function("document.querySelector('#card-title').textContent.startsWith('2 of')")
    assert list(stored(page)["cards"]) == [f"{deck.terms[0].id} {deck.id}"]


def test_a_sentence_that_makes_a_point_does_not_step_back_where_the_point_counts(catalog):
    page = Page("q/x/", catalog=catalog)
    for question in catalog.questions.values():
        html = str(page.spoken_answer(question.answer, question.points))
        for span in re.finditer(r'<span data-for="([^"]+)">(.*?)</span>', html):
            for name in re.findall(r'data-point="(\w)"', span[2]):
                point = next(one for one in question.points if one.id == name)
                assert point.platforms, f"{question.id} {name}"
                assert set(point.platforms) <= set(span[1].split()), f"{question.id} {name}"


def test_a_sentence_goes_on_about_the_platform_of_the_one_before_it(catalog):
    page = Page("q/x/", catalog=catalog)
    sure = (m.Point(id="a", says="x", platforms=("sagemaker",)), m.Point(id="b", says="y"))
    text = "On SageMaker {a|an alarm rolls back}. The SDK sends none. {b|The alarm sees one version.} It is fast.\n\nI watch it."
    marked = re.findall(r'<span data-for="([^"]+)">(.*?)</span>', str(page.spoken_answer(text, sure)))
    assert [(name, re.sub("<.*?>", "", said)) for name, said in marked] == [
        ("sagemaker", "On SageMaker an alarm rolls back1."),
        ("sagemaker", "The SDK sends none."),
    ]
    others = str(page.spoken_answer("SageMaker does. The other two do not. Measuring matters everywhere."))
    assert re.findall(r'data-for="([^"]+)"', others) == ["sagemaker", "azure-ml vertex-ai"]


def test_sentences_about_another_platform_step_back(base_url, open_page):
    page = open_page(base_url + "interview/practice/#?q=q-rtb-serverless-proposal&p=azure-ml")
    wait_for_card(page)
    page.get_by_role("button", name="Show the answer").click()
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    theirs = page.locator('.card-answer [data-for~="azure-ml"]').first.evaluate(size)
    other = page.locator('.card-answer [data-for="sagemaker"]').first.evaluate(size)
    assert other < theirs


def test_an_interview_date_holds_cards_back(base_url, open_page):
    page = open_page(base_url + "about/")
    put(
        page,
        progress(
            {"q-canary-way-back azure-ml": record(step=2)}, plan={"a": "", "b": "azure-ml", "n": 3, "day": today(-1)}
        ),
    )
    page.goto(base_url + "interview/practice/#?q=q-canary-way-back")
    wait_for_card(page)
    assert title(page).endswith("Azure ML")
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Got it").click()
    page.locator(".card-done h2").wait_for()
    assert stored(page)["cards"]["q-canary-way-back azure-ml"]["due"] == today(1)


def test_an_answer_counts_once_while_the_next_deck_is_on_its_way(base_url, open_page):
    page = open_page(base_url + "about/", fresh=True)
    put(
        page,
        progress(
            {"q-canary-way-back azure-ml": record(due=today(-2)), "q-gpu-many-models azure-ml": record(due=today(-1))}
        ),
    )
    go_on = hold(page, "gpu-cost")
    page.goto(base_url + "interview/practice/#?t=due")
    wait_for_card(page)
    page.get_by_role("button", name="Show the answer").click()
    page.keyboard.press("g")
    page.keyboard.press("g")
    go_on()
    page.wait_for_function("document.querySelector('#card-title').textContent.startsWith('2 of 2')")
    assert stored(page)["cards"]["q-canary-way-back azure-ml"]["times"] == 2
    assert stored(page)["cards"]["q-gpu-many-models azure-ml"]["times"] == 1


def test_keys_with_a_modifier_do_nothing(base_url, open_page):
    page = open_page(base_url + "interview/practice/#?q=q-canary-way-back&p=azure-ml")
    wait_for_card(page)
    page.keyboard.press("r")
    page.keyboard.press("Control+a")
    assert page.locator(".card-back").is_visible()
    assert stored(page) is None


@pytest.mark.parametrize("link", ["#?q=fraud-scoring", "#?q=tr-endpoint", "#?q=constructor"])
def test_a_link_to_what_is_no_question_gives_the_core_set(base_url, open_page, link):
    page = open_page(base_url + "interview/practice/" + link)
    wait_for_card(page)
    assert title(page).startswith("1 of 25")
    assert page.problems == []


def test_what_was_missed_is_a_deck_of_its_own(base_url, open_page):
    page = open_page(base_url + "about/")
    put(
        page,
        progress(
            {
                "q-canary-way-back azure-ml": record(missed=["a"], due=today(3)),
                "q-canary-four-words azure-ml": record(due=today(3)),
            }
        ),
    )
    page.goto(base_url + "interview/practice/#?t=missed")
    wait_for_card(page)
    assert title(page) == "1 of 1: Azure ML"
    page.locator(".missed-before ul ul li").wait_for(state="attached")
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="I named all").click()
    page.get_by_role("button", name="Got it").click()
    page.wait_for_function("document.querySelector('.missed-before').hidden")
    assert stored(page)["cards"]["q-canary-way-back azure-ml"]["missed"] == []


def test_what_is_due_comes_into_view_and_keeps_the_platform(base_url, open_page):
    page = open_page(base_url + "interview/practice/#?t=canary-rollout&p=vertex-ai", width=390, height=844)
    wait_for_card(page)
    assert page.get_by_role("link", name="Practise what is due").count() == 0, "nothing is due"
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Again").click()
    due = page.get_by_role("link", name="Practise what is due")
    due.scroll_into_view_if_needed()
    due.click()
    page.wait_for_function("document.querySelector('#card-title').textContent === '1 of 1: Vertex AI'")
    assert page.locator("select[name=p]").input_value() == "vertex-ai"
    page.wait_for_function("document.querySelector('.card').getBoundingClientRect().top > 0")
