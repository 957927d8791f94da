"""`make recheck`: the queue is in order, an answer is written at once and only where it belongs, and nothing waits forever."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections import Counter
from dataclasses import replace

import pytest
from conftest import WORLD, plant

from cloud_ml_platforms import command as cli
from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog.load import read_catalog, yaml_paths
from cloud_ml_platforms.catalog.yaml_files import DataError
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.journal.base import base_from
from cloud_ml_platforms.journal.edits import EditError, clear_gone, note_gone, set_scalar
from cloud_ml_platforms.journal.entries import check_journal
from cloud_ml_platforms.journal.recheck import (
    AFTER_CONFERENCE,
    BEFORE_CONFERENCE,
    EVENT_LEAD,
    MINUTES_FOR_A_SOURCE,
    READING_LASTS,
    agenda_of,
    choose_statements,
    date_fault,
    in_order,
    print_queue,
    queue,
    rank,
    recheck,
    tasks_within,
)
from cloud_ml_platforms.journal.sitting import read_statements
from cloud_ml_platforms.model.answers import letters_in

DAY = dt.timedelta(days=1)
FULL = ("alpha", "beta")  # of the small world


@pytest.fixture
def data(world_data, compared):
    yield world_data
    shutil.rmtree(world_data.parent / ".cache", ignore_errors=True)


@pytest.fixture(scope="module")
def statements_by_stamp():
    return {}


@pytest.fixture(autouse=True)
def _nothing_is_read_twice(statements_by_stamp, monkeypatch):
    """Reading all data takes half a second, and most tests begin with the same."""

    def once(data):
        stamp = tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in data.rglob("*.yml"))
        if stamp not in statements_by_stamp:
            statements_by_stamp[stamp] = read_statements(data)
        return statements_by_stamp[stamp]

    for module in ("recheck", "sitting"):
        monkeypatch.setattr(f"cloud_ml_platforms.journal.{module}.read_statements", once)


@pytest.fixture(autouse=True)
def _no_question_waits(monkeypatch):
    """They come first, and have tests of their own: `test_reviews.py`."""
    monkeypatch.setattr("cloud_ml_platforms.journal.reviewing.to_review", lambda _catalog: [])


@pytest.fixture(scope="module")
def far(world):
    """A day on which no reading of today's data counts any more."""
    return dt.date.fromisoformat(world.as_of) + READING_LASTS * DAY


@pytest.fixture
def today(far, monkeypatch):
    """The same, and it is that day: what is written then lies not in the future."""
    monkeypatch.setattr("cloud_ml_platforms.check.run.latest_today", lambda: far)
    return far


@pytest.fixture(scope="module")
def items():
    return read_statements(WORLD / "data")


@pytest.fixture(scope="module")
def tasks(world, items, far):
    return in_order(world, items, far)


def answers(*words):
    """Return an `ask` that gives these answers and then quits."""
    remaining = list(words)
    return lambda _prompt: remaining.pop(0) if remaining else "q"


def go(data, today, ask, only=(), **options):
    """Go through the queue without a browser."""
    ask = ask if callable(ask) else answers(*ask)
    return recheck(data=data, ask=ask, only=only, show=lambda _: None, today=today, **options)


def readings(data):
    """Return the day of reading of every statement by its key."""
    return {item.key: item.read for item in read_statements(data)}


def with_watch(catalog, **fields):
    """Return the catalog with this one conference."""
    watch = m.Watch(**{"name": "A conference", "platform": "alpha", "rows": ("ep-kinds",), **fields})
    return replace(catalog, recheck=catalog.recheck.model_copy(update={"watch": (watch,)}))


@pytest.fixture
def no_editor(monkeypatch):
    monkeypatch.delenv("EDITOR", raising=False)


def an_item(items, record, platform):
    return next(item for item in items if item.record == record and item.platforms == (platform,))


# The order -----------------------------------------------------------------------------------------------------------


def test_every_piece_of_evidence_is_in_the_queue_once(world, items, tasks, data, today):
    assert queue(data, today) == tasks
    places = [(item.file, item.path) for task in tasks for item in task.statements]
    assert len(places) == len(set(places)) == sum(1 for _ in world.evidence_by_record)
    assert len({item.key for item in items}) == len(items)


