"""After the build: every page as Markdown, converted from the page as built.

`compare/limits/index.html` has its twin at `compare/limits/index.md`, and a script that "Copy as Markdown" loads, which
works from disk too: `_gen/md/compare/limits.js` holds the same text and says on which lines each section and entry
stands. The tree is made plain in `page_tree.py`; the Markdown is written by html-to-markdown, which takes hundredths of
a second for a page where others take a second.
"""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from html_to_markdown import ConversionOptions, convert
from lxml import html

from cloud_ml_platforms.exports.page_tree import ESCAPE, MARKED, BuiltPage, article_of, pages_of, simplify
from cloud_ml_platforms.workers import map_in_order

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import ProcessPoolExecutor
    from pathlib import Path

NAME = "index.md"
SCRIPTS = "_gen/md"
HEAD = "> <{address}> · Cloud ML Platforms, data as of {as_of}, CC BY 4.0"
PLACE = re.compile(f"{MARKED[0]}([^{MARKED[1]}]*){MARKED[1]}")
HEADING = re.compile(r"(#+) ")
FENCE = re.compile(r" *(`{3,}|~{3,})")
CANONICAL = re.compile(r'<link[^>]* rel="?canonical"?[^>]*>')
NOTES = re.compile(r" \((\d+(?: \d+)*)\)")
SOURCE = re.compile(r" *(\d+)\. ")
UNDER_HEADS = re.compile(r"\| *:?-")
Parts = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True)
class Twin:
    """A page as Markdown: its path from the site's root (`compare/limits/`), published address, title and description.

    `parts` says for the id of each section and entry which lines of the text it takes, the end excluded; for the
    line of a table the lines of its head too; for a platform's answer to a row each part with what is asked,
    for a part the sources that it cites.
    """

    page: str
    address: str
    title: str
    description: str
    text: str
    parts: Parts = field(default_factory=dict)


def write_twins(site: Path, as_of: str, pool: ProcessPoolExecutor | None = None) -> dict[str, Twin]:
    """Write the twin of every page of a built site, and its script; return the twins by page, in the order of their paths.

    Raises TreeError for a page without an article or a canonical address.
    """
    twins = map_in_order(pool, partial(write_twin, site=site, as_of=as_of), list(pages_of(site)))
    return {twin.page: twin for twin in twins}


def write_twin(page_file: tuple[str, Path], site: Path, as_of: str) -> Twin:
    """Write the twin of a page (its path, its file) next to it, and its script; return it."""
    page, path = page_file
    twin = twin_of(path.read_text(encoding="utf-8"), as_of, f"{page}/" if page else "")
    path.with_name(NAME).write_text(twin.text, encoding="utf-8")
    write_script(site, twin)
    return twin


def write_scripts(site: Path, as_of: str, address: str, pool: ProcessPoolExecutor | None = None) -> None:
    """Write the scripts alone, for a site that is read from disk; `address` is where it is published."""
    paths = [path for path in sorted(site.rglob("*.html")) if path.name != "404.html"]
    for _ in map_in_order(pool, partial(write_disk_script, site=site, as_of=as_of, address=address), paths):
        pass


def write_disk_script(path: Path, site: Path, as_of: str, address: str) -> None:
    """Write the script of a page that is read from disk: links are written with their published addresses."""
    name = path.relative_to(site).as_posix()
    source = CANONICAL.sub("", path.read_text(encoding="utf-8"), count=1)  # Zensical writes one from disk too
    head = f'<head><link rel="canonical" href="{address}{published_path(name)}">'
    built = article_of(source.replace("<head>", head, 1), name)
    for link in built.article.iter("a"):
        parts = urlsplit(link.get("href", ""))
        if parts.path and not parts.scheme:
            target = published_path(posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path)))
            link.set("href", parts._replace(path=urljoin(address, target)).geturl())
    write_script(site, article_markdown(built, as_of, published_path(name)))


def published_path(name: str) -> str:
    """Return where a page that is read from disk (`compare/limits.html`) is published, below the site's address."""
    return re.sub(r"\.html$", "/", re.sub(r"(^|/)index\.html$", r"\1", name))


def write_script(site: Path, twin: Twin) -> None:
    """Write what "Copy as Markdown" copies of a page, as a classic script."""
    target = site / SCRIPTS / f"{twin.page.removesuffix('/') or 'index'}.js"
    target.parent.mkdir(parents=True, exist_ok=True)
    page, markdown = (
        json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in (twin.page, [twin.text, twin.parts])
    )
    target.write_text(f"(window.CMLP_MARKDOWN ??= {{}})[{page}]={markdown};\n", encoding="utf-8")


