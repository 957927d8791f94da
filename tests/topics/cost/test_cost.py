"""The calculator: Python and the browser compute the same; what is blank is no total; rules name planted faults."""

from __future__ import annotations

import csv
import io
import json
import math
import random
import re
from dataclasses import replace

import pytest
from conftest import plant
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown
from pydantic import TypeAdapter

from cloud_ml_platforms import numbers
from cloud_ml_platforms.catalog.yaml_files import DataError
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.compute import bill
from cloud_ml_platforms.compute.bill_answer import answer_sentences, comparable
from cloud_ml_platforms.model import choose as choice
from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.site.prepare import cost_script
from cloud_ml_platforms.topics.cost.macros import cost as cost_macro
from cloud_ml_platforms.topics.cost.macros import cost_prices
from cloud_ml_platforms.topics.cost.views import address, calculator_data, second_hand
from cloud_ml_platforms.topics.page import Page

CASES = json.loads((ROOT / "tests" / "topics" / "cost" / "cost_cases.json").read_text(encoding="utf-8"))
CATALOG = load_catalog()
NUMBERS = [one for one in CATALOG.cost_inputs.values() if one.kind != "choice"]
# Inputs of which more can cost less: hours move to Spot, a move is spread over longer, components fall to zero.
FALLS = {"spotshare", "horizon", "components"}
TAKEN_OVER = {("least", "ln-serverless"), ("needed", "ln-serverless")}  # a replica that is up takes the requests


def named(cases):
    return {"argvalues": cases, "ids": [case.get("name", str(case.get("value"))) for case in cases]}


def tuples(value):
    if isinstance(value, list):
        return tuple(map(tuples, value))
    return {key: tuples(item) for key, item in value.items()} if isinstance(value, dict) else value


def expression(raw):
    return TypeAdapter(choice.Expression).validate_python(tuples(raw), strict=True)


# By hand -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", **named(CASES["expressions"]))
def test_an_expression_comes_to_what_is_computed_by_hand(case):
    assert bill.evaluate(expression(case["expression"]), case["values"].__getitem__) == case["amount"]


@pytest.mark.parametrize("case", **named(CASES["numbers"]))
def test_numbers_are_separated_and_rounded_as_people_do(case):
    assert numbers.number(float(case["value"])) == case["number"]
    assert bill.money(float(case["value"])) == case["money"]
    assert bill.dollars(float(case["value"])) == case["dollars"]


@pytest.mark.parametrize("case", **named(CASES["months"]))
def test_a_line_comes_to_what_is_computed_by_hand(catalog, case):
    assert set(case["own"]) <= set(catalog.prices)
    found = bill.bill(catalog, bill.typed(catalog, **case["set"]), case["own"])
    for column, amount in case["amounts"].items():
        assert bill.money(found.cells[case["line"]][column].amount) == amount


def unproven(catalog, cases):
    """Return the formulas, as (line, columns that share it), of which no case computes an amount above zero."""
    shared = {}
    for line in catalog.cost_lines.values():
        for column in choice.COLUMNS:
            if bill.formula_of(line, column) is not None:
                shared.setdefault((line.id, column if column in line.formulas else ""), set()).add(column)
    done = {(case["line"], column) for case in cases for column, usd in case["amounts"].items() if usd != "0.00"}
    return {
        (line, *sorted(columns)) for (line, _), columns in shared.items() if not done & {(line, c) for c in columns}
    }


def test_every_formula_of_every_line_is_computed_by_hand_once(catalog):
    assert unproven(catalog, CASES["months"]) == set()
    fewer = [case for case in CASES["months"] if case["line"] != "ln-features" or "own" not in case["amounts"]]
    assert unproven(catalog, fewer) == {("ln-features", "azure-ml"), ("ln-features", "own")}


# The browser ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def script(scripts):
    """Call functions of cost.js, which has the data and nothing else."""
    scripts.evaluate(cost_script(CATALOG).strip().removesuffix(";"))
    return scripts.evaluate


def month(random_):
    """Return inputs and own prices at random; many are nothing, some are the most that is taken."""
    values = {}
    for one in CATALOG.cost_inputs.values():
        if one.kind == "choice":
            values[one.id] = random_.choice(one.options).id
            continue
        value = random_.choice(
            [0, one.default, one.max, random_.uniform(0, one.max), random_.uniform(0, min(one.max, 50))]
        )
        values[one.id] = float(round(value)) if one.kind == "whole" else round(value, 6)
    some = random_.sample(sorted(CATALOG.prices), random_.choice([0, 1, 20, len(CATALOG.prices)]))
    return values, {price: round(random_.choice([0, random_.uniform(0, 100), 1_000_000]), 6) for price in some}


def told(catalog, values, own):
    """Return all that the calculator says of a month, as the browser is asked for it."""
    found = bill.bill(catalog, values, own)
    lines = {}
    for line in catalog.cost_lines.values():
        for column in choice.COLUMNS:
            formula = bill.formula_of(line, column)
            worked = "" if formula is None else bill.in_numbers(catalog, formula, column, values, own)
            lines[f"{line.id} {column}"] = [found.cells[line.id][column].amount, worked]
    return {"lines": lines, "totals": dict(found.totals), "answer": answer_sentences(catalog, values, own)}


