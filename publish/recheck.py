"""`make recheck`: go through the evidence, the most important and oldest first, and write down what you find.

For each source: open it, read the statements that rely on it, answer same, changed, gone, skip or quit. "Same" writes
today's date into the evidence; "changed" waits for your edit and writes the journal; "gone" notes it on the source. Every
answer is written at once, and what was answered today is not asked again: stop and go on whenever you like.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import webbrowser
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import yaml

from macros.api_rules import reference_faults
from macros.catalog import DATA, ROOT, Catalog, load_catalog, read_catalog
from macros.freshness import first_day, last_day, old_from
from macros.yaml_files import DataError
from publish.journal import JournalError, add_entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from macros.api import Surface
    from macros.yaml_files import Path_, YamlFile

MINUTES_FOR_A_SOURCE = 2
MINUTES_FOR_A_STATEMENT = 1
SOON = 180  # days ahead in which an announced end is worth a look
PARTS = {"ways", "values", "sides"}  # lists whose items a statement is named by
STRUCTURE = {"platforms", "evidence", "read", *PARTS}  # parts of a path that say nothing to people
ANSWERS = {"s": "same", "c": "changed", "g": "gone", "k": "skip", "q": "quit"}


@dataclass(frozen=True)
class Statement:
    """One piece of evidence: which record it supports, where it stands in the files, which API names go with it.

    `what` is platform and way (for a limit also rule and `says`); `refs` are the API references of that way and cell.
    """

    record: str
    what: str
    weight: int
    file: str
    path: Path_
    line: int
    source: str
    at: str
    shows: str
    read: str
    refs: tuple[dict[str, Any], ...] = ()

    @property
    def key(self) -> str:
        """What it is known by, also after an edit has moved it: no two statements share it."""
        return f"{self.record} | {self.what} | {self.source} | {self.at} | {self.shows}"


@dataclass(frozen=True)
class Task:
    """One source with the statements that rely on it, and its place in the queue."""

    source: str
    score: float
    statements: tuple[Statement, ...]

    @property
    def minutes(self) -> int:
        """About how long it takes."""
        return MINUTES_FOR_A_SOURCE + MINUTES_FOR_A_STATEMENT * len(self.statements)


def queue(data: Path, today: dt.date, platform: str | None = None, only: tuple[str, ...] = ()) -> list[Task]:
    """Return what to read again (of the records `only`), the most important and oldest first.

    What was answered today in this clone is left out, so that the queue can be left and taken up again.
    """
    answered = answers_of(data, today)
    catalog, files, _ = read_catalog(data, sorted(data.rglob("*.yml")))
    by_source: dict[str, list[Statement]] = {}
    for item in statements(catalog, files, today):
        fits = platform is None or platform in item.path or _platform_of(catalog, item.record) in {platform, "all"}
        if item.key not in answered and fits and (not only or item.record in only):
            by_source.setdefault(item.source, []).append(item)
    tasks = [Task(source, _score(catalog, source, items, today), tuple(items)) for source, items in by_source.items()]
    return sorted(tasks, key=lambda task: (-task.score, task.source))


def _kept(data: Path) -> Path:
    return data.parent / ".cache" / "recheck.json"


def answers_of(data: Path, today: dt.date) -> list[str]:
    """Return the keys of what was answered today in this clone; a damaged file is no answer."""
    try:
        kept = json.loads(_kept(data).read_text(encoding="utf-8"))
        return kept["answered"] if kept["day"] == today.isoformat() else []
    except (OSError, ValueError, KeyError, TypeError):
        return []


def keep_answer(data: Path, today: dt.date, item: Statement) -> None:
    """Remember that a statement was answered today."""
    path = _kept(data)
    path.parent.mkdir(exist_ok=True)
    value = {"day": today.isoformat(), "answered": [*answers_of(data, today), item.key]}
    path.write_text(json.dumps(value, ensure_ascii=False, indent=0), encoding="utf-8")


def statements(catalog: Catalog, files: dict[str, YamlFile], today: dt.date) -> Iterator[Statement]:
    """Yield every piece of evidence with its place in the files."""
    weights = _weights(catalog, today)
    for file in files.values():
        for path, line in file.lines.items():
            if len(path) < 3 or path[-1] != "read" or path[-3] != "evidence":  # noqa: PLR2004 - evidence, index, read
                continue
            inside = _record_and_inside(file, path)
            record = inside[0][1]["id"]
            what = " ".join(name for part, value in inside[1:] if (name := _name(part, value)))
            refs = [ref for _, value in inside if isinstance(value, dict) for ref in value.get("api", ())]
            item = inside[-2][1]
            weight = max(weights.get(record, 1), *(weights.get(f"{record} {part}", 0) for part in path))
            yield Statement(
                record,
                what,
                weight,
                file.name,
                path,
                line,
                item["source"],
                item["at"],
                item["shows"],
                item["read"],
                tuple(refs),
            )


def _at(value: Any, path: Path_) -> Any:  # noqa: ANN401 - YAML is untyped
    for part in path:
        value = value[part]
    return value


def _record_and_inside(file: YamlFile, path: Path_) -> list[tuple[Path_, Any]]:
    """Return (path, value) of the record around a path, which is the outermost with an id, and of all inside on the way."""
    value, out = file.value, []
    for end, part in enumerate(path, 1):
        value = value[part]
        if out or (isinstance(part, int) and isinstance(value, dict) and "id" in value):
            out.append((path[:end], value))
    return out


def _name(path: Path_, value: Any) -> str:  # noqa: ANN401 - YAML is untyped
    """Return how people call a part of a record: a platform, a way, a value of a limit, a side; or nothing."""
    part = path[-1]
    if isinstance(part, str):
        return "" if part in STRUCTURE else part
    if path[-2] not in PARTS:
        return ""
    if "id" in value:
        return value["id"]
    return f"{value['way']} {value['rule']} {value.get('says', 'docs')}" if "way" in value else f"side {part + 1}"


def _platform_of(catalog: Catalog, record: str) -> str | None:
    if record in catalog.events:
        return catalog.things[catalog.events[record].thing].platform
    return catalog.beliefs[record].platform if record in catalog.beliefs else None


def _weights(catalog: Catalog, today: dt.date) -> dict[str, int]:
    """Return how much each record matters: what decides, what is asked, what lies ahead, what a conference may move."""
    out: dict[str, int] = {}
    for row in catalog.rows.values():
        out[row.id] = 1 + 3 * row.decides + 2 * row.probed
    for limit in catalog.limits:
        out[limit] = 3
    for event in catalog.events.values():
        days = (last_day(event.ends or event.date) - today).days
        out[event.id] = 6 if 0 <= days <= SOON else 3 if days > SOON else 1
    for question in catalog.contested:
        out[question] = 5
    for watch in catalog.watches:
        if last_day(watch.ends) < today - dt.timedelta(days=SOON) or first_day(watch.begins) > today + dt.timedelta(
            days=SOON
        ):
            continue
        rows = [*watch.rows, *(row.id for name in watch.capabilities for row in catalog.capabilities[name].rows)]
        for row_id in rows:
            out[f"{row_id} {watch.platform}"] = 3 * out.get(row_id, 1)
    return out


def _score(catalog: Catalog, source: str, items: list[Statement], today: dt.date) -> float:
    """Importance times age in months: of the source's own date and of our last reading; twice for sources that are old."""
    known = catalog.sources.get(source)
    if known is None:
        return 0
    age = (today - last_day(known.content_date)).days / 30
    read = (today - dt.date.fromisoformat(min(item.read for item in items))).days / 30
    old = old_from(catalog, known)
    factor = 2 if old is not None and old <= today.isoformat() else 1
    return round(max(item.weight for item in items) * factor * (1 + max(age, 0) + 3 * max(read, 0)), 1)


