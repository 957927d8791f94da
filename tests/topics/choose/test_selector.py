"""The selector: grades from rows, the joint test, ranking and what turns it, addresses of strangers, the record, the page."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import markdown
import pytest
from conftest import PLATFORMS, WORLD, plant

from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog.yaml_files import DataError
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.check.selector import selector_faults
from cloud_ml_platforms.site.audit.axe import find_violations
from cloud_ml_platforms.text.references import resolve_reference
from cloud_ml_platforms.topics.choose import selector, views
from cloud_ml_platforms.topics.choose.script import selector_changes_script, selector_script
from cloud_ml_platforms.topics.macros import show
from cloud_ml_platforms.topics.page import Page

HERE = Path(__file__).parent
CASES = {case["name"]: case for case in json.loads((HERE / "selector_cases.json").read_text(encoding="utf-8"))["cases"]}
AS_OF = "2026-11-26"


# Grades --------------------------------------------------------------------------------------------------------------

FULL = ("alpha", "beta")
PROOF = {"source": "s", "at": "Here", "read": AS_OF, "shows": "It"}


def way(name, state="yes", **more):
    """Return a way and what its kind answers."""
    return m.Way.model_validate({"id": name, "how": f"How {name} {{a}}", **more}), f"{state} {{a}}"


def cell(*ways, state="yes", **more):
    """Return a cell of ways, or of none with a state."""
    answers = {"ok": {one.id: said for one, said in ways} or f"{state} {{a}}"}
    own = {"value": "In short", "short": "In one line {a}", "answers": answers, "ways": tuple(one for one, _ in ways)}
    return m.Cell.model_validate({**own, "evidence": {"a": PROOF}, **more})


def event(kind, date, ends=None, name="ev"):
    values = {"id": name, "thing": "t", "kind": kind, "date": date, "ends": ends, "carried_out": "done", "what": "It"}
    return m.Event.model_validate({**values, "evidence": (PROOF,)})


def catalog_of(*cells, events=()):
    """Return the small world with one capability of the kinds a and b, and a row for each cell (of both full platforms)."""
    rows = tuple(
        m.Row(
            id=f"row-{number}",
            name="Row",
            asks="Is it?",
            parts={"ok": m.RowPart(label="Is it", asks="Is it?", type="yes-no")},
            mark="ok",
            platforms=dict.fromkeys(FULL, one),
        )
        for number, one in enumerate(cells)
    )
    kinds = {name: {"any": "Any", "a": "Kind a", "b": "Kind b", "all-a": "All"} for name in FULL}
    services = dict.fromkeys(FULL, ("t",))
    capability = m.Capability(
        id="ep", name="E", order=1, does="It", why="It", services=services, kinds=kinds, rows=rows
    )
    source = m.Source(
        id="s", publisher="Alpha", title="S", url="https://x", kind="docs", content_date=AS_OF, read_from="vendor page"
    )
    return replace(
        load_catalog(WORLD / "data"),
        capabilities={"ep": capability},
        sources={"s": source},
        events={one.id: one for one in events},
        limits={},
        beliefs={},
        contested={},
        translations={},
    )


def kind_grade(catalog, kind="a", on="ep", **more):
    rows = tuple(catalog.rows)
    criterion = m.Criterion(id="cr-x", constraint="x", name="X", asks="Is it?", on=on, rows=rows, **more)
    return selector.grades_by_kind(catalog, criterion)["alpha"][kind if on else ""]


@pytest.mark.parametrize(
    ("state", "stage", "grade"),
    [
        ("yes", "ga", "yes"),
        ("partly", "ga", "partly"),
        ("no", "ga", "no"),
        ("not stated", "ga", "open"),
        ("yes", "preview", "preview"),
        ("partly", "preview", "preview"),
        ("yes", "restricted", "partly"),
        ("no", "preview", "no"),
    ],
)
def test_a_way_of_the_kind_decides(state, stage, grade):
    catalog = catalog_of(cell(way("a", state, stage=stage), way("b")))
    assert kind_grade(catalog).grade == grade
    assert kind_grade(catalog, "b").grade == "yes"


def test_a_way_for_any_kind_answers_where_the_kind_has_none():
    catalog = catalog_of(cell(way("any", "partly"), way("b", "no")))
    assert [kind_grade(catalog, kind).grade for kind in "ab"] == ["partly", "no"]


def test_a_row_that_does_not_speak_of_the_kind_is_open():
    found = kind_grade(catalog_of(cell(way("b"))))
    assert (found.grade, found.parts[0].note, found.parts[0].silent) == ("open", selector.SILENT, True)
    assert not kind_grade(catalog_of(cell(way("a", "not stated")))).parts[0].silent, "it speaks of it: unknown"
    assert kind_grade(catalog_of(cell(way("b", "no")))).grade == "no"


def test_a_kind_that_the_row_does_not_list_is_a_no_where_it_lists_all_that_can():
    catalog = catalog_of(cell(way("b")))
    found = kind_grade(catalog, unlisted="no")
    assert (found.grade, found.parts[0].note) == ("no", selector.UNLISTED)
    assert kind_grade(catalog, "b", unlisted="no").grade == "yes"
    assert kind_grade(catalog_of(cell(state="not stated")), unlisted="no").grade == "open", (
        "a cell without ways lists nothing"
    )


def test_what_no_row_speaks_of_may_be_judged_with_a_row_that_shows_it():
    catalog = catalog_of(cell(way("b")))
    judged = {"alpha": {"a": {"grade": "partly", "because": "By [[row-0 alpha|this]]"}}}
    found = kind_grade(catalog, unlisted="no", judged_kinds=judged)
    assert (found.grade, found.parts[0].key, found.parts[0].row) == ("partly", "cr-x alpha a", "row-0")
    assert found.parts[0].evidence


@pytest.mark.parametrize(("state", "grade"), [("no", "no"), ("not stated", "open")])
def test_a_cell_without_ways_answers_for_every_kind(state, grade):
    assert kind_grade(catalog_of(cell(state=state))).grade == grade


def test_a_mapped_way_answers_for_the_kind():
    catalog = catalog_of(cell(way("a", "no"), way("b")))
    ways = {"row-0": {"alpha": {"a": "b"}}}
    assert kind_grade(catalog, ways=ways).grade == "yes"


ENDS = [
    (event("closed", "2026-07-30"), "no", "closed to new customers"),
    (event("closed", "2027-01"), "yes", "closes to new customers 2027-01"),
    (event("retired", "2026-01"), "no", "ended 2026-01"),
    (event("deprecated", "2025-01", "2026-06"), "no", "ended 2026-06"),
    (event("deprecated", "2025-01", "2028-06"), "yes", "deprecated, ends 2028-06"),
    (event("added", "2025-01"), "yes", None),
]


@pytest.mark.parametrize(("happened", "grade", "note"), ENDS)
def test_what_is_closed_or_has_ended_is_a_no_and_says_so(happened, grade, note):
    for catalog, on in [
        (catalog_of(cell(way("a", event="ev"), way("b", event="ev")), events=[happened]), "ep"),
        (catalog_of(cell(way("a"), event="ev"), events=[happened]), "ep"),
        (catalog_of(cell(way("a"), event="ev"), events=[happened]), None),
        (catalog_of(cell(way("a", event="ev")), events=[happened]), None),
    ]:
        found = kind_grade(catalog, on=on)
        assert found.grade == grade
        assert note is None or note in found.parts[0].note or found.parts[0].note == "this kind is closed or has ended"


def test_a_way_that_ended_does_not_end_the_cell_while_another_is_left():
    ended, closing = event("retired", "2026-01"), event("closed", "2027-01", name="later")
    for other, note in [(way("b"), None), (way("b", event="later"), "closes to new customers 2027-01")]:
        catalog = catalog_of(cell(way("a", event="ev"), other), events=[ended, closing])
        found = kind_grade(catalog, on=None)
        assert (found.grade, found.parts[0].note) == ("yes", note)
        assert [kind_grade(catalog, kind).grade for kind in "ab"] == ["no", "yes"]
    one = kind_grade(catalog_of(cell(way("a", event="later"), way("b")), events=[closing]), on=None)
    assert (one.grade, one.parts[0].note) == ("yes", None), "what happens to one of two is no note of both"
    both = catalog_of(cell(way("a", event="ev"), way("b", event="ev")), events=[ended])
    assert kind_grade(both, on=None).grade == "no"


def test_a_kind_that_is_closed_everywhere_is_a_no_on_rows_that_do_not_say_it():
    closed = event("closed", "2026-07-30")
    catalog = catalog_of(cell(way("a", event="ev"), way("b")), cell(way("any")), events=[closed])
    assert [part.grade for part in kind_grade(catalog).parts] == ["no", "no"]
    assert [part.grade for part in kind_grade(catalog, "b").parts] == ["yes", "yes"]


@pytest.mark.parametrize(
    ("ways", "grade"),
    [
        ((way("a", stage="preview"), way("b", stage="preview")), "preview"),
        ((way("a", stage="preview"), way("b")), "yes"),
        ((way("a"), way("b", "no")), "partly"),
        ((way("a", stage="preview"), way("b", "no")), "preview"),
        ((way("a", stage="restricted"), way("b", stage="preview")), "partly"),
    ],
)
def test_a_platform_as_a_whole_is_as_good_as_what_it_offers(ways, grade):
    assert kind_grade(catalog_of(cell(*ways)), on=None).grade == grade


def test_a_named_part_of_a_finished_row_decides_instead_of_its_mark(world):
    criterion = world.criteria["cr-mirror"]
    row = world.rows["ep-split"]
    assert row.mark != "mirror"
    by_mark = selector.grades_by_kind(world, criterion.model_copy(update={"parts": {}}))
    found = selector.grades_by_kind(world, criterion)
    assert found["beta"]["live"].grade == "open", "not stated"
    assert by_mark["beta"]["live"].grade == "yes"
    assert found["beta"]["live"].parts[0].key == "ep-split/mirror beta live", "its words are its own"
    words = views.criterion_view(world, criterion)
    assert [one.says for one in words] != [(world.rows["ep-split"].platforms[one.platform].value,) for one in words]


def test_a_part_of_a_row_that_is_not_finished_decides_nothing(world):
    row = world.rows["ep-split"].model_copy(update={"signed": None})
    capability = world.capabilities["online-endpoints"]
    rows = tuple(row if one.id == row.id else one for one in capability.rows)
    open_ = replace(
        world, capabilities={**world.capabilities, capability.id: capability.model_copy(update={"rows": rows})}
    )
    told = [fault for fault in selector_faults(open_) if fault[0] == "cr-mirror"]
    assert [fault[1:] for fault in told] == [
        (
            "a part of 'ep-split', which is not finished",
            "a row that is finished: every part answered and signed",
            ("parts", "ep-split"),
        )
    ]


def test_the_worst_of_several_rows_counts():
    catalog = catalog_of(cell(way("a")), cell(way("a", "partly")), cell(state="not stated"))
    assert kind_grade(catalog).grade == "open"
    assert [part.grade for part in kind_grade(catalog).parts] == ["yes", "partly", "open"]


def test_kinds_that_stand_for_all_are_no_kinds_of_their_own(world):
    assert selector.testable_kinds(catalog_of(cell(state="not stated")), "ep", "alpha") == ("a", "b")
    assert selector.testable_kinds(world, "online-endpoints", "alpha") == ("live", "queue")


# Rules ---------------------------------------------------------------------------------------------------------------

EXAMPLE = """
criteria:
  - id: cr-one
    constraint: budget
    name: One
    asks: Is it?
    on: online-endpoints
    rows: [ep-zero, reg-approve]
    ways:
      reg-approve: {alpha: {live: any}}
  - id: cr-two
    constraint: budget
    name: Two
    asks: Is it?
    rows: [reg-unit]
    judged:
      alpha: {grade: partly, because: "[[reg-unit alpha|words]]"}
      beta: {grade: "yes", because: "[[reg-unit beta]]"}

  - id: cr-three
    constraint: latency
    name: Three
    asks: Is it?
    on: online-endpoints
    rows: [ep-zero]
    unlisted: "no"
    judged_kinds:
      alpha: {live: {grade: partly, because: "[[ep-zero alpha|a queue]]"}}

