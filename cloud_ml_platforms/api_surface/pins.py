"""The versions that a lock file pins."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cloud_ml_platforms.paths import PINS

if TYPE_CHECKING:
    from pathlib import Path

PIN = re.compile(r"^([a-z0-9-]+)==([^\s;\\]+)", re.MULTILINE)


def pinned(lock: Path = PINS) -> dict[str, str]:
    """Return the pinned version of every package, by default of requirements/sdk.txt; nothing where there is no file."""
    return _read(lock, lock.stat().st_mtime_ns) if lock.is_file() else {}


@lru_cache(maxsize=8)
def _read(lock: Path, _mtime: int) -> dict[str, str]:
    return dict(PIN.findall(lock.read_text(encoding="utf-8")))