ASK = """(months) => {
  const tool = CMLP.cost.calculator(CMLP_COST);
  return months.map(([values, own]) => {
    const found = tool.bill(values, own);
    const lines = {};
    for (const line of tool.data.lines) {
      for (const column of tool.data.columns) {
        lines[`${line.id} ${column}`] = [found.cells[line.id][column].amount, tool.worked(line, column, values, own)];
      }
    }
    return { lines, totals: found.totals, answer: tool.answer(values, own) };
  });
}"""


def same(one, other):
    return one == other or (None not in {one, other} and math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9))


def test_python_and_the_browser_agree_on_any_month(catalog, script):
    random_ = random.Random(6)  # noqa: S311 - no secret
    months = [(bill.typed(catalog, scenario), {}) for scenario in catalog.scenarios]
    months += [month(random_) for _ in range(60)]
    compared_columns = set()
    for (values, own), there in zip(months, script(ASK, months), strict=True):
        here = told(catalog, values, own)
        for key, (amount, worked) in here["lines"].items():
            assert same(amount, there["lines"][key][0]), (key, values, own)
            assert worked == there["lines"][key][1], key
        assert all(same(here["totals"][column], there["totals"][column]) for column in choice.COLUMNS)
        assert here["answer"] == there["answer"], (values, own)
        compared_columns.add(len(comparable(catalog, bill.bill(catalog, values, own)).columns))
    assert len(compared_columns) > 1, "months that are all alike prove little"


def test_the_line_in_the_bar_says_what_the_answer_says(catalog, script):
    months = [(bill.typed(catalog, scenario), {}) for scenario in catalog.scenarios]
    bars = script(
        """(months) => {
          const tool = CMLP.cost.calculator(CMLP_COST);
          return months.map(([values, own]) => tool.short(tool.bill(values, own)));
        }""",
        months,
    )
    for (values, _), bar in zip(months, bars, strict=True):
        said = answer_sentences(catalog, values)[0]
        assert bar.startswith("A tie: ") == (" tie. " in said)
        for amount in re.findall(r"[\d,.]*\d(?=,| USD|$)", bar):
            assert amount in said


def test_a_formula_that_one_side_reads_otherwise_is_seen(catalog, script):
    line = catalog.cost_lines["ln-training"]
    other = line.model_copy(update={"formula": choice.Times(times=("hours", "machines", "price machine hour"))})
    changed = replace(catalog, cost_lines={**catalog.cost_lines, line.id: other})
    values = bill.typed(catalog, spotshare=50)
    there = script(ASK, [[values, {}]])[0]
    assert told(changed, values, {})["lines"] != there["lines"]


# Properties ----------------------------------------------------------------------------------------------------------


def drawn(one):
    if one.kind == "choice":
        return st.sampled_from([option.id for option in one.options])
    if one.kind == "whole":
        return st.integers(0, int(one.max)).map(float)
    return st.floats(0, one.max, allow_nan=False).map(lambda value: round(value, 6))


MONTHS = st.fixed_dictionaries({one.id: drawn(one) for one in CATALOG.cost_inputs.values()})
OWN = st.dictionaries(st.sampled_from(sorted(CATALOG.prices)), st.floats(0, bill.MOST_USD), max_size=20)


@settings(max_examples=50, deadline=None)
@given(values=MONTHS, own=OWN)
def test_an_amount_is_a_number_from_zero_or_open(values, own):
    found = bill.bill(CATALOG, values, own)
    for cells in found.cells.values():
        for cell in cells.values():
            assert cell.amount is None or (math.isfinite(cell.amount) and cell.amount >= 0)
            assert (cell.amount is None) == bool(cell.blanks)
    for column, total in found.totals.items():
        assert (total is None) == bool(found.blanks[column])


@settings(max_examples=50, deadline=None)
@given(values=MONTHS, other=MONTHS, own=OWN, price=st.sampled_from(sorted(CATALOG.prices)), data=st.data())
def test_what_needs_not_what_changed_can_be_taken_from_the_bill_before(values, other, own, price, data):
    found, needed = bill.bill(CATALOG, values, own), bill.needs(CATALOG, values)
    name = data.draw(st.sampled_from(sorted(values)))
    changes = {name: ({**values, name: other[name]}, own), price: (values, {**own, price: 1.0})}
    for what, (then, prices) in changes.items():
        unchanged = {at: found.cells[at[0]][at[1]] for at, names in needed.items() if what not in names}
        assert bill.bill(CATALOG, then, prices, unchanged) == bill.bill(CATALOG, then, prices), what


@settings(max_examples=60, deadline=None)
@given(values=MONTHS, own=OWN, one=st.sampled_from([one for one in NUMBERS if one.id not in FALLS]), up=st.floats(0, 1))
def test_more_of_an_input_never_costs_less(values, own, one, up):
    more = values[one.id] + (one.max - values[one.id]) * up
    before = bill.bill(CATALOG, values, own)
    after = bill.bill(CATALOG, {**values, one.id: float(math.floor(more)) if one.kind == "whole" else more}, own)
    for line in bill.counted(CATALOG):
        for column in choice.COLUMNS:
            low, high = before.cells[line.id][column].amount, after.cells[line.id][column].amount
            falls = (one.id, line.id) in TAKEN_OVER
            assert falls or low is None or high is None or high >= low * (1 - 1e-9), (line.id, column)


