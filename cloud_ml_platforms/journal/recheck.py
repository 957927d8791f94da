"""`make recheck`: go through the evidence in the order in which it should be read again, and write down what you find.

First come questions, worked designs and verdicts whose rows changed (`reviewing.py`). Then, for each source: open it, read the
statements that rely on it, answer same, changed, gone, skip or quit. "Same" writes today's date into the evidence;
"changed" waits for your edit, then writes journal and date; "gone" notes it on the source. After "same" and "changed" the
page may have a newer date of its own. Every answer is written at once, and what was answered today is not asked again:
stop and go on whenever you like.

The order (`Rank`): sources that are gone; what was read within the last `READING_LASTS` days waits behind the rest, the longest
unread first, unless a conference or the day of an event has passed since; then what a vendor's conference may move;
then events that are due or overdue; then importance times the days since the last reading.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import webbrowser
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError

from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog.yaml_files import DataError
from cloud_ml_platforms.check.api import reference_faults
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.compute.ages import day_when_old, first_day, last_day
from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.journal import reviewing
from cloud_ml_platforms.journal.base import BaseError
from cloud_ml_platforms.journal.edits import clear_gone, note_gone, open_editor, set_content_date, set_scalar
from cloud_ml_platforms.journal.entries import JournalError, add_entries, unrecorded
from cloud_ml_platforms.journal.sitting import Quit, Sitting, Statement, read_statements
from cloud_ml_platforms.model.known import nearest_hint
from cloud_ml_platforms.paths import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from cloud_ml_platforms.api_surface.references import Surface
    from cloud_ml_platforms.catalog.types import Catalog

MINUTES_FOR_A_SOURCE = 2
MINUTES_FOR_A_STATEMENT = 1
READING_LASTS = 90  # days for which a reading counts
BEFORE_CONFERENCE = dt.timedelta(weeks=3)  # vendors announce a part of the news ahead of their conference
AFTER_CONFERENCE = dt.timedelta(weeks=6)  # and their pages follow some time after it
EVENT_LEAD = dt.timedelta(days=180)  # an announced day that is so near is worth a look
RECORDS_SHOWN = 8
DATE_TRIES = 3  # for the date of a page
WEIGHTS: dict[str, Callable[[Any], int]] = {  # by kind, how much it matters that a record is true
    "rows": lambda row: 1 + 3 * row.decides + 2 * row.probed,
    "limits": lambda _: 3,
    "events": lambda event: 1 if event.carried_out == "done" else 3,
    "contested": lambda _: 5,
    "beliefs": lambda _: 1,
    "translated": lambda _: 1,
    "prices": lambda _: 3,
    "alternatives": lambda _: 2,
    "leaving": lambda _: 1,
}
ANSWERS = {"s": "same", "c": "changed", "g": "gone", "k": "skip"}


class RecheckError(UserError):
    """An id that is no record's."""


class Rank(NamedTuple):
    """The place in the queue, smallest first; `rests_since` is the day of a reading that still counts, or empty."""

    available: bool
    rests_since: str
    unwatched: bool
    not_due: bool
    minus_score: float

    @property
    def reason(self) -> str:
        """Why it stands before what has a higher score, in a word."""
        if not self.available:
            return "gone"
        if not self.unwatched:
            return "conference"
        return "" if self.not_due else "due"


@dataclass(frozen=True)
class SourceTask:
    """One source with the statements that rely on it; it stands where the first of them stands."""

    source: str
    rank: Rank
    statements: tuple[Statement, ...]

    @property
    def minutes(self) -> int:
        """About how long it takes."""
        return MINUTES_FOR_A_SOURCE + MINUTES_FOR_A_STATEMENT * len(self.statements)


# The queue -----------------------------------------------------------------------------------------------------------


def queue(data: Path, today: dt.date, platform: str | None = None, only: tuple[str, ...] = ()) -> list[SourceTask]:
    """Return what to read again of a platform or of the records `only`, in order, without what was answered today.

    Raises DataError when the data has faults, RecheckError when one of `only` is neither a record with
    evidence nor a text.
    """
    catalog = load_catalog(data)
    statements = choose_statements(
        read_statements(data), answered_today(data, today), platform, only, reviewing.reviewed_ids(catalog)
    )
    return in_order(catalog, statements, today)


def choose_statements(
    statements: list[Statement],
    answered: Iterable[str],
    platform: str | None,
    only: tuple[str, ...],
    texts: tuple[str, ...] = (),
) -> list[Statement]:
    """Return the statements of a platform and of the records `only`, if any are named, that are not among the answered.

    `texts` may be named among `only` as well; they have no statements.
    """
    ids = {*(statement.record for statement in statements), *texts}
    for name in only:
        if name not in ids:
            expected = f"the id of a record with evidence{nearest_hint(name, ids)}"
            raise RecheckError(f"recheck: found {name!r}; expected {expected}")
    answered = set(answered)
    return [
        statement
        for statement in statements
        if statement.key not in answered
        and (platform is None or platform in statement.platforms)
        and (not only or statement.record in only)
    ]


