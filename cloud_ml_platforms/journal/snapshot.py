"""A commit that still has `data/snapshot.json`, `data/journal.yml` and `data/addresses.txt`: what it says is read from them.

Goes when no branch is left that began before the journal had a file for each entry.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.catalog.yaml_files import parse_yaml
from cloud_ml_platforms.journal.git import git

if TYPE_CHECKING:
    from pathlib import Path


def base_with_snapshot(commit: str, data: Path) -> bytes | None:
    """Return what such a commit says, as `python -m cloud_ml_platforms facts` would print it; None for any other."""
    snapshot, journal, addresses = (
        git(data, "show", f"{commit}:./{name}") for name in ("snapshot.json", "journal.yml", "addresses.txt")
    )
    if snapshot is None or journal is None:
        return None
    kept = json.loads(snapshot)
    entries = {}
    for number, change in enumerate(parse_yaml(journal, "data/journal.yml").value["changes"], 1):
        date = change.pop("date")
        about = change["ids"][0] if "ids" in change else change["facts"][0]["fact"].split()[0]
        entries[f"{date}-{number:06}-{about}"] = digest_of(change)
    lines = [line for line in (addresses or b"").decode().splitlines() if not line.startswith("#")]
    value = {
        "facts": kept["facts"],
        "sources": kept["sources"],
        "journal": entries,
        "reviewed": {},
        "addresses": [line.removeprefix("/") for line in lines],
    }
    return json.dumps(value).encode()


def digest_of(entry: dict[str, Any]) -> str:
    """Return a digest of the keys and values of a journal entry, in whatever order they stand."""
    return hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()[:32]
