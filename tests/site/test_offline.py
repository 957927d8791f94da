"""The offline build works from disk: links, search, filters, rows in place, no request leaves the machine."""

from __future__ import annotations

import re

import pytest

from cloud_ml_platforms.site.site_check import check_site
from cloud_ml_platforms.site_url import site_url

pytestmark = [pytest.mark.site, pytest.mark.browser]


def address(offline_site, page):
    return (offline_site / page).as_uri()


def test_the_offline_build_has_no_fault(offline_site):
    assert check_site(offline_site) == []


def test_what_no_reader_needs_is_left_out(offline_site):
    assert not list(offline_site.rglob("*.map"))
    assert not (offline_site / "404.html").exists()
    assert not (offline_site / "search").exists()


@pytest.mark.parametrize("page", ["reference/changes", "reference/data"])
def test_the_journal_is_the_published_one(offline_site, page):
    assert not (offline_site / "api/v1/journal.json").exists()
    assert (offline_site / "api/v1/rows.json").exists()
    links = re.findall(r'href="([^"]*/journal\.json)"', (offline_site / f"{page}.html").read_text(encoding="utf-8"))
    assert f"{site_url()}api/v1/journal.json" in links


def test_links_lead_on(offline_site, open_page):
    page = open_page(address(offline_site, "index.html"))
    page.locator(".md-tabs a", has_text="Compare").click()
    page.wait_for_url("**/compare/index.html")
    page.locator("#ep-rollback th a").click()
    page.locator("tr.detail-row").wait_for()
    page.get_by_role("link", name="Page of this row").click()
    page.wait_for_url("**/r/ep-rollback.html")
    page.get_by_role("link", name="Online endpoints").first.click()
    page.wait_for_url("**/compare/online-endpoints.html#ep-rollback")
    assert page.foreign == []
    assert page.problems == []


def test_search_finds_a_row(offline_site, open_page):
    page = open_page(address(offline_site, "index.html"))
    page.keyboard.press("/")
    page.keyboard.type("scale to zero")
    page.locator('[data-result="row:ep-scale-to-zero"]').click()
    page.wait_for_url("**/r/ep-scale-to-zero.html")
    assert page.foreign == []
    assert page.problems == []


def test_filters_and_lens_work(offline_site, open_page, catalog):
    page = open_page(address(offline_site, "compare/index.html") + "#?q=shadow&lens=sagemaker.azure-ml")
    page.wait_for_function("document.querySelector('output').value !== ''")
    count = page.locator("table.board[data-capability] > tbody > tr[id]:visible").count()
    assert 0 < count < len(catalog.rows)
    assert page.locator('#ep-shadow td[data-platform="vertex-ai"]').is_hidden()
    page.get_by_role("button", name=re.compile("Shown: SageMaker and Azure ML")).click()
    page.locator(".lens-panel").get_by_role("link", name="SageMaker to Azure ML").click()
    page.wait_for_url("**/translate/sagemaker-to-azure-ml/index.html*")
    assert page.get_by_role("heading", level=1).inner_text().startswith("From SageMaker to Azure ML")
    assert page.problems == []


def test_since_works_from_disk(offline_site, open_page):
    page = open_page(address(offline_site, "compare/since.html") + "#?a=vertex-ai&d=2024-01")
    page.wait_for_function("document.querySelector('form.since output').value !== ''")
    items = page.locator(".news .item")
    assert 0 < page.locator(".news .item:visible").count() < items.count()
    page.locator(".news .item:visible > summary").first.click()
    page.locator(".news .item[open] a").first.click()
    assert page.problems == []
    assert page.foreign == []


def test_a_translation_leads_to_its_sheet_from_disk(offline_site, open_page):
    page = open_page(address(offline_site, "translate/sagemaker-to-azure-ml/index.html"))
    page.get_by_role("link", name="The same on one page, to print").click()
    page.wait_for_url("**/translate/sagemaker-to-azure-ml/sheet.html")
    assert page.locator(".sheet table").count() == 3
    assert page.problems == []
