"""No word and no entry of evidence was lost when rows became small tables: the commit of the conversion, and the one before.

Four rows were written anew in that commit, and stand in the journal as corrections.
"""

from __future__ import annotations

import json
import re
import subprocess

import pytest
import yaml

from cloud_ml_platforms.paths import ROOT

CONVERSION = "e88452b"
WRITTEN_ANEW = {"ep-kinds", "ep-rollback", "ep-scale-to-zero", "ep-failed-deploy"}
LETTERS = re.compile(r"\s*\{([a-z][0-9]?!?(?: [a-z][0-9]?!?)*)\}$")


class AsTyped(yaml.CSafeLoader):
    """Every scalar is a text, as it was typed."""

    yaml_implicit_resolvers: dict = {}  # noqa: RUF012 - as PyYAML declares it


def at(commit):
    def show(path):
        return subprocess.run(
            ["git", "show", f"{commit}:{path}"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout

    listed = subprocess.run(
        ["git", "ls-tree", "--name-only", commit, "data/capabilities/"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    return {path: yaml.load(show(path), Loader=AsTyped) for path in listed}  # noqa: S506 - a safe loader


def words(text):
    return LETTERS.sub("", text.rstrip("\n"))


def letters(text):
    found = LETTERS.search(text.rstrip("\n"))
    return found[1].replace("!", "").split() if found else []


def statements(cell):
    """Every statement of an old cell: what it says, with its own evidence."""
    yield "short", cell.get("short", ""), cell.get("evidence", [])
    yield "nearest", cell.get("nearest", ""), []
    for way in cell.get("ways", []):
        yield way["id"], way["how"], way["evidence"]


def new_statement(cell, name):
    if name in ("short", "nearest"):
        return cell.get(name, "")
    return next((way["how"] for way in cell["ways"] if way["id"] == name), "")


def lost(old, new):
    """Name what a row's table lacks of the row before."""
    yield from (name for name in old.keys() - {"platforms", "describes"} if old[name] != new.get(name))
    for platform, cell in old["platforms"].items():
        for one in lost_of_cell(cell, new["platforms"][platform]):
            yield platform, *one


def lost_of_cell(cell, table):
    bare = {letter: {k: v for k, v in one.items() if k != "api"} for letter, one in table["evidence"].items()}
    if sorted(map(str, cell.get("api", []))) != sorted(
        str(one) for piece in table["evidence"].values() for one in piece.get("api", [])
    ):
        yield ("api",)
    borne = [letter for text in map(str, table.get("answers", {}).values()) for letter in letters(text.strip("'\"}"))]
    for name, says, evidence in statements(cell):
        said = new_statement(table, name)
        if words(says) != words(said):
            yield name, says
        cited = [bare[letter] for letter in letters(said) + (borne if name == "short" else [])]
        yield from ((name, json.dumps(piece)) for piece in evidence if piece not in cited)
    for before, after in zip(cell.get("ways", []), table.get("ways", []), strict=True):
        if any(before.get(key) != after.get(key) for key in ("id", "since", "event", "api")):
            yield (before["id"],)


@pytest.mark.data
def test_the_conversion_of_rows_lost_nothing():
    old, new = at(f"{CONVERSION}^"), at(CONVERSION)
    assert old.keys() == new.keys()
    missing = []
    for path, file in old.items():
        rows = {row["id"]: row for row in new[path]["rows"]}
        assert list(rows) == [row["id"] for row in file["rows"]]
        for row in file["rows"]:
            if row["id"] not in WRITTEN_ANEW:
                missing += [(row["id"], one) for one in lost(row, rows[row["id"]])]
    assert not missing