# On the day `far`, 2027-02-18: what the conference of the test is about, and the events within 180 days.
AT_THE_CONFERENCE = {"reg-unit", "reg-approve", "ep-kinds"}
DUE = {"al-gate-deprecated", "be-gate-deprecated", "rule-begins"}


def expected_kind(task, platform):
    """Return 0 for a source that the conference may move, 1 for one with an event that is due, 2 for the rest."""
    if any(item.record in AT_THE_CONFERENCE and item.platforms == (platform,) for item in task.statements):
        return 0
    return 1 if any(item.record in DUE for item in task.statements) else 2


@pytest.mark.parametrize("platform", FULL)
def test_first_comes_what_a_conference_may_move_then_what_is_due_then_the_rest(data, today, platform):
    with (data / "recheck.yml").open("a", encoding="utf-8") as file:
        days = f"begins: {today - 5 * DAY}, ends: {today - DAY}"
        file.write(
            f"  - {{name: It, platform: {platform}, {days}, capabilities: [model-registry], rows: [ep-kinds]}}\n"
        )
    catalog = load_catalog(data)
    tasks = [task for task in queue(data, today, platform) if catalog.sources[task.source].gone is None]
    assert all(platform in item.platforms for task in tasks for item in task.statements)
    kinds = [expected_kind(task, platform) for task in tasks]
    assert kinds == sorted(kinds)
    assert set(kinds) == {0, 1, 2}
    assert [task.rank.reason for task in tasks] == [("conference", "due", "")[kind] for kind in kinds]
    for kind in (0, 1, 2):
        scores = [-task.rank.minus_score for task, its in zip(tasks, kinds, strict=True) if its == kind]
        assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("platform", FULL)
def test_a_platform_has_its_own_statements_and_those_of_all(world, items, platform):
    ours = {item.key for item in choose_statements(items, (), platform, ())}
    for item in items:
        if "platforms" in item.path:
            expected = platform in item.path
        elif item.record in world.events:
            expected = world.things[world.events[item.record].thing].platform in {platform, "all"}
        elif item.record in world.contested:
            expected = platform in world.contested[item.record].platforms
        elif item.record in world.prices:
            expected = platform in world.priced_for(world.prices[item.record].of)
        elif item.record in world.beliefs:
            expected = world.beliefs[item.record].platform == platform
        else:
            expected = True  # of no platform in particular: alternatives, what leaving costs
        assert (item.key in ours) == expected, item.key


def test_a_sitting_keeps_to_the_platform(world, items, data, today, capsys):
    for platform in FULL:
        task = in_order(world, [item for item in items if platform in item.platforms], today)[0]
        go(data, today, ["q"], platform=platform)
        assert f"== {world.sources[task.source].title}, of" in capsys.readouterr().out


def test_the_season_of_a_conference_begins_before_it_and_ends_after_it_or_when_its_news_is_read(world, today):
    for begins, ends, inside in (
        (today + BEFORE_CONFERENCE, today + BEFORE_CONFERENCE + DAY, True),
        (today + BEFORE_CONFERENCE + DAY, today + BEFORE_CONFERENCE + 2 * DAY, False),
        (today - AFTER_CONFERENCE - DAY, today - AFTER_CONFERENCE, True),
        (today - AFTER_CONFERENCE - 2 * DAY, today - AFTER_CONFERENCE - DAY, False),
    ):
        watch = {"begins": str(begins), "ends": str(ends), "capabilities": ("model-registry",)}
        conferences = agenda_of(with_watch(world, **watch), today).conferences
        assert conferences == ({f"{row} alpha": ends for row in AT_THE_CONFERENCE} if inside else {})
    read = with_watch(world, begins=str(today - DAY), ends=str(today), read=str(today))
    assert agenda_of(read, today).conferences == {}


def test_what_is_unread_for_twice_as_long_has_twice_the_score(world, items, today):
    agenda = agenda_of(world, today)
    item = next(item for item in items if item.record in world.rows)
    once, twice = (
        rank(world, agenda, replace(item, read=str(today - days * DAY)), today)
        for days in (READING_LASTS, 2 * READING_LASTS)
    )
    assert twice.minus_score == pytest.approx(2 * once.minus_score, abs=0.2)
    assert twice < once


