"""After the build: the site's pages with their titles, in which the page for a wrong address looks for the nearest."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

from publish.previews import SITE_NAME

if TYPE_CHECKING:
    from pathlib import Path

LIST = "_gen/addresses.js"


def write_addresses(site: Path) -> None:
    """Write path and title of every page of a built site as a classic script, which 404.html loads."""
    pages = [(page_path(site, path), page_title(path)) for path in sorted(site.rglob("index.html"))]
    text = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    target = site / LIST
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"window.CMLP_ADDRESSES={text};\n", encoding="utf-8")


def page_path(site: Path, path: Path) -> str:
    """Return a page's path below the site, such as `r/ep-rollback/`; of the home page it is empty."""
    folder = path.parent.relative_to(site).as_posix()
    return "" if folder == "." else f"{folder}/"


def page_title(path: Path) -> str:
    """Return the title of a built page without the site's name. Raises ValueError for a page that has none."""
    found = re.search(r"<title>([^<]*)</title>", path.read_text(encoding="utf-8"))
    if found is None:
        msg = f"{path}: no <title>; expected one in every page"
        raise ValueError(msg)
    return unescape(found[1]).removesuffix(f" - {SITE_NAME}")
