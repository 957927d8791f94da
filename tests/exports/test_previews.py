"""The pictures of link previews: the right size, every word in them, nothing cut, nothing on top of anything."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from lxml import html
from PIL import Image, ImageChops

from cloud_ml_platforms.exports import previews
from cloud_ml_platforms.exports.previews import (
    FOOT,
    GAP,
    HEIGHT,
    INKS,
    MARGIN,
    SITE_NAME,
    WIDTH,
    Card,
    PreviewError,
    card_of,
    draw_card,
    head_tags,
    heading_text,
    mark_icon,
)
from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.text.words import MARK_WORDS
from cloud_ml_platforms.topics.compare.views import row_view

PAGE = "<html><head><title>Scale &amp; zero - Cloud ML Platforms</title></head></html>"


def apart(first, second):
    return first[2] <= second[0] or second[2] <= first[0] or first[3] <= second[1] or second[3] <= first[1]


def faults(canvas):
    outside = [
        line.text
        for line in canvas.lines
        if not (line.box[0] >= MARGIN - 2 and line.box[2] <= WIDTH - MARGIN + 2 and line.box[3] <= HEIGHT - 20)
    ]
    return outside + [
        f"{first.text} / {second.text}"
        for first, second in combinations(canvas.lines, 2)
        if not apart(first.box, second.box)
    ]


def words(texts):
    return Counter(" ".join(texts).split())


def test_pictures_of_all_rows_and_questions_say_everything_within_the_margins(each):
    catalog = each
    cards = [card_of(catalog, f"r/{row.id}", row.name, row.asks) for row in catalog.rows.values()]
    cards += [card_of(catalog, f"q/{question.id}", question.question, "") for question in catalog.questions.values()]
    for card in cards:
        canvas = draw_card(card)
        assert faults(canvas) == [], card.title
        texts = [card.title, card.description, card.kicker, "Cloud ML Platforms", f"data as of {card.as_of}"]
        for cell in card.answers:
            texts += [cell.label, cell.value, cell.tag, cell.status or ""]
        assert words(line.text for line in canvas.lines) == words(texts), card.title


def test_a_row_shows_each_mark_in_its_own_ink_and_without_marks_none(catalog):
    for name in ("ep-scale-to-zero", "ep-kinds"):
        row = row_view(catalog, name)
        picture = draw_card(card_of(catalog, f"r/{row.id}", row.name, row.asks)).png()
        image = Image.open(io.BytesIO(picture)).convert("RGB")
        assert image.size == (1200, 630)
        for number, cell in enumerate(row.cells):
            left = MARGIN + 360 * number
            colours = {colour for _, colour in image.crop((left, 320, left + 336, FOOT)).getcolors(4096)}
            inks = {ink for ink in MARK_WORDS if tuple(bytes.fromhex(INKS[ink][1:])) in colours}
            assert {INKS[ink] for ink in inks} == ({INKS[cell.mark]} if cell.mark else set())


@pytest.mark.parametrize("count", [2, 3, 4])
def test_two_to_four_answers_share_the_width(catalog, count):
    """Also the longest words that a card may have to say."""
    row = row_view(catalog, "ep-scale-to-zero")
    words = {
        "label": "Azure Machine Learning",
        "value": "Waits for 28 characters long",
        "status": "closed to new customers",
    }
    cells = tuple(
        replace(cell, **words) if number % 2 else replace(cell, status=None)
        for number, cell in enumerate((*row.cells, *row.cells)[:count])
    )
    canvas = draw_card(replace(card_of(catalog, f"r/{row.id}", row.name, row.asks), answers=cells))
    assert faults(canvas) == []
    names = [line for line in canvas.lines if line.ink in catalog.platforms]
    lefts = sorted({line.box[0] for line in names})
    assert len(lefts) == count
    assert WIDTH - MARGIN - lefts[-1] > (WIDTH - 2 * MARGIN) // count - GAP - 10, "the last is as wide as the others"


def test_no_icon_looks_like_another():
    """None is told by colour alone."""
    icons = {mark: mark_icon(mark) for mark in MARK_WORDS}
    for first, second in combinations(icons, 2):
        difference = ImageChops.difference(icons[first], icons[second]).point(lambda value: 255 if value > 127 else 0)
        assert sum(difference.histogram()[128:]) > 300, f"{first} and {second}: pixels of 3600 that differ"


def test_pictures_are_small_and_the_same_each_time(catalog):
    card = card_of(catalog, "providers/vertex-ai", "Google Vertex AI", "Mental model, architecture, cost.")
    assert draw_card(card).png() == draw_card(card).png()
    assert len(draw_card(card).png()) < 25_000


def test_what_fits_no_picture_is_a_fault_not_a_cut():
    with pytest.raises(PreviewError, match="no room"):
        draw_card(Card("", "word " * 300, "", "2026-11-26"))
    with pytest.raises(PreviewError, match="no room"):
        draw_card(Card("", "w" * 200, "", "2026-11-26"))


def test_lines_that_lie_on_one_another_are_seen():
    canvas = draw_card(Card("", "Title", "", "2026-11-26"))
    canvas.text((MARGIN, FOOT + 20), "on top of the foot", "Regular", 30, "ink")
    assert faults(canvas)


def test_tags_are_absolute_and_escaped_and_the_json_parses():
    card = Card("", 'A "title" </script>', "", "2026-11-26")
    tags = head_tags(
        PAGE, "https://x.example/ml/r/a/", "https://x.example/ml/previews/r/a.png", card, "About </script>"
    )
    root = html.document_fromstring(f"<html><head>{tags}</head><body></body></html>")
    properties = {meta.get("property"): meta.get("content") for meta in root.iter("meta")}
    assert properties["og:title"] == "Scale & zero"
    assert properties["og:image"] == "https://x.example/ml/previews/r/a.png"
    assert properties["og:image:alt"] == card.title
    assert "</script>" not in tags


def test_the_name_is_that_of_the_site():
    assert SITE_NAME in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.mark.site
def test_every_page_has_its_picture_and_says_so(site, offline_site):
    names = set()
    for path in site.rglob("index.html"):
        page = html.fromstring(path.read_bytes())
        head = page.find("head")
        properties = {meta.get("property"): meta.get("content") for meta in head.findall("meta")}
        base = re.match(r"https?://[^/]+/", properties["og:url"])[0]
        (canonical,) = head.xpath("link[@rel='canonical']/@href")
        assert properties["og:url"] == canonical
        picture = site / properties["og:image"].removeprefix(base)
        names.add(picture)
        start = picture.read_bytes()[:24]
        assert start[:8] == b"\x89PNG\r\n\x1a\n"
        assert (int.from_bytes(start[16:20], "big"), int.from_bytes(start[20:24], "big")) == (1200, 630)
        assert picture.stat().st_size < 40_000
        title = heading_text(page.find(".//article//h1"))
        assert properties["og:image:alt"].startswith(title), path
        assert properties["og:description"] == head.xpath("meta[@name='description']/@content")[0], path
        assert properties["og:title"] == head.findtext("title").removesuffix(f" - {SITE_NAME}"), path
    assert names == set(site.glob("previews/**/*.png"))
    assert len(names) > 400
    page = (offline_site / "index.html").read_text(encoding="utf-8")
    assert "og:" not in page
    assert "ld+json" not in page
    assert not (offline_site / "previews").exists()


def test_a_picture_is_drawn_again_when_its_card_or_the_code_changes(tmp_path, monkeypatch):
    monkeypatch.setattr(previews, "STORE", tmp_path)
    first, second = Card("", "One", "", "2026-11-27"), Card("", "Two", "", "2026-11-27")
    assert previews.stored_picture(first) == previews.picture(first)
    monkeypatch.setattr(previews, "picture", lambda _card: b"drawn")
    assert previews.stored_picture(first) != b"drawn"
    assert previews.stored_picture(second) == b"drawn"
    previews.remove_old_pictures([first])
    assert list(tmp_path.iterdir()) == [previews.cached_picture_path(first)]
    monkeypatch.setattr(previews, "drawing_version", lambda: "other code")
    assert previews.stored_picture(first) == b"drawn"
