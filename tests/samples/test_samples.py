"""Every sample runs against the vendor's SDK and makes the calls that it lists, no more and no fewer."""

import index
import pytest
from harness import SAMPLES, SampleFault

LISTED = index.listed()
MINE = [item for item in LISTED if index.CHECKERS.get(item.way)]
PLANTED = index.mutations()
NOT_OURS = {"__pycache__", ".ruff_cache", ".DS_Store"}


def name_of(item: index.Listed) -> str:
    return item.path.relative_to(SAMPLES).as_posix()


@pytest.mark.parametrize("item", MINE, ids=name_of)
def test_a_sample_makes_the_calls_that_it_lists(item):
    assert sorted(item.made()) == sorted(item.calls)


def test_every_way_is_checked_in_one_of_the_two_environments_or_named_as_unchecked():
    assert {item.way for item in LISTED} <= set(index.KNOWN)


def test_every_file_stands_in_the_index():
    inside = [path.relative_to(SAMPLES) for path in SAMPLES.rglob("*") if path.is_file()]
    files = {path.as_posix() for path in inside if not NOT_OURS & set(path.parts)}
    assert files - {name_of(item) for item in LISTED} == {"index.yml", "ruff.toml"}


# Planted mistakes -----------------------------------------------------------------------------------------------------


def test_enough_mistakes_are_planted_and_caught():
    """What is counted is what can be run: a file that nobody checks, or a misspelt one, would count for nothing."""
    checked = {name_of(item): item.way for item in LISTED if index.KNOWN.get(item.way)}
    assert [m for m in PLANTED if m.get("way", checked.get(m["file"])) != checked.get(m["file"], "none")] == []
    assert {m["file"].partition("/")[0] for m in PLANTED} >= set(index.read()["platforms"])
    missed = [m for m in PLANTED if not m["caught"]]
    assert [m for m in missed if not m.get("why")] == []
    assert len(PLANTED) >= 30
    assert len(PLANTED) - len(missed) >= 27
    assert len(missed) <= len(PLANTED) / 10


MUTATIONS = [
    (mutation, item)
    for mutation in PLANTED
    for item in MINE
    if name_of(item) == mutation["file"] and item.way == mutation.get("way", item.way)
]


@pytest.mark.parametrize("item", list(dict.fromkeys(item for _, item in MUTATIONS)), ids=name_of)
def test_a_copy_without_a_mistake_makes_the_same_calls(item, tmp_path):
    """The control: what is caught below is the mistake, not the place where the copy lies."""
    copy = tmp_path / item.path.name
    copy.write_bytes(item.path.read_bytes())
    assert sorted(item.made(copy)) == sorted(item.calls)


@pytest.mark.parametrize(
    ("mutation", "item"), MUTATIONS, ids=[f"{m['file']}: {m['old']} -> {m['new']}" for m, _ in MUTATIONS]
)
def test_a_planted_mistake_is_caught_or_known_to_be_missed(mutation, item, tmp_path):
    """`says`: what the fault says of it, or of the calls; without it any fault will do."""
    text = item.path.read_text(encoding="utf-8")
    assert text.count(mutation["old"]) >= 1, f"{mutation['file']} has no {mutation['old']!r}"
    wrong = tmp_path / item.path.name
    wrong.write_text(text.replace(mutation["old"], mutation["new"], 1), encoding="utf-8")
    try:
        differing = item.made(wrong) ^ item.calls
    except SampleFault as fault:
        caught, said = True, str(fault)
    else:
        caught, said = bool(differing), f"calls {sorted(differing)}"
    assert caught == mutation["caught"], f"caught: {caught}"
    assert mutation.get("says", "") in said
