"""One PDF of the guide, made from the built pages: the chapters in the order of the menu, set by WeasyPrint.

A link to a page or section of the book stays inside it; a link to a row or a question leads to its section; every
other one goes to the published site.
"""

from __future__ import annotations

import logging
import posixpath
import re
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import combinations, takewhile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import font_source_sans_pro
import fontpkg_source_code_pro
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from lxml import html
from markupsafe import Markup

from cloud_ml_platforms.catalog.kinds import question_list_page
from cloud_ml_platforms.compute.capabilities import platform_label
from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.exports.menu import MenuPage, menu_pages, site_settings
from cloud_ml_platforms.exports.page_tree import drop_elements, element_text, elements_with_class
from cloud_ml_platforms.site_url import site_url
from cloud_ml_platforms.text.templates import html_templates
from cloud_ml_platforms.tokens import printed
from cloud_ml_platforms.topics.downloads.views import bundle_name
from cloud_ml_platforms.topics.drawings.paint import print_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cloud_ml_platforms.catalog.types import Catalog

Element = html.HtmlElement
FILES = Path(__file__).resolve().parent / "templates"

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

NO_WORDS = (
    *(".//script", ".//style", ".//link", ".//noscript", ".//template", ".//form", ".//button", ".//input"),
    *(".//output", ".//*[@hidden and @hidden != 'until-found']"),
)

SCREEN_ONLY = (
    *("api", "headerlink", "visually-hidden", "report", "on-phone", "on-screen", "cost-scripted"),
    *("drawing-tall", "lens", "row-tools", "row-link", "anki", "board-head", "controls"),
)

SIZES = (10.0, 9.5, 9.0, 8.6, 8.2, 7.8, 7.4, 7.0, 6.6)  # of a sheet's type in points, the largest that fits is taken
SOURCES = "reference/sources/"
LONG_NAME = 15  # characters of a name that may have to break
WEIGHTS = {"Regular": 400, "Bold": 700}


class BookError(UserError):
    """The book could not be made, or a link in it leads nowhere."""


@dataclass(frozen=True)
class TypesetChapter:
    """A chapter ready for the printer: `id` in the book, its sections for the contents (id and text), its HTML."""

    id: str
    part: str
    title: str
    begins_part: bool
    sections: tuple[tuple[str, str], ...]
    html: Markup


def mirrored(catalog: Catalog) -> dict[str, str]:
    """Return the translations that the book leaves out: one and its mirror hold the same pairs and traps."""
    pairs = combinations(catalog.full_platforms, 2)
    return {f"translate/{theirs}-to-{mine}/": f"translate/{mine}-to-{theirs}/" for mine, theirs in pairs}


def left_out_pages(catalog: Catalog) -> set[str]:
    """Return the pages of the menu that are no chapters; whole programs are among them: paper does not run them."""
    programs = {f"providers/{platform}/workload/" for platform in catalog.full_platforms}
    return LEFT_OUT | programs | mirrored(catalog).keys()


def chapters(catalog: Catalog) -> list[MenuPage]:
    """Return the pages of the menu that are chapters of the book, in its order, and what their boards open to."""
    left_out = left_out_pages(catalog)
    found = [chapter for chapter in menu_pages(site_settings()["nav"]) if chapter.page not in left_out]
    return [one for chapter in found for one in (chapter, *opened(catalog, chapter))]


def opened(catalog: Catalog, chapter: MenuPage) -> Iterator[MenuPage]:
    """Yield the pages that hold what the lines of a chapter's board open to."""
    if chapter.page == "compare/limits/":
        for home in dict.fromkeys(catalog.limit_capability.values()):
            title = f"{chapter.title}: {catalog.capabilities[home].name}"
            yield MenuPage(f"{chapter.page}{home}.md", chapter.part, title)
    if chapter.page == "compare/names/":
        for owner in dict.fromkeys(thing.platform for thing in catalog.things.values()):
            title = f"{chapter.title}: {platform_label(catalog, owner)}"
            yield MenuPage(f"{chapter.page}{owner}.md", chapter.part, title)


def write_book(site: Path, catalog: Catalog, folder: Path, only: Iterable[str] | None = None) -> Path:
    """Write the book from a built site to `folder`; `only` names the pages that are chapters, for a short one.

    The same site gives the same bytes. Raises BookError when a link within the book leads nowhere.
    """
    wanted = [chapter for chapter in chapters(catalog) if only is None or chapter.page in set(only)]
    ready = set_chapters(site, wanted, catalog)
    parts = list(dict.fromkeys(chapter.part for chapter in ready))
    text = rendered("book.html.j2", chapters=ready, parts=parts, catalog=catalog, site=site_url())
    target = folder / f"{bundle_name(catalog)}.pdf"
    write_pdf(text, target, "book.css")
    return target