@settings(max_examples=50, deadline=None)
@given(values=MONTHS, own=OWN, price=st.sampled_from(sorted(CATALOG.prices)), usd=st.floats(0, 1000))
def test_a_higher_price_never_costs_less(values, own, price, usd):
    before = bill.bill(CATALOG, values, {**own, price: usd})
    after = bill.bill(CATALOG, values, {**own, price: usd * 2 + 1})
    for line in CATALOG.cost_lines:
        for column in choice.COLUMNS:
            low, high = before.cells[line][column].amount, after.cells[line][column].amount
            assert (low is None) == (high is None)
            assert low is None or high >= low


@settings(max_examples=50, deadline=None)
@given(values=MONTHS)
def test_where_nothing_is_used_nothing_costs_anything_blank_prices_or_not(values):
    nothing = {name: value if isinstance(value, str) else 0.0 for name, value in values.items()}
    assert bill.bill(CATALOG, nothing).totals == dict.fromkeys(choice.COLUMNS, 0.0)
    assert answer_sentences(CATALOG, nothing) == ["Nothing is used, so nothing costs anything."]


def test_the_most_that_can_be_typed_is_still_shown_in_digits(catalog):
    most = {one.id: one.max if one.kind != "choice" else one.default for one in catalog.cost_inputs.values()}
    found = bill.bill(catalog, most, dict.fromkeys(catalog.prices, bill.MOST_USD))
    assert all(total is not None and total < 1e21 for total in found.totals.values()), "toFixed gives up at 1e21"


def test_a_blank_price_that_is_used_leaves_no_total(catalog):
    most = {one.id: one.max if one.kind != "choice" else one.default for one in catalog.cost_inputs.values()}
    own = dict.fromkeys(catalog.prices, 1.0)
    seen = set()
    for option in catalog.cost_inputs["machine"].options:
        values = {**most, "machine": option.id, "spotshare": 50.0}
        cells = [
            (column, cell) for line in bill.bill(catalog, values, own).cells.values() for column, cell in line.items()
        ]
        for column, price in {(column, price.id) for column, cell in cells for price in cell.prices} - seen:
            known = {name: usd for name, usd in own.items() if name != price}
            found = bill.bill(without(catalog, price), values, known)
            assert found.totals[column] is None
            assert [blank.id for blank in found.blanks[column]] == [price]
            seen.add((column, price))
    assert len(seen) > 40


def test_every_machine_can_be_chosen_everywhere(catalog):
    for option in catalog.cost_inputs["machine"].options:
        for cloud in choice.CLOUD_OF.values():
            choices = {
                one.id: option.id
                for one in catalog.cost_inputs.values()
                if one.id != "cloud" and option.id in [each.id for each in one.options]
            }
            bill.bill(catalog, bill.typed(catalog, cloud=cloud, **choices))


# What is said --------------------------------------------------------------------------------------------------------


def priced(catalog, **changes):
    """Return a month in which every price is known: those of the platforms as given, in one go."""
    return dict.fromkeys(catalog.prices, 1.0) | {
        f"pr-{name.replace('_', '-')}-cpu": usd for name, usd in changes.items()
    }


NOTHING = {one.id: 0.0 for one in NUMBERS}


def test_the_cheapest_is_named_with_what_decides_it(catalog):
    values = bill.standard(catalog) | NOTHING | {"hours": 100.0, "machines": 1.0, "clusters": 0.0}
    says = answer_sentences(catalog, values, priced(catalog, sagemaker=2, vertex_ai=1, azure_ml=3, aws=4))
    assert says[0] == "Vertex AI is cheapest at 100 USD a month. Next is SageMaker at 200 USD, 100 % more."
    assert "“Training time” at 200 in place of 100 hours a month, to 200 USD" in says[1]


def test_what_turns_the_order_is_named_first(catalog):
    """Vertex AI trains cheaper and serves dearer; twice the training makes it the cheapest."""
    own = dict.fromkeys(catalog.prices, 1.0) | {
        "pr-vertex-ai-cpu": 0.5,
        "pr-vertex-ai-t4": 2.0,
        "pr-azure-ml-cpu": 9,
        "pr-aws-cpu": 9,
    }
    values = (
        bill.standard(catalog)
        | NOTHING
        | {"hours": 150.0, "machines": 1.0, "least": 1.0, "servehours": 100.0, "server": "t4"}
    )
    says = answer_sentences(catalog, values, own)
    assert says[0].startswith("SageMaker is cheapest")
    assert "What decides it: " in says[1]
    assert "“Training time” at 300 in place of 150 hours a month, Vertex AI is cheapest" in says[1]


