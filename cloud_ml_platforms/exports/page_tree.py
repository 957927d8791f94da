"""A built page's article as a tree of plain elements, ready to become Markdown.

What only a screen shows (columns, tabs, colours, folds) is written as words or order; what only a screen needs is removed.
Markdown has neither tables with lists in their cells nor definition lists: their rows become items of a list.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import html

from cloud_ml_platforms.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Element = html.HtmlElement

BLOCKS = frozenset(
    {
        *("blockquote", "details", "div", "dl", "figure", "h2", "h3", "h4", "h5", "h6"),
        *("ol", "p", "pre", "section", "table", "ul"),
    }
)

LINE = ("em", "span")  # what a rule by class changes: a block of that class stays as it is

NO_WORDS = (
    *("script", "style", "link", "noscript", "template"),
    *("form", "button", "input", "select", "textarea", "output"),
)

# What is hidden, and where the way past the header leads.
HIDDEN = ".//*[@hidden != 'until-found' or @aria-hidden = 'true' or @id = '__skip']"

SCREEN_ONLY = ("headerlink", "visually-hidden", "report", "on-phone", "board-head", "controls")

BRACKETED = (
    "beside",
    "dates",
    "fit",
    "fit-word",
    "ingredient",
    "level",
    "marks",
    "mark",
    "old-names",
    "stage",
    "standing",
    "worked",
)

DOTTED = ("facets", "marks", "way", "asks", "executed")  # only space separates their parts on a screen
UNWRAPPED = ("del", "ins", "mark", "sup", "time", "b", "label")

# What a reader can share (web/scripts/later/share.js): sections, lines of tables, questions.
SHARED = (
    ".//*[@id][self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or self::tr"
    " or self::li[starts-with(@id, 'q-')]]"
)

MARKED = ("\ue001", "\ue002")  # around the id of what is shared
ESCAPE = "\ue000"  # before a character that would read as markup, until the Markdown is written

MARKUP = re.compile(
    r"[`*~]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\](?=[(\[:]|$)"  # a name such as `a_b` is none
)

CANONICAL = "/html/head/link[@rel='canonical']/@href"
BLANKS = re.compile(r"\s+")
IN_LINKS = re.compile(rf"[\[\]]|{MARKUP.pattern}")


class TreeError(UserError):
    """A page has no article or no address, so that no twin can be made of it."""


@dataclass(frozen=True)
class BuiltPage:
    """What a built page says: its article, its published address, its description."""

    article: Element
    address: str
    description: str


def pages_of(site: Path) -> Iterator[tuple[str, Path]]:
    """Yield every page of a built site in the order of the paths: its path without a slash at its end, its file."""
    for path in sorted(site.rglob("index.html")):
        yield path.parent.relative_to(site).as_posix().removeprefix("."), path


def article_of(page: str, name: str) -> BuiltPage:
    """Read a built page; raise TreeError when it has no article or no address."""
    root = html.document_fromstring(page)
    articles, addresses = root.xpath("//article"), root.xpath(CANONICAL)
    if len(articles) != 1 or len(addresses) != 1:
        raise TreeError(
            f"{name}: found {len(articles)} articles and {len(addresses)} canonical addresses; expected one of each"
        )
    return BuiltPage(
        articles[0], str(addresses[0]), "".join(root.xpath("/html/head/meta[@name='description']/@content"))
    )


def address_of(page: str, name: str) -> str:
    """Return the published address of a built page, which its head has; raise TreeError when it has none."""
    head = html.document_fromstring(page.partition("</head>")[0])
    addresses = head.xpath(CANONICAL)
    if len(addresses) != 1:
        raise TreeError(f"{name}: found {len(addresses)} canonical addresses; expected one")
    return str(addresses[0])


def simplify(article: Element, address: str) -> Element:
    """Change an article into headings, paragraphs, lists, code and tables of single lines; links become absolute.

    Text that would read as markup has ESCAPE before each such character, and what can be shared its id (see `mark`).
    """
    drop_elements(article.iter(*NO_WORDS))
    drop_elements(article.xpath(HIDDEN))
    drop_elements(elements_with_class(article, *SCREEN_ONLY))
    for element in article.xpath(SHARED):
        mark_shared(element)
    for code in article.iter("pre"):
        code.text, code[:] = code.text_content(), []
        code.set("class", " ".join(code.xpath("ancestor::div[contains(@class, 'language-')][1]/@class")))
    for link in article.iter("a"):
        link.set("href", urljoin(address, link.get("href", "")))
    for table in elements_with_class(article, "row-table"):
        name_answers(table)
    for row in article.xpath(".//tbody/tr[@id]"):
        row.set("data-address", f"{address}#{row.get('id')}")
    for change in (
        replace_pictures,
        label_tabs,
        write_notes,
        continue_lists,
        open_folds,
        write_quotes,
        bracket_marks,
        write_commas,
        separate_parts,
        list_definitions,
        list_records,
    ):
        change(article)
    for tag in UNWRAPPED:
        for element in list(article.iter(tag)):
            element.drop_tag()
    escape_element(article)
    return article


def name_answers(table: Element) -> None:
    """Give every cell of a row's page the id of its platform's answer, which the first line has."""
    ids = {cell.get("data-platform"): cell.get("id") for cell in table.xpath(".//td[@id]")}
    for cell in table.iter("td"):
        cell.set("data-answer", ids.get(cell.get("data-platform")) or "")


def mark_of(element_id: str | None) -> str:
    """Return an id as its place in the Markdown is marked; nothing for none."""
    return f"{MARKED[0]}{element_id}{MARKED[1]}" if element_id else ""


def mark_shared(element: Element) -> None:
    """Write an element's id, between MARKED, before its first word: so its place is found in the Markdown."""
    for text in element.xpath("(.//text()[normalize-space()])[1]"):
        words = f"{mark_of(element.get('id'))}{text.lstrip()}"
        holder, before = text.getparent(), text[: len(text) - len(text.lstrip())]
        setattr(holder, "tail" if text.is_tail else "text", before + words)