def test_a_source_counts_more_only_from_the_day_on_which_its_kind_is_old(world, items, today):
    item = next(item for item in items if item.record in world.rows and world.sources[item.source].kind == "docs")
    limit = world.recheck.ages["docs"] * DAY
    scores = []
    for age in (0 * DAY, limit, limit + 730 * DAY):
        source = world.sources[item.source].model_copy(update={"content_date": str(today - age)})
        changed = replace(world, sources={**world.sources, item.source: source})
        scores.append(-rank(changed, agenda_of(changed, today), item, today).minus_score)
    unread = (today - dt.date.fromisoformat(item.read)).days
    assert scores[0] == scores[1]
    assert scores[2] - scores[0] == pytest.approx(2 * unread, abs=0.2)


def test_a_row_that_decides_matters_more_than_one_that_is_only_asked(world, items, today):
    item = next(item for item in items if item.record in world.rows)
    row = world.rows[item.record]

    def score(*, decides, probed):
        capability = world.row_capability[row.id]
        rows = tuple(
            other_row.model_copy(update={"decides": decides, "probed": probed}) if other_row.id == row.id else other_row
            for other_row in capability.rows
        )
        other = capability.model_copy(update={"rows": rows})
        changed = replace(world, capabilities={**world.capabilities, capability.id: other})
        return -rank(changed, agenda_of(changed, today), item, today).minus_score

    both, decides = score(decides=True, probed=True), score(decides=True, probed=False)
    probed, neither = score(decides=False, probed=True), score(decides=False, probed=False)
    assert both > decides > probed > neither > 0


def test_an_event_matters_while_it_is_not_done_and_more_when_it_is_due_or_overdue(world, items, today):
    item = next(item for item in items if item.record in world.events)
    event = world.events[item.record]

    def ranked(days, carried_out="announced"):
        other = event.model_copy(update={"date": str(today + days), "ends": None, "carried_out": carried_out})
        changed = replace(world, events={**world.events, event.id: other})
        return rank(changed, agenda_of(changed, today), item, today)

    done, later, due, overdue = ranked(-DAY, "done"), ranked(EVENT_LEAD + DAY), ranked(EVENT_LEAD), ranked(-1000 * DAY)
    assert (done.not_due, later.not_due, due.not_due, overdue.not_due) == (True, True, False, False)
    assert done.minus_score > later.minus_score > due.minus_score == overdue.minus_score
    assert overdue == ranked(-1000 * DAY, "unconfirmed")


def test_what_was_read_of_late_waits_behind_the_rest_the_longest_unread_first(world, items, today):
    ages = [READING_LASTS - 1, 0, READING_LASTS - 2, READING_LASTS, READING_LASTS + 1]
    sources = list({item.source: item for item in items if world.sources[item.source].gone is None}.values())[:5]
    some = [replace(item, read=str(today - age * DAY)) for item, age in zip(sources, ages, strict=True)]
    order = [(today - dt.date.fromisoformat(task.statements[0].read)).days for task in in_order(world, some, today)]
    assert set(order[:2]) == {READING_LASTS, READING_LASTS + 1}
    assert order[2:] == [READING_LASTS - 1, READING_LASTS - 2, 0]


def test_a_reading_counts_no_more_when_the_conference_has_passed_since(world, items, today):
    item = an_item(items, "ep-kinds", "alpha")
    catalog = with_watch(world, begins=str(today - 20 * DAY), ends=str(today - 10 * DAY))
    agenda = agenda_of(catalog, today)
    before, after = (
        rank(catalog, agenda, replace(item, read=str(today - days * DAY)), today).rests_since for days in (10, 9)
    )
    assert (before, after) == ("", str(today - 9 * DAY))
    running = with_watch(world, begins=str(today - 20 * DAY), ends=str(today))
    read = str(today - 15 * DAY)
    assert rank(running, agenda_of(running, today), replace(item, read=read), today).rests_since == read


