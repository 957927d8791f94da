"""What an event of the ledger means for a reader on a given day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cloud_ml_platforms.text.words import COMING_WORDS, KIND_WORDS, STAGE_WORDS

if TYPE_CHECKING:
    from cloud_ml_platforms import model as m


EventState = Literal["closing", "closed", "deprecated", "ending", "due", "ended"]

OVER: frozenset[EventState] = frozenset({"closed", "due", "ended"})


def state_of(event: m.Event, as_of: str) -> EventState | None:
    """Return what an event has done to its thing by the day `as_of`, or None when it takes nothing away.

    `deprecated`: without an end. `due`: its announced end has come, and nobody saw it.
    """
    match event.kind:
        case "closed":
            return "closed" if event.date <= as_of else "closing"
        case "deprecated" if event.ends is None:
            return "deprecated"
        case "deprecated" | "retired":
            if lies_ahead(event, as_of):
                return "ending"
            return "ended" if event.carried_out == "done" else "due"
        case _:
            return None


def is_over(event: m.Event | None, as_of: str) -> bool:
    """Return whether what an event speaks of is closed or has ended by the day `as_of`, as announced or as seen."""
    return event is not None and state_of(event, as_of) in OVER


def status_of(event: m.Event, as_of: str) -> str | None:
    """Return what an event means for a reader on the day `as_of`, or None when it ends nothing."""
    match state_of(event, as_of):
        case "closing":
            return f"closes to new customers {event.date}"
        case "closed":
            return "closed to new customers"
        case "deprecated":
            return f"deprecated {event.date}"
        case "ending":
            return f"deprecated, ends {event.due}" if event.kind == "deprecated" else f"ends {event.due}"
        case "due":
            return f"was to end {event.due}, not confirmed"
        case "ended":
            return f"ended {event.due}"
        case None:
            return None


def lies_ahead(event: m.Event, as_of: str) -> bool:
    """Return whether an event, or the end that it announces, is later than `as_of`."""
    return event.due > as_of


def standing_class(status: str) -> str:
    """Return the CSS class of a standing: what is not yet finished looks other than what ends."""
    return "stage" if status in STAGE_WORDS.values() else "standing"


def capitalised(common: str) -> str:
    """Return a common name as it begins a cell: with a capital, unless it is the name of a package or command."""
    is_command = "-" in common.split(maxsplit=1)[0] or common.startswith("az ")
    return common if is_command else common[:1].upper() + common[1:]


def kind_word(event: m.Event, as_of: str) -> str:
    """Return what kind of event it is; of a retirement, whether anyone saw it."""
    if event.kind != "retired" or event.carried_out == "done":
        return KIND_WORDS[event.kind]
    if event.carried_out == "unconfirmed":
        return "retired, by report"
    return "will be retired" if event.date > as_of else "was to end"


def standing(event: m.Event, as_of: str) -> str:
    """Return whether an event is done, lies ahead, or was only announced."""
    if event.carried_out == "done":
        return "done"
    if event.carried_out == "unconfirmed":
        return "second-hand, not confirmed"
    return "announced, lies ahead" if lies_ahead(event, as_of) else "announced, not confirmed"


TOLD_BY = {"done": "No longer", "announced": "No longer, by its notice", "unconfirmed": "No longer, by report"}


def belief_standing(belief: m.Belief, event: m.Event | None) -> str:
    """Return whether what people say is still true, else since when it is not, and who says so of an end that nobody saw."""
    if belief.until is None:
        return "Still true."
    carried_out = event.carried_out if event and event.due == belief.until else "done"
    return f"{TOLD_BY[carried_out]}, since {belief.until}."


def coming(event: m.Event) -> str:
    """Return what an event that lies ahead will do to its thing, as a verb behind the name."""
    return "ends" if event.ends else COMING_WORDS[event.kind]


def end_word(event: m.Event, as_of: str) -> str:
    """Return whether the end that an event announces lies ahead, came, or came and nobody saw it, as a verb before its day."""
    if lies_ahead(event, as_of):
        return "ends"
    return "ended" if event.carried_out == "done" else "was to end"


def in_brief(event: m.Event, as_of: str) -> str:
    """Return kind, announced end and how far it is confirmed, as one label."""
    if lies_ahead(event, as_of):
        return f"{coming(event)} {event.due}"
    if event.kind == "retired" and event.carried_out == "announced":
        return status_of(event, as_of) or ""
    kind = kind_word(event, as_of)
    if event.ends:
        return f"{kind}, {status_of(event, as_of)}"
    return kind if event.carried_out == "done" else f"{kind}, not confirmed"
