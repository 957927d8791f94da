"""The article of a built page, made ready for paper: what only a screen needs is taken out, what is folded is opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import html
from markupsafe import Markup

from cloud_ml_platforms.exports.page_tree import NO_WORDS, drop_elements, element_text, elements_with_class
from cloud_ml_platforms.exports.pdf import PdfError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cloud_ml_platforms.exports.page_tree import Element

SCREEN_ONLY = (
    *("api", "headerlink", "visually-hidden", "report", "on-phone", "on-screen", "cost-scripted"),
    *("drawing-tall", "lens", "row-tools", "row-link", "anki", "board-head", "controls"),
)

LONG_NAME = 15  # characters of a name that may have to break


def read_article(path: Path) -> Element:
    """Return the article of a built page."""
    if not path.is_file():
        raise PdfError(f"found no {path}; expected a page of the built site: make site")
    articles: list[Element] = html.document_fromstring(path.read_text(encoding="utf-8")).xpath("//article")
    if len(articles) != 1:
        raise PdfError(f"{path}: found {len(articles)} articles; expected one")
    return articles[0]


def relink(article: Element, new_target: Callable[[str], str]) -> None:
    """Change where the links of an article lead."""
    for link in article.xpath(".//a[@href]"):
        link.set("href", new_target(link.get("href")))


def clean_article(article: Element) -> None:
    """Take out what only a screen needs, open what is folded, lay tabs one below the other."""
    drop_elements(article.iter(*NO_WORDS))
    drop_elements(article.xpath(".//*[@hidden != 'until-found']"))
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
    for drawing in article.xpath(".//figure//svg"):
        style = html.Element("style")
        style.text = rules
        drawing.insert(0, style)


def shorten_proofs(article: Element) -> None:
    """Keep only the source's own date of each proof, and let long names break."""
    for dates in article.xpath(".//ul[contains(@class, 'evidence')]//span[@class='dates']"):
        keep_source_date(dates)
    for name in article.xpath(".//code[not(ancestor::pre)] | .//a"):
        let_break(name)


def keep_source_date(dates: Element) -> None:
    """Leave of a proof's dates that of the source: when we read it stands above the proofs, and with the sources."""
    source_dates = [date.text_content() for date in dates.xpath("./*[@data-old]")]
    if source_dates:
        dates[:], dates.text = [], ", ".join(source_dates)


def let_break(name: Element) -> None:
    """Let a long word in a name, title or address break where its parts meet; WeasyPrint would break any word anywhere, or none."""
    text = name.text or ""
    if len(name) == 0 and max(map(len, text.split()), default=0) > LONG_NAME:
        first, *later_parts = re.split(r"(?<=[./:_(,-])|(?<=[a-z])(?=[A-Z])", text)
        name.text = first
        for part in later_parts:
            word_break = html.Element("wbr")
            word_break.tail = part
            name.append(word_break)


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


def article_markup(article: Element) -> Markup:
    """Return what is in an article as text that a template does not escape: it is HTML of our own pages."""
    article.tag = "div"
    return Markup(html.tostring(article, encoding="unicode", with_tail=False))  # noqa: S704
