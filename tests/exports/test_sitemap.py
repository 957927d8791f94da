"""The sitemap: every page once, by its canonical address, with the day of its facts and never that of the build."""

from __future__ import annotations

import re

import pytest
from conftest import OF_THE_DATA
from lxml import etree

from cloud_ml_platforms.exports.sitemap import NAMESPACE, keep_newest, page_days, write_sitemap
from cloud_ml_platforms.journal.facts import record_of

IN = f"{{{NAMESPACE}}}"
HOME = "https://x.example/ml/"


@pytest.fixture(scope="module")
def days(each):
    return page_days(each)


def test_a_row_has_the_day_of_its_newest_entry(each, days):
    for row in each.rows:
        names = {row}
        fact_days = [
            change.date for change in each.changes if any(record_of(fact.fact) in names for fact in change.facts)
        ]
        record_days = [change.date for change in each.changes if {row, each.row_capability[row].id} & set(change.ids)]
        assert days[f"r/{row}/"] == max([*fact_days, *record_days[:1]]), row


def test_a_capability_is_as_new_as_its_newest_row(each, days):
    for capability in each.capabilities.values():
        assert days[f"compare/{capability.id}/"] >= max(days[f"r/{row.id}/"] for row in capability.rows)
    assert days["compare/"] == max(days.values())


def test_days_are_days_of_the_journal(each, days):
    assert set(days.values()) <= {change.date for change in each.changes}


def test_an_older_day_does_not_replace_a_newer_one():
    days = {"a/": "2026-11-26"}
    keep_newest(days, "a/", "2026-11-25")
    keep_newest(days, "b/", None)
    keep_newest(days, "c/", "2026-11-25")
    assert days == {"a/": "2026-11-26", "c/": "2026-11-25"}


def entries(site):
    root = etree.parse(site / "sitemap.xml").getroot()
    assert root.tag == f"{IN}urlset"
    for url in root:
        assert [child.tag for child in url] in ([f"{IN}loc"], [f"{IN}loc", f"{IN}lastmod"])
    return {url.findtext(f"{IN}loc"): url.findtext(f"{IN}lastmod") for url in root}, len(root)


def test_addresses_are_those_that_pages_give_and_are_escaped(tmp_path, world):
    for page in ("", "r/ep-rollback/", "q/a&b/"):
        path = tmp_path / page / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        address = (HOME + page).replace("&", "&amp;")
        path.write_text(
            f'<html><head><link rel="canonical" href="{address}"></head><body><article></article></body></html>'
        )
    (tmp_path / "404.html").write_text("<html></html>")
    write_sitemap(tmp_path, world)
    listed, _ = entries(tmp_path)
    assert set(listed) == {HOME, f"{HOME}r/ep-rollback/", f"{HOME}q/a&b/"}
    assert listed[HOME] is None
    assert listed[f"{HOME}r/ep-rollback/"]
    assert f"Sitemap: {HOME}sitemap.xml\n" in (tmp_path / "robots.txt").read_text()


@OF_THE_DATA
@pytest.mark.site
def test_every_page_is_listed_once_with_an_honest_day(site, days):
    listed, number = entries(site)
    assert number == len(listed)
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    home = min(listed, key=len)
    assert {address.removeprefix(home).rstrip("/") or "." for address in listed} == pages
    assert {address.removeprefix(home): day for address, day in listed.items() if day} == days
    assert re.fullmatch(
        r"User-agent: \*\nAllow: /\n\nSitemap: https?://\S+/sitemap\.xml\n", (site / "robots.txt").read_text()
    )
