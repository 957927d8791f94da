"""Small inline Markdown of data texts: code, bold, links, `[[references]]`, `{a|points}`; to HTML or to plain text.

The data never holds HTML: everything else is escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from macros.refs import Target, resolve

if TYPE_CHECKING:
    from macros.catalog import Catalog
    from macros.links import Links

TOKEN = re.compile(
    r"(?P<ticks>`+)(?P<code>.+?)(?P=ticks)"
    r"|\[\[(?P<ref>[^\[\]]+)\]\]"
    r"|\{(?P<point>[a-z])\|(?P<made>(?:`[^`]*`|[^{}`])*)\}"
    r"|\*\*(?P<bold>.+?)\*\*"
    r"|\[(?P<words>[^\[\]]+)\]\((?P<url>https://[^\s()]+)\)",
)


def to_html(text: str, catalog: Catalog, links: Links, *, linked: bool = True) -> Markup:
    """Render one line to HTML. `linked=False` keeps the words of references and drops their links."""
    out: list[str] = []
    end = 0
    for match in TOKEN.finditer(text):
        out.append(escape(text[end : match.start()]))
        end = match.end()
        if match["code"] is not None:
            out.append(f"<code>{escape(match['code'].strip())}</code>")
        elif match["point"] is not None:
            inner = to_html(match["made"], catalog, links, linked=linked)
            out.append(f'<mark class="point" data-point="{match["point"]}">{inner}<sup>{match["point"]}</sup></mark>')
        elif match["bold"] is not None:
            out.append(f"<strong>{to_html(match['bold'], catalog, links, linked=linked)}</strong>")
        elif match["url"] is not None:
            words = escape(match["words"])
            out.append(f'<a href="{escape(match["url"])}">{words}</a>' if linked else words)
        else:
            out.append(reference(match["ref"], catalog, links, linked=linked))
    out.append(escape(text[end:]))
    return Markup("".join(map(str, out)))  # noqa: S704 - every part is escaped above


def reference(ref: str, catalog: Catalog, links: Links, *, linked: bool = True) -> Markup:
    """Render one reference. Raises LookupError with what was found and expected."""
    target = resolve(catalog, ref)
    if target.problem is not None:
        msg = f"found [[{ref}]]; expected {target.problem}"
        raise LookupError(msg)
    words = to_html(target.text, catalog, links, linked=False)
    if target.page is None or not linked:
        return words
    term = catalog.terms.get(target.anchor or "")
    if term is not None and target.page == "reference/glossary/":
        tip = escape(to_text(term.short, catalog))
        return Markup(f'<a class="term" href="{links.to(target.page, target.anchor)}" data-tip="{tip}">{words}</a>')  # noqa: S704
    return Markup(f'<a href="{links.to(target.page, target.anchor)}">{words}</a>')  # noqa: S704 - words are escaped


def to_blocks(text: str, catalog: Catalog, links: Links) -> Markup:
    """Render paragraphs and `- ` lists (blocks are separated by blank lines) to HTML."""
    out: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in block.splitlines()]
        if all(line.startswith("- ") for line in lines):
            items = "\n".join(f"<li>{to_html(line[2:], catalog, links)}</li>" for line in lines)
            out.append(f"<ul>\n{items}\n</ul>")
        else:
            out.append(f"<p>{to_html(' '.join(lines), catalog, links)}</p>")
    return Markup("\n".join(out))  # noqa: S704 - made of escaped parts


def points_made(text: str) -> list[str]:
    """Return the ids of the points that a text marks, in order."""
    return [match["point"] for match in TOKEN.finditer(text) if match["point"] is not None]


def to_text(text: str, catalog: Catalog) -> str:
    """Render to plain text, for tooltips, descriptions and CSV."""

    def plain(match: re.Match[str]) -> str:
        if match["ref"] is not None:
            target: Target = resolve(catalog, match["ref"])
            return to_text(target.text, catalog)
        if match["made"] is not None:
            return to_text(match["made"], catalog)
        return match["code"] or match["bold"] or match["words"] or ""

    return TOKEN.sub(plain, text)
