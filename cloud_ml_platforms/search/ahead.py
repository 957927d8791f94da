"""Documents of what lies ahead and what ended lately, on all platforms and on each: readers ask what ends, not for the ledger that says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.search.documents import Document
from cloud_ml_platforms.text.words import EVERY_PLATFORM
from cloud_ml_platforms.topics.names.views import EventView, ThingView, months_from, thing_views, what_lies_ahead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms.catalog.types import Catalog

PAGE = "compare/names/"
LATELY = 12  # months of ends that have come
ANCHOR = "ahead"  # as in topics/names/templates/ledger.html.j2
TYPED = (
    "ends",
    "ending",
    "end of life",
    "eol",
    "deprecated",
    "deprecations",
    "sunset",
    "retired",
    "discontinued",
    "shut down",
    "going away",
    "closes",
    "retired soon",
    "what must i migrate from soon",
    "deadlines ahead",
    "end dates",
    "sunset dates",
    "retirement dates",
    "what goes away next",
    "stops working soon",
    "being retired",
    "which services are being retired",
    "what is being retired in the next six months",
    "retirements",
    "end of life dates",
    "closed",
    "closures",
    "ended",
    "what ended this year",
    "which services were closed",
    "which features were closed in a year",
)


def ahead_documents(catalog: Catalog) -> Iterator[Document]:
    """Yield what ends next: a document for all platforms and one for each that has something to come, by date, after what ended lately."""
    views = thing_views(catalog)
    ahead = [
        pair for pair in what_lies_ahead(views) if not pair[1].is_law
    ]  # laws begin: the page has them in a table of their own
    lately = [(thing, event) for thing in views for event in thing.events if _ended_lately(catalog, event)]
    for platform in ("", *catalog.platforms):
        upcoming = [(thing, event) for thing, event in ahead if platform in {"", thing.platform}]
        if upcoming:
            names = {"all": EVERY_PLATFORM, **{one.id: one.short for one in catalog.platforms.values()}}
            past = [(thing, event) for thing, event in lately if platform in {"", thing.platform}]
            ends = tuple(
                (event.due, f"{'' if platform else f'{names[thing.platform]}: '}{_what_ends(catalog, thing, event)}")
                for thing, event in sorted([*past, *upcoming], key=lambda pair: (pair[1].due, pair[1].id))
            )
            yield Document(
                kind="ahead",
                id=f"ahead-{platform}" if platform else "ahead",
                address=f"{PAGE}#?p={platform}&at={ANCHOR}" if platform else f"{PAGE}#{ANCHOR}",
                title=f"What ends next on {catalog.platforms[platform].short}" if platform else "What ends next",
                place="Names, old and new",
                ends=ends,
                platforms=(platform,) if platform else (),
                names=TYPED,
                body="; ".join(_what_ends(catalog, thing, event) for thing, event in upcoming),
            )


def _ended_lately(catalog: Catalog, event: EventView) -> bool:
    """Return whether something ended in the last months; of a year alone nobody can say."""
    ends = catalog.events[event.id].kind in {"closed", "deprecated", "retired"}
    has_month = len(event.due) > len("2026")
    return ends and has_month and not event.lies_ahead and event.due >= months_from(catalog.as_of, -LATELY)


def _what_ends(catalog: Catalog, thing: ThingView, event: EventView) -> str:
    what = f"{thing.spoken_name} ({event.part})" if event.part else thing.spoken_name
    if event.lies_ahead:
        return what if event.coming == "ends" else f"{what} {event.coming}"
    happened = event.kind if catalog.events[event.id].kind == "closed" else event.end_word
    return f"{what} {happened}{'' if event.standing in {'', 'done'} else ', not confirmed'}"