clashes:
  - {id: clash-one, platform: beta, keeps: cr-one, loses: cr-two, because: "[[ep-zero beta|words]]"}
  - {id: clash-two, platform: alpha, keeps: cr-one, loses: cr-three, because: "[[ep-kinds alpha]]"}

signals:
  - {id: own-one, says: Signal, because: Reason, alone: true}

presets:
  - id: pre-one
    name: Preset
    situation: It
    require: [cr-one]
    weigh: {cr-two: 2}
    own: [own-one]
    shows: It
    decision: dec-1
"""

FAULTS = {
    "constraint": ("constraint: budget", "constraint: budgt", r"constraint 'budgt'.*nearest: budget"),
    "capability": ("on: online-endpoints", "on: online", r"capability 'online'; expected the id of a capability"),
    "row": ("rows: [ep-zero,", "rows: [ep-zro,", r"row 'ep-zro'.*nearest: ep-zero"),
    "part that is the mark": (
        "[ep-zero, reg-approve]",
        "[ep-split]\n    parts: {ep-split: both}",
        r"part 'both'; expected a yes-no part of ep-split other than its mark: mirror",
    ),
    "part that is no yes or no": (
        "[ep-zero, reg-approve]",
        "[ep-split]\n    parts: {ep-split: share}",
        r"part 'share'; expected a yes-no part",
    ),
    "part of another row": (
        "[ep-zero, reg-approve]",
        "[ep-zero]\n    parts: {ep-split: mirror}",
        r"a part of 'ep-split'; expected one of its rows: ep-zero",
    ),
    "row without marks": (
        "[ep-zero, ",
        "[ep-zero, ep-kinds, ",
        r"row 'ep-kinds', which has no mark; expected a row with marks, a part of it in 'parts', or 'judged'",
    ),
    "ways of another row": (
        "      reg-approve: {",
        "      ep-kinds: {",
        r"ways of 'ep-kinds'; expected one of its rows: ep-zero",
    ),
    "kind": ("{live: any}", "{liv: any}", r"alpha kind 'liv'; expected one of the kinds"),
    "way": ("{live: any}", "{live: nowhere}", r"alpha way 'nowhere'; expected a way of reg-approve"),
    "ways without on": ("    on: online-endpoints\n", "", r"ways without 'on'"),
    "missing platform": ("      beta: {grade", "      betta: {grade", r"'betta'; expected one of alpha, beta"),
    "reason without its row": (
        "[[reg-unit beta]]",
        "[[ep-kinds beta]]",
        r"a reason for beta that",
    ),
    "reason of another platform": (
        "[[reg-unit beta]]",
        "[[reg-unit alpha]]",
        r"a reason for beta that refers to none",
    ),
    "judged kind": ("{live: {", "{liv: {", r"alpha kind 'liv'; expected one of the kinds"),
    "judged kind that a row answers for": (
        "{live: {",
        "{queue: {",
        r"alpha queue, for which ep-zero answers",
    ),
    "judged kind without a row": (
        "[[ep-zero alpha|a queue]]",
        "[[ep-zero beta|a queue]]",
        r"a reason for alpha live that refers to no row",
    ),
    "judged kinds without on": (
        "    on: online-endpoints\n    rows: [ep-zero]\n    unlisted",
        "    rows: [ep-zero]\n    unlisted",
        r"judged_kinds without 'on'",
    ),
    "clash keeps": ("keeps: cr-one, loses: cr-two", "keeps: cr-onee, loses: cr-two", r"'cr-onee'.*nearest: cr-one"),
    "clash loses": ("loses: cr-two", "loses: cr-tow", r"clash-one: found criterion 'cr-tow'"),
    "clash with itself": ("loses: cr-two", "loses: cr-one", r"one criterion twice"),
    "clash twice": (
        'platform: alpha, keeps: cr-one, loses: cr-three, because: "[[ep-kinds alpha]]"',
        'platform: beta, keeps: cr-two, loses: cr-one, because: "[[ep-kinds beta]]"',
        r"clash-two: found the same pair again on beta",
    ),
    "clash of another platform": (
        "[[ep-zero beta|words]]",
        "[[ep-zero alpha|words]]",
        r"a reason that refers to none on beta",
    ),
    "preset requires": ("require: [cr-one]", "require: [cr-onee]", r"criterion 'cr-onee'.*nearest: cr-one"),
    "preset weighs": ("{cr-two: 2}", "{cr-tow: 2}", r"criterion 'cr-tow'"),
    "preset signal": ("own: [own-one]", "own: [own-onee]", r"signal 'own-onee'"),
    "preset decision": ("decision: dec-1", "decision: dec-9", r"decision 'dec-9'.*nearest: dec-"),
    "both": ("{cr-two: 2}", "{cr-two: 2, cr-one: 1}", r"cr-one both required and weighed"),
    "twice": ("require: [cr-one]", "require: [cr-one, cr-one]", r"cr-one required twice"),
    "weight": ("{cr-two: 2}", "{cr-two: 4}", r"4; expected.*3"),
    "judged and on": (
        "    rows: [reg-unit]",
        "    on: model-registry\n    rows: [reg-unit]",
        r"either 'judged'",
    ),
}


@pytest.fixture
def example(world_data):
    path = world_data / "selection.yml"
    head = path.read_text(encoding="utf-8").partition("\ncriteria:")[0]
    path.write_text(head + "\n" + EXAMPLE, encoding="utf-8")
    return path


def test_the_example_has_no_fault(example):
    found = load_catalog(example.parent)
    assert list(found.criteria) == ["cr-one", "cr-two", "cr-three"]
    assert list(found.clashes) == ["clash-one", "clash-two"]


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_line(example, name):
    old, new, pattern = FAULTS[name]
    text = example.read_text(encoding="utf-8")
    head, _, tail = text.partition("\ncriteria:")
    assert old in tail
    example.write_text(head + "\ncriteria:" + tail.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_catalog(example.parent)
    told = [str(fault) for fault in caught.value.faults]
    assert any(re.search(pattern, one) and re.search(r"selection\.yml:\d+", one) for one in told), told


def test_a_judgement_that_lacks_a_platform_is_told(example):
    plant(example, '      beta: {grade: "yes", because: "[[reg-unit beta]]"}\n', "")
    with pytest.raises(DataError, match="cr-two: found no beta; expected all of"):
        load_catalog(example.parent)


def test_a_criterion_uses_its_rows(example):
    plant(example, "rows: [reg-unit]", "rows: [reg-unit, reg-nothing]")
    with pytest.raises(DataError, match="row 'reg-nothing'"):
        load_catalog(example.parent)


# In the browser, without a page --------------------------------------------------------------------------------------


def made(case):
    """Return the data of a case in the shape that the page loads."""
    criteria, kinds = [], {}
    for name, one in case["criteria"].items():
        on = one.get("on", "")
        grades = {}
        for platform, own in zip(PLATFORMS, one["grades"], strict=True):
            by_kind = own if isinstance(own, dict) else {"": own}
            grades[platform] = {
                kind: [[f"{name} {platform} {kind}", "row", grade, ""] for grade in ([g] if isinstance(g, str) else g)]
                for kind, g in by_kind.items()
            }
            if on:
                kinds.setdefault(on, {}).setdefault(platform, {}).update({kind: kind for kind in by_kind})
        criteria.append({"id": name, "name": name, "asks": "?", "on": on, "rows": ["row"], "grades": grades})
    signals = {
        "own-a": ["A", "a", False],
        "own-b": ["B", "b", False],
        "own-c": ["C", "c", False],
        "own-d": ["D", "d", True],
    }
    clashes = [
        {"platform": platform, "keeps": keeps, "loses": loses, "key": "why", "row": "row"}
        for platform, keeps, loses in case.get("clashes", [])
    ]
    platforms = {name: name for name in PLATFORMS}
    return {"platforms": platforms, "criteria": criteria, "clashes": clashes, "kinds": kinds, "signals": signals}


def chosen(case):
    full = case.get("full", False)
    return {
        "weights": case["weights"],
        "previews": case.get("previews", False),
        "full": full,
        "own": case.get("own", []),
    }


@pytest.fixture(scope="module")
def pure(scripts):
    return scripts


GRADES = ("yes", "yes", "yes", "partly", "open", "silent", "preview", "no", "no")


def random_case(rng):
    criteria = {}
    for number in range(rng.randint(1, 6)):
        on = rng.choice(["", "ep", "ep", "tj"])
        kinds = {"ep": ["k", "l", "n"], "tj": ["p", "q"]}.get(on, [""])
        grades = [{kind: rng.choices(GRADES, k=rng.choice([1, 1, 2])) for kind in kinds} for _ in PLATFORMS]
        criteria[f"cr-{number}"] = {"on": on, "grades": grades}
    weights = {name: rng.choice([0, 1, 2, 3, 4]) for name in criteria}
    return {"criteria": criteria, "weights": weights, "previews": rng.random() < 0.3}


ORDER = {"out": 0, "open": 1, "pass": 2}


def answers(pure, asked):
    """Answer many at once, as text: the browser's bridge is slow with deep values."""
    script = "all => JSON.stringify(JSON.parse(all).map(([data, choice]) => CMLP.selector.answer(data, choice)))"
    return json.loads(pure.evaluate(script, json.dumps(asked)))


