"""What changed for a reader who was away: dated news by group, and which of it matters most."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.catalog.types import texts_in
from cloud_ml_platforms.compute.standing import in_brief
from cloud_ml_platforms.journal.names import DOT, fact_label, name_of, plain_value, readable
from cloud_ml_platforms.model.answers import plain
from cloud_ml_platforms.text.inline import sentences, to_text
from cloud_ml_platforms.text.references import references_in, resolve_reference
from cloud_ml_platforms.text.words import EVERY_PLATFORM, cut_text
from cloud_ml_platforms.topics.changes.history import compare_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


@dataclass(frozen=True, kw_only=True)
class NewsItem:
    """Something that a reader who was away does not know: its date, platform and what kind of news it is.

    `group` is one of GROUPS but what lies ahead; `summary` says in a few words what happened.
    """

    date: str
    until: str
    platform: str
    label: str
    group: str
    summary: str
    title: str
    reference: str | None
    text: str
    use: str | None

    @property
    def day(self) -> str:
        """When it is dated in its list: what ended by its end, all else by the day on which it was said."""
        return self.until if self.group == "ended" else self.date


GROUPS = {
    "new": "New",
    "ended": "Ended, closed, renamed or replaced",
    "ahead": "Ahead, soonest first",
    "noticed": "Noticed on the vendors' pages since this guide began",
    "rules": "Rules from outside",
}
BRIEF = 90  # characters in which a line says what is new
FEW_WORDS = 48  # characters of what a fact said, and of what it says
MOST = 6  # news that matter most

EVENT_GROUPS = {"added": "new", "regulation": "rules"}
SAYING = {
    "added": "",
    "generation": "changed: ",
    "regulation": "",
}  # kinds of events that say nothing without what happened


def dated_news(catalog: Catalog) -> list[NewsItem]:
    """Return everything dated, newest first: ledger events, ways with a 'since', vendor changes of the journal."""
    events = _event_news(catalog)
    event_days = {(event.platform, event.date) for event in events}
    ways = [way for way in _way_news(catalog) if (way.platform, way.date) not in event_days]
    news = [*events, *ways, *_vendor_news(catalog)]
    return sorted(news, key=lambda item: (item.date, item.title), reverse=True)


def _event_news(catalog: Catalog) -> list[NewsItem]:
    news = []
    for event in catalog.events.values():
        thing = catalog.things[event.thing]
        until = max(event.date, event.due)
        summary = in_brief(event, catalog.as_of)
        if event.kind in SAYING and until <= catalog.as_of:
            caveat = "" if event.carried_out == "done" else ", not confirmed"
            summary = f"{SAYING[event.kind]}{_brief(to_text(event.what, catalog))}{caveat}"
        if event.kind == "renamed" and len(thing.names) > 1:
            summary = f"{summary}, once {thing.names[-2].name}"
        label = EVERY_PLATFORM if thing.platform == "all" else catalog.platforms[thing.platform].short
        news.append(
            NewsItem(
                date=event.date,
                until=until,
                platform=thing.platform,
                label=label,
                group=EVENT_GROUPS.get(event.kind, "ended"),
                summary=summary,
                title=name_of(catalog, event.id),
                reference=event.id,
                text=event.what,
                use=event.use,
            )
        )
    return news


def _brief(text: str) -> str:
    """Return the sentences at the beginning of a text that a line has room for, without the stop at its end."""
    first, *others = sentences(text)
    for sentence in others:
        if len(first) + len(sentence) >= BRIEF:
            break
        first += f" {sentence}"
    return cut_text(first.removesuffix("."), BRIEF)


def _way_news(catalog: Catalog) -> list[NewsItem]:
    news = []
    for row in catalog.rows.values():
        kinds = catalog.row_capability[row.id].kinds
        for platform, cell in row.platforms.items():
            for way in cell.ways:
                if way.since is None or row.marks(platform)[way.id] == "no":
                    continue
                text = plain(way.how or row.headline(platform))
                stage = "" if way.stage == "ga" else f"{way.stage}: "
                news.append(
                    NewsItem(
                        date=way.since,
                        until=way.since,
                        platform=platform,
                        label=catalog.platforms[platform].short,
                        group="new",
                        summary=stage + _brief(to_text(text, catalog)),
                        title=f"{row.name}: {kinds[platform][way.id]}",
                        reference=f"{row.id} {platform}",
                        text=text,
                        use=None,
                    )
                )
    return news


def _vendor_news(catalog: Catalog) -> list[NewsItem]:
    news = []
    listed = set()
    for change in reversed(catalog.changes):
        if change.kind != "vendor":
            continue
        for fact in change.facts:
            record, platform = [*fact.fact.split(), ""][:2]
            if platform not in catalog.platforms or fact.now is None or fact.fact in listed:
                continue  # of a fact that changed again only the newest words hold
            listed.add(fact.fact)
            label = catalog.platforms[platform].short
            news.append(
                NewsItem(
                    date=change.date,
                    until=change.date,
                    platform=platform,
                    label=label,
                    group="noticed",
                    summary=change_summary(catalog, fact),
                    title=fact_label(catalog, fact.fact).replace(f", {label}", "", 1),
                    reference=record if resolve_reference(catalog, record).problem is None else None,
                    text=readable(catalog, fact.fact, fact.now),
                    use=None,
                )
            )
    return news


def change_summary(catalog: Catalog, fact: m.FactChange) -> str:
    """Return in a few words what a fact said and what it says; where it changed in several places, the longest of them."""
    was, now = (
        plain_value(catalog, fact.fact, text and _without_events(catalog, text)) or "" for text in (fact.was, fact.now)
    )
    if was and max(len(was), len(now)) > FEW_WORDS:
        said = sentences(now)
        fresh = [sentence for sentence in said if sentence not in was]
        if len(said) > 1 and fresh:
            return f"now: {_brief(fresh[0])}"
        texts = compare_texts(was, now)
        old, new = ([piece.text.strip(" ;,.") for piece in text if piece.changed] for text in texts)
        was, now = (max(runs, key=len, default="") for runs in (old, new))
        if len(old) > 1 or len(new) > 1:
            return f"now: {cut_text(now, BRIEF)}" if now else f"left out: {cut_text(was, BRIEF)}"
    if was and now and not now.startswith(was):
        return f"{cut_text(was, FEW_WORDS)} → {cut_text(now, FEW_WORDS)}"
    return (
        f"added: {cut_text(now.removeprefix(was).strip(' ;,.'), BRIEF)}" if now else f"left out: {cut_text(was, BRIEF)}"
    )


def _without_events(catalog: Catalog, text: str) -> str:
    """Return a fact without the events that stand in it beside its words."""
    return DOT.join(piece for piece in text.split(DOT) if piece not in catalog.events)


def times_named(catalog: Catalog) -> Counter[str]:
    """Return how many rows, questions, samples and other records name each event of the ledger."""
    counts: Counter[str] = Counter()
    events = set(catalog.events)
    for kind in catalog.kinds:
        if kind.name in {"events", "things", "capabilities"}:
            continue
        for record in catalog.of(kind).values():
            references = set()
            for text in texts_in(record):
                references |= {text, *(name for name, *_ in references_in(text))}
            counts.update(references & events)
    return counts


def what_matters(catalog: Catalog, news: Iterable[NewsItem]) -> list[NewsItem]:
    """Return news that matter most: a platform's new name, then what most records name; the first few of a platform and month.

    Every platform has MOST of them for every month since which a reader may have been away, if there are so many.
    """
    mentions = times_named(catalog)
    platforms = {platform.thing for platform in catalog.platforms.values()}
    new_names = {event.id for event in catalog.events.values() if event.kind == "renamed" and event.thing in platforms}
    items = [item for item in news if item.group in {"new", "ended"} and mentions[item.reference or ""]]
    items = sorted(items, key=lambda item: _weight(item, mentions, new_names), reverse=True)
    chosen = set()
    for platform in (None, *catalog.platforms):
        of_platform = [item for item in items if platform in {None, item.platform} or item.platform == "all"]
        for first in {item.until[:7] for item in of_platform}:
            chosen.update([item for item in of_platform if item.until[:7] >= first][:MOST])
    return [item for item in items if item in chosen]


def _weight(item: NewsItem, mentions: Counter[str], new_names: set[str]) -> tuple[bool, int, str]:
    return item.reference in new_names, mentions[item.reference or ""], item.date


def group_by_kind(news: list[NewsItem], as_of: str) -> dict[str, list[NewsItem]]:
    """Return what is announced for later, soonest first, and what happened by group, newest first."""
    groups = {name: [item for item in news if item.until <= as_of and item.group == name] for name in GROUPS}
    groups["ended"].sort(key=lambda item: item.day, reverse=True)
    groups["ahead"] = sorted((item for item in news if item.until > as_of), key=_by_end)
    return {name: items for name, items in groups.items() if items}


def _by_end(item: NewsItem) -> tuple[str, str]:
    return item.until, item.title


def shuffled(beliefs: Iterable[m.Belief]) -> list[m.Belief]:
    """Return the beliefs in an order that does not reveal which of them are true, the same in every build."""
    return sorted(beliefs, key=lambda belief: hashlib.sha256(belief.id.encode()).hexdigest())


def months(first: str, last: str) -> list[str]:
    """Return every month from `first` to `last` (YYYY-MM), newest first."""
    newest_last = []
    year, month = int(first[:4]), int(first[5:7])
    while f"{year}-{month:02}" <= last[:7]:
        newest_last.append(f"{year}-{month:02}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - December
    return newest_last[::-1]
