"""A question or worked design whose rows changed since its review is listed, asked about and written down; no other is."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from dataclasses import replace

import pytest
from conftest import PLATFORMS, WORLD, mend, plant

from cloud_ml_platforms import command as cli
from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog.load import read_catalog, yaml_paths
from cloud_ml_platforms.check.interview import coach_faults
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.check.records import future_date_faults
from cloud_ml_platforms.journal.base import base_from
from cloud_ml_platforms.journal.edits import EditError, entry_text, set_in_entry
from cloud_ml_platforms.journal.entries import check_journal, write_entry
from cloud_ml_platforms.journal.facts import facts
from cloud_ml_platforms.journal.recheck import recheck
from cloud_ml_platforms.journal.reviewing import (
    MINUTES_FOR_A_REVIEW,
    choose_reviews,
    print_reviews,
    review_places,
    reviews_within,
)
from cloud_ml_platforms.journal.waiting import relied_on, reviews_missing_changes, to_review
from cloud_ml_platforms.paths import DATA
from cloud_ml_platforms.text.references import resolve_reference
from cloud_ml_platforms.topics.macros import show
from cloud_ml_platforms.topics.page import Page

DAY = "2026-11-26"
FULL = ("alpha", "beta")  # of the small world
ROWS = ("ep-rollback", "ep-kinds", "reg-approval", "pipe-trigger", "mon-coverage")


def after(number):
    """Return the id of an entry of DAY by its number, from 1."""
    return f"{DAY}-{number:06}-a-test"


TEXTS = {
    "rows": ("ep-rollback",),
    "answer": "[[ep-kinds]] [[ep-scale-to-zero vertex-ai]] [[lim-ep-timeout-s azure-ml managed]] [[lim-ep-bake]] "
    "[[sm-model-monitor-closed]] [[vx-explainable-ai-deprecated ends]] [[sm-model-monitor|it]] [[tr-spot]] [[b-sm-clarify]]",
}


def question(**fields):
    value = {
        "id": "q-x",
        "theme": "canary-rollout",
        "level": "onsite",
        "asked": "often",
        "platforms": ("sagemaker",),
        "question": "How would you roll it back?",
        "answer": "I point the traffic at blue.",
        "points": ({"id": "a", "says": "Blue is kept"}, {"id": "b", "says": "Alarms decide"}),
        "follow_ups": ({"ask": "And then?", "answer": "I wait."},) * 2,
        "wrong": {"says": "Delete it.", "why": "It is gone then."},
        "rows": ("ep-rollback",),
        "reviewed": {"day": DAY, "journal": after(1)},
        **fields,
    }
    return m.Question.model_validate(value)


def case_value(**fields):
    shown = (*m.INGREDIENTS, *m.INGREDIENTS[:3])
    return {
        "id": "batch-scoring-x",
        "order": 99,
        "name": "A worked design",
        "brief": "Score what comes in.",
        "clarify": ({"ask": "How fast?", "changes": "The kind of endpoint."},) * 5,
        "numbers": ({"what": "Requests", "sum": "2 + 4", "is": "6 a second"},) * 4,
        "design": "One endpoint.",
        "parts": ({"part": "Serving", "platforms": dict.fromkeys(PLATFORMS, "An endpoint")},) * 5,
        "bites": dict.fromkeys(PLATFORMS, "It costs."),
        "ingredients": dict.fromkeys(m.INGREDIENTS, "Said."),
        "breaks": ({"what": "It", "notice": "An alarm", "do": "Roll back"},) * 3,
        "push": ({"ask": "And then?", "answer": "I wait."},) * 2,
        "score": tuple(
            {"id": name, "says": f"Point {name}", "shows": ingredient}
            for name, ingredient in zip("abcdefghi", shown, strict=True)
        ),
        "rows": ROWS,
        "reviewed": {"day": DAY, "journal": after(1)},
        **fields,
    }


def case(**fields):
    return m.Case.model_validate(case_value(**fields))


def entry(*addresses, kind="vendor", was="old", date=DAY, ids=()):
    fact_changes = tuple(m.FactChange(fact=address, was=was, now="new") for address in addresses)
    return m.Change(id=f"{date}-000000-a-test", kind=kind, why="They changed it", ids=ids, facts=fact_changes)


def with_only(catalog, *texts, changes):
    """Return the catalog with these questions and worked designs and this journal only, its entries numbered."""
    questions = {text.id: text for text in texts if isinstance(text, m.Question)}
    cases = {text.id: text for text in texts if isinstance(text, m.Case)}
    numbered = (
        change.model_copy(update={"id": f"{change.date}-{number:06}-a-test"})
        for number, change in enumerate(changes, 1)
    )
    return replace(catalog, questions=questions, cases=cases, verdicts={}, changes=tuple(numbered))


def waits(catalog, text, *changes):
    """Return whether a text that was reviewed after one entry waits when these follow it."""
    before = entry("ep-rollback sagemaker")
    return [review.id for review in to_review(with_only(catalog, text, changes=(before, *changes)))] == [text.id]


# What a text rests on ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fact",
    [
        "ep-rollback sagemaker",
        "ep-rollback sagemaker real-time",
        "ep-rollback name",
        "ep-kinds sagemaker",
        "ep-scale-to-zero vertex-ai",
        "lim-ep-timeout-s azure-ml",
        "lim-ep-timeout-s azure-ml managed max docs",
        "lim-ep-timeout-s name",
        "lim-ep-bake sagemaker real-time max docs",
        "sm-model-monitor-closed",
        "sm-model-monitor-closed breaks",
        "vx-explainable-ai-deprecated",
        "sm-model-monitor",
        "tr-spot idea",
        "tr-spot sagemaker",
        "tr-spot sagemaker+azure-ml",
        "b-sm-clarify",
    ],
)
def test_it_waits_when_what_it_rests_on_changed(catalog, fact):
    assert waits(catalog, question(**TEXTS), entry(fact))


@pytest.mark.parametrize(
    "fact",
    [
        "ep-rollback azure-ml",  # the question is about SageMaker
        "ep-rollback vertex-ai dedicated-public",
        "ep-rollout-auto sagemaker",
        "ep-kinds azure-ml",
        "ep-scale-to-zero sagemaker",  # named for Vertex AI only
        "lim-ep-timeout-s sagemaker real-time max docs",
        "lim-ep-timeout-s vertex-ai",
        "lim-ep-bake azure-ml managed max docs",
        "sm-model-monitor-closed-x",
        "sm-model-dashboard",
        "tr-spot azure-ml",
        "tr-spot vertex-ai+azure-ml",
        "b-sm-neo",
    ],
)
def test_it_does_not_wait_when_something_else_changed(catalog, fact):
    assert not waits(catalog, question(**TEXTS), entry(fact))


def test_a_row_that_is_named_for_another_platform_counts_for_both(catalog):
    text = question(answer="As on Azure ([[ep-rollback azure-ml]]).")
    waits_by_platform = {name: waits(catalog, text, entry(f"ep-rollback {name}")) for name in PLATFORMS}
    assert waits_by_platform == {"sagemaker": True, "vertex-ai": False, "azure-ml": True}


REF = "See [[ep-kinds sagemaker]]."
FIELDS = {
    "question": {"question": REF},
    "answer": {"answer": "So.\n\n{a|It is `code` and [[ep-kinds|kinds]]}."},
    "point": {"points": ({"id": "a", "says": "A"}, {"id": "b", "says": REF})},
    "follow-up": {"follow_ups": ({"ask": "And?", "answer": "So."}, {"ask": REF, "answer": "So."})},
    "its answer": {"follow_ups": ({"ask": "And?", "answer": "So."}, {"ask": "And?", "answer": REF})},
    "wrong": {"wrong": {"says": "Never.", "why": REF}},
    "old key": {"old_key": {"expects": "It.", "now": "Not.", "event": "sm-model-monitor-closed", "say": REF}},
}


@pytest.mark.parametrize("fields", FIELDS.values(), ids=FIELDS)
def test_a_reference_counts_wherever_it_stands(catalog, fields):
    assert waits(catalog, question(**fields), entry("ep-kinds sagemaker"))
    assert not waits(catalog, question(), entry("ep-kinds sagemaker"))


def test_the_event_of_an_old_key_counts(catalog):
    old_key = {"expects": "It.", "now": "Not.", "event": "sm-model-monitor-closed", "say": "So."}
    assert waits(catalog, question(old_key=old_key), entry("sm-model-monitor-closed use"))
    assert not waits(catalog, question(old_key=old_key), entry("sm-model-monitor"))
    assert not waits(catalog, question(), entry("sm-model-monitor-closed use"))


def test_a_worked_design_rests_on_its_rows_for_all_platforms_and_on_every_reference(catalog):
    text = case(ingredients={**dict.fromkeys(m.INGREDIENTS, "Said."), "cost": "[[lim-ep-bake azure-ml managed]]"})
    assert all(waits(catalog, text, entry(f"{row} {platform}")) for row in ROWS for platform in PLATFORMS)
    assert waits(catalog, text, entry("lim-ep-bake azure-ml managed max docs"))
    assert not waits(catalog, text, entry("lim-ep-bake sagemaker real-time max docs"))
    assert not waits(catalog, text, entry("ep-scale-to-zero sagemaker"))


@pytest.fixture(scope="module")
def written(catalog):
    """Return every question and worked design of the data with its part of the file, as the file has it."""
    at = review_places(DATA)
    return catalog, [
        (text, entry_text(at[name].path, name)) for name, text in {**catalog.questions, **catalog.cases}.items()
    ]


def test_of_every_text_all_references_count_and_nothing_else(written):
    catalog, texts = written
    assert len(texts) > 100
    for text, source in texts:
        referenced = set(re.findall(r"\[\[([a-z0-9-]+)", source))
        event = re.findall(r"^ +event: (\S+)", source, re.MULTILINE)
        assert set(relied_on(catalog, text)) == {*referenced, *event, *text.rows}, text.id
        assert all(resolve_reference(catalog, name).problem is None for name in relied_on(catalog, text))
        assert all(platforms <= set(PLATFORMS) for platforms in relied_on(catalog, text).values())
        asked = text.platforms if isinstance(text, m.Question) else PLATFORMS
        assert all(set(asked) <= relied_on(catalog, text)[row] for row in text.rows)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_fact_of_a_record_that_can_be_named_makes_a_text_wait_but_those_of_other_platforms(catalog, platform):
    addresses = [fact for fact in facts(catalog) if resolve_reference(catalog, fact.split()[0]).problem is None]
    everything = " ".join(f"[[{name}]]" for name in {fact.split()[0] for fact in addresses})
    text = question(platforms=(platform,)).model_copy(update={"answer": everything})
    (review,) = to_review(with_only(catalog, text, changes=[entry("x"), *map(entry, addresses)]))
    untouched = set(addresses) - {reason.fact for reason in review.reasons}
    assert len(review.reasons) > len(addresses) / 3
    assert len(untouched) > len(addresses) / 3
    others = set(PLATFORMS) - {platform}
    assert all(set(fact.split()[1].split("+")) <= others for fact in untouched)


# What makes it wait --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "expected"), [("vendor", True), ("correction", True), ("wording", False)])
def test_other_words_for_the_same_make_nothing_wait(catalog, kind, expected):
    assert waits(catalog, question(), entry("ep-rollback sagemaker", kind=kind)) == expected


def test_of_what_is_new_only_a_fact_of_a_record_that_was_there_counts(catalog):
    assert waits(catalog, question(), entry("ep-rollback sagemaker x", kind="new", was=None))
    assert not waits(catalog, question(), entry("ep-rollback azure-ml x", kind="new", was=None))
    assert not waits(catalog, question(), entry(kind="new", ids=("ep-rollback", "online-endpoints")))


def test_what_was_there_at_the_review_does_not_count_not_even_of_the_same_day(catalog):
    same_day = [entry("ep-rollback sagemaker"), entry("ep-rollback sagemaker"), entry("ep-rollback sagemaker")]
    counts = []
    for number in range(4):
        reviews = to_review(
            with_only(catalog, question(reviewed={"day": DAY, "journal": after(number)}), changes=same_day)
        )
        counts.append(len(reviews[0].reasons) if reviews else 0)
    assert counts == [3, 2, 1, 0]


def test_the_last_entry_decides_and_not_the_day(catalog):
    text = question(reviewed={"day": "2030-01-01", "journal": after(1)})
    assert waits(catalog, text, entry("ep-rollback sagemaker", date="2029-12-31"))
    text = question(reviewed={"day": "2020-01-01", "journal": after(1)})
    assert not waits(catalog, text)


def test_every_reason_is_told_in_order_with_was_now_day_and_why(catalog):
    gone = m.FactChange(fact="ep-rollback sagemaker x", was="a", now=None)
    changes = [
        entry("ep-rollback azure-ml"),
        entry("ep-rollback sagemaker", "ep-kinds sagemaker", date="2026-12-01"),
        entry("ep-rollback sagemaker", kind="wording", date="2026-12-02"),
        m.Change(id="2026-12-03-000000-a-test", kind="correction", why="We were wrong", facts=(gone,)),
    ]
    (review,) = to_review(with_only(catalog, question(), changes=changes))
    assert [
        (reason.fact, reason.was, reason.now, reason.date, reason.kind, reason.why) for reason in review.reasons
    ] == [
        ("ep-rollback sagemaker", "old", "new", "2026-12-01", "vendor", "They changed it"),
        ("ep-rollback sagemaker x", "a", None, "2026-12-03", "correction", "We were wrong"),
    ]
    assert (review.id, review.title, review.page) == ("q-x", "How would you roll it back?", "q/q-x/")
    assert review.names == (catalog.rows["ep-rollback"].name,)


def test_the_longest_waiting_comes_first(catalog):
    texts = [
        question(id="q-late", rows=("ep-kinds",)),
        question(id="q-first", reviewed={"day": DAY, "journal": after(0)}),
        question(id="q-calm", rows=("reg-approval",)),
        case(),
    ]
    changes = [entry("ep-rollback sagemaker"), entry("ep-rollback azure-ml"), entry("ep-kinds sagemaker")]
    assert [review.id for review in to_review(with_only(catalog, *texts, changes=changes))] == [
        "q-first",
        "batch-scoring-x",
        "q-late",
    ]


def test_an_entry_of_another_branch_that_a_review_did_not_see_is_found(catalog, world, world_data):
    later = entry("ep-rollback sagemaker").model_copy(update={"id": after(1)})
    text = question(reviewed={"day": DAY, "journal": after(2)})
    changed = with_only(catalog, text, changes=[later, later])
    assert [*reviews_missing_changes(changed, {"q-x": after(2)}, [later])] == [("q-x", after(1))]
    assert [*reviews_missing_changes(changed, {"q-x": after(1)}, [later])] == [], "reviewed again since"
    assert [*reviews_missing_changes(changed, {"q-x": after(2)}, [later.model_copy(update={"kind": "wording"})])] == []
    assert [*reviews_missing_changes(changed, {"q-x": after(2)}, [entry("ep-kinds sagemaker")])] == []
    name = next(iter(world.questions))
    mark = world.questions[name].reviewed.journal
    row = world.questions[name].rows[0]
    unseen = entry(f"{row} name").model_copy(update={"id": f"{mark[:10]}-000000-a-test"})
    write_entry(unseen, world_data)
    grown, files, _ = read_catalog(world_data, yaml_paths(world_data))
    faults = [str(fault) for fault in check_journal(grown, files, base_from(world)) if fault.key == name]
    assert len(faults) == 1
    assert f"found a review that did not see {unseen.id}, which comes before {mark}" in faults[0]


def test_a_review_after_an_entry_that_is_not_there_or_of_tomorrow_is_a_fault(catalog):
    changed = with_only(
        catalog, question(reviewed={"day": DAY, "journal": after(2)}), changes=[entry("ep-rollback sagemaker")]
    )
    problem = f"a review after {after(2)!r}"
    assert ("q-x", problem, "the id of an entry in data/journal", ("reviewed", "journal")) in [*coach_faults(changed)]
    _, files, _ = read_catalog(DATA, [DATA / "questions" / "canary-rollout.yml"])
    faults = list(future_date_faults(files, dt.date(2020, 1, 1)))
    assert all(fault.key.endswith("reviewed.day") for fault in faults)
    assert len(faults) == len(files["data/questions/canary-rollout.yml"].value["questions"])


# The list ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def three(catalog):
    """Three that wait: one because of SageMaker, one because of Azure ML, one because of both."""
    texts = [
        question(id="q-both", platforms=PLATFORMS, rows=("ep-kinds", "reg-approval")),
        question(id="q-sm"),
        question(id="q-az", platforms=("azure-ml",), rows=("ep-kinds",)),
    ]
    changes = [entry("x"), entry("ep-rollback sagemaker", "ep-kinds azure-ml", "reg-approval sagemaker")]
    return with_only(catalog, *texts, changes=changes)


@pytest.mark.parametrize(
    ("platform", "only", "expected"),
    [
        (None, (), {"q-both", "q-sm", "q-az"}),
        ("sagemaker", (), {"q-both", "q-sm"}),
        ("azure-ml", (), {"q-both", "q-az"}),
        ("vertex-ai", (), set()),
        (None, ("q-sm",), {"q-sm"}),
        (None, ("ep-kinds",), {"q-both", "q-az"}),
        (None, ("ep-kinds", "q-sm"), {"q-both", "q-az", "q-sm"}),
        (None, ("ep-rollout-auto",), set()),
        ("sagemaker", ("ep-kinds",), set()),
        ("sagemaker", ("reg-approval",), {"q-both"}),
        ("azure-ml", ("q-both",), {"q-both"}),
        ("azure-ml", ("q-sm",), set()),
    ],
)
def test_platform_and_ids_choose_as_they_do_for_evidence(three, platform, only, expected):
    assert {review.id for review in choose_reviews(three, platform, only)} == expected


def test_who_chooses_sees_all_that_changed_because_an_answer_speaks_of_all(three):
    (review,) = choose_reviews(three, "azure-ml", ("q-both",))
    assert [reason.fact for reason in review.reasons] == ["ep-kinds azure-ml", "reg-approval sagemaker"]


@pytest.mark.parametrize(
    ("minutes", "count", "minutes_left"), [(None, 3, None), (0, 1, 0), (2, 1, 0), (6, 2, 0), (8, 2, 2), (20, 3, 11)]
)
def test_reviews_take_of_the_time_that_there_is(three, minutes, count, minutes_left):
    reviews = choose_reviews(three)
    assert MINUTES_FOR_A_REVIEW == 3
    assert reviews_within(reviews, minutes) == (reviews[:count], minutes_left)


# With a person -------------------------------------------------------------------------------------------------------


@pytest.fixture
def today(world, monkeypatch):
    day = dt.date.fromisoformat(world.as_of) + dt.timedelta(days=90)
    monkeypatch.setattr("cloud_ml_platforms.check.run.latest_today", lambda: day)
    return day


@pytest.fixture(scope="module")
def waiting_question(world):
    """A question about one platform."""
    return next(text for text in world.questions.values() if len(text.platforms) == 1)


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory, world, waiting_question):
    """A copy of the small world in which every review is of today, but for one question, one row of which changed afterwards."""
    folder = tmp_path_factory.mktemp("reviewed") / "data"
    shutil.copytree(WORLD / "data", folder)
    before = world.changes[-1]
    later = newer(before, fact_of(waiting_question))
    for path in [path for kind in ("questions", "cases") for path in (folder / kind).glob("*.yml")]:
        text = re.sub(r"journal: 20[\w-]+", f"journal: {later.id}", path.read_text(encoding="utf-8"))
        start, id_line, rest = text.partition(f"  - id: {waiting_question.id}\n")
        text = start + id_line + (rest.replace(later.id, before.id, 1) if id_line else rest)
        path.write_text(text, encoding="utf-8")
    write_entry(later, folder)
    return folder


def newer(change, *facts):
    """Return an entry of the same day as another one that comes after it."""
    return entry(*facts, date=change.date).model_copy(update={"id": f"{change.id[:11]}999999-{change.id[18:]}-x"})


@pytest.fixture(scope="module")
def copied(tmp_path_factory, reviewed):
    folder = tmp_path_factory.mktemp("copied") / "data"
    shutil.copytree(reviewed, folder)
    return folder


@pytest.fixture
def data(copied, reviewed):
    """A copy of that for all tests here, mended after each."""
    yield copied
    mend(copied, reviewed)
    shutil.rmtree(copied.parent / ".cache", ignore_errors=True)


@pytest.fixture(autouse=True)
def _no_editor(monkeypatch):
    monkeypatch.delenv("EDITOR", raising=False)


@pytest.fixture(autouse=True)
def _without_evidence(monkeypatch):
    """The queue of sources has tests of its own, and reading it takes a second."""
    for module in ("recheck", "sitting"):
        monkeypatch.setattr(f"cloud_ml_platforms.journal.{module}.read_statements", lambda _data: [])


def fact_of(text):
    return f"{text.rows[0]} {text.platforms[0]}"


def answers(*words):
    """Return an `ask` that gives these answers and then quits; one that is callable is called and gives what it returns."""
    remaining = list(words)

    def ask(_prompt):
        answer = remaining.pop(0) if remaining else "q"
        return answer() if callable(answer) else answer

    return ask


def go(data, today, *words, **options):
    return recheck(data=data, ask=answers(*words), show=lambda _: None, today=today, **options)


def waiting(data):
    return [review.id for review in to_review(load_catalog(data))]


def file_of(data, text):
    return review_places(data)[text.id].path


def edit(data, text, words="another answer"):
    """Return a function that writes other words into the question of a text, as a person would, and presses Enter."""

    def write():
        plant(file_of(data, text), text.question, f"Is this {words}?")
        return ""

    return write


def renewed(source, text, today, last):
    """Return the bytes of a file in which only the review of one question is another."""
    before, start, after = source.partition(f"  - id: {text.id}\n".encode())
    old = re.search(rb"reviewed: \{day: [0-9-]+, journal: [\w-]+\}", after)[0]
    new = f"reviewed: {{day: {today}, journal: {last.id}}}".encode()
    assert old != new
    return before + start + after.replace(old, new, 1)


def test_what_changed_is_listed_and_shown_with_its_place(data, today, waiting_question, capsys):
    go(data, today, "q")
    out = capsys.readouterr().out
    line = (
        file_of(data, waiting_question).read_text(encoding="utf-8").split(f"id: {waiting_question.id}\n")[0].count("\n")
        + 1
    )
    at = f"data/questions/{file_of(data, waiting_question).name}:{line}"
    assert out.count(at) == 2
    listed, shown = out.split("questions, worked designs and verdicts to review: 1, about 3 minutes\n")
    assert waiting_question.question in listed
    assert fact_of(waiting_question) in listed
    assert f"== {waiting_question.question}" in shown
    assert f"   {load_catalog(data).changes[-1].date} {fact_of(waiting_question)} (vendor): They changed it\n" in shown
    assert "   was: old\n   now: new\n" in shown


def test_still_right_writes_day_and_number_of_entries_and_nothing_else(data, today, waiting_question):
    before = {path: path.read_bytes() for path in data.rglob("*.yml")}
    assert waiting(data) == [waiting_question.id]
    go(data, today, "s")
    path = file_of(data, waiting_question)
    expected = renewed(before[path], waiting_question, today, load_catalog(data).changes[-1])
    assert {path: path.read_bytes() for path in before} == {**before, path: expected}
    assert waiting(data) == []
    assert go(data, today, lambda: pytest.fail("asked again")) == 0


def test_to_skip_or_quit_writes_nothing_and_a_wrong_answer_is_asked_again(data, today, waiting_question, capsys):
    before = file_of(data, waiting_question).read_bytes()
    for words in (["k"], ["skip"], ["x", "k"], ["q"], []):
        go(data, today, *words)
    assert "found 'x'; expected one of s, e, k, q" in capsys.readouterr().out
    assert file_of(data, waiting_question).read_bytes() == before
    assert waiting(data) == [waiting_question.id]


def test_the_end_of_input_means_quit(data, today, waiting_question):
    def end():
        raise EOFError

    go(data, today, end)
    go(data, today, "e", end)
    assert waiting(data) == [waiting_question.id]


def test_who_quits_is_not_asked_about_sources(data, today, monkeypatch, capsys):
    monkeypatch.setattr("cloud_ml_platforms.journal.recheck.tasks_within", lambda *_: [None])
    monkeypatch.setattr("cloud_ml_platforms.journal.recheck._go_through", lambda *_: pytest.fail("went on"))
    go(data, today, "q")
    assert "0 statements read again, the rest waits" in capsys.readouterr().out


def test_sources_come_after_reviews_in_the_time_that_is_left(data, today, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "cloud_ml_platforms.journal.recheck.tasks_within", lambda _, minutes: asked.append(minutes) or []
    )
    for minutes in (None, 3, 10):
        go(data, today, "k", minutes=minutes)
    assert asked == [None, 7]


def test_edited_waits_for_the_edit_and_keeps_it(data, today, waiting_question):
    path = file_of(data, waiting_question)
    before = path.read_bytes()
    go(data, today, "e", edit(data, waiting_question))
    edited = before.replace(waiting_question.question.encode(), b"Is this another answer?", 1)
    assert path.read_bytes() == renewed(edited, waiting_question, today, load_catalog(data).changes[-1])
    assert waiting(data) == []


def test_who_edited_before_the_answer_is_not_asked_to_edit(data, today, waiting_question, monkeypatch):
    monkeypatch.setenv("EDITOR", "vi")
    monkeypatch.setattr(
        "cloud_ml_platforms.journal.edits.subprocess.run", lambda *_, **__: pytest.fail("opened the editor")
    )
    write = edit(data, waiting_question)
    go(data, today, lambda: write() or "e", lambda: pytest.fail("asked to edit"))
    assert waiting(data) == []


def test_the_editor_of_the_person_is_opened_at_the_line(data, today, waiting_question, monkeypatch):
    called = []
    monkeypatch.setenv("EDITOR", "vi -n")
    monkeypatch.setattr(
        "cloud_ml_platforms.journal.edits.subprocess.run",
        lambda command, **_: called.append(command) or edit(data, waiting_question)(),
    )
    place = review_places(data)[waiting_question.id]
    go(data, today, "e", lambda: pytest.fail("asked to edit"))
    assert called == [["vi", "-n", f"+{place.line}", str(place.path)]]
    assert waiting(data) == []


def test_edited_without_an_edit_is_asked_again_and_may_be_left(data, today, waiting_question, capsys):
    before = file_of(data, waiting_question).read_bytes()
    go(data, today, "e", "", "k")
    assert f"found no edit of {waiting_question.id}; expected one, or still right" in capsys.readouterr().out
    assert file_of(data, waiting_question).read_bytes() == before
    assert waiting(data) == [waiting_question.id]


def test_an_edit_with_a_fault_is_asked_for_again_and_nothing_is_written_before(data, today, waiting_question, capsys):
    path = file_of(data, waiting_question)
    before = path.read_bytes()

    def break_it():
        plant(path, f"id: {waiting_question.id}\n", f"id: {waiting_question.id}\n    colour: red\n")
        return ""

    def mend_it():
        assert path.read_bytes() == before.replace(
            f"id: {waiting_question.id}\n".encode(), f"id: {waiting_question.id}\n    colour: red\n".encode()
        )
        plant(path, "    colour: red\n", "    # looked at\n")
        return ""

    go(data, today, "e", break_it, mend_it)
    assert "an unknown key 'colour'" in capsys.readouterr().out
    assert waiting(data) == []
    assert b"# looked at" in path.read_bytes()


def test_a_text_that_changed_under_the_answer_is_not_still_right(data, today, waiting_question, capsys):
    path = file_of(data, waiting_question)
    edited = path.read_bytes().replace(waiting_question.question.encode(), b"Is this somebody else's?", 1)
    write = edit(data, waiting_question, "somebody else's")
    go(data, today, lambda: write() or "s", "k")
    out = capsys.readouterr().out
    assert f"{path.name} {waiting_question.id}: found another text than was shown; expected the same" in out
    assert "== Is this somebody else's?" in out  # and it is shown as it is now
    assert path.read_bytes() == edited
    assert waiting(data) == [waiting_question.id]


def test_a_file_that_is_no_yaml_any_more_is_not_written(data, today, waiting_question, capsys):
    path = file_of(data, waiting_question)

    def damage():
        path.write_bytes(path.read_bytes() + b"\n  - {\n")
        return "s"

    go(data, today, damage, "k")
    assert path.read_bytes().endswith(b"\n  - {\n")
    assert "not YAML" in capsys.readouterr().out


def test_an_edit_of_the_question_beside_it_is_no_edit_of_this(data, today, waiting_question):
    path = file_of(data, waiting_question)
    other = next(
        text
        for text in load_catalog(data).questions.values()
        if review_places(data)[text.id].path == path and text.id != waiting_question.id
    )
    write = edit(data, other, "about another")
    go(data, today, lambda: write() or "s")
    assert b"about another" in path.read_bytes()
    assert waiting(data) == []


def test_a_question_that_moved_to_another_file_is_told(data, today, waiting_question, capsys):
    path = file_of(data, waiting_question)
    part = entry_text(path, waiting_question.id)

    def move():
        plant(path, f"  - {part}\n", "")
        (path.parent / "elsewhere.yml").write_text(f"questions:\n  - {part}\n", encoding="utf-8")
        return "e"

    go(data, today, move)
    assert f"{waiting_question.id} is no longer in data/questions/{path.name}" in capsys.readouterr().out
    assert waiting(data) == [waiting_question.id]


def test_an_entry_that_comes_during_the_answer_is_not_taken_as_seen(data, today, waiting_question):
    shown = load_catalog(data).changes

    def grow():
        write_entry(newer(shown[-1], fact_of(waiting_question)), data)
        return "s"

    go(data, today, grow)
    next_review = next(review for review in to_review(load_catalog(data)) if review.id == waiting_question.id)
    assert (next_review.reviewed.journal, len(next_review.reasons)) == (shown[-1].id, 1)


def test_a_worked_design_is_reviewed_in_its_own_file(data, today, world, capsys):
    (case,) = world.cases.values()
    path = data / "cases" / f"{case.id}.yml"
    last = load_catalog(data).changes[-1].id
    source = path.read_text(encoding="utf-8").replace(last, world.changes[-1].id).replace("{day:", "{ day:")
    path.write_text(source + "# é\n", encoding="utf-8")
    assert waiting(data) == ["q-alpha-depth", case.id]
    go(data, today, "s", only=(case.id,))
    expected = source.replace(f"day: {case.reviewed.day}", f"day: {today}").replace(world.changes[-1].id, last)
    assert path.read_text(encoding="utf-8") == expected + "# é\n" != source + "# é\n"
    assert waiting(data) == ["q-alpha-depth"]
    assert f"data/cases/{case.id}.yml:1\n" in capsys.readouterr().out


def test_the_command_lists_reviews_before_sources_and_takes_ids_and_platform(
    data, waiting_question, monkeypatch, capsys
):
    monkeypatch.setattr(cli, "DATA", data)
    other = next(platform for platform in FULL if platform != waiting_question.platforms[0])
    for arguments, count in (
        (["--list", "5"], 1),
        (["--list", "5", waiting_question.id], 1),
        (["--list", "5", "--platform", waiting_question.platforms[0]], 1),
        (["--list", "5", "--platform", other], 0),
        (["--list", "5", next(name for name in load_catalog(data).questions if name != waiting_question.id)], 0),
    ):
        assert cli.main(["recheck", *arguments]) == 0
        out = capsys.readouterr().out
        assert f"to review: {count}, " in out
        assert (waiting_question.question in out) == bool(count)
        assert out.index("to review") < out.index("sources to read again")


@pytest.mark.data
def test_a_platform_that_nobody_knows_is_an_error(capsys):
    assert cli.main(["recheck", "--list", "1", "--platform", "azure"]) == 1
    assert "found platform 'azure'; expected one of sagemaker, vertex-ai, azure-ml" in capsys.readouterr().err


def test_a_list_of_none_says_so_and_prints_only_what_is_asked_for(data, capsys):
    catalog = load_catalog(data)
    later = newer(catalog.changes[-1], *(f"{row} beta" for row in catalog.rows))
    grown = replace(catalog, changes=(*catalog.changes, later))
    reviews = to_review(grown)
    assert len(reviews) > 20
    print_reviews(reviews, data, 2)
    out = capsys.readouterr().out
    assert out.count(" min  ") == 2
    assert f"to review: {len(reviews)}, about {3 * len(reviews)} minutes" in out
    print_reviews([], data, 2)
    assert capsys.readouterr().out == "questions, worked designs and verdicts to review: 0, about 0 minutes\n"


def test_a_wrong_id_of_a_question_is_an_error_that_names_the_nearest(data, waiting_question, monkeypatch, capsys):
    monkeypatch.setattr(cli, "DATA", data)
    assert cli.main(["recheck", "--list", "3", f"{waiting_question.id}x"]) == 1
    output = capsys.readouterr()
    assert f"found '{waiting_question.id}x'" in output.err
    assert f"nearest: {waiting_question.id}" in output.err
    assert not output.out


def test_a_check_of_the_data_says_nothing_of_reviews(data, waiting_question, without_pages, monkeypatch, capsys):
    monkeypatch.setattr(cli, "DATA", data)
    cli.check_data([])
    output = capsys.readouterr()
    assert not re.search(rf"to review|reviewed|{waiting_question.id}", output.out + output.err)


# Writing -------------------------------------------------------------------------------------------------------------

FLOW = "questions:\n  - id: q-a\n    say: é # x\n    reviewed: {{day: {0}, journal: {1}}} # why\n\n  # next\n  - id: q-b\n    reviewed: {{journal: 1, day: 2026-01-01}}\n"
BLOCK = "id: q-a\nreviewed:\n  # first\n  journal:   {1} # n\n  day: {0}\nrows: [a]"


@pytest.mark.parametrize("begin", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("form", [FLOW, BLOCK])
def test_the_values_are_replaced_where_they_stand(tmp_path, begin, end, form):
    file = tmp_path / "a.yml"
    file.write_bytes((begin + form.format("2026-01-01", 1)).replace("\n", end).encode())
    set_in_entry(file, "q-a", entry_text(file, "q-a"), "reviewed", {"day": "2027-01-15", "journal": "14"})
    assert file.read_bytes().decode() == (begin + form.format("2027-01-15", 14)).replace("\n", end)


@pytest.mark.parametrize(
    ("record", "old", "new"),
    [
        ("q-a", "é", "e"),
        ("q-a", "id: q-a", "id: q-c"),
        ("q-a", "journal: 1}", "journal: 2}"),
        ("q-a", "questions:", "questions: {"),
        ("q-c", "é", "é"),
    ],
)
def test_what_is_not_as_shown_stays(tmp_path, record, old, new):
    file = tmp_path / "a.yml"
    file.write_text(FLOW.format("2026-01-01", 1), encoding="utf-8")
    shown = entry_text(file, "q-a")
    file.write_text(FLOW.format("2026-01-01", 1).replace(old, new, 1), encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(EditError, match=rf"a\.yml {record}: found another text than was shown; expected the same"):
        set_in_entry(file, record, shown, "reviewed", {"day": "2027-01-15", "journal": "14"})
    assert file.read_bytes() == before


def test_a_mapping_or_key_that_is_not_there_is_not_written(tmp_path):
    file = tmp_path / "a.yml"
    file.write_text(FLOW.format("2026-01-01", 1), encoding="utf-8")
    shown = entry_text(file, "q-a")
    for within_, values in (("checked", {"day": "x"}), ("reviewed", {"days": "x"}), ("say", {"day": "x"})):
        with pytest.raises(EditError, match="look at it again"):
            set_in_entry(file, "q-a", shown, within_, values)
    assert file.read_text(encoding="utf-8") == FLOW.format("2026-01-01", 1)
    assert entry_text(file, "q-z") is None


# The page ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def shown(monkeypatch):
    """Render the page's tables for a catalog; its links may lead to pages that are made before a build."""
    monkeypatch.setattr("cloud_ml_platforms.text.links._source", lambda _docs, page: f"{page}index.md")
    return lambda catalog: show(Page("reference/freshness/", catalog=catalog), "freshness")


def part_of(text):
    return text.split("## Questions to review")[1].split("\n## ")[0]


def test_the_page_lists_what_waits_with_links_and_names(catalog, shown):
    texts = [question(), case(), question(id="q-calm", rows=("reg-approval",))]
    changes = [entry("x"), entry("ep-rollback sagemaker", "ep-rollback sagemaker x", "mon-coverage azure-ml")]
    part = part_of(shown(with_only(catalog, *texts, changes=changes)))
    assert part.count("<li>") == 2
    assert "2 of 3 questions, worked designs" in " ".join(part.split())
    assert '<a href="../../q/q-x/">How would you roll it back?</a>' in part
    assert '<a href="../../interview/cases/batch-scoring-x/">A worked design</a>' in part
    assert part.count(catalog.rows["ep-rollback"].name) == 2
    assert part.count(catalog.rows["mon-coverage"].name) == 1
    assert "None: nothing" not in part


def test_the_page_says_that_none_waits(catalog, shown):
    part = part_of(shown(with_only(catalog, question(), changes=[entry("ep-rollback sagemaker")])))
    assert "<li>" not in part
    assert "None: nothing" in part