def write_queue(tasks: list[Task], catalog: Catalog, most: int) -> None:
    """Print the first tasks: score, minutes, source, what relies on it."""
    for task in tasks[:most]:
        source = catalog.sources[task.source]
        records = ", ".join(dict.fromkeys(item.record for item in task.statements))
        sys.stdout.write(f"{task.score:7.1f}  {task.minutes:3} min  {source.content_date:10}  {source.title}\n")
        sys.stdout.write(f"{'':28}{source.url}\n{'':28}{records}\n")
    sys.stdout.write(f"{len(tasks)} sources to read again, about {sum(task.minutes for task in tasks) // 60} hours\n")


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
    """Go through the queue with a person; return how many statements were read again."""
    day = today or dt.datetime.now(tz=dt.UTC).date()
    done, spent = 0, 0
    for task in queue(data, day, platform, only):
        if minutes is not None and spent + task.minutes > minutes:
            break
        spent += task.minutes
        catalog = load_catalog(data)
        _introduce(catalog, task, show)
        for item in task.statements:
            answer = _answer(catalog, item, ask)
            if answer == "quit":
                sys.stdout.write(f"{done} statements read again\n")
                return done
            if answer == "skip":
                continue
            done += 1
            keep_answer(data, day, item)
            if answer == "same":
                set_scalar(data / item.file.split("/", 1)[1], item.path, day.isoformat())
            elif answer == "changed":
                _changed(data, item, day, ask)
            elif answer == "gone":
                note_gone(data / "sources.yml", item.source, day)
                sys.stdout.write("noted on the source; find a newer page and cite it\n")
                break
    sys.stdout.write(f"{done} statements read again, the queue is at its end or your time is\n")
    return done


