"""Scripts and styles at addresses that name their content, so that a browser caches them for good.

The theme's have a hash of the content in each name, which is computed again here, since the build has changed some of them.
Ours find each other by name, so they move together.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "v"
SITE_FILES = ("assets/*.css", "assets/*.js", "_gen/**/*")
ADDRESS = re.compile(r'(="(?:\./)?(?:(?:\.\./)*|/(?:[^"/]+/)*))((?:assets/[\w-]+\.(?:css|js)|_gen/[^"]*)")')
THEME_FILES = "assets/stylesheets/**/*"
HASHED_NAME = re.compile(r"(.+)\.[0-9a-f]{8}(\.min\.(?:css|js))")  # as the theme names a file
HASH_LENGTH = 12  # characters of a SHA-256 in hexadecimal
HASH_IN_NAME = 8


def make_immutable(site: Path) -> Path:
    """Move own scripts and styles of a built site below `v/<hash of all of them>/`; return that folder.

    Every attribute of a page that names one of them follows; their addresses among each other stay. The theme's files
    get the hashes of what they hold now.
    """
    theme = name_by_content(site)
    files = sorted(path for pattern in SITE_FILES for path in site.glob(pattern) if path.is_file())
    folder = site / FOLDER / hash_of(site, files)
    for path in files:
        target = folder / path.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
    shutil.rmtree(site / "_gen", ignore_errors=True)  # what is left of it is empty
    address = folder.relative_to(site).as_posix()
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for old, new in theme.items():
            text = text.replace(old, new)
        page.write_text(ADDRESS.sub(rf"\g<1>{address}/\2", text), encoding="utf-8")
    return folder


def name_by_content(site: Path) -> dict[str, str]:
    """Rename the theme's styles by the hashes of their content; return the new names by the old ones."""
    renamed = {}
    for path in sorted(site.glob(THEME_FILES)):
        if match := HASHED_NAME.fullmatch(path.name):
            name = f"{match[1]}.{hashlib.sha256(path.read_bytes()).hexdigest()[:HASH_IN_NAME]}{match[2]}"
            path.rename(path.with_name(name))
            renamed[path.name] = name
    return renamed


def hash_of(site: Path, files: list[Path]) -> str:
    """Return what names these files: it changes with the name or the content of any."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(site).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:HASH_LENGTH]
