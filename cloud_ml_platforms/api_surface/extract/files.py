"""The form of an extract: JSON with a head, then sections; sorted, one item a line, so that a diff reads as a list.

A section maps names to leaves, or names to groups of leaves (`GROUPED`). A leaf is on one
line: a type, a parameter of a list, or a small object.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = ("api", "sdk", "version", "revision", "holds")

# Sections whose items are groups: fields of a structure, values of an enum.
GROUPED = frozenset({"structures", "enums"})

Extract = dict[str, Any]


def json_line(value: Any) -> str:  # noqa: ANN401 - any JSON
    """Return a value as JSON on one line."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def extract_text(extract: Extract) -> str:
    """Return the text of an extract: the head in its order, sections and items sorted, one item a line."""
    lines = [f'"{key}": {json_line(extract[key])}' for key in HEAD]
    for section in sorted(set(extract) - set(HEAD)):
        items = ",\n".join(_item(section, name, extract[section][name]) for name in sorted(extract[section]))
        lines.append(f'"{section}": {{\n{items}\n}}' if items else f'"{section}": {{}}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _item(section: str, name: str, value: Any) -> str:  # noqa: ANN401 - any JSON
    if value and isinstance(value, list):
        inner = ",\n".join(f"  {json_line(item)}" for item in sorted(value))
        return f" {json_line(name)}: [\n{inner}\n ]"
    if value and section in GROUPED:
        inner = ",\n".join(f"  {json_line(key)}: {json_line(value[key])}" for key in sorted(value))
        return f" {json_line(name)}: {{\n{inner}\n }}"
    return f" {json_line(name)}: {json_line(value)}"


def write_extracts(folder: Path, extracts: dict[str, Extract]) -> None:
    """Write every extract as `<name>.json` and remove files of extracts that no longer exist."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.json"):
        if old.stem not in extracts:
            old.unlink()
    for name, extract in extracts.items():
        (folder / f"{name}.json").write_text(extract_text(extract), encoding="utf-8")


def stale_extracts(folder: Path, extracts: dict[str, Extract]) -> list[str]:
    """Return what differs between the files of `folder` and the extracts, one line each."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    differences = [f"{name}.json: not written yet" for name in sorted(set(extracts) - set(texts))]
    differences += [f"{name}.json: no SDK is extracted into it" for name in sorted(set(texts) - set(extracts))]
    for name in sorted(set(texts) & set(extracts)):
        new_text = extract_text(extracts[name])
        if new_text != texts[name]:
            differences.append(f"{name}.json: {_first_difference(texts[name], new_text)}")
    return differences


def _first_difference(old: str, new: str) -> str:
    before, after = old.splitlines(), new.splitlines()
    for number, (old_line, new_line) in enumerate(zip(before, after, strict=False), 1):
        if old_line != new_line:
            return f"line {number} is {old_line.strip()[:80]!r}, the SDK says {new_line.strip()[:80]!r}"
    return f"{len(before)} lines, the SDK says {len(after)}"


def extract_items(extract: Extract) -> Iterator[tuple[str, str, Any]]:
    """Yield every item of an extract as (section, name, leaf); fields and values as `Group.item`."""
    for section, names in extract.items():
        if section in HEAD:
            continue
        for name, value in names.items():
            if section not in GROUPED:
                yield section, name, value
                continue
            yield section, name, None
            group = value.items() if isinstance(value, dict) else ((item, item) for item in value)
            for key, inner in group:
                yield section, f"{name}.{key}", inner
