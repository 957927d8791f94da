"""What is said of an old name, once for all the ways in which it is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.standing import state_of
from cloud_ml_platforms.text.inline import to_text
from cloud_ml_platforms.topics.paste.levels import entry_status
from cloud_ml_platforms.topics.paste.unambiguous import is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.model.samples import CodeEntry
    from cloud_ml_platforms.topics.paste.levels import Level

LONGEST_WHAT = 200
OWN_PAGE = "reference/paste/"


@dataclass(frozen=True)
class Record:
    """What is said of a name: level, one sentence, what to write today, and the links (page, anchor, words) that prove it.

    `key` is the id of the entry, event or row that says it, and a name after a blank where one id has several records.
    `quiet`: said once per paste, since the old name is still understood.
    """

    key: str
    level: Level
    says: str
    today: str
    links: tuple[tuple[str, str, str], ...]
    quiet: bool = False


def code_record(catalog: Catalog, entry: CodeEntry) -> Record:
    """Return what is said of an entry of `data/code/`."""
    event = catalog.events.get(entry.event or "")
    level, _, lead, days = entry_status(catalog, entry)
    what = to_text(event.what, catalog) if event else ""
    detail = to_text(entry.note, catalog) if entry.note else what if len(what) <= LONGEST_WHAT else ""
    when = "" if not days or days.rpartition(" ")[2] in lead else f" ({days})"
    if detail.lower().startswith(lead.lower()):
        says = f"{detail.removesuffix('.')}{when}."
    else:
        says = f"{lead}{when}." + (f" {_sentence(detail)}" if detail else "")
    links = [(OWN_PAGE, entry.id, "old and new code"), *proof_links(catalog, entry.event, entry.row)]
    return Record(entry.id, level, says, to_text(entry.today, catalog), tuple(links))


def event_record(catalog: Catalog, event: m.Event, level: Level) -> Record:
    """Return what is said of a thing, or of a part of it, to which an event of the ledger happened."""
    thing = catalog.things[event.thing]
    name = event.part if event.part and is_name(event.part) else thing.names[-1].name
    match state_of(event, catalog.as_of):
        case "closing" | "ending":
            status = f"ends {event.due}"
        case "closed":
            status = f"closed to new customers {event.date}"
        case "ended":
            status = f"ended {event.due}"
        case "due" if event.kind == "retired":
            status = f"was announced to end {event.due}"
        case "due":
            status = f"deprecated {event.date}; its end was announced for {event.due}"
        case _:
            status = f"deprecated {event.date}"
    what = to_text(event.what, catalog)
    short = status.removeprefix("closed to new customers ").removeprefix("deprecated ")
    says = f"{name}: {status}." if len(what) > LONGEST_WHAT else f"{name} ({short}): {_sentence(what)}"
    today = to_text(event.use, catalog) if event.use else ""
    return Record(event.id, level, says, today, tuple(proof_links(catalog, event.id, None)))


def preview_record(thing: m.Thing) -> Record:
    """Return what is said of a thing of the ledger that is in preview."""
    says = f"{thing.names[-1].name}: preview."
    return Record(thing.id, "preview", says, "", (("compare/names/", thing.id, "ledger"),))


def renamed_record(catalog: Catalog, name: str, thing: m.Thing) -> Record:
    """Return what is said of a name that a thing had before."""
    renames = [event for event in catalog.events.values() if event.thing == thing.id and event.kind == "renamed"]
    names = [dated_name.name for dated_name in thing.names]
    since = thing.names[names.index(name) + 1].since if name in names else None  # of the name that replaced it
    on_the_day = [event.id for event in renames if event.date == since]
    proof = on_the_day[0] if on_the_day else renames[-1].id if renames else thing.id
    says = f"Renamed{f' ({since})' if since else ''}; {name} is still understood."
    return Record(
        f"{proof} {name}", "renamed", says, thing.names[-1].name, (("compare/names/", proof, "ledger"),), quiet=True
    )


def proof_links(catalog: Catalog, event: str | None, row: str | None) -> Iterator[tuple[str, str, str]]:
    """Yield the links to the event and to the row that prove what is said."""
    if event:
        yield "compare/names/", event, "ledger"
    if row and row in catalog.rows:
        yield f"compare/{catalog.row_capability[row].id}/", row, "row"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
