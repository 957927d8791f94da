"""Print which room of the package imports which, with the number of imports (`make graph`).

Rooms stand in the order of the law (pyproject.toml, `tool.importlinter`): each may import those below it only.
Imports for types count.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "cloud_ml_platforms"
RULES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]


def rooms() -> list[str]:
    """Return the rooms from top to bottom, `macros` above all."""
    (law,) = [contract for contract in RULES["contracts"] if contract["id"] == "rooms"]
    return ["macros", *(room for layer in law["layers"] for room in layer.split(" | "))]


def imports() -> Counter[tuple[str, str]]:
    """Return how many imports lead from one room to another."""
    graph = grimp.build_graph(*RULES["root_packages"], cache_dir=None)
    pairs = (
        (room_of(name), room_of(other))
        for name in graph.modules
        for other in graph.find_modules_directly_imported_by(name)
    )
    return Counter((room, other) for room, other in pairs if room != other)


def room_of(module: str) -> str:
    """Return the room of a module: `text` for `cloud_ml_platforms.text.inline`."""
    package, *inner = module.split(".")
    return inner[0] if package == PACKAGE and inner else package


def as_text(found: Counter[tuple[str, str]]) -> str:
    """Return a line per room: what it imports, and how often."""
    order = rooms()
    width = max(map(len, order))
    lines = []
    for room in order:
        below = ", ".join(f"{other} {found[room, other]}" for other in order if found[room, other])
        lines.append(f"{room:{width}}  {below or '-'}\n")
    return "".join(lines)


def main() -> None:
    """Print the graph."""
    sys.path.insert(0, str(ROOT))
    sys.stdout.write(as_text(imports()))


if __name__ == "__main__":
    main()
