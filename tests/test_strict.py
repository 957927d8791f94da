"""Addresses that strangers wrote: read strictly, shown as text, defaulted with a note."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def read(scripts):
    """Read a hash by a number, a whole number and a list of ids: strict.js stands alone, without a page."""

    def call(text):
        return scripts.evaluate(
            """(hash) => CMLP.strict.read(hash, {
              n: { standard: 5, read: (text) => CMLP.strict.number(text, 1000), expected: "a number from 0 to 1000", label: "Hours" },
              w: { standard: 1, read: (text) => CMLP.strict.number(text, 9, true), expected: "a whole number" },
              k: { standard: [], read: (text) => CMLP.strict.ids(text, ["cr-a", "cr-b"]), expected: "criteria" },
            })""",
            text,
        )

    return call


@pytest.mark.parametrize("text", ["", "#", "#anchor", "#?"])
def test_nothing_asked_is_no_fault(read, text):
    assert read(text) == {"values": {"n": 5, "w": 1, "k": []}, "notes": []}


def test_what_is_understood_is_taken(read):
    found = read("#?n=12.5&w=3&k=cr-b.cr-a&lens=sagemaker.azure-ml")
    assert found == {"values": {"n": 12.5, "w": 3, "k": ["cr-b", "cr-a"]}, "notes": []}


@pytest.mark.parametrize(
    "text",
    ["-1", "1e3", "1000.0001", "NaN", "Infinity", "0x10", "1,5", " 1", "1 ", "1.", ".5", "1" * 13, "\u0663", "\uff11\uff12", "1.1234567", ""],
)  # fmt: skip
def test_a_number_is_digits_in_its_range(read, text):
    found = read(f"#?n={text}")
    assert found["values"]["n"] == 5
    assert len(found["notes"]) == 1
    assert found["notes"][0].startswith("Hours: found “")
    assert "expected a number from 0 to 1000" in found["notes"][0]


@pytest.mark.parametrize("text", ["cr-c", "cr-a.cr-a", "cr-a.", ".", "cr-a,cr-b", "__proto__", "constructor"])
def test_a_list_holds_known_ids_once(read, text):
    found = read(f"#?k={text}")
    assert found["values"]["k"] == []
    assert len(found["notes"]) == 1


def test_unknown_keys_and_twice_the_same_are_told(read):
    found = read("#?x=1&__proto__=2&n=1&n=2&toString=3")
    assert found["values"]["n"] == 1
    assert [note.split(" ")[0] for note in found["notes"]] == ["“x”", "“__proto__”", "Hours", "“toString”"]


def test_markup_stays_text_and_what_turns_text_around_goes(read):
    found = read("#?n=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%E2%80%AE&w=%00%FF")
    assert "<img src=x onerror=alert(1)>\ufffd" in found["notes"][0]
    assert "\u202e" not in found["notes"][0]
    assert "\x00" not in found["notes"][1]


@pytest.mark.parametrize("mark", ["x", "\U0001f600"])
def test_what_is_shown_of_a_stranger_ends_after_forty_signs(read, mark):
    """Signs as a reader sees them: none is cut in two."""
    whole, cut = (read(f"#?n={mark * length}")["notes"][0] for length in (40, 41))
    assert f"found “{mark * 40}”," in whole
    assert f"found “{mark * 39}…”," in cut


def test_a_long_address_is_left_alone(read):
    found = read("#?n=1&w=" + "9" * 3000)
    assert found["values"]["n"] == 5
    assert "more than the 2000" in found["notes"][0]


def test_many_faults_are_counted_not_listed(read):
    found = read("#?" + "&".join(f"x{i}=1" for i in range(20)))
    assert len(found["notes"]) == 9
    assert found["notes"][-1] == "And 12 more."
