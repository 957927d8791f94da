"""Whatever comes in, from files, archives, addresses or storage: nothing executes, nothing is lost, messages are plain."""

from __future__ import annotations

import datetime as dt
import io
import random
import time
from pathlib import Path

import pytest

from macros.api import load_surface
from macros.catalog import load_catalog
from macros.paste import as_json, lists
from macros.yaml_files import LONGEST_SHOWN, MAX_BYTES, DataError, parse_yaml
from publish import addresses, data_api
from publish.cli import main
from publish.journal import JournalError, add_entries, journal_faults
from publish.paste import Reader
from publish.recheck import answers_of

SECONDS = 5  # of the processor, for the largest file that is read; going back over one would take hours


# YAML ------------------------------------------------------------------------------------------------------------------

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]\n" for before, one in zip("abcdefghij", "bcdefghijk", strict=True)
)
FULL = MAX_BYTES // 4
YAML = {
    "an alias of itself": ("&a [*a]", 1, r"an alias \(\*a\)"),
    "a merge": ("a: &b {c: 1}\nd:\n  <<: *b\n", 3, r"an alias \(\*b\)"),
    "a billion laughs": (LAUGHS, 2, r"an alias \(\*a\)"),
    "a call": ("a: 1\nb: !!python/object/apply:os.system [id]\n", 2, r"a tag \(.*os\.system\)"),
    "a name of Python": ("a: !!python/name:os.system\n", 1, r"a tag \(.*os\.system\)"),
    "bytes in letters": ("a: !!binary aGk=\n", 1, r"a tag \(.*binary\)"),
    "a tag of its own": ("%TAG ! tag:x,2000:\n---\n!call a\n", 3, r"a tag \(tag:x,2000:call\)"),
    "brackets": ("a: " + "[" * FULL, 1, "nesting"),
    "braces": ("{a: " * FULL, 1, "nesting"),
    "dashes": ("- " * FULL, 1, "nesting"),
    "questions": ("? " * FULL, 1, "nesting"),
    "steps": ("".join(f"{' ' * depth}a:\n" for depth in range(1900)), 1, "nesting"),
    "brackets as deep as the parser goes": (
        "a:\n  " + "[" * 900 + "]" * 900,
        2,
        "deeper nesting; expected at most 20 levels",
    ),
    "a key twice": ("a: 1\nb: 2\na: 3\n", 3, r"a second 'a' \(first on line 1\)"),
    "a list as a key": ("? [a]\n: 1\n", 1, "a key that is not text"),
    "a map as a key": ("{a: 1}: 2\n", 1, "a key that is not text"),
    "a control character": ("a: \x07\n", 1, "control characters"),
    "an escape sequence": ('a: 1\nb: "\\e[2J"\n', 2, r"b: found the unseen character U\+001B"),
    "an escape sequence in a key": ('"\\e]0;x": 1\n', 1, r"the unseen character U\+001B"),
    "text turned around": ("a:\n  - \u202etxt.exe\n", 2, r"a\.0: found the unseen character U\+202E"),
    "a blank without width": ("a: pass\u200bword\n", 1, r"the unseen character U\+200B"),
    "a half of a character": ('a: "\\ud800"\n', 1, "invalid Unicode"),
    "another encoding": ("a: 1\n".encode("utf-16"), 1, "bytes that are not UTF-8 at offset 0"),
    "two documents": ("a: 1\n---\nb: 2\n", 2, "another document"),
    "nothing": ("#" * MAX_BYTES, 1, "an empty file"),
    "too much": ("#" * (MAX_BYTES + 1), 1, "at most 2000000 bytes"),
}