def test_a_price_that_turns_the_order_is_named_once(catalog):
    """Logs on Azure ML at half their price make it the cheapest; doubled they change nothing."""
    values = bill.standard(catalog) | NOTHING | {"hours": 100.0, "machines": 1.0, "logs": 100.0}
    own = priced(catalog, sagemaker=1, vertex_ai=2, azure_ml=0.2, aws=4) | {"pr-azure-ml-logs": 2.3}
    says = answer_sentences(catalog, values, own)
    assert says[0].startswith("SageMaker is cheapest at 200 USD a month. Next is Azure ML at 250 USD")
    name = catalog.meters["mt-logs"].name
    said = f"with the price of “{name}” of Azure ML at 1.15 in place of 2.3 USD per GB, Azure ML is cheapest"
    assert says[2].startswith(f"Which price decides it: {said}; ")
    assert says[2].count(f"“{name}” of Azure ML") == 1
    firm = own | {"pr-azure-ml-logs": 9.0, "pr-vertex-ai-cpu": 9.0}
    assert answer_sentences(catalog, values, firm)[2].startswith(
        f"No price, halved or doubled, changes who is cheapest. The gap between SageMaker and Your own Kubernetes, 300 USD, moves most with the price of “{catalog.meters['mt-cpu'].name}” of AWS, plain at 8 in place of 4 USD per hour"
    )


def test_five_percent_is_a_tie(catalog):
    values = bill.standard(catalog) | NOTHING | {"hours": 100.0, "machines": 1.0}
    says = answer_sentences(catalog, values, priced(catalog, sagemaker=1.05, vertex_ai=1, azure_ml=2, aws=2))
    assert says[0] == "A tie. Vertex AI and SageMaker are within 5 %, at 100 to 105 USD a month."
    assert says[1].startswith("No input, halved or doubled, breaks the tie.")
    says = answer_sentences(catalog, values, priced(catalog, sagemaker=1.06, vertex_ai=1, azure_ml=2, aws=2))
    assert says[0].startswith("Vertex AI is cheapest at 100 USD a month. Next is SageMaker at 106 USD, 6 % more.")


def test_what_every_column_pays_alike_makes_and_breaks_no_tie(catalog):
    """Prices 20 % apart are no tie beside any amount of work that all need, and that work decides nothing."""
    own = priced(catalog, sagemaker=1, vertex_ai=1.2, azure_ml=1.4, aws=2)
    trained = bill.standard(catalog) | NOTHING | {"hours": 100.0, "machines": 1.0, "rate": 10.0}
    for work in (0.0, 20.0, 200.0, 20_000.0):
        says = answer_sentences(catalog, trained | {"engineering": work}, own)
        assert "SageMaker is cheapest" in says[0]
        assert "Engineering" not in says[1]
    assert says[0].endswith("0 % more (20 % without the 200,000 USD that every column pays alike).")
    near = own | {"pr-vertex-ai-cpu": 1.04}
    says = answer_sentences(catalog, trained | {"engineering": 20.0}, near)
    assert (
        says[0]
        == "A tie. SageMaker and Vertex AI are within 5 % without the 200 USD that every column pays alike, at 300 to 304 USD a month."
    )


def test_more_work_of_ones_own_is_no_part_of_what_all_pay_alike(catalog):
    own = priced(catalog, sagemaker=1, vertex_ai=1, azure_ml=1, aws=1)
    values = bill.standard(catalog) | NOTHING | {"hours": 100.0, "machines": 1.0, "rate": 10.0, "engineering": 100.0}
    assert "Your own Kubernetes" in answer_sentences(catalog, values, own)[0]
    assert "Your own Kubernetes" not in answer_sentences(catalog, values | {"ownhours": 20.0}, own)[0]


def test_work_above_the_gap_is_said_plainly(catalog):
    values = (
        bill.standard(catalog)
        | NOTHING
        | {"hours": 100.0, "machines": 1.0, "engineering": 100.0, "rate": 10.0, "ownhours": 0.0}
    )
    own = priced(catalog, sagemaker=1, vertex_ai=2, azure_ml=1.5, aws=1)
    said = " ".join(answer_sentences(catalog, values, own))
    assert (
        "Engineering is 83 to 91 % of each total, 1,000 USD or more; what lies between the platforms, 100 USD, is 10 % of that. This is not a price decision."
        in said
    )
    said = " ".join(answer_sentences(catalog, values | {"engineering": 20.0}, own))
    assert "is 50 % of that." in said
    assert "not a price decision" not in said
    assert "Engineering" not in " ".join(answer_sentences(catalog, values | {"engineering": 5.0}, own))


def without(catalog, *ids):
    return replace(
        catalog, prices=catalog.prices | {name: catalog.prices[name].model_copy(update={"usd": None}) for name in ids}
    )


def test_a_small_blank_leaves_out_its_line_and_says_whether_it_can_turn_the_order(catalog):
    values = bill.standard(catalog) | NOTHING | {"hours": 100.0, "machines": 1.0, "logs": 10.0}
    own = priced(catalog, sagemaker=1, vertex_ai=2, azure_ml=3, aws=4)
    del own["pr-azure-ml-logs"]
    says = answer_sentences(without(catalog, "pr-azure-ml-logs"), values, own)
    assert (
        says[0] == "Without “Logs”: SageMaker is cheapest at 100 USD a month. Next is Vertex AI at 200 USD, 100 % more."
    )
    assert (
        "What is left out comes to 10.00 USD at most where it is known, less than the 100 USD between the first two: it would have to differ a lot to turn the order."
        in says
    )
    assert (
        says[-1]
        == f"Azure ML has no total. Price not known: {catalog.meters['mt-logs'].name}. The lines that are known come to 300 USD."
    )
    own["pr-vertex-ai-cpu"] = 1.06
    says = answer_sentences(without(catalog, "pr-azure-ml-logs"), values, own)
    assert (
        "What is left out comes to 10.00 USD at most where it is known, more than the 6.00 USD between the first two: it can turn the order."
        in says
    )


