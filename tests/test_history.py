"""What changed since, how old the evidence is, and what a word of one platform is on another."""

from __future__ import annotations

import datetime as dt

import pytest

from macros import freshness, history, translate
from macros import models as m
from macros.pages import Page
from macros.refs import resolve


def test_news_hold_every_event_and_every_dated_way_once(catalog):
    found = history.since(catalog)
    ways = {
        (platform, way.since)
        for row in catalog.rows.values()
        for platform, cell in row.platforms.items()
        for way in cell.ways
        if way.since and way.support != "none"
    }
    assert {event.id for event in catalog.events.values()} <= {item.reference for item in found}
    assert ways <= {(item.platform, item.date) for item in found}
    assert len({(item.reference, item.title) for item in found}) == len(found)
    assert [item.date for item in found] == sorted((item.date for item in found), reverse=True)


def test_what_lies_ahead_stands_apart_soonest_first(catalog):
    groups = history.grouped(history.since(catalog), catalog.as_of)
    ends = [item.until for item in groups["ahead"]]
    assert ends == sorted(ends)
    assert all(end > catalog.as_of for end in ends)
    assert not any(item.until > catalog.as_of for name, items in groups.items() if name != "ahead" for item in items)


def test_months_run_from_the_first_to_the_last():
    assert history.months("2025-11", "2026-02-03") == ["2026-02", "2026-01", "2025-12", "2025-11"]


def test_the_history_of_a_row_says_what_was_and_what_is(catalog):
    row = "ep-rollback"
    change = m.Change(
        date="2026-11-26",
        kind="vendor",
        why="They changed it",
        facts=(m.FactChange(fact=f"{row} sagemaker", was="partial · old words", now="full · new words"),),
    )
    changed = type(catalog)(**_with(catalog, change))
    newest, *older = history.row_history(changed, row)
    (fact,) = newest.facts
    assert [(piece.text, piece.changed) for piece in fact.was] == [
        ("partly", True),
        (" ·", False),
        (" old", True),
        (" words", False),
    ]
    assert fact.label.endswith("SageMaker")
    assert [entry.kind for entry in older] == ["new"]
    shown = Page("r/ep-rollback/", catalog=changed).render("history.html.j2", changes=history.row_history(changed, row))
    assert "<del>partly</del> ·<del> old</del> words" in shown
    assert "<ins>yes</ins> ·<ins> new</ins> words" in shown
    assert any(item.title == fact.label and item.kind == "changed" for item in history.since(changed))


def _with(catalog, change):
    fields = {name: getattr(catalog, name) for name in catalog.__dataclass_fields__}
    return {**fields, "changes": (*catalog.changes, change)}


def test_a_source_counts_as_old_after_the_days_of_its_kind(catalog):
    source = next(s for s in catalog.sources.values() if s.kind == "docs")
    dated = source.model_copy(update={"content_date": "2025-11"})
    days = catalog.recheck.ages["docs"]
    assert freshness.old_from(catalog, dated) == (dt.date(2025, 11, 28) + dt.timedelta(days=days)).isoformat()
    assert freshness.old_from(catalog, dated.model_copy(update={"kind": "notice"})) is None


def test_every_cell_is_counted_once_and_the_oldest_comes_first(catalog):
    counted = freshness.by_capability(catalog)
    assert sum(one.cells for columns in counted.values() for one in columns) == 3 * len(catalog.rows)
    assert all(sum(one.years.values()) == one.cells for columns in counted.values() for one in columns)
    dates = [cell.oldest for cell in freshness.aged_cells(catalog)]
    assert dates == sorted(dates)
    marks = freshness.by_mark(catalog)
    assert sum(sum(counts.values()) for counts in marks.values()) == 3 * len(catalog.rows)


def test_every_kind_of_source_has_an_age(catalog):
    kinds = {source.kind for source in catalog.sources.values()}
    assert kinds <= set(catalog.recheck.ages)


@pytest.mark.parametrize(("mine", "theirs"), translate.directions())
def test_each_direction_shows_every_term_that_either_platform_has(catalog, mine, theirs):
    shown = [
        term.id
        for group in translate.groups(catalog, mine, theirs)
        for term in (*group.both, *group.only_mine, *group.only_theirs)
    ]
    wanted = [term.id for term in catalog.translated.values() if term.platforms[mine].say or term.platforms[theirs].say]
    assert sorted(shown) == sorted(wanted)


def test_a_direction_and_its_way_back_hide_the_same(catalog):
    there = translate.groups(catalog, "sagemaker", "azure-ml")
    back = translate.groups(catalog, "azure-ml", "sagemaker")
    for one, other in zip(there, back, strict=True):
        assert [term.hides for term in one.both] == [term.hides for term in other.both]
        assert [term.id for term in one.only_mine] == [term.id for term in other.only_theirs]


@pytest.mark.parametrize(("mine", "theirs"), translate.directions())
def test_a_sheet_has_twenty_words_ten_numbers_and_eight_traps(catalog, mine, theirs):
    sheet = translate.sheet(catalog, mine, theirs)
    assert (len(sheet.terms), len(sheet.numbers), len(sheet.traps)) == (20, 10, 8)
    assert len(sheet.sayings) >= 5


def test_a_wrong_reference_names_the_nearest(catalog):
    assert "nearest: ep-rollback" in resolve(catalog, "ep-rolback").problem


def test_a_translation_of_a_platform_into_itself_is_refused(catalog):
    from macros.pages import translation

    with pytest.raises(LookupError, match="two different platforms"):
        translation(Page("translate/", catalog=catalog), "sagemaker", "sagemaker")