def regraded(data, change):
    """Return a copy of the data with `change(criterion, platform, kind, grade)` for every grade."""
    copy = json.loads(json.dumps(data))
    for criterion in copy["criteria"]:
        for platform, kinds in criterion["grades"].items():
            for kind, parts in kinds.items():
                for part in parts:
                    part[2] = change(criterion["id"], platform, kind, part[2])
    return copy


def test_whatever_is_asked_these_hold(pure):
    """Two hundred made-up worlds: one more requirement, a better grade, other orders, the unknown come true."""
    rng = random.Random(20261126)  # noqa: S311 - a seed, no secret
    asked, picked = [], []
    for _ in range(200):
        case = random_case(rng)
        data, now = made(case), chosen(case)
        name, platform = rng.choice(list(case["criteria"])), rng.choice(PLATFORMS)
        kind = rng.choice(list(data["criteria"][list(case["criteria"]).index(name)]["grades"][platform]))
        here = (name, platform, kind)
        lifted = regraded(data, lambda *where, here=here: "yes" if where[:3] == here else where[3])
        turned = {**data, "platforms": dict(reversed(data["platforms"].items())), "criteria": data["criteria"][::-1]}
        required = {**now, "weights": {**now["weights"], name: 4}}
        asked += [(data, now), (data, required), (lifted, now), (turned, now)]
        picked.append((case, platform, data, now))
    found = answers(pure, asked)
    ahead = []
    for index, (case, platform, data, now) in enumerate(picked):
        plain, more, better, again = found[4 * index : 4 * index + 4]
        stands, by_one = ({one["platform"]: one for one in each["platforms"]} for each in (plain, better))
        for one in plain["platforms"]:
            assert 0 <= one["low"] <= one["middle"] + 1e-6 <= one["high"] + 2e-6 <= 100.001, case
        for one in more["platforms"]:
            before = stands[one["platform"]]["state"]
            assert ORDER[one["state"]] <= ORDER[before], f"a requirement brought one back: {case}"
        before, after = stands[platform], by_one[platform]
        assert ORDER[after["state"]] >= ORDER[before["state"]], f"a yes lowered a platform: {case}"
        if after["state"] == before["state"]:
            assert after["middle"] >= before["middle"] - 1e-6, f"a yes lowered a score: {case}"
        assert (again["kind"], sorted(again["leaders"])) == (plain["kind"], sorted(plain["leaders"])), case
        if plain["kind"] == "ahead":
            ahead.append((case, data, now, plain["leaders"]))
    assert len(ahead) > 25
    known = [
        (regraded(data, lambda *where: rng.choice(["yes", "partly", "no"]) if where[3] == "open" else where[3]), now)
        for _, data, now, _ in ahead
        for _ in range(4)
    ]
    for index, one in enumerate(answers(pure, known)):
        case, _, _, leaders = ahead[index // 4]
        assert one["leaders"] == leaders, f"the unknown turned what was said to be ahead: {case}"


def test_to_require_what_decides_costs_nobody_a_point_who_is_still_there(pure):
    rng = random.Random(20261127)  # noqa: S311 - a seed, no secret
    asked = []
    for _ in range(200):
        case = random_case(rng)
        criteria = {name: {"grades": one["grades"]} for name, one in case["criteria"].items() if not one["on"]}
        criteria["cr-x"] = {"grades": [rng.choice(["yes", "partly", "no"]) for _ in PLATFORMS]}
        data = made({"criteria": criteria})
        asked += [(data, chosen({**case, "weights": {**case["weights"], "cr-x": weight}})) for weight in (3, 4)]
    found = answers(pure, asked)
    for before, after in zip(found[::2], found[1::2], strict=True):
        for old, new in zip(before["platforms"], after["platforms"], strict=True):
            assert (old["low"], old["high"]) == (new["low"], new["high"])


# Addresses -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped(catalog):
    scripts = selector_script(catalog), selector_changes_script(catalog)
    parts = [json.loads(script.partition(" = ")[2].removesuffix(";\n")) for script in scripts]
    return parts[0] | parts[1]


@pytest.fixture(scope="module")
def real(pure, shipped):
    """Return the browser's page with the site's own data in it."""
    pure.evaluate("data => { window.DATA = data; }", shipped)
    return pure


def read(real, text):
    return real.evaluate("text => CMLP.selector.fromHash(DATA, text)", text)


def test_a_choice_comes_back_from_its_address(real, shipped):
    ids = [one["id"] for one in shipped["criteria"]]
    rng = random.Random(7)  # noqa: S311 - a seed, no secret
    for _ in range(50):
        weights = {name: weight for name in ids if (weight := rng.choice([0, 1, 2, 3, 4]))}
        own = [name for name in shipped["signals"] if rng.random() < 0.5]
        now = {"weights": weights, "previews": rng.random() < 0.5, "full": rng.random() < 0.5, "own": own}
        text = real.evaluate("choice => CMLP.format(CMLP.selector.toState(DATA, choice, 3))", now)
        assert len(text) < 2000, "an address that is read again"
        found = read(real, text)
        asked = bool(weights or own or now["previews"] or now["full"])
        assert found == {"choice": now, "journal": 3 if asked else None, "notes": []}


def test_a_criterion_under_two_weights_does_not_matter_and_a_note_says_so(real, shipped):
    name, label = shipped["criteria"][0]["id"], shipped["criteria"][0]["name"]
    found = read(real, f"#?need={name}&some={name}")
    assert found["choice"]["weights"] == {}
    assert found["notes"] == [f"“{label}” stands under Required and A little: expected once; it does not matter now."]


REAL = """asked => {
  const { choice, notes } = CMLP.selector.fromHash(DATA, asked);
  const found = CMLP.selector.answer(DATA, choice);
  const caught = found.ranked.filter((one) => CMLP.selector.catches(one).length).map((one) => one.platform);
  const fails = found.platforms.flatMap((one) => CMLP.selector.failures(one).flatMap((part) => [...part.everywhere.flatMap((own) => own.by.map(({ parts }) => ({ criterion: own.criterion, parts }))), ...part.kinds.flatMap((kind) => kind.failed)]
    .flatMap((own) => CMLP.selector.deciding(own).map((reason) => `${one.platform} ${own.criterion}: ${reason.note}`))));
  return { kind: found.kind, leaders: found.leaders.sort(), caught, fails, notes, short: CMLP.selectorWords.short(DATA, found) };
}"""

ANSWERS = [
    ("need=cr-queue.cr-traffic-split", "none", []),
    ("more=cr-automl", "tie", ["azure-ml", "vertex-ai"]),
    ("need=cr-egress-names", "one", ["azure-ml"]),
    ("need=cr-own-key", "one", ["vertex-ai"]),
    ("need=cr-own-key&full=1", "none", []),
    ("need=cr-egress-names.cr-monitoring", "none", []),
    ("need=cr-egress-names&more=cr-monitoring", "one", ["azure-ml"]),
]


@pytest.mark.parametrize(("asked", "kind", "leaders"), ANSWERS)
def test_what_the_site_answers_where_reviewers_found_it_wrong(real, asked, kind, leaders):
    found = real.evaluate(REAL, f"#?{asked}")
    assert found["notes"] == []
    assert (found["kind"], found["leaders"]) == (kind, leaders)


def test_the_site_names_the_catch_and_the_clash(real):
    assert real.evaluate(REAL, "#?need=cr-own-key")["short"] == "Only Vertex AI is left, with a catch."
    together = real.evaluate(REAL, "#?need=cr-egress-names.cr-monitoring")["fails"]
    assert "azure-ml cr-monitoring: not together with “Outbound by a list of host names”" in together


TRIED = {
    "pre-startup": [("cr-scale-to-zero", "", []), ("cr-scale-to-zero", "pv", ["vertex-ai"])],
    "pre-small": [
        ("", "", ["azure-ml", "sagemaker", "vertex-ai"]),
        ("cr-data-aws", "", ["sagemaker"]),
        ("cr-data-google", "", ["vertex-ai"]),
        ("cr-data-azure", "", ["azure-ml"]),
    ],
    "pre-bank": [("cr-own-key", "", ["vertex-ai"]), ("cr-own-key", "full", [])],
    "pre-platform-team": [("", "", ["sagemaker"]), ("cr-traffic-split", "", [])],
    "pre-tabular": [("", "", ["azure-ml", "vertex-ai"])],
    "pre-hospital": [("cr-data-google", "", ["vertex-ai"]), ("cr-data-azure", "", ["azure-ml"])],
    "pre-llm": [("", "", ["sagemaker"]), ("cr-scale-to-zero", "", ["sagemaker"])],
}


def test_a_lead_that_only_ends_is_not_said_to_pass_to_another(real, catalog):
    said = {
        name: real.evaluate(
            "choice => CMLP.selectorWords.firmness(DATA, choice)",
            of_preset(catalog.presets[name]),
        )
        for name in ("pre-startup", "pre-small")
    }
    assert said["pre-startup"].endswith(
        "would each end the lead if you set it otherwise: it is then shared, or nobody is left."
    )
    assert said["pre-small"].endswith("would each change who leads if you set it otherwise."), "three lead"


@pytest.mark.parametrize("name", TRIED)
def test_what_a_preset_tells_to_try_is_what_happens(real, catalog, name):
    preset = catalog.presets[name]
    for criterion, option, leaders in TRIED[name]:
        weights = of_preset(preset)["weights"] | ({criterion: 4} if criterion else {})
        now = {**of_preset(preset), "weights": weights, "previews": option == "pv", "full": option == "full"}
        state = real.evaluate("choice => CMLP.format(CMLP.selector.toState(DATA, choice, 3))", now)
        assert real.evaluate(REAL, state)["leaders"] == leaders, (criterion, option)


def test_the_bank_has_monitoring_of_its_own_as_the_worked_decision_says(real, catalog):
    found = real.evaluate(RECORD, [of_preset(catalog.presets["pre-bank"]), AS_OF])
    azure = found.partition("## Azure ML")[2].partition("\n## ")[0]
    hurt = azure.partition("Hurt:")[2].partition("Unknown:")[0]
    assert "Drift monitoring to switch on" in hurt
    assert "not together with “Outbound by a list of host names”" in hurt
    assert "a job of your own" in hurt


def test_every_preset_opens_by_its_state(catalog):
    for preset in catalog.presets.values():
        state = views.preset_state(preset)
        asked = {*preset.require, *preset.weigh}
        named = {name for part in state.split("&") for name in part.partition("=")[2].split(".")}
        assert asked <= named, preset.id


# The script and the addresses of the site ---------------------------------------------------------------------------


def test_the_script_is_small_and_leads_from_both_builds(catalog, shipped):
    import brotli

    assert list(shipped["platforms"]) == list(PLATFORMS)
    assert shipped["pages"]["true"]["compare/online-endpoints/"] == "../../compare/online-endpoints/"
    assert shipped["pages"]["false"]["compare/online-endpoints/"] == "../compare/online-endpoints.html"
    assert (
        len(brotli.compress(selector_script(catalog).encode(), quality=9)) < 60 * 1024
    )  # the first visit to its page has a bound of its own


def test_the_script_holds_every_word_and_source_that_it_names(shipped):
    for criterion in shipped["criteria"]:
        for kinds in criterion["grades"].values():
            for parts in kinds.values():
                for key, row, _, _ in parts:
                    text, evidence = shipped["words"][key]
                    assert text
                    assert "[[" not in text
                    assert row in shipped["rows"]
                    assert evidence, f"{key}: nothing shows it"
                    assert {item[0] for item in evidence} <= set(shipped["sources"])


def test_criteria_and_presets_are_linked(catalog):
    for name in [*catalog.criteria, *catalog.presets]:
        target = resolve_reference(catalog, name)
        assert (target.page, target.anchor) == ("choose/selector/", name)


def test_kinds_with_one_grade_stand_together(catalog):
    html = show(Page("choose/selector/", catalog=catalog), "selector_form")
    assert html.count('class="criterion-evidence"') == len(catalog.criteria)
    assert "Every kind" in html


# The decision record -------------------------------------------------------------------------------------------------

PAGE_ONE = 50  # lines that hold something
RECORD = """([choice, date, made = null]) => CMLP.selectorRecord(DATA, choice, {
  date, journal: DATA.journal, made, instead: "https://x/choose/instead/", link: "https://x/choose/selector/#?need=cr-a&j=3",
  href: (page, anchor) => `https://x/${page}#${anchor}`,
})"""


def of_preset(preset):
    weights = {**dict.fromkeys(preset.require, 4), **preset.weigh}
    return {"weights": weights, "previews": preset.previews, "full": False, "own": list(preset.own)}


def shown_text(html):
    return (
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
    )


def test_a_record_holds_what_was_asked_what_was_found_and_every_source(real, shipped, catalog):
    for preset in catalog.presets.values():
        now = of_preset(preset)
        text = real.evaluate(RECORD, [now, AS_OF])
        html = markdown.markdown(text, extensions=["tables"])
        plain = shown_text(html)
        first, _, appendix = html.partition("<h2>Appendix</h2>")
        for heading in ("Decision", "Ranking", "What would change the answer", "Consequences", "Context"):
            assert f"<h2>{heading}</h2>" in first, preset.id
        for heading in ("What was asked", "How sensitive it is", "Evidence"):
            assert f"<h3>{heading}</h3>" in appendix, preset.id
        written = [line for line in text.partition("## Appendix")[0].splitlines() if line]
        assert len(written) <= PAGE_ONE, f"{preset.id}: a page for who decides"
        assert not re.search(r"\[\d+\]", shown_text(first)), "footnotes only in the appendix"
        for name in [*preset.require, *preset.weigh]:
            assert re.sub(r"\s+", " ", catalog.criteria[name].name) in plain, f"{preset.id}: {name}"
        ranked = real.evaluate("choice => CMLP.selector.answer(DATA, choice).ranked.map(one => one.platform)", now)
        names = [catalog.platforms[one].short for one in ranked]
        assert [one for one in re.findall(r"<h3>(.*?)</h3>", appendix) if one in names] == names, "the winner first"
        assert f"Date: {AS_OF}" in plain
        assert f"Data: as of {catalog.as_of}, journal entry {len(catalog.changes)}" in plain
        assert 'href="https://x/choose/selector/#?need=cr-a&amp;j=3"' in html
        cited = {int(number) for number in re.findall(r"\[(\d+)\]", plain.partition("Evidence")[0])}
        listed = html.partition("<h3>Evidence</h3>")[2]
        assert listed.count("<li>") == len(cited) == max(cited), preset.id
        known = {source[1] for source in shipped["sources"].values()}
        links = re.findall(r'<a href="([^"]+)">', listed)
        assert {link.replace("&amp;", "&") for link in links} <= known
        assert all(re.search(r"of 20\d\d[\d-]*, read 20\d\d-\d\d-\d\d", one) for one in listed.split("<li>")[1:])


def test_a_record_shows_names_as_they_are_whatever_they_hold(real, shipped):
    """Markdown and markup in texts stay text: names, reasons and titles with every sign that could be taken for either."""
    hostile = "A *b* _c_ `d` [e](https://f) <img src=x> | g ~~h~~ # i & j \\ k"
    found = real.evaluate(
        """hostile => {
          const data = JSON.parse(JSON.stringify(DATA));
          for (const one of data.criteria) Object.assign(one, { name: hostile, asks: hostile });
          for (const one of Object.values(data.words)) one[0] = hostile;
          for (const one of Object.values(data.sources)) one[0] = hostile;
          const weights = Object.fromEntries(data.criteria.map(({ id }, index) => [id, 1 + (index % 3)]));
          return CMLP.selectorRecord(data, { weights, previews: false, own: [] },
            { date: "2026-11-26", journal: 1, made: 0, instead: "https://x/i", link: "https://x/", href: () => "https://x/y" });
        }""",
        hostile,
    )
    html = markdown.markdown(found, extensions=["tables"])
    assert "<img" not in html
    assert "<em>" not in html
    assert 'href="https://f"' not in html
    for tag in ("h2", "li"):
        assert f"<{tag}>" in html
    assert shown_text(html).replace("&#126;", "~").count(hostile) > 50


def test_a_record_of_an_old_link_says_both_entries_and_what_changed(real, shipped, catalog):
    preset = next(iter(catalog.presets.values()))
    now, today = of_preset(preset), len(catalog.changes)
    old = real.evaluate(RECORD, [now, AS_OF, 1])
    assert f"journal entry {today}\n" in old
    assert f"first made at entry 1 ({catalog.changes[0].date}); since then these rows changed: " in old
    assert "### What changed since entry 1" in old
    touched = real.evaluate("choice => CMLP.selector.changedSince(DATA, choice, 1).map(one => one.n)", now)
    assert [int(n) for n in re.findall(r"^- Entry (\d+),", old, re.MULTILINE)] == touched
    for made in (None, today):
        assert "first made" not in real.evaluate(RECORD, [now, AS_OF, made])
    assert "with a newer copy" in real.evaluate(RECORD, [now, AS_OF, today + 1])


def test_what_changed_since_an_entry_is_what_came_after_it_and_touches_what_was_asked(pure):
    data = {
        "criteria": [{"id": "cr-a", "rows": ["row-a"]}, {"id": "cr-b", "rows": ["row-b"]}],
        "clashes": [{"keeps": "cr-a", "loses": "cr-b", "row": "row-c"}],
        "changes": [
            {"n": 1, "facts": [["row-a", "sagemaker"]]},
            {"n": 2, "facts": [["row-a", "sagemaker"], ["row-b", "sagemaker"]]},
            {"n": 3, "facts": [["cr-b", "sagemaker"]]},
            {"n": 4, "facts": [["row-c", "sagemaker"], ["cr-a", "sagemaker"]]},
        ],
    }

    def since(entry, **weights):
        return pure.evaluate(
            """([data, choice, entry]) => CMLP.selector.changedSince(data, choice, entry)
              .map((one) => [one.n, one.facts.map(([record]) => record)])""",
            [data, {"weights": weights}, entry],
        )

    alone = {"cr-a": 2, "cr-b": 0}
    assert since(0, **alone) == [[1, ["row-a"]], [2, ["row-a"]], [4, ["cr-a"]]]
    assert since(1, **alone) == [[2, ["row-a"]], [4, ["cr-a"]]], "after the entry, without it"
    assert since(4, **alone) == []
    both = {"cr-a": 1, "cr-b": 4}
    assert since(2, **both) == [[3, ["cr-b"]], [4, ["row-c", "cr-a"]]]


def test_a_change_that_leads_to_no_ranking_is_not_said_to_put_a_platform_first(pure):
    """Each kind of answer that a change may lead to has its own words."""
    data = {"platforms": {"a": "A", "b": "B"}, "criteria": [{"id": "x", "name": "X"}]}
    kinds = {
        "open": "may be first, and so may B",
        "left": "is not ruled out, nor is B",
        "tie": "is level with B",
        "ahead": "leads",
    }
    for kind, words in kinds.items():
        leaders = ["a"] if kind == "ahead" else ["a", "b"]
        change = {"criterion": "x", "from": 0, "to": 1, "kind": kind, "leaders": leaders, "unknown": []}
        one = {"platform": "a", "settings": [change], "unknowns": [], "yes": [], "against": []}
        told = pure.evaluate("([data, one]) => CMLP.selectorWords.conditions(data, one)", [data, one])
        assert told == [f"Set “X” to “A little” instead of “Does not matter”: then A {words}."]


def test_kinds_that_fail_for_one_reason_stand_together(pure):
    """What every kind fails names the kinds by reason; only the parts that decide are reasons."""
    part = {"row": "r", "note": ""}
    no, other = {**part, "key": "k", "grade": "no"}, {**part, "key": "l", "grade": "no"}
    yes = {**part, "key": "m", "grade": "yes"}
    fails = [
        {"kind": kind, "required": [{"criterion": "x", "grade": "no", "failed": True, "parts": [reason, yes]}]}
        for kind, reason in (("a", no), ("b", other), ("c", no))
    ]
    (found,) = pure.evaluate("all => CMLP.selector.failures({ parts: [{ on: 'ep', state: 'out', all }] })", fails)
    assert found["everywhere"] == [
        {
            "criterion": "x",
            "by": [{"kinds": ["a", "c"], "parts": [no]}, {"kinds": ["b"], "parts": [other]}],
        }
    ]
    assert found["kinds"] == []


def test_the_short_answer_says_how_firm_a_lead_is(real, catalog):
    for preset in catalog.presets.values():
        told, result, turning = real.evaluate(
            """choice => {
              const result = CMLP.selector.answer(DATA, choice);
              const turning = CMLP.selector.sensitivity(DATA, choice);
              return [CMLP.selectorWords.short(DATA, result, turning), result, turning];
            }""",
            of_preset(preset),
        )
        lead = result["kind"] in {"ahead", "one"}
        assert lead == ("another platform level" in told), told
        rivals = sum(not set(one["leaders"]) <= set(result["leaders"]) for one in turning)
        if lead and rivals > 1:
            assert f"Any of {rivals} criteria" in told
        step = any(abs(one["to"] - one["from"]) == 1 for one in turning)
        assert (" narrowly" in told) == (result["kind"] == "ahead" and step), told


@pytest.mark.parametrize("weight", [2, 4])
def test_the_second_is_named_and_so_is_an_option_that_changes_who_leads(real, catalog, weight):
    """One after the other, three criteria that are asked: what is ruled out says who is nearest, and what nobody knows there."""
    names = list(catalog.criteria)
    for at in range(len(names) - 2):
        choice = {"weights": dict.fromkeys(names[at : at + 3], weight), "previews": False, "full": False, "own": []}
        result, near, said, options, toggled = real.evaluate(
            """choice => {
              const { answer, nearest, otherOptions, unknownRequired } = CMLP.selector;
              const result = answer(DATA, choice);
              const near = nearest(result).map((one) => [DATA.platforms[one.platform], unknownRequired(one)]);
              const toggled = ["previews", "full"].filter((name) => {
                const { leaders } = answer(DATA, { ...choice, [name]: true });
                return String([...leaders].sort()) !== String([...result.leaders].sort());
              });
              return [result, near, CMLP.selectorWords.decision(DATA, result), otherOptions(DATA, choice), toggled];
            }""",
            choice,
        )
        assert [one["option"] for one in options] == toggled
        if result["kind"] == "none":
            assert said[0].startswith("No platform meets all 3 requirements. ")
            lines = [line for line in said if " ruled out " in line]
            assert [line.split(",")[0].split(" is ")[0] for line in lines] == [
                f"Nearest: {near[0][0]}",
                near[1][0],
                near[2][0],
            ]
            assert [bool(unknown) for _, unknown in near] == [" is unknown" in line for line in lines]
        elif result["kind"] == "ahead":
            second = catalog.platforms[result["ranked"][1]["platform"]].short
            assert [line for line in said if line.startswith(f"Runner-up: {second}, with ")]
        elif len(result["ranked"]) == 1:
            assert [
                line for line in said if line.startswith(f"Nearest of the others: {near[0][0]}, which is ruled out")
            ]


# The page ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def address(address):
    """Return the address of the selector, on a server or from disk."""
    return address("choose/selector")


def ready(page):
    page.locator(".selector[data-ready]").wait_for()
    return page


def choose(page, criterion, word):
    """Press one of the buttons of a criterion, in the step that holds it."""
    row = page.locator(f".criterion:has(#{criterion})")
    step = page.locator(f".selector-step:has(#{criterion})").get_attribute("data-constraint")
    page.locator(f".selector-steps a[href='#criteria-{step}']").click()
    row.get_by_label(word, exact=True).check()


def short(page):
    return page.locator(".selector-short").inner_text()


@pytest.mark.site
@pytest.mark.browser
def test_every_preset_opens_by_its_link_and_gives_an_answer(address, open_page, catalog):
    page = ready(open_page(address))
    assert short(page) == "Nothing is asked yet."
    elsewhere = f"{address.rpartition('choose/')[0]}assets/favicon.svg"
    again = open_page(elsewhere)  # a fragment alone would load nothing
    for name, preset in catalog.presets.items():
        page.locator(f".chip[data-preset={name}]").click()
        page.locator(f".chip[data-preset={name}][aria-current]").wait_for()
        assert short(page) not in {"", "Nothing is asked yet."}
        assert page.locator(".selector-full table.ranking tbody tr").count() == len(PLATFORMS)
        assert page.locator(".selector-notes").inner_text() == ""
        assert page.locator(".selector-full").inner_text().count("[object") == 0
        again.goto(elsewhere)
        again.goto(page.url)
        ready(again)
        assert short(again) == short(page)
        for criterion, weight in {**dict.fromkeys(preset.require, 4), **preset.weigh}.items():
            assert again.locator(f"[name={criterion}]:checked").input_value() == str(weight)
        assert again.problems == []
        assert again.foreign == []
    assert page.problems == []


@pytest.mark.site
@pytest.mark.browser
def test_what_is_ruled_out_is_ordered_by_how_much_it_misses(address, open_page):
    page = ready(open_page(address))
    for criterion in ("cr-private-endpoint", "cr-egress-names", "cr-approval"):
        choose(page, criterion, "required")
    page.locator(".selector-decision", has_text="No platform meets all 3 requirements.").wait_for()
    assert page.locator(".ranking").count() == 0, "nobody has a score"
    said = [text for text in page.locator(".selector-full > p").all_inner_texts() if " ruled out " in text]
    missed = [text.count("“") for text in said]
    assert len(missed) == len(PLATFORMS)
    assert len(set(missed)) > 1, said
    assert missed == sorted(missed)


@pytest.mark.site
@pytest.mark.browser
def test_the_answer_follows_the_form_and_the_address_the_answer(address, open_page, catalog):
    page = ready(open_page(address))
    first = next(iter(catalog.criteria))
    choose(page, first, "required")
    page.wait_for_function("name => location.hash.includes(`need=${name}`)", arg=first)
    assert f"j={len(catalog.changes)}" in page.url
    assert short(page) != "Nothing is asked yet."
    tells = page.locator(".verdict .tells").all_inner_texts()
    assert len(tells) == len(PLATFORMS), "how each platform stands is in view"
    assert all(text.startswith(("Required and not met: ", "Weakest: ", "Unknown: ", "Meets ")) for text in tells)
    page.locator(".verdict-of details summary", has_text=catalog.criteria[first].name).first.click()
    page.locator(f".selector-answer a[href='#{first}']").first.click()
    assert f"need={first}" in page.url, "the evidence is shown and the decision kept"
    assert page.evaluate("document.activeElement.id") == first
    assert page.locator(f"tr:has(#{first}) + tr details").get_attribute("open") is not None
    page.get_by_role("button", name="Start over").click()
    page.wait_for_function("location.hash === ''")
    assert short(page) == "Nothing is asked yet."
    assert page.locator(".selector-export").is_hidden()
    assert page.problems == []


@pytest.mark.site
@pytest.mark.browser
def test_a_catch_is_enough_until_it_is_unticked(address, open_page):
    page = ready(open_page(f"{address}#?need=cr-own-key"))
    assert short(page).startswith("Only Vertex AI is left, with a catch.")
    page.get_by_label("Accept requirements met with a catch").uncheck()
    page.wait_for_function("location.hash.includes('full=1')")
    assert short(page).startswith("No platform meets this requirement. Nearest: ")
    again = ready(open_page(page.url))
    assert short(again) == short(page)
    assert not again.locator("[name=catch]").is_checked()
    again.get_by_role("button", name="Start over").click()
    again.wait_for_function("location.hash === ''")
    assert again.locator("[name=catch]").is_checked()
    assert page.problems == again.problems == []


@pytest.mark.site
@pytest.mark.browser
def test_one_step_is_shown_and_what_is_linked_or_found_shows_its_own(base_url, open_page, catalog):
    page = ready(open_page(f"{base_url}choose/selector/"))
    shown = page.locator(".selector-step:not([hidden])")
    assert shown.count() == 1
    last = list(catalog.criteria.values())[-1]
    assert page.locator(f"#{last.id}").is_hidden()
    page.locator(".selector-steps a").last.click()
    assert shown.get_attribute("data-constraint") == last.constraint
    assert page.locator(f"#{last.id}").is_visible()
    first = next(iter(catalog.criteria.values()))
    page.locator(f".selector-step:has(#{first.id})").dispatch_event("beforematch")
    assert shown.get_attribute("data-constraint") == first.constraint
    linked = ready(open_page(f"{base_url}choose/selector/#{last.id}"))
    linked.locator(f"#{last.id}:visible").wait_for()
    assert "#?" not in linked.url


@pytest.mark.site
@pytest.mark.browser
def test_one_field_finds_criteria_of_all_steps_by_words_of_their_rows_too(base_url, open_page, catalog):
    page = ready(open_page(f"{base_url}choose/selector/"))
    field = page.get_by_role("searchbox", name="Filter the criteria of all steps")
    found = page.locator(".criterion h3:visible")
    for text, wanted in {"EU": "cr-residency", "CMEK": "cr-own-key", "customer key": "cr-own-key-data"}.items():
        field.fill(text)
        page.locator(f"#{wanted}:visible").wait_for()
        ids = found.evaluate_all("all => all.map((one) => one.id)")
        assert wanted in ids
        assert len(ids) < len(catalog.criteria) / 3, (text, ids)
        assert page.locator(".selector-find output").inner_text() == f"{len(ids)} of {len(catalog.criteria)}"
    field.fill("zero")
    page.wait_for_function("document.querySelectorAll('.selector tbody:not([hidden])').length === 1")
    assert found.evaluate_all("all => all.map((one) => one.id)") == ["cr-scale-to-zero"], "a name that says it"
    field.fill("customer key")
    page.locator("#cr-own-key-data").locator("xpath=..").get_by_label("required", exact=True).check()
    page.wait_for_function("location.hash.includes('need=cr-own-key-data')")
    assert page.locator(".selector-steps").is_hidden(), "while a text is there, there are no steps"
    field.fill("")
    page.wait_for_function("document.querySelectorAll('.selector-step:not([hidden])').length === 1")
    assert page.problems == []


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390])
def test_what_is_out_says_so_beside_no_name_on_a_phone(base_url, open_page, width):
    """ "out" once lay on the name of a platform, where its column is narrow."""
    address = f"{base_url}choose/selector/#?need=cr-scale-to-zero.cr-residency.cr-own-key"
    page = ready(open_page(address, width=width, height=900))
    for platform in PLATFORMS:
        head = page.locator(f".selector-verdict [data-platform='{platform}']")
        name, out, tells = (head.locator(one).bounding_box() for one in (".platform", ".standing", ".tells"))
        assert name["y"] + name["height"] <= out["y"]
        assert out["y"] + out["height"] <= tells["y"] + 1


