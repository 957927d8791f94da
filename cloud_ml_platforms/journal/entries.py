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
from cloud_ml_platforms.journal.waiting import CHANGES_NOTHING, overtaken
from cloud_ml_platforms.model.known import nearest_hint
from cloud_ml_platforms.paths import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlFile

HINT = "an entry of the journal: make journal KIND=vendor WHY='...' (or correction, wording, new) writes it"
HINT_NEW = "an entry of the journal: make journal KIND=new WHY='...' writes it"
FEW = 5  # facts without an entry that are named one by one
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
class UntoldChange:
    """A fact that is not as recorded: new (`was` is None), changed, or gone (`now` is None)."""

    fact: str
    was: str | None
    now: str | None


# Following the entries -------------------------------------------------------------------------------------------------


def replay(catalog: Catalog, base: Base) -> tuple[Recorded, list[tuple[m.Change, Problem]]]:
    """Follow the entries that the base does not have from its facts on; return where they lead, and what is wrong."""
    later = [change for change in catalog.changes if change.id not in base.journal]
    known = {
        *facts(catalog),
        *base.facts,
        *(fact.fact for change in later for fact in change.facts if fact.now is None),
    }
    recorded = Recorded(dict(base.facts))
    wrong: list[tuple[m.Change, Problem]] = []
    for change in later:
        problems = list(_of_ids(change, catalog, known, recorded))
        if not (change.ids or change.facts):
            problems.append(("an entry without ids and facts", "the facts that changed, or the ids of new records"))
        if change.kind in WITH_IDS:
            recorded.new |= records_named(catalog, change.ids)
        for fact in change.facts:
            problems += _of_fact(fact, known, recorded)
            recorded.facts.pop(fact.fact, None)
            if fact.now is not None:
                recorded.facts[fact.fact] = fact.now
        wrong += [(change, problem) for problem in problems]
    return recorded, wrong


def _of_ids(change: m.Change, catalog: Catalog, known: set[str], recorded: Recorded) -> Iterator[Problem]:
    """Ids are of records that exist or existed, and something of them is new."""
    if not change.ids:
        return
    if change.kind not in WITH_IDS:
        yield f"ids in an entry of kind {change.kind}", f"facts; ids are for kind {' and '.join(WITH_IDS)}"
    names = {*map(record_of, known), *catalog.capabilities, *catalog.questions, *catalog.terms}
    by_record: dict[str, list[str]] = {}
    for address in facts(catalog):
        by_record.setdefault(record_of(address), []).append(address)
    for name in change.ids:
        own = [address for record in records_named(catalog, (name,)) for address in by_record.get(record, ())]
        if name not in names:
            yield f"id {name!r}", f"the id of a record{nearest_hint(name, names)}"
        elif own and all(address in recorded.facts for address in own):
            yield f"id {name!r}, of which nothing is new", "the ids of new records"


def _of_fact(fact: m.FactChange, known: set[str], recorded: Recorded) -> Iterator[Problem]:
    """A fact exists or existed, and what it was is what the base or an entry said before."""
    was = recorded.facts.get(fact.fact)
    left_out = was is None and record_of(fact.fact) in recorded.new
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


def differences(catalog: Catalog, recorded: Recorded) -> list[UntoldChange]:
    """Return every fact that differs from what the journal says."""
    now = facts(catalog)
    out = []
    for address in sorted({*now, *recorded.facts}):
        was, text = recorded.facts.get(address), now.get(address)
        left_out = was is None and record_of(address) in recorded.new
        if was != text and not left_out:
            out.append(UntoldChange(address, was, text))
    return out


# The check -------------------------------------------------------------------------------------------------------------


def check_journal(catalog: Catalog, files: dict[str, YamlFile], base: Base) -> list[Fault]:
    """Return a fault for every change without an entry, every entry that is not true, and entries that were rewritten."""
    lines = record_lines(files)
    rewritten = _rewritten(catalog, lines, base)
    if rewritten:
        return rewritten
    recorded, wrong = replay(catalog, base)
    faults = [
        *_entry_faults(lines, wrong),
        *_source_faults(catalog, lines, base),
        *_review_faults(catalog, lines, base),
    ]
    return [*faults, *_untold_faults(files, lines, differences(catalog, recorded))]


Lines = dict[str, tuple[str, int]]


def _untold_faults(files: dict[str, YamlFile], lines: Lines, untold: list[UntoldChange]) -> Iterator[Fault]:
    """Yield a fault for every change without an entry; of many, one for each file."""
    hint = HINT_NEW if all(item.was is None for item in untold) else HINT
    by_file: dict[str, list[UntoldChange]] = {}
    for item in untold:
        by_file.setdefault(lines.get(record_of(item.fact), ("data", 1))[0], []).append(item)
    for name, items in by_file.items():
        shown = items if len(untold) <= FEW else items[:1]
        for item in shown:
            line = _line(files, name, lines.get(record_of(item.fact), ("data", 1))[1], item.fact)
            rest = f", and {len(items) - 1} more facts without an entry" if len(items) > len(shown) else ""
            yield Fault(name, line, item.fact, f"{_what(item)}{rest}", hint)


