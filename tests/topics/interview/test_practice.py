"""Evenings with the coach in a real browser: the bank, practice, the mock interview; from a server and from disk."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil

import pytest

from cloud_ml_platforms.compute import coach
from cloud_ml_platforms.text.inline import to_text

pytestmark = [pytest.mark.site, pytest.mark.browser]

STORE = "progress"
PAGES = {"bank": "interview/questions", "practice": "interview/practice", "mock": "interview/mock"}


@pytest.fixture(params=["server", "disk"])
def address(request):
    """Return the address of a page, of the site on a server or of the offline build on disk."""
    if request.param == "server":
        base = request.getfixturevalue("base_url")
        return lambda page, hash_="": f"{base}{page}/{hash_}"
    folder = request.getfixturevalue("offline_site")
    return lambda page, hash_="": (folder / f"{page}.html").as_uri() + hash_


def today(days=0):
    return (dt.datetime.now(tz=dt.UTC).astimezone().date() + dt.timedelta(days=days)).isoformat()


def stored(page, key=STORE):
    text = page.evaluate("key => localStorage.getItem(CMLP.prefix + key)", key)
    return json.loads(text) if text else None


def put(page, value, key=STORE):
    page.evaluate(
        "([key, text]) => localStorage.setItem(CMLP.prefix + key, text)",
        [key, value if isinstance(value, str) else json.dumps(value)],
    )


def progress(cards, **more):
    return {"format": "cloud-ml-platforms progress", "version": 1, "cards": cards, "ticks": {}, **more}


def record(**more):
    return {"last": today(-3), "due": today(), "step": 1, "grade": "got", "missed": [], "times": 1, **more}


def title(page):
    return page.locator("#card-title").inner_text()


def wait_for_card(page):
    page.wait_for_function("!document.querySelector('.card').hidden || !document.querySelector('.card-done').hidden")


# Practice ------------------------------------------------------------------------------------------------------------


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
    numbers = page.locator(".card-answer mark.point:not(.not-asked) sup").all_inner_texts()
    assert sorted(map(int, numbers)) == list(range(1, len(own) + 1))
    assert page.locator(".card-points .point-id").all_inner_texts() == [str(i + 1) for i in range(len(own))]
    boxes.first.check()
    page.get_by_role("button", name="Again").click()
    page.wait_for_function(f"document.querySelector('#card-title').textContent.startsWith('2 of {len(asked)}')")
    assert title(page).endswith("; 1 to repeat")
    kept = stored(page)["cards"]
    assert list(kept) == [f"{first.id} azure-ml"]
    assert kept[f"{first.id} azure-ml"]["missed"] == own[1:]
    assert kept[f"{first.id} azure-ml"]["due"] == today()
    page.locator(".missed-today ul ul li").first.wait_for()
    assert page.locator(".missed-today ul ul li").count() == len(own) - 1
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Got it").click()
    page.wait_for_function(f"document.querySelector('#card-title').textContent.startsWith('3 of {len(asked)}')")
    assert sorted(one["due"] for one in stored(page)["cards"].values()) == [today(), today(1)]
    assert page.problems == []
    assert page.foreign == []


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
    printed = [term.id for term in catalog.translated.values() if term.sheet and term.platforms[deck.mine.id].say]
    assert [term.id for term in deck.terms[: len(printed)]] == printed
    front = page.locator(".card-front").inner_text()
    assert front.startswith(f"On {deck.mine.short} you would use")
    assert f"What is it on {deck.theirs.short}, and where does the analogy break?" in front
    page.get_by_role("button", name="Show the answer").click()
    assert page.locator(".card-points").is_hidden()
    assert page.locator(".card-answer p").count() >= 2
    page.get_by_role("button", name="Got it").click()
    page.wait_for_function("document.querySelector('#card-title').textContent.startsWith('2 of')")
    assert list(stored(page)["cards"]) == [f"{deck.terms[0].id} {deck.id}"]


# Progress: export, import, storage that fails ------------------------------------------------------------------------


def export(page):
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Export").click()
    return json.loads(waiting.value.path().read_text(encoding="utf-8"))


def import_(page, value, tmp_path):
    path = tmp_path / "progress.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    page.locator(".import input").set_input_files(path)
    page.wait_for_function("document.querySelector('.progress-result').textContent !== ''")
    return page.locator(".progress-result").inner_text()


def test_progress_goes_out_and_comes_back(address, open_page, tmp_path):
    page = open_page(address(PAGES["practice"]))
    wait_for_card(page)
    kept = progress({"q-canary-way-back azure-ml": record(), "q-not-known vertex-ai": record(ease=2)})
    put(page, kept)
    page.reload()
    wait_for_card(page)
    out = export(page)
    assert out == kept
    page.get_by_role("button", name="Delete all").dblclick()
    assert stored(page) == kept
    page.wait_for_timeout(800)
    page.get_by_role("button", name="Delete all").click()
    page.wait_for_function("document.querySelector('.progress-result').textContent === 'Deleted.'")
    assert stored(page) is None
    assert "2 cards added" in import_(page, out, tmp_path)
    assert stored(page) == kept


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("nonsense", "expected a progress file"),
        (json.dumps(progress({"q-a azure-ml": {"last": "x"}})), "q-a azure-ml"),
        (json.dumps({**progress({}), "version": 9}), "found version 9"),
        (json.dumps(progress({"<img src=x onerror=alert(1)> a": {}})), "expected two ids"),
    ],
)
def test_a_bad_import_changes_nothing_and_says_why(base_url, open_page, tmp_path, text, says):
    page = open_page(base_url + "interview/practice/")
    wait_for_card(page)
    kept = progress({"q-canary-way-back azure-ml": record()})
    put(page, kept)
    told = import_(page, text, tmp_path)
    assert told.startswith("Not imported, nothing was changed. progress.json: ")
    assert says in told
    assert stored(page) == kept


def test_damaged_progress_is_set_aside_and_can_be_taken_out(address, open_page):
    page = open_page(address(PAGES["practice"]))
    wait_for_card(page)
    put(page, '{"format": "cloud-ml-platforms progress", "version": 1, "cards": {"q-a')
    page.reload()
    wait_for_card(page)
    page.wait_for_function("document.querySelector('.progress-note').textContent !== ''")
    assert "could not be read" in page.locator(".progress-note").inner_text()
    assert "set aside" in page.locator(".progress-note").inner_text()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download what could not be read").click()
    assert waiting.value.path().read_text(encoding="utf-8").endswith('"q-a')
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Got it").click()
    assert len(stored(page)["cards"]) == 1
    page.get_by_role("button", name="Delete what could not be read").click()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('damaged')).length") == 0


def test_progress_of_a_newer_copy_is_left_alone(address, open_page):
    page = open_page(address(PAGES["practice"]))
    wait_for_card(page)
    newer = {"format": "cloud-ml-platforms progress", "version": 2, "decks": {"any": "thing"}}
    put(page, newer)
    page.reload()
    wait_for_card(page)
    page.wait_for_function("document.querySelector('.progress-note').textContent.includes('newer copy')")
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Got it").click()
    assert stored(page) == newer
    assert len(export(page)["cards"]) == 1
    page.get_by_role("button", name="Delete all").click()
    page.wait_for_timeout(800)
    page.get_by_role("button", name="Delete all").click()
    page.wait_for_function("document.querySelector('.progress-result').textContent.startsWith('Nothing was deleted')")
    assert stored(page) == newer


NO_STORAGE = {
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    "private": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });",
}


@pytest.mark.parametrize("kind", NO_STORAGE)
def test_without_storage_it_works_until_the_page_closes_and_says_so(base_url, open_page, kind):
    page = open_page(base_url + "about/")
    page.add_init_script(NO_STORAGE[kind])
    page.goto(base_url + "interview/practice/")
    wait_for_card(page)
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Got it").click()
    page.wait_for_function("document.querySelector('.progress-note').textContent !== ''")
    assert "does not keep it" in page.locator(".progress-note").inner_text()
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Got it").click()
    assert len(export(page)["cards"]) == 2


def test_a_full_storage_loses_nothing_that_was_there(base_url, open_page):
    page = open_page(base_url + "interview/practice/")
    wait_for_card(page)
    kept = progress({"q-canary-way-back azure-ml": record()})
    put(page, kept)
    page.reload()
    wait_for_card(page)
    page.evaluate("() => { " + NO_STORAGE["full"] + " }")
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Got it").click()
    page.wait_for_function("document.querySelector('.progress-note').textContent !== ''")
    assert stored(page) == kept
    assert len(export(page)["cards"]) == 2


def test_two_tabs_do_not_undo_each_other(base_url, open_page):
    one = open_page(base_url + "interview/practice/#?t=canary-rollout&p=azure-ml")
    other = one.context.new_page()
    other.goto(base_url + "interview/practice/#?t=gpu-cost&p=azure-ml")
    for page in (one, other, one):
        wait_for_card(page)
        page.get_by_role("button", name="Show the answer").click()
        page.get_by_role("button", name="Got it").click()
        page.wait_for_function("document.querySelector('.card-back').hidden")
    assert len(stored(one)["cards"]) == 3
    other.wait_for_function("document.querySelectorAll('.later-list li').length === 3")


def test_two_copies_on_one_disk_keep_to_themselves(offline_site, open_page, tmp_path):
    """Pages on disk share one storage: what is done in one release does not show in the one beside it."""
    copy = tmp_path / "another release"
    shutil.copytree(offline_site, copy)
    addresses = [(folder / "interview/practice.html").as_uri() for folder in (offline_site, copy)]
    page = open_page(addresses[0] + "#?q=q-canary-way-back&p=azure-ml")
    wait_for_card(page)
    page.evaluate("CMLP.lens(['sagemaker', 'azure-ml'])")
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Got it").click()
    page.locator(".card-done h2").wait_for()
    page.locator(
        "label[for=__palette_1]:visible, label[for=__palette_2]:visible, label[for=__palette_0]:visible"
    ).first.click()
    scheme = "document.body.dataset.mdColorScheme + document.body.dataset.mdColorMedia"
    chosen, own = page.evaluate(scheme), stored(page)
    page.goto(addresses[1])
    wait_for_card(page)
    assert stored(page) is None
    assert page.evaluate("CMLP.load('lens')") is None
    assert page.evaluate(scheme) != chosen
    put(page, progress({}, ticks={"plan-six azure-ml": today()}))
    page.goto(addresses[0])
    wait_for_card(page)
    assert stored(page) == own
    assert list(own["cards"]) == ["q-canary-way-back azure-ml"]
    assert page.evaluate("CMLP.load('lens')") == "sagemaker.azure-ml"
    assert page.evaluate(scheme) == chosen


# The bank ------------------------------------------------------------------------------------------------------------


def shown(page):
    return page.locator("ul.bank > li:visible").evaluate_all("all => all.map((one) => one.id)")


def test_the_bank_filters_by_theme_level_platform_state_and_text(address, open_page, catalog):
    page = open_page(address(PAGES["bank"]))
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
    assert page.locator("details.answer[open]").count() == 1
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
    assert page.locator("details.answer .spoken").count() == len(catalog.questions)
    assert page.locator("form.bank").is_hidden()
    page.locator("details.answer summary").first.click()
    page.locator("details.answer[open] .more-link a").click()
    assert "/q/q-" in page.url
    assert page.locator("details.answer dt").count() >= 2
    page = open_page(base_url + "interview/practice/", scripts=False)
    assert page.locator("ul.core li").count() == sum(question.core for question in catalog.questions.values())
    assert page.locator("noscript").count() >= 1
    assert page.locator(".card").is_hidden()


# The mock interview --------------------------------------------------------------------------------------------------


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
    assert "file:" not in text
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


def test_a_sentence_that_makes_a_point_does_not_step_back_where_the_point_counts(catalog):
    from cloud_ml_platforms.topics.page import Page

    page = Page("q/x/", catalog=catalog)
    for question in catalog.questions.values():
        html = str(page.spoken(question.answer, question.points))
        for span in re.finditer(r'<span data-for="([^"]+)">(.*?)</span>', html):
            for name in re.findall(r'data-point="(\w)"', span[2]):
                point = next(one for one in question.points if one.id == name)
                assert point.platforms, f"{question.id} {name}"
                assert set(point.platforms) <= set(span[1].split()), f"{question.id} {name}"


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


def hold(page, deck):
    """Hold back the script of a deck until the returned function is called."""
    held = []

    def keep(route):
        held.append(route)

    page.route(f"**/cards/{deck}.js", keep)
    return lambda: [route.continue_() for route in held]


def test_an_answer_counts_once_while_the_next_deck_is_on_its_way(base_url, open_page):
    page = open_page(base_url + "about/")
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


def test_notes_of_a_mock_interview_stay_with_their_question(base_url, open_page):
    page = open_page(base_url + "interview/mock/#?i=q-canary-way-back.q-gpu-many-models&p=azure-ml&m=15")
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


def test_keys_with_a_modifier_do_nothing(base_url, open_page):
    page = open_page(base_url + "interview/practice/#?q=q-canary-way-back&p=azure-ml")
    wait_for_card(page)
    page.keyboard.press("r")
    page.keyboard.press("Control+a")
    assert page.locator(".card-back").is_visible()
    assert stored(page) is None


def test_damaged_progress_that_cannot_be_set_aside_is_left_alone(base_url, open_page):
    page = open_page(base_url + "about/")
    put(page, "{damaged")
    page.add_init_script(NO_STORAGE["full"])
    page.goto(base_url + "interview/practice/")
    wait_for_card(page)
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Got it").click()
    assert page.evaluate("key => localStorage.getItem(CMLP.prefix + key)", STORE) == "{damaged"
    assert "left as it is" in page.locator(".progress-note").inner_text()


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
    page.locator(".missed-before ul ul li").wait_for()
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="I named all").click()
    page.get_by_role("button", name="Got it").click()
    page.wait_for_function("document.querySelector('.missed-before').hidden")
    assert stored(page)["cards"]["q-canary-way-back azure-ml"]["missed"] == []


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
    page.wait_for_load_state("networkidle")
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
    page = open_page(base_url + "about/")
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