def _introduce(catalog: Catalog, task: Task, show: Callable[[str], object]) -> None:
    source = catalog.sources[task.source]
    sys.stdout.write(f"\n== {source.title}, of {source.content_date} ({source.kind})\n   {source.url}\n")
    show(section(source.url, task.statements[0].at))


def section(url: str, at: str) -> str:
    """Return the address that makes a browser scroll to a section's heading, where the page has those words."""
    return url if "#" in url else f"{url}#:~:text={quote(at.split(';', maxsplit=1)[0].strip())}"


def api_check(surface: Surface, item: Statement) -> list[str]:
    """Return a line for every API reference that goes with a statement: what is expected and what is found."""
    lines = []
    for ref in item.refs:
        wrong = [f"{found}; expected {expected}" for found, expected in reference_faults(surface, ref)]
        lines.append(f"{ref['ref']} {ref['expect']}, {surface.where(ref['ref'])}: {'; '.join(wrong) or 'as stated'}")
    return lines


def _answer(catalog: Catalog, item: Statement, ask: Callable[[str], str]) -> str:
    sys.stdout.write(
        f"\n   {item.record} {item.what}\n   section: {item.at}\n   shows: {item.shows}\n   {item.file}:{item.line}\n"
    )
    for line in api_check(catalog.surface, item):
        sys.stdout.write(f"   api: {line}\n")
    while True:
        answer = ask("   [s]ame, [c]hanged, [g]one, s[k]ip, [q]uit? ").strip().lower()[:1]
        if answer in ANSWERS:
            return ANSWERS[answer]
        sys.stdout.write(f"   found {answer!r}; expected one of {', '.join(ANSWERS)}\n")


def _changed(data: Path, item: Statement, day: dt.date, ask: Callable[[str], str]) -> None:
    """Wait for the edit, then write reading date and journal; a fault is shown and the edit awaited again."""
    path = data / item.file.split("/", 1)[1]
    set_scalar(path, item.path, day.isoformat())
    editor = os.environ.get("EDITOR")
    if editor:
        subprocess.run([*editor.split(), f"+{item.line}", str(path)], check=False, cwd=ROOT)  # noqa: S603 - the user's own editor
    while True:
        why = ask(f"   edit {item.file}:{item.line}, save, then say what the vendor changed (empty: nothing): ").strip()
        if not why:
            return
        try:
            count = add_entries("vendor", why, (item.record,), data)
        except (DataError, JournalError) as error:
            sys.stdout.write(f"   {error}\n")
            continue
        sys.stdout.write(f"   {count} facts written into the journal\n")
        return


def set_scalar(file: Path, path: Path_, value: str) -> None:
    """Replace one plain value of a YAML file where it stands; everything else stays byte for byte."""
    text = file.read_text(encoding="utf-8")
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    for part in path:
        if isinstance(node, yaml.MappingNode):
            node = next(child for key, child in node.value if key.value == part)
        else:
            node = node.value[part]
    file.write_text(text[: node.start_mark.index] + value + text[node.end_mark.index :], encoding="utf-8")


def note_gone(sources: Path, source: str, day: dt.date) -> None:
    """Write `gone: <day>` into a source's entry, once."""
    value = yaml.safe_load(sources.read_text(encoding="utf-8"))
    index = next(i for i, item in enumerate(value["sources"]) if item["id"] == source)
    if "gone" in value["sources"][index]:
        return
    lines = sources.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if line.strip() in {f"- id: {source}", f"id: {source}"})
    lines.insert(at + 1, f"    gone: {day.isoformat()}\n")
    sources.write_text("".join(lines), encoding="utf-8")