def in_order(catalog: Catalog, statements: Iterable[Statement], today: dt.date) -> list[SourceTask]:
    """Return statements by source, both in the order in which they should be read again."""
    agenda = agenda_of(catalog, today)
    by_source: dict[str, list[tuple[Rank, Statement]]] = {}
    for statement in statements:
        by_source.setdefault(statement.source, []).append((rank(catalog, agenda, statement, today), statement))
    tasks = []
    for source, ranked in by_source.items():
        ranked.sort(key=lambda pair: pair[0])
        tasks.append(SourceTask(source, ranked[0][0], tuple(statement for _, statement in ranked)))
    return sorted(tasks, key=lambda task: (task.rank, task.source))


@dataclass(frozen=True)
class Agenda:
    """What a day asks for.

    `conferences`: by `row platform`, the last day of the conference in whose season the day lies, as long as its news
    was not read; `events`: by id, the
    day of an event that is due or overdue; `weights`: by record, how much it matters.
    """

    conferences: dict[str, dt.date]
    events: dict[str, dt.date]
    weights: dict[str, int]


def agenda_of(catalog: Catalog, today: dt.date) -> Agenda:
    """Return what `today` asks for."""
    conferences = {}
    for watch in catalog.watches:
        if (
            watch.read is None
            and first_day(watch.begins) - BEFORE_CONFERENCE <= today <= last_day(watch.ends) + AFTER_CONFERENCE
        ):
            rows = [*watch.rows, *(row.id for name in watch.capabilities for row in catalog.capabilities[name].rows)]
            conferences.update({f"{row} {watch.platform}": last_day(watch.ends) for row in rows})
    days = {event.id: last_day(event.due) for event in catalog.events.values() if event.carried_out != "done"}
    events = {name: day for name, day in days.items() if day <= today + EVENT_LEAD}
    weights = {
        name: WEIGHTS[kind.name](record)
        for kind in catalog.kinds
        if kind.name in WEIGHTS
        for name, record in catalog.of(kind).items()
    }
    return Agenda(conferences, events, {**weights, **dict.fromkeys(events, 6)})


def rank(catalog: Catalog, agenda: Agenda, statement: Statement, today: dt.date) -> Rank:
    """Return the place of a statement in the queue."""
    last_read = dt.date.fromisoformat(statement.read)
    unread = max((today - last_read).days, 0)
    conference = next(
        (day for name in statement.platforms if (day := agenda.conferences.get(f"{statement.record} {name}"))), None
    )
    event = agenda.events.get(statement.record)
    passed = any(day is not None and last_read <= day < today for day in (conference, event))
    source = catalog.sources[statement.source]
    score = unread * (agenda.weights[statement.record] + years_too_old(catalog, source, today))
    return Rank(
        available=source.gone is None,
        rests_since=statement.read if unread < READING_LASTS and not passed else "",
        unwatched=conference is None,
        not_due=event is None,
        minus_score=-round(score, 1),
    )


def years_too_old(catalog: Catalog, source: m.Source, today: dt.date) -> float:
    """Return by how many years a source is older than its kind may be, 0 when it is not."""
    old = day_when_old(catalog, source)
    return max((today - dt.date.fromisoformat(old)).days, 0) / 365 if old else 0


def print_queue(tasks: list[SourceTask], catalog: Catalog, most: int) -> None:
    """Print the first tasks: why it is there, score, minutes, source, what relies on it."""
    for task in tasks[:most]:
        source = catalog.sources[task.source]
        records = list(dict.fromkeys(statement.record for statement in task.statements))
        more = f" and {len(records) - RECORDS_SHOWN} more" if len(records) > RECORDS_SHOWN else ""
        sys.stdout.write(f"{task.rank.reason:10} {-task.rank.minus_score:7.1f}  {task.minutes:3} min  ")
        sys.stdout.write(f"{source.content_date:10}  {source.title}\n{'':39}{source.url}\n")
        sys.stdout.write(f"{'':39}{', '.join(records[:RECORDS_SHOWN])}{more}\n")
    sys.stdout.write(f"{len(tasks)} sources to read again, about {sum(task.minutes for task in tasks) // 60} hours\n")


# What was answered today ---------------------------------------------------------------------------------------------


def _answers_path(data: Path) -> Path:
    return data.parent / ".cache" / "recheck.json"


