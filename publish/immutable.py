"""Our own scripts and styles below an address that names their content, so that a browser keeps them and asks no more.

The theme's have a sum of the content in each name. Ours find each other by name, so they move together. The folder of
an earlier release can lie beside it: a page that is still open finds the scripts that it was made with.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "v"
OWN = ("assets/*.css", "assets/*.js", "_gen/**/*")
ADDRESS = re.compile(r'(="(?:\./)?(?:(?:\.\./)*|/(?:[^"/]+/)*))((?:assets/[\w-]+\.(?:css|js)|_gen/[^"]*)")')
SUM = 12  # characters of a SHA-256 in hexadecimal


def make_immutable(site: Path) -> Path:
    """Move own scripts and styles of a built site below `v/<sum of all of them>/`; return that folder.

    Every attribute of a page that names one of them follows; their addresses among each other stay.
    """
    files = sorted(path for pattern in OWN for path in site.glob(pattern) if path.is_file())
    folder = site / FOLDER / sum_of(site, files)
    for path in files:
        target = folder / path.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
    shutil.rmtree(site / "_gen", ignore_errors=True)  # what is left of it is empty
    address = folder.relative_to(site).as_posix()
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(ADDRESS.sub(rf"\g<1>{address}/\2", text), encoding="utf-8")
    return folder


def sum_of(site: Path, files: list[Path]) -> str:
    """Return what names these files: it changes with the name or the content of any."""
    found = hashlib.sha256()
    for path in files:
        found.update(f"{path.relative_to(site).as_posix()}\0{path.stat().st_size}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:SUM]
