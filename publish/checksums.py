"""The list of a release's files with their checksums, as `sha256sum -c` reads it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAME = "checksums.txt"


def write_checksums(site: Path) -> Path:
    """Write `checksums.txt` with every other file of a folder, in the order of their names; return its path."""
    files = sorted(path for path in site.rglob("*") if path.is_file() and path != site / NAME)
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(site).as_posix()}\n" for path in files
    ]
    (site / NAME).write_text("".join(lines), encoding="utf-8")
    return site / NAME
