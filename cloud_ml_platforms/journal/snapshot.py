"""The facts as they were: `data/snapshot.json`, as it is on disk and as a commit has it.

The file holds every fact as it was when the journal was last written, one a line, and how many entries the journal had
then, with their digest. Whoever changes a fact can change the file as well, so it is compared with a commit where there
is one: the working tree cannot vouch for itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, ValidationError

from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog.load import parse
from cloud_ml_platforms.catalog.yaml_files import DataError, Fault, parse_yaml
from cloud_ml_platforms.journal.facts import facts
from cloud_ml_platforms.paths import DATA

if TYPE_CHECKING:
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog

NAME = "snapshot.json"


class Snapshot(m.Model):
    """The facts as the journal last accounted for them, and the journal's entries and the sources' dates of that day."""

    entries: Annotated[int, Field(ge=0)]
    digest: str
    facts: dict[str, str]
    sources: dict[str, m.PartialDate]


@dataclass(frozen=True)
class Base:
    """What the data is compared with; without git there are no `changes`, only the snapshot's digest of them."""

    snapshot: Snapshot
    changes: tuple[m.Change, ...] | None = None


def snapshot_of(catalog: Catalog) -> Snapshot:
    """Return the snapshot of the catalog."""
    return Snapshot(
        entries=len(catalog.changes),
        digest=digest(catalog.changes),
        facts=dict(sorted(facts(catalog).items())),
        sources={source.id: source.content_date for source in sorted(catalog.sources.values(), key=lambda s: s.id)},
    )


def digest(changes: tuple[m.Change, ...]) -> str:
    """Return a digest of journal entries, by what they say: a field that an entry leaves out does not count."""
    text = "\n".join(change.model_dump_json(exclude_defaults=True) for change in changes)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def read_snapshot(data: Path = DATA) -> Snapshot:
    """Read `snapshot.json`; raise DataError when it is missing or damaged."""
    try:
        return Snapshot.model_validate_json((data / NAME).read_bytes())
    except OSError as error:
        found = error.strerror or str(error)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        found = f"{where}: {first['msg']}" if where else first["msg"]
    raise DataError(
        [Fault("data/snapshot.json", 1, "", found, "the facts as last committed: git checkout -- data/snapshot.json")]
    )


def write_snapshot(catalog: Catalog, data: Path = DATA) -> None:
    """Write the snapshot of the catalog: one fact a line, sorted."""
    text = json.dumps(snapshot_of(catalog).model_dump(), ensure_ascii=False, indent=0)
    (data / NAME).write_text(text + "\n", encoding="utf-8")


def base_of(ref: str, data: Path = DATA) -> Base | None:
    """Return snapshot and journal as the commit `ref` has them, or None: no git, no such commit, or not readable."""
    snapshot, journal = file_at(ref, NAME, data), file_at(ref, "journal.yml", data)
    if snapshot is None or journal is None:
        return None
    file = parse_yaml(journal, "data/journal.yml")
    entries = parse(m.JournalFile, file)[0]
    try:
        return Base(Snapshot.model_validate_json(snapshot), entries.changes) if entries else None
    except ValidationError:
        return None


def file_at(ref: str, name: str, data: Path) -> bytes | None:
    """Return a file of the data as a commit has it."""
    # A hook of git may name the repository of the commit, but not where in it we stand
    env = {key: value for key, value in os.environ.items() if key not in {"GIT_DIR", "GIT_WORK_TREE"}}
    command = ["git", "show", f"{ref}:./{name}"]
    try:
        done = subprocess.run(command, cwd=data, env=env, capture_output=True, check=False)  # noqa: S603 - our own words
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
