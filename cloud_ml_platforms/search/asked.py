"""What strangers asked, and which records answered it (data/asked.txt): the search ranks by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.paths import DATA

if TYPE_CHECKING:
    from pathlib import Path

ASKED = DATA / "asked.txt"


def asked_before(path: Path = ASKED) -> list[dict[str, Any]]:
    """Return each query with the ids of what answers it, the best first: the first two columns of a line."""
    lines = [line.split(" |") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [{"query": query.strip(), "answers": answers.split()} for query, answers, *_ in lines]
