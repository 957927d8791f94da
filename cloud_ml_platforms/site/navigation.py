"""The menu is written by hand: this names the lines of a full platform that it lacks."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from cloud_ml_platforms.catalog.yaml_files import Fault
from cloud_ml_platforms.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog

CONFIG = ROOT / "mkdocs.yml"


def navigation_faults(catalog: Catalog, config: Path = CONFIG) -> Iterator[Fault]:
    """Yield a fault for each page of a full platform, and of a pair of them, that the menu does not hold."""
    lines = [line.strip() for line in config.read_text(encoding="utf-8").splitlines()]
    start = lines.index("nav:") + 1
    for page, title in _wanted(catalog):
        if not any(line.endswith(f": {page}") for line in lines):
            yield Fault(config.name, start, "nav", f"no {page}", f"a line such as `- {title}: {page}`")


def _wanted(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for info in catalog.full_platforms.values():
        yield f"providers/{info.id}.md", info.long
        yield f"providers/{info.id}/workload.md", f"In code on {info.short}"
    for mine, theirs in permutations(catalog.full_platforms.values(), 2):
        yield f"translate/{mine.id}-to-{theirs.id}/index.md", f"{mine.short} to {theirs.short}"
