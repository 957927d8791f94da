"""Write requirements/*.txt again, or show what newer versions they could have.

usage: locks.py [--upgrade [--apply]]

Without an option, each lock is made to fit its .in file again and keeps every version that still fits. With --upgrade
the newest versions that the .in files allow are found in a folder that is thrown away, and what would change is
printed, a table for each lock; --apply writes it. Every package is locked with the hashes of its files, for every
Python and system that the project runs on, and without the address of a package index.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# build first: the next are resolved with it
LOCKS = ("build", "uv", "site", "test", "sdk", "sagemaker-sdk", "tools", "node")
COMPILE = (
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11.5", "--generate-hashes", "--no-header"),
    *("--no-emit-index-url", "--emit-build-options", "--build-constraints", "requirements/build.in"),
)
PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;]+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """Return what a lock pins, name to version; several versions of one name (by Python or system) are joined."""
    versions_by_name: dict[str, list[str]] = {}
    for name, version in PIN.findall(lock):
        versions_by_name.setdefault(name.lower(), []).append(version)
    return {name: " or ".join(versions) for name, versions in versions_by_name.items()}


def changes(before: str, after: str) -> list[tuple[str, str, str]]:
    """Return (name, version before, version after) of what differs between two locks, by name; "-" is none."""
    old, new = pins(before), pins(after)
    rows = [(name, old.get(name, "-"), new.get(name, "-")) for name in sorted(old | new)]
    return [row for row in rows if row[1] != row[2]]


def table(rows: list[tuple[str, str, str]]) -> str:
    """Return rows as text with aligned columns under a head."""
    rows = [("package", "from", "to"), *rows]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join("  " + line.rstrip() for line in lines)


def resolve(folder: Path, uv: str, *options: str) -> None:
    """Write the locks in `folder`/requirements; ends the program with uv's own words when it finds no solution."""
    for name in LOCKS:
        files = [f"requirements/{name}.in", "--output-file", f"requirements/{name}.txt"]
        done = subprocess.run([uv, *COMPILE, *options, *files], cwd=folder, check=False)
        if done.returncode != 0:
            sys.exit(f"requirements/{name}.in: uv found no versions that fit together (its reason stands above)")


def compare(before: Path, after: Path) -> str:
    """Return what differs between the locks of two folders, as text; "" when nothing does."""
    parts = []
    for name in LOCKS:
        rows = changes((before / f"{name}.txt").read_text(), (after / f"{name}.txt").read_text())
        if rows:
            parts.append(f"requirements/{name}.txt\n{table(rows)}\n")
    return "\n".join(parts)


def upgrade(root: Path, uv: str, *, apply: bool) -> str:
    """Return what newer versions would change in the locks of `root`; with `apply`, write them."""
    with tempfile.TemporaryDirectory() as folder:
        newest = Path(folder) / "requirements"
        shutil.copytree(root / "requirements", newest)
        resolve(Path(folder), uv, "--upgrade")
        differences = compare(root / "requirements", newest)
        if apply:
            for name in LOCKS:
                shutil.copy(newest / f"{name}.txt", root / "requirements" / f"{name}.txt")
    if not differences:
        return "Nothing newer that requirements/*.in allow.\n"
    return f"{differences}\n" + (
        "Written; now run the tests.\n" if apply else "Nothing is written; ARGS=--apply writes it.\n"
    )


def main(arguments: list[str], root: Path = ROOT) -> None:
    """Do what the command line says."""
    uv = str(Path(sys.executable).with_name("uv"))
    if not arguments:
        resolve(root, uv)
    elif arguments in (["--upgrade"], ["--upgrade", "--apply"]):
        sys.stdout.write(upgrade(root, uv, apply="--apply" in arguments))
    else:
        sys.exit("usage: locks.py [--upgrade [--apply]]")


if __name__ == "__main__":
    main(sys.argv[1:])
