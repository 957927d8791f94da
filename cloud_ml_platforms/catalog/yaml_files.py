"""Read YAML strictly: every value keeps its line; duplicate keys, aliases, tags and unseen characters are faults.

PyYAML's own loader hides three things that matter here: a second equal key
silently wins, `yes` turns into a boolean, and line numbers are lost.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import yaml

from cloud_ml_platforms.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml: same result, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
LONGEST_NUMBER = 20  # characters; longer ones stay text, Python refuses to convert thousands of digits
LONGEST_SHOWN = 1000  # characters of a file that a message repeats in one piece
NAMED_BY = ("id", "way", "platform")  # keys by which people know an item of a list
UNSEEN = {"Cc", "Cf", "Cs", "Co"}  # categories of Unicode
YamlPath = tuple[str | int, ...]
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+\Z")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong in a data file: where, what was found, what was expected."""

    file: str
    line: int
    key: str
    found: str
    expected: str

    def __str__(self) -> str:
        place = f"{printable(self.file)}:{self.line}"
        key = f" {printable(self.key)}:" if self.key else ""
        return f"{place}:{key} found {printable(self.found)}; expected {printable(self.expected)}"


class DataError(UserError):
    """All faults of the data at once, one a line."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        count = len(self.faults)
        head = f"{count} fault{'s' if count != 1 else ''} in the data:"
        super().__init__("\n".join([head, *map(str, self.faults)]))


@dataclass
class YamlFile:
    """A parsed file: its value, the line (1-based) of every key and item, and which texts are blocks after a `|`."""

    name: str
    value: Any = None
    lines: dict[YamlPath, int] = field(default_factory=dict)
    located_faults: list[tuple[YamlPath, int, str, str]] = field(default_factory=list)
    blocks: set[YamlPath] = field(default_factory=set)

    @property
    def faults(self) -> list[Fault]:
        """What is wrong with the YAML itself."""
        return [
            Fault(self.name, line, self.key(path), found, expected)
            for path, line, found, expected in self.located_faults
        ]

    def line(self, path: YamlPath) -> int:
        """Return the line of `path`, or of the nearest parent that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    @cached_property
    def items(self) -> list[tuple[YamlPath, Any]]:
        """Every value of the file with its path, the outer before the inner."""
        return list(_walk(self.value, ()))

    @cached_property
    def by_key(self) -> dict[str | int, list[YamlPath]]:
        """The paths that end in each key, in the order of the file."""
        paths: dict[str | int, list[YamlPath]] = {}
        for path in self.lines:
            if path:
                paths.setdefault(path[-1], []).append(path)
        return paths

    @cached_property
    def with_references(self) -> list[tuple[YamlPath, str]]:
        """Every text that holds `[[`, with its path."""
        return [(path, text) for path, text in self.items if isinstance(text, str) and "[[" in text]

    @cached_property
    def with_code(self) -> list[tuple[YamlPath, str]]:
        """Every text that holds a backtick, with its path."""
        return [(path, text) for path, text in self.items if isinstance(text, str) and "`" in text]

    def at(self, path: YamlPath) -> Any:  # noqa: ANN401 - YAML is untyped
        """Return the value at `path`."""
        value = self.value
        for part in path:
            value = value[part]
        return value

    def line_in(self, path: YamlPath, offset: int) -> int:
        """Return the line of a character of the text at `path`."""
        if path not in self.blocks:
            return self.line(path)
        text: str = self.at(path)
        return self.line(path) + 1 + text.count("\n", 0, offset)

    def key(self, path: YamlPath) -> str:
        """Return a path as a fault shows it, with the items of lists by name: `rows.ep-kinds.platforms.sagemaker`."""
        value: Any = self.value
        parts: list[str] = []
        for part in path:
            reachable = isinstance(value, list) or (isinstance(value, dict) and part in value)
            value = value[part] if reachable else None
            is_record = isinstance(part, int) and isinstance(value, dict)
            names = [value[key] for key in NAMED_BY if isinstance(value.get(key), str)] if is_record else []
            parts.append(names[0] if names else str(part))
        return ".".join(parts)

    def note_fault(self, path: YamlPath, found: str, expected: str, line: int | None = None) -> None:
        """Note a fault at `path`."""
        self.located_faults.append((path, self.line(path) if line is None else line, found, expected))


