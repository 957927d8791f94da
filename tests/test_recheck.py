"""`make recheck`: the queue is in order, an answer is written at once, and what was read today is not asked again."""

from __future__ import annotations

import datetime as dt

import pytest
from conftest import plant

from macros.catalog import load_catalog, read_catalog
from publish.journal import journal_faults
from publish.recheck import queue, recheck, set_scalar, statements, write_queue

TODAY = dt.date(2027, 1, 15)


@pytest.fixture(autouse=True)
def _it_is_that_day(monkeypatch):
    monkeypatch.setattr("macros.rules.this_day", lambda: TODAY)


@pytest.fixture
def tasks(data):
    return queue(data, TODAY)


def answers(*given):
    """Return an `ask` that gives these answers and then quits."""
    left = list(given)
    return lambda _prompt: left.pop(0) if left else "q"


def test_every_piece_of_evidence_is_in_the_queue_once(data, tasks):
    catalog, files, _ = read_catalog(data, sorted(data.rglob("*.yml")))
    places = [(item.file, item.path) for task in tasks for item in task.statements]
    assert len(places) == len(set(places)) == sum(1 for _ in catalog.evidence_by_record())
    assert len(places) == sum(1 for _ in statements(catalog, files, TODAY))


def test_the_order_is_by_importance_and_age(tasks):
    scores = [task.score for task in tasks]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 5 * scores[-1]


def test_what_decides_comes_before_what_does_not_at_equal_age(data):
    catalog = load_catalog(data)
    by_record = {item.record: item for task in queue(data, TODAY) for item in task.statements}
    weights = {name: item.weight for name, item in by_record.items() if name in catalog.rows}
    deciding = [weight for name, weight in weights.items() if catalog.rows[name].decides and catalog.rows[name].probed]
    others = [
        weight for name, weight in weights.items() if not (catalog.rows[name].decides or catalog.rows[name].probed)
    ]
    assert min(deciding) > min(others)


def test_a_row_that_a_conference_may_move_weighs_more(data):
    catalog = load_catalog(data)
    watch = next(one for one in catalog.watches if one.rows)
    weights = {
        item.weight
        for task in queue(data, TODAY)
        for item in task.statements
        if item.record == watch.rows[0] and watch.platform in item.path
    }
    plain = {
        item.weight
        for task in queue(data, dt.date(2029, 1, 1))
        for item in task.statements
        if item.record == watch.rows[0] and watch.platform in item.path
    }
    assert min(weights) > max(plain)


def test_same_writes_the_day_and_nothing_else(data, tasks):
    first = tasks[0].statements[0]
    path = data / first.file.removeprefix("data/")
    before = path.read_text(encoding="utf-8")
    assert recheck(data=data, ask=answers("s"), show=lambda _: None, today=TODAY) == 1
    after = path.read_text(encoding="utf-8")
    changed = [(old, new) for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]
    assert len(changed) == 1
    assert (
        changed[0][1] == changed[0][0].replace(f"read: {first.read}", f"read: {TODAY}", 1)
        or TODAY.isoformat() in changed[0][1]
    )
    left = [item for task in queue(data, TODAY) for item in task.statements]
    assert (first.file, first.path) not in {(item.file, item.path) for item in left}


def test_it_opens_the_source_and_can_be_left_and_taken_up_again(data, tasks):
    shown = []
    recheck(data=data, ask=answers("k", "q"), show=shown.append, today=TODAY)
    assert shown[0].split("#")[0] == load_catalog(data).sources[tasks[0].source].url.split("#")[0]
    assert "#" in shown[0]
    assert queue(data, TODAY) == tasks


def test_changed_waits_for_the_edit_and_writes_the_journal(data, monkeypatch):
    monkeypatch.delenv("EDITOR", raising=False)
    path = data / "capabilities/online-endpoints.yml"
    how = load_catalog(data).rows["ep-rollback"].platforms["sagemaker"].ways[0].how[:40]

    def ask(prompt):
        if "what the vendor changed" not in prompt:
            return "q" if "Rolled back by magic" in path.read_text(encoding="utf-8") else "c"
        plant(path, how, "Rolled back by magic")
        return "They changed it"

    recheck(data=data, only=("ep-rollback",), ask=ask, show=lambda _: None, today=TODAY)
    change = load_catalog(data).changes[-1]
    assert (change.kind, change.why) == ("vendor", "They changed it")
    assert all(fact.fact.startswith("ep-rollback sagemaker") for fact in change.facts)
    assert journal_faults(data) == []