def answered_today(data: Path, today: dt.date) -> list[str]:
    """Return the keys of what was answered today in this clone; a damaged file is no answer."""
    try:
        saved = json.loads(_answers_path(data).read_text(encoding="utf-8"))
        return list(saved["answered"]) if saved["day"] == today.isoformat() else []
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def remember_answered(data: Path, today: dt.date, keys: Iterable[str]) -> None:
    """Remember that statements were answered today."""
    path = _answers_path(data)
    path.parent.mkdir(exist_ok=True)
    saved = {"day": today.isoformat(), "answered": [*answered_today(data, today), *keys]}
    path.write_text(json.dumps(saved, ensure_ascii=False, indent=0), encoding="utf-8")


def recheck(
    *,
    minutes: int | None = None,
    platform: str | None = None,
    only: tuple[str, ...] = (),
    data: Path = DATA,
    ask: Callable[[str], str] = input,
    show: Callable[[str], object] = webbrowser.open,
    today: dt.date | None = None,
) -> int:
    """Go through reviews and queue with a person; return how many statements were read again."""
    day = today or dt.datetime.now().astimezone().date()
    sitting = Sitting(data, day, ask)
    statements = list(sitting.statements.values())
    chosen = choose_statements(
        statements, answered_today(data, day), platform, only, reviewing.reviewed_ids(sitting.catalog)
    )
    reviews = reviewing.choose_reviews(sitting.catalog, platform, only)
    first_reviews, minutes_left = reviewing.reviews_within(reviews, minutes)
    tasks = (
        tasks_within(in_order(sitting.catalog, chosen, day), minutes_left)
        if minutes_left != 0 or not first_reviews
        else []
    )
    reviewing.print_reviews(reviews, data, len(first_reviews))
    try:
        reviewing.go_through(sitting, first_reviews)
        for task in tasks:
            _go_through(sitting, task, show)
    except Quit:
        sys.stdout.write(f"\n{sitting.done} statements read again, the rest waits\n")
    else:
        sys.stdout.write(f"{sitting.done} statements read again, the queue is at its end or your time is\n")
    return sitting.done


def tasks_within(tasks: list[SourceTask], minutes: int | None) -> list[SourceTask]:
    """Return the first tasks for which there is time, the last of them perhaps in part; one statement at least."""
    if minutes is None:
        return tasks
    chosen: list[SourceTask] = []
    minutes_left = minutes
    for task in tasks:
        statement_count = (minutes_left - MINUTES_FOR_A_SOURCE) // MINUTES_FOR_A_STATEMENT
        if chosen and statement_count < 1:
            break
        chosen.append(replace(task, statements=task.statements[: max(statement_count, 1)]))
        minutes_left -= chosen[-1].minutes
    return chosen


def _go_through(sitting: Sitting, task: SourceTask, show: Callable[[str], object]) -> None:
    source = sitting.catalog.sources.get(task.source)
    if source is None:
        return  # an edit has taken it out, and with it every statement that relied on it
    sys.stdout.write(f"\n== {source.title}, of {source.content_date} ({source.kind})\n   {source.url}\n")
    if source.gone:
        sys.stdout.write(
            f"   gone since {source.gone}: cite another source; answer same only if the page is there again\n"
        )
    show(section(source.url, task.statements[0].at))
    read = False
    for statement in task.statements:
        current = sitting.statements.get(statement.key)
        if current is None:
            sys.stdout.write(f"\n   {statement.title}: your edit changed this evidence, left out\n")
            continue
        answer = _ask_about(sitting, current)
        if answer == "same":
            read = True
            _write_read(sitting, current)
            if source.gone:
                clear_gone(_file_of_source(sitting, source), source.id)
        elif answer == "changed":
            read = _take_in_edit(sitting, current) or read
        elif answer == "gone":
            _note_gone(sitting, current.source)
            return
    if read and source.id in sitting.catalog.sources:
        _offer_date(sitting, sitting.catalog.sources[source.id])


def section(url: str, at: str) -> str:
    """Return the address that makes a browser scroll to a section's heading, where the page has those words."""
    return url if "#" in url else f"{url}#:~:text={quote(at.split(';', maxsplit=1)[0].strip())}"


def api_check(surface: Surface, statement: Statement) -> list[str]:
    """Return a line for every API reference that goes with a statement: what is expected and what is found."""
    lines = []
    for reference in statement.refs:
        faults = [f"{found}; expected {expected}" for found, expected in reference_faults(surface, reference)]
        lines.append(
            f"{reference['ref']} {reference['expect']}, {surface.version_note(reference['ref'])}: {'; '.join(faults) or 'as stated'}"
        )
    return lines


def _ask_about(sitting: Sitting, statement: Statement) -> str:
    sys.stdout.write(
        f"\n   {statement.title}\n   section: {statement.at}\n   shows: {statement.shows}\n   {statement.file}:{statement.line}\n"
    )
    for line in api_check(sitting.catalog.surface, statement):
        sys.stdout.write(f"   api: {line}\n")
    return sitting.choice_of(ANSWERS)


