"""After the build: the picture of every page that a chat or a feed shows for a link, and the tags that announce it.

A picture is drawn in indices of one palette: each ink is a ramp from the paper to the full colour, so that smooth text
needs no conversion of colours, which would take most of the time. Fonts come from a package: the same on every machine.
"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape, unescape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import font_source_sans_pro
from PIL import Image, ImageDraw, ImageFont

from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.exports.feeds import feed_links
from cloud_ml_platforms.exports.json_ld import PageSummary, json_ld
from cloud_ml_platforms.exports.page_tree import article_of, pages_of
from cloud_ml_platforms.exports.sitemap import page_days
from cloud_ml_platforms.paths import ROOT, keep_file
from cloud_ml_platforms.text.inline import to_text
from cloud_ml_platforms.tokens import colours
from cloud_ml_platforms.topics.compare.views import row_view
from cloud_ml_platforms.topics.page import Page
from cloud_ml_platforms.workers import map_in_order

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future, ProcessPoolExecutor

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.exports.page_tree import BuiltPage, Element
    from cloud_ml_platforms.topics.compare.views import CellView

FOLDER = "previews"
STORE = ROOT / ".build" / "previews"  # pictures of the last build
SITE_NAME = "Cloud ML Platforms"
WIDTH, HEIGHT = 1200, 630  # what the readers of og:image ask for
MARGIN = 72
FOOT = 548  # above it the page speaks, below it the site
LEADING = 1.18
ICON, LOGO = 60, 32  # heights

GAP = 24  # between answers

# Each ink and the colour of web/styles/tokens.css that it is, on light; a platform's ink is that of its data.
INK_TOKENS = {
    "ink": "ink",
    "quiet": "ink2",
    "line": "line2",
    "accent": "accent",
    "yes": "yes",
    "partly": "partly",
    "by-kind": "partly",
    "no": "no",
    "not-documented": "not-documented",
}
INKS = {ink: colours()[token].light for ink, token in INK_TOKENS.items()}
PAPER = colours()["paper"].light

STEPS = 10  # shades of an ink between paper and full colour


class PreviewError(UserError, ValueError):
    """A text does not fit into a picture."""


@dataclass(frozen=True)
class TextLine:
    """A line as drawn: its text, its ink and its box (left, top, right, bottom) in pixels."""

    text: str
    ink: str
    box: tuple[int, int, int, int]


@dataclass(frozen=True)
class Card:
    """What a picture shows: `answers` are a row's cells, `accent` is the platform of a provider's page.

    `inks` are the colours of the platforms that it shows, by id.
    """

    kicker: str
    title: str
    description: str
    as_of: str
    accent: str | None = None
    answers: tuple[CellView, ...] = ()
    inks: tuple[tuple[str, str], ...] = ()


class Canvas:
    """A picture in the making, and the lines that were drawn on it."""

    def __init__(self, platforms: Iterable[tuple[str, str]] = ()) -> None:
        """Begin with blank paper; `platforms` are inks besides INKS, by name."""
        self.inks = INKS | dict(platforms)
        self.image = Image.new("L", (WIDTH, HEIGHT), 0)
        self.lines: list[TextLine] = []

    def shade(self, ink: str, step: int = STEPS) -> int:
        """Return the index of an ink's shade; 0 is the paper."""
        return list(self.inks).index(ink) * STEPS + step

    def block(self, box: tuple[int, int, int, int], ink: str) -> None:
        """Fill a box (left, top, right, bottom) with an ink."""
        self.image.paste(self.shade(ink), box)

    def tile(self, corner: tuple[int, int], mask: Image.Image, ink: str) -> None:
        """Put a mask (0 is paper, 255 the ink) on the paper."""
        ramp = [self.shade(ink, step) for step in RAMP]
        self.image.paste(mask.point(ramp), corner, mask.point(COVERED))

    def text(self, corner: tuple[int, int], text: str, style: str, size: int, ink: str) -> TextLine:
        """Write one line with its top left corner at a point; return it."""
        face = font(style, size)
        width, height = round(face.getlength(text)) + 2, round(size * LEADING) + size // 6
        mask = Image.new("L", (width, height), 0)
        ImageDraw.Draw(mask).text((0, 0), text, font=face, fill=255)
        self.tile(corner, mask, ink)
        left, top, right, bottom = mask.getbbox() or (0, 0, 0, 0)
        line = TextLine(text, ink, (corner[0] + left, corner[1] + top, corner[0] + right, corner[1] + bottom))
        self.lines.append(line)
        return line

    def paragraph(self, box: tuple[int, int, int, int], text: str, style: str, sizes: range, ink: str) -> int:
        """Write a text into a box in the largest of `sizes` in which all of it fits; return the y below it.

        Raises PreviewError when it does not fit in the smallest.
        """
        left, top, right, bottom = box
        for size in sizes:
            lines = wrapped_lines(text, font(style, size), right - left)
            step = round(size * LEADING)
            if lines is not None and len(lines) * step <= bottom - top:
                for number, line in enumerate(lines):
                    self.text((left, top + number * step), line, style, size, ink)
                return top + len(lines) * step
        raise PreviewError(
            f"no room in {right - left}×{bottom - top} pixels for {text!r}; expected a text that fits at {sizes[-1]} px"
        )

    def png(self) -> bytes:
        """Return the picture as a PNG; the same bytes for the same picture."""
        image = self.image.copy()
        image.putpalette(palette(self.inks.values()))
        content = io.BytesIO()
        image.save(content, "PNG", compress_level=6)  # 9 takes six times as long for 7% less
        return content.getvalue()


