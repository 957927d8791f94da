"""Documents of what lies ahead, on all platforms and on each: readers ask what ends, not for the ledger that says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.search.documents import Document
from cloud_ml_platforms.text.words import EVERY_PLATFORM
from cloud_ml_platforms.topics.names.views import EventView, ThingView, thing_views, what_lies_ahead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms.catalog.types import Catalog

PAGE = "compare/names/"
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
)


def ahead_documents(catalog: Catalog) -> Iterator[Document]:
    """Yield what ends next: a document for all platforms and one for each that has something to come, the next dates first."""
    ahead = what_lies_ahead(thing_views(catalog))
    for platform in ("", *catalog.platforms):
        upcoming = [(thing, event) for thing, event in ahead if platform in {"", thing.platform}]
        if upcoming:
            names = {"all": EVERY_PLATFORM, **{one.id: one.short for one in catalog.platforms.values()}}
            ends = tuple(
                (event.due, f"{'' if platform else f'{names[thing.platform]}: '}{_what_ends(thing, event)}")
                for thing, event in sorted(upcoming, key=lambda pair: pair[1].is_law)
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
                body="; ".join(text for _, text in ends),
            )


def _what_ends(thing: ThingView, event: EventView) -> str:
    part = f" ({event.part})" if event.part else ""
    return f"{thing.spoken_name}{part}{'' if event.coming == 'ends' else f' {event.coming}'}"
