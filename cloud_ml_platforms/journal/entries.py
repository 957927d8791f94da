"""The journal: every fact that changed has an entry that says what it was, what it is, and why.

Entries are added, never changed. Those that a commit does not have yet are followed from the facts of that commit on:
each must be true of what was before it, and together they must lead to the facts of today.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import textwrap
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog.load import parse, read_catalog
from cloud_ml_platforms.catalog.places import record_lines
from cloud_ml_platforms.catalog.yaml_files import DataError, Fault, parse_yaml
from cloud_ml_platforms.check.run import check_rules
from cloud_ml_platforms.compute.ages import first_day, last_day
from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.journal.facts import facts, record_of
from cloud_ml_platforms.journal.snapshot import (
    Base,
    Snapshot,
    base_of,
    digest,
    read_snapshot,
    snapshot_of,
    write_snapshot,
)
from cloud_ml_platforms.model.known import nearest_hint
from cloud_ml_platforms.paths import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlFile

HINT = "an entry in data/journal.yml: make journal KIND=vendor WHY='...' (or correction, wording, new) writes it"
Problem = tuple[str, str]  # found, expected


class JournalError(UserError):
    """There is nothing to write down, or no way to write it."""


@dataclass
class Told:
    """Where the journal leads: the facts after its last entry, and the records it calls new, whose facts it leaves out."""

    facts: dict[str, str]
    new: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Difference:
    """A fact that is not as told: new (`was` is None), changed, or gone (`now` is None)."""

    fact: str
    was: str | None
    now: str | None


# Following the entries -------------------------------------------------------------------------------------------------


def replay(catalog: Catalog, snapshot: Snapshot) -> tuple[Told, list[tuple[int, Problem]]]:
    """Follow the entries after the snapshot from its facts on; return where they lead, and what is wrong by entry."""
    now = facts(catalog)
    later = catalog.changes[snapshot.entries :]
    known = {*now, *snapshot.facts, *(fact.fact for change in later for fact in change.facts if fact.now is None)}
    told = Told(dict(snapshot.facts))
    wrong: list[tuple[int, Problem]] = []
    for index, change in enumerate(later, snapshot.entries):
        problems = [*_of_the_entry(change, catalog.changes[:index]), *_of_ids(change, catalog, known, told)]
        if change.kind == "new":
            told.new |= records_named(catalog, change.ids)
        for fact in change.facts:
            problems += _of_fact(fact, known, told)
            told.facts.pop(fact.fact, None)
            if fact.now is not None:
                told.facts[fact.fact] = fact.now
        wrong += [(index, problem) for problem in problems]
    return told, wrong


def _of_the_entry(change: m.Change, before: tuple[m.Change, ...]) -> Iterator[Problem]:
    if before and change.date < before[-1].date:
        yield f"{change.date}, before {before[-1].date} of the entry above it", "dates that never fall"
    if not (change.ids or change.facts):
        yield "an entry without ids and facts", "the facts that changed, or the ids of new records"


def _of_ids(change: m.Change, catalog: Catalog, known: set[str], told: Told) -> Iterator[Problem]:
    """Ids are of records that exist or existed, and something of them is new."""
    if not change.ids:
        return
    if change.kind != "new":
        yield f"ids in an entry of kind {change.kind}", "facts; ids are for kind new"
    names = {*map(record_of, known), *catalog.capabilities, *catalog.questions, *catalog.terms}
    by_record: dict[str, list[str]] = {}
    for address in facts(catalog):
        by_record.setdefault(record_of(address), []).append(address)
    for name in change.ids:
        own = [address for record in records_named(catalog, (name,)) for address in by_record.get(record, ())]
        if name not in names:
            yield f"id {name!r}", f"the id of a record{nearest_hint(name, names)}"
        elif own and all(address in told.facts for address in own):
            yield f"id {name!r}, of which nothing is new", "the ids of new records"


def _of_fact(fact: m.FactChange, known: set[str], told: Told) -> Iterator[Problem]:
    """A fact exists or existed, and what it was is what the journal or the snapshot said before."""
    was = told.facts.get(fact.fact)
    left_out = was is None and record_of(fact.fact) in told.new
    if fact.fact not in known:
        yield f"fact {fact.fact!r}", f"the address of a fact{nearest_hint(fact.fact, known)}"
    elif fact.was == fact.now:
        yield f"{fact.fact}: was and now the same", "a change"
    elif fact.was != was and not left_out:
        yield f"{fact.fact}: was {_short(fact.was)}", f"{_short(was)}, which it was" if was else "no was: it is new"


def records_named(catalog: Catalog, ids: Iterable[str]) -> set[str]:
    """Return the ids and, for a capability, those of its rows."""
    capabilities = [catalog.capabilities[name] for name in ids if name in catalog.capabilities]
    return {*ids, *(row.id for capability in capabilities for row in capability.rows)}


def differences(catalog: Catalog, told: Told) -> list[Difference]:
    """Return every fact that differs from what the journal says."""
    now = facts(catalog)
    out = []
    for address in sorted({*now, *told.facts}):
        was, text = told.facts.get(address), now.get(address)
        left_out = was is None and record_of(address) in told.new
        if was != text and not left_out:
            out.append(Difference(address, was, text))
    return out


# The check -------------------------------------------------------------------------------------------------------------


def journal_faults(data: Path = DATA, base: Base | None = None) -> list[Fault]:
    """Read the data and return what `check_journal` finds, or the faults that stop it from being read."""
    catalog, files, faults = read_catalog(data, sorted(data.rglob("*.yml")))
    return faults or check_journal(catalog, files, data, base)


def check_journal(
    catalog: Catalog, files: dict[str, YamlFile], data: Path = DATA, base: Base | None = None
) -> list[Fault]:
    """Return a fault for every change without an entry, every entry that is not true, and entries that were rewritten.

    `base`: what a commit has; without it the data is compared with the snapshot on disk.
    """
    try:
        kept = read_snapshot(data)
    except DataError as error:
        return error.faults
    base = base or Base(kept)
    lines = record_lines(files)
    rewritten = first_rewritten(base, catalog.changes)
    if rewritten is not None:
        return [_rewritten(lines, rewritten)]
    told, wrong = replay(catalog, base.snapshot)
    faults = [*_entry_faults(lines, wrong), *_source_faults(catalog, lines, base.snapshot)]
    for item in differences(catalog, told):
        name, line = lines.get(record_of(item.fact), ("data/snapshot.json", 1))
        faults.append(Fault(name, _line(files, name, line, item.fact), item.fact, _what(item), HINT))
    if not faults and _without_sources(kept) != _without_sources(snapshot_of(catalog)):
        found = "other facts or entries than those of today, which the journal accounts for"
        faults.append(Fault("data/snapshot.json", 1, "", found, "the snapshot of today: make journal writes it"))
    return faults


Lines = dict[str, tuple[str, int]]


def _rewritten(lines: Lines, index: int) -> Fault:
    place = lines.get(f"changes {index}", ("data/journal.yml", 1))
    found, expected = "a committed entry changed or removed", "the entries as committed: the journal only grows"
    return Fault(*place, "", found, expected)


def _entry_faults(lines: Lines, wrong: list[tuple[int, Problem]]) -> list[Fault]:
    return [Fault(*lines[f"changes {index}"], "", found, expected) for index, (found, expected) in wrong]


def first_rewritten(base: Base, changes: tuple[m.Change, ...]) -> int | None:
    """Return the index of the first committed entry that is not there as it was; -1 when only the digest shows it."""
    if base.changes is None:
        return None if digest(changes[: base.snapshot.entries]) == base.snapshot.digest else -1
    return next((i for i, change in enumerate(base.changes) if changes[i : i + 1] != (change,)), None)


def _source_faults(catalog: Catalog, lines: Lines, snapshot: Snapshot) -> Iterator[Fault]:
    """Yield a fault for every source that has become older: a slip, or a script that ran wild."""
    for source in catalog.sources.values():
        was = snapshot.sources.get(source.id)
        if was is not None and last_day(source.content_date) < first_day(was):
            found = f"content_date {source.content_date}, before {was}, which it was"
            expected = "the date that it had, or a newer one; an older page is a source of its own"
            yield Fault(*lines[source.id], source.id, found, expected)


def _without_sources(snapshot: Snapshot) -> dict[str, Any]:
    """Leave out the dates of sources: they move with every reading, and need no entry."""
    return snapshot.model_dump(exclude={"sources"})


def _line(files: dict[str, YamlFile], name: str, line: int, address: str) -> int:
    """Return the line of the platform, pair or field that a fact speaks of, within its record."""
    file, (_, *rest) = files.get(name), address.split()
    if file is None or not rest:
        return line
    home = next((path[:-1] for path, at in file.lines.items() if at == line and path and path[-1] == "id"), ())
    places = [(*home, "platforms", rest[0]), (*home, "pairs", rest[0]), (*home, rest[0])]
    return next((file.lines[place] for place in places if place in file.lines), line)


def _what(item: Difference) -> str:
    if item.was is None:
        return f"a new fact {_short(item.now)}"
    if item.now is None:
        return f"no fact any more, was {_short(item.was)}"
    return f"a changed fact {_short(item.now)}, was {_short(item.was)}"


def _short(text: str | None, most: int = 90) -> str:
    text = text or ""
    return repr(text if len(text) <= most else text[: most - 3] + "...")


# Writing entries -------------------------------------------------------------------------------------------------------


def add_entries(kind: str, why: str, only: tuple[str, ...] = (), data: Path = DATA) -> int:
    """Append one entry for all changes (or those of the records `only`), then write the snapshot.

    Returns how many facts were written down. The snapshot waits until every change is told. Raises DataError when the
    data or the journal has faults, JournalError when there is nothing to write or the entry cannot be written; then
    nothing is.
    """
    catalog, files, faults = read_catalog(data, sorted(data.rglob("*.yml")))
    faults = faults or check_rules(catalog, files)
    if faults:
        raise DataError(faults)
    base = base_of("HEAD", data) or Base(read_snapshot(data))
    lines = record_lines(files)
    rewritten = first_rewritten(base, catalog.changes)
    told, wrong = replay(catalog, base.snapshot)
    if rewritten is not None or wrong:
        raise DataError([_rewritten(lines, rewritten)] if rewritten is not None else _entry_faults(lines, wrong))
    found = differences(catalog, told)
    chosen = [item for item in found if not only or record_of(item.fact) in only]
    _check_only(only, found)
    if chosen:
        change = new_entry(kind, why, chosen, catalog, told)
        catalog = replace(catalog, changes=append(change, catalog.changes, data))
    elif _is_fresh(catalog, data):
        raise JournalError("data/: found no fact that changed; expected a change to write down")
    for item in found:
        if item not in chosen:
            sys.stderr.write(f"not yet in the journal: {item.fact}\n")
    if chosen == found:
        write_snapshot(catalog, data)
    return len(chosen)


def _check_only(only: tuple[str, ...], found: list[Difference]) -> None:
    changed = {record_of(item.fact) for item in found}
    for name in only:
        if name not in changed:
            expected = ", ".join(sorted(changed)[:10]) or "a change to write down"
            raise JournalError(f"{name}: found no fact that changed; expected {expected}")


def _is_fresh(catalog: Catalog, data: Path) -> bool:
    """Return whether the snapshot on disk is that of the catalog."""
    try:
        return _without_sources(read_snapshot(data)) == _without_sources(snapshot_of(catalog))
    except DataError:
        return False


EXPECTED = {"kind": "vendor, correction, wording or new", "why": "the reason, one line of at most 600 characters"}


def new_entry(kind: str, why: str, found: list[Difference], catalog: Catalog, told: Told) -> m.Change:
    """Return one entry: new records by id when the kind is new, else what each fact said and says."""
    known = {record_of(address) for address in told.facts}
    records = dict.fromkeys(record_of(item.fact) for item in found) if kind == "new" else {}
    new = [record for record in records if record not in known]
    today = dt.datetime.now().astimezone().date().isoformat()
    value: dict[str, Any] = {
        "date": max([today, *(change.date for change in catalog.changes)]),  # others' day may have begun before ours
        "kind": kind,
        "why": why.strip(),
        "ids": tuple(fold_into_capabilities(catalog, new)),
        "facts": tuple(
            {"fact": item.fact, "was": item.was, "now": item.now} for item in found if record_of(item.fact) not in new
        ),
    }
    try:
        return m.Change(**value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0])
        raise JournalError(
            f"{name}: found {_short(str(first['input']))}; expected {EXPECTED.get(name, first['msg'])}"
        ) from error


def append(change: m.Change, changes: tuple[m.Change, ...], data: Path) -> tuple[m.Change, ...]:
    """Write the journal with one more entry and return its entries; raise JournalError when it would not read as that."""
    path = data / "journal.yml"
    text = f"{path.read_text(encoding='utf-8').rstrip()}\n\n{entry_yaml(change)}"
    file = parse_yaml(text.encode(), "data/journal.yml")
    value = parse(m.JournalFile, file)[0] if not file.faults else None
    if value is None or value.changes != (*changes, change):
        raise JournalError(
            "data/journal.yml: found no way to add the entry so that it reads as written; expected a file that ends with its list"
        )
    path.write_text(text, encoding="utf-8")
    return value.changes


FILL: dict[str, Any] = {"subsequent_indent": "       ", "break_long_words": False, "break_on_hyphens": False}


def entry_yaml(change: m.Change) -> str:
    lines = [f"  - date: {change.date}", f"    kind: {change.kind}", f"    why: {_quoted(change.why)}"]
    if change.ids:
        lines.append("    ids:")
        lines += textwrap.wrap(f"[{', '.join(change.ids)}]", 116, initial_indent="      ", **FILL)
    if change.facts:
        lines.append("    facts:")
    for fact in change.facts:
        lines.append(f"      - fact: {fact.fact}")
        told = {"was": fact.was, "now": fact.now}
        lines += [f"        {key}: {_quoted(text)}" for key, text in told.items() if text is not None]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def fold_into_capabilities(catalog: Catalog, new: Iterable[str]) -> list[str]:
    """Return the ids with those of a capability whose rows are all new replaced by the capability's."""
    left = dict.fromkeys(new)
    out = []
    for capability in catalog.capabilities.values():
        rows = [row.id for row in capability.rows]
        if all(row in left for row in rows):
            out.append(capability.id)
            for row in rows:
                del left[row]
    return [*out, *left]