def _rewritten(catalog: Catalog, lines: Lines, base: Base) -> list[Fault]:
    """Return a fault for every entry of the base that is not there as it was."""
    now = {change.id: digest(change) for change in catalog.changes}
    return [
        Fault(
            *lines.get(name, (f"data/{FOLDER}/{name}.yml", 1)),
            "",
            "a committed entry changed" if name in now else "a committed entry removed",
            "the entry as committed: the journal only grows",
        )
        for name, words in base.journal.items()
        if now.get(name) != words
    ]


def _entry_faults(lines: Lines, wrong: list[tuple[m.Change, Problem]]) -> list[Fault]:
    return [Fault(*lines[change.id], "", found, expected) for change, (found, expected) in wrong]


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
    later = [change for change in catalog.changes if change.id not in base.journal]
    for text, entry in overtaken(catalog, base.reviewed, later):
        before = max((change.id for change in catalog.changes if change.id < entry), default="an entry before it")
        found = f"a review that did not see {entry}, which comes before {base.reviewed[text]}"
        yield Fault(*lines[text], text, found, f"reviewed: journal: {before}, then make recheck")


def _line(files: dict[str, YamlFile], name: str, line: int, address: str) -> int:
    """Return the line of the platform, pair or field that a fact speaks of, within its record."""
    file, (_, *rest) = files.get(name), address.split()
    if file is None or not rest:
        return line
    home = next((path[:-1] for path, at in file.lines.items() if at == line and path and path[-1] == "id"), ())
    places = [(*home, "platforms", rest[0]), (*home, "pairs", rest[0]), (*home, rest[0])]
    return next((file.lines[place] for place in places if place in file.lines), line)


def _what(item: UntoldChange) -> str:
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
    recorded, wrong = replay(catalog, base)
    faults = _rewritten(catalog, lines, base) or _entry_faults(lines, wrong)
    if faults:
        raise DataError(faults)
    found = differences(catalog, recorded)
    chosen = [item for item in found if not only or record_of(item.fact) in only]
    _check_only(only, found)
    if not chosen:
        raise JournalError("data/: found no fact that changed; expected a change to write down")
    write_entry(new_entry(kind, why, chosen, catalog, recorded), data)
    for item in found:
        if item not in chosen:
            sys.stderr.write(f"not yet in the journal: {item.fact}\n")
    if kind not in CHANGES_NOTHING:
        for line in neighbour_lines(catalog, files, [item.fact for item in chosen], data.parent / "docs"):
            sys.stderr.write(f"{line}\n")
    return len(chosen)


def unrecorded(record: str, catalog: Catalog, data: Path = DATA) -> bool:
    """Return whether a record says something that neither the last commit nor the journal does."""
    base = base_of(data=data)
    if base is None:
        return True
    recorded, _ = replay(catalog, base)
    return any(record_of(item.fact) == record for item in differences(catalog, recorded))


def _check_only(only: tuple[str, ...], found: list[UntoldChange]) -> None:
    changed = {record_of(item.fact) for item in found}
    for name in only:
        if name not in changed:
            expected = ", ".join(sorted(changed)[:10]) or "a change to write down"
            raise JournalError(f"{name}: found no fact that changed; expected {expected}")


EXPECTED = {"kind": "vendor, correction, wording or new", "why": "the reason, one line of at most 600 characters"}


def new_entry(kind: str, why: str, found: list[UntoldChange], catalog: Catalog, recorded: Recorded) -> m.Change:
    """Return one entry: new records by id when the kind is new, else what each fact said and says."""
    known = {record_of(address) for address in recorded.facts}
    records = dict.fromkeys(record_of(item.fact) for item in found) if kind == "new" else {}
    new = [record for record in records if record not in known]
    value: dict[str, Any] = {
        "id": f"{_moment(catalog)}-{record_of(found[0].fact)}",
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
    with path.open("x", encoding="utf-8") as new:
        new.write(text)


FILL: dict[str, Any] = {"subsequent_indent": "   ", "break_long_words": False, "break_on_hyphens": False}
HEAD = "# yaml-language-server: $schema=../schemas/journal.schema.json"


def entry_yaml(change: m.Change) -> str:
    lines = [HEAD, f"id: {change.id}", f"kind: {change.kind}", f"why: {_quoted(change.why)}"]
    if change.ids:
        lines.append("ids:")
        lines += textwrap.wrap(f"[{', '.join(change.ids)}]", 116, initial_indent="  ", **FILL)
    if change.facts:
        lines.append("facts:")
    for fact in change.facts:
        lines.append(f"  - fact: {fact.fact}")
        recorded = {"was": fact.was, "now": fact.now}
        lines += [f"    {key}: {_quoted(text)}" for key, text in recorded.items() if text is not None]
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
