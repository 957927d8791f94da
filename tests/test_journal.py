"""A fact cannot change without an entry that says what it was, what it is, and why."""

from __future__ import annotations

import json

import pytest
from conftest import plant

from macros.catalog import load_catalog
from macros.facts import facts
from publish.journal import JournalError, add_entries, journal_faults, read_snapshot

ENDPOINTS = "capabilities/online-endpoints.yml"


def changed_fact(data):
    """Change one line of one way; return its old words."""
    row = load_catalog(data).rows["ep-rollback"]
    how = row.platforms["sagemaker"].ways[0].how
    plant(data / ENDPOINTS, how, "Rolled back by magic")
    return how


def test_the_journal_accounts_for_every_fact(data):
    assert journal_faults(data) == []


def test_the_snapshot_is_of_today(catalog):
    assert read_snapshot().facts == facts(catalog)


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


def test_writing_the_entry_settles_it_and_keeps_what_was_said(data):
    how = changed_fact(data)
    assert add_entries("vendor", "A test: it changed", data=data) == 1
    assert journal_faults(data) == []
    (fact,) = load_catalog(data).changes[-1].facts
    assert fact.fact.startswith("ep-rollback sagemaker ")
    assert how in fact.was
    assert "Rolled back by magic" in fact.now


def test_an_entry_for_something_else_does_not_settle_it(data):
    changed_fact(data)
    with pytest.raises(JournalError, match="no fact that changed"):
        add_entries("vendor", "Something else", ("nb-idle-stop",), data)
    assert journal_faults(data)


def test_an_entry_that_says_other_words_does_not_settle_it(data):
    changed_fact(data)
    add_entries("vendor", "A test", data=data)
    snapshot = json.loads((data / "snapshot.json").read_text(encoding="utf-8"))
    plant(data / ENDPOINTS, "Rolled back by magic", "Rolled back by hand")
    assert [fault for fault in journal_faults(data) if "Rolled back by hand" in str(fault)]
    assert snapshot["entries"] == len(load_catalog(data).changes)


def test_a_fact_that_goes_away_needs_an_entry_too(data):
    path = data / ENDPOINTS
    text = path.read_text(encoding="utf-8")
    start = text.index("  - id: ep-shadow")
    end = text.index("\n  - id:", start) + 1
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    for file in data.rglob("*.yml"):
        words = file.read_text(encoding="utf-8")
        file.write_text(words.replace("ep-shadow", "ep-rollback"), encoding="utf-8")
    found = [str(fault) for fault in journal_faults(data) if "no fact any more" in str(fault)]
    assert any("ep-shadow sagemaker" in text for text in found)


def test_a_committed_entry_cannot_be_rewritten(data):
    plant(data / "journal.yml", "The nine capabilities", "All the capabilities")
    (fault,) = journal_faults(data)
    assert "only grows" in str(fault)
    with pytest.raises(JournalError, match="grow only"):
        add_entries("wording", "A test", data=data)


def test_a_damaged_snapshot_is_named(data):
    (data / "snapshot.json").write_text("{", encoding="utf-8")
    (fault,) = journal_faults(data)
    assert "data/snapshot.json" in str(fault)


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


def test_an_entry_about_a_record_that_never_was_is_a_fault(data):
    journal = data / "journal.yml"
    journal.write_text(
        journal.read_text(encoding="utf-8") + "  - {date: 2026-11-25, kind: new, why: A test, ids: [ep-rollbakc]}\n",
        encoding="utf-8",
    )
    with pytest.raises(Exception, match=r"data/journal.yml:\d+.*'ep-rollbakc'.*nearest: ep-rollback"):
        load_catalog(data)