@pytest.mark.site
@pytest.mark.browser
def test_a_decision_for_none_is_said_before_what_stands_beside_it(base_url, open_page):
    page = ready(open_page(f"{base_url}choose/selector/#?need=cr-scale-to-zero.cr-residency.cr-own-key"))
    said = page.locator(".selector-answer p").all_text_contents()
    decision = next(index for index, one in enumerate(said) if one.startswith("No platform meets all 3 requirements."))
    assert decision < next(index for index, one in enumerate(said) if one.startswith("What stands beside"))


@pytest.mark.site
@pytest.mark.browser
def test_a_line_says_what_its_head_counts(base_url, open_page):
    page = ready(open_page(f"{base_url}choose/selector/#?need=cr-scale-to-zero.cr-residency.cr-own-key"))
    for platform in PLATFORMS:
        head = page.locator(f"[data-verdict='{platform}'] .counts").inner_text()
        lines = page.locator(f"td[data-platform='{platform}'] .counted").all_text_contents()
        words = [line.removeprefix("counts as ") for line in lines]
        assert sorted(head.split(", ")) == sorted(f"{words.count(word)} {word}" for word in set(words))


@pytest.mark.site
@pytest.mark.browser
def test_nothing_that_stands_before_the_answer_is_cut_by_the_head(base_url, open_page):
    page = ready(open_page(f"{base_url}choose/selector/#?need=cr-scale-to-zero", height=900))
    page.locator(".selector-steps a").last.click()
    head, find = (page.locator(f".selector-{one}").bounding_box() for one in ("verdict", "find"))
    assert (
        find["y"] + find["height"] <= head["y"] + head["height"] <= page.locator(".selector-steps").bounding_box()["y"]
    )
    page.get_by_role("link", name="To the answer").click()
    page.wait_for_function("document.activeElement.id === 'answer'")
    edge = page.locator(".selector-verdict").bounding_box()
    before = page.locator(".selector-own").bounding_box()
    assert before["y"] + before["height"] <= edge["y"] + edge["height"] <= page.locator("#answer").bounding_box()["y"]


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize(("width", "most"), [(390, 90), (1440, 60)])
def test_verdicts_have_room_once_something_is_asked(base_url, open_page, catalog, width, most):
    page = ready(open_page(f"{base_url}choose/selector/", width=width, height=844))
    head = page.locator(".selector-verdict")
    assert head.bounding_box()["height"] <= most
    page.locator(f"#criteria-{next(reversed(catalog.constraints))}").evaluate("one => { location.hash = one.id; }")
    page.wait_for_function("document.querySelector('.selector-steps').getBoundingClientRect().top < innerHeight / 4")
    below = page.locator(".selector-steps").bounding_box()["y"] - head.bounding_box()["height"]
    assert 0 <= below < 30  # nothing is seen of what stands above
    page.locator(".chip[data-preset=pre-small]").click()
    page.locator(".verdict .tally").first.wait_for()
    assert head.bounding_box()["height"] > most
    opened = ready(open_page(f"{base_url}choose/selector/#?{views.preset_state(catalog.presets['pre-small'])}"))
    assert opened.locator(".selector.answering").count() == 1