RAMP = [max(1, round(value * STEPS / 255)) for value in range(256)]  # the shade for each value of a mask
COVERED = [0 if value < 256 // (2 * STEPS) else 255 for value in range(256)]


def palette(inks: Iterable[str]) -> list[int]:
    """Return red, green, blue of every index."""
    paper = list(bytes.fromhex(PAPER[1:]))
    shades = list(paper)
    for hexed in inks:
        full = bytes.fromhex(hexed[1:])
        for step in range(1, STEPS + 1):
            shades += [round(blank + (part - blank) * step / STEPS) for blank, part in zip(paper, full, strict=True)]
    return shades


@lru_cache
def font(style: str, size: int) -> ImageFont.FreeTypeFont:
    """Return Source Sans Pro in a style (Regular, Semibold, Bold) and a size in pixels."""
    path = font_source_sans_pro.font_files_ttf[f"SourceSansPro{style.removeprefix('Regular')}"]
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def wrapped_lines(text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str] | None:
    """Return a text in lines that are at most `width` pixels wide, or None when a word is wider."""
    lines: list[str] = []
    for word in text.split():
        if face.getlength(word) > width:
            return None
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache
def mark_icon(mark: str) -> Image.Image:
    """Return the mask of a mark's icon: a shape of its own for each, so that none is told by colour alone."""
    size = ICON * 4
    mask = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(mask)
    edge = size // 10
    draw.ellipse((0, 0, size - 1, size - 1), fill=255)
    if mark == "yes":
        points = [(size * 0.27, size * 0.52), (size * 0.44, size * 0.69), (size * 0.75, size * 0.34)]
        draw.line(points, fill=0, width=edge, joint="curve")
    else:
        draw.ellipse((edge, edge, size - 1 - edge, size - 1 - edge), fill=0)
    if mark == "partly":
        draw.pieslice((0, 0, size - 1, size - 1), 90, 270, fill=255)
    elif mark == "by-kind":
        draw.ellipse((0, 0, size - 1, size - 1), fill=255)
        draw.rectangle((size * 0.4, 0, size * 0.6, size), fill=0)
    elif mark == "no":
        for start, end in (((0.33, 0.33), (0.67, 0.67)), ((0.67, 0.33), (0.33, 0.67))):
            draw.line([(size * start[0], size * start[1]), (size * end[0], size * end[1])], fill=255, width=edge)
    elif mark == "not-documented":
        draw.text((size / 2, size / 2), "?", font=font("Bold", round(size * 0.7)), fill=255, anchor="mm")
    return mask.resize((ICON, ICON), Image.Resampling.LANCZOS)


@lru_cache
def logo() -> Image.Image:
    """Return the mask of the site's sign, as in overrides/partials/logo.html: a disc, a half disc and a ring."""
    size = LOGO * 4
    edge, step = size // 6, size * 4 // 3  # of 12, 2 and 16
    mask = Image.new("L", (2 * step + size, size), 0)
    draw = ImageDraw.Draw(mask)
    draw.ellipse((0, 0, size - 1, size - 1), fill=255)
    for left in (step, 2 * step):
        draw.ellipse((left, 0, left + size - 1, size - 1), fill=255)
        draw.ellipse((left + edge, edge, left + size - 1 - edge, size - 1 - edge), fill=0)
    draw.pieslice((step, 0, step + size - 1, size - 1), 90, 270, fill=255)
    return mask.resize((mask.width // 4, LOGO), Image.Resampling.LANCZOS)


def draw_card(card: Card) -> Canvas:
    """Draw a page's picture. Raises PreviewError when a text does not fit."""
    canvas = Canvas(card.inks)
    canvas.block((0, 0, WIDTH, 12), card.accent or "accent")
    right = WIDTH - MARGIN
    top = 58
    if card.kicker:
        canvas.text((MARGIN, top), card.kicker, "Semibold", 30, "quiet")
        top += 48
    answers_top = 320 if any(map(answer_standing, card.answers)) else 366
    text_bottom = answers_top - 22 if card.answers else FOOT - 20
    title_bottom = top + (text_bottom - top) * (55 if card.answers else 66) // 100 if card.description else text_bottom
    title_size, text_size = (84, 38) if card.answers else (108, 48)  # pixels at most
    top = canvas.paragraph((MARGIN, top, right, title_bottom), card.title, "Bold", range(title_size, 33, -2), "ink")
    if card.description:
        canvas.paragraph(
            (MARGIN, top + 14, right, text_bottom), card.description, "Regular", range(text_size, 23, -1), "quiet"
        )
    width = (right - MARGIN + GAP) // max(len(card.answers), 1) - GAP
    for number, cell in enumerate(card.answers):
        draw_answer(canvas, cell, (MARGIN + number * (width + GAP), answers_top), width)
    draw_foot(canvas, card.as_of)
    return canvas


def draw_answer(canvas: Canvas, cell: CellView, corner: tuple[int, int], width: int) -> None:
    """Draw one platform's answer to a row: its name, the mark where the row has marks, the value, and its standing."""
    left, top = corner
    canvas.block((left, top, left + width, top + 6), cell.platform)
    canvas.paragraph((left, top + 16, left + width, top + 60), cell.label, "Semibold", range(36, 19, -1), cell.platform)
    value_left = left
    if cell.mark:
        value_left = left + 76
        canvas.tile((left, top + 76), mark_icon(cell.mark), cell.mark)
    canvas.paragraph((value_left, top + 76, left + width, top + 138), cell.value, "Bold", range(38, 19, -1), "ink")
    if standing := answer_standing(cell):
        box = (left, top + 148, left + width, FOOT - 14)
        canvas.paragraph(box, standing, "Regular", range(28, 19, -1), "ink")


def answer_standing(cell: CellView) -> str:
    """Return what a picture says below an answer: its stage and what ends it."""
    return ", ".join(filter(None, (cell.tag, cell.status)))


def draw_foot(canvas: Canvas, as_of: str) -> None:
    """Draw the site's mark and name, and the day of its data."""
    canvas.block((MARGIN, FOOT, WIDTH - MARGIN, FOOT + 2), "line")
    canvas.tile((MARGIN, FOOT + 24), logo(), "accent")
    canvas.text((MARGIN + logo().width + 16, FOOT + 20), SITE_NAME, "Semibold", 30, "ink")
    label = f"data as of {as_of}"
    width = round(font("Regular", 28).getlength(label))
    canvas.text((WIDTH - MARGIN - width - 2, FOOT + 21), label, "Regular", 28, "quiet")


def card_of(catalog: Catalog, page: str, title: str, description: str) -> Card:
    """Return what the picture of a page (its path, such as `r/ep-scale-to-zero`) shows."""
    first, _, name = page.partition("/")
    inks = tuple((platform.id, platform.colours.light) for platform in catalog.platforms.values())
    if first == "r":
        row = row_view(catalog, name)
        kicker = f"Compare · {row.capability_name}"
        asks = Page(f"{page}/", catalog=catalog).plain(row.asks)  # the description says the values, which stand below
        answers = tuple(replace(cell, value=to_text(cell.value, catalog)) for cell in row.cells)
        return Card(kicker, title, asks, catalog.as_of, answers=answers, inks=inks)
    if first == "q":
        return Card(f"Question · {catalog.questions[name].level}", title, "", catalog.as_of)
    guide, platform = first in {"providers", "p"}, name.partition("/")[0]
    accent = platform if guide and platform in catalog.platforms else None
    kicker = "Provider guide" if guide else first.capitalize()
    return Card(kicker, title, description, catalog.as_of, accent, inks=inks)


def picture(card: Card) -> bytes:
    """Return the picture of a card as a PNG. Raises PreviewError when a text does not fit."""
    return draw_card(card).png()


def stored_picture(card: Card) -> bytes:
    """Return a card's picture as a PNG: the stored one if the same code drew the same card."""
    path = cached_picture_path(card)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        content = picture(card)
        keep_file(path, content)
        return content


def cached_picture_path(card: Card) -> Path:
    """Return where the picture of a card is kept: under a sum of all that is drawn."""
    answers = [(cell.platform, cell.label, cell.mark, cell.value, answer_standing(cell)) for cell in card.answers]
    content = repr((drawing_version(), replace(card, answers=()), answers))
    return STORE / f"{hashlib.sha256(content.encode()).hexdigest()}.png"


def remove_old_pictures(cards: Iterable[Card]) -> None:
    """Remove what is kept of other cards than these."""
    current = set(map(cached_picture_path, cards))
    for path in STORE.glob("*.png"):
        if path not in current:
            path.unlink(missing_ok=True)


@lru_cache
def drawing_version() -> str:
    """Return a sum of what a picture depends on besides its card: this code, colours, fonts and the library."""
    versions = [version(package) for package in ("pillow", "font-source-sans-pro")]
    return hashlib.sha256(repr((Path(__file__).read_bytes(), INKS, PAPER, versions)).encode()).hexdigest()[:16]


def begin_pictures(catalog: Catalog, pool: ProcessPoolExecutor) -> dict[str, tuple[Card, Future[bytes]]]:
    """Begin to draw the pictures of rows and questions, by page: most pictures, and their titles come from the data."""
    plain = Page("q/x/", catalog=catalog).plain
    pages = {f"r/{row.id}": (row.name, "") for row in catalog.rows.values()}
    pages |= {f"q/{question.id}": (plain(question.question), "") for question in catalog.questions.values()}
    cards = {page: card_of(catalog, page, *texts) for page, texts in pages.items()}
    return {page: (card, pool.submit(stored_picture, card)) for page, card in cards.items()}


def write_previews(
    site: Path,
    catalog: Catalog,
    pool: ProcessPoolExecutor | None = None,
    begun_pictures: dict[str, tuple[Card, Future[bytes]]] | None = None,
) -> None:
    """Draw the picture of every page of a built site and announce it in the page's head.

    What `begin_pictures` began is taken where the page says just that. Raises PreviewError for a text that fits no
    picture, TreeError for a page without an article or an address.
    """
    days = page_days(catalog)
    cards, futures, undrawn = [], {}, {}
    for page, path in pages_of(site):
        source = path.read_text(encoding="utf-8")
        built = article_of(source, page or "the home page")
        card = card_of_built(catalog, page, built)
        cards.append(card)
        name = file_name(page)
        expected, future = (begun_pictures or {}).get(page, (None, None))
        if future is not None and card == expected:
            futures[page] = future
        else:
            undrawn[page] = card
        base = built.address.removesuffix(f"{page}/") if page else built.address
        tags = feed_links(catalog, page)
        tags += head_tags(source, built.address, base + name, card, built.description)
        tags += json_ld(
            PageSummary(page, base, card.title, built.description, base + name, days.get(f"{page}/")),
            SITE_NAME,
            catalog,
        )
        path.write_text(source.replace("</head>", f"{tags}</head>", 1), encoding="utf-8")
    pictures = dict(zip(undrawn, map_in_order(pool, stored_picture, undrawn.values()), strict=True))
    pictures |= {page: future.result() for page, future in futures.items()}
    for page, content in pictures.items():
        path = site / file_name(page)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    remove_old_pictures(cards)


def file_name(page: str) -> str:
    """Return the path of a page's picture in the site."""
    return f"{FOLDER}/{page or 'index'}.png"


def card_of_built(catalog: Catalog, page: str, built: BuiltPage) -> Card:
    """Return what the picture of a built page shows."""
    return card_of(catalog, page, heading_text(built.article.find(".//h1")), built.description)


def heading_text(heading: Element | None) -> str:
    """Return a page's heading as a reader sees it, without the link to itself."""
    if heading is None:
        return SITE_NAME
    links = heading.xpath("./a[@class='headerlink']")
    text = heading.text_content().removesuffix("".join(link.text_content() for link in links))
    return " ".join(text.split())


def text_alternative(card: Card) -> str:
    """Return the picture of a card in words, for who does not see it."""
    answers = [
        f"{cell.label}: {', '.join(filter(None, (cell.mark_word, cell.value, answer_standing(cell))))}"
        for cell in card.answers
    ]
    return f"{card.title}. {'; '.join(answers)}" if answers else card.title


def head_tags(source: str, address: str, picture_url: str, card: Card, description: str) -> str:
    """Return the Open Graph tags of a page. `picture_url` and `address` are absolute."""
    match = re.search(r"<title>([^<]*)</title>", source)
    title = unescape(match[1]).removesuffix(f" - {SITE_NAME}") if match else SITE_NAME
    tags = {
        "og:title": title,
        "og:description": description,
        "og:type": "article" if card.kicker else "website",
        "og:url": address,
        "og:site_name": SITE_NAME,
        "og:image": picture_url,
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": text_alternative(card),
    }
    lines = [f'<meta property="{name}" content="{escape(value)}">\n' for name, value in tags.items() if value]
    lines.append('<meta name="twitter:card" content="summary_large_image">\n')
    return "".join(lines)