def test_a_large_blank_leaves_out_its_column_and_says_what_it_would_have_to_be(catalog):
    values = bill.standard(catalog) | NOTHING | {"hours": 100.0, "machines": 1.0, "storage": 40.0}
    own = priced(catalog, vertex_ai=2, azure_ml=3, aws=4)
    del own["pr-sagemaker-cpu"]
    says = answer_sentences(without(catalog, "pr-sagemaker-cpu"), values, own)
    assert says[0].startswith("Vertex AI is cheapest at 240 USD")
    name = catalog.meters["mt-cpu"].name
    assert (
        says[-1]
        == f"SageMaker has no total. Price not known: {name}. The lines that are known come to 40.00 USD: it would be cheapest if the blank came to less than 200 USD."
    )


def test_no_sentence_calls_a_part_a_total(catalog):
    """A column without a total is never said to cost something in all."""
    for scenario in catalog.scenarios:
        found = bill.bill(catalog, bill.typed(catalog, scenario))
        for said in answer_sentences(catalog, bill.typed(catalog, scenario)):
            assert not re.search(r"(?<!no )\btotal\b(?! a month)", said) or all(
                v is not None for v in found.totals.values()
            )


# The macro and scenarios ---------------------------------------------------------------------------------------------


def test_the_macro_prints_a_line_or_a_total_or_says_that_it_is_not_known(catalog):
    page = Page("interview/gpu-cost/", catalog=catalog)
    assert cost_macro(
        page, "sc-llm-tuning", "sagemaker", "ln-training", {"spotshare": 0}
    ) == '<span class="usd">5,063.68 USD</span>' or (catalog.prices["pr-sagemaker-h100"].usd != 63.296)
    blank = Page("interview/gpu-cost/", catalog=without(catalog, "pr-sagemaker-h100"))
    said = cost_macro(blank, "sc-llm-tuning", "sagemaker", None, {"spotshare": 0})
    assert said == '<a class="not-known" href="../../choose/cost/#sc-llm-tuning">not known</a>'


@pytest.mark.parametrize(
    ("arguments", "changes", "message"),
    [
        (("sc-x", "sagemaker"), {}, "found scenario 'sc-x'; expected one of sc-pilot"),
        (("sc-pilot", "aws"), {}, "found column 'aws'; expected one of sagemaker, vertex-ai, azure-ml, own"),
        (("sc-pilot", "own", "ln-x"), {}, "found line 'ln-x'; expected one of ln-training"),
        (("sc-pilot", "own"), {"spot": 1}, "found spot=1; expected one of hours"),
        (("sc-pilot", "own"), {"spotshare": 101}, "found spotshare=101; expected a number from 0 to 100"),
        (("sc-pilot", "own"), {"machine": "tpu"}, "found machine='tpu'; expected one of cpu"),
        (("sc-pilot", "own"), {"machines": 1.5}, "found machines=1.5; expected a whole number"),
    ],
)
def test_the_macro_refuses_what_it_does_not_know(catalog, arguments, changes, message):
    with pytest.raises(LookupError, match=re.escape(message)):
        cost_macro(Page("about/", catalog=catalog), *arguments, changes=changes)


def test_the_address_of_a_scenario_opens_it(catalog, script):
    """What Python writes into links, the page reads back to the same month."""
    links = [address(catalog, bill.typed(catalog, scenario)) for scenario in catalog.scenarios]
    read = script(
        """(links) => {
          const tool = CMLP.cost.calculator(CMLP_COST);
          return links.map((link) => CMLP.strict.read(link, tool.fields()));
        }""",
        links,
    )
    for scenario, found in zip(catalog.scenarios, read, strict=True):
        assert found["notes"] == []
        assert found["values"].pop("p") == {}
        assert found["values"] == bill.typed(catalog, scenario)


def test_the_page_takes_all_inputs_and_the_reserved_keys_and_no_other(catalog, script):
    fields, notes = script(
        """(hash) => {
          const fields = CMLP.cost.calculator(CMLP_COST).fields();
          return [Object.keys(fields), CMLP.strict.read(hash, fields).notes];
        }""",
        "#?lens=sagemaker.azure-ml",
    )
    assert set(fields) | {"lens"} == set(catalog.cost_inputs) | bill.RESERVED
    assert notes == []


