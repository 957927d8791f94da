"""Edits of data files: single values where they stand, all else byte for byte; and a person's own, in an editor."""

from __future__ import annotations

import os
import subprocess
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any

import yaml

from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.paths import ROOT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from cloud_ml_platforms.catalog.yaml_files import YamlPath

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same result, faster where PyYAML has libyaml


class EditError(UserError):
    """A file is not what it was when it was read."""


def open_editor(file: Path, line: int) -> None:
    """Open a file in the person's own editor and wait until it is closed; without EDITOR do nothing."""
    editor = os.environ.get("EDITOR")
    if editor:
        subprocess.run([*editor.split(), f"+{line}", str(file)], check=False, cwd=ROOT)  # noqa: S603 - the user's own


def set_scalar(file: Path, path: YamlPath, value: str, siblings: dict[str, str]) -> None:
    """Replace one value of a YAML file where it stands; everything else stays byte for byte.

    `beside` are keys next to it with their values: EditError, and nothing is written, when they are not there.
    """
    text = _text_of(file)
    nodes = _pairs(_node_at(text, path[:-1]))
    present = {key: nodes[key][1].value for key in siblings if key in nodes}
    if present != siblings or path[-1] not in nodes:
        place = ".".join(map(str, path))
        raise EditError(f"{file.name} {place}: found {present}; expected {siblings}: the file changed, start again")
    node = nodes[path[-1]][1]
    _write(file, text[: node.start_mark.index] + value + text[node.end_mark.index :])


def entry_text(file: Path, record: str) -> str | None:
    """Return a record's part of a YAML file as it is written; None when it is not there or the file is no YAML."""
    text = _text_of(file)
    return _text_of_node(text, _record_node(text, record))


def set_in_entry(file: Path, record: str, shown: str, within: str, values: Mapping[str, str]) -> None:
    """Replace values of a mapping `within` a record where they stand; everything else stays byte for byte.

    `shown` is the record's part of the file as a person saw it: EditError, and nothing is written, when it is another.
    """
    text = _text_of(file)
    entry = _record_node(text, record)
    nodes = _pairs(_pairs(entry).get(within, (None, None))[1])
    if _text_of_node(text, entry) != shown or not values.keys() <= nodes.keys():
        raise EditError(f"{file.name} {record}: found another text than was shown; expected the same: look at it again")
    for key in sorted(values, key=lambda key: nodes[key][1].start_mark.index, reverse=True):
        node = nodes[key][1]
        text = text[: node.start_mark.index] + values[key] + text[node.end_mark.index :]
    _write(file, text)


def set_content_date(sources: Path, source: str, date: str) -> None:
    """Write another date of its own into a source's entry."""
    text = _text_of(sources)
    node = _record_pairs(sources, text, source)["content_date"][1]
    _write(sources, text[: node.start_mark.index] + date + text[node.end_mark.index :])


def note_gone(sources: Path, source: str, day: dt.date) -> None:
    """Write `gone: <day>` into a source's entry, once."""
    text = _text_of(sources)
    nodes = _record_pairs(sources, text, source)
    if "gone" in nodes:
        return
    key, value = nodes["id"]
    end = value.end_mark.index
    line_end = "\r\n" if "\r\n" in text else "\n"
    _write(sources, f"{text[:end]}{line_end}{' ' * key.start_mark.column}gone: {day.isoformat()}{text[end:]}")


def clear_gone(sources: Path, source: str) -> None:
    """Take `gone` out of a source's entry, if it has it."""
    text = _text_of(sources)
    nodes = _record_pairs(sources, text, source)
    if "gone" not in nodes:
        return
    key, value = nodes["gone"]
    start = key.start_mark.index - key.start_mark.column
    end = text.find("\n", value.end_mark.index)
    _write(sources, text[:start] + (text[end + 1 :] if end >= 0 else ""))


def _text_of(file: Path) -> str:
    """Return the text of a file with its line ends, without a byte order mark."""
    return file.read_bytes().decode("utf-8-sig")


def _write(file: Path, text: str) -> None:
    """Write a text into a file, which keeps its byte order mark if it has one."""
    mark = BOM_UTF8 if file.read_bytes().startswith(BOM_UTF8) else b""
    file.write_bytes(mark + text.encode("utf-8"))


def _record_pairs(file: Path, text: str, record: str) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    node = _record_node(text, record)
    if node is None:
        raise EditError(f"{file.name}: found no entry {record!r}; expected one: the file changed, start again")
    return _pairs(node)


def _text_of_node(text: str, node: yaml.Node | None) -> str | None:
    return None if node is None else text[node.start_mark.index : node.end_mark.index].rstrip()


def _record_node(text: str, record: str) -> yaml.Node | None:
    """Return the node of a record: the whole file, or an item of one of its lists; None when there is none."""
    whole = _node_at(text, ())
    items = (
        item for _, value in _pairs(whole).values() if isinstance(value, yaml.SequenceNode) for item in value.value
    )
    nodes: list[yaml.Node | None] = [whole, *items]
    for node in nodes:
        pairs = _pairs(node)
        if "id" in pairs and pairs["id"][1].value == record:
            return node
    return None


def _node_at(text: str, path: YamlPath) -> yaml.Node | None:
    """Return the node of a YAML text at a path; None when the path leads nowhere or the text is no YAML."""
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError:
        return None
    for part in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            node = _pairs(node).get(part, (None, None))[1]
    return node


def _pairs(node: yaml.Node | None) -> dict[Any, tuple[yaml.Node, yaml.Node]]:
    """Return the keys of a mapping with their nodes; nothing for any other node."""
    return {key.value: (key, value) for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}