LINE = 92  # of a criterion at 1440 px: most take two lines of question over their buttons
REST = 1180


@pytest.mark.site
@pytest.mark.browser
def test_a_step_is_as_high_as_its_criteria(base_url, open_page, catalog):
    page = ready(open_page(f"{base_url}choose/selector/", width=1440))
    for link in page.locator(".selector-steps a").all():
        link.click()
        lines = page.locator(".selector-step:not([hidden]) .criterion").count()
        height = page.evaluate("document.documentElement.scrollHeight")
        assert height <= REST + lines * LINE, link.inner_text()


@pytest.mark.site
@pytest.mark.browser
def test_the_answer_says_how_firm_it_is_and_puts_what_was_asked_first(base_url, open_page, catalog):
    page = ready(open_page(f"{base_url}choose/selector/#?{views.preset_state(catalog.presets['pre-llm'])}"))
    firm = page.locator(".firmness").inner_text()
    assert f"of the {len(catalog.criteria)} criteria would each end the lead" in firm
    lists = page.locator("#answer-turns ~ ul")
    assert all("instead of “Does not matter”" not in text for text in lists.nth(0).locator("li").all_inner_texts())
    assert lists.nth(1).locator("li").count() == 5
    assert page.locator("#answer-turns ~ details summary").first.inner_text().startswith("and ")
    settings = page.locator(".selector-full li .dates").all_inner_texts()
    assert any("matters, Inference components" in text for text in settings)


