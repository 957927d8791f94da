"""A hook of MkDocs that keeps long blocks of HTML away from Markdown, which would parse them only to write them back.

MkDocs would parse them once more to check anchors; together that is a quarter of the time of a build. Zensical runs no
hooks, so there the blocks go through Markdown; the pages are the same.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

    class KeepingPage(Page):
        """A page with its blocks, between the two hooks."""

        kept_blocks: list[str]


LONG = 500  # characters; shorter ones are not worth a place to keep them
FENCED = r"^ *(?P<ticks>`{3,}|~{3,})[^\n]*\n(?:.*\n)*?^ *(?P=ticks)[`~]* *$"
# what says `markdown` at its end holds Markdown
BEGIN = re.compile(
    rf"{FENCED}|^<(?P<name>table|details|div|section|form|ul|ol|dl|figure|nav)(?=[\s>])(?![^>\n]* markdown>)",
    re.MULTILINE,
)
ANCHOR = re.compile(r'\sid="([^"]+)"')
PLACEHOLDER = re.compile(r'<div data-kept="(\d+)"></div>')


def html_blocks(markdown: str) -> list[tuple[int, int]]:
    """Return where long blocks of HTML begin and end: each begins a line, outside of fenced code."""
    spans: list[tuple[int, int]] = []
    position = 0
    while begin := BEGIN.search(markdown, position):
        position = begin.end()
        if begin["name"]:
            start, end = begin.start(), element_end(markdown, begin)
            position = max(position, end)
            if end - start > LONG:
                spans.append((start, end))
    return spans


def element_end(markdown: str, begin: re.Match[str]) -> int:
    """Return where the element ends that begins at a match: behind its closing tag, or nowhere (0)."""
    depth = 0
    for tag in re.compile(rf"<!--.*?-->|<(/?){begin['name']}(?=[\s>])", re.DOTALL).finditer(markdown, begin.start()):
        if tag[1] is None:
            continue
        depth += -1 if tag[1] else 1
        if depth == 0:
            return markdown.index(">", tag.end()) + 1
    return 0


@event_priority(-100)  # the macros come first
def on_page_markdown(markdown: str, page: KeepingPage, **_: object) -> str:
    """Keep the blocks of a page aside."""
    blocks: list[str] = []
    parts, position = [], 0
    for start, end in html_blocks(markdown):
        parts += [markdown[position:start], f'<div data-kept="{len(blocks)}"></div>']
        blocks.append(markdown[start:end])
        position = end
    page.kept_blocks = blocks
    return "".join([*parts, markdown[position:]])


def on_page_content(html: str, page: KeepingPage, **_: object) -> str:
    """Put the blocks back and register their anchors with MkDocs. Raises PluginError when the place of a block is lost."""
    anchors = {unescape(anchor) for block in page.kept_blocks for anchor in ANCHOR.findall(block)}
    page.present_anchor_ids = (page.present_anchor_ids or set()) | anchors
    html, places = PLACEHOLDER.subn(lambda match: page.kept_blocks[int(match[1])], html)
    if places != len(page.kept_blocks):
        raise PluginError(
            f"{page.file.src_uri}: {len(page.kept_blocks)} blocks of HTML were kept from Markdown, {places} found their place "
            "again; let cloud_ml_platforms/site/raw_html.py see the code or comment around the others"
        )
    return html
