"""What is billed: every use answers for all platforms from their own rows, on the page and in the data."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from conftest import PLATFORMS, plant

from cloud_ml_platforms.catalog.yaml_files import DataError
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.model.billing import QUESTIONS
from cloud_ml_platforms.site.addresses import all_addresses
from cloud_ml_platforms.text.references import REF, resolve_reference
from cloud_ml_platforms.topics.cost.views import WAITS, billing
from cloud_ml_platforms.topics.macros import show
from cloud_ml_platforms.topics.page import Page

USES = ("training", "serving", "batch", "notebooks", "features", "monitoring", "pipelines", "network", "storage")


@pytest.fixture(scope="module")
def shown(catalog):
    return show(Page("choose/", catalog=catalog), "billing")


def tables(shown, kind):
    """Return the tables of a class."""
    found = [ET.fromstring(table) for table in re.findall(r"<table.*?</table>", shown.replace("<wbr>", ""), re.DOTALL)]  # noqa: S314 - ours
    return [table for table in found if kind in table.get("class").split()]


# The data ------------------------------------------------------------------------------------------------------------


def test_the_nine_uses_are_there_in_the_order_of_a_bill(catalog):
    assert tuple(catalog.uses) == tuple(f"bill-{use}" for use in USES)


def test_a_rollout_has_its_line_where_there_is_one(catalog):
    assert [use.id for use in catalog.uses.values() if "rollout" in use.answers] == ["bill-serving"]
    asked = {use.id: [words for words, _ in answers] for use, answers in billing(catalog)["uses"]}
    assert asked["bill-serving"] == list(QUESTIONS.values())
    assert "A rollout adds" not in asked["bill-training"]


def test_what_bills_while_nobody_works_agrees_with_the_mark_of_scale_to_zero(catalog):
    """Where no scale to zero is documented, serving always bills."""
    serving = catalog.uses["bill-serving"]
    row = catalog.rows["ep-scale-to-zero"]
    for platform in row.platforms:
        if row.mark_of(platform) in {"no", "not-documented"}:
            assert serving.waits[platform].bills == "always"
            assert "ep-scale-to-zero" in serving.answers["idle"][platform]


def test_a_use_can_be_referred_to(catalog):
    target = resolve_reference(catalog, "bill-training")
    assert (target.text, target.page, target.anchor) == ("Training", "choose/cost/", "bill-training")
    assert "choose/cost/#bill-training" in set(all_addresses(catalog))
    assert resolve_reference(catalog, "bill-trainin").problem.partition("; nearest: ")[2].startswith("bill-training")


HOURS = "[[ep-zero alpha|Hours of a machine]]"
SECONDS = "[[ep-zero beta|Seconds of a call]]"
FAULTS = {
    "a platform forgotten": (
        "      beta: {bills: nothing, what: nothing}\n",
        "",
        r"waits without beta; expected all of alpha, beta",
    ),
    "an answer without a platform": (f'        beta: "{SECONDS}"\n', "", r"billed without beta; expected all of"),
    "a question forgotten": (
        f'      zero:\n        alpha: "{HOURS}"\n        beta: "{SECONDS}"\n',
        "",
        r"no 'zero'; expected all of billed, idle, zero, adds",
    ),
    "a question that nobody asked": ("      zero:\n", "      nil:\n", r"'nil'.*expected 'billed', 'idle'"),
    "an answer that nothing holds": (
        HOURS,
        "Hours",
        r"an answer that nothing holds; expected a reference to a cell, limit or price of alpha",
    ),
    "a row without a platform holds nothing": (HOURS, "[[ep-zero|Hours]]", r"an answer that nothing holds"),
    "the cell of another platform": (
        HOURS,
        f"{HOURS}, not as [[ep-zero beta|there]]",
        r"a reference to beta; expected references to alpha only",
    ),
    "the limit of another platform": (
        SECONDS,
        "[[lim-ep-mb alpha live]]",
        r"a reference to alpha; expected references to beta only",
    ),
    "the price of another cloud": (
        SECONDS,
        f"{SECONDS} at [[pr-east-cpu|so much]]",
        r"a reference to alpha; expected references to beta only",
    ),
    "a row that is not there": ("[[ep-zero alpha|", "[[ep-zro alpha|", r"nearest: ep-zero"),
    "a word that is no mark": ("bills: always", "bills: maybe", r"'maybe'; expected 'always'"),
    "many words in a cell of the overview": ("what: a machine", "what: " + "very " * 12 + "much", r"at most 60"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_named_with_its_line(world_data, fault):
    old, new, pattern = FAULTS[fault]
    plant(world_data / "billing.yml", old, new)
    with pytest.raises(DataError) as caught:
        load_catalog(world_data)
    found = [str(one) for one in caught.value.faults if one.file == "data/billing.yml" and one.line > 1]
    assert any(re.search(pattern, one) for one in found), found


def test_a_fault_names_the_line_of_the_answer(world_data):
    line = plant(world_data / "billing.yml", HOURS, "Hours")
    with pytest.raises(DataError) as caught:
        load_catalog(world_data)
    assert [(one.file, one.line) for one in caught.value.faults] == [("data/billing.yml", line)]


# The page ------------------------------------------------------------------------------------------------------------


def test_the_overview_has_a_cell_for_each_use_and_platform(catalog, shown):
    (overview,) = tables(shown, "waits")
    rows = overview.findall("tbody/tr")
    assert [row.find("th/a").get("href") for row in rows] == [f"#{use}" for use in catalog.uses]
    for row, use in zip(rows, catalog.uses.values(), strict=True):
        assert [cell.get("data-platform") for cell in row.findall("td")] == list(PLATFORMS)
        for cell in row.findall("td"):
            waits = use.waits[cell.get("data-platform")]
            assert "".join(cell.itertext()) == f"{WAITS[waits.bills]}: {waits.what}"


def test_every_use_has_a_table_whose_answers_lead_to_their_cells(catalog, shown):
    found = tables(shown, "billing")
    for table, use in zip(found, catalog.uses.values(), strict=True):
        assert f'\n<h3 id="{use.id}">{use.name}<a ' in shown
        assert table.find("caption").text.startswith(f"{use.name}: ")
        for row, key in zip(table.findall("tbody/tr"), [key for key in QUESTIONS if key in use.answers], strict=True):
            assert row.find("th").text == QUESTIONS[key]
            for cell in row.findall("td"):
                line = use.answers[key][cell.get("data-platform")]
                wanted = [resolve_reference(catalog, reference).anchor for reference in REF.findall(line)]
                assert [link.get("href").partition("#")[2] for link in cell.iter("a")] == wanted


# Worked numbers ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ways(catalog):
    """The first table of the theme page: its HTML, and the text of its cells by row and platform."""
    html = show(Page("interview/gpu-cost/", catalog=catalog), "worked", "wk-ways-to-buy")
    (table,) = tables(html, "worked")
    rows = [[" ".join("".join(cell.itertext()).split()) for cell in row.findall("td")] for row in table.iter("tr")][1:]
    found = zip(catalog.worked["wk-ways-to-buy"].numbers, rows, strict=True)
    return html, {name: dict(zip(PLATFORMS, cells, strict=True)) for name, cells in found}


def test_worked_numbers_are_those_of_the_calculator(catalog, ways):
    html, shown = ways
    hours = catalog.scenarios["sc-llm-tuning"].set["hours"]
    for platform in PLATFORMS:
        price = catalog.price_of_meter["mt-h100", platform]
        assert shown["on-demand"][platform] == f"{hours * price.usd:,.2f} USD" + (" derived" if price.derived else "")
        assert f"choose/cost/#{price.id}" in html


def test_a_text_stands_in_place_of_a_number(catalog, ways):
    _, shown = ways
    assert shown["committed"]["sagemaker"].startswith(
        catalog.limits["lim-commit"].platforms["sagemaker"].values[0].value
    )
    assert shown["queued"]["azure-ml"].startswith("No such purchase")
    assert " USD" in shown["queued"]["vertex-ai"]


def test_a_blank_price_is_not_known_and_no_source_of_a_number(catalog):
    price = catalog.prices["pr-azure-ml-h100"]
    other = replace(catalog, prices=catalog.prices | {price.id: price.model_copy(update={"usd": None})})
    pages = [Page("interview/gpu-cost/", catalog=each) for each in (catalog, other)]
    before, after = (show(page, "worked", "wk-machines") for page in pages)
    assert after.count(">not known</a>") == before.count(">not known</a>") + 1
    assert [f'#{price.id}"' in html for html in (before, after)] == [True, False]


def test_the_scenario_is_as_the_theme_page_tells_it(catalog):
    """Four runs of twenty hours on a machine with eight H100, which is about a ninth of a month."""
    values = catalog.scenarios["sc-llm-tuning"].set
    assert values["hours"] == 4 * 20
    assert values["machine"] == "h100"
    assert 8 < 730 / values["hours"] < 10


def test_no_published_discount_carries_a_ninth_of_the_month(catalog):
    """What the theme page says of the break-even holds for every discount that the data knows."""
    texts = [value.value for cell in catalog.limits["lim-commit"].platforms.values() for value in cell.values]
    discounts = [int(found) for text in texts for found in re.findall(r"(\d+)%", str(text))]
    assert discounts
    assert all(discount < 100 * (1 - 80 / 730) for discount in discounts)


# In the browser ------------------------------------------------------------------------------------------------------


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_what_is_billed_is_there_without_scripts_and_fits(base_url, open_page, catalog, width):
    page = open_page(base_url + "choose/cost/", width=width, scripts=False)
    page.locator("details.uses > summary").click()
    assert page.locator("table.billing").count() == len(catalog.uses)
    for use, table in zip(catalog.uses.values(), page.locator("table.billing").all(), strict=True):
        cells = table.locator("td")
        assert cells.count() == len(PLATFORMS) * len(use.answers)
        for cell in cells.all():
            box = cell.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["width"] > 90
    assert page.locator("table.waits td[data-platform]:visible").count() == len(PLATFORMS) * len(catalog.uses)


@pytest.mark.site
@pytest.mark.browser
def test_mine_and_theirs_leaves_two_columns_of_what_is_billed(base_url, open_page, catalog):
    page = open_page(base_url + "choose/cost/#?lens=sagemaker.azure-ml")
    page.locator("details.uses > summary").click()
    table = page.locator("#bill-serving + table")
    table.locator('th[data-platform="azure-ml"]').wait_for()
    assert table.locator('[data-platform="sagemaker"]:visible').count() == 1 + len(QUESTIONS)
    assert table.locator('[data-platform="vertex-ai"]:visible').count() == 0


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_worked_numbers_lead_to_their_prices(base_url, open_page, catalog, width):
    numbers = [number for table in catalog.worked.values() for number in table.numbers.values()]
    here = Page("interview/gpu-cost/", catalog=catalog)
    texts = {here.plain(text) for number in numbers for text in number.instead.values()}
    page = open_page(base_url + "interview/gpu-cost/", width=width)
    assert page.locator("table.worked").count() == 3
    page.evaluate("for (const fold of document.querySelectorAll('.md-content details')) fold.open = true")
    for number in page.locator("table.worked td").all():
        assert number.is_visible()
        text = " ".join(number.inner_text().split())
        assert re.match(r"[\d,.]+ [A-Z]|not known", text) or text in texts, text
    page.locator("table.worked + p a").first.click()
    page.wait_for_url("**/choose/cost/#pr-*")
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").is_visible()
    assert not page.problems