def write_sheets(site: Path, catalog: Catalog, folder: Path) -> list[Path]:
    """Write each cheat sheet and each translation sheet as a PDF of one page. Raises BookError when one takes more."""
    pages = {
        f"cheatsheet-{path.parent.parent.name}.pdf": path for path in site.glob("providers/*/cheatsheet/index.html")
    }
    pages |= {f"{path.parent.parent.name}.pdf": path for path in site.glob("translate/*/sheet/index.html")}
    if not pages:
        raise BookError(
            f"found no sheets in {site}; expected providers/*/cheatsheet/ and translate/*/sheet/: make site"
        )
    return [write_sheet(path, site, catalog, folder / name) for name, path in sorted(pages.items())]


def write_sheet(page: Path, site: Path, catalog: Catalog, target: Path) -> Path:
    """Write one page as one sheet of paper: in the largest of a few sizes at which it fits."""
    address = f"{page.parent.relative_to(site).as_posix()}/"
    article = read_article(page)
    base = site_url() + address
    relink(article, lambda link: urljoin(base, link))
    clean(article)
    title = element_text(article.xpath(".//h1")[0])
    for size in SIZES:
        text = rendered("sheet.html.j2", title=title, article=markup(article), size=size, catalog=catalog)
        if write_pdf(text, target, "sheet.css", most=1):
            return target
    raise BookError(f"{address}: found more than one page at the smallest size; expected a sheet that fits A4")


def rendered(template: str, **values: object) -> str:
    """Render a template of the book."""
    return html_templates(FILES).get_template(template).render(**values)


def read_article(path: Path) -> Element:
    """Return the article of a built page."""
    if not path.is_file():
        raise BookError(f"found no {path}; expected a page of the built site: make site")
    articles: list[Element] = html.document_fromstring(path.read_text(encoding="utf-8")).xpath("//article")
    if len(articles) != 1:
        raise BookError(f"{path}: found {len(articles)} articles; expected one")
    return articles[0]


def set_chapters(site: Path, wanted: list[MenuPage], catalog: Catalog) -> list[TypesetChapter]:
    """Return the chapters with ids and links of the book."""
    articles = {chapter.page: read_article(site / chapter.page / "index.html") for chapter in wanted}
    rules = print_rules(catalog.full_platforms.values())
    for article in articles.values():
        clean(article)
        paint_drawings(article, rules)
    for page in articles.keys() & REPEATED.keys():
        drop_elements(REPEATED[page](articles[page]))
    number_sources(articles)
    ids = {page: {str(found) for found in article.xpath(".//@id")} for page, article in articles.items()}
    moved, home = elsewhere(catalog), site_url()
    begin = {chapter.part: chapter for chapter in reversed(wanted)}
    return [
        set_chapter(one, articles[one.page], ids, moved, home, begins_part=one is begin[one.part]) for one in wanted
    ]


def names_by_line(article: Element) -> list[Element]:
    """Return the lines of the ledger's board: the chapters behind it have each name with its events."""
    return elements_with_class(article, "boards")


def words_of_all(article: Element) -> list[Element]:
    """Return the list of all terms: the translations behind it have each with what it hides."""
    return section_from(elements_with_class(article, "dictionary")[0].xpath("preceding-sibling::h2[1]")[0])


def price_list(article: Element) -> list[Element]:
    """Return the prices that the calculator multiplies: they are read anew each month, and only the site has the newest."""
    return section_from(article.get_element_by_id("prices"))


# What a chapter leaves out of its page: what other chapters say in full, and what ages faster than paper.
REPEATED = {"compare/names/": names_by_line, "translate/": words_of_all, "choose/cost/": price_list}


def section_from(heading: Element) -> list[Element]:
    """Return a heading and what follows it up to the next one of its level."""
    rest = heading.itersiblings()
    return [heading, *takewhile(lambda one: one.tag != heading.tag, rest)]


def number_sources(articles: dict[str, Element]) -> None:
    """Number the list of sources, and leave of the sources of a statement their numbers: the list has the rest once."""
    listed = articles.get(SOURCES)
    if listed is None:
        return
    drop_elements(listed.xpath(".//table[contains(@class, 'sources')]//tr/*[position() > 2]"))
    numbers: dict[tuple[str, str], tuple[int, str]] = {}
    entries = listed.xpath(".//*[starts-with(@id, 'source-')]")
    for number, entry in enumerate(entries, 1):
        link = next(entry.iter("a"))
        numbers[link.get("href", ""), element_text(link)] = (number, entry.get("id"))
        link.text = f"[{number}] {link.text or ''}"
    for page, article in articles.items():
        to_list = posixpath.relpath(SOURCES, page or ".") + "/"
        for proofs in elements_with_class(article, "evidence"):
            shorten_list(proofs, numbers, to_list)