def test_an_edit_with_a_fault_is_asked_for_again(data, monkeypatch, capsys):
    monkeypatch.delenv("EDITOR", raising=False)
    path = data / "capabilities/online-endpoints.yml"
    before = path.read_text(encoding="utf-8")
    prompts = []

    def ask(prompt):
        prompts.append(prompt)
        if "what the vendor changed" not in prompt:
            return "c" if len(prompts) == 1 else "q"
        path.write_text(
            before.replace("support: partial", "support: partly", 1) if len(prompts) == 2 else before, encoding="utf-8"
        )
        return "They changed it" if len(prompts) == 2 else ""

    recheck(data=data, only=("ep-rollback",), ask=ask, show=lambda _: None, today=TODAY)
    assert "found 'partly'" in capsys.readouterr().out


def test_what_was_read_today_by_others_still_waits_but_an_answer_of_today_does_not(data):
    day = dt.date.fromisoformat(load_catalog(data).as_of)
    before = queue(data, day)
    assert before
    recheck(data=data, ask=answers("s", "q"), show=lambda _: None, today=day)
    after = queue(data, day)
    assert sum(len(task.statements) for task in after) == sum(len(task.statements) for task in before) - 1
    (data.parent / ".cache" / "recheck.json").write_text("[", encoding="utf-8")
    assert queue(data, day) == before


def test_gone_is_noted_on_the_source(data, tasks):
    recheck(data=data, ask=answers("g"), show=lambda _: None, today=TODAY)
    assert load_catalog(data).sources[tasks[0].source].gone == TODAY.isoformat()


def test_the_api_check_of_the_statement_is_shown(data, capsys):
    recheck(data=data, only=("ep-scale-to-zero",), ask=lambda _: "k", show=lambda _: None, today=TODAY)
    shown = [line for line in capsys.readouterr().out.splitlines() if line.startswith("   api: ")]
    assert any("ManagedInstanceScaling" in line and line.endswith("as stated") for line in shown)


def test_a_wrong_answer_is_asked_again(data, capsys):
    recheck(data=data, ask=answers("x", "q"), show=lambda _: None, today=TODAY)
    assert "found 'x'; expected one of s, c, g, k, q" in capsys.readouterr().out


def test_two_hours_are_two_hours(data, capsys):
    asked = []
    recheck(data=data, minutes=20, ask=lambda _: asked.append(1) or "k", show=lambda _: None, today=TODAY)
    assert 0 < len(asked) <= 20


def test_the_list_names_records_and_time(data, tasks, capsys):
    write_queue(tasks, load_catalog(data), 3)
    out = capsys.readouterr().out
    assert "https://" in out
    assert "sources to read again" in out


def test_one_scalar_is_replaced_where_it_stands(tmp_path):
    file = tmp_path / "a.yml"
    file.write_text("a:\n  - {read: 2026-01-01, b: [x, {read: 2026-01-01}]}  # é\n", encoding="utf-8")
    set_scalar(file, ("a", 0, "b", 1, "read"), "2027-01-15")
    assert file.read_text(encoding="utf-8") == "a:\n  - {read: 2026-01-01, b: [x, {read: 2027-01-15}]}  # é\n"


def test_a_statement_is_named_by_its_way_and_has_only_its_api_references(catalog, data):
    items = [item for task in queue(data, TODAY) for item in task.statements]
    assert len({item.key for item in items}) == len(items)
    for item in items:
        owner = catalog.rows.get(item.record) or catalog.limits.get(item.record)
        if owner is None:
            assert item.refs == ()
            continue
        platform, *rest = item.what.split()
        cell = owner.platforms[platform]
        if item.record in catalog.rows:
            parts = [way for way in cell.ways if [way.id] == rest]
            expected = [*cell.api, *(ref for way in parts for ref in way.api)]
        else:
            parts = [value for value in cell.values if [value.way, value.rule, value.says] == rest]
            expected = [ref for value in parts if item.at in {e.at for e in value.evidence} for ref in value.api]
        assert len(parts) >= bool(rest)
        assert {ref["ref"] for ref in item.refs} <= {ref.ref for ref in expected}
        if len(parts) <= 1:
            assert [ref["ref"] for ref in item.refs] == [ref.ref for ref in expected]
