"""The cost page as a reader has it: typed, shared, exported; with hostile addresses, from disk, and with scripts off."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from urllib.parse import quote

import pytest

from cloud_ml_platforms import numbers
from cloud_ml_platforms.compute.calculator import calculator_data, wrong_value
from cloud_ml_platforms.site.audit.axe import find_violations
from cloud_ml_platforms.site_url import site_url
from cloud_ml_platforms.topics.cost.bills import bills

pytestmark = [pytest.mark.site, pytest.mark.browser]

PATH = "choose/cost/"
NO_NUMBER = re.compile(r"NaN|Infinity|undefined|null|\[object|\de[+-]?\d")
READY = "document.querySelectorAll('.cost-answer li').length > 0"


@pytest.fixture
def cost_page(address):
    """Return the address of the page, on a server or from disk."""
    return address("choose/cost")


@pytest.fixture
def open_cost(open_page):
    def open_(url, **options):
        page = open_page(url, **options)
        page.wait_for_function(READY)
        open_all(page)
        return page

    return open_


MONTH = """([typed, own]) => {
  const tool = CMLP.cost.calculator(CMLP_COST);
  const found = tool.bill({ ...tool.standard(), ...typed }, own);
  const shown = (usd) => (usd === null ? "no total" : CMLP.formats.dollars(usd));
  const all = (amounts) => Object.fromEntries(Object.entries(amounts).map(([column, usd]) => [column, shown(usd)]));
  const work = (column) => tool.data.lines.filter((line) => line.group === tool.data.people).reduce((all, line) => all + found.cells[line.id][column].amount, 0);
  const endpoint = Object.entries(found.cells["ln-endpoint"]).map(([column, cell]) => [column, cell.amount]);
  return { endpoint: all(Object.fromEntries(endpoint)), totals: all(found.totals), known: found.known, work: Object.fromEntries(tool.data.columns.map((column) => [column, work(column)])), used: tool.used(found).map((price) => price.id) };
}"""


@pytest.fixture(scope="module")
def month(scripts, catalog):
    """What the calculator says of what is typed, asked without a page."""
    scripts.evaluate(f"window.CMLP_COST = {json.dumps(calculator_data(catalog))}")
    return lambda own=None, **typed: scripts.evaluate(MONTH, [typed, own or {}])


def amount(page, line, column):
    return page.locator(f'.cost-result tr[data-line="{line}"] td[data-column="{column}"]').inner_text().strip()


def total(page, column):
    return page.locator(f'tr.cost-total td[data-column="{column}"]').first.inner_text().strip()


def text_of(page):
    parts = (
        "form.cost",
        ".cost-answer",
        ".cost-result table",
    )  # without what is spoken, which comes late
    return "".join(page.locator(part).inner_text() for part in parts)


def open_all(page):
    page.evaluate("for (const one of document.querySelectorAll('.md-content details')) one.open = true")


def test_what_is_typed_is_counted_kept_and_shared(cost_page, open_cost, month):
    page = open_cost(cost_page)
    page.get_by_label("Minimum replicas").first.fill("3")
    for column, usd in month(least=3)["endpoint"].items():
        assert amount(page, "ln-endpoint", column) == usd
    page.wait_for_function("location.hash === '#?least=3'")
    page.reload()
    page.wait_for_function(READY)
    assert page.get_by_label("Minimum replicas").first.input_value() == "3"
    again = open_cost(page.url)
    assert again.locator(".cost-answer").inner_text() == page.locator(".cost-answer").inner_text()
    assert page.problems == again.problems == []
    assert page.foreign == []


@pytest.mark.parametrize("scenario", ["sc-pilot", "sc-llm-tuning", "sc-ml-team"])
def test_a_scenario_is_one_press_and_its_link_the_same(base_url, open_cost, catalog, month, scenario):
    page = open_cost(base_url + PATH)
    page.get_by_role("button", name=catalog.scenarios[scenario].name, exact=True).click()
    for column, usd in month(**catalog.scenarios[scenario].set)["totals"].items():
        assert total(page, column) == usd
    pressed = page.locator('.cost-scenarios [aria-pressed="true"]').all_inner_texts()
    assert pressed == [catalog.scenarios[scenario].name]
    link = bills(catalog).scenarios[scenario].address
    assert page.evaluate("location.hash") == ("" if link == "#?" else link)
    other = open_cost(base_url + PATH + link)
    assert text_of(other) == text_of(page)


NO_NUMBERS = ("", "-1", "1e9", "NaN", "Infinity", "0x10", "1,5", "9" * 40, "<b>1</b>", "٣", "1/0", " ", "1.2345678")


def test_what_is_no_number_is_told_and_the_last_number_counts(base_url, open_cost):
    page = open_cost(base_url + PATH)
    box = page.get_by_label("Training time")
    fault = page.locator("#fault-hours")
    result = page.locator(".cost-result table")
    for typed in NO_NUMBERS:
        box.fill("20")
        before = result.inner_text()
        box.fill(typed)
        assert box.get_attribute("aria-invalid") == "true", typed
        assert fault.is_visible(), typed
        assert fault.inner_text() == "Expected a number from 0 to 100,000. Still counted: 20.", typed
        assert result.inner_text() == before, typed
        assert not NO_NUMBER.search(text_of(page)), typed
        box.fill("21")
        assert box.get_attribute("aria-invalid") == "false", typed
        assert fault.is_hidden(), typed
    assert page.problems == []


def test_the_most_of_everything_is_shown_in_digits(base_url, open_cost, catalog):
    most = "&".join(f"{one.id}={int(one.max)}" for one in catalog.cost_inputs.values() if one.max)
    page = open_cost(base_url + PATH + "#?" + most)
    assert page.locator(".cost-notes").is_hidden()
    assert not NO_NUMBER.search(text_of(page))


def test_a_blank_leads_to_its_price_and_yours_gives_the_total(base_url, open_cost, catalog, month):
    """The price of a machine that a cloud does not offer stays blank: one A10 on Vertex AI."""
    blank = catalog.prices["pr-vertex-ai-a10"]
    assert blank.usd is None
    page = open_cost(base_url + PATH + "#?server=a10")
    assert total(page, "vertex-ai") == "no total"
    page.evaluate("for (const one of document.querySelectorAll('.cost-prices, .meter')) one.open = false")
    page.locator('tr[data-line="ln-endpoint"] td[data-column="vertex-ai"] a').click()
    box = page.locator(f"#own-{blank.id}")
    assert box.evaluate("(one) => one === document.activeElement")
    assert page.url.endswith("#?server=a10")
    box.fill("2.5")
    assert amount(page, "ln-endpoint", "vertex-ai") == "1,825 yours"
    expected = month({blank.id: 2.5}, server="a10")["totals"]
    assert total(page, "vertex-ai") == expected["vertex-ai"] + " yours"
    assert total(page, "sagemaker") == expected["sagemaker"]
    assert page.locator(f"#{blank.id} .price-yours").inner_text() == "yours: 2.5 USD"
    page.wait_for_function(f"location.hash.includes('p={blank.id}_2.5')")
    again = open_cost(page.url)
    assert total(again, "vertex-ai") == total(page, "vertex-ai")
    assert again.locator(f"#own-{blank.id}").input_value() == "2.5"
    page.reload()
    page.wait_for_function(READY)
    assert page.locator(f"#own-{blank.id}").input_value() == "2.5"
    assert page.locator(".cost-prices > summary .set").inner_text() == "1 of yours"
    open_all(page)
    page.locator(f"#own-{blank.id}").fill("")
    page.wait_for_function("!location.hash.includes('p=')")
    assert total(page, "vertex-ai") == "no total"
    page.locator(f"#own-{blank.id}").fill("x")
    assert page.locator(f"#own-{blank.id}").get_attribute("aria-invalid") == "true"
    assert page.problems == []


def test_the_link_is_copied_and_opens_the_same_month(base_url, open_cost):
    page = open_cost(base_url + PATH + "#?hours=80", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("region", name="The month").get_by_role("button", name="Copy link").click()
    page.wait_for_function("document.querySelector('.cost-exports .told').textContent === 'Copied.'")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


@pytest.mark.parametrize("width", [1440, 390])
def test_the_answer_is_in_view_after_a_choice_and_while_typing(base_url, open_page, width):
    page = open_page(base_url + PATH, width=width, height=900)
    page.wait_for_function(READY)
    seen = "(one) => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
    assert page.locator(".cost-inputs[open]").count() == 0
    page.get_by_role("button", name="ML team", exact=True).click()
    assert page.locator(".answer-bar").evaluate(seen)
    assert page.locator(".cost-column .bar").first.evaluate(seen)
    group = page.locator(".cost-inputs").nth(1)
    group.locator("summary").click()
    box = group.locator("input").first
    box.scroll_into_view_if_needed()
    before = page.locator(".cost-short").inner_text()
    box.fill("1000")
    assert page.locator(".cost-short").inner_text() != before
    assert page.locator(".answer-bar").evaluate(seen)
    assert group.locator("summary .set").inner_text().endswith(" set")
    assert page.problems == []


@pytest.mark.parametrize("typed", ["1.000", "12.500", "999.999"])
def test_a_dot_that_may_stand_between_thousands_is_asked_about(base_url, open_cost, typed):
    page = open_cost(base_url + PATH)
    box = page.get_by_label("Training time")
    box.fill("20")
    box.fill(typed)
    assert box.get_attribute("aria-invalid") == "true"
    said = page.locator("#fault-hours").inner_text()
    assert f"“{typed}” can be read in two ways: type {float(typed):g} or {typed.replace('.', '')}." in said
    assert said.endswith("Still counted: 20.")
    for plain in ("0.125", "1.5", "1.0000"):
        box.fill(plain)
        assert box.get_attribute("aria-invalid") == "false"


def test_no_months_to_spread_over_are_refused(base_url, open_cost):
    page = open_cost(base_url + PATH + "#?horizon=0")
    assert (
        page.locator(".cost-notes")
        .inner_text()
        .startswith("Spread over: found “0”, expected a whole number from 1 to 120; the standard value was taken.")
    )
    page.locator("#in-horizon").fill("0")
    assert page.locator("#fault-horizon").inner_text().startswith("Expected a whole number from 1 to 120.")


def saved(page, name):
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return waiting.value.path().read_text(encoding="utf-8-sig")


def test_exports_say_yours_where_it_is_and_lead_back(cost_page, open_cost, catalog):
    page = open_cost(cost_page + "#?hours=80&machine=h100&p=pr-sagemaker-h100_40")
    rows = list(csv.reader(io.StringIO(saved(page, "Save as CSV"), newline="")))
    training = next(row for row in rows if row[:2] == ["line", catalog.cost_lines["ln-training"].name])
    assert training[4] == "3200.00"
    assert "80 h × 1 × (1 − 0%) × 40 USD per hour (yours) = 3,200.00 USD" in training[8]
    price = next(row for row in rows if row[0] == "price" and row[3] == "40")
    assert price[8:] == ["yours", ""]
    link = next(row for row in rows if row[0] == "link")[1]
    hash_ = "#" + page.url.split("#")[1]
    assert link == (page.url if page.url.startswith("http") else site_url() + PATH + hash_)
    text = saved(page, "Save as Markdown")
    assert "40 USD per hour (yours)" in text
    assert f"<{link}>" in text
    assert page.problems == []


def test_each_amount_says_of_which_day_its_price_is(base_url, open_cost, catalog):
    page = open_cost(base_url + PATH)
    how = page.locator('tr[data-line="ln-endpoint"] + tr li[data-column="sagemaker"]')
    price = catalog.prices["pr-sagemaker-cpu"]
    worked = f" = {amount(page, 'ln-endpoint', 'sagemaker')} USD; {numbers.number(price.usd)} USD: "
    assert worked in how.inner_text()
    assert f"{price.sku}, {price.region}, as of {price.as_of}" in how.inner_text()
    assert how.locator("a.origin").first.get_attribute("href") == f"#{price.id}"
    how.locator("a.origin").first.click()
    assert page.locator(f"#own-{price.id}").evaluate("(one) => one === document.activeElement")


def test_prices_in_use_are_listed_and_all_on_request(base_url, open_cost, catalog, month):
    page = open_cost(base_url + PATH)
    shown = page.locator("tr[data-price]:visible").evaluate_all("all => all.map((one) => one.id)")
    assert set(shown) == set(month()["used"])
    page.get_by_label("Show all prices").check()
    assert page.locator("tr[data-price]:visible").count() == len(catalog.prices)


def test_the_anchor_of_a_price_opens_and_shows_it(base_url, open_page):
    page = open_page(base_url + PATH + "#pr-sagemaker-a100")
    page.wait_for_function(READY)
    assert page.locator("#pr-sagemaker-a100").is_visible()
    assert page.locator("#pr-azure-h100").is_hidden()
    page.evaluate("location.hash = '#pr-azure-h100'")
    page.wait_for_function("!document.getElementById('pr-azure-h100').hidden")
    assert page.url.endswith("#pr-azure-h100")
    assert page.locator("#pr-azure-h100").is_visible()


def test_a_link_within_the_page_keeps_the_month_in_the_address(base_url, open_page):
    page = open_page(base_url + PATH + "#?hours=317")
    page.wait_for_function(READY)
    short = page.locator(".cost-short").inner_text()
    page.locator(".md-content").get_by_role("link", name="prices", exact=True).click()
    assert page.locator("#prices").evaluate("(one) => one.getBoundingClientRect().top") < 400
    assert "hours=317" in page.url
    page.reload()
    page.wait_for_function(READY)
    assert page.locator(".cost-short").inner_text() == short


@pytest.mark.parametrize("anchor", ["ln-endpoint", "sc-pilot", "bill-training", "formulas", "prices", "method"])
def test_an_anchor_opens_what_it_names(base_url, open_page, anchor):
    page = open_page(base_url + PATH + "#" + anchor)
    page.wait_for_function(READY)
    opened = page.locator("details.fold[open]")
    assert opened.count() == 1
    section = page.locator(f"#{anchor}")
    inside = opened.evaluate("(fold, id) => fold.contains(document.getElementById(id))", anchor)
    assert inside or section.evaluate("(one) => one.tagName") == "H2"


# What is typed, and the work that stands beside the bars of the platforms: alike, or where a move makes it differ, in them.
BARS = {"alike": {"machine": "h100", "logs": 100}, "a move": {"tosagemaker": 40}, "a blank": {"server": "a10"}}


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("name", BARS)
def test_bars_are_the_sums_of_the_table(base_url, open_cost, month, name, width):
    typed = BARS[name]
    page = open_cost(base_url + PATH + "#?" + "&".join(f"{key}={value}" for key, value in typed.items()), width=width)
    found = month(**typed)
    platforms = [column for column in found["totals"] if column != "own"]
    beside = {column: found["work"][column] if name != "a move" else 0 for column in platforms}
    drawn = {column: found["known"][column] - beside[column] for column in platforms}
    side = "height" if width > 1000 else "width"
    for column in platforms:
        item = page.locator(f'.cost-chart li[data-column="{column}"]')
        bar, room = (
            item.locator(name).evaluate(f"(one) => one.getBoundingClientRect().{side}")
            for name in (".bar", ".bar-room")
        )
        assert abs(bar / room - drawn[column] / max(drawn.values())) < 0.01
        blank = found["totals"][column] == "no total"
        assert ("bar-open" in item.locator(".bar").get_attribute("class")) == blank
        said = item.locator(".bar-sum").inner_text()
        assert (
            said == "no total" if blank else abs(float(said.removesuffix(" USD").replace(",", "")) - drawn[column]) < 1
        )
        assert ("of working time" in item.locator(".bar-work").inner_text()) == bool(beside[column])
        parts = item.locator(".bar-parts strong").all_inner_texts()
        assert abs(sum(float(part.replace(",", "")) for part in parts) - drawn[column]) < len(parts)
    assert page.locator(".cost-own .bar-sum").inner_text().removesuffix(" USD") == found["totals"]["own"]


LINE = 40  # px of a folded line, a line of the bill among them


def test_the_page_is_low_until_something_is_opened(base_url, open_page, catalog):
    page = open_page(base_url + PATH, width=1440, height=900)
    page.wait_for_function(READY)
    lines = len(catalog.scenarios) + len(catalog.uses) + page.locator(".cost-table tr:visible").count()
    assert page.evaluate("document.documentElement.scrollHeight") < 1500 + LINE * lines


# Addresses of strangers ----------------------------------------------------------------------------------------------


PIECES = [
    "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "javascript:alert(1)", "\u202e\u200f", "\x00\x1b", "%", "%E0%A4%A",
    "1e308", "-1", "NaN", "Infinity", "9" * 30, "0x1F", "\uff11\uff12", "٣", "constructor", "__proto__", "toString", "=1+1", "' OR 1=1", "${7*7}",
    "{{7*7}}", "pr-sagemaker-cpu_", "pr-sagemaker-cpu_-1", "pr-sagemaker-cpu_1e9", "pr-nothing_1", "pr-sagemaker-cpu_1*pr-sagemaker-cpu_2",
    "pr-sagemaker-cpu_0.1_0.2", "*", "_", "__proto___1", "h100", "cpu", "0", "5", "1.5", "",
]  # fmt: skip


def hostile(random_, keys):
    """Return a fragment of known and unknown keys with values of strangers, some of it not even encoded."""
    parts = []
    for _ in range(random_.randint(1, 6)):
        key = random_.choice([*keys, "p", "p", "x", "__proto__", "<b>", "lens", ""])
        value = random_.choice(PIECES) + (random_.choice(PIECES) if random_.random() < 0.3 else "")
        encode = quote if random_.random() < 0.7 else str
        parts.append(f"{encode(key)}={encode(value)}")
    return "#?" + "&".join(parts)


def test_no_address_breaks_the_page(base_url, open_cost, catalog):
    random_ = random.Random(66)  # noqa: S311 - no secret
    page = open_cost(base_url + PATH, fresh=True)
    page.on("dialog", lambda dialog: page.problems.append(f"dialog: {dialog.message}"))
    look = """(hash) => {
      history.replaceState(null, "", location.pathname);
      location.hash = hash;
      return new Promise((done) => setTimeout(() => done({
        values: Object.fromEntries([...document.querySelector("form.cost").elements].filter((one) => one.name).map((one) => [one.name, one.value])),
        text: document.querySelector(".cost-result").innerText,
        notes: [...document.querySelectorAll(".cost-notes li")].map((one) => one.innerText),
        shown: !document.querySelector(".cost-notes").hidden,
        alien: document.querySelectorAll(".cost-notes *:not(li), .md-content img, .md-content script:not([src])").length,
      })));
    }"""
    aliens = page.evaluate(look, "#?")["alien"]
    noted = 0
    for _ in range(200):
        fragment = hostile(random_, list(catalog.cost_inputs))
        found = page.evaluate(look, fragment)
        assert not NO_NUMBER.search(found["text"]), fragment
        assert found["alien"] == aliens, fragment
        assert found["shown"] == bool(found["notes"]), fragment
        for name, value in found["values"].items():
            one = catalog.cost_inputs[name]
            typed = value if one.kind == "choice" else float(value)
            assert wrong_value(catalog, name, typed) is None, fragment
        noted += found["shown"]
    assert noted > 150
    assert page.problems == []


@pytest.mark.parametrize(
    ("fragment", "note"),
    [
        (
            "#?hours=1e9",
            "Training time: found “1e9”, expected a number from 0 to 100,000; the standard value was taken.",
        ),
        (
            "#?machines=1.5",
            "Machines at once: found “1.5”, expected a whole number from 0 to 10,000; the standard value was taken.",
        ),
        ("#?hurs=5", "“hurs” is nothing that this page knows: left out."),
        ("#?machine=tpu", "Training machine: found “tpu”, expected one of cpu, "),
        ("#?p=pr-nothing_1", "Your prices: found “pr-nothing_1”, expected prices as pr-x_0.5, joined by *"),
        ("#?p=pr-sagemaker-cpu_-1", "Your prices: found “pr-sagemaker-cpu_-1”"),
    ],
)
def test_what_is_not_understood_is_told(base_url, open_cost, fragment, note):
    page = open_cost(base_url + PATH + fragment)
    notes = page.locator(".cost-notes")
    assert notes.is_visible()
    assert notes.inner_text().startswith(note)


def test_too_many_own_prices_for_an_address_are_told(base_url, open_cost, catalog):
    own = "*".join(f"{name}_1" for name in list(catalog.prices)[:65])
    page = open_cost(base_url + PATH + "#?p=" + own[:1900].rpartition("*")[0])
    page.get_by_label("Show all prices").check()
    for name in list(catalog.prices)[-40:]:
        page.locator(f"#own-{name}").fill("123456.123456")
    assert page.locator(".cost-notes").inner_text().startswith("Too many prices of yours for an address")
    assert len(page.evaluate("location.hash")) < 2000
    assert page.problems == []


# For everybody -------------------------------------------------------------------------------------------------------


def test_without_scripts_months_formulas_and_prices_stand_in_the_page(base_url, open_page, catalog):
    page = open_page(base_url + PATH, scripts=False)
    assert page.locator("form.cost").is_hidden()
    assert page.locator(".cost-result").is_hidden()
    assert page.locator("#own-pr-sagemaker-cpu").is_hidden()
    open_all(page)
    assert page.locator("tr[data-price]:visible").count() == len(catalog.prices)
    text = page.locator(".md-content").text_content()
    for scenario in catalog.scenarios.values():
        assert page.locator(f"#{scenario.id}").is_visible()
        for cells in bills(catalog).scenarios[scenario.id].lines.values():
            for cell in cells.values():
                assert cell.worked in text
                assert cell.free or cell.amount in text
    for line in catalog.cost_lines.values():
        assert page.locator(f"#{line.id}").is_visible()
    assert page.problems == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_and_nothing_overflows(base_url, open_cost, scheme, width):
    page = open_cost(base_url + PATH + "#?hours=x&logs=10&p=pr-sagemaker-cpu_1", width=width, height=900, scheme=scheme)
    open_all(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('.md-content table').forEach((one) => one.classList.add('drawn'))")
    assert find_violations(page, ".md-content") == []


def test_the_bill_is_printed_without_its_form(base_url, open_cost):
    page = open_cost(base_url + PATH)
    page.emulate_media(media="print")
    assert page.locator(".cost-first").is_hidden()
    assert page.locator(".cost-more").is_hidden()
    assert page.locator(".cost-result table").is_visible()
    assert page.locator(".cost-chart").is_visible()
