"""After the build: the site's pages with their titles, in which the page for a wrong address looks for the nearest."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

from cloud_ml_platforms.exports.page_tree import TreeError
from cloud_ml_platforms.exports.previews import SITE_NAME

if TYPE_CHECKING:
    from pathlib import Path

LIST = "_gen/addresses.js"
SMALL = ("r/", "q/")  # pages of one row or one question, whose title says all


def write_addresses(site: Path) -> None:
    """Write path, title and more words of every page of a built site as a classic script, which 404.html loads."""
    pages = [
        search_entry(page_path(site, path), path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("index.html"))
    ]
    text = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    target = site / LIST
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"window.CMLP_ADDRESSES={text};\n", encoding="utf-8")


def page_path(site: Path, path: Path) -> str:
    """Return a page's path below the site, such as `r/ep-rollback/`; of the home page it is empty."""
    folder = path.parent.relative_to(site).as_posix()
    return "" if folder == "." else f"{folder}/"


def search_entry(path: str, page: str) -> tuple[str, ...]:
    """Return path and title of a page and, unless it is one row or question, what else one may call it."""
    if path.startswith(SMALL):
        return path, page_title(path, page)
    return path, page_title(path, page), more_words(page)


def page_title(path: str, page: str) -> str:
    """Return the title of a built page without the site's name. Raises TreeError for a page that has none."""
    match = re.search(r"<title>([^<]*)</title>", page)
    if match is None:
        raise TreeError(f"{path}: no <title>; expected one in every page")
    return unescape(match[1]).removesuffix(f" - {SITE_NAME}")


def more_words(page: str) -> str:
    """Return the longer words of a built page's description and of its parts' headings, in small letters, in order."""
    texts = re.findall(r'<meta name="description" content="([^"]*)"|<h2[^>]*>(.*?)<a class="headerlink', page)
    text = unescape(re.sub(r"<[^>]+>", " ", " ".join(part for pair in texts for part in pair))).lower()
    return " ".join(sorted(set(re.findall(r"\w{4,}", text))))
