"""The book, read back: contents, links, bookmarks, fonts, text, paper; a few chapters stand for all."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from lxml import html
from pypdf import PdfReader

from cloud_ml_platforms.exports import book
from cloud_ml_platforms.exports.menu import MenuPage, menu_pages, site_settings
from cloud_ml_platforms.exports.page_tree import drop_elements
from cloud_ml_platforms.exports.pdf import PdfError, render, write_pdf
from cloud_ml_platforms.exports.print_article import read_article

pytestmark = pytest.mark.site

FEW = (
    "",
    "compare/model-registry/",
    "compare/limits/model-registry/",
    "compare/contested/",
    "providers/sagemaker/",
    "interview/canary-rollout/",
)  # in the menu's order
SITE = "https://cloud-ml-platforms.example/"
ROW = "reg-approval"
A4 = (595, 842)  # points
HEADING = 120  # points: what a chapter's name and its first lines need
FIXED_PAGES, PAGES_A_ROW = 34, 1.0  # of a book of the few chapters


@pytest.fixture(scope="module")
def path(site, catalog, tmp_path_factory):
    return book.write_book(site, catalog, tmp_path_factory.mktemp("dist"), only=FEW)


@pytest.fixture(scope="module")
def pdf(path):
    return PdfReader(path)


@pytest.fixture(scope="module")
def texts(pdf):
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


def outline(pdf, entries=None, level=1):
    for entry in pdf.outline if entries is None else entries:
        if isinstance(entry, list):
            yield from outline(pdf, entry, level + 1)
        else:
            yield level, entry.title, pdf.get_destination_page_number(entry)


def links(pdf):
    for page in pdf.pages:
        for annotation in page.get("/Annots") or ():
            yield annotation.get_object()


def test_the_same_site_gives_the_same_book(site, catalog, tmp_path):
    first, again = (
        book.write_book(site, catalog, tmp_path / name, only=("", "compare/contested/")).read_bytes()
        for name in ("first", "again")
    )
    same = first == again  # two books are too long to be told apart by pytest
    assert same


def test_it_says_what_it_is_and_of_which_day(pdf, texts, catalog):
    assert pdf.metadata.title.startswith("Cloud ML Platforms")
    assert pdf.metadata.creation_date.date().isoformat() == catalog.as_of
    assert catalog.as_of in texts[0]
    assert "CC BY 4.0" in texts[0]
    assert pdf.root_object["/Lang"] == "en"


def test_bookmarks_are_the_chapters_and_their_sections(pdf, site):
    bookmarks = list(outline(pdf))
    chapters = [title for level, title, _ in bookmarks if level == 1]
    expected = [" ".join(html.parse(site / page / "index.html").find(".//h1").text_content().split()) for page in FEW]
    assert [title.removesuffix("#") for title in expected] == chapters
    assert {level for level, _, _ in bookmarks} == {1, 2, 3}
    pages = [page for _, _, page in bookmarks]
    assert pages == sorted(pages)


def test_the_contents_give_the_pages_on_which_sections_begin(pdf, texts):
    first = min(page for _, _, page in outline(pdf))
    contents = " ".join(texts[1:first])
    for level, title, page in outline(pdf):
        if level < 3:
            numbers = re.findall(rf"{re.escape(title)}\s*[. ]*\s(\d+)(?=\D|$)", contents)
            assert page + 1 in [int(number) for number in numbers], title


def test_a_book_is_as_long_as_it_has_rows(pdf, catalog):
    """Of the few chapters: title, contents, home, disputes, a guide and a theme; the rows of one capability."""
    rows = [row for row in catalog.rows if catalog.row_capability[row].id == "model-registry"]
    assert len(pdf.pages) <= FIXED_PAGES + PAGES_A_ROW * len(rows)


def test_only_a_chapter_that_begins_a_part_begins_a_page(pdf, catalog):
    part = {chapter.page: chapter.part for chapter in book.chapter_pages(catalog)}
    begins = [True, *(part[page] != part[before] for before, page in pairwise(FEW))]
    tops = [float(entry.top) for entry in pdf.outline if not isinstance(entry, list)]
    pages = [page for level, _, page in outline(pdf) if level == 1]
    for top, page, begin in zip(tops, pages, begins, strict=True):
        is_at_top = top > 0.9 * A4[1]
        assert is_at_top if begin else not is_at_top or space_left(pdf.pages[page - 1]) < HEADING


def space_left(page):
    """Return the points between the last line of a page and its foot, which is the lowest line."""
    lines = set()
    page.extract_text(visitor_text=lambda text, at, line, *_: text.strip() and lines.add(at[3] * line[5] + at[5]))
    foot, last, *_ = sorted(lines)
    return last - foot


def test_every_link_within_leads_to_a_page_and_every_other_one_to_the_web(pdf):
    names = set(pdf.named_destinations)
    inside = outside = 0
    for link in links(pdf):
        if "/Dest" in link:
            assert str(link["/Dest"]) in names
            inside += 1
        else:
            assert re.match(r"https?://[^/]", link["/A"]["/URI"]), link["/A"]["/URI"]
            outside += 1
    assert inside > 200
    assert outside > 200


def test_a_row_stands_with_three_answers_its_sources_and_dates(texts, catalog):
    row = catalog.rows[ROW]
    text = " ".join(texts)
    begin = text.index(row.asks.replace("`", ""))
    section = text[begin : begin + 20_000]
    for platform, cell in row.platforms.items():
        assert catalog.platforms[platform].short in section
        for proof in cell.all_evidence:
            assert catalog.sources[proof.source].title.split(":")[0] in section, proof.source
            assert catalog.sources[proof.source].content_date in section
    for dates in section.split(" sources, oldest from ")[1:4]:
        assert re.match(r"\d{4}(-\d\d){0,2}, read \d{4}-\d\d-\d\d", dates), dates[:40]


def test_only_the_packaged_fonts_are_in_it(pdf):
    """A letter that they lack would bring another font, and another book on every machine."""
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in pdf.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts == {
        "Guide-Sans",
        "Guide-Sans-Bold",
        "Guide-Sans-Italic",
        "Guide-Mono",
        *(fonts & {"Guide-Mono-Bold", "Guide-Sans-Bold-Italic"}),
    }


def test_nothing_runs_off_the_paper(pdf):
    for number, page in enumerate(pdf.pages, 1):
        width = float(page.mediabox.width)
        assert (round(width), round(float(page.mediabox.height))) == A4
        for link in page.get("/Annots") or ():
            left, _, right, _ = (float(value) for value in link.get_object()["/Rect"])
            assert 0 <= left <= right <= width, number


def test_code_wraps(site, catalog, tmp_path):
    """A line of code that is longer than the paper is wide comes whole."""
    (tmp_path / "long").mkdir()
    (tmp_path / "long/index.html").write_text(
        f"<article><h1>Long</h1><pre><code>{'abcdefghi ' * 40}end_of_it</code></pre><p>{'x' * 500}</p></article>",
        encoding="utf-8",
    )
    chapter = MenuPage("long.md", "Part", "Long")
    (ready,) = book.set_chapters(tmp_path, [chapter], catalog)
    text = render("book.html.j2", chapters=[ready], parts=["Part"], catalog=catalog, site="https://x.example/")
    assert write_pdf(text, tmp_path / "x.pdf", "book.css")
    pdf = PdfReader(tmp_path / "x.pdf")
    width = float(pdf.pages[2].mediabox.width)
    lines = [line for line in pdf.pages[2].extract_text().splitlines() if "abcdefghi" in line]
    assert "end_of_it" in pdf.pages[2].extract_text()
    assert len(lines) > 2
    assert max(len(line) for line in lines) * 0.6 * 6.5 < width, "a letter of the code's type is 0.6 of its size wide"


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("#here", "#compare--a--here"),
        ("../b/", "#compare--b"),
        ("../b/#x", "#compare--b--x"),
        ("../b/#gone", "https://cloud-ml-platforms.example/compare/b/#gone"),
        ("../../r/row/", "#compare--b--row"),
        ("../mirror/#x", "#compare--b--x"),
        ("../../r/other/", "https://cloud-ml-platforms.example/r/other/"),
        ("../../decks/x.apkg", "https://cloud-ml-platforms.example/decks/x.apkg"),
        ("../../", "#home"),
        ("../b/#?q=gpu", "#compare--b"),
        ("../b/#opened", "#compare--b--more--opened"),
        ("../../#here", "https://cloud-ml-platforms.example/#here"),
        ("https://x.example/y#z", "https://x.example/y#z"),
    ],
)
def test_links_lead_into_the_book_when_it_has_the_place(link, leads):
    ids = {"": {"top"}, "compare/a/": {"here"}, "compare/b/": {"x", "row"}, "compare/b/more/": {"x", "opened"}}
    moved = {"r/row/": "compare/b/#row", "compare/mirror/": "compare/b/"}
    assert book.link_in_book(link, "compare/a/", ids, moved, SITE) == leads


def test_sources_are_listed_once_and_numbered_elsewhere():
    """A source that the list lacks stays whole, so that nothing loses its source."""
    listed = html.fromstring(
        "<div><table class='plain sources'><tr id='source-a'><th><a href='https://x.example/a'>Page A</a></th><td>2026</td><td>used by</td></tr></table></div>"
    )
    chapter = html.fromstring(
        "<div><ul class='evidence'><li><a href='https://x.example/a'>Page A</a>, <q>Section</q>: it</li>"
        "<li><a href='https://x.example/b'>Page B</a>, <q>Other</q></li></ul></div>"
    )
    book.number_sources({book.SOURCES: listed, "compare/a/": chapter})
    assert listed.text_content() == "[1] Page A2026"
    assert [li.text_content() for li in chapter.iter("li")] == ["[1]", "Page B, Other"]
    assert "numbers" in next(chapter.iter("ul")).classes
    assert [a.get("href") for a in chapter.iter("a")] == ["../../reference/sources/#source-a", "https://x.example/b"]


def test_a_book_without_the_list_keeps_its_sources():
    chapter = html.fromstring("<div><ul class='evidence'><li><a href='https://x.example/a'>Page A</a></li></ul></div>")
    book.number_sources({"compare/a/": chapter})
    assert chapter.text_content() == "Page A"


def test_the_home_page_leads_into_itself():
    ids = {"": {"top"}, "compare/a/": set()}
    assert book.link_in_book("#top", "", ids, {}, SITE) == "#home--top"
    assert book.link_in_book("compare/a/", "", ids, {}, SITE) == "#compare--a"
    assert book.link_in_book("#gone", "", ids, {}, SITE) == f"{SITE}#gone"


def test_every_row_and_question_has_its_place_in_the_book(site, catalog):
    for page, place in book.moved_pages(catalog).items():
        chapter, _, anchor = place.partition("#")
        assert anchor in {"", page.split("/")[1]}
        ids = {str(element_id) for element_id in read_article(site / chapter / "index.html").xpath(".//@id")}
        assert not anchor or anchor in ids, place


def test_what_a_chapter_leaves_out_as_repeated_stands_in_one_behind_it(site, catalog):
    articles = {page.page: read_article(site / page.page / "index.html") for page in book.chapter_pages(catalog)}
    left_out = {
        page: {str(element_id) for element in repeated(articles[page]) for element_id in element.xpath(".//@id")}
        for page, repeated in book.REPEATED.items()
    }
    for page in book.REPEATED:
        drop_elements(book.REPEATED[page](articles[page]))
    ids = {page: {str(element_id) for element_id in article.xpath(".//@id")} for page, article in articles.items()}
    names = {*catalog.things, *catalog.events} & left_out["compare/names/"]
    terms = {name for name in left_out["translate/"] if name.startswith("tr-")}
    assert names
    assert terms
    for page, places in (("compare/names/", names), ("translate/", terms)):
        assert [place for place in places if book.chapter_with_anchor(place, page, ids) in {None, page}] == []


def test_a_mirrored_translation_has_the_same_terms(site, catalog):
    for page, mirror in book.mirrored_translations(catalog).items():
        ids, mirror_ids = (
            {str(element_id) for element_id in read_article(site / name / "index.html").xpath(".//@id")}
            for name in (page, mirror)
        )
        names = {name for name in ids if name.startswith("tr-")}
        assert names
        assert names <= mirror_ids


def test_a_folder_without_a_site_is_told(catalog, tmp_path):
    with pytest.raises(PdfError, match="expected a page of the built site: make site"):
        book.write_book(tmp_path, catalog, tmp_path)


def test_every_page_of_the_menu_is_a_chapter_or_left_out_by_name(catalog):
    pages = [chapter.page for chapter in book.chapter_pages(catalog)]
    assert len(pages) == len(set(pages)) > 50
    assert pages[:2] == ["", "compare/"]
    left_out = book.left_out_pages(catalog)
    assert not set(pages) & left_out
    opened = {page.page for chapter in book.chapter_pages(catalog) for page in book.board_pages(catalog, chapter)}
    assert opened < set(pages)
    nav = {chapter.page for chapter in menu_pages(site_settings()["nav"])}
    assert nav == (set(pages) - opened) | left_out
