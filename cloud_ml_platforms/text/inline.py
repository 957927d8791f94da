"""Small inline Markdown of data texts: code, bold, links, `[[references]]`, `{a|points}`; to HTML, Markdown or plain text.

The data never holds HTML: everything else is escaped. Letters of evidence, `{a c}`, are not
shown, but by `to_html` as numbers of sources where it is told how.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from cloud_ml_platforms.text.references import Target, resolve_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.text.links import Links

TOKEN = re.compile(
    r"(?<!`)(?P<ticks>`++)(?P<code>.+?)(?P=ticks)"  # possessive: a run of ticks is one, so that time grows with the text, not with its cube
    r"|\((?P<cite>\[\[[a-z0-9-]+(?: (?!ends\])[a-z0-9-]+)?\]\](?:, \[\[[a-z0-9-]+(?: (?!ends\])[a-z0-9-]+)?\]\])*)\)"
    r"|\[\[(?P<ref>[^\[\]]+)\]\]"
    r"|\s*+\{(?P<letters>[a-z][0-9]?!?(?: [a-z][0-9]?!?)*)\}"
    r"|\{(?P<point>[a-z])\|(?P<marked>(?:`[^`]*`|[^{}`])*)\}"
    r"|\*\*(?P<bold>.+?)\*\*"
    r"|\[(?P<words>[^\[\]]+)\]\((?P<url>https://[^\s()]+)\)",
)


def to_html(
    text: str,
    catalog: Catalog,
    links: Links,
    *,
    linked: bool = True,
    notes: Callable[[str], Markup] | None = None,
    points: Sequence[str] = (),
) -> Markup:
    """Render one line to HTML. `linked=False` keeps the words of references and drops their links.

    `notes` makes what stands in the place of letters of evidence; `points` are numbered in their order.
    """
    parts: list[str] = []
    end = 0
    for match in TOKEN.finditer(text):
        parts.append(whole_dates(text[end : match.start()]))
        end = match.end()
        if match["code"] is not None:
            parts.append(f"<code>{_breakable(match['code'].strip())}</code>")
        elif match["cite"] is not None:
            parts.append(f'<span class="cite">({to_html(match["cite"], catalog, links, linked=linked)})</span>')
        elif match["point"] is not None:
            inner = to_html(match["marked"], catalog, links, linked=linked)
            number = points.index(match["point"]) + 1
            parts.append(f'<mark class="point" data-point="{match["point"]}">{inner}<sup>{number}</sup></mark>')
        elif match["bold"] is not None:
            parts.append(f"<strong>{to_html(match['bold'], catalog, links, linked=linked)}</strong>")
        elif match["url"] is not None:
            words = escape(match["words"])
            parts.append(f'<a href="{escape(match["url"])}">{words}</a>' if linked else words)
        elif match["ref"] is not None:
            parts.append(reference_html(match["ref"], catalog, links, linked=linked))
        elif match["letters"] is not None and notes is not None:
            parts.append(notes(match["letters"]))
    parts.append(whole_dates(text[end:]))
    return Markup("".join(map(str, parts)))  # noqa: S704 - every part is escaped above


DATE = re.compile(r"\b20\d\d-\d\d(?:-\d\d)?\b")


def whole_dates(text: str) -> Markup:
    """Escape what is no markup; a date keeps to one line."""
    return Markup(DATE.sub(r'<span class="day">\g<0></span>', str(escape(text))))  # noqa: S704 - escaped


AMOUNT = re.compile(r"\d\S* \S{1,4}")  # a number with its unit, which stay on one line
LONG_NAME = 13  # letters that a narrow column has room for
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[._/])(?=\w)")


def _breakable(code: str) -> Markup:
    """Return code whose long names break at a hump, a dot or an underscore."""
    words = (HUMP.split(word) if len(word) > LONG_NAME else [word] for word in code.split(" "))
    return Markup(" ").join(Markup("<wbr>").join(map(escape, parts)) for parts in words)


def reference_html(ref: str, catalog: Catalog, links: Links, *, linked: bool = True) -> Markup:
    """Render one reference. Raises LookupError with what was found and expected."""
    target = resolve_reference(catalog, ref)
    if target.problem is not None:
        raise LookupError(f"found [[{ref}]]; expected {target.problem}")
    words = to_html(target.text, catalog, links, linked=False)
    if target.page is None or not linked:
        return words
    term = catalog.terms.get(target.anchor or "")
    if term is not None and target.page == "reference/glossary/":
        tip = escape(to_text(term.short, catalog))
        return Markup(f'<a class="term" href="{links.to(target.page, target.anchor)}" data-tip="{tip}">{words}</a>')  # noqa: S704
    whole = ' class="whole"' if AMOUNT.fullmatch(target.text) else ""
    return Markup(f'<a{whole} href="{links.to(target.page, target.anchor)}">{words}</a>')  # noqa: S704 - words are escaped


def to_blocks(text: str, catalog: Catalog, links: Links) -> Markup:
    """Render paragraphs and `- ` lists (blocks are separated by blank lines) to HTML."""
    blocks: list[str] = []
    for lines in blocks_of(text):
        if lines[0].startswith("- "):
            items = "\n".join(f"<li>{to_html(line[2:], catalog, links)}</li>" for line in lines)
            blocks.append(f"<ul>\n{items}\n</ul>")
        else:
            blocks.append(f"<p>{to_html(lines[0], catalog, links)}</p>")
    return Markup("\n".join(blocks))  # noqa: S704 - made of escaped parts


def answer_html(
    text: str,
    catalog: Catalog,
    links: Links,
    *,
    points: Mapping[str, tuple[str, ...]] | None = None,
    linked: bool = True,
) -> Markup:
    """Render a spoken answer: paragraphs, and in them each sentence that speaks of some platforms only is marked so.

    `points` are the platforms on which each point counts, empty for all: a sentence that makes one is for these too, and its
    number is the point's place.
    A sentence that names no platform goes on about those of the sentence before it, to the end of the paragraph.
    """
    paragraphs = []
    for block in re.split(r"\n\s*\n", text.strip()):
        about: tuple[str, ...] = ()
        parts = []
        for sentence in sentences(" ".join(line.strip() for line in block.splitlines())):
            about = _platforms_of(to_text(sentence, catalog), about, catalog)
            html = to_html(sentence, catalog, links, linked=linked, points=list(points or ()))
            counts = [(points or {}).get(point, ()) for point in marked_points(sentence)]
            addressed = {*about, *(platform for platforms in counts for platform in platforms)}
            for_all = not about or not all(counts) or addressed >= catalog.full_platforms.keys()
            about = () if for_all else about  # what everyone is told leaves nothing to go on about
            parts.append(html if for_all else Markup(f'<span data-for="{" ".join(sorted(addressed))}">{html}</span>'))  # noqa: S704 - slugs of ours
        paragraphs.append(f"<p>{' '.join(parts)}</p>")
    return Markup("\n".join(paragraphs))  # noqa: S704 - made of escaped parts


EVERYWHERE = re.compile(r"\b([Ee]verywhere|[Aa]ny platform|[Aa]ll three)\b")
THE_OTHERS = re.compile(r"\b[Oo]ther two\b")


def _platforms_of(sentence: str, before: tuple[str, ...], catalog: Catalog) -> tuple[str, ...]:
    """Return the platforms that a sentence speaks of, after one that spoke of those `before`; none: of all."""
    platforms = platforms_named(sentence, catalog)
    if platforms or EVERYWHERE.search(sentence):
        return platforms
    return tuple(set(catalog.full_platforms) - set(before)) if THE_OTHERS.search(sentence) else before


OPENING, CLOSING = "{[(", "}])"


def sentences(text: str) -> list[str]:
    """Split a paragraph into sentences; code, references and marks stay whole."""
    parts, start, depth, in_code = [], 0, 0, False
    for index, character in enumerate(text):
        if character == "`":
            in_code = not in_code
        if in_code:
            continue
        depth += (character in OPENING) - (character in CLOSING)
        if (
            depth == 0
            and text[index : index + 2] == " " + text[index + 1 : index + 2]
            and text[index - 1 : index] in {".", "?", "!", "}", ")"}
        ):
            before = text[start:index].rstrip("}").rstrip(")")
            following = text[index + 1 : index + 2]
            if before[-1:] in {".", "?", "!"} and (following.isupper() or following in '{`["'):
                parts.append(text[start:index])
                start = index + 1
    return [*parts, text[start:]]


def platforms_named(text: str, catalog: Catalog) -> tuple[str, ...]:
    """Return the full platforms that a sentence names by their short name or vendor's word."""
    words = {platform.id: (platform.short, *platform.words) for platform in catalog.full_platforms.values()}
    return tuple(
        name
        for name, platform_words in words.items()
        if any(re.search(rf"\b{re.escape(word)}\b", text) for word in platform_words)
    )


