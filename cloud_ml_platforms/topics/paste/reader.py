"""Read pasted code, configuration, commands or prose and mark the names of `cloud_ml_platforms/topics/paste/names.py` in it; nothing is executed.

`web/scripts/paste.js` is the same reader for the page; `tests/topics/paste/paste_cases.yml` holds both to the same marks. It is a
scan in one direction: tokens are looked up in dictionaries, no pattern goes back more than its own line.

What it resolves: `import sagemaker as sm` and `from x import y as z` (also over several lines), instances
(`job = ModelTrainer(...)`, then `job.fit`), clients (`sm = boto3.client("sagemaker")`), keyword arguments of a known
call, command lines with their continuation lines, versions of packages, keys of YAML and JSON, cells of notebooks, names
in prose.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.topics.paste.names import BLANKS, LEVELS, WORD, between, lists, lists_data, snake, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LARGEST_FILE = 1_000_000  # bytes; the command leaves out what is larger: data, not code
KNOWN_LINE = "paste: known"  # a line with this comment is left alone
DOTTED = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*")
TOKEN = re.compile(r"([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)|[0-9][A-Za-z0-9_.]*|[^ \t]")
STRINGS = {'"': re.compile(r'[^"\\]*(?:\\.[^"\\]*)*"'), "'": re.compile(r"[^'\\]*(?:\\.[^'\\]*)*'")}

FROM = re.compile(
    r"[ \t]*(?:>>>[ \t]*)?from[ \t]+([A-Za-z_.][A-Za-z0-9_.]*)[ \t]+import(?![A-Za-z0-9_])([^#]*)",
)

IMPORT = re.compile(r"[ \t]*(?:>>>[ \t]*)?import[ \t]+([^#]*)")
ITEM = re.compile(r"([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)(?:[ \t]+as[ \t]+([A-Za-z_][A-Za-z0-9_]*))?")

ASSIGN = re.compile(
    r"[ \t]*(?:>>>[ \t]*)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*(?::[^=()]*)?=(?!=)[ \t]*(?:await[ \t]+)?"
    r"([A-Za-z_][A-Za-z0-9_.]*)?[ \t]*(\(?)"
)

CLIENT = re.compile(r"\bclient\([ \t]*(?:service_name[ \t]*=[ \t]*)?[\"']([a-z0-9-]+)[\"']")
QUOTED_KEY = re.compile(r"([\"'])([A-Za-z_$][A-Za-z0-9_$.-]*)\1[ \t]*:[ \t]*")
FLOW_KEY = re.compile(r"[{,][ \t]*([A-Za-z_$][A-Za-z0-9_$.-]*)[ \t]*:[ \t]+")  # {strategy: LOW_COST}
PLAIN_KEY = re.compile(r"[ \t]*(?:-[ \t]+)?([A-Za-z_$][A-Za-z0-9_$.-]*)[ \t]*:(?:[ \t]+|$)")
VALUE = re.compile(r"[\"']?([^\"',}\]#]*)")

VERSIONS = re.compile(
    r"(?:\[[A-Za-z0-9_, -]*\])?[ \t]*((?:(?:===?|~=|[<>]=?|!=|=)[ \t]*[0-9][0-9A-Za-z.*]*[ \t]*,?[ \t]*){0,4})"
)

VERSION = re.compile(r"(===?|~=|[<>]=?|!=|=)[ \t]*([0-9]{1,9})")
NOTEBOOK = re.compile(r'([ \t]*")([^"\\]*(?:\\.[^"\\]*)*)",?[ \t]*$')  # a line of a cell
INSTALLERS = frozenset({"pip", "pip3", "conda", "mamba", "uv", "poetry"})

CLIENT_METHODS = frozenset(
    {"can_paginate", "close", "generate_presigned_url", "get_paginator", "get_waiter", "exceptions", "meta"}
)

KIND = re.compile(r"(Request|Response|Command|Input|Output)$")  # what other SDKs hang on the name of an operation
GOOGLE = ("aiplatform", "vertexai", "Vertex AI", "google.cloud")


@dataclass(frozen=True)
class Mark:
    """One name in a text: where, as it is written, and the number of the record that says what became of it."""

    line: int
    column: int
    text: str
    record: int


@dataclass
class Result:
    """What a text holds: marks in its order, names of known packages that are in no list, SDKs that nothing is known of.

    `recognised`: whether it speaks of one of the three platforms at all; where it does not, no mark means nothing.
    """

    marks: list[Mark] = field(default_factory=list)
    more: int = 0
    unknown: dict[str, int] = field(default_factory=dict)
    unknown_more: int = 0
    languages: list[str] = field(default_factory=list)
    left_out: int = 0
    recognised: bool = False


class Reader:
    """Reads texts against one set of lists (`cloud_ml_platforms.topics.paste.names.lists_data`)."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data, self.limits = data, data["limits"]
        self.known = set(data["known"])
        self.modules = {
            ".".join(parts[:end])
            for parts in (name.split(".") for name in data["known"])
            for end in range(1, len(parts))
        }
        dotted = [*data["python"], *data["arguments"], *data["roots"]]
        self.roots = {name.split(".")[0] for name in dotted}
        self.methods = {snake(name): (service, record) for name, (service, record) in data["operations"].items()}
        self.kebab = {name.replace("_", "-"): found for name, found in self.methods.items()}
        self.services = {name: {snake(one) for one in names} for name, names in data["services"].items()}
        self.beta_arguments = {snake(name): record for name, record in data["beta"].items() if name[0].islower()}

    def read(self, text: str) -> Result:
        """Return the marks of a text."""
        return _Reading(self, text).run()