def twin_of(source: str, as_of: str, page: str = "") -> Twin:
    """Return a built page as Markdown: its title, its address and the day of its data, then what it says.

    Raises TreeError when the page has no article or no canonical address.
    """
    return article_markdown(article_of(source, page or "the home page"), as_of, page)


def article_markdown(built: BuiltPage, as_of: str, page: str) -> Twin:
    """Return what a page says as Markdown."""
    tree = simplify(built.article, built.address)
    text = convert(html.tostring(tree, encoding="unicode", with_tail=False), markdown_options()).content or ""
    heading, _, rest = text.replace(ESCAPE, "\\").strip().partition("\n")
    text = f"{heading}\n\n{HEAD.format(address=built.address, as_of=as_of)}\n\n{rest.strip()}\n"
    parts: Parts = {}
    for name, ranges in section_lines(text.split("\n")):
        parts.setdefault(name, []).extend(ranges)
    return Twin(page, built.address, heading.removeprefix("# "), built.description, PLACE.sub("", text), parts)


def section_lines(lines: list[str]) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Yield the id of each marked section, line of a table, item of a list and labelled part of one, and the lines that it takes."""
    levels = heading_levels(lines)
    for number, line in enumerate(lines):
        for name in PLACE.findall(line):
            if line.startswith("|"):
                above = range(number, 0, -1)
                separator = next((index for index in above if UNDER_HEADS.match(lines[index])), number)
                yield name, [(separator - 1, separator + 1), (number, number + 1)]
                continue
            below = range(number + 1, len(lines))
            indent = len(line) - len(line.lstrip())
            if is_label(line):
                asked = next(index for index in range(number, 0, -1) if is_left_of(lines[index], indent - 1))
                ends = (index for index in below if is_label(lines[index]) or is_left_of(lines[index], indent - 1))
                yield name, [(asked, asked + 2), (number, next(ends, len(lines)))]
                continue
            if levels[number]:
                ends = (index for index in below if 0 < levels[index] <= levels[number])
                yield name, [(number, next(ends, len(lines)))]
                continue
            end = next((index for index in below if is_left_of(lines[index], indent)), len(lines))
            yield name, [(number, end), *source_lines(lines, number, end)]


def source_lines(lines: list[str], start: int, end: int) -> list[tuple[int, int]]:
    """Return where the sources stand that an entry cites: below their heading, those of a platform below its label."""
    cited: dict[str, set[str]] = {}
    for line in filter(is_label, lines[start:end]):
        cited[PLACE.findall(line)[0]] = {number for found in NOTES.findall(line) for number in found.split()}
    ranges: list[tuple[int, int]] = []
    heading, label, named = 0, 0, 0  # the line of the last heading, of the last label, of the label that was taken last
    for index, line in enumerate(lines[end:], end):
        source = SOURCE.match(line)
        if line.startswith("#"):
            break
        if is_label(line):
            label = index
        elif line.startswith("- "):
            heading = index
        elif source and label and source[1] in cited.get(PLACE.findall(lines[label])[0], ()):
            ranges += [] if ranges else [(heading, heading + 1)]
            ranges += [] if label == named else [(label - 1, label + 2)]
            ranges.append((index, index + 1))
            named = label
    return ranges


def is_label(line: str) -> bool:
    """Return whether a line begins with a mark: a paragraph of an item, which the name of its column begins."""
    return line.lstrip().startswith(MARKED[0])


def heading_levels(lines: list[str]) -> list[int]:
    """Return the heading level of each line, 0 for a line that is not a heading, as in a block of code."""
    levels, fence = [], ""
    for line in lines:
        fence_match = FENCE.match(line)
        if fence_match and not fence:
            fence = fence_match[1]
        elif fence_match and line.strip() == fence:
            fence = ""
        heading = HEADING.match(PLACE.sub("", line)) if not fence else None
        levels.append(len(heading[1]) if heading else 0)
    return levels


def is_left_of(line: str, indent: int) -> bool:
    """Return whether a line holds something and begins no further right than `indent`."""
    return bool(line.strip()) and len(line) - len(line.lstrip()) <= indent


@lru_cache(maxsize=1)
def markdown_options() -> ConversionOptions:
    """Return how the Markdown is written. Text is escaped before: the library would escape every full stop."""
    return ConversionOptions(bullets="-", autolinks=False, compact_tables=True, extract_metadata=False)
