"""The journal: every fact that changed since the last snapshot has an entry that says what it was, what it is, and why.

`data/snapshot.json` holds every fact as it was when the journal was last written, one a line, and how many entries
the journal had then, with their digest: entries are added, never changed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from macros.catalog import DATA, Catalog, load_catalog, read_catalog
from macros.facts import facts, record_of
from macros.freshness import last_day
from macros.rules import record_lines
from macros.yaml_files import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from macros import models as m
    from macros.yaml_files import YamlFile

HINT = 'an entry in data/journal.yml: make journal KIND=vendor WHY="..." (or correction, wording, new) writes it'


class JournalError(Exception):
    """The snapshot or the journal is not what it should be."""


@dataclass(frozen=True)
class Snapshot:
    """The facts as the journal last accounted for them, and the journal's entries of that day."""

    entries: int = 0
    digest: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)


def read_snapshot(data: Path = DATA) -> Snapshot:
    """Read `snapshot.json`; raise JournalError when it is missing or damaged."""
    path = data / "snapshot.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Snapshot(raw["entries"], raw["digest"], raw["facts"], raw["sources"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"data/snapshot.json: found {error!r}; expected the facts as last committed (git checkout data/snapshot.json)"
        raise JournalError(msg) from error


def write_snapshot(catalog: Catalog, data: Path = DATA) -> None:
    """Write the snapshot of the catalog: one fact a line, sorted."""
    now = facts(catalog)
    value = {
        "entries": len(catalog.changes),
        "digest": digest(catalog.changes),
        "facts": dict(sorted(now.items())),
        "sources": {source.id: source.content_date for source in sorted(catalog.sources.values(), key=lambda s: s.id)},
    }
    text = json.dumps(value, ensure_ascii=False, indent=0)
    (data / "snapshot.json").write_text(text + "\n", encoding="utf-8")


def digest(changes: tuple[m.Change, ...]) -> str:
    """Return a digest of journal entries, by what they say."""
    text = "\n".join(change.model_dump_json() for change in changes)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Difference:
    """A fact that is not what the snapshot says: new (`was` is None), changed, or gone (`now` is None)."""

    fact: str
    was: str | None
    now: str | None


def differences(catalog: Catalog, snapshot: Snapshot) -> list[Difference]:
    """Return every fact that differs from the snapshot and that no newer journal entry accounts for."""
    now = facts(catalog)
    later = catalog.changes[snapshot.entries :]
    told = {(fact.fact, fact.now) for change in later for fact in change.facts}
    new_records = {name for change in later if change.kind == "new" for name in change.ids}
    new_records |= {
        row.id for name in new_records if name in catalog.capabilities for row in catalog.capabilities[name].rows
    }
    out = []
    for address in sorted({*now, *snapshot.facts}):
        was, text = snapshot.facts.get(address), now.get(address)
        accounted = (address, text) in told or (was is None and record_of(address) in new_records)
        if was != text and not accounted:
            out.append(Difference(address, was, text))
    return out


def journal_faults(data: Path = DATA) -> list[Fault]:
    """Return a fault for every change without an entry, and for entries that were changed after they were committed."""
    catalog, files, faults = read_catalog(data, sorted(data.rglob("*.yml")))
    if faults:
        return faults
    try:
        snapshot = read_snapshot(data)
    except JournalError as error:
        return [Fault("data/snapshot.json", 1, "", str(error), "the facts as last committed")]
    out = []
    if digest(catalog.changes[: snapshot.entries]) != snapshot.digest:
        found = f"the first {snapshot.entries} entries changed or removed"
        out.append(
            Fault("data/journal.yml", 1, "", found, "the entries as they were committed: the journal only grows")
        )
    lines = record_lines(files)
    for source, was, now in dates_gone_back(catalog, snapshot):
        name, line = lines[source]
        found = f"content_date {now}, before {was}, which it was"
        out.append(
            Fault(
                name, line, source, found, "the date that it had, or a newer one; an older page is a source of its own"
            )
        )
    for item in differences(catalog, snapshot):
        name, line = lines.get(record_of(item.fact), ("data/snapshot.json", 1))
        out.append(Fault(name, _line(files, name, line, item.fact), item.fact, _what(item), HINT))
    return out