class _Reading:
    """One text being read: what has been imported, which calls are open, what was found."""

    def __init__(self, reader: Reader, text: str) -> None:
        self.reader, self.data, self.limits = reader, reader.data, reader.limits
        self.result = Result(left_out=max(0, len(text) - self.limits["chars"]))
        self.text = text[: self.limits["chars"]].replace("\r\n", "\n").replace("\r", "\n")
        self.aliases: dict[str, str] = {}
        self.importing = ""
        self.stack: list[str] = []
        self.command: list[tuple[str, int, int]] = []
        self.seen: set[tuple[int, int]] = set()
        self.said: set[int] = set()
        self.noted: set[str] = set()
        self.spans: list[tuple[int, int]] = []
        self.number, self.offset, self.piece = 0, 0, ""
        self.google = any(word in self.text for word in GOOGLE)
        self.notebook = '"cell_type"' in self.text
        small = self.text.lower()
        self.sagemaker = "sagemaker" in small
        self.result.recognised = any(word in small for word in self.data["signs"])

    def run(self) -> Result:
        for needle, words in self.data["languages"]:
            if needle in self.text and words not in self.result.languages:
                self.result.languages.append(words)
        for number, line in enumerate(self.text.split("\n"), 1):
            if not line:
                self._commands()
                continue
            if KNOWN_LINE in line:
                continue
            cell = NOTEBOOK.match(line) if self.notebook else None
            for offset, piece in _pieces(_of_cell(cell) if cell else line, self.limits["piece"]):
                self.number, self.offset, self.piece, self.spans = number, offset, piece, []
                self._line()
        self._commands()
        self.result.marks.sort(key=lambda mark: (mark.line, mark.column))
        return self.result

    def _line(self) -> None:
        words = [(match[0], match.start(), match.end()) for match in WORD.finditer(self.piece)]
        whole, most = self.piece, self.limits["statements"]
        for self.piece in _statements(whole, most):
            if not self._imports():
                depth = len(self.stack)
                self._code()
                if depth == 0:
                    self._assignment()
        self.piece = whole
        self._fields()
        self._packages(words)
        self._operations(words)
        self._words(words)
        self._collect()

    def _hit(self, start: int, end: int, record: int) -> None:
        """Mark a span, unless a part of it is marked or the line has the same mark."""
        if record < 0 or any(start < other_end and other_start < end for other_start, other_end in self.spans):
            return
        end = _closed(self.piece, start, end)
        self.spans.append((start, end))
        self._add(self.number, self.offset + start + 1, self.piece[start:end], record)

    def _hit_unless(self, start: int, end: int, record: int, said: int) -> None:
        """Mark a span; one whose record is said already is done with, whatever else is listed for its words."""
        if record == said:
            self.spans.append((start, end))
        else:
            self._hit(start, end, record)

    def _add(self, line: int, column: int, text: str, record: int) -> None:
        if (line, record) in self.seen or (self.data["records"][record][4] and record in self.said):
            return
        self.seen.add((line, record))
        self.said.add(record)
        self.result.recognised = True
        if len(self.result.marks) >= self.limits["marks"]:
            self.result.more += 1
        else:
            self.result.marks.append(Mark(line, column, text, record))

    # Python ------------------------------------------------------------------------------------------------------------

    def _lookup(self, dotted: str) -> int:
        """Return the record of a dotted name or of the longest part of it that is listed; -1 for none or a name of today."""
        parts = dotted.split(".") if len(dotted) <= 2 * self.limits["name"] else []
        for end in range(len(parts), 0, -1):
            name = ".".join(parts[:end])
            if name in self.data["python"]:
                return int(self.data["python"][name])
            if name in self.reader.known:
                return -1
        return -1

    def _judge(self, dotted: str) -> None:
        """Note a name of a known package that is neither listed nor in an extract."""
        if len(dotted) > 2 * self.limits["name"] or dotted in self.data["roots"]:
            return
        if not any(dotted.startswith(f"{root}.") for root in self.data["roots"]):
            return
        reader, parts = self.reader, dotted.split(".")
        if dotted in reader.modules:
            return
        for name in (".".join(parts[:end]) for end in range(1, len(parts) + 1)):
            if f"{name}." in reader.known or (name in reader.known and name not in reader.modules):
                return
        self._cannot(dotted)

    def _cannot(self, name: str) -> None:
        """Note a name once, also when parts of it follow later; those past the limit are only counted."""
        parts = name.split(".")
        if any(".".join(parts[:end]) in self.noted for end in range(1, len(parts) + 1)):
            return
        self.noted.add(name)
        if len(self.result.unknown) >= self.limits["names"]:
            self.result.unknown_more += 1
        else:
            self.result.unknown[name] = self.number

    def _imports(self) -> bool:
        """Read an import statement or a further line of one; return whether the line was that."""
        if self.importing:
            self._items(self.importing, 0, self.piece.partition("#")[0])
            if ")" in self.piece:
                self.importing = ""
            return True
        match = FROM.match(self.piece)
        if match:
            if not match[1].startswith("."):
                opens = "(" in match[2] and ")" not in match[2]
                self.importing = match[1] if opens or match[2].rstrip(BLANKS).endswith("\\") else ""
                self._hit(match.start(1), match.end(1), self._lookup(match[1]))
                self._items(match[1], match.start(2), match[2])
            return True
        match = IMPORT.match(self.piece)
        if match is None:
            return False
        for item in ITEM.finditer(match[1]):
            start = match.start(1) + item.start(1)
            self._imported(item[1], start, start + len(item[1]), -1)
            name = item[2] or item[1].split(".")[0]
            self.aliases[name] = item[1] if item[2] else name
        return True

    def _items(self, module: str, start: int, text: str) -> None:
        of_module = self._lookup(module)
        for item in ITEM.finditer(text.split(")", maxsplit=1)[0]):
            full = f"{module}.{item[1]}"
            self.aliases[item[2] or item[1]] = full
            self._imported(full, start + item.start(1), start + item.end(1), of_module)

    def _imported(self, dotted: str, start: int, end: int, marked: int) -> None:
        """Mark or judge an imported name, unless its module is marked with the same."""
        record = self._lookup(dotted)
        if record < 0:
            self._judge(dotted)
        else:
            self._hit_unless(start, end, record, marked)

    def _resolve(self, name: str) -> str:
        """Return what a name stands for: through an import or instance, or as it is when it begins with a known package."""
        head, dot, rest = name.partition(".")
        if len(name) > self.limits["name"]:
            return ""
        if head in self.aliases:
            base = self.aliases[head]
            return f"{base}{dot}{rest}" if base else ""
        return name if dot and head in self.reader.roots else ""

    def _code(self) -> None:
        """Go through the tokens of a line: names, calls with their arguments, strings and comments for what they name."""
        piece, at, closes = self.piece, 0, {'"': True, "'": True}
        before, called = "", ""
        while match := TOKEN.search(piece, at):
            at = match.end()
            character = match[0]
            if match[1]:
                called = self._name(match[1], match.start(), at, before)
            elif character in STRINGS and closes[character]:
                inside = STRINGS[character].match(piece, at)
                if inside:
                    self._plain(at, inside.end() - 1)
                    at = inside.end()
                else:
                    closes[character] = False
                called = ""
            elif character == "#":
                self._plain(at, len(piece))
                return
            else:
                self._bracket(character, called)
                called = ""
            before = character

    def _bracket(self, character: str, called: str) -> None:
        if character in "([{":
            if len(self.stack) < self.limits["depth"]:
                self.stack.append(called if character == "(" and called in self.data["arguments"] else "")
        elif character in ")]}" and self.stack:
            self.stack.pop()

    def _name(self, name: str, start: int, end: int, before: str) -> str:
        """Read one dotted name; return what it stands for when it is called next."""
        if name in {"def", "class"} and start == 0:
            self.stack.clear()
        follows, after = _next(self.piece, end)
        resolved = "" if before == "." else self._resolve(name)
        if follows == "=" and after != "=" and "." not in name:
            self._argument(name, start, end)
        elif resolved.startswith("boto3#"):
            self._client_method(name, start, end, resolved[6:].partition(".")[0], follows)
        elif resolved:
            self._resolved(name, start, end, resolved)
        elif "." in name or before == ".":
            self._any_method(name, start, end)
        return resolved if follows == "(" else ""

    def _client_method(self, name: str, start: int, end: int, service: str, follows: str) -> None:
        """Read a method of a client of boto3 whose service is known."""
        reader, last = self.reader, name.rpartition(".")[2]
        if last in reader.methods and reader.methods[last][0] == service:
            self._hit(start, end, reader.methods[last][1])
        elif follows == "(" and "." in name and last not in {*CLIENT_METHODS, *reader.services.get(service, (last,))}:
            self._cannot(f"{service} client: {last}")

    def _resolved(self, name: str, start: int, end: int, resolved: str) -> None:
        """Read a name that is imported, an instance, or whole; what its import says already is not said again."""
        head = name.partition(".")[0]
        record = self._lookup(resolved)
        if record >= 0:
            self._hit_unless(start, end, record, self._lookup(self.aliases[head]) if head in self.aliases else -1)
        elif head in self.aliases and f"{head}=" not in self.aliases:
            self._judge(resolved)

    def _any_method(self, name: str, start: int, end: int) -> None:
        """Read a method of who knows what: only a name long enough to be nobody else's is marked."""
        head, last = name.partition(".")[0], name.rpartition(".")[2]
        mine = last in self.reader.methods and last.count("_") >= self.limits["snake"] - 1
        if mine and not self.aliases.get(head):
            self._hit(start, end, self.reader.methods[last][1])

    def _argument(self, name: str, start: int, end: int) -> None:
        owner = self.stack[-1] if self.stack else ""
        if owner and name in self.data["arguments"][owner]:
            self._hit(start, end, self.data["arguments"][owner][name])
        elif name in self.data["fields"] and "" in self.data["fields"][name] and re.search("[a-z0-9][A-Z]", name):
            self._hit(start, end, self.data["fields"][name][""])
        elif self.google and name in self.reader.beta_arguments:
            self._hit(start, end, self.reader.beta_arguments[name])

    def _plain(self, start: int, end: int) -> None:
        """Look for whole dotted names in a string or comment."""
        for match in DOTTED.finditer(self.piece, start, end):
            if "." in match[0] and match[0].split(".")[0] in self.reader.roots:
                self._hit(match.start(), match.end(), self._lookup(match[0]))

    def _assignment(self) -> None:
        match = ASSIGN.match(self.piece)
        if match is None:
            return
        target, value = match[1], match[2] or ""
        client = CLIENT.search(self.piece)
        resolved = self.aliases.get(value, "") if "." not in value else self._resolve(value)
        self.aliases.pop(f"{target}=", None)
        if client:
            self.aliases[target] = f"boto3#{client[1]}"
        elif resolved and match[3] and resolved.rpartition(".")[2][:1].isupper():
            self.aliases[target] = resolved
            self.aliases[f"{target}="] = resolved
        elif resolved and not match[3]:
            self.aliases[target] = resolved
        elif target in self.aliases or target in self.reader.roots:
            self.aliases[target] = ""

    # Keys, packages, words ---------------------------------------------------------------------------------------------

    def _fields(self) -> None:
        keys = [(match[2], match.start(2), match.end()) for match in QUOTED_KEY.finditer(self.piece)]
        keys += [(match[1], match.start(1), match.end()) for match in FLOW_KEY.finditer(self.piece)]
        plain = PLAIN_KEY.match(self.piece)
        if plain:
            keys.append((plain[1], plain.start(1), plain.end()))
        for key, start, end in keys:
            values = self.data["fields"].get(key)
            if values:
                found = VALUE.match(self.piece, end)
                value = found[1].strip(BLANKS) if found else ""
                record = values.get(value, values.get("", -1))
                self._hit(start, start + len(key), record)
            elif self.google and key in self.data["beta"]:
                self._hit(start, start + len(key), self.data["beta"][key])

    def _packages(self, words: list[tuple[str, int, int]]) -> None:
        texts = [word for word, _, _ in words]
        installs = bool(INSTALLERS.intersection(texts)) and ("install" in texts or "add" in texts)
        for index, (word, start, end) in enumerate(words):
            name = word.lower().replace("_", "-")
            if name not in self.data["packages"]:
                continue
            versions = VERSIONS.match(self.piece, end)
            pairs = VERSION.findall(versions[1] if versions else "")
            alone = index == 0 or self.piece[start - 1] in STRINGS
            if "-" not in name and not installs and not (alone and pairs):
                continue
            for below, record in self.data["packages"][name]:
                if below == 0 or _is_below(pairs, below):
                    self._hit(start, end, record)
                    break

    def _operations(self, words: list[tuple[str, int, int]]) -> None:
        for index, (word, start, end) in enumerate(words):
            if word in self.data["operations"] and (self.sagemaker or self._is_long(word)):
                self._hit(start, end, self.data["operations"][word][1])
            elif word in self.reader.kebab:
                service, record = self.reader.kebab[word]
                of_service = index > 0 and words[index - 1][0] == service
                if of_service or word.count("-") >= self.limits["snake"] - 1:
                    self._hit(start, end, record)
            elif len(word) <= self.limits["name"]:
                self._operation_elsewhere(word, start, end)

    def _operation_elsewhere(self, word: str, start: int, end: int) -> None:
        """Read an operation as other SDKs have it: `client.createLabelingJob`, `CreateLabelingJobCommand`."""
        for part in word.split("."):
            name = KIND.sub("", part)
            name = name[:1].upper() + name[1:]
            if name in self.data["operations"] and self._is_long(name):
                self._hit(start, end, self.data["operations"][name][1])

    def _is_long(self, operation: str) -> bool:
        """Return whether an operation has words enough to be nobody else's."""
        return snake(operation).count("_") >= int(self.limits["snake"]) - 1

    def _words(self, words: list[tuple[str, int, int]]) -> None:
        index = 0
        while index < len(words):
            index = self._phrase(words, index)

    def _phrase(self, words: list[tuple[str, int, int]], index: int) -> int:
        """Look for the longest phrase that begins at a word; return the index of the word to go on with."""
        word, start, end = words[index]
        last, found = -1, -1
        for rest, record in self.data["words"].get(spelled(word), ()):
            last = self._matches(words, index, rest)
            if last >= 0:
                found = record
                break
        for rest, record, google in self.data["phrases"].get(word.lower(), ()):
            at = self._matches(words, index, rest, small=True) if self.google or not google else -1
            if at > last:
                last, found = at, record
        if last >= 0:
            self.result.recognised = True
            self._hit(start, words[last][2], found)
            return last + 1
        record = self._single(spelled(word))
        if record >= 0:
            self._hit(start, end, record)
        return index + 1

    def _matches(self, words: list[tuple[str, int, int]], index: int, rest: list[str], *, small: bool = False) -> int:
        for at in range(0, len(rest), 2):
            index += 1
            if index >= len(words):
                return -1
            gap = self.piece[words[index - 1][2] : words[index][1]]
            word = words[index][0]
            if between(gap) != rest[at] or (word.lower() if small else spelled(word)) != rest[at + 1]:
                return -1
        return index

    def _single(self, word: str) -> int:
        """Return the record of a word without its last parts (`gemini-1.5-pro-002`), of a part, or of the beta API."""
        lists = self.data["words"]
        if len(word) > self.limits["name"]:
            return -1
        if re.search("[0-9]", word):
            cut = max(word.rfind("-"), word.rfind("."))
            while cut > 0:
                word_ = word[:cut]
                if re.search("[0-9]", word_) and (record := _alone(lists.get(word_, ()))) >= 0:
                    return record
                cut = max(word_.rfind("-"), word_.rfind("."))
        parts = word.split(".")
        for part in parts:
            if len(parts) > 1 and re.search("[a-z0-9][A-Z]|[a-z]_", part):
                record = _alone(lists.get(part, ()))
                if record >= 0:
                    return record
            if self.google and part in self.data["beta"] and part[0].isupper():
                return int(self.data["beta"][part])
        return -1

    # Commands ----------------------------------------------------------------------------------------------------------

    def _collect(self) -> None:
        """Add the words of a line to the command that it is, or goes on with; look at the command when it ends."""
        goes_on = self.piece.rstrip(BLANKS).endswith("\\")
        for match in re.finditer(r"[^ \t]+", self.piece):
            word = match[0].lstrip("\"'`($>*|!%")
            shift = len(match[0]) - len(word)
            word = word.rstrip("\"'`),.;:*|")
            if word not in {"", "\\"} and len(self.command) < self.limits["piece"]:
                self.command.append((word, self.number, self.offset + match.start() + shift + 1))
        if not goes_on:
            self._commands()

    def _commands(self) -> None:
        words, self.command = self.command, []
        for index, (word, line, column) in enumerate(words):
            for rest, record in self.data["commands"].get(word, ()) if isinstance(word, str) else ():
                if _runs(words, index, rest, self.limits["options"]):
                    self._add(line, column, " ".join([word, *rest]), record)
                    break


