"""What strangers asked, and which records answered it (data/asked.txt): the search ranks by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.paths import DATA

if TYPE_CHECKING:
    from pathlib import Path

ASKED = DATA / "asked.txt"


class AskedError(UserError):
    """A line that is no query with its answers."""


def asked_before(path: Path = ASKED) -> list[dict[str, Any]]:
    """Return each query with the ids of what answers it, the best first: the first two columns of a line."""
    asked = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        query, _, rest = line.partition(" |")
        answers = rest.partition(" |")[0].split()
        if line.startswith("#"):
            continue
        if not query.strip() or not answers:
            raise AskedError(
                f"{path.name}:{number}: found {line!r}; expected a query | ids of what answers it | other ids"
            )
        asked.append({"query": query.strip(), "answers": answers})
    return asked
