"""What pages say of themselves in the words of schema.org: known words only, and true."""

from __future__ import annotations

import json
import re
from itertools import groupby
from types import SimpleNamespace

import pytest
from lxml import html

from cloud_ml_platforms.exports.json_ld import PageSummary, json_ld
from cloud_ml_platforms.exports.menu import menu_pages, site_settings
from cloud_ml_platforms.exports.previews import heading_text
from cloud_ml_platforms.exports.sitemap import page_days

# Types and the properties that schema.org defines for them or for what they are a kind of.
THING = {"@type", "@id", "name", "description", "url", "image", "mainEntity"}
WORK = THING | {
    "license",
    "publisher",
    "creator",
    "inLanguage",
    "isPartOf",
    "dateModified",
    "isAccessibleForFree",
    "version",
}
KNOWN = {
    "WebPage": WORK | {"breadcrumb"},
    "LearningResource": WORK | {"learningResourceType", "educationalLevel"},
    "WebSite": WORK,
    "Organization": THING,
    "BreadcrumbList": THING | {"itemListElement"},
    "ListItem": THING | {"position", "item"},
    "Dataset": WORK | {"distribution"},
    "DataDownload": WORK | {"contentUrl", "encodingFormat"},
    "DefinedTermSet": WORK,
}
HOME = "https://x.example/ml/"


def facts_of(catalog, page, **more):
    page_summary = PageSummary(page, HOME, "A title", "About it", f"{HOME}previews/x.png", more.pop("day", None))
    return json.loads(re.search(r'json">(.*)</script>', json_ld(page_summary, "Cloud ML Platforms", catalog))[1])


def objects(value):
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def types(value):
    return value["@type"] if isinstance(value["@type"], list) else [value["@type"]]


@pytest.mark.site
def test_every_page_speaks_the_vocabulary_and_tells_the_truth(site, catalog):
    days = page_days(catalog)
    for path in site.rglob("index.html"):
        source = path.read_text(encoding="utf-8")
        (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', source)
        facts = json.loads(text)
        assert facts.pop("@context") == "https://schema.org"
        for thing in objects(facts):
            assert set(thing) <= set.union(*(KNOWN[name] for name in types(thing))), path
        page = path.parent.relative_to(site).as_posix().removeprefix(".")
        (canonical,) = re.findall(r'<link rel="canonical" href="([^"]+)"', source)
        assert facts["url"] == facts["@id"] == canonical
        assert facts.get("dateModified") == days.get(f"{page}/")
        home = facts["isPartOf"]["url"]
        for crumb in facts.get("breadcrumb", {}).get("itemListElement", []):
            assert (site / crumb["item"].removeprefix(home) / "index.html").is_file(), crumb
        for download in facts.get("mainEntity", {}).get("distribution", []):
            assert (site / download["contentUrl"].removeprefix(home)).is_file(), download


@pytest.mark.site
def test_names_and_descriptions_are_those_of_the_pages(site):
    """A crumb is called as the menu calls its part, else as the page's own heading."""
    pages = {
        path.parent.relative_to(site).as_posix().removeprefix("."): html.fromstring(path.read_bytes())
        for path in site.rglob("index.html")
    }
    names = {page: heading_text(tree.find(".//article//h1")) for page, tree in pages.items()}
    parts = groupby(menu_pages(site_settings()["nav"]), key=lambda menu_page: menu_page.part)
    menu = {next(part_pages).page.removesuffix("/"): label for label, part_pages in parts}
    for page, tree in pages.items():
        (facts,) = map(json.loads, tree.xpath("//script[@type='application/ld+json']/text()"))
        assert facts["name"] == names[page]
        assert [facts["description"]] == tree.xpath("//meta[@name='description']/@content")
        for crumb in facts.get("breadcrumb", {}).get("itemListElement", []):
            crumb_page = crumb["item"].removeprefix(facts["isPartOf"]["url"]).removesuffix("/")
            assert crumb["name"] == (names[page] if crumb_page == page else menu.get(crumb_page, names[crumb_page])), (
                page
            )


def test_a_row_stands_below_its_capability(catalog):
    facts = facts_of(catalog, "r/ep-rollback", day="2026-11-25")
    crumbs = facts["breadcrumb"]["itemListElement"]
    assert [crumb["item"] for crumb in crumbs] == [
        HOME,
        f"{HOME}compare/",
        f"{HOME}compare/online-endpoints/",
        f"{HOME}r/ep-rollback/",
    ]
    assert [crumb["name"] for crumb in crumbs] == ["Home", "Compare", "Online endpoints", "A title"]
    assert [crumb["position"] for crumb in crumbs] == [1, 2, 3, 4]
    assert facts["dateModified"] == "2026-11-25"


def test_a_question_is_a_learning_resource_of_its_level(catalog):
    question = next(iter(catalog.questions.values()))
    facts = facts_of(catalog, f"q/{question.id}")
    assert facts["@type"] == ["WebPage", "LearningResource"]
    assert facts["educationalLevel"] == question.level


def test_home_has_no_trail_and_nothing_says_a_day_that_is_not_known(catalog):
    facts = facts_of(catalog, "")
    assert "breadcrumb" not in facts
    assert "dateModified" not in facts


def test_no_text_ends_the_script(catalog):
    summary = PageSummary("about", HOME, "</script><b>", "</script>", "", None)
    text = json_ld(summary, "Cloud ML Platforms", catalog)
    assert text.count("</script>") == 1
    assert json.loads(re.search(r'json">(.*)</script>', text)[1])["name"] == "</script><b>"


def test_the_data_page_is_about_a_data_set_with_its_files(catalog, monkeypatch):
    monkeypatch.setattr(
        "cloud_ml_platforms.exports.json_ld.read_index", lambda: SimpleNamespace(data_version="2026-11-29.abc")
    )
    thing = facts_of(catalog, "reference/data")["mainEntity"]
    assert (thing["@type"], thing["version"]) == ("Dataset", "2026-11-29.abc")
    assert {download["encodingFormat"] for download in thing["distribution"]} >= {"application/json", "text/csv"}
