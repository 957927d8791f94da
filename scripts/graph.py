"""Print which room of the package imports which, with the number of imports; draw it into dist/rooms.svg (`make graph`).

Rooms stand in the order of the law (pyproject.toml, `tool.importlinter`): each may import those below it only.
Imports for types count. usage: graph.py [FILE.svg]
"""

from __future__ import annotations

import subprocess
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


def as_dot(found: Counter[tuple[str, str]]) -> str:
    """Return the graph in the language of Graphviz."""
    nodes = "".join(f'  "{room}";\n' for room in rooms())
    edges = "".join(f'  "{room}" -> "{other}" [label="{number}"];\n' for (room, other), number in sorted(found.items()))
    return f'digraph rooms {{\n  node [shape=box, fontname="sans-serif"];\n  edge [fontname="sans-serif", fontsize=9];\n{nodes}{edges}}}\n'


def main(arguments: list[str]) -> None:
    """Print the graph and draw it."""
    sys.path.insert(0, str(ROOT))
    target = Path(arguments[0]) if arguments else ROOT / "dist" / "rooms.svg"
    found = imports()
    sys.stdout.write(as_text(found))
    target.parent.mkdir(parents=True, exist_ok=True)
    draw = [str(Path(sys.executable).with_name("graphviz-pure")), "-Tsvg"]
    target.write_bytes(subprocess.run(draw, input=as_dot(found).encode(), capture_output=True, check=True).stdout)
    sys.stdout.write(f"drawn into {target}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
