"""A fact cannot change without an entry that says what it was, what it is, and why; and an entry has to be true."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace

import pytest
from conftest import plant

from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog.yaml_files import DataError
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.command import main
from cloud_ml_platforms.journal.entries import (
    Difference,
    JournalError,
    Told,
    add_entries,
    append,
    differences,
    journal_faults,
    new_entry,
    replay,
)
from cloud_ml_platforms.journal.facts import facts, record_of
from cloud_ml_platforms.journal.snapshot import Base, base_of, digest, read_snapshot, snapshot_of
from cloud_ml_platforms.paths import DATA, ROOT

ENDPOINTS = "capabilities/online-endpoints.yml"
FACT = "ep-rollback sagemaker"


@pytest.fixture
def data(shared_data):
    return shared_data


@pytest.fixture
def commit(data, monkeypatch):
    """Commit journal and snapshot of the copy with git; returns a function that commits them again."""

    monkeypatch.delenv("GIT_DIR", raising=False)  # a hook of git that runs the tests has a repository of its own

    def git(*arguments):
        mail = ("-c", "user.name=A test", "-c", "user.email=test@example.org")
        subprocess.run(["git", *mail, *arguments], cwd=data, check=True, capture_output=True)

    def commit():
        git("add", "snapshot.json", "journal.yml")
        git("commit", "-m", "As it is")

    git("init", "-q", "..")
    commit()
    yield commit
    shutil.rmtree(data.parent / ".git")


def changed_fact(data, words="Rolled back by magic"):
    """Change one line of one way; return its old words."""
    how = load_catalog(data).rows["ep-rollback"].platforms["sagemaker"].ways[0].how
    plant(data / ENDPOINTS, how, words)
    return how


def entry(*changed, kind="correction", date="2099-12-31", ids=()):
    """Return an entry; each fact is address, was, now."""
    told = tuple(m.FactChange(fact=fact, was=was, now=now) for fact, was, now in changed)
    return m.Change(date=date, kind=kind, why="A test", ids=ids, facts=told)


def wrong(catalog, was, *entries):
    """Return what is wrong with entries when the facts were as in `was` (None: not there) and else as today."""
    snapshot = snapshot_of(catalog)
    before = {address: text for address, text in {**snapshot.facts, **was}.items() if text is not None}
    grown = replace(catalog, changes=(*catalog.changes, *entries))
    told, problems = replay(grown, snapshot.model_copy(update={"facts": before}))
    return [f"{found}; expected {expected}" for _, (found, expected) in problems] + [
        f"untold: {item.fact}" for item in differences(grown, told)
    ]


# What is committed -----------------------------------------------------------------------------------------------------


def test_the_journal_accounts_for_every_fact(data):
    assert journal_faults(data) == []


def test_the_snapshot_is_of_today(catalog):
    assert read_snapshot().facts == facts(catalog)


def test_every_statement_of_the_data_is_a_fact(catalog):
    found = facts(catalog)
    event = next(event for event in catalog.events.values() if event.part and event.breaks and event.use)
    term = next(iter(catalog.translated.values()))
    belief = next(belief for belief in catalog.beliefs.values() if not belief.holds)
    question = next(iter(catalog.contested.values()))
    assert (found[f"{event.id} part"], found[f"{event.id} breaks"]) == (event.part, event.breaks)
    assert found[f"{event.id} use"] == event.use
    assert term.platforms["azure-ml"].say in found[f"{term.id} azure-ml"]
    pair = term.pairs["sagemaker+azure-ml"]
    assert found[f"{term.id} sagemaker+azure-ml"] == f"{pair.fit} · {pair.hides}"
    assert found[belief.id] == f"{belief.claim} · until {belief.until} · {belief.answer}"
    said = [question.question, question.we_go_by, question.say, *(side.says for side in question.sides)]
    assert all(text in found[question.id] for text in said)
    assert found["training-triggered azure-ml"] == catalog.lifecycle["training-triggered"].platforms["azure-ml"]
    assert catalog.platforms["azure-ml"].weak_at[-1] in found["azure-ml weak_at"]
    named = [*catalog.rows.values(), *catalog.limits.values()]
    assert all(found[f"{record.id} name"] == record.name for record in named)


# What an entry has to be -----------------------------------------------------------------------------------------------


def test_a_true_entry_settles_a_change(catalog):
    now = facts(catalog)[FACT]
    assert wrong(catalog, {FACT: "old"}) == [f"untold: {FACT}"]
    assert wrong(catalog, {FACT: "old"}, entry((FACT, "old", now))) == []
    assert wrong(catalog, {FACT: "old"}, entry((FACT, "old", "other")), entry((FACT, "other", now))) == []


def test_an_entry_that_says_other_words_does_not_settle_it(catalog):
    assert wrong(catalog, {FACT: "old"}, entry((FACT, "old", "other words"))) == [f"untold: {FACT}"]


def test_an_entry_says_what_the_fact_was(catalog):
    now = facts(catalog)[FACT]
    (text,) = wrong(catalog, {FACT: "old"}, entry((FACT, "made up", now)))
    assert text == f"{FACT}: was 'made up'; expected 'old', which it was"
    (text,) = wrong(catalog, {FACT: None}, entry((FACT, "made up", now)))
    assert "expected no was: it is new" in text
    (text,) = wrong(catalog, {}, entry((FACT, now, now)))
    assert "was and now the same" in text


def test_a_new_fact_needs_an_entry_by_address_or_by_the_record(catalog):
    now = facts(catalog)
    was = {address: None for address in now if record_of(address) == "lim-ep-bake"}
    assert wrong(catalog, was) == [f"untold: {address}" for address in sorted(was)]
    assert wrong(catalog, was, entry(kind="new", ids=("lim-ep-bake",))) == []
    assert wrong(catalog, was, entry(*((address, None, now[address]) for address in was))) == []
    later = entry(("lim-ep-bake name", "Its first name", now["lim-ep-bake name"]))
    assert wrong(catalog, was, entry(kind="new", ids=("lim-ep-bake",)), later) == []
    assert "ids are for kind new" in wrong(catalog, was, entry(kind="vendor", ids=("lim-ep-bake",)))[0]


def test_a_new_capability_brings_its_rows(catalog):
    rows = {row.id for row in catalog.capabilities["online-endpoints"].rows}
    was = {address: None for address in facts(catalog) if record_of(address) in rows}
    assert wrong(catalog, was, entry(kind="new", ids=("online-endpoints",))) == []
    assert wrong(catalog, was, entry(kind="new", ids=("batch-inference",)))


def test_what_is_called_new_is_new(catalog):
    (text,) = wrong(catalog, {}, entry(kind="new", ids=("ep-rollback",)))
    assert text.startswith("id 'ep-rollback', of which nothing is new")
    (text,) = wrong(catalog, {}, entry(kind="new", ids=("ep-rollbakc",)))
    assert text.startswith("id 'ep-rollbakc'")
    assert "nearest: ep-rollback" in text


def test_a_snapshot_that_knew_fewer_kinds_of_facts_is_brought_up_by_one_entry(catalog):
    was = {address: None for address in facts(catalog) if address.endswith(" name") or address.startswith("b-")}
    ids = (*catalog.capabilities, *catalog.limits, *catalog.beliefs)
    assert wrong(catalog, was, entry(kind="new", ids=ids)) == []


def test_a_fact_that_goes_away_needs_an_entry_too(catalog):
    assert wrong(catalog, {"ep-gone sagemaker": "old"}) == ["untold: ep-gone sagemaker"]
    assert wrong(catalog, {"ep-gone sagemaker": "old"}, entry(("ep-gone sagemaker", "old", None))) == []


def test_entries_of_the_past_may_name_what_is_gone(catalog):
    past = (entry(("ep-gone sagemaker", "old", "new")), entry(kind="new", ids=("ep-gone",)))
    grown = replace(catalog, changes=(*catalog.changes, *past))
    assert wrong(grown, {}) == []


def test_an_address_that_never_was_names_the_nearest(catalog):
    (text,) = wrong(catalog, {}, entry(("ep-traffic-split sagemakr real-tim", "a", "b")))[:1]
    assert "nearest: ep-traffic-split sagemaker real-time" in text


@pytest.mark.parametrize("date", ["2020-01-01", "2026-11-24"])
def test_dates_never_fall(catalog, date):
    now = facts(catalog)[FACT]
    (text,) = wrong(catalog, {FACT: "old"}, entry((FACT, "old", now), date=date))
    assert text.startswith(f"{date}, before {catalog.changes[-1].date}")


def test_an_entry_without_ids_and_facts_is_none(catalog):
    (text,) = wrong(catalog, {}, entry())
    assert text.startswith("an entry without ids and facts")


# The check -------------------------------------------------------------------------------------------------------------


def test_a_changed_fact_without_an_entry_is_named_with_file_and_line(data):
    changed_fact(data)
    (fault,) = journal_faults(data)
    text = str(fault)
    assert fault.file == f"data/{ENDPOINTS}"
    line = (data / ENDPOINTS).read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert "sagemaker" in line, f"{fault.line}: {line}"
    assert "ep-rollback sagemaker" in text
    assert "Rolled back by magic" in text
    assert "make journal" in text


@pytest.mark.parametrize(
    ("file", "old", "address"),
    [
        ("translations/batch.yml", "one bad record loses", "tr-batch-job sagemaker+vertex-ai"),
        ("names/online-endpoints.yml", "    use: ", None),
        ("beliefs.yml", "For drift you put", "b-sm-model-monitor"),
    ],
)
def test_a_change_is_found_on_its_line(data, file, old, address):
    line = plant(data / file, old, f"{old}really ")
    (fault,) = journal_faults(data)
    assert fault.file == f"data/{file}"
    assert address in {fault.key, None}
    assert fault.line == line or address == "b-sm-model-monitor"


def test_an_entry_that_is_not_true_is_named_with_its_line(data):
    lines = (data / "journal.yml").read_text(encoding="utf-8").count("\n")
    day = load_catalog(data).changes[-1].date
    with (data / "journal.yml").open("a", encoding="utf-8") as file:
        file.write(f"\n  - {{date: {day}, kind: new, why: A test, ids: [ep-rollbakc]}}\n")
    (fault,) = journal_faults(data)
    assert (fault.file, fault.line) == ("data/journal.yml", lines + 2)
    assert "nearest: ep-rollback" in str(fault)
    with pytest.raises(DataError, match="ep-rollbakc"):
        add_entries("wording", "A test", data=data)


def test_a_committed_entry_cannot_be_rewritten(data):
    plant(data / "journal.yml", "The nine capabilities", "All the capabilities")
    (fault,) = journal_faults(data)
    assert "only grows" in str(fault)
    with pytest.raises(DataError, match="only grows"):
        add_entries("wording", "A test", data=data)


def test_a_snapshot_that_was_not_written_is_told(data):
    now = facts(load_catalog(data))[FACT]
    changed_fact(data)
    (item,) = journal_faults(data)
    assert add_entries("vendor", "A test", data=data) == 1
    written = (data / "snapshot.json").read_text(encoding="utf-8")
    shutil.copy(DATA / "snapshot.json", data / "snapshot.json")
    (fault,) = journal_faults(data)
    assert "make journal writes it" in str(fault)
    assert add_entries("", "", data=data) == 0
    assert (data / "snapshot.json").read_text(encoding="utf-8") == written
    assert item.key.startswith("ep-rollback")
    assert now in written


DAMAGED = {
    "not JSON": "{",
    "a list": "[]",
    "facts without words": '{"entries": 1, "digest": "", "facts": [1], "sources": {}}',
    "a number in quotes": '{"entries": "3", "digest": "", "facts": {}, "sources": {}}',
    "fewer than no entries": '{"entries": -1, "digest": "", "facts": {}, "sources": {}}',
    "no sources": '{"entries": 1, "digest": "", "facts": {}, "sources": null}',
    "no date": '{"entries": 1, "digest": "", "facts": {}, "sources": {"x": "2026-13"}}',
    "a key too many": '{"entries": 1, "digest": "", "facts": {}, "sources": {}, "more": 1}',
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_snapshot_is_a_fault(tmp_path, text):
    (tmp_path / "snapshot.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"data/snapshot.json:1: found .*; expected the facts as last") as caught:
        read_snapshot(tmp_path)
    assert str(caught.value).count("expected") == 1


def test_a_missing_snapshot_is_a_fault(data):
    (data / "snapshot.json").unlink()
    try:
        (fault,) = journal_faults(data)
    finally:
        shutil.copy(DATA / "snapshot.json", data / "snapshot.json")
    assert "No such file" in str(fault)


def test_a_reading_again_is_no_change(data):
    plant(data / ENDPOINTS, "read: 2026-11-25", "read: 2026-11-24")
    assert journal_faults(data) == []


def test_a_source_does_not_grow_older(data):
    source = next(one for one in load_catalog(data).sources.values() if one.content_date == "2026-08-22")
    text = (data / "sources.yml").read_text(encoding="utf-8")
    at = text.index(f"- id: {source.id}\n")
    before = text[at:].replace("content_date: 2026-08-22", "content_date: 2024-09-30", 1)
    (data / "sources.yml").write_text(text[:at] + before, encoding="utf-8")
    (fault,) = journal_faults(data)
    assert (fault.file, fault.key) == ("data/sources.yml", source.id)
    assert "2024-09-30, before 2026-08-22" in str(fault)
    assert source.id in (data / "sources.yml").read_text(encoding="utf-8").splitlines()[fault.line - 1]


def test_a_field_that_models_gain_later_leaves_the_digest_as_it_is():
    class Longer(m.Change):
        more: str | None = None

    change = entry((FACT, "old", "new"))
    assert digest((Longer(**change.model_dump()),)) == digest((change,))
    assert digest((entry((FACT, "old", "newer")),)) != digest((change,))


# Against a commit ------------------------------------------------------------------------------------------------------


def test_the_snapshot_cannot_vouch_for_itself(data, commit):
    """A changed fact with the same words in the snapshot passes on disk, and not against the commit."""
    how = changed_fact(data)
    plant(data / "snapshot.json", json.dumps(how, ensure_ascii=False)[1:-1], "Rolled back by magic")
    (fault,) = journal_faults(data, base_of("HEAD", data))
    assert "Rolled back by magic" in str(fault)
    assert add_entries("vendor", "A test", data=data) == 1
    assert journal_faults(data, base_of("HEAD", data)) == []


def test_a_snapshot_that_denies_the_entries_does_not_free_them(data, commit):
    line = plant(data / "journal.yml", "The nine capabilities", "All the capabilities")
    value = {**json.loads((data / "snapshot.json").read_text(encoding="utf-8")), "entries": 0, "digest": digest(())}
    (data / "snapshot.json").write_text(json.dumps(value), encoding="utf-8")
    (fault,) = journal_faults(data, base_of("HEAD", data))
    assert fault.file == "data/journal.yml"
    assert fault.line <= line
    assert "only grows" in str(fault)


def test_an_entry_is_part_of_what_is_committed(data, commit):
    changed_fact(data)
    add_entries("vendor", "A test", data=data)
    commit()
    assert journal_faults(data, base_of("HEAD", data)) == []
    assert journal_faults(data, base_of("HEAD^", data)) == []
    shutil.copy(DATA / "journal.yml", data / "journal.yml")
    assert any("only grows" in str(fault) for fault in journal_faults(data, base_of("HEAD", data)))


def test_an_entry_that_is_not_committed_may_be_taken_back(data, commit):
    changed_fact(data)
    add_entries("vendor", "The wrong reason", data=data)
    shutil.copy(DATA / "journal.yml", data / "journal.yml")
    assert add_entries("correction", "The right one", data=data) == 1
    assert load_catalog(data).changes[-1].why == "The right one"
    assert journal_faults(data, base_of("HEAD", data)) == []


def test_without_the_commit_the_snapshot_on_disk_has_to_do(data, commit, monkeypatch):
    assert base_of("HEAD", data) == Base(read_snapshot(data), load_catalog(data).changes)
    assert base_of("HEAD^", data) is None
    monkeypatch.setenv("GIT_DIR", str(data.parent / ".git"))
    assert base_of("HEAD", data)
    monkeypatch.setenv("PATH", "/nowhere")
    assert base_of("HEAD", data) is None


def test_the_check_says_with_what_it_compared(monkeypatch, capsys):
    assert main(["check", "--base", "no-such-commit"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told == ["git has no snapshot of no-such-commit here: compared with data/snapshot.json on disk", "no faults"]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (ENDPOINTS, ("support: partial", "support: partly")),
        ("translations/batch.yml", ("      azure-ml: {say: Job", "      # azure-ml: {say: Job")),
    ],
    ids=["a file that cannot be read", "a record that is not whole"],
)
def test_the_check_says_when_it_stopped_early(data, monkeypatch, capsys, file, words):
    monkeypatch.setattr("cloud_ml_platforms.command.DATA", data)
    plant(data / file, *words)
    assert main(["check"]) == 1
    assert capsys.readouterr().err.splitlines()[-2] == "further checks run when these are mended"


def test_an_address_that_is_gone_is_named(data, monkeypatch, capsys):
    monkeypatch.setattr("cloud_ml_platforms.command.DATA", data)
    path = data / "addresses.txt"
    path.write_text(path.read_text(encoding="utf-8") + "compare/#ep-gone\n", encoding="utf-8")
    assert main(["check"]) == 1
    told = capsys.readouterr().err
    assert "data/addresses.txt:1: compare/#ep-gone: found an address that is gone" in told


# Writing entries -------------------------------------------------------------------------------------------------------


def test_writing_the_entry_settles_it_and_keeps_what_was_said(data):
    how = changed_fact(data)
    assert add_entries("vendor", "A test: it changed", data=data) == 1
    assert journal_faults(data) == []
    (fact,) = load_catalog(data).changes[-1].facts
    assert fact.fact.startswith("ep-rollback sagemaker ")
    assert how in fact.was
    assert "Rolled back by magic" in fact.now


def test_an_entry_for_one_record_leaves_the_other_to_tell(data, capsys):
    changed_fact(data)
    plant(data / "beliefs.yml", "For drift you put", "For drift one puts")
    before = (data / "snapshot.json").read_bytes()
    with pytest.raises(
        JournalError, match="nb-idle-stop: found no fact that changed; expected b-sm-model-monitor, ep-"
    ):
        add_entries("vendor", "Something else", ("nb-idle-stop",), data)
    assert add_entries("vendor", "One reason", ("ep-rollback",), data) == 1
    assert "not yet in the journal: b-sm-model-monitor" in capsys.readouterr().err
    assert (data / "snapshot.json").read_bytes() == before
    assert [fault.key for fault in journal_faults(data)] == ["b-sm-model-monitor"]
    assert add_entries("wording", "Another", ("b-sm-model-monitor",), data) == 1
    assert journal_faults(data) == []
    assert [change.why for change in load_catalog(data).changes[-2:]] == ["One reason", "Another"]


def test_a_reason_that_is_refused_leaves_everything_as_it_was(data):
    changed_fact(data)
    before = {path: path.read_bytes() for path in (data / "journal.yml", data / "snapshot.json")}
    with pytest.raises(JournalError, match="why: found ''; expected the reason"):
        add_entries("vendor", "", data=data)
    assert before == {path: path.read_bytes() for path in before}


@pytest.mark.parametrize(
    ("kind", "why", "expected"),
    [
        ("vendor", "  ", "why: found ''; expected the reason, one line of at most 600"),
        ("vendor", "one\ntwo", "why: found 'one.ntwo'; expected the reason, one line"),
        ("vendor", "x" * 601, "why: found 'xxx.*'; expected the reason, one line"),
        ("gossip", "A test", "kind: found 'gossip'; expected vendor, correction, wording or new"),
        ("", "A test", "kind: found ''; expected vendor"),
    ],
)
def test_a_reason_is_one_line_and_a_kind_is_known(catalog, kind, why, expected):
    found = differences(catalog, Told({**facts(catalog), FACT: "old"}))
    with pytest.raises(JournalError, match=expected):
        new_entry(kind, why, found, catalog, Told({}))


def test_a_fact_that_is_too_long_for_the_journal_is_told(catalog):
    found = [Difference(FACT, "x" * 6001, "short")]
    with pytest.raises(JournalError, match=r"facts: found 'xxx.*'; expected String should have at most 6000"):
        new_entry("wording", "Shorter", found, catalog, Told({}))


@pytest.fixture
def small(tmp_path):
    """A journal of one entry, and what it says."""
    path = tmp_path / "journal.yml"
    path.write_text("# A comment\nchanges:\n  - {date: 2026-11-25, kind: new, why: First, ids: [a]}", encoding="utf-8")
    return path, (m.Change(date="2026-11-25", kind="new", why="First", ids=("a",)),)


def test_entries_stand_apart_whatever_the_file_ends_with(small):
    path, changes = small
    first, second = (
        entry((FACT, "a", "b")),
        entry(kind="new", ids=tuple(f"long-name-of-a-record-{i}" for i in range(40))),
    )
    both = append(second, append(first, changes, path.parent), path.parent)
    assert both == (*changes, first, second)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# A comment\nchanges:\n")
    assert text.count("\n\n  - date: ") == 2
    assert max(map(len, text.splitlines())) <= 120


@pytest.mark.parametrize(
    "why", ["`ls` costs $5: #1, \"two\" 'three' \\n", "- [[ep-rollback]] & {é} · ünï", "null", "@x"]
)
def test_a_reason_is_kept_letter_by_letter(small, why):
    path, changes = small
    assert append(entry((FACT, why, None)).model_copy(update={"why": why}), changes, path.parent)[-1].why == why


@pytest.mark.parametrize(
    "text", ["changes: []\n", "changes:\n  - {date: 2026-11-25, kind: new, why: Other, ids: [a]}\n"]
)
def test_a_journal_that_cannot_take_the_entry_is_left_as_it_is(small, text):
    path, changes = small
    path.write_text(text, encoding="utf-8")
    with pytest.raises(JournalError, match="found no way to add the entry"):
        append(entry((FACT, "a", "b")), changes, path.parent)
    assert path.read_text(encoding="utf-8") == text


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
    monkeypatch.setattr("cloud_ml_platforms.command.write_address_list", lambda _catalog: None)
    for name, value in {"KIND": "vendor", "WHY": "It `costs` $5", "ONLY": "ep-rollback ep-kinds"}.items():
        monkeypatch.setenv(name, value)
    assert main(["journal"]) == 0
    assert main(["journal", "--kind", "wording", "--why", "Typed", "ep-kinds"]) == 0
    assert asked == [
        ("vendor", "It `costs` $5", ("ep-rollback", "ep-kinds")),
        ("wording", "Typed", ("ep-kinds",)),
    ]