def test_own_prices_are_taken_once_each_and_whole_or_not_at_all(script):
    """A price twice, a third part or a piece that is missing: nothing of it is taken."""
    one, other = "pr-sagemaker-cpu", "pr-sagemaker-t4"
    written = [
        f"{one}_0.5*{other}_2",
        f"{one}_0.5*{one}_0.5",
        f"{one}_0.5*{one}_1",
        f"{one}_0.5_1",
        f"{one}_0.5_",
        one,
        f"{one}_",
        f"{one}_0.5*",
        f"{one}_0.5*pr-nothing_1",
        "",
    ]
    read = script(
        """(all) => {
          const tool = CMLP.cost.calculator(CMLP_COST);
          return all.map((written) => tool.fields().p.read(written) ?? null);
        }""",
        written,
    )
    assert read == [{one: 0.5, other: 2}, *[None] * (len(written) - 1)]


def test_every_scenario_has_a_total_in_every_column(catalog):
    """Scenarios are there to be compared: what cannot be priced is left out of them, and they say so."""
    for scenario in catalog.scenarios:
        assert None not in bill.bill(catalog, bill.typed(catalog, scenario)).totals.values(), scenario


def test_no_interruptible_machine_of_azure_ml_has_a_price(catalog):
    """New clusters get none: a number there would be one that nobody can buy."""
    spot = [price for price in catalog.prices.values() if price.of == "azure-ml" and price.meter.endswith("-spot")]
    assert len(spot) == 7
    assert [price.id for price in spot if price.usd is not None] == []
    found = bill.bill(catalog, bill.typed(catalog, "sc-llm-tuning", spotshare=100))
    assert found.totals["azure-ml"] is None
    assert found.cells["ln-training-spot"]["azure-ml"].amount is None


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
    seen = {name: second_hand(catalog, price) for name, price in catalog.prices.items()}
    assert seen["pr-vertex-ai-pipeline-run"]
    assert seen["pr-aws-t4-spot"]
    assert not seen["pr-sagemaker-cpu"]
    assert not seen["pr-azure-cpu"]
    assert seen["pr-vertex-ai-l4-spot"], "derived from a Spot price that is quoted"
    assert not any(seen[name] for name, price in catalog.prices.items() if price.usd is None)
    shown = cost_prices(Page("choose/cost/", catalog=catalog))
    assert shown.count('class="second-hand"') == sum(seen.values()) > 0


def test_scenarios_state_no_result(catalog):
    """A sentence with a result would be false after the next change of a price."""
    for scenario in catalog.scenarios.values():
        assert not re.search(r"\bUSD\b|\$|cheapest|SageMaker is|Vertex AI is|Azure ML is", scenario.shows)


def test_the_script_holds_all_prices_and_formulas(catalog):
    data = calculator_data(catalog)
    assert set(data["prices"]) == set(catalog.prices)
    for line in data["lines"]:
        assert set(line["formulas"]) | set(line["free"]) == set(choice.COLUMNS)
        assert set(line["formulas"]) == set(line["words"])
        assert "[[" not in " ".join(line["free"].values())


# What leaves the page ------------------------------------------------------------------------------------------------


EXPORTS = """([values, own, link]) => {
  const tool = CMLP.cost.calculator(CMLP_COST);
  return [tool.csv(values, own, link), tool.markdown(values, own, link, "2026-11-26")];
}"""
LINK = "https://example.com/choose/cost/#?hours=80"


@pytest.mark.parametrize("scenario", list(CATALOG.scenarios))
def test_both_exports_hold_inputs_lines_formulas_prices_sources_and_the_link(catalog, script, scenario):
    values = bill.typed(catalog, scenario)
    own = {"pr-sagemaker-storage": 0.5}
    found = bill.bill(catalog, values, own)
    text, md = script(EXPORTS, [values, own, LINK])
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in rows} == {10}
    by_name = {(row[0], row[1]): row for row in rows}
    html = markdown(md, extensions=["tables"])
    plain = (
        re.sub(r"<[^>]+>", "", html)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&amp;", "&")
    )
    assert all(
        ("input", one.name) in by_name and f">{one.name}<" in html.replace("&amp;", "&")
        for one in catalog.cost_inputs.values()
    )
    for line in catalog.cost_lines.values():
        cells = found.cells[line.id]
        if all(cell.amount == 0 for cell in cells.values()):
            continue
        row = next(row for row in rows if row[0] == "line" and row[1].startswith(line.name))
        for index, column in enumerate(choice.COLUMNS):
            cell, formula = cells[column], bill.formula_of(line, column)
            expected = (
                "not billed" if cell.free else "price not known" if cell.amount is None else bill.money(cell.amount)
            )
            assert row[4 + index] == expected.replace(",", "")
            assert expected in plain
            if formula is not None:
                for words in (bill.in_words(catalog, formula), bill.in_numbers(catalog, formula, column, values, own)):
                    assert words in row[8]
                    assert words in plain
    for index, column in enumerate(choice.COLUMNS):
        total = found.totals[column]
        assert by_name["total", "Total"][4 + index] == (
            "no total" if total is None else bill.money(total).replace(",", "")
        )
    used = {price.id: price for cells in found.cells.values() for cell in cells.values() for price in cell.prices}
    priced_rows = [row for row in rows if row[0] == "price"]
    assert len(priced_rows) == len(used)
    for price in used.values():
        if price.id in own:
            continue
        assert any(str(catalog.sources[price.evidence[0].source].url) in row[9] for row in priced_rows)
        assert str(catalog.sources[price.evidence[0].source].url) in html
        assert price.as_of is None or any(str(price.as_of) in row[8] for row in priced_rows)
    assert any(row[8] == "yours" and row[3] == "0.5" for row in priced_rows)
    assert by_name["link", LINK]
    assert f'href="{LINK}"' in html
    for said in answer_sentences(catalog, values, own):
        assert said in plain
        assert any(row[1] == said for row in rows)


