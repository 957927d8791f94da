"""One PDF of the guide, made from the built pages: the chapters in the order of the menu, set by WeasyPrint.

A link to a page or section of the book stays inside it; a link to a row or a question leads to its section; every
other one goes to the published site.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from itertools import combinations, takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import html

from cloud_ml_platforms.catalog.kinds import question_list_page
from cloud_ml_platforms.compute.capabilities import platform_label
from cloud_ml_platforms.exports.menu import MenuPage, menu_pages, site_settings
from cloud_ml_platforms.exports.page_tree import drop_elements, element_text, elements_with_class
from cloud_ml_platforms.exports.pdf import render, write_pdf
from cloud_ml_platforms.exports.print_article import article_markup, clean_article, paint_drawings, read_article, relink
from cloud_ml_platforms.site_url import site_url
from cloud_ml_platforms.topics.downloads.views import bundle_name
from cloud_ml_platforms.topics.drawings.paint import print_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from markupsafe import Markup

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.exports.page_tree import Element

# What is a tool, a log, a program or said elsewhere in the book, and so no chapter: its title page says so.
LEFT_OUT = {
    "choose/selector/",
    "compare/since/",
    "providers/container/",
    "reference/paste/",
    "about/engine/",
    "interview/questions/",
    "interview/practice/",
    "interview/mock/",
    "reference/changes/",
    "reference/freshness/",
    "reference/offline/",
    "reference/data/",
}

SOURCES = "reference/sources/"


@dataclass(frozen=True)
class TypesetChapter:
    """A chapter ready for the printer: `id` in the book, its sections for the contents (id and text), its HTML."""

    id: str
    part: str
    title: str
    begins_part: bool
    sections: tuple[tuple[str, str], ...]
    html: Markup


def mirrored_translations(catalog: Catalog) -> dict[str, str]:
    """Return the translations that the book leaves out: one and its mirror hold the same pairs and traps."""
    pairs = combinations(catalog.full_platforms, 2)
    return {f"translate/{their_id}-to-{my_id}/": f"translate/{my_id}-to-{their_id}/" for my_id, their_id in pairs}


def left_out_pages(catalog: Catalog) -> set[str]:
    """Return the pages of the menu that are no chapters; whole programs are among them: paper does not run them."""
    programs = {f"providers/{platform}/workload/" for platform in catalog.full_platforms}
    return LEFT_OUT | programs | mirrored_translations(catalog).keys()


def chapter_pages(catalog: Catalog) -> list[MenuPage]:
    """Return the pages of the menu that are chapters of the book, in its order, and what their boards open to."""
    left_out = left_out_pages(catalog)
    chapters = [chapter for chapter in menu_pages(site_settings()["nav"]) if chapter.page not in left_out]
    return [page for chapter in chapters for page in (chapter, *board_pages(catalog, chapter))]


def board_pages(catalog: Catalog, chapter: MenuPage) -> Iterator[MenuPage]:
    """Yield the pages that hold what the lines of a chapter's board open to."""
    if chapter.page == "compare/limits/":
        for capability in dict.fromkeys(catalog.limit_capability.values()):
            title = f"{chapter.title}: {catalog.capabilities[capability].name}"
            yield MenuPage(f"{chapter.page}{capability}.md", chapter.part, title)
    if chapter.page == "compare/names/":
        for platform in dict.fromkeys(thing.platform for thing in catalog.things.values()):
            title = f"{chapter.title}: {platform_label(catalog, platform)}"
            yield MenuPage(f"{chapter.page}{platform}.md", chapter.part, title)


def write_book(site: Path, catalog: Catalog, folder: Path, only: Iterable[str] | None = None) -> Path:
    """Write the book from a built site to `folder`; `only` names the pages that are chapters, for a short one.

    The same site gives the same bytes. Raises PdfError when a link within the book leads nowhere.
    """
    pages = [chapter for chapter in chapter_pages(catalog) if only is None or chapter.page in set(only)]
    chapters = set_chapters(site, pages, catalog)
    parts = list(dict.fromkeys(chapter.part for chapter in chapters))
    text = render("book.html.j2", chapters=chapters, parts=parts, catalog=catalog, site=site_url())
    target = folder / f"{bundle_name(catalog)}.pdf"
    write_pdf(text, target, "book.css")
    return target


def set_chapters(site: Path, pages: list[MenuPage], catalog: Catalog) -> list[TypesetChapter]:
    """Return the chapters with ids and links of the book."""
    articles = {chapter.page: read_article(site / chapter.page / "index.html") for chapter in pages}
    rules = print_rules(catalog.full_platforms.values())
    for article in articles.values():
        clean_article(article)
        paint_drawings(article, rules)
    for page in articles.keys() & REPEATED.keys():
        drop_elements(REPEATED[page](articles[page]))
    number_sources(articles)
    ids = {page: {str(element_id) for element_id in article.xpath(".//@id")} for page, article in articles.items()}
    moved, home = moved_pages(catalog), site_url()
    first_of_part = {chapter.part: chapter for chapter in reversed(pages)}
    return [
        set_chapter(
            chapter, articles[chapter.page], ids, moved, home, begins_part=chapter is first_of_part[chapter.part]
        )
        for chapter in pages
    ]


def ledger_lines(article: Element) -> list[Element]:
    """Return the lines of the ledger's board: the chapters behind it have each name with its events."""
    return elements_with_class(article, "boards")


def all_terms(article: Element) -> list[Element]:
    """Return the list of all terms: the translations behind it have each with what it hides."""
    return section_from(elements_with_class(article, "dictionary")[0].xpath("preceding-sibling::h2[1]")[0])