def escape_element(element: Element, pattern: re.Pattern[str] = MARKUP) -> None:
    """Mark what would read as markup in an element's text, but not in code, and put each paragraph on one line."""
    if element.tag in {"pre", "code"}:
        return
    inner = IN_LINKS if element.tag == "a" else pattern
    element.text = escaped_text(element.text, inner)
    for child in element:
        escape_element(child, inner)
        child.tail = escaped_text(child.tail, inner)


def escaped_text(text: str | None, pattern: re.Pattern[str]) -> str | None:
    """Return a text on one line, ESCAPE before every character that the pattern finds."""
    return text and pattern.sub(lambda match: ESCAPE + match[0], BLANKS.sub(" ", text))


def elements_with_class(root: Element, *names: str) -> list[Element]:
    """Return the elements below `root` that have one of the classes, in the order of the page."""
    classes = set(names)
    return [element for element in root.xpath(".//*[@class]") if not classes.isdisjoint(element.get("class").split())]


def drop_elements(elements: Iterable[Element]) -> None:
    """Take elements out, their contents too; the text behind each stays."""
    for element in list(elements):
        if element.getparent() is not None:
            element.drop_tree()


def new_element(tag: str, text: str | None = None, children: Iterable[Element] = ()) -> Element:
    element = html.Element(tag)
    element.text = text
    element.extend(children)
    return element


def element_text(element: Element) -> str:
    """Return the text of an element on one line."""
    return " ".join(element.text_content().split())


def replace_pictures(root: Element) -> None:
    """Put in the place of a drawing what it says, and below it what is said of each node, with its link."""
    for figure in list(root.iter("figure")):
        for legend in elements_with_class(figure, "drawing-key"):
            legend.drop_tree()
        description = ". ".join(
            part.strip() for part in figure.xpath("./svg[1]/@aria-label | ./figcaption//text()") if part.strip()
        )
        nodes = [node_item(node) for node in figure.xpath("./svg[1]//*[@aria-label]")]
        replace_element(
            figure,
            [new_element("p", f"Drawing: {description}"), *([new_element("ul", children=nodes)] if nodes else [])],
        )
    drop_elements(root.iter("svg", "img"))


def node_item(node: Element) -> Element:
    """Return an item with what is said of a node of a drawing, a link where the node is one."""
    label = node.get("aria-label")
    if node.tag != "a":
        return new_element("li", label)
    link = new_element("a", label)
    link.set("href", node.get("href", ""))
    return new_element("li", children=[link])