def test_no_cell_of_the_csv_is_a_formula(script):
    values, own = bill.standard(CATALOG), {}
    text, md = script(
        EXPORTS.replace("CMLP.cost.calculator(CMLP_COST)", "CMLP.cost.calculator(hostile(CMLP_COST))").replace(
            "=> {",
            """=> {
            const hostile = (data) => {
              const copy = JSON.parse(JSON.stringify(data));
              copy.lines[0].name = '=HYPERLINK("http://x")';
              copy.inputs[0].name = "@SUM(A1)";
              copy.inputs[1].name = "+1";
              copy.inputs[2].name = '-1\\n"x"';
              const used = copy.lines.filter((line) => line.id === "ln-endpoint" || line.id === "ln-notebooks" || line.id === "ln-logs");
              ["\\t=1", "\\r=1", "\\n=1"].forEach((name, index) => { used[index].name = name; });
              return copy;
            };""",
            1,
        ),
        [values, own, "=1+1|<b>"],
    )
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), cell
    for name in ("\t=1", "\r=1", "\n=1"):
        assert f'"line","\'{name}"' in text, "exported, with an apostrophe"
    assert "'=HYPERLINK" in text
    assert '"\'-1\n""x"""' in text
    html = markdown(md, extensions=["tables"])
    assert "<b>" not in html.split("<h2>")[1]


# Rules ---------------------------------------------------------------------------------------------------------------


