"""What the journal calls records and facts: names, labels and the places where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.standing import kind_word
from cloud_ml_platforms.text.inline import to_text
from cloud_ml_platforms.text.references import REF
from cloud_ml_platforms.text.words import COMING_WORDS, FIT_WORDS, KIND_WORDS, LIMIT_WORDS, RULE_WORDS, STAGE_WORDS

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from cloud_ml_platforms.catalog.types import Catalog


DOT = " · "  # between the parts of a fact
# What facts of rows began with before 30 November 2026, when marks were written: old entries of the journal hold them.
OLD_MARKS = {"full": "yes", "partial": "partly", "none": "no", "unknown": "not documented"}
DUE_WORDS = {**KIND_WORDS, "closed": "due to close to new customers", "retired": "due to retire"}


def without_references(catalog: Catalog, text: str) -> str:
    """Return a text of the journal with its references as words: their own, else the record's name or id.

    Never its value, which is that of today and not of the entry's day; and a record may be gone by now. What is no name
    of a platform or product stands in quotation marks.
    """

    def words(match: re.Match[str]) -> str:
        address, _, label = match[1].partition("|")
        record = (address.split() or [address])[0]
        is_product = any(record in records for records in (catalog.platforms, catalog.things, catalog.events))
        return label.strip() or (name_of(catalog, record) if is_product else f"“{name_of(catalog, record)}”")

    return REF.sub(words, text)


def readable(catalog: Catalog, address: str, text: str) -> str:
    """Return a fact in the words of pages: without ids of kinds, stages and events, and without references.

    Until 29 November 2026 cells and ways began with a mark that was written, not derived: it is left out.
    """
    record, *words = address.split()
    first, dot, remainder = text.partition(DOT)
    if record in catalog.rows and first in OLD_MARKS and words:
        text = remainder or OLD_MARKS[first]
    elif "+" in address and first in FIT_WORDS:
        text = FIT_WORDS[first] + dot + remainder
    elif record in catalog.limits and first in LIMIT_WORDS:
        text = LIMIT_WORDS[first] + dot + remainder
    elif record in catalog.events and not words and first in KIND_WORDS:
        is_announced = "announced" in remainder.split(DOT)
        text = (DUE_WORDS if is_announced else KIND_WORDS)[first] + dot + remainder
    kinds = _kinds_of(catalog, record, *words[:1])
    by_kind = len(words) > 1 and words[1] not in kinds
    pieces = (_piece(catalog, piece, kinds if by_kind else {}) for piece in text.split(DOT))
    return without_references(catalog, DOT.join(pieces))


def _piece(catalog: Catalog, piece: str, kinds: Mapping[str, str]) -> str:
    """Return what stands between two dots of a fact: an event, a stage, the answer for a kind, or words as they are."""
    kind, colon, answer = piece.partition(": ")
    if colon and kind in kinds:
        return f"{kinds[kind]}: {answer}"
    return record_label(catalog, piece) if piece in catalog.events else STAGE_WORDS.get(piece, piece)


def plain_value(catalog: Catalog, address: str, text: str | None) -> str | None:
    return None if text is None else to_text(readable(catalog, address, text), catalog)


def name_of(catalog: Catalog, record: str) -> str:
    """Return what a record is called, or its id when it is gone."""
    kind, found_record = catalog.by_id.get(record, (None, None))
    return kind.title(catalog, found_record) if kind is not None and kind.title is not None else record


def platforms_in_address(catalog: Catalog, words: list[str]) -> tuple[str, ...]:
    """Return the platforms that stand after the record in an address or reference, two of them joined by a plus."""
    platform_words = words[0].split("+") if words else []
    return tuple(platform for platform in catalog.platforms if platform in platform_words)


def platforms_of(catalog: Catalog, address: str) -> tuple[str, ...]:
    """Return the platforms that a fact or record speaks of by name; none when it speaks of all alike, or is gone."""
    name, *words = address.split()
    kind, record = catalog.by_id.get(name, (None, None))
    whole = kind.platforms(catalog, record) if kind is not None and kind.platforms is not None else ()
    return platforms_in_address(catalog, words) or whole


FIELD_WORDS = {
    "name": "its name",
    "idea": "the idea",
    "part": "which part",
    "breaks": "what breaks",
    "use": "what to use",
    "hierarchy": "what it is made of",
    "good_at": "good at",
    "weak_at": "weak at",
    "facts": "what is true of it",
    "take": "when to take it",
    "stay": "when to stay",
    "signal": "the signal",
    "say": "what to say",
}


def record_label(catalog: Catalog, record: str) -> str:
    """Return a record's name where others may be called alike: a criterion has that of the row that it tests."""
    if record in catalog.criteria:
        return f"{name_of(catalog, record)}, in the selector"
    if record in catalog.events:
        event = catalog.events[record]
        is_ahead = event.date > catalog.as_of
        happens = COMING_WORDS[event.kind] if is_ahead else kind_word(event, catalog.as_of)
        return f"{name_of(catalog, record)}, {happens} {event.date}"
    return name_of(catalog, record)


def fact_label(catalog: Catalog, address: str) -> str:
    """Return a fact's name for people: its record, then platform (or two), kind or field."""
    record, *words = address.split()
    parts = [record_label(catalog, record)]
    if words:
        names = [catalog.platforms[name].short for name in words[0].split("+") if name in catalog.platforms]
        parts.append(" and ".join(names) or FIELD_WORDS.get(words[0], words[0]))
    if len(words) > 1:
        parts.append(_inner_names(catalog, record, words[0]).get(words[1], words[1]))
    parts += [
        "as the API model says" if word == "api" else RULE_WORDS.get(word, word) for word in words[2:] if word != "docs"
    ]
    return ", ".join(parts).replace("?,", "?")


def _inner_names(catalog: Catalog, record: str, platform: str) -> Mapping[str, str]:
    """Return what stands after a platform, by id: kinds of the capability of a row or limit, parts of the row, its value."""
    parts = {name: part.label for name, part in catalog.rows[record].parts.items()} if record in catalog.rows else {}
    return {"value": "in short", **parts, **_kinds_of(catalog, record, platform)}


def _kinds_of(catalog: Catalog, record: str, platform: str = "") -> Mapping[str, str]:
    """Return the kinds of the capability of a row or limit on a platform, by id."""
    home = catalog.row_capability.get(record) or catalog.capabilities.get(catalog.limit_capability.get(record, ""))
    return home.kinds.get(platform, {}) if home else {}
