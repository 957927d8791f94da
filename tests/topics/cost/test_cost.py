"""The calculator: its script over the project's data, what pages take of it, what leaves the page; rules name planted faults."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from conftest import plant
from markdown import markdown

from cloud_ml_platforms.catalog.yaml_files import DataError
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.compute.calculator import calculator_data, is_second_hand
from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.topics.cost import bills as cost_bills
from cloud_ml_platforms.topics.cost.bills import bills
from cloud_ml_platforms.topics.cost.views import price_regions
from cloud_ml_platforms.topics.macros import cost, show
from cloud_ml_platforms.topics.page import Page

# The script ----------------------------------------------------------------------------------------------------------


@pytest.mark.data
def test_the_script_works_out_what_is_worked_out_by_hand(catalog, tmp_path):
    """Cases, properties of any month and sentences, in Node.js: months.test.mjs."""
    given = tmp_path / "cost.json"
    tables = [one.model_dump(mode="json") for one in catalog.worked.values()]
    given.write_text(json.dumps({"data": calculator_data(catalog), "worked": tables}), encoding="utf-8")
    tests = ROOT / "tests" / "topics" / "cost" / "months.test.mjs"
    command = [sys.executable, str(ROOT / "scripts" / "node.py"), "run", "--test", "--test-reporter=tap", str(tests)]
    environment = {**os.environ, "COST_DATA": str(given)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr
    assert int(re.search(r"^# pass (\d+)", done.stdout, re.MULTILINE)[1]) > 60


def test_the_script_is_given_all_prices_and_a_formula_or_a_reason_for_every_column(catalog):
    data = calculator_data(catalog)
    assert set(data["prices"]) == set(catalog.prices)
    for line in data["lines"]:
        assert set(line["formulas"]) | set(line["free"]) == set(catalog.columns)
        assert "[[" not in " ".join(line["free"].values())


# What pages take -----------------------------------------------------------------------------------------------------


def without(catalog, *ids):
    blank = {name: catalog.prices[name].model_copy(update={"usd": None}) for name in ids}
    return replace(catalog, prices=catalog.prices | blank)


def test_the_script_runs_once_for_all_pages_and_again_when_data_changes(catalog, monkeypatch):
    runs = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *args, **options: runs.append(args) or run(*args, **options))
    cost_bills._run.cache_clear()
    for _ in range(2):
        show(Page("interview/gpu-cost/", catalog=catalog), "worked", "wk-machines")
    assert bills(catalog).scenarios.keys() == catalog.scenarios.keys()
    assert len(runs) == 1
    assert bills(without(catalog, "pr-sagemaker-h100")) != bills(catalog)
    assert len(runs) == 2


@pytest.mark.parametrize(
    ("stderr", "reason"),
    [
        ("setup: installing\nsetup stopped: no network", "setup stopped: no network"),
        ("cost.js:9\nTypeError: no tool\n    at cost.js:9\n\nNode.js v24", "TypeError: no tool"),
    ],
)
def test_a_script_that_fails_is_told_in_one_line(catalog, monkeypatch, stderr, reason):
    cost_bills._run.cache_clear()
    monkeypatch.setattr(cost_bills, "COMMAND", (sys.executable, "-c", f"raise SystemExit({stderr!r})"))
    with pytest.raises(LookupError) as caught:
        bills(catalog)
    expected = "expected the bills of all scenarios, from Node.js"
    assert str(caught.value) == f"found no answer of web/build/write-bills.js: {reason}; {expected}"


def test_the_macro_prints_a_worked_number_or_says_that_it_is_not_known(catalog):
    page = Page("interview/gpu-cost/", catalog=catalog)
    usd = 730 * catalog.price_of_meter["mt-h100", "vertex-ai"].usd
    assert cost(page, "wk-ways-to-buy", "held", "vertex-ai") == f'<span class="usd">{usd:,.2f} USD</span>'
    usd = 730 * catalog.price_of_meter["mt-h100", "gcp"].usd
    assert cost(page, "wk-ways-to-buy", "held", "own") == f'<span class="usd">{usd:,.2f} USD</span>'
    blank = Page("interview/gpu-cost/", catalog=without(catalog, "pr-sagemaker-h100"))
    said = cost(blank, "wk-ways-to-buy", "on-demand", "sagemaker")
    assert said == '<a class="not-known" href="../../choose/cost/#sc-llm-tuning">not known</a>'


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("wk-x", "held", "own"), "found table of worked numbers 'wk-x'; expected one of wk-ways-to-buy"),
        (("wk-ways-to-buy", "x", "own"), "found worked number 'x'; expected one of on-demand"),
        (("wk-ways-to-buy", "held", "aws"), "found column 'aws'; expected one of sagemaker, vertex-ai, azure-ml, own"),
    ],
)
def test_the_macro_refuses_what_it_does_not_know(catalog, arguments, message):
    with pytest.raises(LookupError, match=re.escape(message)):
        cost(Page("about/", catalog=catalog), *arguments)


# The data ------------------------------------------------------------------------------------------------------------


def test_the_most_of_serverless_is_what_its_limits_say(catalog):
    """The largest inputs are the limits of SageMaker's serverless kind."""
    limits = {
        ("memory", 1 / 1024): "lim-sls-memory",
        ("seconds", 1): "lim-ep-timeout-s",
        ("payload", 2 * 1000): "lim-ep-request-mb",
    }
    for (name, factor), limit in limits.items():
        values = catalog.limits[limit].platforms["sagemaker"].values
        most = [value.value for value in values if value.way == "serverless" and value.rule in {"max", "hard"}]
        assert [catalog.cost_inputs[name].max] == [value * factor for value in most], name