def _runs(words: list[tuple[str, int, int]], index: int, rest: list[str], most: int) -> bool:
    """Return whether a command's words follow one another, and its options anywhere after them."""
    at = index + 1
    if at < len(words) and words[at][0] in {"alpha", "beta"} and rest[:1] not in (["alpha"], ["beta"]):
        at += 1
    for want in rest:
        if want.startswith("-"):
            if not any(word.split("=")[0] == want for word, _, _ in words[at : at + most]):
                return False
        else:
            if at >= len(words) or words[at][0] != want:
                return False
            at += 1
    return True


def _of_cell(cell: re.Match[str]) -> str:
    """Return a line of a notebook's cell as code, each character in its column."""
    text = cell[2].removesuffix("\\n").replace('\\"', ' "')
    return " " * len(cell[1]) + text


def _pieces(line: str, most: int) -> Iterator[tuple[int, str]]:
    """Yield (offset, piece) of a line; one with more than `most` characters is cut where no name is."""
    start = 0
    while len(line) - start > most:
        end = start + most
        cut = max(line.rfind(character, start + most // 2, end) for character in " ,;{")
        end = cut + 1 if cut > 0 else end
        yield start, line[start:end]
        start = end
    yield start, line[start:]


def _statements(line: str, most: int) -> Iterator[str]:
    """Yield the statements of a line, the rest in one after `most`, each with blanks for what stands before it."""
    start, quote = 0, ""
    cuts: list[int] = []
    for index, character in enumerate(line) if ";" in line else ():
        if quote:
            quote = "" if character == quote else quote
        elif character in STRINGS:
            quote = character
        elif character == "#" or len(cuts) == most:
            break
        elif character == ";":
            cuts.append(index)
    for cut in cuts:
        yield " " * start + line[start:cut]
        start = cut + 1
    yield " " * start + line[start:]


def _closed(piece: str, start: int, end: int) -> int:
    """Return where a mark ends that would end before the quote or bracket that closes what it opens."""
    while end < len(piece):
        text, character = piece[start:end], piece[end]
        if not (character in STRINGS and text.count(character) % 2) and not (
            character == ")" and text.count("(") > text.count(")")
        ):
            break
        end += 1
    return end


def _next(piece: str, at: int) -> tuple[str, str]:
    """Return the next character after blanks, and the one after it."""
    while at < len(piece) and piece[at] in " \t":
        at += 1
    return piece[at : at + 1], piece[at + 1 : at + 2]


def _alone(phrases: Iterable[tuple[list[str], int]]) -> int:
    return next((record for rest, record in phrases if not rest), -1)


def _is_below(pairs: list[tuple[str, str]], below: int) -> bool:
    """Return whether a package's versions are pinned below a major version."""
    for character, major in pairs:
        if character in {"==", "===", "~=", "=", "<="} and int(major) < below:
            return True
        if character == "<" and int(major) <= below:
            return True
    return False


# The command ----------------------------------------------------------------------------------------------------------


def check_files(
    files: list[str], fail_on: Iterable[str] = ("dead",), *, all_: bool = False, as_data: bool = False
) -> int:
    """Print every mark of the files (`-`: standard input); return 1 when one has a level of `fail_on`.

    Old names of products that are still understood are left out unless `all_`; so are files of more than `LARGEST_FILE`.
    """
    reader = Reader(lists_data(lists(load_catalog())))
    failed, out = False, []
    for name in files:
        try:
            text = _text_of(name)
        except OSError as error:
            sys.stderr.write(f"{name}: found no readable file ({error.strerror}); expected a text\n")
            failed = True
            continue
        result = reader.read(text)
        for mark in result.marks:
            level, says, today, record, quiet = reader.data["records"][mark.record]
            failed = failed or level in fail_on
            if all_ or not quiet:
                place = {"file": name, "line": mark.line, "column": mark.column, "found": mark.text}
                out.append({**place, "level": level, "says": says, "today": today, "id": record})
        if name == "-" and not result.recognised:
            sys.stderr.write("Nothing of the three platforms recognised: nothing was judged.\n")
        for count, what in ((result.left_out, "characters"), (result.more, "marks")):
            if count:
                sys.stderr.write(f"{name}: {count:,} {what} left out\n")
    if as_data:
        print(json.dumps(out, ensure_ascii=False, indent=1))
    for said in () if as_data else out:
        advice = f" Today: {said['today']}" if said["today"] else ""
        print(
            f"{said['file']}:{said['line']}: found {said['found']}; {said['level']}: {said['says']}{advice} [{said['id']}]"
        )
    return 1 if failed else 0


def _text_of(name: str) -> str:
    """Return the text of a file, with a replacement character for each byte that is not UTF-8; empty, with a line on standard error, for a file too large."""
    most = LARGEST_FILE + 1  # read no more: what has no size may never end, such as a device
    if name == "-":
        raw = sys.stdin.buffer.read(most)
    else:
        with Path(name).open("rb") as file:
            raw = file.read(most)
    if len(raw) > LARGEST_FILE:
        sys.stderr.write(f"{name}: left out; found more than {LARGEST_FILE:,} bytes\n")
        return ""
    return raw.decode("utf-8-sig", errors="replace")


def levels(text: str) -> tuple[str, ...]:
    """Read `--fail-on dead,closed`; the error names what is no level."""
    chosen = tuple(filter(None, text.split(",")))
    for level in chosen:
        if level not in LEVELS:
            raise argparse.ArgumentTypeError(f"found {level!r}; expected some of {', '.join(LEVELS)}")
    return chosen