def shorten_list(proofs: Element, numbers: dict[tuple[str, str], tuple[int, str]], to_list: str) -> None:
    """Leave of a list of sources a number each, all on a line; one that the list of all does not have stays whole."""
    proofs.classes.add("numbers")
    for proof in proofs.findall("li"):
        link = proof.find("a")
        known = None if link is None else numbers.get((link.get("href", ""), element_text(link)))
        if known is not None:
            number, anchor = known
            for child in list(proof):
                proof.remove(child)
            proof.text = None
            short = html.Element("a", href=f"{to_list}#{anchor}")
            short.text = f"[{number}]"
            proof.append(short)


def elsewhere(catalog: Catalog) -> dict[str, str]:
    """Return where the book has what stands on another page of the site: rows, questions, mirrored translations."""
    out = {f"r/{row}/": f"compare/{catalog.row_capability[row].id}/#{row}" for row in catalog.rows}
    return (
        out
        | mirrored(catalog)
        | {
            f"q/{question.id}/": f"{question_list_page(question)}#{question.id}"
            for question in catalog.questions.values()
        }
    )


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

    def lead(link: str) -> str:
        return link_in_book(link, chapter.page, ids, moved, home)

    relink(article, lead)
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
    (top,) = article.xpath(".//h1")
    title = element_text(top)
    top.set("id", slug(chapter.page))
    return TypesetChapter(slug(chapter.page), chapter.part, title, begins_part, tuple(sections), markup(article))


def link_in_book(link: str, page: str, ids: dict[str, set[str]], moved: dict[str, str], home: str) -> str:
    """Return where a link of a page leads in the book, or on the site at `home` when the book does not have it."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return link
    target = page_at(posixpath.normpath(posixpath.join(page, parts.path)) if parts.path else page)
    anchor = "" if parts.fragment.startswith("?") else parts.fragment
    if target in moved:
        target, _, found = moved[target].partition("#")
        anchor = found or anchor
    chapter = chapter_with(anchor, target, ids)
    if chapter is not None:
        return f"#{slug(chapter)}" + (f"--{anchor}" if anchor else "")
    return f"{home}{target}" + (f"#{anchor or parts.fragment}" if anchor or parts.fragment else "")


def chapter_with(anchor: str, page: str, ids: dict[str, set[str]]) -> str | None:
    """Return the chapter that has an anchor of a page: the page itself, or one below it that its board opens to."""
    if page not in ids:
        return None
    if not anchor or anchor in ids[page]:
        return page
    below = (one for one in ids if page and one.startswith(page) and anchor in ids[one])
    return next(below, None)


def page_at(path: str) -> str:
    """Return a page's address, or that of a file, from a path without a slash at its end."""
    if path in {"", "."}:
        return ""
    return path if re.search(r"\.\w+$", path) else f"{path.rstrip('/')}/"


def slug(page: str) -> str:
    """Return a page's id in the book."""
    return page.rstrip("/").replace("/", "--") or "home"


def relink(article: Element, lead: Callable[[str], str]) -> None:
    """Change where the links of an article lead."""
    for link in article.xpath(".//a[@href]"):
        link.set("href", lead(link.get("href")))


def clean(article: Element) -> None:
    """Take out what only a screen needs, open what is folded, lay tabs one below the other."""
    for path in NO_WORDS:
        drop_elements(article.xpath(path))
    drop_elements(elements_with_class(article, *SCREEN_ONLY))
    for group in elements_with_class(article, "tabbed-set"):
        untab(group)
    for fold in article.xpath(".//details"):
        unfold(fold)
    shorten_proofs(article)
    for text in article.xpath(".//svg//text"):
        text.set("font-family", "Guide Sans")
        text.set("font-size", "12")
    for element in article.xpath(".//*[not(self::svg)]"):
        for name in ("tabindex", "role", "style", "aria-label"):
            element.attrib.pop(name, None)


def paint_drawings(article: Element, rules: str) -> None:
    """Give each drawing its colours: WeasyPrint takes them from within, not from the page's styles."""
    for drawn in article.xpath(".//figure//svg"):
        style = html.Element("style")
        style.text = rules
        drawn.insert(0, style)


def shorten_proofs(article: Element) -> None:
    """Keep only the source's own date of each proof, and let long names break."""
    for said in article.xpath(".//ul[contains(@class, 'evidence')]//span[@class='dates']"):
        date_alone(said)
    for name in article.xpath(".//code[not(ancestor::pre)] | .//a"):
        let_break(name)


def date_alone(said: Element) -> None:
    """Leave of a proof's dates that of the source: when we read it stands above the proofs, and with the sources."""
    dates = [date.text_content() for date in said.xpath("./*[@data-old]")]
    if dates:
        said[:], said.text = [], ", ".join(dates)


