"""The list of sources."""

from __future__ import annotations

import pytest

from cloud_ml_platforms.topics.reference import views as reference_views


def test_every_source_is_listed_with_what_cites_it(catalog):
    listed = reference_views.source_uses(catalog)
    assert {source.id for source, _ in listed} == set(catalog.sources)


def test_what_cites_a_source_is_named_once(catalog):
    once = reference_views.named_once(
        catalog, ["sm-mlflow-tracking-servers-added", "sm-mlflow-apps-added", "ep-rollback"]
    )
    assert [one.partition("|")[0] for one in once] == ["sm-mlflow-tracking-servers-added", "ep-rollback"]


@pytest.mark.site
@pytest.mark.browser
def test_a_letter_opens_in_its_place_and_the_rest_of_a_list_opens_too(base_url, open_page):
    page = open_page(base_url + "reference/sources/")
    first, second, third = (page.locator(".letters").first.locator("> details").nth(at) for at in range(3))
    second.locator("> summary").click()
    tops = [one.bounding_box()["y"] for one in (first, second, third)]
    assert tops == sorted(tops)
    assert len(set(tops)) == len(tops), "the open one stands between its neighbours"
    more = second.locator("details.proof").first
    more.locator("summary").click()
    assert more.get_by_role("link").first.is_visible()


@pytest.mark.site
@pytest.mark.browser
def test_sources_are_filtered_by_text(base_url, open_page, catalog):
    page = open_page(base_url + "reference/sources/")
    page.get_by_role("searchbox", name="Title, or what cites it").fill("managed spot training")
    page.wait_for_function("document.querySelector('.dictionary-filters output').value !== ''")
    found = page.locator("tr.word-line:visible")
    assert page.locator(".dictionary-filters output").inner_text() == f"{found.count()} of {len(catalog.sources)}"
    assert 0 < found.count() < len(catalog.sources)
    assert page.locator(".letters > details:visible:not([open])").count() == 0
    assert page.locator("h2:visible:has(+ .letters)").count() == page.locator(".letters:has(tr:visible)").count()
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function("!document.querySelector('.letters > details[open]')")
    assert page.problems == []