def printable(text: str) -> str:
    """Return a text of a file as a message may show it: not endless, nothing that a terminal obeys or that hides."""
    text = text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 3]}..."
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def read_yaml(path: Path, name: str) -> YamlFile:
    """Read one YAML file; what is wrong with it is in `faults`, never raised."""
    try:
        return parse_yaml(path.read_bytes(), name)
    except OSError as error:
        file = YamlFile(name)
        file.note_fault((), f"no readable file ({error.strerror})", "a file of data")
        return file


def parse_yaml(raw: bytes, name: str) -> YamlFile:
    """Read the bytes of a YAML file; what is wrong with them is in `faults`, never raised.

    Scalars follow the YAML 1.2 core rules: only `true`, `false`, `null`, plain
    decimal integers and decimals are typed; `yes`, `2026-11-24` and the rest are text.
    """
    file = YamlFile(name)
    if len(raw) > MAX_BYTES:
        file.note_fault((), f"{len(raw)} bytes", f"at most {MAX_BYTES} bytes in a data file")
        return file
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        file.note_fault((), f"bytes that are not UTF-8 at offset {error.start}", "UTF-8 text")
        return file
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent):
                found = f"an alias (*{event.anchor})"
            elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
                found = f"a tag ({event.tag})"
            else:
                continue
            line = event.start_mark.line + 1 if event.start_mark else 1
            file.note_fault((), found, "the value written out", line)
            return file
        node = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        file.note_fault((), f"text that is not YAML ({problem})", "valid YAML", mark.line + 1 if mark else 1)
        return file
    if node is None:
        file.note_fault((), "an empty file", "data")
        return file
    file.value = _build(node, (), file)
    return file


def _walk(value: Any, path: YamlPath) -> Iterator[tuple[YamlPath, Any]]:  # noqa: ANN401 - YAML is untyped
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(item, (*path, index))


def _build(node: yaml.Node, path: YamlPath, file: YamlFile) -> Any:  # noqa: ANN401 - YAML is untyped
    file.lines.setdefault(path, node.start_mark.line + 1)
    if len(path) > MAX_DEPTH:
        file.note_fault(path, "deeper nesting", f"at most {MAX_DEPTH} levels")
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*path, index), file) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.ScalarNode):
        if node.style == "|":
            file.blocks.add(path)
        _check_visible(node.value, path, file)
        return _scalar(node)
    return _build_mapping(node, path, file)


def _build_mapping(node: yaml.Node, path: YamlPath, file: YamlFile) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            file.note_fault((), "a key that is not text", "a plain key", line)
            continue
        key = key_node.value
        key_path = (*path, key)
        if key in value:
            file.note_fault(key_path, f"a second {key!r} (first on line {file.lines[key_path]})", "each key once", line)
            continue
        file.lines[key_path] = line
        _check_visible(key, key_path, file)
        value[key] = _build(value_node, key_path, file)
    return value


def _check_visible(text: str, path: YamlPath, file: YamlFile) -> None:
    """Note a control or format character: an escape sequence, a bidi override, a zero-width space."""
    if text.isprintable():
        return
    character = next(
        (character for character in text if character != "\n" and unicodedata.category(character) in UNSEEN), None
    )
    if character is not None:
        file.note_fault(path, f"the unseen character U+{ord(character):04X}", "characters that a reader sees")


def _scalar(node: yaml.ScalarNode) -> Any:  # noqa: ANN401 - YAML is untyped
    text: str = node.value
    if node.style in {"'", '"', "|", ">"}:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INT.match(text):
        return int(text) if len(text) < LONGEST_NUMBER else text
    if _FLOAT.match(text):
        return float(text) if len(text) < LONGEST_NUMBER else text
    return text