@pytest.mark.site
@pytest.mark.browser
def test_the_record_is_downloaded(address, open_page, catalog, tmp_path):
    preset = next(iter(catalog.presets.values()))
    page = ready(open_page(f"{address}#?{views.preset_state(preset)}"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    target = tmp_path / "record.md"
    download.value.save_as(target)
    text = target.read_text(encoding="utf-8")
    assert download.value.suggested_filename == "ml-platform-decision.md"
    assert text.startswith("# Which managed ML platform: ")
    assert "file:" not in text, "a record never names the reader's own disk"
    assert all(catalog.criteria[name].name in text for name in preset.require)


@pytest.mark.site
@pytest.mark.browser
def test_an_old_link_says_what_changed_until_the_reader_changes_something(base_url, open_page, catalog):
    preset = next(iter(catalog.presets.values()))
    state = views.preset_state(preset)
    rows = {row for name in [*preset.require, *preset.weigh] for row in catalog.criteria[name].rows}
    names = {*rows, *preset.require, *preset.weigh}
    touched = [c for c in catalog.changes[1:] if any(f.fact.split()[0] in names for f in c.facts)]
    page = ready(open_page(f"{base_url}choose/selector/#?{state}&j=1"))
    since = page.locator("#answer-since")
    assert since.is_visible()
    assert page.locator("#answer-since ~ ul").first.locator("> li").count() == len(touched)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    record = download.value.path().read_text(encoding="utf-8")
    assert f"journal entry {len(catalog.changes)}\n" in record
    assert "first made at entry 1 (" in record
    assert "j=1" in page.url
    first = next(iter(preset.weigh))
    choose(page, first, "–")
    page.wait_for_function("count => location.hash.includes(`j=${count}`)", arg=len(catalog.changes))
    assert page.locator("#answer-since").count() == 0
    newer = ready(open_page(f"{base_url}choose/selector/#?{state}&j={len(catalog.changes) + 5}"))
    assert "made with a newer copy of this guide" in newer.locator(".selector-notes").inner_text()
    assert short(newer) != "Nothing is asked yet."


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "'\"><svg/onload=alert(1)>",
    "__proto__",
    "constructor",
    "toString",
    "javascript:alert(1)",
    "\u202egnp.exe",
    "%00",
    "%",
    "\U0001f600",
    "\u0663",
    "1e9",
    "-1",
    "9" * 50,
    "cr-nothing",
    "a.b.c",
    ".",
    "..",
    "{{7*7}}",
    "${alert(1)}",
    "\n",
    " ",
)


def hostile_hashes(ids):
    rng = random.Random(42)  # noqa: S311 - a seed, no secret
    keys = ["need", "most", "more", "some", "own", "pv", "full", "j", "x", "__proto__", "hasOwnProperty", "NEED", ""]
    for number in range(200):
        parts = []
        for _ in range(rng.randint(1, 5)):
            value = rng.choice(HOSTILE)
            if rng.random() < 0.3:
                value = f"{rng.choice(ids)}.{value}"
            text = value if "%" in value or rng.random() < 0.2 else quote(value, safe="")
            parts.append(f"{rng.choice(keys)}={text}")
        if number % 40 == 0:
            parts.append("need=" + "a" * 5000)
        yield "#?" + "&".join(parts).replace("\n", "%0A").replace(" ", "%20")


@pytest.mark.site
@pytest.mark.browser
def test_hostile_addresses_are_told_and_do_nothing(base_url, open_page, catalog):
    page = ready(open_page(f"{base_url}choose/selector/", fresh=True))
    page.on("dialog", lambda dialog: page.problems.append(f"a dialog: {dialog.message}"))
    ids = list(catalog.criteria)
    script = """async (hashes) => {
      const out = [];
      for (const hash of hashes) {
        history.replaceState(null, "", hash);
        window.dispatchEvent(new HashChangeEvent("hashchange"));
        await new Promise((resolve) => requestAnimationFrame(resolve));
        out.push([hash, document.querySelector(".selector-notes").textContent, document.querySelector(".selector-short").textContent,
          document.querySelectorAll(".selector :is(img, script, iframe), .selector [onerror], .selector [onload]").length,
          [...document.querySelectorAll(".criterion :checked")].filter((one) => one.value !== "0").map((one) => one.name),
          Object.prototype.hasOwnProperty.call(Object.prototype, "x")]);
      }
      return out;
    }"""
    found = page.evaluate(script, list(hostile_hashes(ids)))
    assert len(found) == 200
    for hash_, notes, answer, markup, chosen_, polluted in found:
        assert notes, f"no note for {hash_}"
        assert answer, hash_
        assert markup == 0, hash_
        assert set(chosen_) <= set(ids)
        assert not polluted
        assert "\u202e" not in notes
    assert page.problems == []
    fresh = ready(open_page(f"{base_url}choose/selector/#?need=%3Cscript%3Ealert(1)%3C/script%3E&pv=yes"))
    assert "Required: found “<script>alert(1)</script>”" in fresh.locator(".selector-notes").inner_text()
    assert short(fresh) == "Nothing is asked yet."
    assert fresh.problems == []


@pytest.mark.site
@pytest.mark.browser
def test_without_scripts_every_criterion_stands_in_tables(base_url, open_page, catalog):
    page = open_page(f"{base_url}choose/selector/", scripts=False)
    assert page.locator(".weights:visible, .selector-answer:visible").count() == 0
    assert page.locator(".criterion:visible").count() == len(catalog.criteria)
    for criterion in catalog.criteria.values():
        assert page.locator(f"#{criterion.id}").is_visible()
    assert page.locator(".criterion > td[data-platform]:visible").count() == len(PLATFORMS) * len(catalog.criteria)
    for preset in catalog.presets:
        assert page.locator(f"#{preset}").is_visible()


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_in_an_answer_and_nothing_hangs_over(base_url, open_page, catalog, scheme, width):
    preset = dict(zip(("light", "dark"), catalog.presets.values(), strict=False))[scheme]
    state = views.preset_state(preset)
    page = ready(open_page(f"{base_url}choose/selector/#?{state}&own=<b>&j=1", width=width, scheme=scheme))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('.selector details').forEach((one) => { one.open = true; })")
    assert find_violations(page, ".md-content") == []


@pytest.mark.site
@pytest.mark.browser
def test_the_form_is_used_by_keyboard_alone(base_url, open_page):
    page = ready(open_page(f"{base_url}choose/selector/"))
    page.locator(".selector-steps a").last.focus()
    page.keyboard.press("Tab")  # the sign of the first criterion
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.weights input')")
    page.keyboard.press("ArrowLeft")  # from the first to the last
    page.wait_for_function("location.hash.includes('need=')")
    assert short(page) != "Nothing is asked yet."
    covered = page.evaluate("""() => {
      const one = document.activeElement.getBoundingClientRect();
      return document.activeElement.parentElement.contains(document.elementFromPoint(one.left + 4, one.top + 4));
    }""")
    assert covered, "the sticky answer does not lie over what has the focus"