def test_a_price_that_is_quoted_only_says_so(catalog):
    """A number that its source's address does not hold is second-hand; a file at the address holds it."""
    seen = {name: is_second_hand(catalog, price) for name, price in catalog.prices.items()}
    assert seen["pr-vertex-ai-pipeline-run"]
    assert seen["pr-aws-t4-spot"]
    assert not seen["pr-sagemaker-cpu"]
    assert not seen["pr-azure-cpu"]
    assert seen["pr-vertex-ai-l4-spot"], "derived from a Spot price that is quoted"
    assert not any(seen[name] for name, price in catalog.prices.items() if price.usd is None)
    shown = show(Page("choose/cost/", catalog=catalog), "cost_prices")
    assert shown.count('class="second-hand"') == sum(seen.values()) > 0


def test_the_bars_name_the_region_that_most_prices_of_a_platform_are_of(world):
    dear = world.prices["pr-alpha-cpu"].model_copy(update={"id": "pr-alpha-far", "region": "r9"})
    farther = {f"pr-alpha-{number}": dear.model_copy(update={"id": f"pr-alpha-{number}"}) for number in range(2)}
    assert list(price_regions(world).values()) == ["r1", "r1"]
    regions = price_regions(replace(world, prices=world.prices | {"pr-alpha-far": dear} | farther))
    assert list(regions.values()) == ["r9", "r1"]


def test_scenarios_state_no_result(catalog):
    """A sentence with a result would be false after the next change of a price."""
    for scenario in catalog.scenarios.values():
        assert not re.search(r"\bUSD\b|\$|cheapest|SageMaker is|Vertex AI is|Azure ML is", scenario.shows)


# What leaves the page ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def script(scripts, catalog):
    """Call functions of cost.js, which has the data and nothing else."""
    scripts.evaluate(f"window.CMLP_COST = {json.dumps(calculator_data(catalog))}")
    return scripts.evaluate


EXPORTS = """([scenario, own, link]) => {
  const tool = CMLP.cost.calculator(CMLP_COST);
  const values = tool.scenario(scenario);
  const found = tool.bill(values, own);
  const shown = tool.inUse(found).map((line) => [line.name, tool.data.columns.map((column) => {
    const amount = tool.amountText(found.cells[line.id][column], (usd) => usd.toFixed(2));
    return [amount, tool.inWords(line, column), tool.worked(line, column, values, own)];
  })]);
  const text = [tool.csv(values, own, link), tool.markdown(values, own, link, "2026-11-26")];
  return [...text, shown, tool.used(found).map((price) => price.id), tool.answer(values, own)];
}"""
LINK = "https://example.com/choose/cost/#?hours=80"


