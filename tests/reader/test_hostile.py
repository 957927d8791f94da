"""Whatever comes in, from files, archives, addresses or storage: nothing executes, nothing is lost, messages are plain."""

from __future__ import annotations

import datetime as dt
import json
import random
import time
from urllib.parse import quote

import pytest
from conftest import settle

from cloud_ml_platforms.api_surface.references import load_surface
from cloud_ml_platforms.catalog.yaml_files import LONGEST_SHOWN, MAX_BYTES, DataError, parse_yaml
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.journal.entries import add_entries
from cloud_ml_platforms.journal.recheck import answered_today
from cloud_ml_platforms.text.inline import to_html
from cloud_ml_platforms.text.links import Links

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


def test_what_is_no_file_is_a_fault(world_data):
    data = world_data
    (data / "names" / "folder.yml").mkdir()
    (data / "names" / ".#editor.yml").symlink_to("nobody@nowhere.1")
    try:
        with pytest.raises(DataError) as caught:
            load_catalog(data)
    finally:
        (data / "names" / "folder.yml").rmdir()
        (data / "names" / ".#editor.yml").unlink()
    told = {fault.file: fault.found for fault in caught.value.faults}
    assert "Is a directory" in told["data/names/folder.yml"]
    assert "No such file" in told["data/names/.#editor.yml"]


@pytest.mark.parametrize("sign", ["`", "``a ", "**a", "{a|`", "[a](https://", "[[", "{a|"])
def test_a_text_of_any_signs_is_rendered_soon(world, sign):
    """Six thousand characters are the most that a text of the data has."""
    began = time.process_time()
    assert "<script" not in to_html(f"<script>{sign * (6000 // len(sign))}", world, Links(""))
    assert time.process_time() - began < 1


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
def test_a_damaged_entry_of_the_journal_is_told_and_left_as_it_is(world_data, compared, damage):
    path = next((world_data / "journal").iterdir())
    damaged = DAMAGES[damage](path.read_bytes())
    path.write_bytes(damaged)
    with pytest.raises(DataError) as caught:
        add_entries("wording", "No reason", data=world_data)
    assert all(line.isprintable() for line in str(caught.value).splitlines())
    assert path.read_bytes() == damaged


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "[1]", "{}\xff"], ids=lambda text: text[:4])
def test_what_was_answered_and_is_damaged_is_left_aside(tmp_path, text):
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "recheck.json").write_bytes(text.encode("latin-1"))
    assert answered_today(tmp_path / "data", dt.date(2026, 11, 27)) == []


# Addresses -----------------------------------------------------------------------------------------------------------

MARKUP = "\"'><img src=x onerror=owned=1><svg/onload=owned=1>"
NAMES = (
    "__proto__",
    "constructor",
    "toString",
    "constructor.valueOf",
    "sagemaker.toString",
    "hasOwnProperty.sagemaker",
)
STRANGE = (
    *(
        MARKUP,
        "javascript:owned=1",
        "%E0%A4%A",
        "%",
        "%00",
        "\\",
        "]",
        "'",
        "..%2F..%2F",
        "//x.example/",
        "\u202e\U0001f600",
    ),
    *("NaN", "Infinity", "-1", "1e999", "9" * 400, "0.0000001", "", "a" * 3000, "[]", "{}", "true", "null", "2026-13"),
    *(
        "sagemaker",
        "azure-ml",
        "sagemaker.sagemaker",
        "q-canary-way-back",
        "ep-rollback",
        "core",
        "due",
        "missed",
        "1",
        "30",
    ),
)
READ = {  # each page that reads its address, with the keys that it knows
    "about/": ("lens", "at"),
    "compare/": ("q", "c", "s", "p", "lens", "at"),
    "compare/names/": ("q", "p"),
    "compare/since/": ("a", "d"),
    "reference/changes/": ("k", "p"),
    "choose/selector/": ("need", "most", "more", "some", "own", "full", "pv", "j"),
    "choose/cost/": ("p", "cloud", "at", "requests", "hours"),
    "learn/": ("a", "b", "n"),
    "interview/mock/": ("i", "p", "m", "v", "c", "t"),
    "interview/practice/": ("t", "p", "l", "q"),
    "interview/questions/": ("q", "t", "l", "p", "s"),
}
OWN = {
    "format": "cloud-ml-platforms progress",
    "version": 1,
    "cards": {
        "q-canary-way-back azure-ml": {
            "last": "2026-11-20",
            "due": "2026-11-21",
            "step": 1,
            "grade": "got",
            "missed": ["a"],
            "times": 3,
        },
        "q-of-a-later-copy vertex-ai": {
            "last": "2026-11-20",
            "due": "2026-11-21",
            "step": 0,
            "grade": "again",
            "missed": [],
            "times": 1,
            "ease": 2,
        },
    },
    "ticks": {"plan-first azure-ml": "2026-11-20"},
    "plan": {"a": "sagemaker", "b": "azure-ml", "n": 3, "day": "2026-11-20"},
    "later": {"any": ["thing"]},
}
FOLLOW = """async (hashes) => {
  for (const hash of hashes) {
    location.hash = hash;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
}"""
HARM = """() => [
  ...document.querySelectorAll("[onerror], [onload], [href^='javascript:'], [src='x']"),
  ...("owned" in window ? ["executed"] : []), ...("owned" in {} ? ["polluted"] : []),
].map((one) => one.outerHTML || one)"""


