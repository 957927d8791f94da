"""The SHA-256 of every file of a release, in the format of sha256sum, and file times that follow from the contents."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cloud_ml_platforms.exports.bundle import sha256

if TYPE_CHECKING:
    from pathlib import Path

NAME = "checksums.txt"
FIRST_TIME = 315_532_800  # 1980, the first year that a zip knows
TIMES = 2**30  # 34 years of seconds, all of them past


def write_checksums(site: Path) -> Path:
    """Write `checksums.txt` with every other file of a folder, in the order of their names; return its path."""
    files = sorted(path for path in site.rglob("*") if path.is_file() and path != site / NAME)
    lines = [f"{sha256(path)}  {path.relative_to(site).as_posix()}\n" for path in files]
    (site / NAME).write_text("".join(lines), encoding="utf-8")
    return site / NAME


def set_times(site: Path) -> None:
    """Give each file of a folder a time made from its content.

    nginx makes an ETag of a file's time and size. So the ETag changes with the content, also between releases that were
    made in the same second, and stays where the content stays.
    """
    for path in site.rglob("*"):
        if path.is_file():
            time = FIRST_TIME + int(sha256(path)[:8], 16) % TIMES
            os.utime(path, (time, time))
