"""Atom feeds of what changed in the data and of the ledger: files under docs/feeds/.

Atom is a dozen elements, which the standard library's XML writer escapes as it must; the one library for it has had
no release for years.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from cloud_ml_platforms.exports.ahead import days_ahead, last_journaled
from cloud_ml_platforms.journal.names import platforms_of
from cloud_ml_platforms.paths import DOCS
from cloud_ml_platforms.text.links import Links
from cloud_ml_platforms.text.words import KIND_WORDS, cut_text
from cloud_ml_platforms.topics.changes import history
from cloud_ml_platforms.topics.names.views import event_view
from cloud_ml_platforms.topics.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog

# Names of entries are made once and stay when the site moves: a reader would see every old entry as new.
AUTHORITY = "tag:cloud-ml-platforms.example,2026:"
ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 100
MOST_FACTS = 25  # of one entry; the page has all
MOST_BYTES = 1_000_000
LONGEST_TITLE = 160
GUIDE = "Cloud ML Platforms"
RIGHTS = "CC BY 4.0"
CHANGES_PAGE = "reference/changes/"
LEDGER_PAGE = "compare/names/"


@dataclass(frozen=True)
class Entry:
    """One entry of a feed: its name for ever, the day it was last changed, where it leads, what it says in HTML."""

    id: str
    title: str
    updated: str
    link: str
    content: str
    categories: tuple[tuple[str, str], ...] = ()  # term, label


@dataclass(frozen=True)
class Feed:
    """One Atom file: `name` is its address under feeds/ without the ending, `page` the page that shows the same."""

    name: str
    title: str
    subtitle: str
    page: str
    entries: tuple[Entry, ...]


def feed_files(catalog: Catalog, site: str, docs: Path = DOCS) -> dict[str, bytes]:
    """Return the content of every feed by its path under docs/; the same catalog makes the same bytes.

    Links lead to `site`, the address of the published site. The pages of rows have to be under `docs`.
    """
    page = Page("", catalog=catalog, links=Links("", docs=docs, site=site))
    return {f"feeds/{feed.name}.xml": atom_feed(feed, page, site) for feed in all_feeds(catalog, page)}


def all_feeds(catalog: Catalog, page: Page) -> list[Feed]:
    """Return the feeds: changes of all facts, those of each platform, the ledger."""
    subtitle = "Every change of a fact: what it said, what it says, and why"
    feeds = [Feed("changes", f"{GUIDE}: changes", subtitle, CHANGES_PAGE, change_entries(catalog, page))]
    for platform in catalog.platforms.values():
        entries = change_entries(catalog, page, platform.id)
        feeds.append(
            Feed(
                f"changes-{platform.id}",
                f"{GUIDE}: changes, {platform.short}",
                f"{subtitle}; {platform.short}",
                CHANGES_PAGE,
                entries,
            )
        )
    subtitle = "What vendors rename, close, deprecate, retire and add, with dates, what breaks and what to use"
    return [*feeds, Feed("names", f"{GUIDE}: names, old and new", subtitle, LEDGER_PAGE, event_entries(catalog, page))]


def feed_links(catalog: Catalog, page: str) -> str:
    """Return the tags that announce, in the head of a page, the feeds of the platforms that it is about."""
    up = "../" * len(page.split("/"))
    return "".join(
        f'<link rel="alternate feed" type="application/atom+xml" href="{up}feeds/changes-{platform.id}.xml" '
        f'title="Changes, {escape(platform.short)}">\n'
        for platform in catalog.platforms.values()
        if platform.id in page or f"{page}/" == CHANGES_PAGE
    )


# Changes of facts ------------------------------------------------------------------------------------------------------


def change_entries(catalog: Catalog, page: Page, platform: str | None = None) -> tuple[Entry, ...]:
    """Return an entry per entry of the journal, newest first; of one platform, those with facts that concern it."""
    entries: list[Entry] = []
    for change in reversed(catalog.changes):
        if change.kind == "shape":  # nothing that a reader was told
            continue
        facts = tuple(fact for fact in change.facts if concerns(catalog, fact.fact, platform))
        ids = tuple(name for name in change.ids if concerns(catalog, name, platform))
        if (facts or ids) and len(entries) < MOST_ENTRIES:
            name = f"change/{change.name}" + (f"/{platform}" if platform else "")
            excerpt = change.model_copy(update={"facts": facts, "ids": ids})
            link = page.url(f"{CHANGES_PAGE}{change.date}/", f"change-{change.name}")
            entries.append(change_entry(catalog, page, excerpt, name, link))
    return tuple(entries)


def change_entry(catalog: Catalog, page: Page, change: m.Change, name: str, link: str) -> Entry:
    """Return one entry of the journal with its first facts and records; the page that `link` leads to has all."""
    first = {"facts": change.facts[:MOST_FACTS], "ids": change.ids[:MOST_FACTS]}
    view = history.change_view(catalog, change.model_copy(update=first))
    more = len(change.facts) - len(view.facts) + len(change.ids) - len(view.new)
    platforms = {word for fact in change.facts for word in platforms_of(catalog, fact.fact)}
    return Entry(
        AUTHORITY + name,
        feed_title(f"{view.kind_words}: {page.plain(view.why)}"),
        change.date,
        link,
        page.render("feed_change.html.j2", change=view, more=more, link=link).strip(),
        ((change.kind, view.kind_words), *platform_categories(catalog, platforms)),
    )


def concerns(catalog: Catalog, address: str, platform: str | None) -> bool:
    """Return whether a fact or record speaks of a platform: of it by name, or of no platform more than of another."""
    platforms = platforms_of(catalog, address)
    return platform is None or not platforms or platform in platforms


# The ledger ------------------------------------------------------------------------------------------------------------


def event_entries(catalog: Catalog, page: Page) -> tuple[Entry, ...]:
    """Return an entry per event of the ledger: what we wrote or changed last first, then by the event's own date.

    Only the newest past events, up to MOST_ENTRIES in all; every future one, however many.
    """
    days = last_journaled(catalog)
    events = sorted(catalog.events.values(), key=lambda event: (days[event.id], event.date, event.id), reverse=True)
    coming = {event.id for _, event, _ in days_ahead(catalog)}
    past = [event.id for event in events if event.id not in coming][: max(0, MOST_ENTRIES - len(coming))]
    return tuple(event_entry(catalog, page, event, days[event.id]) for event in events if event.id in {*coming, *past})


def event_entry(catalog: Catalog, page: Page, event: m.Event, day: str) -> Entry:
    """Return one event of the ledger, last changed on `day`."""
    view = event_view(catalog, event)
    ends = f", ends {view.ends}" if view.ends else ""
    platforms = platforms_of(catalog, event.id)
    return Entry(
        f"{AUTHORITY}event/{event.id}",
        feed_title(f"{view.thing}: {view.kind} {view.date}{ends} ({view.label})"),
        day,
        page.url(LEDGER_PAGE, event.id),
        page.render("feed_event.html.j2", event=view).strip(),
        ((event.kind, KIND_WORDS[event.kind]), *platform_categories(catalog, platforms)),
    )


def platform_categories(catalog: Catalog, platforms: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return term and label of platforms, in the site's order."""
    return tuple(
        (platform.id, platform.short) for platform in catalog.platforms.values() if platform.id in set(platforms)
    )


