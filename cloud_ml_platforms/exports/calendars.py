"""Calendars of what lies ahead in the ledger: an entry a day, to subscribe to. Written by the icalendar library."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

from cloud_ml_platforms.compute.ages import first_day
from cloud_ml_platforms.exports.ahead import days_ahead, last_journaled
from cloud_ml_platforms.exports.feeds import GUIDE, LEDGER_PAGE
from cloud_ml_platforms.paths import DOCS
from cloud_ml_platforms.text.links import Links
from cloud_ml_platforms.topics.names.views import EventView, event_view
from cloud_ml_platforms.topics.page import Page

if TYPE_CHECKING:
    from pathlib import Path

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog

AUTHORITY = "cloud-ml-platforms.example"  # of the names of entries: they stay when the site moves
EVERY = dt.timedelta(days=1)  # how often a calendar may ask again
YEAR, MONTH = 4, 7  # lengths of dates that are known to no day


def calendar_files(catalog: Catalog, site: str, docs: Path = DOCS) -> dict[str, bytes]:
    """Return the content of the calendars by their paths under docs/: of all, and of each platform with what is of all.

    Links lead to `site`, the address of the published site. The same catalog makes the same bytes.
    """
    page = Page("", catalog=catalog, links=Links("", docs=docs, site=site))
    title = f"{GUIDE}: what lies ahead"
    files = {"feeds/ahead.ics": calendar_of(catalog, page, title)}
    for platform in catalog.platforms.values():
        files[f"feeds/ahead-{platform.id}.ics"] = calendar_of(catalog, page, f"{title}, {platform.short}", platform.id)
    return files


def calendar_of(catalog: Catalog, page: Page, title: str, platform: str | None = None) -> bytes:
    """Return one calendar, soonest first."""
    feed = Calendar()
    feed.add("prodid", f"-//{GUIDE}//{title}//EN")
    feed.add("version", "2.0")
    feed.add("name", title)
    feed.add("x-wr-calname", title)
    feed.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", "P1D")
    days = last_journaled(catalog)
    for date, event, ending in days_ahead(catalog, platform):
        feed.add_component(day_entry(catalog, page, event, date, ending=ending, changed=days[event.id]))
    text: bytes = feed.to_ical()
    return text


def day_entry(catalog: Catalog, page: Page, event: m.Event, date: str, *, ending: bool, changed: str) -> Event:
    """Return a day as an entry for a whole day, last changed on the day `changed`.

    A date known to the month or year is placed on its first day, and the title begins with "some time in".
    """
    view = event_view(catalog, event)
    title = f"{view.thing}: {'ends' if ending else view.kind} ({view.label})"
    entry = Event()
    entry.add("uid", f"{event.id}{'--ends' if ending else ''}@{AUTHORITY}")
    entry.add("dtstamp", dt.datetime.combine(dt.date.fromisoformat(changed), dt.time(), dt.UTC))
    entry.add("dtstart", first_day(date))
    entry.add("summary", f"{approximate_date(date)}{title}")
    entry.add("description", event_description(page, view))
    entry.add("url", page.url(LEDGER_PAGE, event.id))
    entry.add("categories", [view.label])
    entry.add("transp", "TRANSPARENT")
    return entry


def event_description(page: Page, event: EventView) -> str:
    """Return what the entry says: what happens, what breaks, what to use, its sources; plain text."""
    parts = [f"{page.plain(event.what)} ({event.standing})"]
    parts += [f"{word}: {page.plain(text)}" for word, text in (("Breaks", event.breaks), ("Use", event.use)) if text]
    return "\n\n".join([*parts, *(f"{proof.title}: {proof.url}" for proof in event.proofs)])


def approximate_date(date: str) -> str:
    """Return what the title says before the rest when the day is not known."""
    if len(date) == YEAR:
        return f"Some time in {date}: "
    return f"Some time in {calendar.month_name[int(date[5:])]} {date[:4]}: " if len(date) == MONTH else ""