FAULTS = {
    "unknown input in a formula": ("cost.yml", "{times: [hours, machines,", "{times: [hurs, machines,", r"'hurs' in a formula; expected the id of an input .*nearest: hours"),
    "choice as a number": ("cost.yml", "{times: [hours, machines,", "{times: [machine, machines,", r"'machine' in a formula; expected the id of an input that is a number"),
    "unknown meter": ("cost.yml", "price mt-storage", "price mt-storag", r"'price mt-storag' in a formula; expected the id of a meter .*nearest: mt-storage"),
    "unknown choice": ("cost.yml", "price machine hour", "price machin hour", r"'price machin hour' in a formula; expected 'price', a choice .*nearest: machine"),
    "unknown part": ("cost.yml", "price batchmachine hour", "price batchmachine spot", r"expected a part that every option of batchmachine has; cpu, .* lacks it"),
    "no answer for a column": ("cost.yml", '      azure-ml: "No charge for a run', '      # azure-ml: "No charge for a run', r"ln-runs: found nothing for azure-ml; expected a formula, or under 'free'"),
    "free and a formula": ("cost.yml", "      vertex-ai: {times: [runs,", "      azure-ml: {times: [runs, rate]}\n      vertex-ai: {times: [runs,", r"a formula and a reason to be free for azure-ml"),
    "free without a reference": ("cost.yml", "No load balancer is named, see [[cost-network-extras sagemaker|network items]].", "None.", r"a reason without a reference"),
    "unknown group of a line": ("cost.yml", "  - id: ln-batch\n    group: grp-training", "  - id: ln-batch\n    group: grp-x", r"group 'grp-x'"),
    "unknown group of an input": ("cost.yml", "{id: hours, group: grp-training", "{id: hours, group: grp-x", r"hours: found group 'grp-x'"),
    "a group without a line": ("cost.yml", "inputs:\n", "  - {id: grp-more, name: More}\ninputs:\n", r"a group without a line"),
    "within no line": ("cost.yml", "within: ln-endpoint", "within: ln-batch", r"within 'ln-batch'; expected a line of grp-serving"),
    "unused input": ("cost.yml", "lines:\n", "  - {id: more, group: grp-data, name: More, kind: number, default: 0, max: 9}\nlines:\n", r"an input that no formula uses"),
    "default over the most": ("cost.yml", "default: 8, max: 100000", "default: 8, max: 7", r"default 8.*a number from 0 to 7"),
    "half of a whole": ("cost.yml", "unit: machines, default: 1,", "unit: machines, default: 1.5,", r"default 1.5; expected a whole number"),
    "default that is no option": ("cost.yml", "    default: t4\n", "    default: t5\n", r"default 't5'; expected one of cpu"),
    "share without percent": ("cost.yml", 'kind: share, unit: "%", default: 0', "kind: share, unit: parts, default: 0", r"a share with unit 'parts'; expected the unit %"),
    "unknown meter of an option": ("cost.yml", "spot: mt-t4-spot", "spot: mt-t5-spot", r"meter 'mt-t5-spot'; expected the id of a meter .*nearest: mt-t4-spot"),
    "other clouds": ("cost.yml", "{id: gcp, name: Google Cloud}", "{id: goog, name: Google Cloud}", r"options aws, goog, azure; expected options aws, gcp, azure"),
    "unknown key of a scenario": ("cost.yml", "set: {hours: 8,", "set: {hurs: 8,", r"sc-pilot: found hurs: 8.0; expected one of .*nearest: hours"),
    "scenario over the most": ("cost.yml", "set: {hours: 8,", "set: {hours: 800000,", r"hours: 800000.0; expected a number from 0 to 100,000"),
    "scenario with more decimals than are read": ("cost.yml", "set: {hours: 8,", "set: {hours: 8.0000001,", r"sc-pilot: found hours: 8.0000001; expected a number with at most 6 decimals"),
    "default with more decimals than are read": ("cost.yml", "default: 8, max: 100000", "default: 0.0000005, max: 100000", r"hours: found default 5e-07; expected a number with at most 6 decimals"),
    "an input that is a key of the address": ("cost.yml", "lines:\n", "  - {id: p, group: grp-data, name: More, kind: number, default: 0, max: 9}\nlines:\n", r"p: found id 'p'; expected another, as the address uses lens and p"),
    "an input that is the key of the lens": ("cost.yml", "lines:\n", "  - {id: lens, group: grp-data, name: More, kind: number, default: 0, max: 9}\nlines:\n", r"lens: found id 'lens'; expected another"),
    "scenario with no option": ("cost.yml", "set: {hours: 80, machine: h100,", "set: {hours: 80, machine: h200,", r"machine: 'h200'; expected one of cpu"),
    "a formula that nothing uses": ("cost.yml", "  - id: ln-runs\n", "  - id: ln-runs\n    formula: {times: [runs, rate]}\n", r"ln-runs: found a formula that no column uses"),
    "no price at all": ("prices.yml", "meter: mt-cluster\n    of: gcp", "meter: mt-cluster\n    of: vertex-ai", r"ln-cluster: found no price of mt-cluster of gcp; expected a record"),
    "two prices of one meter": ("prices.yml", "meter: mt-cluster\n    of: gcp", "meter: mt-cluster\n    of: aws", r"pr-gcp-cluster: found a second price of mt-cluster of aws; expected one, as pr-aws-cluster"),
    "a blank price without a note": ("prices.yml", "prices:\n", "prices:\n  - {id: pr-more, meter: mt-cpu, of: aws, usd: null, evidence: [{source: src-ec2-price-copy, at: X, read: 2026-11-26, shows: X}]}\n", r"a blank price has a note that says what was not found, and neither as_of nor derived"),
    "a blank price with a day": ("prices.yml", "prices:\n", "prices:\n  - {id: pr-more, meter: mt-cpu, of: aws, usd: null, as_of: 2026-06-27, note: Not found, evidence: [{source: src-ec2-price-copy, at: X, read: 2026-11-26, shows: X}]}\n", r"a blank price has a note that says what was not found, and neither as_of nor derived"),
    "a price without a day": ("prices.yml", "prices:\n", "prices:\n  - {id: pr-more, meter: mt-cpu, of: aws, usd: 0.1, evidence: [{source: src-ec2-price-copy, at: X, read: 2026-11-26, shows: X}]}\n", r"a price needs as_of, the day that it speaks for"),
    "a machine without a record of the platform": ("prices.yml", "meter: mt-t4\n    of: vertex-ai", "meter: mt-cluster\n    of: vertex-ai", r"ln-training: found no price of mt-t4 of vertex-ai; expected a record"),
    "unknown meter of a price": ("prices.yml", "meter: mt-cpu\n", "meter: mt-cqu\n", r"meter 'mt-cqu'; expected the id of a meter .*nearest: mt-cpu"),
    "a meter that nothing uses": ("prices.yml", "prices:\n", "  - {id: mt-more, name: More, unit: USD per hour}\nprices:\n", r"mt-more: found a meter that no formula uses"),
    "two operations": ("cost.yml", "formula: {times: [engineering, rate]}", "formula: {times: [engineering], sum: [rate]}", r"expected an expression: a number, the id of an input"),
    "an unknown operation": ("cost.yml", "formula: {times: [engineering, rate]}", "formula: {product: [engineering, rate]}", r"expected an expression: "),
    "a negative number": ("cost.yml", "{less: [1, spotshare]}", "{less: [-1, spotshare]}", r"-1; expected greater than or equal to 0"),
    "a difference of three": ("cost.yml", "{less: [1, spotshare]}", "{less: [1, spotshare, hours]}", r"at most 2 items"),
    "a list for an expression": ("cost.yml", "{less: [1, spotshare]}", "[1, spotshare]", r"expected an expression: "),
    "an input that the calculator knows is gone": ("cost.yml", "id: horizon,", "id: horizons,", r"no input 'horizon'; expected the input 'horizon'"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_planted_fault_is_named_with_its_place(data, case):
    file, old, new, pattern = FAULTS[case]
    plant(data / file, old, new)
    with pytest.raises(DataError) as caught:
        load_catalog(data)
    found = [str(fault) for fault in caught.value.faults]
    matching = [fault for fault in caught.value.faults if re.search(pattern, str(fault))]
    assert matching, "\n".join(found)
    assert all(fault.line >= 1 for fault in matching)
    assert len(found) < 12, "\n".join(found)
