"""The items of a Markdown list, taken apart into what is in sight and what it opens to."""

from __future__ import annotations

import re

import markdown
from markupsafe import Markup

ITEM = re.compile(r"^- (.+?)(?=^- |\Z)", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r"""\*\*(?P<bold>.+?)\*\*|(?P<sentence>.+?[.?!:]["”)]?(?=\s|$))""", re.DOTALL)


def points_of(text: str) -> list[tuple[Markup, Markup]]:
    """Return title and rest of each item as HTML: the title is what begins in bold, else the first sentence."""
    points = []
    for item in ITEM.findall(text):
        title = TITLE.match(item)
        end = title.end() if title else len(item)
        head = title["bold"] or title["sentence"] if title else item
        points.append((_line(head), _line(item[end:])))
    return points


def _line(text: str) -> Markup:
    """Return one line of Markdown as HTML, without the paragraph around it."""
    return Markup(markdown.markdown(text.strip()).removeprefix("<p>").removesuffix("</p>"))  # noqa: S704 - pages of ours