def test_a_reading_counts_no_more_when_the_day_of_the_event_has_passed_since(world, items, today):
    item = next(item for item in items if item.record in world.events)
    event = world.events[item.record].model_copy(
        update={"date": str(today - 10 * DAY), "ends": None, "carried_out": "announced"}
    )
    catalog = replace(world, events={**world.events, event.id: event})
    agenda = agenda_of(catalog, today)
    assert not rank(catalog, agenda, replace(item, read=str(today - 11 * DAY)), today).rests_since
    assert rank(catalog, agenda, replace(item, read=str(today - 9 * DAY)), today).rests_since


def simulate(catalog, items, days, sources):
    """Yield the sources that someone reads at the head of the queue on some days, who answers "same" to all of them."""
    now = {item.key: item for item in items}
    for day in days:
        tasks = in_order(catalog, now.values(), day)[:sources]
        yield [task.source for task in tasks]
        for task in tasks:
            now.update({item.key: replace(item, read=str(day)) for item in task.statements})


@pytest.fixture(scope="module")
def large(world, items):
    """The small world with every source a dozen times over, as many of them as people have to read; and its statements."""
    sources = {f"{name}-{n}": source for name, source in world.sources.items() for n in range(12)}
    again = [replace(statement, source=f"{statement.source}-{n}") for statement in items for n in range(12)]
    return replace(world, sources=sources), again


@pytest.mark.parametrize("platform", [None, *FULL])
def test_who_answers_same_has_others_the_next_day(large, platform):
    catalog, items = large
    some = [item for item in items if platform is None or platform in item.platforms]
    day = dt.date.fromisoformat(catalog.as_of) + DAY
    first, second = simulate(catalog, some, [day, day + DAY], 10)
    assert len(first) == 10
    assert len(set(first) & set(second)) <= 1