def fragments(chosen, keys, count):
    """Yield fragments: states with keys of the page and others, and what is no state; some twice, some escaped."""
    for _ in range(count):
        values = [chosen.choice(STRANGE + NAMES) for _ in range(chosen.choice([1, 1, 2, 6]))]
        if chosen.random() < 0.3:
            yield "#" + "".join(values)
        else:
            pairs = [(chosen.choice(keys + NAMES[:2]), value) for value in values]
            yield "#?" + "&".join(f"{key}={quote(value) if chosen.random() < 0.5 else value}" for key, value in pairs)


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "copy"),
    [*((path, "served") for path in READ), *((path, "from disk") for path in ("compare/", "learn/", "choose/cost/"))],
)
def test_no_address_does_harm(request, open_page, path, copy):
    """Fragments that follow one another and three that a page is opened with; most by a fixed seed."""
    chosen = random.Random(path)  # noqa: S311 - the same each time
    if copy == "served":
        root = request.getfixturevalue("base_url")
        address = root + path
    else:
        folder = request.getfixturevalue("offline_site")
        root = f"{folder.as_uri()}/"
        name = f"{path}index.html" if (folder / path / "index.html").is_file() else f"{path.rstrip('/')}.html"
        address = root + name
    page = open_page(f"{root}assets/favicon.svg")
    page.evaluate("text => localStorage.setItem('cmlp:1:progress', text)", json.dumps(OWN))
    said = "&".join(f"{key}={quote(MARKUP)}" for key in READ[path] if key != "q")
    # One with a query and one without by turns: a fragment alone would load nothing.
    for hash_ in (f"?{said}#?{said}", next(fragments(chosen, READ[path], 1)), f"?{said}#{MARKUP}"):
        page.goto(address + hash_)
        page.evaluate(
            "new Promise((done) => requestIdleCallback(() => setTimeout(done), {timeout: 1000}))"
        )  # scripts have read it
        assert page.evaluate(HARM) == []
    strangers = [f"#?{said}", f"#{quote(MARKUP)}", *fragments(chosen, READ[path], 15)]
    page.evaluate(FOLLOW, [*strangers, *(f"#?lens={name}" for name in NAMES)])
    settle(page)
    assert page.evaluate(HARM) == []
    assert (page.problems, page.foreign) == ([], [])
    assert json.loads(page.evaluate("localStorage.getItem('cmlp:1:progress')")) == OWN
    pair = page.evaluate("CMLP.pair()")
    assert set(pair) <= {"sagemaker", "vertex-ai", "azure-ml"}
    assert (page.evaluate("CMLP.load('lens')") or "") == ".".join(pair)


