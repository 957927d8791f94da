"""The law of the rooms (pyproject.toml, `tool.importlinter`) holds, and whatever breaks it is found."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cloud_ml_platforms.paths import ROOT

LINT = Path(sys.executable).with_name("lint-imports")
TYPES_ONLY = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    "


def judged(folder):
    done = subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


@pytest.fixture
def copy(tmp_path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in ("cloud_ml_platforms", "macros"):
        shutil.copytree(
            ROOT / package,
            tmp_path / package,
            ignore=shutil.ignore_patterns("__pycache__", "templates", "node_modules"),
        )
    return tmp_path


def test_the_law_holds():
    code, said = judged(ROOT)
    assert code == 0, said


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("catalog/types.py", "from cloud_ml_platforms.check import run\n", "A room imports only rooms below it"),
        (
            "text/links.py",
            f"{TYPES_ONLY}from cloud_ml_platforms.topics.page import Page\n",
            "A room imports only rooms below it",
        ),
        ("model/base.py", f"{TYPES_ONLY}from cloud_ml_platforms.model.rows import Row\n", "in one direction"),
        ("command.py", "import macros\n", "Nothing imports macros"),
        (
            "topics/names/views.py",
            f"{TYPES_ONLY}from cloud_ml_platforms.topics.page import Page\n",
            "Views do not know the page",
        ),
    ],
)
def test_what_breaks_it_is_found(copy, module, line, broken):
    path = copy / "cloud_ml_platforms" / module
    path.write_text(f"{path.read_text()}\n{line}")
    code, said = judged(copy)
    assert code == 1
    assert f"{broken} BROKEN" in said


def test_a_room_that_the_law_does_not_name_is_found(copy):
    (copy / "cloud_ml_platforms" / "utils.py").touch()
    code, said = judged(copy)
    assert code == 1
    assert "utils" in said
