"""The coach's arithmetic in a real browser, with shared cases, and the promises of questions and worked designs."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from macros import coach
from macros import models as m
from macros.catalog import ROOT
from macros.coach_rules import value_of

CASES = json.loads((ROOT / "tests" / "coach_cases.json").read_text(encoding="utf-8"))
RECORD = {"last": "2026-11-26", "due": "2026-11-27", "step": 1, "grade": "got", "missed": [], "times": 1}
FORMAT = {"format": "cloud-ml-platforms progress", "version": 1}


@pytest.fixture(scope="module")
def run(scripts):
    """Call a function of coach.js: the file stands alone, without a page."""

    def call(name, *arguments):
        return scripts.evaluate("([name, given]) => CMLP.coach[name](...given)", [name, list(arguments)])

    call.page = scripts
    return call


def progress(cards, ticks=None):
    return {**FORMAT, "cards": cards, "ticks": ticks or {}}


class TestArithmetic:
    @pytest.mark.parametrize(("day", "count", "then"), CASES["addDays"])
    def test_days_are_of_the_calendar(self, run, day, count, then):
        assert run("addDays", day, count) == then

    @pytest.mark.parametrize(("seconds", "text"), CASES["clock"])
    def test_the_clock_reads_minutes_and_seconds(self, run, seconds, text):
        assert run("clock", seconds) == text

    @pytest.mark.parametrize(("record", "today", "state"), CASES["state"])
    def test_the_state_of_a_card(self, run, record, today, state):
        assert run("stateOf", record, today) == state

    @pytest.mark.parametrize("case", CASES["grade"], ids=lambda case: case["name"])
    def test_an_answer_moves_the_card(self, run, case):
        before = progress({"q-a azure-ml": case["before"]} if case["before"] else {}, {"plan-x azure-ml": "2026-11-20"})
        given = {name: case[name] for name in ("asked", "named", "today", "last") if name in case}
        after = run("grade", before, "q-a azure-ml", case["how"], given)
        assert after == {**before, "cards": {"q-a azure-ml": case["after"]}}

    def test_due_come_first_that_wait_longest(self, run):
        cards = {
            "q-a azure-ml": {**RECORD, "due": "2026-11-26"},
            "q-b azure-ml": {**RECORD, "due": "2026-11-20"},
            "q-c azure-ml": {**RECORD, "due": "2026-11-27"},
        }
        keys = [*cards, "q-d azure-ml"]
        assert run("due", progress(cards), keys, "2026-11-26") == ["q-b azure-ml", "q-a azure-ml"]
        assert run("fresh", progress(cards), keys) == ["q-d azure-ml"]

    def test_what_was_missed_stays_until_it_is_named(self, run):
        cards = {
            "q-a azure-ml": {**RECORD, "last": "2026-11-24", "grade": "again"},
            "q-b azure-ml": {**RECORD, "missed": ["b"]},
            "q-c azure-ml": RECORD,
        }
        assert run("missedOf", progress(cards)) == [["q-b azure-ml", ["b"]], ["q-a azure-ml", []]]

    def test_the_last_evening_of_a_plan(self, run):
        assert run("lastEvening", {"a": "", "b": "azure-ml", "n": 3, "day": "2026-11-26"}) == "2026-11-28"
        assert run("lastEvening", None) == ""


class TestProgressFile:
    @pytest.mark.parametrize("case", CASES["read"], ids=lambda case: case["name"])
    def test_a_bad_file_is_refused_with_what_is_wrong(self, run, case):
        if "record" in case:
            text = json.dumps(progress({"q-a azure-ml": {**RECORD, **case["record"]}}))
        elif "part" in case:
            text = json.dumps({**FORMAT, **case["part"]})
        else:
            text = case["text"]
        found = run("read", text)
        assert "progress" not in found
        assert case["says"] in found["problem"]
        assert found["newer"] is case.get("newer", False)

    def test_a_file_that_is_too_long_is_refused(self, run):
        assert "expected at most" in run("read", " " * 4_000_001)["problem"]
        cards = {f"q-{i} azure-ml": RECORD for i in range(20_001)}
        assert "found 20001 entries" in run("read", json.dumps(progress(cards)))["problem"]

    def test_what_is_written_is_read_back(self, run):
        kept = progress(
            {"q-a azure-ml": {**RECORD, "ease": 2.5}, "t-b sagemaker-to-azure-ml": RECORD},
            {"plan-x azure-ml": "2026-11-26"},
        )
        assert run("read", run("write", kept)) == {"progress": kept}

    def test_what_a_later_version_added_stays(self, run):
        kept = {**progress({"q-a azure-ml": RECORD}), "goals": {"any": "thing"}}
        assert run("read", json.dumps(kept)) == {"progress": kept}
        assert run("merge", progress({}), kept)["progress"]["goals"] == {"any": "thing"}

    def test_none_named_can_be_told(self, run):
        after = run(
            "grade",
            progress({}),
            "q-a azure-ml",
            "again",
            {"asked": ["a", "b"], "named": [], "told": True, "today": "2026-11-26"},
        )
        assert after["cards"]["q-a azure-ml"]["missed"] == ["a", "b"]

    def test_a_prototype_cannot_be_written(self, run):
        text = '{"format": "cloud-ml-platforms progress", "version": 1, "ticks": {}, "cards": {"__proto__": {"x": 1}}}'
        assert "expected two ids" in run("read", text)["problem"]
        assert run.page.evaluate("({}).x === undefined")

    def test_two_states_are_put_together_and_nothing_is_lost(self, run):
        mine = progress(
            {"q-a azure-ml": {**RECORD, "last": "2026-11-26"}, "q-b azure-ml": RECORD},
            {"plan-x azure-ml": "2026-11-20"},
        )
        other = progress(
            {
                "q-a azure-ml": {**RECORD, "last": "2026-11-20"},
                "q-b azure-ml": {**RECORD, "times": 4},
                "q-new vertex-ai": RECORD,
            },
            {"plan-x azure-ml": "2026-11-25", "plan-y azure-ml": "2026-11-25"},
        )
        found = run("merge", mine, other)
        assert found["progress"]["cards"] == {
            **mine["cards"],
            "q-b azure-ml": other["cards"]["q-b azure-ml"],
            "q-new vertex-ai": RECORD,
        }
        assert found["progress"]["ticks"] == {"plan-x azure-ml": "2026-11-20", "plan-y azure-ml": "2026-11-25"}
        assert (found["added"], found["newer"], found["kept"], found["ticks"]) == (1, 1, 1, 1)
        assert mine["cards"]["q-b azure-ml"]["times"] == 1

    def test_the_newer_plan_stays(self, run):
        plans = [{"a": "", "b": "azure-ml", "n": n, "day": f"2026-11-2{n}"} for n in (3, 5)]
        for mine, other in (plans, plans[::-1], (None, plans[1])):
            states = [{**progress({}), "plan": plan} if plan else progress({}) for plan in (mine, other)]
            assert run("merge", *states)["progress"]["plan"] == plans[1]
            assert run("read", run("write", states[1])) == {"progress": states[1]}


INGREDIENTS = list(coach.INGREDIENT_WORDS)


class TestMock:
    @pytest.mark.parametrize("case", CASES["bands"], ids=lambda case: f"{case['said']} of {case['asked']}")
    def test_a_band_is_a_share_of_what_was_asked(self, run, case):
        points = [{"shows": "cost", "said": i < case["said"]} for i in range(case["asked"])]
        found = run("score", points, INGREDIENTS)
        assert found["ingredients"]["cost"] == case
        assert found["ingredients"]["storage"]["band"] == "not asked"

    def test_a_strong_hire_has_no_ingredient_at_no_hire(self, run):
        points = [*[{"shows": "cost", "said": False}] * 2, *[{"shows": "rollback", "said": True}] * 9]
        assert run("score", points, INGREDIENTS)["overall"] == {"asked": 11, "said": 9, "band": "hire"}
        points[0] = {"shows": "cost", "said": True}
        assert run("score", points, INGREDIENTS)["overall"]["band"] == "strong hire"

    def test_one_point_alone_takes_nothing_and_half_the_questions_are_needed(self, run):
        points = [{"shows": "cost", "said": False}, *[{"shows": "rollback", "said": True}] * 9]
        assert run("score", points, INGREDIENTS)["overall"]["band"] == "strong hire"
        assert run("score", points, INGREDIENTS, 1, 3)["overall"]["band"] == "too few questions"
        assert run("score", points, INGREDIENTS, 2, 4)["overall"]["band"] == "strong hire"

    def test_points_without_an_ingredient_count_overall(self, run):
        points = [{"shows": "", "said": True}, {"shows": "", "said": False}]
        assert run("score", points, INGREDIENTS)["overall"] == {"asked": 2, "said": 1, "band": "lean no"}

    def test_only_points_of_the_platform_count(self, run):
        points = [
            {"id": "a", "platforms": []},
            {"id": "b", "platforms": ["sagemaker"]},
            {"id": "c", "platforms": ["azure-ml"]},
        ]
        assert [point["id"] for point in run("pointsFor", points, "azure-ml")] == ["a", "c"]

    def pick(self, run, **wish):
        questions = [
            {
                "id": f"q-{deck}-{level}-{i}",
                "shows": INGREDIENTS[i // 2 * 2 : i // 2 * 2 + 2] if deck == "x" else ["cost"],
                "deck": deck,
                "level": level,
                "platforms": ["azure-ml"] if deck == "x" else ["sagemaker", "azure-ml"],
            }
            for deck in ("x", "y", "z")
            for level in m.LEVELS
            for i in range(3)
        ]
        wish = {"deck": "", "level": "", "platform": "azure-ml", "minutes": 45, **wish}
        return run.page.evaluate(
            "([all, wish]) => { let seed = 7; const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;"
            " return CMLP.coach.pick(all, wish, random); }",
            [questions, wish],
        )

    def test_a_mixed_interview_takes_of_every_theme(self, run):
        assert Counter(name.split("-")[1] for name in self.pick(run)) == {"x": 2, "y": 2, "z": 2}

    def test_what_was_not_asked_for_yet_comes_first(self, run):
        assert "2" in {name[-1] for name in self.pick(run, deck="x", minutes=15)}

    def test_level_theme_and_platform_are_kept(self, run):
        assert all("-senior-" in name for name in self.pick(run, level="senior"))
        assert all(name.startswith("q-y-") for name in self.pick(run, deck="y"))
        assert not any(name.startswith("q-x-") for name in self.pick(run, platform="sagemaker"))
        assert self.pick(run, deck="x", platform="sagemaker") == []

    def test_harder_questions_come_later(self, run):
        levels = [m.LEVELS.index(name.split("-")[2]) for name in self.pick(run)]
        assert levels == sorted(levels)

    @pytest.mark.parametrize(("minutes", "count"), [(15, 2), (30, 4), (45, 6), (60, 8)])
    def test_length_decides_how_many(self, run, minutes, count):
        assert len(self.pick(run, minutes=minutes)) == count

    def test_the_markdown_holds_what_was_said_and_what_not(self, run):
        report = {
            "title": "Canary rollout",
            "day": "2026-11-26",
            "platform": "Azure ML",
            "seconds": 725,
            "minutes": 30,
            "version": "2026-11-26.abc",
            "of": 2,
            "ingredients": {"cost": "cost controls"},
            "score": {
                "overall": {"asked": 2, "said": 1, "band": "lean no"},
                "ingredients": {"cost": {"asked": 2, "said": 1, "band": "lean no"}},
            },
            "questions": [
                {
                    "title": "Why?",
                    "link": "https://x.example/q/q-a/",
                    "notes": "# mine\nno",
                    "points": [{"text": "One", "said": True}, {"text": "Two", "said": False}],
                }
            ],
        }
        text = run("markdown", report)
        assert "2026-11-26, Azure ML, 12:05 of 30 minutes, 1 of 2 questions reached. Data 2026-11-26.abc." in text
        assert "| cost controls | lean no | 1 of 2 |" in text
        assert "- [x] One\n- [ ] Two\n\n> # mine\n> no\n" in text


# The bank ------------------------------------------------------------------------------------------------------------


def test_there_are_a_hundred_and_fifty_questions_and_twenty_five_are_core(catalog):
    assert len(catalog.questions) >= 150
    assert sum(question.core for question in catalog.questions.values()) == 25


def test_the_core_has_every_theme_and_works_on_every_platform(catalog):
    core = [question for question in catalog.questions.values() if question.core]
    assert {question.theme for question in core} >= set(catalog.themes) | {"platform-choice", "generative-ai"}
    for platform in m.PLATFORMS:
        assert sum(platform in question.platforms for question in core) == 25


@pytest.mark.parametrize("deck", ["platform-choice", "generative-ai", *m.PLATFORMS])
def test_what_lies_beside_the_themes_has_every_level_too(catalog, deck):
    found = next(one for one in coach.decks(catalog) if one.id == deck)
    assert {question.level for question in found.questions} == set(m.LEVELS)


def test_every_question_is_in_one_deck(catalog):
    found = [question.id for deck in coach.decks(catalog) for question in deck.questions]
    assert sorted(found) == sorted(catalog.questions)


def test_most_questions_show_an_ingredient(catalog):
    without = [q.id for q in catalog.questions.values() if not any(point.shows for point in q.points)]
    assert len(without) <= len(catalog.questions) // 10, without


def test_every_platform_is_asked_for_every_ingredient_in_the_core(catalog):
    core = [question for question in catalog.questions.values() if question.core]
    for platform in m.PLATFORMS:
        shown = {p.shows for q in core for p in q.points if not p.platforms or platform in p.platforms}
        assert set(m.INGREDIENTS) <= shown, platform


EIGHT = {
    "fraud-scoring", "nightly-forecast", "recommendations", "medical-imaging",
    "credit-model", "thousand-tenants", "eight-teams", "open-llm",
}  # fmt: skip


def test_the_eight_designs_are_there(catalog):
    assert set(catalog.cases) == EIGHT


def test_every_translation_deck_has_its_terms(catalog):
    decks = coach.term_decks(catalog)
    assert len(decks) == 6
    assert all(len(deck.terms) >= 80 for deck in decks)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("400 requests/s × 86,400 s", 34_560_000),
        ("(3 + 2) × 1.5 million ÷ 4", 1_875_000),
        ("10 − 2% × 100", 8),
        ("2 × (10 ms + 5 ms)", 30),
    ],
)
def test_sums_are_read_as_people_write_them(text, value):
    assert value_of(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["no number", "3 ×", "(3 + 2", "3 4"])
def test_what_is_no_sum_is_refused(text):
    with pytest.raises((ValueError, SyntaxError)):
        value_of(text)