def price_list(article: Element) -> list[Element]:
    """Return the prices that the calculator multiplies: they are read anew each month, and only the site has the newest."""
    return section_from(article.get_element_by_id("prices"))


# What a chapter leaves out of its page: what other chapters say in full, and what ages faster than paper.
REPEATED = {"compare/names/": ledger_lines, "translate/": all_terms, "choose/cost/": price_list}


def section_from(heading: Element) -> list[Element]:
    """Return a heading and what follows it up to the next one of its level."""
    following = heading.itersiblings()
    return [heading, *takewhile(lambda element: element.tag != heading.tag, following)]


def number_sources(articles: dict[str, Element]) -> None:
    """Number the list of sources, and leave of the sources of a statement their numbers: the list has the rest once."""
    sources_page = articles.get(SOURCES)
    if sources_page is None:
        return
    drop_elements(sources_page.xpath(".//table[contains(@class, 'sources')]//tr/*[position() > 2]"))
    numbered: dict[tuple[str, str], tuple[int, str]] = {}
    entries = sources_page.xpath(".//*[starts-with(@id, 'source-')]")
    for number, entry in enumerate(entries, 1):
        link = next(entry.iter("a"))
        numbered[link.get("href", ""), element_text(link)] = (number, entry.get("id"))
        link.text = f"[{number}] {link.text or ''}"
    for page, article in articles.items():
        to_list = posixpath.relpath(SOURCES, page or ".") + "/"
        for proofs in elements_with_class(article, "evidence"):
            shorten_list(proofs, numbered, to_list)


def shorten_list(proofs: Element, numbered: dict[tuple[str, str], tuple[int, str]], to_list: str) -> None:
    """Leave of a list of sources a number each, all on a line; one that the list of all does not have stays whole."""
    proofs.classes.add("numbers")
    for proof in proofs.findall("li"):
        link = proof.find("a")
        source = None if link is None else numbered.get((link.get("href", ""), element_text(link)))
        if source is not None:
            number, anchor = source
            for child in list(proof):
                proof.remove(child)
            proof.text = None
            short = html.Element("a", href=f"{to_list}#{anchor}")
            short.text = f"[{number}]"
            proof.append(short)


def moved_pages(catalog: Catalog) -> dict[str, str]:
    """Return where the book has what stands on another page of the site: rows, questions, mirrored translations."""
    rows = {f"r/{row}/": f"compare/{catalog.row_capability[row].id}/#{row}" for row in catalog.rows}
    questions = {
        f"q/{question.id}/": f"{question_list_page(question)}#{question.id}" for question in catalog.questions.values()
    }
    return rows | mirrored_translations(catalog) | questions


def set_chapter(
    chapter: MenuPage,
    article: Element,
    ids: dict[str, set[str]],
    moved: dict[str, str],
    home: str,
    *,
    begins_part: bool,
) -> TypesetChapter:
    """Return a cleaned chapter, its ids made unique in the book, its links led to where the book has what they name."""

    def new_target(link: str) -> str:
        return link_in_book(link, chapter.page, ids, moved, home)

    relink(article, new_target)
    for element in article.xpath(".//*[@id]"):
        element.set("id", f"{slug(chapter.page)}--{element.get('id')}")
    for element in article.xpath(".//*[@aria-labelledby or @aria-describedby]"):
        for name in ("aria-labelledby", "aria-describedby"):
            element.attrib.pop(name, None)
    sections = []
    for number, heading in enumerate(article.iter("h2")):
        anchor = heading.get("id") or f"{slug(chapter.page)}---{number}"
        heading.set("id", anchor)
        sections.append((anchor, element_text(heading)))
    (title_heading,) = article.xpath(".//h1")
    title = element_text(title_heading)
    title_heading.set("id", slug(chapter.page))
    return TypesetChapter(
        slug(chapter.page), chapter.part, title, begins_part, tuple(sections), article_markup(article)
    )


def link_in_book(link: str, page: str, ids: dict[str, set[str]], moved: dict[str, str], home: str) -> str:
    """Return where a link of a page leads in the book, or on the site at `home` when the book does not have it."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return link
    target = page_at(posixpath.normpath(posixpath.join(page, parts.path)) if parts.path else page)
    anchor = "" if parts.fragment.startswith("?") else parts.fragment
    if target in moved:
        target, _, section = moved[target].partition("#")
        anchor = section or anchor
    chapter = chapter_with_anchor(anchor, target, ids)
    if chapter is not None:
        return f"#{slug(chapter)}" + (f"--{anchor}" if anchor else "")
    return f"{home}{target}" + (f"#{anchor or parts.fragment}" if anchor or parts.fragment else "")


def chapter_with_anchor(anchor: str, page: str, ids: dict[str, set[str]]) -> str | None:
    """Return the chapter that has an anchor of a page: the page itself, or one below it that its board opens to."""
    if page not in ids:
        return None
    if not anchor or anchor in ids[page]:
        return page
    chapters = (chapter for chapter in ids if page and chapter.startswith(page) and anchor in ids[chapter])
    return next(chapters, None)


def page_at(path: str) -> str:
    """Return a page's address, or that of a file, from a path without a slash at its end."""
    if path in {"", "."}:
        return ""
    return path if re.search(r"\.\w+$", path) else f"{path.rstrip('/')}/"


def slug(page: str) -> str:
    """Return a page's id in the book."""
    return page.rstrip("/").replace("/", "--") or "home"
