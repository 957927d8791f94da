"""What changed since, and the journal as it is shown."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import brotli
import pytest
from conftest import PLATFORMS
from records import LATER, journaled, with_

from cloud_ml_platforms.journal import names
from cloud_ml_platforms.text.references import resolve_reference
from cloud_ml_platforms.topics.changes import days, history, since, views
from cloud_ml_platforms.topics.page import Page


def test_news_hold_every_event_and_every_dated_way_once(catalog):
    found = since.dated_news(catalog)
    ways = {
        (platform, way.since)
        for row in catalog.rows.values()
        for platform, cell in row.platforms.items()
        for way in cell.ways
        if way.since and row.marks(platform)[way.id] != "no"
    }
    assert {event.id for event in catalog.events.values()} <= {item.reference for item in found}
    assert ways <= {(item.platform, item.date) for item in found}
    assert len({(item.reference, item.platform, item.title) for item in found}) == len(found)
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


def test_a_way_that_is_a_no_is_no_news(catalog):
    marked = [row for row in catalog.rows.values() if row.mark]
    row = next(row for row in marked if any(way.since for way in row.platforms["sagemaker"].ways))
    cell = row.platforms["sagemaker"]
    gone = next(way for way in cell.ways if way.since)
    none = with_(cell, ways=(gone,), answers={row.mark: "no {a}"})
    home = catalog.row_capability[row.id]
    capability = with_(home, rows=(with_(row, platforms={**row.platforms, "sagemaker": none}),))
    changed = replace(catalog, capabilities={**catalog.capabilities, home.id: capability})
    mine = [(item.reference, item.date) for item in since._way_news(catalog)]
    assert (f"{row.id} sagemaker", gone.since) in mine
    assert f"{row.id} sagemaker" not in {item.reference for item in since._way_news(changed)}


def shown(catalog, changes, **values):
    return Page("reference/changes/", catalog=catalog).render("history.html.j2", changes=changes, **values)


def test_the_history_of_a_row_says_what_was_and_what_is(catalog):
    row = "ep-rollback"
    changed = journaled(catalog, (f"{row} sagemaker", "partial · old words", "full · new words"))
    newest, *older = history.row_history(changed, row)
    (fact,) = newest.facts
    assert [(piece.text, piece.changed) for piece in fact.was] == [("old", True), (" words", False)]
    assert fact.label.endswith("SageMaker")
    assert older[-1].kind == "new"
    page = shown(changed, history.row_history(changed, row))
    assert "<del>old</del> words" in page, "a mark that was written, when marks were, is left out"
    assert "<ins>new</ins> words" in page
    (news,) = [item for item in since.dated_news(changed) if item.date == LATER]
    assert news.text == "new words"


def test_no_two_facts_of_an_entry_are_called_alike(catalog):
    for change in history.change_views(catalog):
        labels = [fact.label for fact in change.facts]
        assert len(set(labels)) == len(labels), change.id


def test_a_row_is_new_once(catalog):
    again = journaled(catalog, kind="new", ids=("online-endpoints",))
    assert history.row_history(again, "ep-rollback") == history.row_history(catalog, "ep-rollback")
    assert history.change_view(again, again.changes[-1]).new[0].id == "online-endpoints"


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
    newest = history.change_view(changed, changed.changes[-1])
    (fact,) = newest.facts
    assert fact.label == label
    assert f"{fact.page or ''}{'#' + fact.anchor if fact.anchor else ''}" == place
    assert shown(changed, [newest]).count("<a ") == bool(place)
    since.dated_news(changed)


def test_the_fit_of_two_words_is_said_as_on_the_pages(catalog):
    changed = journaled(catalog, ("tr-spot sagemaker+azure-ml", "none · a", "close · b"))
    (fact,) = history.change_view(changed, changed.changes[-1]).facts
    assert "".join(piece.text for piece in fact.now) == "near match · b"


@pytest.mark.parametrize(
    ("address", "text", "words"),
    [
        ("ep-rollback sagemaker warm", "any: 1 h · serverless: no", "{any}: 1 h · {serverless}: no"),
        ("ep-rollback sagemaker warm", "not-a-kind: 1 h · real-time", "not-a-kind: 1 h · real-time"),
        ("ep-rollback sagemaker serverless", "real-time: not here", "real-time: not here"),
        ("ep-rollback sagemaker serverless", "restricted · By hand", "restricted access · By hand"),
        (
            "ep-rollback sagemaker serverless",
            "sm-model-monitor-closed · By hand",
            "Amazon SageMaker Model Monitor, closed to new customers 2026-07-30 · By hand",
        ),
        ("lim-ep-bake sagemaker", "none · It has none", "not offered · It has none"),
        ("sm-model-monitor", "Model Monitor · restricted", "Model Monitor · restricted access"),
        ("sm-model-monitor-closed", "closed · 2026 · done · It", "closed to new customers · 2026 · done · It"),
        ("sm-model-monitor-closed", "retired · 2027 · announced · It", "due to retire · 2027 · announced · It"),
    ],
)
def test_a_fact_is_told_in_the_words_of_pages(catalog, address, text, words):
    kinds = catalog.capabilities["online-endpoints"].kinds["sagemaker"]
    for kind in ("any", "serverless"):
        words = words.replace(f"{{{kind}}}", kinds[kind])
    assert names.plain_value(catalog, address, text) == words


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"kind": "retired", "date": LATER, "carried_out": "announced"}, f"ends {LATER}"),
        ({"kind": "closed", "date": LATER, "carried_out": "announced"}, f"closes to new customers {LATER}"),
        ({"kind": "retired", "date": "2026-01", "carried_out": "announced"}, "was to end 2026-01"),
        ({"kind": "retired", "date": "2026-01", "carried_out": "done"}, "retired 2026-01"),
    ],
)
def test_what_lies_ahead_is_not_told_as_past(catalog, values, label):
    event = with_(catalog.events["sm-model-monitor-closed"], **values)
    changed = replace(catalog, events={**catalog.events, event.id: event})
    assert names.fact_label(changed, event.id) == f"Amazon SageMaker Model Monitor, {label}"


def test_records_that_are_gone_are_shown_by_their_ids(catalog):
    changed = journaled(catalog, ("ep-gone azure-ml", "full · It was [[ep-also-gone]]", None), ids=("ep-gone",))
    page = shown(changed, history.change_views(changed))
    assert "<li><code>ep-gone</code></li>" in page
    assert "<dt>ep-gone, Azure ML</dt>" in page
    assert "It was “ep-also-gone”" in page
    assert '<a href="../../compare/online-endpoints/">Online endpoints</a>' in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("at [[ep-no-such]]", "at “ep-no-such”"),
        ("at [[ep-no-such sagemaker|some words]]", "at some words"),
        ("at [[ep-rollback]]", "at “{ep-rollback}”"),
        ("at [[ep-rollback azure-ml]]", "at “{ep-rollback}”"),
        ("at [[lim-ep-bake sagemaker real-time max]]", "at “{lim-ep-bake}”"),
        ("since [[sm-model-monitor-closed]]", "since {sm-model-monitor}"),
        ("until [[sm-sdk-v2-ends ends]]", "until {sm-sdk-v2}"),
        ("in [[azure-ml]]", "in Azure ML"),
        ("at [[ |words]]", "at words"),
        ("at [[|]]", "at “”"),
    ],
)
def test_a_reference_in_the_journal_is_words_and_never_a_value(catalog, text, words):
    """What a reference leads to is of today; the entry is of its day."""
    expected = words
    for record in re.findall(r"{([\w-]+)}", words):
        expected = expected.replace(f"{{{record}}}", resolve_reference(catalog, record).text)
    assert names.without_references(catalog, text) == expected
    changed = journaled(catalog, ("ep-rollback azure-ml", text, text), why=f"`Code` {text}")
    page = shown(changed, [history.change_view(changed, changed.changes[-1])])
    assert f"<code>Code</code> {expected.strip()}" in page
    assert "[[" not in page
    (news,) = [item for item in since.dated_news(changed) if item.date == LATER]
    assert news.text == expected
    Page("compare/since/", catalog=changed).inline(news.text)


def test_facts_that_stand_in_one_place_are_counted_by_the_name_of_their_record(catalog):
    """A name may hold a comma."""
    row = next(row for row in catalog.rows.values() if ", " in row.name)
    event = next(iter(catalog.events.values()))
    facts = [f"{row.id} sagemaker", f"{row.id} sagemaker value", f"{event.id} what", f"{row.id} azure-ml"]
    told = journaled(catalog, *((fact, "Was.", "Is.") for fact in facts))
    view = history.change_view(told, told.changes[-1])
    named = [(place.name, len(place.facts)) for place in view.places]
    assert named == [(row.name, 3), (names.record_label(catalog, event.id), 1)]


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("Low priority", "Spot", "Low priority → Spot"),
        (None, "a week", "added: a week"),
        ("yes", "yes; in preview", "added: in preview"),
        ("first", None, "left out: first"),
        (f"{'same ' * 12}old", f"{'same ' * 12}new", "old → new"),
        (f"{'same ' * 12}a {'same ' * 12}b", f"{'same ' * 12}c {'same ' * 12}longer words", "now: longer words"),
    ],
)
def test_a_line_of_what_was_noticed_says_what_changed(catalog, was, now, words):
    changed = journaled(catalog, ("ep-rollback sagemaker", was, now))
    assert since.change_summary(changed, changed.changes[-1].facts[0]) == words


def test_what_matters_most_is_what_most_records_name(catalog):
    named = since.times_named(catalog)
    found = [item for item in since.dated_news(catalog) if item.until <= catalog.as_of]
    matters = since.what_matters(catalog, found)
    platforms = {platform.thing for platform in catalog.platforms.values()}
    renamed = {event.id for event in catalog.events.values() if event.kind == "renamed" and event.thing in platforms}
    new_names = [item for item in matters if item.reference in renamed]
    assert len(new_names) == len(renamed) > 0
    assert matters[: len(new_names)] == new_names, "a platform's new name comes first"
    assert [item.summary.partition(", once ")[2] for item in new_names] == ["Vertex AI", "Amazon SageMaker"]
    times = [named[item.reference] for item in matters[len(new_names) :]]
    assert times == sorted(times, reverse=True)
    assert {item.group for item in matters} <= {"new", "ended"}
    for platform in catalog.full_platforms:
        newest = [item for item in found if item.platform == platform and item.reference in named]
        best = max((item for item in newest if item.group in {"new", "ended"}), key=lambda one: named[one.reference])
        first = next(item for item in matters if item.platform == platform and item not in new_names)
        assert best in new_names or named[first.reference] == named[best.reference]


def test_a_day_counts_its_entries_and_begins_with_what_vendors_changed(catalog):
    row = next(iter(catalog.rows))
    changed = journaled(catalog, (f"{row} sagemaker", "old", "new"), kind="correction")
    changed = journaled(changed, (f"{row} azure-ml", "old", "new"), kind="vendor")
    first, *others = views.changes(changed)["days"]
    assert (first.date, first.count, first.kinds) == (LATER, 2, ("1 changed by a vendor", "1 corrected"))
    assert first.platforms == ("SageMaker 1", "Azure ML 1")
    assert [group.name for group in first.groups] == ["Changed by a vendor", catalog.row_capability[row].name]
    for day in others:
        shown = [change.name for group in day.groups for change in group.entries]
        assert len(shown) == len(set(shown)) == day.count - (day.rest.count if day.rest else 0)
        assert not any(change.kind == "vendor" for group in day.groups[1:] for change in group.entries)


def test_what_many_facts_or_an_old_entry_changed_stands_on_the_page_of_its_day(catalog):
    rows = list(catalog.rows)[: views.MANY + 1]
    changed = journaled(catalog, *((f"{row} sagemaker", "old", "new") for row in rows), kind="vendor")
    for count in range(views.WHOLE + 1):
        changed = journaled(changed, (f"{rows[0]} sagemaker", f"old {count}", "new"), kind="correction")
    page = shown(changed, history.change_views(changed), **views.changes(changed), anchored=True)
    many, old = (changed.changes[len(catalog.changes) + at].name for at in (0, 1))
    for name, facts in ((many, f"{len(rows)} facts"), (old, "1 fact")):
        assert f'href="{LATER}/#change-{name}">{facts}</a>' in page
    day = views.day_page(changed, LATER)
    entries = {change.name: change for group in day["day"].groups for change in group.entries}
    assert {many, old} <= {*entries}
    whole = shown(changed, [entries[many]], **day, anchored=True)
    assert whole.count("<ins>new</ins>") == len(rows)


@pytest.mark.parametrize(
    ("why", "subjects", "heading"),
    [
        ("AWS did it", ("sagemaker",), ()),
        ("AWS did it; Azure follows", ("sagemaker",), ()),
        ("Newer pages: AWS did it", ("sagemaker", "azure-ml"), ("SageMaker", "Azure ML")),
        ("Google did it", ("vertex-ai",), ()),
        ("Newer pages were found", ("sagemaker", "azure-ml"), ("SageMaker", "Azure ML")),
    ],
)
def test_an_entry_is_about_whom_its_first_clause_names_else_whom_a_fact_names_alone(catalog, why, subjects, heading):
    facts = ("ep-rollback sagemaker", "ep-rollback azure-ml", "tr-spot vertex-ai+azure-ml")
    told = journaled(catalog, *((fact, "Was.", "Is.") for fact in facts), why=why)
    view = history.change_view(told, told.changes[-1])
    assert (view.subjects, view.heading) == (subjects, heading)
    page = shown(told, [view], anchored=True)
    assert f'data-vendors="{" ".join(subjects)}"' in page
    assert 'data-facts="vertex-ai+azure-ml"' in page
    assert ("<b>SageMaker, Azure ML:</b>" in page) == bool(heading)


def in_another_order(why, seed):
    """The words of a sentence shuffled: a copy that says the same would weigh nothing when it is compressed."""
    words = re.findall(r"\[\[.*?\]\]|`[^`]*`|[^\s`]+", why)
    return " ".join(random.Random(seed).sample(words, len(words)))  # noqa: S311 - no secret


@pytest.mark.parametrize("back", [0, 1], ids=["days are thrice as long", "there are thrice as many days"])
def test_the_page_of_all_changes_has_one_size_whatever_the_journal_holds(catalog, back):
    """With the frame, scripts and styles that every page has, it is below the 100 KB of a first visit (test_site.py)."""
    copies = [
        with_(change, id=f"{int(change.date[:4]) - back * time}{change.date[4:]}-{time}{change.id[12:]}", why=said)
        for time in (2, 1, 0)
        for change in catalog.changes
        for said in [in_another_order(change.why, time)]
    ]
    grown = replace(catalog, changes=tuple(sorted(copies, key=lambda change: change.id)))
    told = views.changes(grown)
    shown = [entry for day in told["days"] for group in day.groups for entry in group.entries]
    assert len(shown) <= days.MOST + days.MOST_OF_VENDORS
    assert sum(day.rest.count for day in told["days"] if day.rest) == len(grown.changes) - len(shown)
    for day in told["days"]:
        assert day.count == sum(len(group.entries) for group in day.groups) + (day.rest.count if day.rest else 0)
    page = Page("reference/changes/", catalog=grown).render("changes.html.j2", **told)
    size = len(brotli.compress(page.encode(), quality=11))
    assert size < 64 * 1024


# In the browser ------------------------------------------------------------------------------------------------------


@pytest.mark.site
@pytest.mark.browser
def test_changes_are_filtered_by_kind_and_platform_and_the_address_says_so(open_page, base_url, catalog):
    page = open_page(base_url + "reference/changes/", width=1440)
    kept = {entry.name for day in views.changes(catalog)["days"] for group in day.groups for entry in group.entries}
    assert page.locator(".change").count() == len(kept)
    page.evaluate(f"Date.now = () => Date.parse('{catalog.changes[-1].date}')")
    page.get_by_label("What changed").select_option("vendor")
    page.locator("form.journal").get_by_label("Platform").select_option("vertex-ai")
    page.wait_for_function("location.hash === '#?k=vendor&p=vertex-ai'")
    left = page.locator(".change:not([hidden])")
    shown = left.evaluate_all("items => items.map((one) => [one.dataset.kind, one.dataset.platforms])")
    assert shown
    assert all(kind == "vendor" and (not names or "vertex-ai" in names) for kind, names in shown)
    assert page.locator("form.journal output").inner_text() == f"{len(shown)} of {len(catalog.changes)} entries"
    assert left.first.is_visible(), "few entries stand open"
    again = open_page(page.url)
    again.wait_for_function("document.querySelector('form.journal output').value !== ''")
    assert again.locator(".change:not([hidden])").count() == len(shown)
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function("location.hash === ''")
    assert page.locator(".change[hidden], .change [hidden], .journal-day[open]").count() == 0
    assert page.problems == []


@pytest.mark.site
@pytest.mark.browser
def test_entries_that_stand_on_the_page_of_their_day_are_counted_and_led_to(open_page, base_url, catalog):
    """Both pages filter alike: what the first counts, the page of the day shows."""
    page = open_page(base_url + "reference/changes/#?k=correction&p=azure-ml")
    page.wait_for_function("document.querySelector('form.journal output').value !== ''")
    of_azure = [
        view.date
        for view in history.change_views(catalog)
        if view.kind == "correction" and (not view.platforms or "azure-ml" in view.platforms)
    ]
    assert page.locator("form.journal output").inner_text() == f"{len(of_azure)} of {len(catalog.changes)} entries"
    rests = [
        (day.get_attribute("data-date"), day.locator(":is(.rest, h2) > a"), day.locator(".rest > .count"))
        for day in page.locator(".journal-day:has(> .rest:visible), .journal-day:visible:has(> .rest)").all()
    ]
    ((date, link, count), *_) = rests
    day = page.locator(f".journal-day[data-date='{date}']")
    shown = day.locator(".change:not([hidden])").count()
    assert int(count.text_content().split()[0]) == of_azure.count(date) - shown
    address = link.evaluate("one => one.href")
    assert address == f"{base_url}reference/changes/{date}/#?k=correction&p=azure-ml"
    own = open_page(address)
    own.wait_for_function("document.querySelector('form.journal output').value !== ''")
    assert own.locator(".change:not([hidden])").count() == of_azure.count(date)
    assert page.problems == own.problems == []


TOP_OF = "(id => document.getElementById(id)?.getBoundingClientRect().top)"


@pytest.mark.site
@pytest.mark.browser
def test_the_address_of_an_entry_leads_on_to_the_page_of_its_day(open_page, address, catalog):
    kept = {entry.name for day in views.changes(catalog)["days"] for group in day.groups for entry in group.entries}
    gone = [change for change in catalog.changes if change.name not in kept]
    numbered = [change for change in gone if change.date == "2026-11-27"]  # the first ones are called by numbers
    for change in (numbered[0], numbered[-1], gone[-1]):
        day, id_ = change.date, f"change-{change.name}"
        page = open_page(address("reference/changes", f"#{id_}"), wait="commit")
        page.wait_for_url(address(f"reference/changes/{day}", f"#{id_}"))
        page.wait_for_function(f"{TOP_OF}('{id_}') >= 0 && {TOP_OF}('{id_}') < innerHeight")
    page = open_page(address("reference/changes", f"#?at={id_}"), wait="commit")
    page.wait_for_url(address(f"reference/changes/{day}", f"#?at={id_}"))


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_a_vendor_changed_is_shown_with_the_facts_of_its_platform_alone(open_page, base_url, catalog, platform):
    page = open_page(base_url + f"reference/changes/#?k=vendor&p={platform}")
    page.wait_for_function("document.querySelector('form.journal output').value !== ''")
    left = page.locator(".change:not([hidden])")
    short = views.short_entries(history.change_views(catalog))
    vendors = [view for view in history.change_views(catalog) if view.kind == "vendor" and platform in view.subjects]
    assert {*left.evaluate_all("items => items.map((one) => one.id)")} == {f"change-{view.name}" for view in vendors}
    for view in vendors:
        entry = page.locator(f"[id='change-{view.name}']")
        assert entry.locator(".mark").count() == 0, "the heading above says that a vendor changed it"
        if view.name in short:
            assert entry.locator(".on-its-day").inner_text() == f"{len(view.facts)} facts"
            continue
        facts = [fact for fact in view.facts if not fact.platforms or platform in fact.platforms]
        assert entry.locator("[data-facts]:not([hidden])").count() == len(facts) > 0
        for count in entry.locator(".facts-left").all():
            kept = f"{len(facts)} of {len(view.facts)}" if len(facts) < len(view.facts) else str(len(facts))
            assert count.inner_text() == kept


@pytest.mark.site
@pytest.mark.browser
def test_a_filter_that_leaves_nothing_of_the_last_month_says_so(open_page, base_url, catalog):
    page = open_page(base_url + "reference/changes/")
    page.evaluate(f"Date.now = () => Date.parse('{catalog.changes[-1].date}') + 40 * 24 * 60 * 60 * 1000")
    page.get_by_label("What changed").select_option("vendor")
    page.wait_for_function("document.querySelector('form.journal output').value.endsWith('; none in the last month')")


@pytest.mark.site
@pytest.mark.browser
def test_the_counts_of_a_day_run_on_in_its_sentence(open_page, base_url):
    """They once were laid out as the dots of a tally are: a box of its own below "468 entries"."""
    page = open_page(base_url + "reference/changes/2026-11-30/", width=390, height=900)
    assert page.locator(".part-of > .breakdown").evaluate("one => getComputedStyle(one).display") == "inline"
    assert page.locator("h1 > time").evaluate("one => one.getClientRects().length") == 1


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_a_day_that_is_opened_stays_readable(open_page, base_url, width):
    page = open_page(base_url + "reference/changes/", width=width, height=844)
    for day in page.locator("details.journal-day").all():
        day.locator("> summary").click()
        assert day.evaluate("one => one.offsetHeight") <= 4000
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        day.locator("> summary").click()


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize(("width", "most"), [(1440, 3500), (390, 5000)])
def test_since_says_first_what_matters_and_folds_the_rest(open_page, base_url, width, most):
    page = open_page(base_url + "compare/since/", width=width, height=844)
    assert page.evaluate("document.documentElement.scrollHeight") <= most
    heads = page.locator("h2").evaluate_all("heads => heads.map((one) => one.id)")
    assert heads[:3] == ["most", "news-new", "news-ended"]
    assert 0 < page.locator(".matters > li:visible").count() <= 6


@pytest.mark.site
@pytest.mark.browser
def test_since_begins_with_the_platform_that_a_reader_knows(open_page, base_url):
    page = open_page(base_url + "compare/since/#?lens=vertex-ai.sagemaker")
    page.wait_for_function("document.querySelector('form.since output').value !== ''")
    assert page.get_by_label("I worked with").input_value() == "vertex-ai"
    assert "lens=vertex-ai.sagemaker" in page.url
    counts = page.locator("h2[data-count]:visible").evaluate_all(
        "heads => heads.map((one) => Number(one.dataset.count))"
    )
    assert sum(counts) == int(page.locator("form.since output").inner_text().split()[0])
    told = open_page(base_url + "compare/since/#?lens=vertex-ai.sagemaker&a=azure-ml")
    told.wait_for_function("document.querySelector('form.since output').value !== ''")
    assert told.get_by_label("I worked with").input_value() == "azure-ml"
    assert told.locator(".news .item[data-platform=azure-ml]").first.is_visible(), "though the pair leaves it out"


@pytest.mark.site
@pytest.mark.browser
def test_the_first_of_what_is_left_stand_open_in_each_group(open_page, base_url):
    page = open_page(base_url + "compare/since/#?a=azure-ml&d=2025-01")
    page.wait_for_function("document.querySelector('form.since output').value !== ''")
    for first in page.locator(".news[data-few]:visible").all():
        lines = first.locator("> .item")
        assert lines.count() == first.locator("> .item:visible").count()
        fold = first.locator("xpath=following-sibling::*[1][self::details]")
        if fold.count() and fold.is_visible():
            assert lines.count() == int(first.get_attribute("data-few"))
            assert not fold.evaluate("one => one.open")
            assert int(fold.locator(".count").inner_text()) == fold.locator(".item:not([hidden])").count() > 0