# Storage and imported files ------------------------------------------------------------------------------------------

WRONG = (
    *(
        None,
        True,
        -1,
        1e308,
        10**400,
        "",
        MARKUP,
        "\u202e\x1b[2J",
        [],
        {},
        ["a"] * 30,
        {"__proto__": {"owned": 1}},
        "2026-02-30",
    ),
    *("9999-12-31", "again", 2, 1_000_000, {"a b": 1}, "x" * 5000, [[[[]]]]),
)


def changed(chosen, value, depth=0):
    """Return a copy of a value with one part that is another, is gone, or is added."""
    if isinstance(value, dict) and value and (depth == 0 or chosen.random() < 0.8):
        key = chosen.choice(sorted(value))
        match chosen.randrange(6):
            case 0:
                return {one: value[one] for one in value if one != key}
            case 1:
                return {**value, chosen.choice([*NAMES, MARKUP, "a b", "x"]): chosen.choice(WRONG)}
            case _:
                return {**value, key: changed(chosen, value[key], depth + 1)}
    return chosen.choice(WRONG)


def stored_texts(count):
    """Return what a storage or a file may hold: progress of any version and shape, other text, other JSON."""
    chosen = random.Random(9)  # noqa: S311 - the same each time
    whole = json.dumps(OWN)
    deep = "[" * 200_000 + "]" * 200_000
    texts = ["", "{", "null", "[]", "0", deep, whole[:-1] + f', "x": {deep}}}', "x" * 4_000_001, MARKUP, "\x00\u202e"]
    texts += [json.dumps({**OWN, "version": version}) for version in (0, 2, 1e30, "1", None, [1])]
    texts += [json.dumps(changed(chosen, OWN)) for _ in range(count)]
    texts += [whole[: chosen.randrange(len(whole))] + chosen.choice(STRANGE) for _ in range(count // 5)]
    return texts


KEEP = """(texts) => texts.map((text) => {
  localStorage.clear();
  CMLP.progress.clear();
  localStorage.setItem(CMLP.prefix + "progress", text);
  const { progress: before, newer } = CMLP.coach.read(text);
  CMLP.progress.change((kept) => CMLP.coach.tick(kept, "plan-x azure-ml", "2026-11-27"));
  const now = CMLP.load("progress");
  const all = Object.values({ ...localStorage });
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const after = now && CMLP.coach.read(now).progress;
  const kept = before ? after && same({ ...before, ticks: 0 }, { ...after, ticks: 0 }) : !text || all.includes(text);
  const ticked = "plan-x azure-ml" in CMLP.progress.get().ticks;
  return { kept: Boolean(kept), ticked, newer: !newer || now === text, note: CMLP.progress.note(), silent: Boolean(!before && text) };
})"""


@pytest.mark.site
@pytest.mark.browser
def test_whatever_is_stored_nothing_of_it_is_lost_and_practice_goes_on(open_page, base_url):
    page = open_page(base_url + "interview/practice/")
    page.wait_for_function("!document.querySelector('.progress-tools').hidden")
    texts = stored_texts(150)
    for text, told in zip(texts, page.evaluate(KEEP, texts), strict=True):
        assert told["kept"], text[:300]
        assert told["ticked"], text[:300]
        assert told["newer"], text[:300]
        assert bool(told["note"]) == told["silent"], (text[:300], told["note"])
        assert told["note"].isprintable(), text[:300]
        assert len(told["note"]) < 400, text[:300]
    assert page.evaluate(HARM) == []
    assert page.problems == []


@pytest.mark.site
@pytest.mark.browser
def test_whatever_is_imported_is_taken_whole_or_not_at_all(open_page, base_url):
    """A file that is refused changes nothing; one that is taken can be read again, also after years of practice."""
    page = open_page(base_url + "interview/practice/")
    page.wait_for_function("!document.querySelector('.progress-tools').hidden")
    record = OWN["cards"]["q-canary-way-back azure-ml"]
    many = {f"q-{number} azure-ml": record for number in range(10_001)}
    texts = [text for text in stored_texts(25) if text]
    files = [(f"{MARKUP}.json", text.encode("utf-8", "surrogatepass"), "") for text in texts]
    files += [
        ("none.json", b"", "expected a progress file"),
        ("bytes.json", bytes(range(256)), "expected a progress file"),
        ("large.json", b" " * 16_000_001, "found 16000001 bytes, expected at most 16000000"),
        (
            "many.json",
            json.dumps({**OWN, "cards": many}).encode(),
            "cards: found 10003 entries with those that are here",
        ),
        ("long.json", json.dumps({**OWN, "latest": "x" * 2_000_000}).encode(), "characters with those that are here"),
        ("newer.json", json.dumps({**OWN, "version": 2}).encode(), "open it with a newer copy"),
    ]
    refused = 0
    for name, body, expected in files:
        page.evaluate(
            "text => { localStorage.setItem('cmlp:1:progress', text); document.querySelector('.progress-result').textContent = ''; }",
            json.dumps(OWN),
        )
        page.locator(".import input").set_input_files(
            {"name": name.replace("/", ""), "mimeType": "text/plain", "buffer": body}
        )
        page.wait_for_function("document.querySelector('.progress-result').textContent !== ''")
        said = page.locator(".progress-result").text_content()
        now = json.loads(page.evaluate("localStorage.getItem('cmlp:1:progress')"))
        assert expected in said
        if said.startswith("Imported: "):
            assert OWN["cards"].keys() <= now["cards"].keys()
        else:
            refused += 1
            assert said.startswith("Not imported, nothing was changed. "), (said, body[:200])
            assert now == OWN, body[:200]
        assert said.isprintable()
        assert len(said) < 500
    assert 20 < refused < len(files)
    assert page.evaluate(HARM) == []
    assert page.problems == []
    most = {**OWN, "cards": {"q-canary-way-back azure-ml": {**record, "times": 1_000_000}}}
    given = {"asked": ["a"], "named": [], "today": "2026-11-27"}
    again = page.evaluate(
        "([text, key, given]) => CMLP.coach.read(JSON.stringify(CMLP.coach.grade(CMLP.coach.read(text).progress, key, 'got', given)))",
        [json.dumps(most), "q-canary-way-back azure-ml", given],
    )
    assert "problem" not in again


INTERVIEWS = (
    *({"ids": "q"}, {"ids": ["__proto__"]}, {"notes": "x"}, {"notes": {"0": 1}}, {"said": "x"}, {"said": {"0": "x"}}),
    *({"shown": 1}, {"platform": "toString"}, {"at": -1}, {"minutes": None}, {"version": [1]}),
)


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("path", ["interview/mock/", "learn/", "compare/"])
def test_no_page_falls_over_what_its_storage_holds(open_page, base_url, path):
    """Keys that a page knows with what an older or newer copy, or nobody, wrote."""
    page = open_page(base_url + "404.html")
    texts = [
        MARKUP,
        "constructor.valueOf",
        "-1",
        json.dumps({**OWN, "plan": {**OWN["plan"], "a": "x-y", "b": "constructor"}}),
    ]
    if path == "interview/mock/":
        interview = {"ids": ["q-canary-way-back"], "platform": "azure-ml", "minutes": 30, "version": "x", "at": 0}
        interview |= {"seconds": 0, "notes": {}, "said": {}, "shown": []}
        texts += [json.dumps({**interview, **wrong}) for wrong in INTERVIEWS]
    for text in texts:
        page.evaluate(
            "text => ['progress', 'mock', 'lens', 'keys', 'offline', 'offline-later', 'offline-asked'].forEach((key) => localStorage.setItem('cmlp:1:' + key, text))",
            text,
        )
        page.goto(base_url + path)
        if path == "interview/mock/":
            page.wait_for_function(
                "['form.mock', '.mock-waiting', '.mock-result'].some((one) => !document.querySelector(one).hidden)"
            )
            assert page.locator("form.mock").is_visible(), f"offered: {text}"
        assert page.problems == [], text
    assert page.evaluate(HARM) == []
