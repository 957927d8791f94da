"""What changed since, how old the evidence is, and what a word of one platform is on another."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import replace

import pytest
from conftest import PLATFORMS

from cloud_ml_platforms import model as m
from cloud_ml_platforms.compute import ages, pairs
from cloud_ml_platforms.journal import names
from cloud_ml_platforms.text.references import resolve_reference
from cloud_ml_platforms.topics.changes import since
from cloud_ml_platforms.topics.changes import views as changes_views
from cloud_ml_platforms.topics.freshness import views as freshness_views
from cloud_ml_platforms.topics.page import Page
from cloud_ml_platforms.topics.translate import views as translate_views


def test_news_hold_every_event_and_every_dated_way_once(catalog):
    found = since.dated_news(catalog)
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
    groups = since.group_by_kind(since.dated_news(catalog), catalog.as_of)
    ends = [item.until for item in groups["ahead"]]
    assert ends == sorted(ends)
    assert all(end > catalog.as_of for end in ends)
    assert not any(item.until > catalog.as_of for name, items in groups.items() if name != "ahead" for item in items)


def test_months_run_from_the_first_to_the_last():
    assert since.months("2025-11", "2026-02-03") == ["2026-02", "2026-01", "2025-12", "2025-11"]


def test_news_last_until_their_announced_end(catalog):
    by_id = {item.reference: item for item in since.dated_news(catalog)}
    ending = [event for event in catalog.events.values() if event.ends]
    assert ending
    assert all(by_id[event.id].until == max(event.date, event.ends) for event in ending)


def test_a_way_that_is_none_is_no_news(catalog):
    row = next(row for row in catalog.rows.values() if any(way.since for way in row.platforms["sagemaker"].ways))
    gone = next(way for way in row.platforms["sagemaker"].ways if way.since)
    none = {**row.platforms, "sagemaker": with_(row.platforms["sagemaker"], ways=(with_(gone, support="none"),))}
    home = catalog.row_capability[row.id]
    capability = with_(home, rows=(with_(row, platforms=none),))
    changed = replace(catalog, capabilities={**catalog.capabilities, home.id: capability})
    mine = [(item.reference, item.date) for item in since._ways(catalog)]
    assert (f"{row.id} sagemaker", gone.since) in mine
    assert f"{row.id} sagemaker" not in {item.reference for item in since._ways(changed)}


def with_(model, **values):
    return model.model_copy(update=values)


# The journal, shown ----------------------------------------------------------------------------------------------------

LATER = "2099-12-31"


def journaled(catalog, *told, kind="vendor", why="They changed it", ids=()):
    """Return the catalog with one more entry in its journal; each fact is address, was, now."""
    facts = tuple(m.FactChange(fact=fact, was=was, now=now) for fact, was, now in told)
    change = m.Change(date=LATER, kind=kind, why=why, ids=ids, facts=facts)
    return replace(catalog, changes=(*catalog.changes, change))


def shown(catalog, changes):
    return Page("reference/changes/", catalog=catalog).render("history.html.j2", changes=changes)


def test_the_history_of_a_row_says_what_was_and_what_is(catalog):
    row = "ep-rollback"
    changed = journaled(catalog, (f"{row} sagemaker", "partial · old words", "full · new words"))
    newest, *older = changes_views.row_history(changed, row)
    (fact,) = newest.facts
    assert [(piece.text, piece.changed) for piece in fact.was] == [
        ("partly", True),
        (" ·", False),
        (" old", True),
        (" words", False),
    ]
    assert fact.label.endswith("SageMaker")
    assert older[-1].kind == "new"
    page = shown(changed, changes_views.row_history(changed, row))
    assert "<del>partly</del> ·<del> old</del> words" in page
    assert "<ins>yes</ins> ·<ins> new</ins> words" in page
    (news,) = [item for item in since.dated_news(changed) if item.title == fact.label and item.kind == "now"]
    assert news.text == "yes · new words"


def test_a_row_is_new_once(catalog):
    again = journaled(catalog, kind="new", ids=("online-endpoints",))
    assert changes_views.row_history(again, "ep-rollback") == changes_views.row_history(catalog, "ep-rollback")
    assert changes_views.change_views(again)[0].new[0].id == "online-endpoints"


LABELS = {
    "ep-rollback sagemaker": ("{ep-rollback}, SageMaker", "compare/online-endpoints/#ep-rollback"),
    "ep-rollback name": ("{ep-rollback}, its name", "compare/online-endpoints/#ep-rollback"),
    "ep-rollback sagemakr": ("{ep-rollback}, sagemakr", "compare/online-endpoints/#ep-rollback"),
    "ep-rollback sagemaker no-kind": ("{ep-rollback}, SageMaker, no-kind", "compare/online-endpoints/#ep-rollback"),
    "lim-ep-bake sagemaker real-time max docs": (
        "{lim-ep-bake}, SageMaker, {kinds}, maximum",
        "compare/limits/#lim-ep-bake",
    ),
    "sm-model-monitor": ("{sm-model-monitor}", "compare/names/#sm-model-monitor"),
    "sm-model-monitor-closed use": (
        "{sm-model-monitor}, closed to new customers 2026-07-30, what to use",
        "compare/names/#sm-model-monitor-closed",
    ),
    "tr-spot azure-ml": ("{tr-spot}, Azure ML", "translate/#tr-spot"),
    "tr-spot sagemaker+azure-ml": ("{tr-spot}, SageMaker and Azure ML", "translate/#tr-spot"),
    "b-sm-clarify": ("{b-sm-clarify}", "compare/since/#b-sm-clarify"),
    "c-hipaa": ("{c-hipaa}", "compare/contested/#c-hipaa"),
    "alt-databricks signal": ("{alt-databricks}, the signal", "choose/instead/#alt-databricks"),
    "leave-serving": ("{leave-serving}", "choose/instead/#leave-serving"),
    "training-triggered sagemaker": (
        "How is training triggered? SageMaker",
        "compare/lifecycle/#training-triggered",
    ),
    "azure-ml good_at": ("Azure ML, good at", "providers/azure-ml/"),
    "ep-gone sagemaker real-time": ("ep-gone, SageMaker, real-time", ""),
    "ep-gone": ("ep-gone", ""),
    "x y z +": ("x, y, z, +", ""),
}


@pytest.mark.parametrize("address", LABELS)
def test_every_fact_has_a_name_and_a_place_whatever_its_address(catalog, address):
    label, place = LABELS[address]
    names = {record: resolve_reference(catalog, record).text for record in re.findall(r"{([\w-]+)}", label)}
    names["kinds"] = catalog.capabilities["online-endpoints"].kinds["sagemaker"]["real-time"]
    for name, text in names.items():
        label = label.replace(f"{{{name}}}", text)
    changed = journaled(catalog, (address, "close · was", "none · is"))
    (fact,) = changes_views.change_views(changed)[0].facts
    assert fact.label == label
    assert f"{fact.page or ''}{'#' + fact.anchor if fact.anchor else ''}" == place
    assert shown(changed, changes_views.change_views(changed)[:1]).count("<a ") == bool(place)
    since.dated_news(changed)


def test_the_fit_of_two_words_is_said_as_on_the_pages(catalog):
    changed = journaled(catalog, ("tr-spot sagemaker+azure-ml", "none · a", "close · b"))
    (fact,) = changes_views.change_views(changed)[0].facts
    assert "".join(piece.text for piece in fact.now) == "near match · b"


def test_records_that_are_gone_are_shown_by_their_ids(catalog):
    changed = journaled(catalog, ("ep-gone azure-ml", "full · It was [[ep-also-gone]]", None), ids=("ep-gone",))
    page = shown(changed, changes_views.change_views(changed))
    assert "<li><code>ep-gone</code></li>" in page
    assert "<dt>ep-gone, Azure ML</dt>" in page
    assert "It was [ep-also-gone]" in page
    assert '<a href="../../compare/online-endpoints/">Online endpoints</a>' in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("at [[ep-no-such]]", "at [ep-no-such]"),
        ("at [[ep-no-such sagemaker|some words]]", "at some words"),
        ("at [[ep-rollback]]", "at [{ep-rollback}]"),
        ("at [[ep-rollback azure-ml]]", "at [{ep-rollback}]"),
        ("at [[lim-ep-bake sagemaker real-time max]]", "at [{lim-ep-bake}]"),
        ("since [[sm-model-monitor-closed]]", "since [{sm-model-monitor}]"),
        ("until [[sm-sdk-v2-ends ends]]", "until [{sm-sdk-v2}]"),
        ("in [[azure-ml]]", "in [Azure ML]"),
        ("at [[ |words]]", "at words"),
        ("at [[|]]", "at []"),
    ],
)
def test_a_reference_in_the_journal_is_words_and_never_a_value(catalog, text, words):
    """What a reference leads to is of today; the entry is of its day."""
    expected = words
    for record in re.findall(r"{([\w-]+)}", words):
        expected = expected.replace(f"{{{record}}}", resolve_reference(catalog, record).text)
    assert names.without_references(catalog, text) == expected
    changed = journaled(catalog, ("ep-rollback azure-ml", text, text), why=f"`Code` {text}")
    page = shown(changed, changes_views.change_views(changed)[:1])
    assert f"<code>Code</code> {expected.strip()}" in page
    assert "[[" not in page
    (news,) = [item for item in since.dated_news(changed) if item.date == LATER]
    assert news.text == expected
    Page("compare/since/", catalog=changed).inline(news.text)


def test_a_source_counts_as_old_after_the_days_of_its_kind(catalog):
    source = next(s for s in catalog.sources.values() if s.kind == "docs")
    dated = source.model_copy(update={"content_date": "2025-11"})
    days = catalog.recheck.ages["docs"]
    assert ages.old_from(catalog, dated) == (dt.date(2025, 11, 30) + dt.timedelta(days=days)).isoformat()
    assert ages.old_from(catalog, dated.model_copy(update={"kind": "notice"})) is None


def test_every_cell_is_counted_once_and_the_oldest_comes_first(catalog):
    counted = freshness_views.counts_by_capability(catalog)
    assert sum(one.cells for columns in counted.values() for one in columns) == 3 * len(catalog.rows)
    assert all(sum(one.years.values()) == one.cells for columns in counted.values() for one in columns)
    dates = [cell.oldest for cell in ages.aged_cells(catalog)]
    assert dates == sorted(dates)
    marks = freshness_views.by_mark(catalog)
    assert sum(sum(counts.values()) for counts in marks.values()) == 3 * len(catalog.rows)


def test_an_answer_is_as_old_as_its_oldest_source(catalog):
    for cell in ages.aged_cells(catalog):
        told = catalog.rows[cell.row].platforms[cell.platform]
        evidence = [*told.evidence, *(item for way in told.ways for item in way.evidence)]
        dates = sorted(catalog.sources[item.source].content_date for item in evidence)
        assert cell.oldest == dates[0]
        days = sorted(filter(None, (ages.old_from(catalog, catalog.sources[item.source]) for item in evidence)))
        assert cell.old == (days[0] if days else None)


def test_every_kind_of_source_has_an_age(catalog):
    kinds = {source.kind for source in catalog.sources.values()}
    assert kinds <= set(catalog.recheck.ages)


@pytest.mark.parametrize(("mine", "theirs"), [*itertools.permutations(PLATFORMS, 2)])
def test_each_direction_shows_every_term_that_either_platform_has(catalog, mine, theirs):
    shown = [
        term.id
        for group in translate_views.groups(catalog, mine, theirs)
        for term in (*group.both, *group.only_mine, *group.only_theirs)
    ]
    wanted = [term.id for term in catalog.translated.values() if term.platforms[mine].say or term.platforms[theirs].say]
    assert sorted(shown) == sorted(wanted)


def test_a_term_shows_its_rows_and_those_of_both_words(catalog):
    term = next(term for term in catalog.translated.values() if term.rows)
    words = {**term.platforms, "sagemaker": with_(term.platforms["sagemaker"], rows=("ep-rollback", *term.rows))}
    view = pairs.term_view(with_(term, platforms=words), "azure-ml", "sagemaker")
    assert view.rows[: len(term.rows)] == term.rows
    assert view.rows.count("ep-rollback") == 1
    assert len(view.rows) == len(set(view.rows))


def test_a_direction_and_its_way_back_hide_the_same(catalog):
    there = translate_views.groups(catalog, "sagemaker", "azure-ml")
    back = translate_views.groups(catalog, "azure-ml", "sagemaker")
    for one, other in zip(there, back, strict=True):
        assert [term.hides for term in one.both] == [term.hides for term in other.both]
        assert [term.id for term in one.only_mine] == [term.id for term in other.only_theirs]


@pytest.mark.parametrize(("mine", "theirs"), [*itertools.permutations(PLATFORMS, 2)])
def test_a_sheet_has_twenty_words_ten_numbers_and_eight_traps(catalog, mine, theirs):
    sheet = translate_views.translation_sheet_view(catalog, mine, theirs)
    assert (len(sheet.terms), len(sheet.numbers), len(sheet.traps)) == (20, 10, 8)
    assert len(sheet.sayings) >= 5


def test_a_wrong_reference_names_the_nearest(catalog):
    assert "nearest: ep-rollback" in resolve_reference(catalog, "ep-rolback").problem


def test_a_translation_of_a_platform_into_itself_is_refused(catalog):
    from cloud_ml_platforms.topics.translate.views import translation

    with pytest.raises(LookupError, match="two different platforms"):
        translation(catalog, "sagemaker", "sagemaker")