def _write_read(sitting: Sitting, statement: Statement) -> None:
    """Write that a statement was read today."""
    day = sitting.day.isoformat()
    siblings = {"source": statement.source, "at": statement.at, "shows": statement.shows}
    set_scalar(_file_of(sitting, statement), statement.path, day, siblings)
    remember_answered(sitting.data, sitting.day, [statement.key])
    sitting.statements[statement.key] = replace(statement, read=day)
    sitting.done += 1


def _file_of(sitting: Sitting, statement: Statement) -> Path:
    return sitting.data / statement.file.split("/", 1)[1]


def _file_of_source(sitting: Sitting, source: m.Source) -> Path:
    return sitting.data / "sources" / f"{source.publisher.lower()}.yml"


def _note_gone(sitting: Sitting, source: str) -> None:
    """Note that a source is gone; nothing that relies on it is asked again today."""
    note_gone(_file_of_source(sitting, sitting.catalog.sources[source]), source, sitting.day)
    remember_answered(
        sitting.data, sitting.day, [key for key, statement in sitting.statements.items() if statement.source == source]
    )
    sitting.done += 1
    sys.stdout.write("   noted on the source, which comes first from tomorrow on: find a newer page and cite it\n")


def _take_in_edit(sitting: Sitting, statement: Statement) -> bool:
    """Wait for the edit, then write journal and reading date; a fault is shown and the edit awaited again.

    Returns whether it was read: without a reason nothing is written and the statement stays in the queue.
    """
    path = _file_of(sitting, statement)
    keys_before, bytes_before = set(sitting.statements), path.read_bytes()
    open_editor(path, statement.line)
    while True:
        why = sitting.answer_to(
            f"   edit {statement.file}:{statement.line}, save, then say what the vendor changed (empty: nothing): "
        )
        try:
            sitting.reload()
            if not why:
                sys.stdout.write("   nothing written down, it stays in the queue\n")
                return False
            if unrecorded(statement.record, sitting.catalog, sitting.data):
                count = add_entries("vendor", why, (statement.record,), sitting.data)
                sys.stdout.write(f"   {count} facts written into the journal\n")
            elif path.read_bytes() != bytes_before:
                sys.stdout.write("   no fact changed: the journal needs no entry\n")
            else:
                sys.stdout.write(f"   found no edit of {statement.file}; expected one, or no reason\n")
                continue
        except (BaseError, DataError, JournalError) as error:
            sys.stdout.write(f"   {error}\n")
            continue
        edited = _after_edit(statement, keys_before, sitting.statements)
        if edited is None:
            sys.stdout.write("   its evidence is another now: the day of reading there is the one that you wrote\n")
            sitting.done += 1
        else:
            _write_read(sitting, edited)
        return True


def _after_edit(statement: Statement, keys_before: set[str], statements: dict[str, Statement]) -> Statement | None:
    """Return a statement as it is after an edit, which may have changed its section or words; None when it is gone."""
    if statement.key in statements:
        return statements[statement.key]
    identity = (statement.record, statement.within, statement.source)
    candidates = [
        candidate
        for key, candidate in statements.items()
        if key not in keys_before and (candidate.record, candidate.within, candidate.source) == identity
    ]
    return candidates[0] if len(candidates) == 1 else None


def _offer_date(sitting: Sitting, source: m.Source) -> None:
    """Take the page's own date, if it has a newer one; a versioned source has the date of its version."""
    if source.version is not None:
        return
    oldest_reading = min(statement.read for statement in sitting.statements.values() if statement.source == source.id)
    for _ in range(DATE_TRIES):
        date = sitting.answer_to(f"   the page's own date (Enter keeps {source.content_date}): ")
        if date in {"", source.content_date}:
            return
        fault = date_fault(date, source.content_date, oldest_reading)
        if fault is None:
            set_content_date(_file_of_source(sitting, source), source.id, date)
            return
        sys.stdout.write(f"   {fault}\n")
    sys.stdout.write(f"   {source.content_date} stays\n")


def date_fault(date: str, old_date: str, oldest_reading: str) -> str | None:
    """Return what is wrong with a page's new date: no date, older than it was, or newer than its oldest reading."""
    try:
        TypeAdapter(m.PartialDate).validate_python(date)
    except ValidationError:
        return f"found {date!r}; expected a date such as {old_date}"
    if last_day(date) < first_day(old_date):
        return f"found {date}; expected {old_date} or newer: an older page is a source of its own"
    if date > oldest_reading:
        return (
            f"found {date}; expected {oldest_reading} at most, when a part of it was read last: read that again first"
        )
    return None