def feed_title(text: str) -> str:
    """Return a title that begins with a capital, cut between words when it is longer than LONGEST_TITLE."""
    return cut_text(text[:1].upper() + text[1:], LONGEST_TITLE)


# Atom ------------------------------------------------------------------------------------------------------------------


def atom_feed(feed: Feed, page: Page, site: str) -> bytes:
    """Return a feed as Atom; the oldest entries are left out when it would be larger than MOST_BYTES."""
    root = ET.Element("feed", xmlns=ATOM)
    add_element(root, "id", f"{AUTHORITY}feeds/{feed.name}")
    add_element(root, "title", feed.title)
    add_element(root, "subtitle", feed.subtitle)
    add_element(root, "updated", atom_time(feed.entries[0].updated if feed.entries else page.catalog.as_of))
    add_element(root, "link", rel="self", type="application/atom+xml", href=f"{site}feeds/{feed.name}.xml")
    add_element(root, "link", rel="alternate", type="text/html", href=page.url(feed.page))
    add_element(root, "rights", RIGHTS)
    add_element(add_element(root, "author"), "name", GUIDE)
    ET.indent(root)
    size = len(ET.tostring(root, encoding="utf-8", xml_declaration=True))
    for entry in feed.entries:
        element = atom_entry(entry)
        ET.indent(element, level=1)
        size += len("\n  ") + len(ET.tostring(element, encoding="utf-8"))
        if size > MOST_BYTES:
            break
        root.append(element)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def atom_entry(entry: Entry) -> ET.Element:
    """Return one entry as an element."""
    element = ET.Element("entry")
    add_element(element, "id", entry.id)
    add_element(element, "title", entry.title)
    add_element(element, "updated", atom_time(entry.updated))
    add_element(element, "link", rel="alternate", type="text/html", href=entry.link)
    for term, label in entry.categories:
        add_element(element, "category", term=term, label=label)
    add_element(element, "content", entry.content, type="html")
    return element


def add_element(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    """Add an element to another and return it."""
    child = ET.SubElement(parent, tag, attributes)
    child.text = text
    return child


def atom_time(date: str) -> str:
    """Return the beginning of a day, as Atom wants moments."""
    return f"{dt.date.fromisoformat(date).isoformat()}T00:00:00Z"
