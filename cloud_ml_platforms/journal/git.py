"""What the journal asks of git."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# A hook of git that runs a check sets them for a repository and an index of its own.
FOREIGN = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}


def environment() -> dict[str, str]:
    """Return the environment without what a hook of git says about where it runs."""
    return {key: value for key, value in os.environ.items() if key not in FOREIGN}


def git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git prints when it is run in a folder, without white space around it; None when it fails or is missing."""
    command = ["git", "-c", "core.hooksPath=/dev/null", *arguments]
    try:
        process = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)  # noqa: S603 - our own words
    except OSError:
        return None
    return process.stdout.strip() if process.returncode == 0 else None
