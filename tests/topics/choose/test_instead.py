"""Why not …?: every fact is proven, every row named, and the page is whole without scripts and on a phone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from conftest import plant
from playwright.sync_api import expect

from cloud_ml_platforms.catalog.yaml_files import DataError
from cloud_ml_platforms.check import instead as instead_rules
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.journal.facts import facts
from cloud_ml_platforms.site.addresses import all_addresses
from cloud_ml_platforms.site.site_check import read_page
from cloud_ml_platforms.topics.choose import views as choose_views
from cloud_ml_platforms.topics.macros import show
from cloud_ml_platforms.topics.page import Page

FILE = "instead.yml"
PAGE = "choose/instead/"


def found(data):
    """Return the faults of data/instead.yml as text."""
    with pytest.raises(DataError) as caught:
        load_catalog(data)
    return "\n".join(str(fault) for fault in caught.value.faults if fault.file == f"data/{FILE}")


# The data --------------------------------------------------------------------------------------------------------------


def test_what_comes_in_nearly_every_loop_has_an_answer(catalog):
    asked = " ".join(other.ask for other in catalog.alternatives.values())
    for name in (
        "Databricks",
        "Kubernetes",
        "KServe",
        "Ray",
        "BigQuery ML",
        "Snowflake",
        "Foundry",
        "Bedrock",
        "Slurm",
    ):
        assert name in asked, name
    assert 8 <= len(catalog.leaving) <= 10


def test_each_alternative_has_three_to_six_facts_of_sources_read(catalog):
    for other in catalog.alternatives.values():
        assert 3 <= len(other.facts) <= 6, other.id
        assert all(fact.evidence for fact in other.facts)


def test_every_statement_is_a_fact_of_the_journal(catalog):
    told = facts(catalog)
    for other in catalog.alternatives.values():
        assert all(fact.says in told[f"{other.id} facts"] for fact in other.facts)
        assert all(line in told[f"{other.id} take"] for line in other.take)
        assert all(line in told[f"{other.id} stay"] for line in other.stay)
        assert (told[f"{other.id} signal"], told[f"{other.id} say"]) == (other.signal, other.say)
    for item in catalog.leaving.values():
        assert all(text in told[item.id] for text in (item.managed, item.yours, item.costs))


def test_the_oldest_source_of_a_fact_is_shown_as_its_age(catalog):
    for other, statements in choose_views.instead_alternatives(catalog)["alternatives"]:
        for fact, shown in zip(other.facts, statements, strict=True):
            assert shown.oldest == min(catalog.sources[item.source].content_date for item in fact.evidence)
            assert shown.read == min(item.read for item in fact.evidence)


# Planted faults --------------------------------------------------------------------------------------------------------


PLANTED = {
    "a fact without evidence": (
        r"(      - says: A machine has no rollback\n        evidence:\n)(?:          - .*\n)+",
        r"\1          []\n",
        r"alternatives\.alt-bare\.facts\.0\.evidence.*at least 1 item",
    ),
    "an answer that nobody speaks": (
        r'    say: "You can.*"',
        '    say: "Because."',
        r"1 words to say; expected 60 to 100 words",
    ),
    "a row that the text names and the list does not": (
        r"nobody sets the traffic back",
        "nobody splits it ([[ep-split]])",
        r"text that rests on ep-split; expected ep-split among its rows",
    ),
    "a row that the list names and the text does not": (
        r"rows: \[ep-rollback\]",
        "rows: [ep-kinds, ep-rollback]",
        r"row 'ep-kinds', which its text never names",
    ),
    "a row that does not exist": (
        r"rows: \[ep-rollback\]",
        "rows: [ep-no-such, ep-rollback]",
        r"row 'ep-no-such'; expected the id of a row",
    ),
    "a reference that leads nowhere": (
        r"the nights cost more",
        "the nights cost more ([[leave-page]])",
        r"\[\[leave-page\]\]; expected the id of.*nearest: leave-pager",
    ),
    "a price of nobody": (
        r'(    costs: "About 2 nights a month"\n)    evidence:\n      - .*\n',
        r"\1",
        r"leave-pager.*a number of what leaving costs without evidence",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(world_data, name):
    old, new, expected = PLANTED[name]
    path = world_data / FILE
    before = path.read_text(encoding="utf-8")
    text, count = re.subn(old, new, before, count=1)
    assert count == 1, f"{name}: nothing to plant it in"
    path.write_text(text, encoding="utf-8")
    assert re.search(expected, found(world_data)), found(world_data)


def test_facts_of_one_source_are_a_fault(catalog):
    other = catalog.alternatives["alt-slurm"]
    lone = other.model_copy(update={"facts": (other.facts[0], other.facts[0])})
    faults = instead_rules.instead_faults(replace(catalog, alternatives={"alt-slurm": lone}, leaving={}))
    assert "facts of one source" in {fault[1] for fault in faults}


def test_an_unknown_source_is_a_fault(world_data):
    plant(world_data / FILE, "source: ot-report", "source: ot-repor")
    assert "source 'ot-repor'" in found(world_data)


@pytest.mark.parametrize(
    ("text", "count"), [("one two", 2), ("see [[ep-kinds|two words]] there", 4), ("[[ep-kinds]] and `a b`", 4)]
)
def test_words_are_counted_as_spoken(text, count):
    assert len(instead_rules.answer_words(text)) == count


# The page --------------------------------------------------------------------------------------------------------------


def test_what_the_data_says_is_text_and_not_markup(catalog):
    wild = {
        name: other.model_copy(update={"signal": "<b>bold</b>", "take": ("<script>alert(1)</script>",)})
        for name, other in catalog.alternatives.items()
    }
    page = Page(PAGE, True, replace(catalog, alternatives=wild))  # noqa: FBT003 - as MkDocs names it
    html = "".join(show(page, f"instead_{part}") for part in ("signals", "alternatives", "leaving"))
    assert "<script>alert" not in html
    assert "<b>bold" not in html


def test_every_promised_address_is_on_the_page(catalog):
    promised = {address for address in all_addresses(catalog) if address.startswith(PAGE)}
    sections = {"leaving", "say-it"}
    ids = {f"{PAGE}#{name}" for name in (*sections, *catalog.alternatives, *catalog.leaving)}
    assert promised == {PAGE, *ids}


@pytest.mark.site
def test_the_page_holds_every_alternative_and_fact_with_its_sources(site, catalog):
    path = site / PAGE / "index.html"
    html = path.read_text(encoding="utf-8")
    ids = {found_id for found_id, _ in read_page(path).ids}
    assert {*catalog.alternatives, *catalog.leaving} <= ids
    proven = sum(len(other.facts) for other in catalog.alternatives.values())
    proven += sum(bool(item.evidence) for item in catalog.leaving.values())
    assert html.count('<details class="proof"') == proven
    cited = {item.source for other in catalog.alternatives.values() for fact in other.facts for item in fact.evidence}
    assert all(catalog.sources[source].url in html for source in cited)


@pytest.mark.site
@pytest.mark.browser
def test_without_scripts_on_a_phone_everything_can_be_read(open_page, base_url, catalog):
    page = open_page(base_url + PAGE, width=390, height=844, scripts=False)
    for other in catalog.alternatives.values():
        assert page.locator(f"#{other.id}").is_visible()
    assert page.locator("blockquote:visible").count() == len(catalog.alternatives)
    first = page.locator("details.proof").first
    assert not first.locator(".evidence").is_visible()
    first.locator("summary").click()
    assert first.locator(".evidence a").first.is_visible()
    for item in catalog.leaving:
        box = page.locator(f"#{item}").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


@pytest.mark.site
@pytest.mark.browser
def test_a_signal_leads_to_its_section(open_page, base_url, catalog):
    page = open_page(base_url + PAGE)
    for other in catalog.alternatives.values():
        page.locator("table.plain").first.get_by_role("link", name=other.name, exact=True).click()
        page.wait_for_function("(id) => location.hash === '#' + id", arg=other.id)


@pytest.mark.site
@pytest.mark.browser
def test_what_a_constraint_favours_stands_below_its_platform(open_page, base_url, catalog):
    """On the first screen: of the first two constraints at least."""
    page = open_page(base_url + "choose/", width=1440)
    heads = [page.locator(f".board-head [data-platform={one}]").bounding_box()["x"] for one in catalog.full_platforms]
    for constraint in catalog.constraints:
        line = page.locator(f".panel-line:has(#{constraint})").first
        answers = [line.locator(f".answer[data-platform={one}]").bounding_box()["x"] for one in catalog.full_platforms]
        assert all(abs(head - answer) <= 1 for head, answer in zip(heads, answers, strict=True))
    for constraint in list(catalog.constraints)[:2]:
        expect(page.locator(f".panel-line:has(#{constraint})").first).to_be_in_viewport(ratio=1)