def test_nothing_starves_over_twelve_weeks(large):
    catalog, items = large
    day = dt.date.fromisoformat(catalog.as_of) + DAY
    catalog = with_watch(catalog, begins=str(day), ends=str(day + 40 * DAY), capabilities=tuple(catalog.capabilities))
    all_of_them = {item.source for item in items}
    weeks = [day + 7 * week * DAY for week in range(12)]
    read = simulate(catalog, items, weeks, len(all_of_them) // 6 + 1)
    assert {source for sources in read for source in sources} == all_of_them


def test_gone_sources_come_first(world, items, tasks, today):
    last = tasks[-1].source
    gone = world.sources[last].model_copy(update={"gone": str(today)})
    changed = replace(world, sources={**world.sources, last: gone})
    task = next(task for task in in_order(changed, items, today) if task.source == last)
    assert in_order(changed, items, today).index(task) <= sum(s.gone is not None for s in world.sources.values())
    assert task.rank.reason == "gone"


# What belongs to a statement -----------------------------------------------------------------------------------------


def test_a_statement_is_named_by_its_way_and_has_only_its_api_references(world, items):
    for item in items:
        owner = world.rows.get(item.record) or world.limits.get(item.record)
        if owner is None:
            assert item.refs == ()
            continue
        platform, *rest = item.title.split()[1:]
        cell = owner.platforms[platform]
        if item.record in world.rows:
            rest = [name for name in rest if name not in cell.answers]
            parts = [way for way in cell.ways if way.id in rest]
            expected = [*cell.evidence[item.path[-2]].api, *(ref for way in parts for ref in way.api)]
        else:
            parts = [value for value in cell.values if [value.way, value.rule, value.says] == rest]
            expected = [ref for value in parts if item.at in {e.at for e in value.evidence} for ref in value.api]
        assert len(parts) == len(rest) if item.record in world.rows else len(parts) >= bool(rest)
        assert {ref["ref"] for ref in item.refs} <= {ref.ref for ref in expected}
        if len(parts) <= 1 or item.record in world.rows:
            assert [ref["ref"] for ref in item.refs] == [ref.ref for ref in expected]


@pytest.mark.data
def test_the_api_check_of_the_statement_is_shown(shared_data, today, capsys):
    go(shared_data, today, lambda _: "k", ("ep-scale-to-zero",))
    out = capsys.readouterr().out
    shown = [line for line in out.splitlines() if line.startswith("   api: ")]
    assert any("ManagedInstanceScaling" in line and line.endswith("as stated") for line in shown)
    assert any(line.startswith("   ep-scale-to-zero sagemaker ") for line in out.splitlines())


# Answers -------------------------------------------------------------------------------------------------------------


def test_same_writes_the_day_and_nothing_else(data, today, tasks):
    first = tasks[0].statements[0]
    path = data / first.file.removeprefix("data/")
    lines = path.read_bytes().split(b"\n")
    assert go(data, today, ["s"]) == 1
    old = lines[first.line - 1]
    lines[first.line - 1] = old.replace(f"read: {first.read}".encode(), f"read: {today}".encode())
    assert lines[first.line - 1] != old
    assert path.read_bytes() == b"\n".join(lines)
    assert first.key not in {item.key for task in queue(data, today) for item in task.statements}


def test_it_opens_the_source_and_can_be_left_and_taken_up_again(data, today, tasks):
    shown = []
    recheck(data=data, ask=answers("k", "q"), show=shown.append, today=today)
    assert shown[0].split("#")[0] == load_catalog(data).sources[tasks[0].source].url.split("#")[0]
    assert "#" in shown[0]
    assert queue(data, today) == tasks


def test_what_was_read_today_by_others_still_waits_but_an_answer_of_today_does_not(data):
    day = dt.date.fromisoformat(load_catalog(data).as_of)
    before = readings(data)
    first = queue(data, day)[0].statements[0]
    go(data, day, ["s"])
    waiting_keys = {item.key for task in queue(data, day) for item in task.statements}
    assert waiting_keys == set(before) - {first.key}
    assert any(before[key] == day.isoformat() for key in waiting_keys)
    (data.parent / ".cache" / "recheck.json").write_text("[", encoding="utf-8")
    assert {item.key for task in queue(data, day) for item in task.statements} == set(before)


def test_to_skip_writes_nothing_and_a_wrong_answer_is_asked_again(data, today, tasks, capsys):
    assert go(data, today, ["k", "skip", "x"]) == 0
    assert "found 'x'; expected one of s, c, g, k, q" in capsys.readouterr().out
    assert queue(data, today) == tasks


def at_the(word, *, given):
    """Return an `ask` at which the input ends when a question has this word; other questions get the answer `given`."""

    def ask(prompt):
        if word in prompt:
            raise EOFError
        return given

    return ask


def test_the_end_of_input_means_quit(data, today, tasks, no_editor):
    assert go(data, today, at_the("[s]ame", given="s")) == 0
    assert go(data, today, at_the("what the vendor changed", given="c")) == 0
    assert queue(data, today) == tasks
    assert go(data, today, at_the("own date", given="s")) > 0


# The page's own date -------------------------------------------------------------------------------------------------


def lone(items, catalog, *, versioned=False, shared=False):
    """Return a statement that is the only one of its record; `shared`: other records rely on its source as well."""
    records, sources = Counter(item.record for item in items), Counter(item.source for item in items)
    return next(
        item
        for item in items
        if records[item.record] == 1
        and (sources[item.source] > 1) == shared
        and (catalog.sources[item.source].version is not None) == versioned
        and catalog.sources[item.source].gone is None
        and len(catalog.sources[item.source].content_date) == 10
    )


@pytest.fixture
def single(items, world):
    return lone(items, world)


def text_of_sources(data):
    return "".join(path.read_text(encoding="utf-8") for path in sorted((data / "sources").iterdir()))


def unrecorded(data, world):
    """Return what the journal does not account for, and what is wrong in it."""
    return check_journal(*read_catalog(data, yaml_paths(data))[:2], base_from(world))


def date_of(data, item):
    return load_catalog(data).sources[item.source].content_date


def test_same_takes_a_newer_date_of_the_page(data, today, single, world):
    before = text_of_sources(data)
    go(data, today, ["s", str(today)], (single.record,))
    assert date_of(data, single) == str(today)
    after = text_of_sources(data)
    assert sum(a != b for a, b in zip(before.splitlines(), after.splitlines(), strict=True)) == 1
    assert unrecorded(data, world) == []


def test_a_page_that_changed_may_have_a_newer_date_too(data, today, single, no_editor):
    path = data / single.file.removeprefix("data/")

    def ask(prompt):
        if "own date" in prompt:
            return str(today)
        if "what the vendor changed" not in prompt:
            return "c"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        lines[single.line - 1] = lines[single.line - 1].replace(single.at, "Another section")
        path.write_text("".join(lines), encoding="utf-8")
        return "The section has another name"

    assert go(data, today, ask, (single.record,)) == 1
    assert date_of(data, single) == str(today)


def test_enter_keeps_the_date_of_the_page(data, today, single):
    was = date_of(data, single)
    assert go(data, today, ["s", ""], (single.record,)) == 1
    assert date_of(data, single) == was


@pytest.mark.parametrize(
    ("date", "fault"),
    [
        ("2026-05-03", None),
        ("2026-05", None),
        ("2026-07-01", None),
        ("2026-05-02", "expected 2026-05-03 or newer: an older page is a source of its own"),
        ("2025", "expected 2026-05-03 or newer"),
        ("2026-07-02", "expected 2026-07-01 at most, when a part of it was read last"),
        ("2026-06-31", "expected a date such as 2026-05-03"),
        ("yesterday", "expected a date such as 2026-05-03"),
    ],
)
def test_a_page_becomes_newer_but_not_newer_than_its_reading(date, fault):
    message = date_fault(date, old_date="2026-05-03", oldest_reading="2026-07-01")
    assert message is None if fault is None else fault in message


def test_a_page_of_a_month_may_turn_out_to_be_of_a_day_in_it():
    assert date_fault("2026-05-15", old_date="2026-05", oldest_reading="2026-07-01") is None
    assert "expected 2026-05 or newer" in date_fault("2026-04-30", old_date="2026-05", oldest_reading="2026-07-01")


def test_a_wrong_date_of_the_page_is_asked_again_and_then_kept(data, today, single, capsys):
    was = date_of(data, single)
    assert go(data, today, lambda prompt: "2001" if "own date" in prompt else "s", (single.record,)) == 1
    out = capsys.readouterr().out
    assert out.count("an older page is a source of its own") == 3
    assert f"{was} stays" in out
    assert date_of(data, single) == was


def test_a_page_is_not_newer_than_what_was_read_of_it(data, today, items, world, capsys):
    item = lone(items, world, shared=True)
    oldest = min(
        statement.read for statement in items if statement.source == item.source and statement.record != item.record
    )
    assert go(data, today, ["s", str(today), ""], (item.record,)) == 1
    assert f"found {today}; expected {oldest} at most" in capsys.readouterr().out
    assert date_of(data, item) == world.sources[item.source].content_date


def test_a_versioned_source_has_the_date_of_its_version(data, today, items, world):
    prompts = []
    item = lone(items, world, versioned=True, shared=True)
    assert go(data, today, lambda prompt: prompts.append(prompt) or "s", (item.record,)) == 1
    assert len(prompts) == 1


# Changed -------------------------------------------------------------------------------------------------------------


def test_changed_waits_for_the_edit_and_writes_the_journal(data, today, no_editor, world):
    path = data / "capabilities/online-endpoints.yml"
    mechanism = load_catalog(data).rows["ep-rollback"].platforms["alpha"].ways[0].how[:40]
    first = queue(data, today, only=("ep-rollback",))[0].statements[0]
    read = []

    def ask(prompt):
        if "what the vendor changed" not in prompt:
            return "q" if read else "c"
        read.append(readings(data)[first.key])
        plant(path, mechanism, "Rolled back by magic")  # and nothing is written before the reason is given
        return "They changed it"

    assert go(data, today, ask, ("ep-rollback",)) == 1
    change = load_catalog(data).changes[-1]
    assert (change.kind, change.why) == ("vendor", "They changed it")
    assert all(fact.fact.startswith("ep-rollback alpha") for fact in change.facts)
    assert unrecorded(data, world) == []
    assert (read, readings(data)[first.key]) == ([first.read], str(today))


def test_without_an_edit_or_without_a_reason_nothing_is_written(data, today, tasks, no_editor, capsys):
    assert go(data, today, ["c", "They changed it", ""]) == 0
    out = capsys.readouterr().out
    assert "found no edit of data/" in out
    assert "nothing written down" in out
    assert queue(data, today) == tasks


def test_an_edit_with_a_fault_is_asked_for_again(data, today, no_editor, capsys):
    path = data / "capabilities/online-endpoints.yml"
    before = path.read_text(encoding="utf-8")
    prompts = []

    def ask(prompt):
        prompts.append(prompt)
        if "what the vendor changed" not in prompt:
            return "c" if len(prompts) == 1 else "q"
        path.write_text(
            before.replace("type: yes-no", "type: boolean", 1) if len(prompts) == 2 else before, encoding="utf-8"
        )
        return "They changed it" if len(prompts) == 2 else ""

    assert go(data, today, ask, ("ep-rollback",)) == 0
    assert "found 'boolean'" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == before


def test_a_section_with_another_name_needs_no_journal(data, today, no_editor):
    first = queue(data, today, only=("ep-rollback",))[0].statements[0]
    path, journal = data / first.file.removeprefix("data/"), sorted((data / "journal").iterdir())

    def ask(prompt):
        if "what the vendor changed" not in prompt:
            return "c" if path.read_bytes() == before else "q"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        lines[first.line - 1] = lines[first.line - 1].replace(first.at, "Another section")
        path.write_text("".join(lines), encoding="utf-8")
        return "The section has another name"

    before = path.read_bytes()
    assert go(data, today, ask, ("ep-rollback",)) == 1
    item = next(item for item in read_statements(data) if (item.file, item.path) == (first.file, first.path))
    assert (item.at, item.read) == ("Another section", str(today))
    assert sorted((data / "journal").iterdir()) == journal
    assert item.key not in {statement.key for task in queue(data, today) for statement in task.statements}


def deletable(catalog, items, today):
    """Return a row with several sources whose first statement in the queue can be deleted without a fault."""
    for row in catalog.rows:
        tasks = in_order(catalog, [item for item in items if item.record == row], today)
        first = tasks[0].statements[0]
        beside = [item for item in items if (item.file, item.path[:-2]) == (first.file, first.path[:-2])]
        elsewhere = [item for item in items if item.source == first.source]
        cell = catalog.rows[row].platforms[first.platforms[0]]
        if any(list(letters_in(text)) == [first.path[-2]] for _, text in cell.texts()):
            continue
        if len(tasks) > 2 and len(beside) > 1 and len(elsewhere) > 1:
            return row, first
    pytest.fail("no such row")
    return None


def test_after_an_edit_only_what_was_asked_for_has_the_day(world, items, data, today, no_editor):
    row, first = deletable(world, items, today)
    before = {item.key: item.read for item in items}
    path = data / first.file.removeprefix("data/")
    answers_left = ["c"]

    def ask(prompt):
        if "own date" in prompt:
            return ""
        if "what the vendor changed" not in prompt:
            return answers_left.pop() if answers_left else "s"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        letter = first.path[-2]
        start = max(at for at, line in enumerate(lines[: first.line]) if line == f"      {first.platforms[0]}:\n")
        del lines[first.line - 1]
        for at in range(start, first.line - 1):  # what rests on it rests on the others
            lines[at] = re.sub(rf"(?<=[{{ ]){letter} | {letter}(?=}})", "", lines[at])
        path.write_text("".join(lines), encoding="utf-8")
        return "The page says nothing of it any more"

    go(data, today, ask, (row,))
    after = readings(data)
    assert set(after) == set(before) - {first.key}
    stamped = {key for key in after if after[key] == str(today)}
    assert stamped == {key for key in after if key.startswith(f"{row} | ")}
    assert {key for key in after if after[key] != before[key]} == stamped


# Gone ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def shared(world, tasks):
    """The first source in the queue on which two records rely."""
    several = [task for task in tasks if len({item.record for item in task.statements}) > 1]
    return next(task for task in several if world.sources[task.source].gone is None)


def test_gone_is_noted_and_its_source_rests_today_and_comes_first_tomorrow(data, today, tasks, shared, monkeypatch):
    before = [item for task in tasks[: tasks.index(shared)] for item in task.statements]
    assert go(data, today, [*("k" for _ in before), "g"]) == 1
    assert load_catalog(data).sources[shared.source].gone == today.isoformat()
    assert shared.source not in {task.source for task in queue(data, today)}
    tomorrow = today + DAY
    monkeypatch.setattr("cloud_ml_platforms.check.run.latest_today", lambda: tomorrow)
    first = queue(data, tomorrow)[0]
    assert (first.source, len(first.statements)) == (shared.source, len(shared.statements))


def test_same_takes_the_note_away(data, today, shared):
    before = text_of_sources(data)
    home = data / "sources" / f"{load_catalog(data).sources[shared.source].publisher.lower()}.yml"
    note_gone(home, shared.source, today)
    note_gone(home, shared.source, today + DAY)
    assert load_catalog(data).sources[shared.source].gone == str(today)
    assert go(data, today, ["s"]) == 1
    assert load_catalog(data).sources[shared.source].gone is None
    assert text_of_sources(data) == before


# Time, ids, faults ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [20, 120])
def test_two_hours_are_two_hours(large, far, minutes):
    tasks = in_order(*large, far)
    some = tasks_within(tasks, minutes)
    assert minutes - MINUTES_FOR_A_SOURCE <= sum(task.minutes for task in some) <= minutes
    assert [task.source for task in some] == [task.source for task in tasks[: len(some)]]
    assert tasks_within(tasks, None) == tasks


def test_in_three_minutes_there_is_one_statement(data, today, tasks):
    for minutes in (0, 1, 3):
        assert [task.statements for task in tasks_within(tasks, minutes)] == [tasks[0].statements[:1]]
    asked = []
    go(data, today, lambda prompt: asked.append(prompt) or "k", minutes=3)
    assert len(asked) == 1


def test_a_wrong_id_is_an_error_that_names_the_nearest(data, monkeypatch, capsys):
    monkeypatch.setattr(cli, "DATA", data)
    assert cli.main(["recheck", "--list", "3", "ep-rollbak"]) == 1
    assert (
        "found 'ep-rollbak'; expected the id of a record with evidence; nearest: ep-rollback" in capsys.readouterr().err
    )


def test_a_wrong_capability_in_recheck_yml_is_a_fault_of_the_data(data, today):
    plant(data / "recheck.yml", "capabilities: [", "capabilities: [model-registri, ")
    with pytest.raises(DataError, match=r"capability 'model-registri'.*nearest: model-registry"):
        queue(data, today)


def test_the_list_names_reason_records_and_time(world, tasks, capsys):
    print_queue(tasks, world, 3)
    out = capsys.readouterr().out
    assert out.startswith(tasks[0].rank.reason)
    assert world.sources[tasks[2].source].url in out
    assert tasks[2].statements[0].record in out
    assert f"{len(tasks)} sources to read again" in out


# Writing -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("begin", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_scalar_is_replaced_where_it_stands(tmp_path, begin, end):
    file = tmp_path / "a.yml"
    text = f"{begin}a:{end}  - {{k: é, read: 2026-01-01, b: [x, {{k: v, read: 2026-01-01}}]}}  # é{end}"
    file.write_bytes(text.encode())
    set_scalar(file, ("a", 0, "b", 1, "read"), "2027-01-15", {"k": "v"})
    assert file.read_bytes().decode() == text.replace("v, read: 2026-01-01", "v, read: 2027-01-15")


@pytest.mark.parametrize(
    "path", [("a", 0, "read"), ("a", 7, "read"), ("b", 0, "read"), ("a", 0, "day"), ("a", "x", "read")]
)
def test_a_scalar_with_other_neighbours_stays(tmp_path, path):
    file = tmp_path / "a.yml"
    file.write_text("a:\n  - {source: one, at: here, read: 2026-01-01}\n", encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(EditError, match=r"a\.yml .*expected \{'source': 'two'.*start again"):
        set_scalar(file, path, "2027-01-15", {"source": "two", "at": "here"})
    assert file.read_bytes() == before


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_gone_is_written_and_taken_away_byte_for_byte(tmp_path, end):
    file = tmp_path / "sources.yml"
    text = end.join(["sources:", "  - id: a-b", "    title: é", "  - id: a", "    title: x", ""])
    file.write_bytes(text.encode())
    note_gone(file, "a", dt.date(2027, 1, 15))
    assert file.read_bytes().decode() == text.replace(f"id: a{end}", f"id: a{end}    gone: 2027-01-15{end}")
    clear_gone(file, "a")
    assert file.read_bytes().decode() == text
    with pytest.raises(EditError, match="found no entry 'b'"):
        clear_gone(file, "b")