def label_tabs(root: Element) -> None:
    """Begin each tab's contents with the tab's label."""
    for group in elements_with_class(root, "tabbed-set"):
        labels = [element_text(label) for label in group.iter("label")]
        drop_elements(elements_with_class(group, "tabbed-labels"))
        for label, block in zip(labels, elements_with_class(group, "tabbed-block"), strict=True):
            block.insert(0, bold_paragraph(label))


def bold_paragraph(text: str) -> Element:
    """Return a paragraph in bold."""
    return new_element("p", children=[new_element("strong", text)])


def write_notes(root: Element) -> None:
    """Write the numbers of an answer's sources as a page shows them: from 1 for each platform."""
    for notes in elements_with_class(root, "notes"):
        notes.text, notes[:] = " ".join(notes.text_content().split()), []


def continue_lists(root: Element) -> None:
    """Put the items of a fold that goes on with the list before it into that list, without the fold's label; so with a list in a line."""
    for fold in list(root.iter("details")):
        if not fold.xpath("./summary[@class='further']"):
            continue
        drop_elements(fold.findall("summary"))
        before, first = fold.getprevious(), next(iter(fold), None)
        if first is not None and first.tag == "a":
            fold.drop_tag()
        elif before is not None and first is not None and before.tag == first.tag:
            before.extend(list(first))
            first.drop_tree()


def open_folds(root: Element) -> None:
    """Open what is folded: the summary becomes a line in bold, or the heading that it holds. Sources that are not folded get one too."""
    for fold in list(root.iter("details")):
        for summary in fold.findall("summary"):
            heading = next((part for part in summary if part.tag in {"h2", "h3", "h4"}), None)
            if heading is None:
                replace_element(summary, [bold_paragraph(element_text(summary))])
            else:
                heading.drop_tree()
                heading.tail = None
                rest = element_text(summary)
                replace_element(summary, [heading, *([new_element("p", rest)] if rest else [])])
        fold.tag = "div"
    for sources in elements_with_class(root, "evidence"):
        before = sources.getprevious()
        if before is not None and before.tag == "ul":
            sources.addprevious(new_element("p", "Sources:"))


def write_quotes(root: Element) -> None:
    """Write quotation marks, which a browser adds."""
    for quote in list(root.iter("q")):
        quote.text = "“" + (quote.text or "")
        append_text(quote, "”")
        quote.drop_tag()


def bracket_marks(root: Element) -> None:
    """Put in brackets what a screen sets apart by colour, and name the point that a sentence makes as `(a)`."""
    for sup in root.iter("sup"):
        sup.text = f" ({element_text(sup)})"
        sup[:] = []
    for points in root.xpath(".//ol[@type='a']"):
        for letter, item in zip("abcdefghijklmnopqrstuvwxyz", points, strict=False):
            item.text = f"({letter}) {item.text or ''}"
        points.tag = "ul"
    for element in elements_with_class(root, *BRACKETED):
        text = element_text(element)
        is_nested = has_ancestor(element, *BRACKETED)
        if element.tag in LINE and text and not is_nested and not text.startswith("("):
            element.text = "(" + (element.text or "").lstrip()
            strip_trailing_spaces(element)
            append_text(element, ")")
    for name in elements_with_class(root, "was-now"):
        append_text(name, ":")
    for name in elements_with_class(root, "platform"):
        if name.tag == "span" and ((name.tail or "").strip() or has_ancestor(name, "word")):
            append_text(name, ":")


def write_commas(root: Element) -> None:
    """Write a comma between a mark and the words behind it, which a screen sets apart by its shape."""
    for mark in elements_with_class(root, "m"):
        following = mark.getnext()
        words = (mark.tail or "").strip() or (
            following is not None and not following.get("class") and element_text(following)
        )
        if words and words[0] not in ",;:.·" and not (mark.text or "").endswith(":"):
            append_text(mark, ",")


def has_ancestor(element: Element, *names: str) -> bool:
    """Return whether an element of a line has an ancestor with one of the classes."""
    return any(not set(names).isdisjoint(outer.get("class", "").split()) for outer in element.iterancestors(*LINE))


def separate_parts(root: Element) -> None:
    """Write a dot between parts of a line or cell that a screen sets apart by space; make the names of kinds bold."""
    for group in [*elements_with_class(root, *DOTTED), *root.iter("td", "th")]:
        for before, part in pairwise(list(group)):
            separable = part.tag == "span" and (part.get("class") or group.tag not in {"td", "th"})
            if (
                separable
                and not (before.tail or "").strip()
                and element_text(part)
                and not element_text(part).startswith("(")
            ):
                before.tail = " · "
    for term in root.xpath(".//h2|.//h3|.//h4"):
        for part in elements_with_class(term, "word")[1:]:
            neighbour = part.getprevious()
            if neighbour is not None:
                neighbour.tail = " · "
    for name in elements_with_class(root, "way-name"):
        name.tag = "strong"


