"""After the build: a Markdown twin beside every page, converted from the page as built.

`compare/limits/index.html` has its twin at `compare/limits/index.md`. The tree is made plain in `page_tree.py`; the
Markdown is written by html-to-markdown, which takes hundredths of a second for a page where others take a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from html_to_markdown import ConversionOptions, convert
from lxml import html

from publish.page_tree import ESCAPE, article_of, pages_of, plain
from publish.workers import each

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from pathlib import Path

NAME = "index.md"
HEAD = "> <{address}> · Cloud ML Platforms, data as of {as_of}, CC BY 4.0"


@dataclass(frozen=True)
class Twin:
    """A page as Markdown: its path from the site's root (`compare/limits/`), published address, title and description."""

    page: str
    address: str
    title: str
    description: str
    text: str


def write_twins(site: Path, as_of: str, pool: ProcessPoolExecutor | None = None) -> dict[str, Twin]:
    """Write the twin of every page of a built site; return them by page, in the order of their paths.

    Raises TreeError for a page without an article or a canonical address.
    """
    twins = each(pool, partial(write_twin, as_of=as_of), list(pages_of(site)))
    return {twin.page: twin for twin in twins}


def write_twin(found: tuple[str, Path], as_of: str) -> Twin:
    """Write the twin of a page (its path, its file) beside it; return it."""
    page, path = found
    twin = twin_of(path.read_text(encoding="utf-8"), as_of, f"{page}/" if page else "")
    path.with_name(NAME).write_text(twin.text, encoding="utf-8")
    return twin


def twin_of(source: str, as_of: str, page: str = "") -> Twin:
    """Return a built page as Markdown: its title, its address and the day of its data, then what it says.

    Raises TreeError when the page has no article or no canonical address.
    """
    found = article_of(source, page or "the home page")
    tree = plain(found.article, found.address)
    text = convert(html.tostring(tree, encoding="unicode", with_tail=False), options()).content or ""
    heading, _, rest = text.replace(ESCAPE, "\\").strip().partition("\n")
    text = f"{heading}\n\n{HEAD.format(address=found.address, as_of=as_of)}\n\n{rest.strip()}\n"
    return Twin(page, found.address, heading.removeprefix("# "), found.description, text)


@lru_cache(maxsize=1)
def options() -> ConversionOptions:
    """Return how the Markdown is written. Text is escaped before: its own escapes stand before every full stop."""
    return ConversionOptions(bullets="-", autolinks=False, compact_tables=True, extract_metadata=False)
