"""One platform on one printed page: pure functions from data/cheatsheets and data/sheet.yml to what the page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms import model as m
from cloud_ml_platforms.compute.standing import lies_ahead, status_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms.catalog.types import Catalog

TASKS: dict[m.Task, str] = {
    "train": "start a training job",
    "spot": "use Spot",
    "register": "register a version",
    "approve": "approve it",
    "deploy": "deploy it",
    "split": "split traffic",
    "rollback": "roll back",
    "zero": "scale to zero",
    "batch": "score a batch",
    "feature": "read a feature online",
    "capture": "capture traffic",
    "lock": "lock the network",
}


@dataclass(frozen=True)
class CallView:
    """How one task is called, or what comes nearest; `row` holds it."""

    to: str
    say: str | None
    nearest: str | None
    row: str


@dataclass(frozen=True)
class EndedView:
    """What ended, closed or ends in one way on one day."""

    when: str
    ahead: bool
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class SheetView:
    """What one printed page holds."""

    places: tuple[tuple[m.LifecycleQuestion, str], ...]
    calls: tuple[CallView, ...]
    kinds: tuple[tuple[str, str], ...]
    lacks: str | None
    numbers: tuple[tuple[str, str], ...]
    bites: tuple[m.CheatLine, ...]
    ended: tuple[EndedView, ...]
    sayings: tuple[m.Saying, ...]


def cheatsheet_view(catalog: Catalog, platform: str) -> SheetView:
    """Return six places, twelve calls, the kinds of endpoint, ten numbers, what bites, what ended, and what to say."""
    sheet = catalog.cheatsheets.get(platform)
    if sheet is None or catalog.sheet is None:
        raise LookupError(f"found no data/cheatsheets/{platform}.yml or data/sheet.yml; expected both")
    names = catalog.capabilities[m.SHEET_KINDS].kinds[platform]
    return SheetView(
        places=tuple((question, sheet.places[question.id]) for question in catalog.lifecycle.values()),
        calls=tuple(_call(words, sheet.calls[task]) for task, words in TASKS.items()),
        kinds=tuple((names[kind], text) for kind, text in sheet.kinds.items()),
        lacks=sheet.lacks,
        numbers=tuple((number.name, number.says[platform]) for number in catalog.sheet.numbers),
        bites=sheet.bites,
        ended=tuple(_ended(catalog, [catalog.events[name] for name in sheet.ended])),
        sayings=catalog.sheet.sayings[platform],
    )


def _call(words: str, call: m.CheatCall) -> CallView:
    return CallView(words, call.say, call.nearest, call.rests_on[0])


def _ended(catalog: Catalog, events: list[m.Event]) -> Iterator[EndedView]:
    """Yield events grouped by how and when: first what lies ahead, soonest first, then what is past, newest first."""
    ahead = [event for event in events if lies_ahead(event, catalog.as_of)]
    past = [event for event in events if event not in ahead]
    ahead.sort(key=lambda event: event.due)
    past.sort(key=lambda event: event.due, reverse=True)
    groups: dict[str, list[m.Event]] = {}
    for event in [*ahead, *past]:
        groups.setdefault(_when(event, catalog.as_of), []).append(event)
    for when, group in groups.items():
        names = tuple((event.id, _printed_name(catalog, event)) for event in group)
        yield EndedView(when, group[0] in ahead, names)


def _when(event: m.Event, as_of: str) -> str:
    """Return what ends and when; of a closure that is past, the day beside the word."""
    status = status_of(event, as_of) or event.kind
    return status if event.date in status or event.due in status else f"{status} {event.date}"


def _printed_name(catalog: Catalog, event: m.Event) -> str:
    """Return the name that people say, and the part that ended."""
    thing = catalog.things[event.thing]
    name = thing.common or thing.names[-1].name
    return f"{name} ({event.part})" if event.part else name
