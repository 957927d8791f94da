"""Feeds and calendars, read back by the libraries that readers use, and held against journal and ledger."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest
from conftest import PLATFORMS
from icalendar import Calendar
from lxml import html
from records import LATER, journaled

from cloud_ml_platforms.catalog.types import Catalog
from cloud_ml_platforms.exports import feeds as f
from cloud_ml_platforms.exports.ahead import days_ahead, last_journaled
from cloud_ml_platforms.exports.calendars import calendar_files
from cloud_ml_platforms.exports.feeds import feed_files
from cloud_ml_platforms.journal.facts import facts
from cloud_ml_platforms.journal.names import platforms_of
from cloud_ml_platforms.site_url import site_url
from cloud_ml_platforms.text.inline import to_text
from cloud_ml_platforms.text.links import Links
from cloud_ml_platforms.text.words import EVERY_PLATFORM
from cloud_ml_platforms.topics.changes import history
from cloud_ml_platforms.topics.page import Page

SITE = "https://guide.example/ml/"
FILES = ["feeds/changes.xml", *(f"feeds/changes-{platform}.xml" for platform in PLATFORMS), "feeds/names.xml"]
CALENDARS = ["feeds/ahead.ics", *(f"feeds/ahead-{platform}.ics" for platform in PLATFORMS)]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def files(each, each_docs):
    """The content of every feed and calendar by path."""
    return {**feed_files(each, SITE, each_docs), **calendar_files(each, SITE, each_docs)}


@pytest.fixture
def feeds(world_docs):
    """Return the feeds and calendars of a catalog of the small world."""

    def make(catalog, site=SITE):
        return {**feed_files(catalog, site, world_docs), **calendar_files(catalog, site, world_docs)}

    return make


def atom(files):
    return {name: content for name, content in files.items() if name.endswith(".xml")}


def calendars(files):
    """Return the calendars with the platform of each; that of all has none."""
    names = [name for name in files if name.endswith(".ics")]
    return {name: re.sub(r"feeds/ahead-?|\.ics", "", name) or None for name in names}


def parsed(content):
    feed = feedparser.parse(content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def words(content):
    return " ".join(html.fromstring(f"<div>{content}</div>").text_content().split())


def with_event(catalog, event, **values):
    changed = catalog.events[event].model_copy(update=values)
    return replace(catalog, events={**catalog.events, event: changed})


def event_texts(catalog, event):
    """What is said of an event wherever it stands."""
    parts = ("", event.what), ("Breaks: ", event.breaks), ("Use: ", event.use)
    return [" ".join(f"{word}{to_text(text, catalog)}".split()) for word, text in parts if text]


# Atom ------------------------------------------------------------------------------------------------------------------


def atom_faults(content):
    """Say what of RFC 4287 a feed does not keep."""
    root = ET.fromstring(content)  # noqa: S314 - our own file
    faults = []
    for element in [root, *root.findall(f"{ATOM}entry")]:
        for tag in ("id", "title", "updated"):
            children = element.findall(f"{ATOM}{tag}")
            if len(children) != 1 or not (children[0].text or "").strip():
                faults.append(f"{len(children)} {tag}")
        for tag, pattern in (("updated", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), ("id", r"tag:[a-z0-9.-]+,\d{4}:\S+")):
            texts = [child.text or "" for child in element.findall(f"{ATOM}{tag}")]
            faults += [f"{tag} {text}" for text in texts if not re.fullmatch(pattern, text)]
        links = [link.get("href") or "" for link in element.findall(f"{ATOM}link")]
        faults += [f"link {link}" for link in links if not link.startswith("https://")]
        if not any(link.get("rel") == "alternate" for link in element.findall(f"{ATOM}link")):
            faults.append("no alternate link")
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    faults += [f"id twice {name}" for name in ids if ids.count(name) > 1]
    if root.tag != f"{ATOM}feed" or root.find(f"{ATOM}author/{ATOM}name") is None:
        faults.append("no feed with an author")
    if not any(link.get("rel") == "self" for link in root.findall(f"{ATOM}link")):
        faults.append("no link to itself")
    return faults


def test_a_feed_is_valid_and_newest_first(files):
    for name, content in atom(files).items():
        assert atom_faults(content) == [], name
        feed = parsed(content)
        assert feed.version == "atom10"
        assert feed.feed.author == "Cloud ML Platforms"
        assert [link.href for link in feed.feed.links if link.rel == "self"] == [SITE + name]
        days = [entry.updated for entry in feed.entries]
        assert days == sorted(days, reverse=True), name
        assert feed.feed.updated == days[0]


def test_there_are_a_feed_and_a_calendar_for_all_and_for_each_platform(world, feeds):
    names = ["changes", *(f"changes-{platform}" for platform in world.platforms), "names"]
    ahead = ["ahead", *(f"ahead-{platform}" for platform in world.platforms)]
    assert [*feeds(world)] == [*(f"feeds/{name}.xml" for name in names), *(f"feeds/{name}.ics" for name in ahead)]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"<updated>2026", b"<updated>May 2026", "updated May 2026"),
        (b"<id>tag:", b"<id>", "id cloud-ml"),
        (b'rel="self"', b'rel="via"', "no link to itself"),
        (b"<title>", b"<subject>", "mismatched tag"),
        (b'href="https://guide.example/ml/', b'href="../', "link ../"),
    ],
)
def test_a_feed_that_is_not_valid_is_told(world, feeds, old, new, fault):
    broken = feeds(world)["feeds/changes.xml"].replace(old, new, 1)
    try:
        faults = " ".join(atom_faults(broken))
    except ET.ParseError as error:
        faults = str(error)
    assert fault in faults


def test_the_feed_of_changes_says_what_the_journal_says(each, each_docs, files):
    """The newest entries, as many as there is room for."""
    catalog = each
    feed = files["feeds/changes.xml"]
    entries = parsed(feed).entries
    public = replace(catalog, changes=tuple(change for change in catalog.changes if change.kind != "shape"))
    made = f.change_entries(catalog, Page("", catalog=catalog, links=Links("", docs=each_docs, site=SITE)))
    assert len(made) == min(len(public.changes), f.MOST_ENTRIES)
    assert len(feed) <= f.MOST_BYTES
    for entry in made[len(entries) :][:1]:
        assert len(feed) + len(ET.tostring(f.atom_entry(entry), encoding="utf-8")) > f.MOST_BYTES, (
            "there was room for it"
        )
    for entry, change, view in zip(entries, reversed(public.changes), history.change_views(public), strict=False):
        entry_text = words(entry.content[0].value)
        assert entry.updated.startswith(change.date)
        assert change.kind in {tag.term for tag in entry.tags}
        assert entry.link == f"{SITE}reference/changes/{view.date}/#change-{view.name}"
        for fact in view.facts[: f.MOST_FACTS]:
            for label, pieces in (("was", fact.was), ("is", fact.now)):
                text = " ".join("".join(piece.text for piece in pieces).split())
                assert not text or f"{label}: {text}" in entry_text
        for record in view.new[: f.MOST_FACTS]:
            assert (to_text(record.name, catalog) if record.page else record.id) in entry_text
        more = max(len(change.facts) - f.MOST_FACTS, 0) + max(len(change.ids) - f.MOST_FACTS, 0)
        body = html.fromstring(f"<div>{entry.content[0].value}</div>")
        assert body.xpath("./p/a[@href=$link]/text()", link=entry.link) == ([f"{more} more"] if more else [])


def test_the_feed_of_a_platform_has_what_concerns_it_and_no_other(world, feeds):
    foreign = "ep-rollback beta", "partial · foreign", "full · foreign words"
    shared = "ep-rollback name", "Way back", "Rollback"
    changed = journaled(world, ("ep-rollback alpha", "partial · own", "full · own words"), foreign, shared)
    text = words(parsed(feeds(changed)["feeds/changes-alpha.xml"]).entries[0].content[0].value)
    assert "own words" in text
    assert "is: Rollback" in text
    assert "foreign" not in text
    before, after = feeds(world), feeds(journaled(world, foreign))
    assert {name for name in atom(after) if before[name] != after[name]} == {
        "feeds/changes.xml",
        "feeds/changes-beta.xml",
    }


def test_every_fact_is_in_the_feed_of_each_platform_that_it_names(each):
    everyone = next(thing.id for thing in each.things.values() if thing.platform == "all")
    event = next(event.id for event in each.events.values() if event.thing == everyone)
    assert platforms_of(each, everyone) == platforms_of(each, event) == ()
    for address in facts(each):
        platforms = [word for word in re.split(r"[ +]", address) if word in each.platforms]
        assert set(platforms) <= set(platforms_of(each, address)), address


@pytest.mark.parametrize(
    ("address", "platforms"),
    [
        ("ep-rollback beta", ("beta",)),
        ("tr-endpoint alpha+beta", ("alpha", "beta")),
        ("al-labels-closed use", ("alpha",)),
        ("alpha good_at", ("alpha",)),
        ("ep-rollback name", ()),
        ("no-such-record", ()),
    ],
)
def test_a_fact_concerns_the_platforms_of_its_address_or_record(world, address, platforms):
    assert platforms_of(world, address) == platforms


def test_entries_keep_their_names_and_words_when_the_journal_grows(each, each_docs, files):
    grown = feed_files(journaled(each, ("ep-rollback name", "a", "b")), "https://moved.example/", each_docs)
    for name, content in atom(files).items():
        before = [(entry.id, entry.title) for entry in parsed(content).entries]
        after = {(entry.id, entry.title) for entry in parsed(grown[name]).entries}
        still = [entry for entry in before if entry in after]
        assert len(still) >= len(before) - 1, name  # a full feed lets its oldest go for the new one
        assert still == before[: len(still)], name
    ids = [entry.id for content in grown.values() for entry in parsed(content).entries]
    assert len(ids) == len(set(ids))


def test_a_feed_is_bounded_and_keeps_the_newest(world, feeds):
    many = world
    for number in range(150):
        many = journaled(many, ("ep-rollback alpha", f"none · {number}", f"full · {number}"), why=f"Number {number}")
    entries = parsed(feeds(many)["feeds/changes.xml"]).entries
    assert len(entries) == f.MOST_ENTRIES
    assert entries[0].title == "The vendor changed it: Number 149"
    long = "full · " + "long " * 1100
    for number in range(60):
        many = journaled(many, *[(f"ep-rollback {p}", None, long) for p in world.platforms], why=f"Long {number}")
    content = feeds(many)["feeds/changes.xml"]
    assert len(content) < f.MOST_BYTES * 1.05
    assert parsed(content).entries[0].title == "The vendor changed it: Long 59"


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags = set()
        self.feed(text)

    def handle_starttag(self, tag, _attrs):
        self.tags.add(tag)


def test_words_that_look_like_markup_stay_words(world, feeds):
    hostile = "]]></content><script>alert(1)</script> & <b>"
    changed = journaled(world, ("ep-rollback beta", None, f"full · {hostile}"), why=hostile)
    content = feeds(changed)["feeds/changes.xml"]
    assert atom_faults(content) == []
    (value,) = [element.text for element in ET.fromstring(content).iter(f"{ATOM}content")][:1]  # noqa: S314
    assert Tags(value).tags <= {"p", "em", "dl", "dt", "dd", "a", "ins"}
    assert words(value).count(hostile) == 2
    titles = [element.text for element in ET.fromstring(content).iter(f"{ATOM}title")]  # noqa: S314
    assert hostile in titles[1]


def test_a_platform_without_changes_has_an_empty_feed(world, feeds):
    content = feeds(replace(world, changes=()))["feeds/changes-alpha.xml"]
    assert atom_faults(content) == []
    assert parsed(content).entries == []


def test_the_feed_of_the_ledger_has_the_events_last_told(each, files):
    catalog = each
    entries = parsed(files["feeds/names.xml"]).entries
    assert len(entries) == min(len(catalog.events), f.MOST_ENTRIES)
    days = last_journaled(catalog)
    included = {entry.id.removeprefix(f"{f.AUTHORITY}event/") for entry in entries}
    coming = {event.id for _, event, _ in days_ahead(catalog)}
    assert coming <= included
    oldest = min((days[event] for event in included - coming), default="")
    assert all(event in included for event, day in days.items() if day > oldest)
    for entry in entries:
        event = catalog.events[entry.id.removeprefix(f"{f.AUTHORITY}event/")]
        assert entry.link == f"{SITE}compare/names/#{event.id}"
        assert entry.updated.startswith(days[event.id])
        assert event.date in entry.title
        assert event.kind in {tag.term for tag in entry.tags}
        entry_text = words(entry.content[0].value)
        assert not [text for text in event_texts(catalog, event) if text not in entry_text], event.id
        for item in event.evidence:
            assert catalog.sources[item.source].url in entry.content[0].value.replace("&amp;", "&")


def test_an_event_that_changed_comes_first_under_its_old_name(world, feeds, monkeypatch):
    monkeypatch.setattr(f, "MOST_ENTRIES", 5)
    old = min(world.events.values(), key=lambda event: (event.date, event.id))
    assert old.id not in feeds(world)["feeds/names.xml"].decode()
    changed = journaled(world, (f"{old.id} use", "old", "new"))
    first = parsed(feeds(changed)["feeds/names.xml"]).entries[0]
    assert first.id == f"{f.AUTHORITY}event/{old.id}"
    assert first.updated.startswith(LATER)


def test_an_event_is_new_once(world):
    event = next(iter(world.events))
    once = journaled(replace(world, changes=world.changes[:1]), kind="new", ids=(event,), date="2030-01-01")
    again = journaled(once, kind="new", ids=(event,))
    assert last_journaled(again)[event] == "2030-01-01"
    assert last_journaled(journaled(again, (event, "a", "b")))[event] == LATER


def test_the_same_data_make_the_same_files(each, each_docs, files):
    assert {**feed_files(each, SITE, each_docs), **calendar_files(each, SITE, each_docs)} == files


# Calendars -------------------------------------------------------------------------------------------------------------


def days_of(content):
    return {str(entry["uid"]): entry for entry in Calendar.from_ical(content).walk("VEVENT")}


def test_a_calendar_holds_every_end_that_lies_ahead(each, files):
    for name, platform in calendars(files).items():
        entries = days_of(files[name])
        events = [event for event in each.events.values() if platform in {None, each.things[event.thing].platform}]
        expected = {f"{event.id}@" for event in events if event.date > each.as_of}
        expected |= {f"{event.id}--ends@" for event in events if event.ends and event.ends > each.as_of}
        assert expected or platform in each.partial_platforms
        assert expected <= {uid.partition("@")[0] + "@" for uid in entries}, name
        for uid, entry in entries.items():
            assert_entry(each, uid, entry, platform)


def assert_entry(catalog, uid, entry, platform):
    """Hold an entry of the calendar of a platform to what the ledger says of its event."""
    event = catalog.events[re.sub(r"(--ends)?@.*", "", uid)]
    date = event.ends if "--ends@" in uid else event.date
    assert event.carried_out != "done"
    assert date[:7] >= catalog.as_of[:7]
    assert entry["dtstart"].dt == dt.date.fromisoformat(f"{date}-01"[:10])
    assert entry["dtstart"].params["VALUE"] == "DATE"
    assert entry["dtstamp"].dt.date().isoformat() == last_journaled(catalog)[event.id]
    assert entry["url"] == f"{SITE}compare/names/#{event.id}"
    first_paragraph, *paragraphs = str(entry["description"]).split("\n\n")
    text, *other_texts = event_texts(catalog, event)
    assert first_paragraph.startswith(text)
    assert paragraphs[: len(other_texts)] == other_texts
    sources = [catalog.sources[item.source] for item in event.evidence]
    assert set(paragraphs[len(other_texts) :]) == {f"{source.title}: {source.url}" for source in sources}
    label = catalog.things[event.thing].platform
    assert [str(category) for category in entry["categories"].cats] == [
        EVERY_PLATFORM if label == "all" else catalog.platforms[label].short
    ]
    assert platform is None or label in {platform, "all"}


def test_a_calendar_is_written_as_programs_want_it(files):
    for name in calendars(files):
        lines = files[name].split(b"\r\n")
        assert lines[-1] == b""
        assert not any(b"\n" in line or b"\r" in line for line in lines), name
        assert max(map(len, lines)) <= 75
        assert lines[0] == b"BEGIN:VCALENDAR"
        uids = [line for line in lines if line.startswith(b"UID:")]
        assert len(uids) == len(set(uids)) > 0
        assert not Calendar.from_ical(files[name]).errors


@pytest.mark.parametrize(
    ("ends", "title", "start"),
    [
        ("2099", "Some time in 2099: ", dt.date(2099, 1, 1)),
        ("2099-05", "Some time in May 2099: ", dt.date(2099, 5, 1)),
        ("2099-05-06", "", dt.date(2099, 5, 6)),
    ],
)
def test_a_date_is_not_more_precise_than_it_is_known(world, feeds, ends, title, start):
    changed = with_event(world, "al-v1-deprecated", ends=ends, carried_out="announced")
    entry = days_of(feeds(changed)["feeds/ahead.ics"])["al-v1-deprecated--ends@cloud-ml-platforms.example"]
    assert entry["summary"] == f"{title}Alpha (Version 1): ends (Alpha)"
    assert entry["dtstart"].dt == start
    assert "dtend" not in entry


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ({"date": "{as_of}"}, True),
        ({"date": "{as_of}", "carried_out": "done"}, False),
        ({"date": "{month}"}, True),
        ({"date": "2020-01-01"}, False),
        ({"date": "{month}", "kind": "deprecated"}, False),
        ({"date": "2099-01", "kind": "deprecated"}, True),
    ],
)
def test_a_day_stands_in_the_calendar_until_it_is_over(world, feeds, values, kept):
    values = {key: value.format(as_of=world.as_of, month=world.as_of[:7]) for key, value in values.items()}
    changed = with_event(world, "al-notes-retired", **{"carried_out": "announced", **values})
    entries = days_of(feeds(changed)["feeds/ahead.ics"])
    assert ("al-notes-retired@cloud-ml-platforms.example" in entries) == kept


@pytest.mark.parametrize(
    ("date", "last"), [("2026-11", "2026-11-30"), ("2028-02", "2028-02-29"), ("2027", "2027-12-31"), (LATER, LATER)]
)
def test_a_month_or_year_is_over_after_its_last_day(world, monkeypatch, date, last):
    changed = with_event(world, "al-notes-retired", date=date, carried_out="announced")
    for day, kept in ((last, True), ((dt.date.fromisoformat(last) + dt.timedelta(days=1)).isoformat(), False)):
        monkeypatch.setattr(Catalog, "as_of", property(lambda _, day=day: day))
        assert ("al-notes-retired" in {coming.id for _, coming, _ in days_ahead(changed)}) == kept


# On the site -----------------------------------------------------------------------------------------------------------


@pytest.mark.site
def test_links_of_feeds_and_calendars_lead_to_pages_and_anchors(site):
    contents = {path.name: path.read_bytes() for path in (site / "feeds").iterdir()}
    assert {f"feeds/{name}" for name in contents} == {*FILES, *CALENDARS}
    links = set()
    for name, content in contents.items():
        if name.endswith(".xml"):
            feed = parsed(content)
            links |= {link.href for link in feed.feed.links} | {entry.link for entry in feed.entries}
            bodies = [html.fromstring(f"<div>{entry.content[0].value}</div>") for entry in feed.entries]
            links |= {link for body in bodies for link in body.xpath(".//a/@href")}
        else:
            links |= {str(entry["url"]) for entry in days_of(content).values()}
    home = next(link for link in links if link.endswith("feeds/changes.xml")).removesuffix("feeds/changes.xml")
    addresses = sorted(link.removeprefix(home) for link in links if link.startswith(home))
    assert len(addresses) > 100
    ids = {}
    for link in addresses:
        parts = urlsplit(link)
        path = site / parts.path
        path = path / "index.html" if parts.path.endswith("/") or not parts.path else path
        assert path.is_file(), link
        if parts.fragment:
            ids.setdefault(path, set(re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8"))))
            assert parts.fragment in ids[path], link


@pytest.mark.site
def test_every_page_announces_the_feeds_of_all_and_of_the_platforms_that_it_is_about(site):
    titles = {name: parsed((site / name).read_bytes()).feed.title.lower() for name in FILES}
    for path in sorted(site.rglob("index.html")):
        page = path.parent.relative_to(site).as_posix()
        links = html.fromstring(path.read_bytes()).findall("head/link[@type='application/atom+xml']")
        links_by_name = {
            (path.parent / link.get("href")).resolve().relative_to(site.resolve()).as_posix(): link for link in links
        }
        platforms = [platform for platform in PLATFORMS if platform in page or page == "reference/changes"]
        assert set(links_by_name) == {
            FILES[0],
            FILES[4],
            *(f"feeds/changes-{platform}.xml" for platform in platforms),
        }, page
        for name, link in links_by_name.items():
            assert f"cloud ml platforms: {link.get('title').lower()}" == titles[name]
            assert link.get("rel").split() == ["alternate", "feed"]  # a plain "alternate" is a language to the theme


@pytest.mark.site
def test_a_copy_read_from_disk_has_the_calendars_and_leads_to_the_published_feeds(offline_site):
    assert {f"feeds/{path.name}" for path in (offline_site / "feeds").iterdir()} == set(CALENDARS)
    page = html.fromstring((offline_site / "reference" / "changes.html").read_bytes())
    assert not page.find("head").xpath("./link[contains(@rel, 'alternate')]")
    assert {f"{site_url()}{name}" for name in FILES[:4]} <= set(page.find(".//article").xpath(".//a/@href"))


@pytest.mark.site
@pytest.mark.parametrize(
    ("page", "names"), [("reference/changes", FILES[:4]), ("compare/names", [FILES[4], *CALENDARS])]
)
def test_the_pages_that_show_the_same_lead_to_the_files(site, page, names):
    article = html.fromstring((site / page / "index.html").read_bytes()).find(".//article")
    links = article.xpath(".//a/@href")
    assert {f"../../{name}" for name in names} <= set(links)


def test_a_price_concerns_the_platforms_of_its_cloud(each):
    for price in each.prices.values():
        platforms = tuple(name for name, platform in each.full_platforms.items() if price.of in {name, platform.cloud})
        assert platforms_of(each, price.id) == platforms, price.id
