"""A hook of MkDocs: long blocks of HTML that macros wrote pass by Markdown, which would take them apart and leave them as they are.

Markdown, and MkDocs for its check of anchors, read every tag of them: a third of the time of a build. Under Zensical,
which runs no hooks, they go through; the pages are the same.
"""

from __future__ import annotations

import re
from bisect import bisect
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

LONG = 500  # characters; shorter ones are not worth a place to keep them
NAMES = "table|details|div|section|form|ul|ol|dl|figure|nav"
BEGIN = re.compile(rf"^<({NAMES})\b", re.MULTILINE)
FENCE = re.compile(r"^ *(```|~~~)", re.MULTILINE)
ANCHOR = re.compile(r'\bid="([^"]+)"')
KEPT = re.compile(r'<div data-kept="(\d+)"></div>')


def blocks(markdown: str) -> list[tuple[int, int]]:
    """Return where long blocks of HTML begin and end: each begins a line, outside of fenced code."""
    found: list[tuple[int, int]] = []
    fences = [fence.start() for fence in FENCE.finditer(markdown)]
    at = 0
    while begin := BEGIN.search(markdown, at):
        start, end = begin.start(), end_of(markdown, begin)
        at = max(end, begin.end())
        if end - start > LONG and bisect(fences, start) % 2 == 0:
            found.append((start, end))
    return found


def end_of(markdown: str, begin: re.Match[str]) -> int:
    """Return where the element ends that begins at a match: behind its closing tag, or nowhere (0)."""
    depth = 0
    for tag in re.compile(rf"<(/?){begin[1]}\b").finditer(markdown, begin.start()):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return markdown.index(">", tag.end()) + 1
    return 0


@event_priority(-100)  # the macros come first
def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Keep the blocks of a page aside."""
    page.kept = []
    parts, at = [], 0
    for start, end in blocks(markdown):
        parts += [markdown[at:start], f'<div data-kept="{len(page.kept)}"></div>']
        page.kept.append(markdown[start:end])
        at = end
    return "".join([*parts, markdown[at:]])


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Put them back, and tell MkDocs which anchors they have."""
    page.present_anchor_ids |= {anchor for block in page.kept for anchor in ANCHOR.findall(block)}
    return KEPT.sub(lambda match: page.kept[int(match[1])], html)
