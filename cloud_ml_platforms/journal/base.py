"""What the data is compared with: facts, sources, journal and addresses of a commit, as that commit's own code prints them.

`python -m cloud_ml_platforms facts` prints them; for a commit it is run in a temporary worktree of git, once: the answer
is kept below .build/facts/ under the commit's hash. So nothing in the working tree can hide a change.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cloud_ml_platforms import model as m
from cloud_ml_platforms.check.rows import Lacking, lacking, more_lacking_faults
from cloud_ml_platforms.check.run import locate_faults
from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.journal.facts import facts, record_of
from cloud_ml_platforms.journal.git import environment, git
from cloud_ml_platforms.paths import DATA, keep_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import Fault, YamlFile

KEPT_COMMITS = 8  # answers of as many commits


class BaseError(UserError):
    """The commit to compare with is not here, or its code cannot print what it says."""


class Base(m.Model):
    """Facts by address, dates of sources and digests of journal entries by id, last entries of reviews, lasting addresses.

    `lacking`: by capability, what its rows lack until they are finished.
    """

    facts: dict[str, str]
    sources: dict[str, str]
    journal: dict[str, str]
    reviewed: dict[str, str]
    addresses: tuple[str, ...]
    lacking: dict[str, Lacking]


def base_from(catalog: Catalog, addresses: Iterable[str] = ()) -> Base:
    """Return what a catalog says, with the addresses that its site has."""
    return Base(
        facts=facts(catalog),
        sources={source.id: source.content_date for source in catalog.sources.values()},
        journal={change.id: digest(change) for change in catalog.changes},
        reviewed={text.id: text.reviewed.journal for text in catalog.reviewed},
        addresses=tuple(sorted(addresses)),
        lacking={capability.id: lacking(capability) for capability in catalog.capabilities.values()},
    )


def changed_records(catalog: Catalog, base: Base) -> set[str]:
    """Return the ids of the records of which some fact is not what it was."""
    facts_now = facts(catalog)
    return {
        record_of(name) for name in facts_now.keys() | base.facts.keys() if facts_now.get(name) != base.facts.get(name)
    }


def lacking_faults(catalog: Catalog, files: dict[str, YamlFile], base: Base) -> Iterator[Fault]:
    """Yield what the rows of a file lack where that is more than in the base, and what a new row lacks."""
    new = catalog.rows.keys() - {record_of(name) for name in base.facts}
    yield from locate_faults(files, more_lacking_faults(catalog, base.lacking, changed_records(catalog, base), new))


def digest(change: m.Change) -> str:
    """Return a digest of all that an entry says under its id: a field that it leaves out does not count."""
    entry = change.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)
    return hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()[:32]


def base_of(commit: str = "HEAD", data: Path = DATA) -> Base | None:
    """Return what the last commit that `commit` and HEAD share says; None when there is none to compare with.

    Raises BaseError when it is missing in this clone, or its code does not run.
    """
    root = data.parent
    base = _shared_commit(root, commit)
    if base is None or not git(root, "ls-tree", base, f"{data.name}/"):
        return None
    cache_path = root / ".build" / "facts" / f"{base}.json"
    try:
        return Base.model_validate_json(cache_path.read_bytes())
    except (OSError, ValidationError):
        printed = _printed_facts(root, base)
    _keep_answer(cache_path, printed)
    return Base.model_validate_json(printed)


def _shared_commit(root: Path, commit: str) -> str | None:
    """Return the hash of the commit to compare with; None without git, without a commit, or when HEAD is the first."""
    head = git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if head is None or not commit.strip("0"):  # zeros: what CI calls the commit before a branch was there
        return None
    commit_hash = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}")
    shallow = git(root, "rev-parse", "--is-shallow-repository") == b"true"
    if commit_hash is None:
        if shallow:
            expected = "it: git fetch --deepen=1 (or --unshallow) brings it"
            raise BaseError(f"found no commit {commit} in this shallow clone; expected {expected}")
        if git(root, "rev-list", "--count", "HEAD") == b"1":
            return None
        raise BaseError(f"found no commit {commit}; expected one of this repository to compare with")
    merge_base = git(root, "merge-base", head.decode(), commit_hash.decode())
    return (merge_base or commit_hash).decode()


def _printed_facts(root: Path, base: str) -> bytes:
    """Return what the code of a commit prints of its data, run in a worktree that is gone afterwards."""
    prefix = (git(root, "rev-parse", "--show-prefix") or b"").decode()  # where the project lies in its repository
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "base"
        if git(root, "worktree", "add", "--quiet", "--detach", "--force", str(tree), base) is None:
            raise BaseError(f"found no way to check out {base[:12]}; expected `git worktree add` to work here")
        try:
            command = [sys.executable, "-m", "cloud_ml_platforms", "facts"]
            env = {**environment(), "PYTHONPATH": str(tree / prefix)}
            process = subprocess.run(command, cwd=tree / prefix, env=env, capture_output=True, check=False)  # noqa: S603
        finally:
            git(root, "worktree", "remove", "--force", str(tree))
    try:
        Base.model_validate_json(process.stdout if process.returncode == 0 else b"")
    except ValidationError:
        last_line = process.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["nothing"]
        raise BaseError(
            f"the code of {base[:12]} cannot print its facts: found {last_line[0]!r}; expected `python -m cloud_ml_platforms "
            'facts` to run there with the packages of today: name another commit, make check ARGS="--base <commit>"'
        ) from None
    return process.stdout


def _keep_answer(path: Path, value: bytes) -> None:
    """Keep an answer, and of older ones the newest few."""
    keep_file(path, value)
    for stale in sorted(path.parent.glob("*.json"), key=lambda file: file.stat().st_mtime)[:-KEPT_COMMITS]:
        stale.unlink(missing_ok=True)