def dates_gone_back(catalog: Catalog, snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    """Yield (source, date it had, date it has) where a source has become older: a slip, or a script that ran wild."""
    for source in catalog.sources.values():
        was = snapshot.sources.get(source.id)
        if was is not None and last_day(source.content_date) < last_day(was):
            yield source.id, was, source.content_date


def _line(files: dict[str, YamlFile], name: str, line: int, address: str) -> int:
    """Return the line of the platform that a fact speaks of, within its record."""
    parts = address.split()
    file = files.get(name)
    if file is None or len(parts) == 1:
        return line
    home = next((path[:-1] for path, at in file.lines.items() if at == line and path and path[-1] == "id"), ())
    return file.line((*home, "platforms", parts[1]))


def _what(item: Difference) -> str:
    if item.was is None:
        return f"a new fact {_short(item.now)}"
    if item.now is None:
        return f"no fact any more, was {_short(item.was)}"
    return f"a changed fact {_short(item.now)}, was {_short(item.was)}"


def _short(text: str | None, most: int = 90) -> str:
    text = text or ""
    return repr(text if len(text) <= most else text[: most - 3] + "...")


def add_entries(kind: str, why: str, only: tuple[str, ...] = (), data: Path = DATA) -> int:
    """Append one entry for all changes (or those of the records `only`), then write the snapshot.

    Raises JournalError when there is nothing to say or something would be left unsaid.
    """
    catalog = load_catalog(data)
    snapshot = read_snapshot(data)
    if digest(catalog.changes[: snapshot.entries]) != snapshot.digest:
        msg = "data/journal.yml: found committed entries that changed; expected the journal to grow only"
        raise JournalError(msg)
    found = differences(catalog, snapshot)
    chosen = [item for item in found if not only or record_of(item.fact) in only]
    if chosen:
        with (data / "journal.yml").open("a", encoding="utf-8") as file:
            file.write(entry(kind, why, chosen, catalog, snapshot))
    elif not catalog.changes[snapshot.entries :]:
        msg = "data/: found no fact that changed; expected a change to write down"
        raise JournalError(msg)
    left = [item for item in found if item not in chosen]
    for item in left:
        sys.stderr.write(f"not yet in the journal: {item.fact}\n")
    if not left:
        write_snapshot(load_catalog(data), data)
    return len(chosen)


def entry(kind: str, why: str, found: list[Difference], catalog: Catalog, snapshot: Snapshot) -> str:
    """Return the YAML of one entry: new records by id, changed facts with what they said and say."""
    known = {record_of(address) for address in snapshot.facts}
    new = dict.fromkeys(record_of(item.fact) for item in found if kind == "new" and record_of(item.fact) not in known)
    changed = [item for item in found if record_of(item.fact) not in new]
    lines = [
        f"  - date: {dt.datetime.now(tz=dt.UTC).date().isoformat()}",
        f"    kind: {kind}",
        f"    why: {json.dumps(why, ensure_ascii=False)}",
    ]
    if new:
        lines.append("    ids:")
        lines += textwrap.wrap(f"[{', '.join(by_capability(catalog, new))}]", 116, initial_indent="      ", **FILL)
    if changed:
        lines.append("    facts:")
    for item in changed:
        lines.append(f"      - fact: {item.fact}")
        lines += [
            f"        {key}: {json.dumps(text, ensure_ascii=False)}"
            for key, text in (("was", item.was), ("now", item.now))
            if text is not None
        ]
    return "\n".join(lines) + "\n"


FILL: dict[str, Any] = {"subsequent_indent": "       ", "break_long_words": False, "break_on_hyphens": False}


def by_capability(catalog: Catalog, new: Iterable[str]) -> list[str]:
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
