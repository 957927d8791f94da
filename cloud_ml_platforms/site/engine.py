"""The programs that can make the pages of docs/: MkDocs, which does, and Zensical, by the authors of its theme.

What differs is listed in data/engine.yml, and docs/about/engine.md says when and how to switch.
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ENGINES = ("mkdocs", "zensical")
ENGINE = "mkdocs"  # the one that makes what is published
NAMES = {"mkdocs": "MkDocs", "zensical": "Zensical"}


def build_command(engine: str, config: str, site: Path) -> list[str]:
    """Return the command of a strict build into `site`. Never with -q or -v: both hide broken anchors from MkDocs."""
    if engine == "zensical":  # its cache would keep old data; where the site goes is in the environment
        return [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "--config-file", config]
    return [sys.executable, "-m", engine, "build", "--strict", "--config-file", config, "--site-dir", str(site)]


def adapt_site(site: Path, engine: str) -> None:
    """Take out of a site fresh from Zensical what it has no use for: its own other look."""
    if engine == "zensical":
        shutil.rmtree(site / "assets" / "stylesheets" / "modern", ignore_errors=True)


def build_variables(engine: str, site: Path) -> dict[str, str]:
    """Return what an engine takes from the environment: without it Zensical lets an error in a macro pass."""
    return {"DOCS_SITE": str(site), "DOCS_FAIL": "true"} if engine == "zensical" else {}