@pytest.mark.parametrize("name", YAML)
def test_a_hostile_file_is_a_fault_at_its_line_and_soon(name):
    text, line, pattern = YAML[name]
    began = time.process_time()
    file = parse_yaml(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"), "data/x.yml")
    assert time.process_time() - began < SECONDS
    with pytest.raises(DataError, match=pattern):
        raise DataError(file.faults)
    assert {fault.line for fault in file.faults} == {line} or "nesting" in pattern


@pytest.mark.parametrize(
    "text",
    ["a: " + "9" * 1_000_000, "a: 0." + "9" * 1_000_000, "a: -" + "1" * 400 + ".5", "a: 1e999999999", "a: .inf"],
    ids=lambda text: text[:12],
)
def test_a_number_that_no_computer_holds_stays_text(text):
    assert parse_yaml(text.encode(), "data/x.yml").value == {"a": text[3:]}


def test_a_message_is_not_endless_and_holds_nothing_that_a_terminal_obeys():
    key = "\\e]0;owned\\a" + "a" * 100_000
    file = parse_yaml(f'? "{key}"\n: 1\n? "{key}"\n: 2\n'.encode(), "data/\x1b[2J.yml")
    said = str(DataError(file.faults))
    assert "a second" in said
    assert all(line.isprintable() and len(line) < 4 * LONGEST_SHOWN for line in said.split("\n"))


def test_an_extract_that_cannot_be_read_is_told(tmp_path):
    broken = {
        "deep": "[" * 100_000,
        "deeper": '{"api": ' * 100_000,
        "bytes": "\xff",
        "cut": '{"api": "x"',
        "long": "9" * 5000,
    }
    for name, text in broken.items():
        (tmp_path / f"{name}.json").write_bytes(text.encode("latin-1"))
    assert load_surface(tmp_path).unreadable.keys() == {f"{name}.json" for name in broken}


def test_what_is_no_file_is_a_fault(shared_data):
    (shared_data / "names" / "folder.yml").mkdir()
    (shared_data / "names" / ".#editor.yml").symlink_to("nobody@nowhere.1")
    try:
        with pytest.raises(DataError) as caught:
            load_catalog(shared_data)
    finally:
        (shared_data / "names" / "folder.yml").rmdir()
        (shared_data / "names" / ".#editor.yml").unlink()
    told = {fault.file: fault.found for fault in caught.value.faults}
    assert "Is a directory" in told["data/names/folder.yml"]
    assert "No such file" in told["data/names/.#editor.yml"]


# Code that is checked ------------------------------------------------------------------------------------------------

BYTES = {
    "every byte": bytes(range(256)) * 100,
    "no text": b"\xff\xfe\x00import sagemaker",
    "half a character": b"ml.p2 \xf0\x9f",
    "no end": None,
}


@pytest.mark.parametrize("name", BYTES)
@pytest.mark.parametrize("way", ["file", "standard input"])
def test_the_check_of_code_takes_any_bytes(tmp_path, monkeypatch, capsys, name, way):
    raw = BYTES[name]
    path = Path("/dev/zero") if raw is None else tmp_path / "code"
    if raw is not None:
        path.write_bytes(raw)
    with path.open("rb") as file:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(file, encoding="utf-8", errors="strict"))
        assert main(["paste", str(path) if way == "file" else "-"]) == 0
    assert ("left out; found more than 1,000,000 bytes" in capsys.readouterr().err) == (raw is None)


def test_a_mark_of_the_byte_order_hides_no_import(tmp_path, capsys):
    (tmp_path / "code.py").write_bytes(b"\xef\xbb\xbfimport sagemaker as sm\nsm.huggingface\n")
    main(["paste", "--all", str(tmp_path / "code.py")])
    assert "code.py:2: found sm.huggingface" in capsys.readouterr().out


SIGNS = (
    *"\"'\\()[]{}=;#.:,$`|%@\0\t\r\n\u2028",
    *(
        " import ",
        "from ",
        " as ",
        "client(",
        "az ml ",
        "gcloud ai ",
        "pip install ",
        "==1",
        '"cell_type"',
        "\\\n",
        "🙂",
    ),
)


def test_the_reader_of_code_takes_any_text(catalog):
    """Two thousand texts of signs and of names that it knows, by a fixed seed; none is an error, none holds up the rest."""
    data = as_json(lists(catalog))
    names = [
        name for part in ("python", "words", "operations", "fields", "packages", "commands") for name in data[part]
    ]
    chosen, reader, began = random.Random(8), Reader(data), time.process_time()  # noqa: S311 - the same texts each time
    for count in [3, 10, 40, 200] * 500:
        reader.read("".join(chosen.choice(names if chosen.random() < 0.3 else SIGNS) for _ in range(count)))
    assert time.process_time() - began < 6 * SECONDS


# What the commands keep ----------------------------------------------------------------------------------------------

DAMAGES = {
    "empty": lambda _: b"",
    "cut off": lambda raw: raw[: len(raw) // 2],
    "no text": lambda raw: b"\xff\xfe" + raw,
    "too deep": lambda raw: raw + b"\nx: " + b"[" * 100_000,
    "something behind it": lambda raw: raw + b"\x00\x1b[2J",
    "a list": lambda _: b"[1, 2]",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_journal_or_snapshot_is_told_and_left_as_it_is(shared_data, damage):
    for name in ("journal.yml", "snapshot.json"):
        path = shared_data / name
        raw = path.read_bytes()
        path.write_bytes(DAMAGES[damage](raw))
        said = [str(fault) for fault in journal_faults(shared_data)]
        assert said
        assert all(line.isprintable() for line in said)
        if name == "journal.yml":
            with pytest.raises((DataError, JournalError)):
                add_entries("wording", "No reason", data=shared_data)
            assert path.read_bytes() == DAMAGES[damage](raw)
        path.write_bytes(raw)


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "[1]", "{}\xff"], ids=lambda text: text[:4])
def test_what_was_released_or_answered_and_is_damaged_is_told(catalog, tmp_path, monkeypatch, text):
    for name in ("1.0.0.json", "2026.1.txt", ".cache/recheck.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text.encode("latin-1"))
    monkeypatch.setattr(data_api, "SHAPES", tmp_path)
    monkeypatch.setattr(addresses, "RELEASED", tmp_path)
    assert any(fault.file == "1.0.0.json" for fault in data_api.shape_faults())
    assert [fault.file for fault in addresses.address_faults(catalog)] == ["data/released/2026.1.txt"]
    assert answers_of(tmp_path / "data", dt.date(2026, 11, 27)) == []
