"""How grave it is that a name stands in a text: by an event of the ledger, and by an entry of `data/code/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cloud_ml_platforms.compute.standing import state_of

if TYPE_CHECKING:
    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.compute.standing import EventState
    from cloud_ml_platforms.model.samples import CodeEntry

Level = Literal["dead", "closed", "ending", "deprecated", "renamed", "preview"]
LEVELS: tuple[Level, ...] = ("dead", "closed", "ending", "deprecated", "renamed", "preview")

LEVEL_WORDS: dict[Level, str] = {
    "dead": "removed, retired, or past the end that was announced",
    "closed": "closed to new customers; existing ones keep it",
    "ending": "works today, and has an end date",
    "deprecated": "deprecated or out of support, and still there",
    "renamed": "has a new name; the old one may still be understood",
    "preview": "preview or beta only: no promise that it stays",
}

LEVEL_OF_ENTRY: dict[str, Level] = {
    "removed": "dead",
    "closed": "closed",
    "ending": "ending",
    "deprecated": "deprecated",
    "renamed": "renamed",
    "preview": "preview",
}

LEADS = {"closed": "Closed to new customers", "ending": "Its end is announced"}  # else the state's own word


def event_level(event: m.Event, as_of: str) -> Level | None:
    """Return the level that an event gives its thing on the day `as_of`; None when it takes nothing away."""
    match state_of(event, as_of):
        case "closing":
            return "ending"
        case "ended":
            return "dead"
        case "due":
            return "dead" if event.kind == "retired" else "deprecated"
        case state:
            return state


class EntryStatus(NamedTuple):
    """What is said of an entry's state: its level, the word for it, the sentence's beginning, and the days in question."""

    level: Level
    word: str
    lead: str
    days: str


def entry_status(catalog: Catalog, entry: CodeEntry) -> EntryStatus:
    """Return what became of an entry of `data/code/` by the day of the catalog."""
    event = catalog.events.get(entry.event or "")
    if event is None:
        return _status_at(entry, "")
    state = state_of(event, catalog.as_of)
    if entry.state == "ending" or (entry.state == "closed" and event_level(event, catalog.as_of) == "dead"):
        return _status_at_end(entry, event, state)
    if entry.state == "deprecated" and event.kind == "retired":
        return _status_at(entry, f"{'ended' if state == 'ended' else 'announced to end'} {event.due}")
    if entry.state == "deprecated" and event.ends:
        return _status_at(entry, f"{event.date}; end of support announced for {event.ends}")
    return _status_at(entry, event.due if entry.state == "removed" and state in {"due", "ended"} else event.date)


def _status_at(entry: CodeEntry, days: str) -> EntryStatus:
    """Return what an entry's own state says, with the days in question."""
    lead = LEADS.get(entry.state, entry.state.capitalize())
    return EntryStatus(LEVEL_OF_ENTRY[entry.state], entry.state, lead, days)


def _status_at_end(entry: CodeEntry, event: m.Event, state: EventState | None) -> EntryStatus:
    """Return what is said of a name that works until an end, or that outlives what it calls."""
    end = event.due
    match state:
        case "ended" if entry.state == "closed":
            return EntryStatus("dead", "ended", "The name is still there; what it calls has ended", end)
        case "due" if entry.state == "closed":
            lead = f"The name is still there; what it calls was announced to end {end}"
            return EntryStatus("dead", "past its end", lead, f"announced to end {end}")
        case "ending":
            return EntryStatus("ending", "ending", f"Works today, ends {end}", f"ends {end}")
        case "ended":
            return EntryStatus("dead", "ended", "Ended", end)
        case "due":
            lead = f"Was announced to end {end}; not seen to be gone"
            return EntryStatus("dead", "past its end", lead, f"announced to end {end}")
        case _:
            return EntryStatus("ending", "ending", "Its end is announced, without a day", event.date)
