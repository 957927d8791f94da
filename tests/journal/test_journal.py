"""A fact cannot change without an entry that says what it was, what it is, and why; and an entry has to be true."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest
from conftest import plant

from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog.load import read_catalog, yaml_paths
from cloud_ml_platforms.catalog.yaml_files import DataError
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.command import main
from cloud_ml_platforms.journal.base import base_from, digest
from cloud_ml_platforms.journal.entries import (
    MOST_FACTS_NAMED,
    JournalError,
    Recorded,
    UnrecordedChange,
    add_entries,
    check_journal,
    differences,
    new_entry,
    replay,
    write_entry,
)
from cloud_ml_platforms.journal.facts import facts, record_of
from cloud_ml_platforms.model.answers import plain
from cloud_ml_platforms.paths import ROOT

ENDPOINTS = "capabilities/online-endpoints.yml"
FACT = "ep-rollback alpha"


@pytest.fixture
def data(world_data, compared):
    return world_data


@pytest.fixture
def faults(data, committed):
    """Return a function that holds the data against what was committed."""
    return lambda: check_journal(*read_catalog(data, yaml_paths(data))[:2], committed)


def changed_fact(data, words="Rolled back by magic"):
    """Change one line of one way; return its old words, without letters."""
    mechanism = load_catalog(data).rows["ep-rollback"].platforms["alpha"].ways[0].how
    plant(data / ENDPOINTS, mechanism, words)
    return plain(mechanism)


def entry(*changed, kind="correction", date="2099-12-31", ids=(), time="000000"):
    """Return an entry; each fact is address, was, now."""
    fact_changes = tuple(m.FactChange(fact=fact, was=was, now=now) for fact, was, now in changed)
    return m.Change(id=f"{date}-{time}-a-test", kind=kind, why="A test", ids=ids, facts=fact_changes)


def wrong(catalog, was, *entries):
    """Return what is wrong with entries when the facts were as in `was` (None: not there) and else as today."""
    base = base_from(catalog)
    before = {address: text for address, text in {**base.facts, **was}.items() if text is not None}
    grown = replace(catalog, changes=(*catalog.changes, *entries))
    recorded, problems = replay(grown, base.model_copy(update={"facts": before}))
    return [f"{found}; expected {expected}" for _, (found, expected) in problems] + [
        f"unrecorded: {change.fact}" for change in differences(grown, recorded)
    ]


# Facts -----------------------------------------------------------------------------------------------------------------


def test_every_statement_of_the_data_is_a_fact(each):
    catalog = each
    platform, other_platform, *_ = catalog.full_platforms
    texts = facts(catalog)
    event = next(event for event in catalog.events.values() if event.part and event.breaks and event.use)
    term = next(iter(catalog.translated.values()))
    belief = next(belief for belief in catalog.beliefs.values() if not belief.holds)
    question = next(iter(catalog.contested.values()))
    assert (texts[f"{event.id} part"], texts[f"{event.id} breaks"]) == (event.part, event.breaks)
    assert texts[f"{event.id} use"] == event.use
    assert term.platforms[other_platform].say in texts[f"{term.id} {other_platform}"]
    pair = term.pairs[f"{platform}+{other_platform}"]
    assert texts[f"{term.id} {platform}+{other_platform}"] == f"{pair.fit} · {pair.hides}"
    assert texts[belief.id] == f"{belief.claim} · until {belief.until} · {belief.answer}"
    contested_texts = [question.question, question.we_go_by, question.say, *(side.says for side in question.sides)]
    assert all(text in texts[question.id] for text in contested_texts)
    assert texts[f"training-triggered {platform}"] == catalog.lifecycle["training-triggered"].platforms[platform]
    assert catalog.platforms[platform].weak_at[-1] in texts[f"{platform} weak_at"]
    named_records = [*catalog.rows.values(), *catalog.limits.values()]
    assert all(texts[f"{record.id} name"] == record.name for record in named_records)


# What an entry has to be -----------------------------------------------------------------------------------------------


def test_a_true_entry_settles_a_change(world):
    now = facts(world)[FACT]
    assert wrong(world, {FACT: "old"}) == [f"unrecorded: {FACT}"]
    assert wrong(world, {FACT: "old"}, entry((FACT, "old", now))) == []
    assert wrong(world, {FACT: "old"}, entry((FACT, "old", "other")), entry((FACT, "other", now))) == []


def test_an_entry_that_says_other_words_does_not_settle_it(world):
    assert wrong(world, {FACT: "old"}, entry((FACT, "old", "other words"))) == [f"unrecorded: {FACT}"]


def test_an_entry_says_what_the_fact_was(world):
    now = facts(world)[FACT]
    (text,) = wrong(world, {FACT: "old"}, entry((FACT, "made up", now)))
    assert text == f"{FACT}: was 'made up'; expected 'old', which it was"
    (text,) = wrong(world, {FACT: None}, entry((FACT, "made up", now)))
    assert "expected no was: it is new" in text
    (text,) = wrong(world, {}, entry((FACT, now, now)))
    assert "was and now the same" in text


def test_a_new_fact_needs_an_entry_by_address_or_by_the_record(world):
    now = facts(world)
    was = {address: None for address in now if record_of(address) == "lim-ep-mb"}
    assert wrong(world, was) == [f"unrecorded: {address}" for address in sorted(was)]
    assert wrong(world, was, entry(kind="new", ids=("lim-ep-mb",))) == []
    assert wrong(world, was, entry(*((address, None, now[address]) for address in was))) == []
    later = entry(("lim-ep-mb name", "Its first name", now["lim-ep-mb name"]))
    assert wrong(world, was, entry(kind="new", ids=("lim-ep-mb",)), later) == []
    assert "ids are for kind new" in wrong(world, was, entry(kind="vendor", ids=("lim-ep-mb",)))[0]


def test_a_new_capability_brings_its_rows(world):
    rows = {row.id for row in world.capabilities["online-endpoints"].rows}
    was = {address: None for address in facts(world) if record_of(address) in rows}
    assert wrong(world, was, entry(kind="new", ids=("online-endpoints",))) == []
    assert wrong(world, was, entry(kind="new", ids=("model-registry",)))


def test_what_is_called_new_is_new(world):
    (text,) = wrong(world, {}, entry(kind="new", ids=("ep-rollback",)))
    assert text.startswith("id 'ep-rollback', of which nothing is new")
    (text,) = wrong(world, {}, entry(kind="new", ids=("ep-rollbakc",)))
    assert text.startswith("id 'ep-rollbakc'")
    assert "nearest: ep-rollback" in text


def test_a_base_that_knew_fewer_kinds_of_facts_is_brought_up_by_one_entry(world):
    was = {address: None for address in facts(world) if address.endswith(" name") or address.startswith("b-")}
    ids = (*world.capabilities, *world.limits, *world.beliefs)
    assert wrong(world, was, entry(kind="new", ids=ids)) == []


def test_a_fact_that_goes_away_needs_an_entry_too(world):
    assert wrong(world, {"ep-gone alpha": "old"}) == ["unrecorded: ep-gone alpha"]
    assert wrong(world, {"ep-gone alpha": "old"}, entry(("ep-gone alpha", "old", None))) == []


def test_entries_of_the_past_may_name_what_is_gone(world):
    past = (entry(("ep-gone alpha", "old", "new")), entry(kind="new", ids=("ep-gone",)))
    grown = replace(world, changes=(*world.changes, *past))
    assert wrong(grown, {}) == []


def test_an_address_that_never_was_names_the_nearest(world):
    (text,) = wrong(world, {}, entry(("ep-split alph liv", "a", "b")))[:1]
    assert "nearest: ep-split alpha live" in text


def test_an_entry_without_ids_and_facts_is_none(world):
    (text,) = wrong(world, {}, entry())
    assert text.startswith("an entry without ids and facts")


# The check -------------------------------------------------------------------------------------------------------------


def test_a_changed_fact_without_an_entry_is_named_with_file_and_line(data, faults):
    changed_fact(data)
    (fault,) = faults()
    text = str(fault)
    assert fault.file == f"data/{ENDPOINTS}"
    line = (data / ENDPOINTS).read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert "alpha" in line, f"{fault.line}: {line}"
    assert "ep-rollback alpha" in text
    assert "Rolled back by magic" in text
    assert "make journal" in text


def without(base, left_out):
    """Return what a commit says without some of its facts."""
    return base.model_copy(update={"facts": {fact: text for fact, text in base.facts.items() if fact not in left_out}})


@pytest.mark.parametrize(("many", "shown"), [(MOST_FACTS_NAMED, MOST_FACTS_NAMED), (MOST_FACTS_NAMED + 1, 1)])
def test_many_new_facts_of_a_file_are_one_fault_with_the_command_for_them(world, data, committed, many, shown):
    new = [fact for fact in committed.facts if record_of(fact) in world.translated][:many]
    file_faults = check_journal(*read_catalog(data, yaml_paths(data))[:2], without(committed, new))
    assert len(file_faults) == shown
    assert all("make journal KIND=new WHY='...' writes" in fault.expected for fault in file_faults)
    assert (f"and {many - 1} more facts without an entry" in file_faults[0].found) == (shown == 1)


@pytest.mark.parametrize(
    ("file", "old", "address"),
    [
        ("translations/serving.yml", "A service has one kind", "tr-endpoint alpha+beta"),
        ("names/platform-alpha.yml", "    use: ", None),
        ("beliefs.yml", "Alpha rolls back by", "b-alpha-rollback"),
    ],
)
def test_a_change_is_found_on_its_line(data, faults, file, old, address):
    line = plant(data / file, old, f"{old}really ")
    (fault,) = faults()
    assert fault.file == f"data/{file}"
    assert address in {fault.key, None}
    assert 0 <= line - fault.line <= 2


def test_an_entry_that_is_not_true_is_named_with_its_line(data, faults):
    day = load_catalog(data).changes[-1].date
    write_entry(entry(kind="new", ids=("ep-rollbakc",), date=day, time="999999"), data)
    (fault,) = faults()
    assert (fault.file, fault.line) == (f"data/journal/{day}-999999-a-test.yml", 2)
    assert "nearest: ep-rollback" in str(fault)
    with pytest.raises(DataError, match="ep-rollbakc"):
        add_entries("wording", "A test", data=data)


def test_a_committed_entry_is_neither_rewritten_nor_removed(data, faults):
    first, second = sorted((data / "journal").glob("*.yml"))
    plant(first, "The world of", "All the world of")
    (fault,) = faults()
    assert str(fault).startswith(f"data/journal/{first.name}:1: found a committed entry changed")
    with pytest.raises(DataError, match="only grows"):
        add_entries("wording", "A test", data=data)
    second.unlink()
    assert f"data/journal/{second.name}:1: found a committed entry removed" in [*map(str, faults())][1]


def test_an_entry_is_named_as_its_file_and_lies_on_a_day(data):
    (first,) = (data / "journal").glob("2026-11-20-*.yml")
    plant(first, "id: 2026-11-20-", "id: 2026-11-31-")
    with pytest.raises(DataError, match="a day of the calendar"):
        load_catalog(data)
    plant(first, "id: 2026-11-31-", "id: 2026-11-19-")
    with pytest.raises(DataError, match=f"expected '{first.stem}', as the file"):
        load_catalog(data)


def test_a_reading_again_is_no_change(data, faults):
    plant(data / ENDPOINTS, "read: 2026-11-20", "read: 2026-11-19")
    assert faults() == []


def test_a_source_does_not_grow_older(data, faults):
    line = plant(data / "sources" / "beta.yml", '"2026-08-15"', '"2024-09-30"')
    (fault,) = faults()
    assert (fault.file, fault.key) == ("data/sources/beta.yml", "be-docs")
    assert "2024-09-30, before 2026-08-15" in str(fault)
    assert 0 < line - fault.line < 10


def test_a_field_that_models_gain_later_leaves_the_digest_as_it_is():
    class Longer(m.Change):
        more: str | None = None

    change = entry((FACT, "old", "new"))
    assert digest(Longer(**change.model_dump())) == digest(change)
    assert digest(entry((FACT, "old", "newer"))) != digest(change)


# The command -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (ENDPOINTS, ("type: yes-no", "type: boolean")),
        ("translations/serving.yml", ("      beta: {say: Service", "      # beta: {say: Service")),
    ],
    ids=["a file that cannot be read", "a record that is not whole"],
)
def test_the_check_says_when_it_stopped_early(checked_world, capsys, file, words):
    plant(checked_world / file, *words)
    assert main(["check"]) == 1
    assert capsys.readouterr().err.splitlines()[-2] == "further checks run when these are mended"


def test_an_address_that_is_gone_is_named(checked_world, committed, monkeypatch, capsys):
    base = committed.model_copy(update={"addresses": ("compare/#ep-gone",)})
    monkeypatch.setattr("cloud_ml_platforms.command.base_of", lambda *_: base)
    assert main(["check"]) == 1
    errors = capsys.readouterr().err
    assert "data/redirects.yml:1: compare/#ep-gone: found an address that is gone" in errors


# Writing entries -------------------------------------------------------------------------------------------------------


def test_writing_the_entry_settles_it_and_keeps_what_was_said(data, faults, capsys):
    mechanism = changed_fact(data)
    assert add_entries("vendor", "A test: it changed", data=data) == 1
    assert faults() == []
    (fact,) = load_catalog(data).changes[-1].facts
    assert fact.fact.startswith("ep-rollback alpha ")
    assert mechanism in fact.was
    assert "Rolled back by magic" in fact.now
    assert "ep-rollback alpha" in capsys.readouterr().err, "what to read again beside it"


def test_after_new_words_alone_nothing_is_to_be_read_again(data, capsys):
    changed_fact(data)
    assert add_entries("wording", "Shorter", data=data) == 1
    assert not capsys.readouterr().err


def test_an_entry_for_one_record_leaves_the_other_to_tell(data, faults, capsys):
    changed_fact(data)
    plant(data / "beliefs.yml", "Alpha rolls back by", "It rolls back by")
    with pytest.raises(JournalError, match="ep-split: found no fact that changed; expected b-alpha-rollback, ep-"):
        add_entries("vendor", "Something else", ("ep-split",), data)
    assert add_entries("vendor", "One reason", ("ep-rollback",), data) == 1
    assert "not yet in the journal: b-alpha-rollback" in capsys.readouterr().err
    assert [fault.key for fault in faults()] == ["b-alpha-rollback"]
    assert add_entries("wording", "Another", ("b-alpha-rollback",), data) == 1
    assert faults() == []
    assert [change.why for change in load_catalog(data).changes[-2:]] == ["One reason", "Another"]


def test_a_reason_that_is_refused_leaves_everything_as_it_was(data):
    changed_fact(data)
    before = sorted((data / "journal").iterdir())
    with pytest.raises(JournalError, match="why: found ''; expected the reason"):
        add_entries("vendor", "", data=data)
    assert before == sorted((data / "journal").iterdir())


@pytest.mark.parametrize(
    ("kind", "why", "expected"),
    [
        ("vendor", "  ", "why: found ''; expected the reason, one line of at most 600"),
        ("vendor", "one\ntwo", "why: found 'one.ntwo'; expected the reason, one line"),
        ("vendor", "x" * 601, "why: found 'xxx.*'; expected the reason, one line"),
        ("gossip", "A test", "kind: found 'gossip'; expected vendor, correction, wording, new or shape"),
        ("", "A test", "kind: found ''; expected vendor"),
    ],
)
def test_a_reason_is_one_line_and_a_kind_is_known(world, kind, why, expected):
    changes = differences(world, Recorded({**facts(world), FACT: "old"}))
    with pytest.raises(JournalError, match=expected):
        new_entry(kind, why, changes, world, Recorded({}))


def test_a_fact_that_is_too_long_for_the_journal_is_told(world):
    changes = [UnrecordedChange(FACT, "x" * 6001, "short")]
    with pytest.raises(JournalError, match=r"facts: found 'xxx.*'; expected String should have at most 6000"):
        new_entry("wording", "Shorter", changes, world, Recorded({}))


def test_entries_of_one_second_keep_their_order(data):
    changed_fact(data)
    plant(data / "beliefs.yml", "Alpha rolls back by", "It rolls back by")
    assert add_entries("vendor", "First", ("ep-rollback",), data) == 1
    assert add_entries("wording", "Second", ("b-alpha-rollback",), data) == 1
    first, second = load_catalog(data).changes[-2:]
    assert (first.why, second.why) == ("First", "Second")
    assert first.id.endswith("-ep-rollback")
    assert second.id.endswith("-b-alpha-rollback")


def test_an_entry_comes_after_those_of_a_clock_that_is_ahead(world):
    ahead = replace(world, changes=(*world.changes, entry(date="2099-12-31", time="235959")))
    changes = [UnrecordedChange(FACT, "old", "new")]
    assert new_entry("vendor", "A test", changes, ahead, Recorded({})).id == "2099-12-31-235960-ep-rollback"


def test_an_entry_is_called_by_its_number_or_id_whatever_comes_before_it(catalog):
    assert [change.name for change in catalog.changes[:344]] == [str(number) for number in range(1, 345)]
    assert entry(date="2026-11-29", time="000346").name == "2026-11-29-000346-a-test"


def test_an_entry_is_written_in_lines_of_their_own_and_once(tmp_path):
    change = entry(kind="new", ids=tuple(f"long-name-of-a-record-{i}" for i in range(40)))
    write_entry(change, tmp_path)
    (path,) = (tmp_path / "journal").iterdir()
    assert max(map(len, path.read_text(encoding="utf-8").splitlines())) <= 120
    with pytest.raises(FileExistsError):
        write_entry(change, tmp_path)


@pytest.mark.parametrize(
    "why", ["`ls` costs $5: #1, \"two\" 'three' \\n", "- [[ep-rollback]] & {é} · ünï", "null", "@x"]
)
def test_a_reason_is_kept_letter_by_letter(tmp_path, why):
    write_entry(entry((FACT, why, None)).model_copy(update={"why": why}), tmp_path)
    (path,) = (tmp_path / "journal").iterdir()
    world, _, _ = read_catalog(tmp_path, [path])
    assert [(change.why, change.facts[0].was) for change in world.changes] == [(why, why)]


def test_make_passes_the_reason_as_it_was_typed(tmp_path):
    command = tmp_path / "python"
    command.write_text('#!/bin/sh\nprintf "%s\\n" "$KIND" "$WHY" "$ONLY" "$*"\n', encoding="utf-8")
    command.chmod(0o755)
    why = 'costs $5 for `ls`, $(shell ls) "two" and it\'s $$'
    done = subprocess.run(
        [
            "make",
            "--no-print-directory",
            "journal",
            "PYTHON=true",
            f"SITE={command}",
            "KIND=vendor",
            f"WHY={why}",
            "ONLY=a b",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-4:] == ["vendor", why, "a b", "-m cloud_ml_platforms journal"]


def test_the_command_reads_what_make_passes(monkeypatch):
    asked = []
    monkeypatch.setattr("cloud_ml_platforms.command.add_entries", lambda *arguments: asked.append(arguments) or 0)
    for name, value in {"KIND": "vendor", "WHY": "It `costs` $5", "ONLY": "ep-rollback ep-kinds"}.items():
        monkeypatch.setenv(name, value)
    assert main(["journal"]) == 0
    assert main(["journal", "--kind", "wording", "--why", "Typed", "ep-kinds"]) == 0
    assert asked == [
        ("vendor", "It `costs` $5", ("ep-rollback", "ep-kinds")),
        ("wording", "Typed", ("ep-kinds",)),
    ]
