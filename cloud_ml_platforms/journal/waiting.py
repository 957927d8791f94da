"""Which questions, worked designs and verdicts wait for a review: what they rest on has changed since a person last held them to it.

A text rests on its rows, on every record that a [[reference]] in it names, and on the event of its `old_key`. A journal
entry after `reviewed.journal` makes it wait when it changes a fact of one of these; an entry of kind `wording` or `shape` does not,
and of kind `new` only the facts that it adds to records that were there. What a fact says of one platform matters to a text
that speaks of that platform: the one that a reference names, else those that the text is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog.types import texts_in
from cloud_ml_platforms.journal.facts import record_of
from cloud_ml_platforms.journal.names import name_of, platforms_in_address
from cloud_ml_platforms.text.references import page_of, references_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cloud_ml_platforms.catalog.types import Catalog

CHANGES_NOTHING = ("wording", "shape")  # kinds of entries after which a text says what it said


@dataclass(frozen=True)
class Reason:
    """A fact that changed: its address, what it said and says (None: it was not there, or is gone), when and why."""

    fact: str
    was: str | None
    now: str | None
    date: str
    kind: str
    why: str


@dataclass(frozen=True)
class Review:
    """A question, worked design or verdicts that wait: question or name, its page, and the names of what changed.

    `reasons` stand in the order of the journal, of which `first` is the id of the first entry among them.
    """

    id: str
    title: str
    page: str
    reviewed: m.Reviewed
    first: str
    reasons: tuple[Reason, ...]
    names: tuple[str, ...]


def to_review(catalog: Catalog) -> list[Review]:
    """Return what waits for a review, the longest waiting first."""
    reviews = [_review(catalog, reviewed) for reviewed in catalog.reviewed]
    return sorted((review for review in reviews if review), key=lambda review: review.first)


def _review(catalog: Catalog, reviewed: m.Question | m.Case | m.Verdicts) -> Review | None:
    since = reviewed.reviewed.journal
    rests_on = relied_on(catalog, reviewed)
    dated_reasons = [
        (change.id, Reason(fact.fact, fact.was, fact.now, change.date, change.kind, change.why))
        for change in catalog.changes
        if change.id > since and change.kind not in CHANGES_NOTHING
        for fact in change.facts
        if fact_affects(catalog, fact.fact, rests_on)
    ]
    if not dated_reasons:
        return None
    names = dict.fromkeys(name_of(catalog, record_of(reason.fact)) for _, reason in dated_reasons)
    reasons = tuple(reason for _, reason in dated_reasons)
    return Review(
        id=reviewed.id,
        title=name_of(catalog, reviewed.id),
        page=page_of(catalog, reviewed.id)[0] or "",
        reviewed=reviewed.reviewed,
        first=dated_reasons[0][0],
        reasons=reasons,
        names=tuple(names),
    )


def relied_on(catalog: Catalog, reviewed: m.Question | m.Case | m.Verdicts) -> dict[str, set[str]]:
    """Return the records that such a text rests on, with the platforms for which it does."""
    platforms = reviewed.platforms if isinstance(reviewed, m.Question) else catalog.full_platforms
    rows = () if isinstance(reviewed, m.Verdicts) else reviewed.rows  # a verdict names them in its lines
    platforms_by_record = {row: set(platforms) for row in rows}
    if isinstance(reviewed, m.Question) and reviewed.old_key is not None:
        platforms_by_record.setdefault(reviewed.old_key.event, set()).update(platforms)
    for text in texts_in(reviewed):
        for record, *words in references_in(text):
            platforms_by_record.setdefault(record, set()).update(platforms_in_address(catalog, words) or platforms)
    return platforms_by_record


def fact_affects(catalog: Catalog, fact: str, rests_on: Mapping[str, set[str]]) -> bool:
    """Return whether a fact is of one of these records, for one of their platforms or for none in particular."""
    record, *words = fact.split()
    if record not in rests_on:
        return False
    platforms = platforms_in_address(catalog, words)
    return not platforms or bool(rests_on[record].intersection(platforms))


def reviews_missing_changes(
    catalog: Catalog, last_seen_entries: Mapping[str, str], later: list[m.Change]
) -> Iterator[tuple[str, str]]:
    """Yield every text with the first of the `later` entries that makes it wait and stands before its last seen one.

    Such an entry was written on another branch before the review, which did not see it.
    """
    for reviewed in catalog.reviewed:
        last_seen = reviewed.reviewed.journal
        if last_seen != last_seen_entries.get(reviewed.id):
            continue
        unseen = [change for change in later if change.id < last_seen and change.kind not in CHANGES_NOTHING]
        rests_on = relied_on(catalog, reviewed) if unseen else {}
        for change in unseen:
            if any(fact_affects(catalog, fact.fact, rests_on) for fact in change.facts):
                yield reviewed.id, change.id
                break