def marked_points(text: str) -> list[str]:
    """Return the ids of the points that a text marks, in order."""
    return [match["point"] for match in TOKEN.finditer(text) if match["point"] is not None]


def to_text(text: str, catalog: Catalog) -> str:
    """Render to plain text, for tooltips, descriptions and CSV."""

    def plain(match: re.Match[str]) -> str:
        if match["cite"] is not None:
            return f"({to_text(match['cite'], catalog)})"
        if match["ref"] is not None:
            target: Target = resolve_reference(catalog, match["ref"])
            return to_text(target.text, catalog)
        if match["marked"] is not None:
            return to_text(match["marked"], catalog)
        return match["code"] or match["bold"] or match["words"] or ""

    return TOKEN.sub(plain, text)


def to_markdown(text: str, catalog: Catalog, links: Links, *, linked: bool = True) -> str:
    """Render one line to Markdown that any reader understands: references as links, points as plain words.

    Raises LookupError for a reference that leads nowhere, with what was found and expected.
    """
    parts: list[str] = []
    end = 0
    for match in TOKEN.finditer(text):
        parts.append(_escape_markup(text[end : match.start()]))
        end = match.end()
        if match["code"] is not None:
            parts.append(f"{match['ticks']}{match['code']}{match['ticks']}")
        elif match["cite"] is not None:
            parts.append(f"({to_markdown(match['cite'], catalog, links, linked=linked)})")
        elif match["point"] is not None:
            parts.append(to_markdown(match["marked"], catalog, links, linked=linked))
        elif match["bold"] is not None:
            parts.append(f"**{to_markdown(match['bold'], catalog, links, linked=linked)}**")
        elif match["url"] is not None:
            words = _escape_markup(match["words"])
            parts.append(f"[{words}]({match['url']})" if linked else words)
        elif match["ref"] is not None:
            parts.append(_reference_markdown(match["ref"], catalog, links, linked=linked))
    parts.append(_escape_markup(text[end:]))
    return BLOCK_MARKUP.sub(r"\1\\\2", "".join(parts))


