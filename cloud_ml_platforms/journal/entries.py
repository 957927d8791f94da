"""The journal: every fact that changed has an entry that says what it was, what it is, and why.

Entries are added, a file for each, never changed. Those that the base does not have are followed from its facts on: each
must be true of what was before it, and together they must lead to the facts of today.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog.load import parse, read_catalog, yaml_paths
from cloud_ml_platforms.catalog.places import record_lines
from cloud_ml_platforms.catalog.yaml_files import DataError, Fault, parse_yaml
from cloud_ml_platforms.check.run import check_rules
from cloud_ml_platforms.compute.ages import first_day, last_day
from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.journal.base import Base, base_of, digest
from cloud_ml_platforms.journal.facts import facts, record_of
from cloud_ml_platforms.journal.neighbours import neighbour_lines
from cloud_ml_platforms.journal.waiting import CHANGES_NOTHING, reviews_missing_changes
from cloud_ml_platforms.model.known import nearest_hint
from cloud_ml_platforms.paths import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlFile

HINT = "an entry of the journal: make journal KIND=vendor WHY='...' (or correction, wording, new) writes it"
HINT_NEW = "an entry of the journal: make journal KIND=new WHY='...' writes it"
MOST_FACTS_NAMED = 5  # facts without an entry that are named one by one
FOLDER = "journal"
WITH_IDS = ("new", "shape")  # kinds of entries that name records, whose new facts they leave out
Problem = tuple[str, str]  # found, expected


class JournalError(UserError):
    """There is nothing to write down, or no way to write it."""


@dataclass
class Recorded:
    """Where the journal leads: the facts after its last entry, and the records it calls new, whose facts it leaves out."""

    facts: dict[str, str]
    new: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class UnrecordedChange:
    """A fact that is not as recorded: new (`was` is None), changed, or gone (`now` is None)."""

    fact: str
    was: str | None
    now: str | None


# Following the entries -------------------------------------------------------------------------------------------------


def replay(catalog: Catalog, base: Base) -> tuple[Recorded, list[tuple[m.Change, Problem]]]:
    """Follow the entries that the base does not have from its facts on; return where they lead, and what is wrong."""
    new_changes = [change for change in catalog.changes if change.id not in base.journal]
    addresses = {
        *facts(catalog),
        *base.facts,
        *(fact.fact for change in new_changes for fact in change.facts if fact.now is None),
    }
    recorded = Recorded(dict(base.facts))
    change_problems: list[tuple[m.Change, Problem]] = []
    for change in new_changes:
        problems = list(_id_problems(change, catalog, addresses, recorded))
        if not (change.ids or change.facts):
            problems.append(("an entry without ids and facts", "the facts that changed, or the ids of new records"))
        if change.kind in WITH_IDS:
            recorded.new |= records_named(catalog, change.ids)
        for fact in change.facts:
            problems += _fact_problems(fact, addresses, recorded)
            recorded.facts.pop(fact.fact, None)
            if fact.now is not None:
                recorded.facts[fact.fact] = fact.now
        change_problems += [(change, problem) for problem in problems]
    return recorded, change_problems


def _id_problems(change: m.Change, catalog: Catalog, addresses: set[str], recorded: Recorded) -> Iterator[Problem]:
    """Ids are of records that exist or existed, and something of them is new."""
    if not change.ids:
        return
    if change.kind not in WITH_IDS:
        yield f"ids in an entry of kind {change.kind}", f"facts; ids are for kind {' and '.join(WITH_IDS)}"
    ids = {*map(record_of, addresses), *catalog.capabilities, *catalog.questions, *catalog.terms}
    addresses_by_record: dict[str, list[str]] = {}
    for address in facts(catalog):
        addresses_by_record.setdefault(record_of(address), []).append(address)
    for name in change.ids:
        record_addresses = [
            address for record in records_named(catalog, (name,)) for address in addresses_by_record.get(record, ())
        ]
        if name not in ids:
            yield f"id {name!r}", f"the id of a record{nearest_hint(name, ids)}"
        elif record_addresses and all(address in recorded.facts for address in record_addresses):
            yield f"id {name!r}, of which nothing is new", "the ids of new records"


def _fact_problems(fact: m.FactChange, addresses: set[str], recorded: Recorded) -> Iterator[Problem]:
    """A fact exists or existed, and what it was is what the base or an entry said before."""
    was = recorded.facts.get(fact.fact)
    left_out = was is None and record_of(fact.fact) in recorded.new
    if fact.fact not in addresses:
        yield f"fact {fact.fact!r}", f"the address of a fact{nearest_hint(fact.fact, addresses)}"
    elif fact.was == fact.now:
        yield f"{fact.fact}: was and now the same", "a change"
    elif fact.was != was and not left_out:
        yield f"{fact.fact}: was {_short(fact.was)}", f"{_short(was)}, which it was" if was else "no was: it is new"


def records_named(catalog: Catalog, ids: Iterable[str]) -> set[str]:
    """Return the ids and, for a capability, those of its rows."""
    capabilities = [catalog.capabilities[name] for name in ids if name in catalog.capabilities]
    return {*ids, *(row.id for capability in capabilities for row in capability.rows)}


def differences(catalog: Catalog, recorded: Recorded) -> list[UnrecordedChange]:
    """Return every fact that differs from what the journal says."""
    facts_now = facts(catalog)
    changes = []
    for address in sorted({*facts_now, *recorded.facts}):
        was, now = recorded.facts.get(address), facts_now.get(address)
        left_out = was is None and record_of(address) in recorded.new
        if was != now and not left_out:
            changes.append(UnrecordedChange(address, was, now))
    return changes


# The check -------------------------------------------------------------------------------------------------------------


def check_journal(catalog: Catalog, files: dict[str, YamlFile], base: Base) -> list[Fault]:
    """Return a fault for every change without an entry, every entry that is not true, and entries that were rewritten."""
    lines = record_lines(files)
    rewritten = _rewritten_entries(catalog, lines, base)
    if rewritten:
        return rewritten
    recorded, change_problems = replay(catalog, base)
    faults = [
        *_entry_faults(lines, change_problems),
        *_source_faults(catalog, lines, base),
        *_review_faults(catalog, lines, base),
    ]
    return [*faults, *_unrecorded_faults(files, lines, differences(catalog, recorded))]


Lines = dict[str, tuple[str, int]]


def _unrecorded_faults(files: dict[str, YamlFile], lines: Lines, changes: list[UnrecordedChange]) -> Iterator[Fault]:
    """Yield a fault for every change without an entry; of many, one for each file."""
    hint = HINT_NEW if all(change.was is None for change in changes) else HINT
    by_file: dict[str, list[UnrecordedChange]] = {}
    for change in changes:
        by_file.setdefault(lines.get(record_of(change.fact), ("data", 1))[0], []).append(change)
    for name, file_changes in by_file.items():
        shown = file_changes if len(changes) <= MOST_FACTS_NAMED else file_changes[:1]
        for change in shown:
            line = _fact_line(files, name, lines.get(record_of(change.fact), ("data", 1))[1], change.fact)
            remainder = (
                f", and {len(file_changes) - 1} more facts without an entry" if len(file_changes) > len(shown) else ""
            )
            yield Fault(name, line, change.fact, f"{_difference_text(change)}{remainder}", hint)


def _rewritten_entries(catalog: Catalog, lines: Lines, base: Base) -> list[Fault]:
    """Return a fault for every entry of the base that is not there as it was."""
    digests = {change.id: digest(change) for change in catalog.changes}
    return [
        Fault(
            *lines.get(name, (f"data/{FOLDER}/{name}.yml", 1)),
            "",
            "a committed entry changed" if name in digests else "a committed entry removed",
            "the entry as committed: the journal only grows",
        )
        for name, entry_digest in base.journal.items()
        if digests.get(name) != entry_digest
    ]


def _entry_faults(lines: Lines, change_problems: list[tuple[m.Change, Problem]]) -> list[Fault]:
    return [Fault(*lines[change.id], "", found, expected) for change, (found, expected) in change_problems]


def _source_faults(catalog: Catalog, lines: Lines, base: Base) -> Iterator[Fault]:
    """Yield a fault for every source that has become older: a slip, or a script that ran wild."""
    for source in catalog.sources.values():
        was = base.sources.get(source.id)
        if was is not None and last_day(source.content_date) < first_day(was):
            found = f"content_date {source.content_date}, before {was}, which it was"
            expected = "the date that it had, or a newer one; an older page is a source of its own"
            yield Fault(*lines[source.id], source.id, found, expected)


def _review_faults(catalog: Catalog, lines: Lines, base: Base) -> Iterator[Fault]:
    """Yield a fault for every review that an entry of another branch comes before, which it did not see."""
    new_changes = [change for change in catalog.changes if change.id not in base.journal]
    for text, entry in reviews_missing_changes(catalog, base.reviewed, new_changes):
        before = max((change.id for change in catalog.changes if change.id < entry), default="an entry before it")
        found = f"a review that did not see {entry}, which comes before {base.reviewed[text]}"
        yield Fault(*lines[text], text, found, f"reviewed: journal: {before}, then make recheck")


def _fact_line(files: dict[str, YamlFile], name: str, line: int, address: str) -> int:
    """Return the line of the platform, pair or field that a fact speaks of, within its record."""
    file, (_, *words) = files.get(name), address.split()
    if file is None or not words:
        return line
    record_path = next(
        (path[:-1] for path, path_line in file.lines.items() if path_line == line and path and path[-1] == "id"), ()
    )
    candidates = [(*record_path, "platforms", words[0]), (*record_path, "pairs", words[0]), (*record_path, words[0])]
    return next((file.lines[candidate] for candidate in candidates if candidate in file.lines), line)


def _difference_text(change: UnrecordedChange) -> str:
    if change.was is None:
        return f"a new fact {_short(change.now)}"
    if change.now is None:
        return f"no fact any more, was {_short(change.was)}"
    return f"a changed fact {_short(change.now)}, was {_short(change.was)}"


def _short(text: str | None, most: int = 90) -> str:
    text = text or ""
    return repr(text if len(text) <= most else text[: most - 3] + "...")


# Writing entries -------------------------------------------------------------------------------------------------------


def add_entries(kind: str, why: str, only: tuple[str, ...] = (), data: Path = DATA) -> int:
    """Write one entry for all changes since the last commit, or those of the records `only`; return how many facts it has.

    What to read again beside them is printed.

    Raises DataError when the data or the journal has faults, BaseError or JournalError when there is nothing to compare
    with or to write, or the entry cannot be written; then nothing is.
    """
    catalog, files, faults = read_catalog(data, yaml_paths(data))
    faults = faults or check_rules(catalog, files)
    if faults:
        raise DataError(faults)
    base = base_of(data=data)
    if base is None:
        raise JournalError("found no commit to compare with; expected a clone with git")
    lines = record_lines(files)
    recorded, change_problems = replay(catalog, base)
    faults = _rewritten_entries(catalog, lines, base) or _entry_faults(lines, change_problems)
    if faults:
        raise DataError(faults)
    changes = differences(catalog, recorded)
    chosen = [change for change in changes if not only or record_of(change.fact) in only]
    _check_only(only, changes)
    if not chosen:
        raise JournalError("data/: found no fact that changed; expected a change to write down")
    write_entry(new_entry(kind, why, chosen, catalog, recorded), data)
    for change in changes:
        if change not in chosen:
            sys.stderr.write(f"not yet in the journal: {change.fact}\n")
    if kind not in CHANGES_NOTHING:
        for line in neighbour_lines(catalog, files, [change.fact for change in chosen], data.parent / "docs"):
            sys.stderr.write(f"{line}\n")
    return len(chosen)


def unrecorded(record: str, catalog: Catalog, data: Path = DATA) -> bool:
    """Return whether a record says something that neither the last commit nor the journal does."""
    base = base_of(data=data)
    if base is None:
        return True
    recorded, _ = replay(catalog, base)
    return any(record_of(change.fact) == record for change in differences(catalog, recorded))


def _check_only(only: tuple[str, ...], changes: list[UnrecordedChange]) -> None:
    changed = {record_of(change.fact) for change in changes}
    for name in only:
        if name not in changed:
            expected = ", ".join(sorted(changed)[:10]) or "a change to write down"
            raise JournalError(f"{name}: found no fact that changed; expected {expected}")


EXPECTED_BY_FIELD = {
    "kind": "vendor, correction, wording, new or shape",
    "why": "the reason, one line of at most 600 characters",
}


def new_entry(kind: str, why: str, changes: list[UnrecordedChange], catalog: Catalog, recorded: Recorded) -> m.Change:
    """Return one entry: new records by id when the kind is new, else what each fact said and says."""
    recorded_ids = {record_of(address) for address in recorded.facts}
    records = dict.fromkeys(record_of(change.fact) for change in changes) if kind == "new" else {}
    new_ids = [record for record in records if record not in recorded_ids]
    value: dict[str, Any] = {
        "id": f"{_moment(catalog)}-{record_of(changes[0].fact)}",
        "kind": kind,
        "why": why.strip(),
        "ids": tuple(fold_into_capabilities(catalog, new_ids)),
        "facts": tuple(
            {"fact": change.fact, "was": change.was, "now": change.now}
            for change in changes
            if record_of(change.fact) not in new_ids
        ),
    }
    try:
        return m.Change(**value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0])
        raise JournalError(
            f"{name}: found {_short(str(first['input']))}; expected {EXPECTED_BY_FIELD.get(name, first['msg'])}"
        ) from error


def _moment(catalog: Catalog) -> str:
    """Return day and time in UTC, as an id begins with; after the last entry, however fast one follows the other."""
    now = f"{dt.datetime.now(dt.UTC):%Y-%m-%d-%H%M%S}"
    last = catalog.changes[-1].id[: len(now)] if catalog.changes else ""
    return now if now > last else f"{last[:-6]}{int(last[-6:]) + 1:06}"


def write_entry(change: m.Change, data: Path) -> None:
    """Write an entry into its file; raise JournalError when it would not read as that, or the file is there."""
    path = data / FOLDER / f"{change.id}.yml"
    text = entry_yaml(change)
    file = parse_yaml(text.encode(), path.name)
    if file.faults or parse(m.Change, file)[0] != change:
        raise JournalError(f"{path.name}: found words that YAML does not keep; expected others")
    path.parent.mkdir(exist_ok=True)
    with path.open("x", encoding="utf-8") as entry_file:
        entry_file.write(text)


WRAPPING: dict[str, Any] = {"subsequent_indent": "   ", "break_long_words": False, "break_on_hyphens": False}
SCHEMA_LINE = "# yaml-language-server: $schema=../schemas/journal.schema.json"


def entry_yaml(change: m.Change) -> str:
    lines = [SCHEMA_LINE, f"id: {change.id}", f"kind: {change.kind}", f"why: {_quoted(change.why)}"]
    if change.ids:
        lines.append("ids:")
        lines += textwrap.wrap(f"[{', '.join(change.ids)}]", 116, initial_indent="  ", **WRAPPING)
    if change.facts:
        lines.append("facts:")
    for fact in change.facts:
        lines.append(f"  - fact: {fact.fact}")
        recorded = {"was": fact.was, "now": fact.now}
        lines += [f"    {key}: {_quoted(text)}" for key, text in recorded.items() if text is not None]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def fold_into_capabilities(catalog: Catalog, new_ids: Iterable[str]) -> list[str]:
    """Return the ids with those of a capability whose rows are all new replaced by the capability's."""
    remaining = dict.fromkeys(new_ids)
    ids = []
    for capability in catalog.capabilities.values():
        rows = [row.id for row in capability.rows]
        if all(row in remaining for row in rows):
            ids.append(capability.id)
            for row in rows:
                del remaining[row]
    return [*ids, *remaining]