def test_both_exports_hold_inputs_lines_formulas_prices_sources_and_the_link(catalog, script):
    for scenario in catalog.scenarios:
        exports_hold_everything(catalog, script, scenario)


def exports_hold_everything(catalog, script, scenario):
    own = {"pr-sagemaker-storage": 0.5}
    text, md, shown, used, says = script(EXPORTS, [scenario, own, LINK])
    rows = list(csv.reader(io.StringIO(text, newline="")))
    html = markdown(md, extensions=["tables"])
    plain = re.sub(r"<[^>]+>", "", html)
    for sign, entity in ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("&", "&amp;"):
        plain = plain.replace(entity, sign)
    assert {len(row) for row in rows} == {10}
    assert {row[1] for row in rows if row[0] == "input"} == {one.name for one in catalog.cost_inputs.values()}
    assert all(one.name in plain for one in catalog.cost_inputs.values())
    lines = [row for row in rows if row[0] == "line"]
    for row, (name, columns) in zip(lines, shown, strict=True):
        assert row[1].startswith(name)
        assert row[4:8] == [amount for amount, _, _ in columns]
        for _, words, numbers in columns:
            assert words in row[8]
            assert numbers in row[8]
            assert words in plain
            assert numbers in plain
    prices = [row for row in rows if row[0] == "price"]
    assert any(row[8] == "yours" and row[3] == "0.5" for row in prices)
    for row, price in zip(prices, map(catalog.prices.get, used), strict=True):
        if price.id not in own:
            url = str(catalog.sources[price.evidence[0].source].url)
            assert url in row[9]
            assert url in html
            assert price.as_of is None or price.as_of in row[8]
    assert [row[1] for row in rows if row[0] == "link"] == [LINK]
    assert f'href="{LINK}"' in html
    assert [row[1] for row in rows if row[0] == "answer"] == says
    assert all(said in plain for said in says)


def test_no_cell_of_the_csv_is_a_formula(script):
    names = ["\t=1", "\r=1", "\n=1"]
    text, md = script(
        """([link, names]) => {
          const copy = JSON.parse(JSON.stringify(CMLP_COST));
          copy.lines[0].name = '=HYPERLINK("http://x")';
          ["@SUM(A1)", "+1", '-1\\n"x"'].forEach((name, index) => { copy.inputs[index].name = name; });
          ["ln-endpoint", "ln-notebooks", "ln-logs"].forEach((id, index) => { copy.lines.find((line) => line.id === id).name = names[index]; });
          const tool = CMLP.cost.calculator(copy);
          return [tool.csv(tool.standard(), {}, link), tool.markdown(tool.standard(), {}, link, "2026-11-26")];
        }""",
        ["=1+1|<b>", names],
    )
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    assert {f"'{name}" for name in (*names, '=HYPERLINK("http://x")', '-1\n"x"', "=1+1|<b>")} <= set(cells)
    assert "<b>" not in markdown(md, extensions=["tables"]).split("<h2>")[1]


# Rules ---------------------------------------------------------------------------------------------------------------