def _reference_markdown(ref: str, catalog: Catalog, links: Links, *, linked: bool) -> str:
    target = resolve_reference(catalog, ref)
    if target.problem is not None:
        raise LookupError(f"found [[{ref}]]; expected {target.problem}")
    words = to_markdown(target.text, catalog, links, linked=False)
    return words if target.page is None or not linked else f"[{words}]({links.to(target.page, target.anchor)})"


# What Markdown would read as markup: blocks at the beginning of a line, emphasis, links, HTML and entities within it.
BLOCK_MARKUP = re.compile(r"^(\s*(?=[#>+=~-])|\s*\d{1,9}(?=[.)]))((?:#{1,6}|[-+=]|[.)])(?=\s|$)|>|~~~)")
INLINE_MARKUP = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|<|&(?=#?\w+;)")
ENTITIES = {"<": "&lt;", "&": "&amp;"}


def _escape_markup(text: str) -> str:
    """Escape what Markdown would read as markup."""
    return INLINE_MARKUP.sub(lambda match: ENTITIES.get(match[0], f"\\{match[0]}"), text)


def blocks_of(text: str) -> list[list[str]]:
    """Split a text as `to_blocks` does: a paragraph is one line, a list a line per item that begins with `- `."""
    blocks = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in block.splitlines()]
        blocks.append(lines if all(line.startswith("- ") for line in lines) else [" ".join(lines)])
    return blocks


def blocks_to_markdown(text: str, catalog: Catalog, links: Links) -> str:
    """Render paragraphs and lists to Markdown."""
    return _render_blocks(text, lambda line: to_markdown(line, catalog, links))


def blocks_to_text(text: str, catalog: Catalog) -> str:
    """Render paragraphs and lists to plain text: blank lines between them, a list item a line that begins with `- `."""
    return _render_blocks(text, lambda line: to_text(line, catalog))


def _render_blocks(text: str, render: Callable[[str], str]) -> str:
    blocks = blocks_of(text)
    return "\n\n".join(
        "\n".join(f"- {render(line[2:])}" if line.startswith("- ") else render(line) for line in lines)
        for lines in blocks
    )
