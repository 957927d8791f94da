"""The first part of `make recheck`: a person holds questions, worked designs and verdicts against rows that changed since.

Each is shown with its place and with what its rows, limits and events said and say. "Still right" and "edited" write today
and the last entry of the journal into its `reviewed`; what is skipped waits. What waits, and why, is in `cloud_ml_platforms/journal/waiting.py`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from cloud_ml_platforms.catalog.places import record_lines
from cloud_ml_platforms.catalog.yaml_files import DataError, read_yaml
from cloud_ml_platforms.journal.edits import EditError, entry_text, open_editor, set_in_entry
from cloud_ml_platforms.journal.facts import record_of
from cloud_ml_platforms.journal.names import platforms_of
from cloud_ml_platforms.journal.waiting import to_review

if TYPE_CHECKING:
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.journal.sitting import Sitting
    from cloud_ml_platforms.journal.waiting import Review

MINUTES_FOR_A_REVIEW = 3
RECORDS_SHOWN = 8
FOLDERS = ("questions", "cases", "verdicts")
ANSWERS = {"s": "still right", "e": "edited", "k": "skip"}


class Place(NamedTuple):
    """Where a question or worked design stands: its file, what people call the file, and the line."""

    path: Path
    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def reviewed_ids(catalog: Catalog) -> tuple[str, ...]:
    """Return the ids of what can be reviewed: questions, worked designs and verdicts."""
    return tuple(text.id for text in catalog.reviewed)


def choose_reviews(catalog: Catalog, platform: str | None = None, only: tuple[str, ...] = ()) -> list[Review]:
    """Return what waits for a review because of a platform, and of `only`: its own id or that of what changed."""
    return [
        review
        for review in to_review(catalog)
        if any(
            (platform is None or platform in (platforms_of(catalog, reason.fact) or catalog.platforms))
            and (not only or review.id in only or record_of(reason.fact) in only)
            for reason in review.reasons
        )
    ]


def reviews_within(reviews: list[Review], minutes: int | None) -> tuple[list[Review], int | None]:
    """Return the first reviews for which there is time, one at least, and the minutes that are left after them."""
    if minutes is None:
        return reviews, None
    first = reviews[: max(minutes // MINUTES_FOR_A_REVIEW, 1)]
    return first, max(minutes - MINUTES_FOR_A_REVIEW * len(first), 0)


def print_reviews(reviews: list[Review], data: Path, most: int) -> None:
    """Print the first reviews as the queue of sources is printed: minutes, last review, question, place, what changed."""
    places = review_places(data)
    for review in reviews[:most]:
        facts = list(dict.fromkeys(reason.fact for reason in review.reasons))
        more = f" and {len(facts) - RECORDS_SHOWN} more" if len(facts) > RECORDS_SHOWN else ""
        sys.stdout.write(f"{'review':18}  {MINUTES_FOR_A_REVIEW:3} min  {review.reviewed.day:10}  {review.title}\n")
        sys.stdout.write(f"{'':39}{review.id}, {places[review.id]}\n{'':39}{', '.join(facts[:RECORDS_SHOWN])}{more}\n")
    minutes = MINUTES_FOR_A_REVIEW * len(reviews)
    sys.stdout.write(f"questions, worked designs and verdicts to review: {len(reviews)}, about {minutes} minutes\n")


def review_places(data: Path) -> dict[str, Place]:
    """Return where every question and worked design stands now."""
    paths = {f"{data.name}/{folder}/{path.name}": path for folder in FOLDERS for path in (data / folder).glob("*.yml")}
    lines = record_lines({name: read_yaml(path, name) for name, path in paths.items()})
    return {record: Place(paths[name], name, line) for record, (name, line) in lines.items()}


def go_through(sitting: Sitting, reviews: list[Review]) -> None:
    """Ask for each what the person finds, and write it down at once."""
    for review in reviews:
        while not _ask_for_verdict(sitting, review.id):
            pass


def _ask_for_verdict(sitting: Sitting, name: str) -> bool:
    """Show a question or worked design as it is now and take an answer; return whether that was the last word on it."""
    review = next((review for review in to_review(sitting.catalog) if review.id == name), None)
    if review is None:
        sys.stdout.write(f"   {name} waits no longer\n")
        return True
    last = sitting.catalog.changes[-1].id  # of those that are shown, should there be more when the answer comes
    place = review_places(sitting.data).get(name)
    shown = entry_text(place.path, name) if place else None
    if place is None or shown is None:
        sys.stdout.write(f"   {name}: found no such entry; expected it in {' or '.join(FOLDERS)}, left out\n")
        return True
    _show(review, place)
    answer = sitting.choice_of(ANSWERS)
    if answer == "edited":
        shown = _await_edit(sitting, name, place, shown)
    if answer == "skip" or shown is None:
        return True
    try:
        set_in_entry(place.path, name, shown, "reviewed", {"day": sitting.day.isoformat(), "journal": last})
    except EditError as error:
        sys.stdout.write(f"   {error}; if the edit is yours answer edited\n")
        _reload(sitting)
        return False
    return True


def _show(review: Review, place: Place) -> None:
    sys.stdout.write(f"\n== {review.title}\n   {review.id}, reviewed {review.reviewed.day}\n   {place}\n")
    for reason in review.reasons:
        sys.stdout.write(f"\n   {reason.date} {reason.fact} ({reason.kind}): {reason.why}\n")
        sys.stdout.write(f"   was: {reason.was or '(nothing)'}\n   now: {reason.now or '(nothing)'}\n")


def _await_edit(sitting: Sitting, name: str, place: Place, shown: str) -> str | None:
    """Wait until the entry is another than was shown and the data has no fault; return it, or None when it is left or gone."""
    text = entry_text(place.path, name)
    if text == shown:
        open_editor(place.path, place.line)
        text = entry_text(place.path, name)
    while text == shown or not _reload(sitting):
        if sitting.answer_to(f"   edit {place}, save, then press Enter ([k]: it waits): ").lower() in {"k", "skip"}:
            return None
        text = entry_text(place.path, name)
        if text == shown:
            sys.stdout.write(f"   found no edit of {name}; expected one, or still right\n")
    if text is None:
        sys.stdout.write(f"   {name} is no longer in {place.file}\n")
    return text


def _reload(sitting: Sitting) -> bool:
    """Take in what was edited; show the faults and return False when it has some."""
    try:
        sitting.reload()
    except DataError as error:
        sys.stdout.write(f"   {error}\n")
        return False
    return True
