"""Progress in a real browser: export, import, damage, storage that fails, two tabs and two copies."""

from __future__ import annotations

import json
import shutil

import pytest
from coach_pages import NO_STORAGE, PAGES, STORE, progress, put, record, stored, today, wait_for_card

pytestmark = [pytest.mark.site, pytest.mark.browser]


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


@pytest.mark.parametrize("kind", NO_STORAGE)
def test_without_storage_it_works_until_the_page_closes_and_says_so(base_url, open_page, kind):
    page = open_page(base_url + "about/", fresh=True)
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
    page = open_page(base_url + "interview/practice/", fresh=True)
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


def test_damaged_progress_that_cannot_be_set_aside_is_left_alone(base_url, open_page):
    page = open_page(base_url + "about/", fresh=True)
    put(page, "{damaged")
    page.add_init_script(NO_STORAGE["full"])
    page.goto(base_url + "interview/practice/")
    wait_for_card(page)
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Got it").click()
    assert page.evaluate("key => localStorage.getItem(CMLP.prefix + key)", STORE) == "{damaged"
    assert "left as it is" in page.locator(".progress-note").inner_text()
