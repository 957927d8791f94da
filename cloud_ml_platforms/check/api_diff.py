"""What changed between the extracts of data/api/ and newer ones; what the data cites comes first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.api_surface.extract.files import extract_items
from cloud_ml_platforms.api_surface.references import Surface, is_beta_only, load_surface, resolve_name
from cloud_ml_platforms.catalog.yaml_files import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cloud_ml_platforms.api_surface.references import Resolution

MOST_VALUES = 8  # of an enum, shown by name
MOST_OPERATIONS = 40  # listed by name per extract; the rest is counted


@dataclass
class ExtractChanges:
    """The items of one extract that came, went or changed: (section, name)."""

    head: str
    added: list[tuple[str, str]] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    changed: list[tuple[str, str]] = field(default_factory=list)


def api_diff_report(old: Path, new: Path, data: Path | None = None) -> str:
    """Return the whole report: cited names that changed, then a summary per extract.

    `data` is the folder whose YAML files cite names, by default the parent of `old`.
    """
    before, after = load_surface(old), load_surface(new)
    refs = cited_references(data or old.parent)
    lines = [f"{len(refs)} cited names"]
    touched = [(ref, change) for ref in refs for change in touched_by(before, after, ref)]
    if touched:
        lines += [f"  {ref}: {change} ({', '.join(refs[ref])})" for ref, change in touched]
    else:
        lines.append("  nothing that is cited changed")
    for name in sorted({*before.extracts, *after.extracts}):
        lines += ["", *_summary(compare_extracts(name, before.extracts.get(name), after.extracts.get(name)))]
    return "\n".join(lines) + "\n"


def cited_references(data: Path) -> dict[str, list[str]]:
    """Return every reference of the data with the files that cite it."""
    files_by_ref: dict[str, list[str]] = {}
    for path in sorted(data.glob("*/*.yml")):
        name = path.relative_to(data).as_posix()
        for ref in _references(read_yaml(path, name).value):
            files = files_by_ref.setdefault(ref, [])
            if name not in files:
                files.append(name)
    return dict(sorted(files_by_ref.items()))


def _references(value: Any) -> Iterator[str]:  # noqa: ANN401 - YAML is untyped
    if isinstance(value, dict):
        if "ref" in value and "expect" in value:
            yield value["ref"]
        for item in value.values():
            yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)


def touched_by(before: Surface, after: Surface, ref: str) -> Iterator[str]:
    """Yield what happened to a cited name: gone, new, other numbers or values, deprecated, another stage."""
    old, new = resolve_name(before, ref), resolve_name(after, ref)
    if old.exists and new.exists:
        yield from _other_values(old, new)
    elif old.exists:
        yield f"disappeared: {new.problem}"
    elif new.exists:
        yield "exists now"
    if is_beta_only(before, ref) and new.exists and not is_beta_only(after, ref):
        yield "was in v1beta1 only, is in v1 now"
    elif old.exists and not is_beta_only(before, ref) and is_beta_only(after, ref):
        yield "is in v1beta1 only now"


def _other_values(old: Resolution, new: Resolution) -> Iterator[str]:
    for name in ("kind", "min", "max", "deprecated"):
        old_value, new_value = getattr(old, name), getattr(new, name)
        if old_value != new_value:
            yield f"{name} was {old_value}, is {new_value}"
    for label, holder, counterpart in (("gone", old, new), ("new", new, old)):
        if values := sorted(set(holder.values) - set(counterpart.values)):
            more = f" and {len(values) - MOST_VALUES} more" if len(values) > MOST_VALUES else ""
            yield f"{label} enum values: {', '.join(values[:MOST_VALUES])}{more}"
        if numbers := sorted(set(holder.numbers) - set(counterpart.numbers)):
            yield f"{label} numbers in the description: {', '.join(map(str, numbers))}"


def compare_extracts(name: str, old: dict[str, Any] | None, new: dict[str, Any] | None) -> ExtractChanges:
    """Return the items that came, went and changed between two extracts."""
    if old is None or new is None:
        return ExtractChanges(f"{name}: {'a new extract' if old is None else 'gone'}")
    labels = [f"{extract['sdk']} {extract['version']}, revision {extract['revision']}" for extract in (old, new)]
    changes = ExtractChanges(f"{name}: {labels[0]}" + (f" -> {labels[1]}" if labels[0] != labels[1] else ""))
    before = {(section, item): leaf for section, item, leaf in extract_items(old)}
    after = {(section, item): leaf for section, item, leaf in extract_items(new)}
    changes.added = sorted(after.keys() - before.keys())
    changes.removed = sorted(before.keys() - after.keys())
    changes.changed = sorted(key for key in before.keys() & after.keys() if before[key] != after[key])
    return changes


def _summary(changes: ExtractChanges) -> Iterator[str]:
    yield changes.head
    if not (changes.added or changes.removed or changes.changed):
        yield "  no change"
    for word in ("added", "removed", "changed"):
        counts = Counter(section for section, _ in getattr(changes, word))
        if counts:
            yield f"  {word}: " + ", ".join(f"{number} in {section}" for section, number in sorted(counts.items()))
    for word, items in (("new", changes.added), ("gone", changes.removed)):
        names = [name for section, name in items if section in {"operations", "classes", "functions"}]
        if names:
            more = f" and {len(names) - MOST_OPERATIONS} more" if len(names) > MOST_OPERATIONS else ""
            yield f"  {word}: {', '.join(names[:MOST_OPERATIONS])}{more}"
