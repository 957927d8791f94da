"""What tests of the repository take from it: its tracked files, and scripts as modules."""

from __future__ import annotations

import importlib.util
import subprocess

import pytest

from cloud_ml_platforms.paths import ROOT


def tracked_files():
    """Return the names of the tracked files that are there."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def load_script(name):
    """Return a script of scripts/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