def list_definitions(root: Element) -> None:
    """Turn a definition list into a list: the term in bold, below it what is said of it."""
    for group in list(root.iter("dl")):
        items: list[Element] = []
        for child in list(group.iter("dt", "dd")):
            if child.tag == "dt":
                items.append(new_element("li", children=[inline_contents("p", child, bold=True)]))
            elif items:
                items[-1].extend(cell_blocks(child))
        group.tag = "ul"
        group[:] = items


def list_records(root: Element) -> None:
    """Turn tables whose cells hold more than a line into lists, an item per row; the others lose caption and layout."""
    for table in list(root.iter("table")):
        drop_elements(table.iter("caption"))
        if any(child.tag in BLOCKS for cell in table.iter("td", "th") for child in cell):
            replace_element(table, [table_as_list(table)])
        else:
            for cell in table.iter("td", "th"):
                for line_break in list(cell.iter("br")):
                    line_break.tail = f" ¦ {(line_break.tail or '').lstrip()}"


def table_as_list(table: Element) -> Element:
    """Return a table's rows as items: the first cell in bold, then each cell with its column's name."""
    heads = [element_text(cell) for cell in table.xpath("./thead/tr[1]/*")]
    items = []
    for row in table.xpath("./tbody/tr"):
        first, *rest = row
        item = new_element(
            "li", children=[linked_paragraph(inline_contents("p", first, bold=True), row.get("data-address"))]
        )
        for head, cell in zip(heads[1:], rest, strict=False):
            if element_text(cell):
                item.extend(labelled_parts(mark_of(cell.get("data-answer")) + head, cell_blocks(cell)))
        items.append(item)
    return new_element("ul", children=items)


def linked_paragraph(paragraph: Element, address: str | None) -> Element:
    """Make a paragraph a link, unless it contains one or there is no address."""
    if address and paragraph.find(".//a") is None:
        link = inline_contents("a", paragraph)
        link.set("href", address)
        return new_element("p", children=[link])
    return paragraph


def labelled_parts(label: str, parts: list[Element]) -> list[Element]:
    """Return the parts of a cell, the name of its column before the first."""
    if parts[0].tag == "p":
        parts[0].text = f"{label}: {(parts[0].text or '').lstrip()}"
        return parts
    return [new_element("p", f"{label}:"), *parts]


def cell_blocks(cell: Element) -> list[Element]:
    """Return the contents of a cell as blocks: text and elements between two blocks make a paragraph."""
    blocks: list[Element] = []
    paragraph = new_element("p", cell.text)
    for child in list(cell):
        tail, child.tail = child.tail, None
        if child.tag in BLOCKS:
            blocks += [paragraph] if element_text(paragraph) else []
            blocks.append(child)
            paragraph = new_element("p", tail)
        else:
            paragraph.append(child)
            child.tail = tail
    return [*blocks, paragraph] if element_text(paragraph) else blocks


def inline_contents(tag: str, element: Element, *, bold: bool = False) -> Element:
    """Return the contents of an element in another; `bold` unless something in it is bold already."""
    inner = copy.deepcopy(element)
    inner.tag, inner.tail = tag, None
    inner.attrib.clear()
    if not bold or inner.find(".//strong") is not None or inner.find(".//p") is not None:
        return inner
    inner.tag = "strong"
    inner.text = (inner.text or "").lstrip()
    strip_trailing_spaces(inner)
    return new_element(tag, children=[inner])


def replace_element(element: Element, replacements: list[Element]) -> None:
    """Put others in the place of an element."""
    parent = element.getparent()
    if parent is None:
        raise TreeError(f"found <{element.tag!r}> that is in no page; expected an element of an article")
    replacements[-1].tail = element.tail
    index = parent.index(element)
    parent[index : index + 1] = replacements


def append_text(element: Element, text: str) -> None:
    """Add text at the end of an element's contents."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def strip_trailing_spaces(element: Element) -> None:
    """Strip spaces from the end of an element's contents."""
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() or None
    else:
        element.text = (element.text or "").rstrip()