def let_break(name: Element) -> None:
    """Let a long word in a name, title or address break where its parts meet; WeasyPrint would break any word anywhere, or none."""
    text = name.text or ""
    if len(name) == 0 and max(map(len, text.split()), default=0) > LONG_NAME:
        first, *rest = re.split(r"(?<=[./:_(,-])|(?<=[a-z])(?=[A-Z])", text)
        name.text = first
        for part in rest:
            gap = html.Element("wbr")
            gap.tail = part
            name.append(gap)


def untab(group: Element) -> None:
    """Begin each tab with what stands on it, and take the row of tabs away."""
    labels = [element_text(label) for label in group.iter("label")]
    drop_elements(elements_with_class(group, "tabbed-labels"))
    for label, block in zip(labels, elements_with_class(group, "tabbed-block"), strict=True):
        name = html.Element("p")
        name.set("class", "tab-name")
        name.text = label
        block.insert(0, name)


def unfold(fold: Element) -> None:
    """Turn what opens and closes into a block with its summary as a line above."""
    fold.tag = "div"
    fold.set("class", f"fold {fold.get('class', '')}".strip())
    for summary in fold.findall("summary"):
        summary.tag = "p"
        summary.set("class", "fold-name")


def markup(article: Element) -> Markup:
    """Return what is in an article as text that a template does not escape: it is HTML of our own pages."""
    article.tag = "div"
    return Markup(html.tostring(article, encoding="unicode", with_tail=False))  # noqa: S704


def fonts(folder: Path) -> str:
    """Return `@font-face` rules for the packaged fonts; a variable one is cut to its two weights first.

    What a machine has installed is not used, so that a book is the same everywhere.
    """
    sans, mono = (
        Path(package.__file__).parent / "files" for package in (font_source_sans_pro, fontpkg_source_code_pro)
    )
    rules = [
        face("Guide Sans", weight, style, sans / f"SourceSansPro-{name}.ttf")
        for name, weight, style in (
            ("Regular", 400, "normal"),
            ("Semibold", 700, "normal"),
            ("It", 400, "italic"),
            ("BoldIt", 700, "italic"),
        )
    ]
    for name, weight in WEIGHTS.items():
        path = folder / f"SourceCodePro-{name}.ttf"
        path.write_bytes(mono_of(mono / "SourceCodePro[wght].ttf", weight))
        rules.append(face("Guide Mono", weight, "normal", path))
    return "\n".join(rules)


@lru_cache
def mono_of(variable: Path, weight: int) -> bytes:
    """Return a variable font cut to one weight, which takes a second."""
    out = BytesIO()
    font = instantiateVariableFont(TTFont(variable, recalcTimestamp=False), {"wght": weight}, updateFontNames=True)
    font.save(out)
    return out.getvalue()


def face(family: str, weight: int, style: str, path: Path) -> str:
    """Return one `@font-face` rule."""
    return f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; src: url("{path.as_uri()}"); }}'


class Faults(logging.Handler):
    """Collects what WeasyPrint complains about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.found.append(record.getMessage())


def style_text(name: str) -> str:
    """Return a style sheet of the book."""
    return (FILES / name).read_text(encoding="utf-8")


def write_pdf(text: str, target: Path, style: str, most: int | None = None) -> bool:
    """Set HTML with a style sheet of the book; return whether it was written, which takes `most` pages or fewer.

    Raises BookError when WeasyPrint cannot be loaded, or finds an anchor missing or a style that it does not know.
    """
    try:
        import weasyprint  # noqa: PLC0415 - it loads system libraries, which only the book needs
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    except OSError as error:
        raise BookError(
            f"WeasyPrint found no Pango ({error}); expected it: on Debian `apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`"
        ) from error
    log, faults = logging.getLogger("weasyprint"), Faults()
    log.addHandler(faults)
    try:
        with tempfile.TemporaryDirectory() as folder:
            known = FontConfiguration()
            rules = [
                weasyprint.CSS(string=fonts(Path(folder)), font_config=known),
                weasyprint.CSS(string=printed("".join(map(style_text, ("common.css", style))))),
            ]
            document = weasyprint.HTML(string=text, base_url=FILES.as_uri()).render(
                stylesheets=rules, font_config=known
            )
            if most is not None and len(document.pages) > most:
                return False
            target.parent.mkdir(parents=True, exist_ok=True)
            document.write_pdf(target)
    finally:
        log.removeHandler(faults)
    if faults.found:
        msg = f"{target.name}: {len(faults.found)} complaints of WeasyPrint:\n" + "\n".join(
            sorted(set(faults.found))[:20]
        )
        raise BookError(msg)
    return True