FAULTS = {
    "unknown input in a formula": ("cost.yml", "{times: [hours, price", "{times: [hurs, price", r"'hurs' in a formula; expected the id of an input .*nearest: hours"),
    "choice as a number": ("cost.yml", "{times: [hours, price", "{times: [machine, price", r"'machine' in a formula; expected the id of an input that is a number"),
    "unknown meter": ("cost.yml", "price mt-gb", "price mt-gbb", r"'price mt-gbb' in a formula; expected the id of a meter .*nearest: mt-gb"),
    "unknown choice": ("cost.yml", "price machine hour", "price machin hour", r"'price machin hour' in a formula; expected 'price', a choice .*nearest: machine"),
    "unknown part": ("cost.yml", "price machine hour", "price machine spot", r"expected a part that every option of machine has; cpu, .* lacks it"),
    "no answer for a column": ("cost.yml", '    free:\n      beta: "Models', '    # beta: "Models', r"ln-disk: found nothing for beta; expected a formula, or under 'free'"),
    "free and a formula": ("cost.yml", "      own: {times: [stored,", "      beta: {times: [stored, 2]}\n      own: {times: [stored,", r"a formula and a reason to be free for beta"),
    "free without a reference": ("cost.yml", "Models are kept for nothing ([[reg-unit beta]])", "None.", r"a reason without a reference"),
    "unknown group of a line": ("cost.yml", "{id: ln-up, group: grp-serving", "{id: ln-up, group: grp-x", r"group 'grp-x'"),
    "unknown group of an input": ("cost.yml", "{id: hours, group: grp-serving", "{id: hours, group: grp-x", r"hours: found group 'grp-x'"),
    "a group without a line": ("cost.yml", "inputs:\n", "  - {id: grp-more, name: More}\ninputs:\n", r"a group without a line"),
    "within no line": ("cost.yml", "within: ln-up", "within: ln-people", r"within 'ln-people'; expected a line of grp-serving"),
    "unused input": ("cost.yml", "lines:\n", "  - {id: more, group: grp-people, name: More, kind: number, default: 0, max: 9}\nlines:\n", r"an input that no formula uses"),
    "default over the most": ("cost.yml", "default: 730, max: 744", "default: 730, max: 7", r"default 730.*a number from 0 to 7"),
    "half of a whole": ("cost.yml", "unit: months, default: 12,", "unit: months, default: 1.5,", r"default 1.5; expected a whole number"),
    "default that is no option": ("cost.yml", "    default: cpu\n", "    default: cpv\n", r"default 'cpv'; expected one of cpu"),
    "share without percent": ("cost.yml", 'kind: share, unit: "%", default: 20', "kind: share, unit: parts, default: 20", r"a share with unit 'parts'; expected the unit %"),
    "unknown meter of an option": ("cost.yml", "hour: mt-gpu", "hour: mt-gpv", r"meter 'mt-gpv'; expected the id of a meter .*nearest: mt-gpu"),
    "other clouds": ("cost.yml", "{id: east, name: East}", "{id: eats, name: East}", r"options eats, west; expected options east, west"),
    "unknown key of a scenario": ("cost.yml", "set: {hours: 200,", "set: {hurs: 200,", r"sc-pilot: found hurs: 200.0; expected one of .*nearest: hours"),
    "scenario over the most": ("cost.yml", "set: {hours: 200,", "set: {hours: 800000,", r"hours: 800000.0; expected a number from 0 to 744"),
    "scenario with more decimals than are read": ("cost.yml", "set: {hours: 200,", "set: {hours: 8.0000001,", r"sc-pilot: found hours: 8.0000001; expected a number with at most 6 decimals"),
    "default with more decimals than are read": ("cost.yml", "default: 730, max", "default: 0.0000005, max", r"hours: found default 5e-07; expected a number with at most 6 decimals"),
    "an input that is a key of the address": ("cost.yml", "lines:\n", "  - {id: p, group: grp-people, name: More, kind: number, default: 0, max: 9}\nlines:\n", r"p: found id 'p'; expected another, as the address uses lens and p"),
    "an input that is the key of the lens": ("cost.yml", "lines:\n", "  - {id: lens, group: grp-people, name: More, kind: number, default: 0, max: 9}\nlines:\n", r"lens: found id 'lens'; expected another"),
    "scenario with no option": ("cost.yml", "machine: gpu}", "machine: gpv}", r"machine: 'gpv'; expected one of cpu"),
    "a formula that nothing uses": ("cost.yml", "  - id: ln-disk\n", "  - id: ln-disk\n    formula: {times: [stored, 2]}\n", r"ln-disk: found a formula that no column uses"),
    "no price at all": ("prices.yml", "meter: mt-gb, of: west", "meter: mt-gb, of: beta", r"ln-disk: found no price of mt-gb of west; expected a record"),
    "two prices of one meter": ("prices.yml", "meter: mt-gb, of: west", "meter: mt-gb, of: east", r"pr-west-gb: found a second price of mt-gb of east; expected one, as pr-east-gb"),
    "a blank price without a note": ("prices.yml", "prices:\n", "prices:\n  - {id: pr-more, meter: mt-cpu, of: east, usd: null, evidence: [{source: ot-report, at: X, read: 2026-11-20, shows: X}]}\n", r"a blank price has a note that says what was not found, and neither as_of nor derived"),
    "a blank price with a day": ("prices.yml", "prices:\n", "prices:\n  - {id: pr-more, meter: mt-cpu, of: east, usd: null, as_of: 2026-06-27, note: Not found, evidence: [{source: ot-report, at: X, read: 2026-11-20, shows: X}]}\n", r"a blank price has a note that says what was not found, and neither as_of nor derived"),
    "a price without a day": ("prices.yml", "prices:\n", "prices:\n  - {id: pr-more, meter: mt-cpu, of: east, usd: 0.1, evidence: [{source: ot-report, at: X, read: 2026-11-20, shows: X}]}\n", r"a price needs as_of, the day that it speaks for"),
    "a machine without a record of the platform": ("prices.yml", "meter: mt-cpu, of: beta", "meter: mt-gb, of: beta", r"ln-up: found no price of mt-cpu of beta; expected a record"),
    "unknown meter of a price": ("prices.yml", "meter: mt-cpu,", "meter: mt-cqu,", r"meter 'mt-cqu'; expected the id of a meter .*nearest: mt-cpu"),
    "a meter that nothing uses": ("prices.yml", "prices:\n", "  - {id: mt-more, name: More, unit: USD per hour}\nprices:\n", r"mt-more: found a meter that no formula uses"),
    "two operations": ("cost.yml", "formula: {times: [hours, price machine hour]}", "formula: {times: [hours], sum: [hours]}", r"expected an expression: a number, the id of an input"),
    "an unknown operation": ("cost.yml", "formula: {times: [hours, price machine hour]}", "formula: {product: [hours, 2]}", r"expected an expression: "),
    "a negative number": ("cost.yml", "{less: [1, idle]}", "{less: [-1, idle]}", r"-1; expected greater than or equal to 0"),
    "a difference of three": ("cost.yml", "{less: [1, idle]}", "{less: [1, idle, hours]}", r"at most 2 items"),
    "a list for an expression": ("cost.yml", "{less: [1, idle]}", "[1, idle]", r"expected an expression: "),
    "an input that the calculator knows is gone": ("cost.yml", "id: horizon,", "id: horizons,", r"no input 'horizon'; expected the input 'horizon'"),
    "worked numbers of an unknown scenario": ("cost.yml", "scenario: sc-pilot", "scenario: sc-pilo", r"wk-hours: found scenario 'sc-pilo'; expected the id of a scenario.*nearest: sc-pilot"),
    "a worked number of an unknown line": ("cost.yml", "line: ln-up", "line: ln-upp", r"wk-hours: found line of the calculator 'ln-upp'; expected the id of a line .*nearest: ln-up"),
    "a worked number of an unknown input": ("cost.yml", "set: {hours: 730}", "set: {hurs: 730}", r"wk-hours: found hurs: 730.0; expected one of .*nearest: hours"),
    "a worked number over the most": ("cost.yml", "set: {hours: 730}", "set: {hours: 7300}", r"wk-hours: found hours: 7300.0; expected a number from 0 to 744"),
    "a text in place of a number of no platform": ("cost.yml", "instead: {beta:", "instead: {betta:", r"found 'betta'; expected one of alpha, beta"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_planted_fault_is_named_with_its_place(world_data, case):
    file, old, new, pattern = FAULTS[case]
    plant(world_data / file, old, new)
    with pytest.raises(DataError) as caught:
        load_catalog(world_data)
    found = [str(fault) for fault in caught.value.faults]
    matching = [fault for fault in caught.value.faults if re.search(pattern, str(fault))]
    assert matching, "\n".join(found)
    assert all(fault.line >= 1 for fault in matching)
    assert len(found) < 12, "\n".join(found)
