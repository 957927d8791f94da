"""Every answer of a finished row is on its pages and in every file made from them, and no letter of its evidence is."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from lxml import html
from markdown import markdown

from cloud_ml_platforms.exports.json_api import api_files
from cloud_ml_platforms.exports.print_article import clean_article
from cloud_ml_platforms.exports.twins import twin_of
from cloud_ml_platforms.model.answers import segments
from cloud_ml_platforms.text.inline import to_text
from cloud_ml_platforms.text.links import Links
from cloud_ml_platforms.topics.compare.views import NOT_ASKED
from cloud_ml_platforms.topics.macros import MACROS
from cloud_ml_platforms.topics.page import Page

SITE = "https://guide.example/"
NAMES = ("row", "platform", "part", "kind")  # columns that tell the lines of a table apart
LETTERS = re.compile(r"\{[a-z][0-9]?!?(?: [a-z][0-9]?!?)*\}")
HEAD = '<head><link rel="canonical" href="https://guide.example/x/"><meta name="description" content="x"></head>'


def finished(catalog):
    return [row for row in catalog.rows.values() if row.finished]


def answers(row):
    """Yield every answer of a row: platform, part, kind, what is said."""
    for platform in row.platforms:
        for part in row.parts:
            yield from ((platform, part, kind, answer) for kind, answer in row.answers_by_kind(platform, part).items())


def shown(catalog, text):
    """Return what a reader sees of a text: the words before each letter."""
    return [to_text(words, catalog) for words, _ in segments(text)]


def page_of(catalog, docs, template, record):
    """Return the article of a page, as HTML."""
    page = Page("x/", catalog=catalog, site=SITE, links=Links("x/", docs=docs))
    body = markdown(str(MACROS["show"](page, template, record)), extensions=["attr_list", "md_in_html"])
    heading = "" if "<h1" in body else "<h1>X</h1>"
    return f"<html>{HEAD}<body><article>{heading}{body}</article></body></html>"


def text_of_article(source):
    return html.document_fromstring(source).xpath("//article")[0].text_content()


def text_of_book(source):
    article = html.document_fromstring(source).xpath("//article")[0]
    clean_article(article)
    return article.text_content()


def text_of_twin(source):
    return twin_of(source, "2026-11-26").text.replace("\\", "")


READ = {"page": text_of_article, "book": text_of_book, "twin": text_of_twin}


def words_of(text):
    """Return the words of a text alone: signs of Markdown and where lines break are the form's."""
    return " ".join(re.findall(r"\w+", re.sub(r"\]\([^)]*\)", "]", text)))


def pages_with(catalog, row):
    """Yield the pages that answer a row (template, record), each with the platforms of which it speaks."""
    yield ("row_page", row.id), tuple(row.platforms)
    yield ("capability_rows", catalog.row_capability[row.id].id), tuple(row.platforms)
    for platform in set(row.platforms) & set(catalog.full_platforms):
        yield ("provider_column", platform), (platform,)


@pytest.fixture(scope="module")
def pages(each, each_docs):
    """Return the pages with finished rows, by template and record."""
    keys = {page for row in finished(each) for page, _ in pages_with(each, row)}
    return {page: page_of(each, each_docs, *page) for page in keys}


@pytest.fixture(scope="module")
def said(each):
    """Return the words of every answer of the finished rows, by row and platform: of the value, then of the parts."""
    words = {}
    for row in finished(each):
        for platform, cell in row.platforms.items():
            words[row.id, platform] = [words_of(text) for text in shown(each, cell.value)]
        for platform, _, _, answer in answers(row):
            texts = [NOT_ASKED] if answer.moot else shown(each, answer.words)
            words[row.id, platform] += [words_of(text) for text in texts]
    return words


@pytest.mark.parametrize("read", READ)
def test_pages_have_every_answer_and_no_letter(each, pages, said, read):
    texts = {page: READ[read](source) for page, source in pages.items()}
    assert texts
    assert not [page for page, text in texts.items() if LETTERS.search(text)]
    words = {page: words_of(text) for page, text in texts.items()}
    for row in finished(each):
        for page, platforms in pages_with(each, row):
            expected = [text for platform in platforms for text in said[row.id, platform]]
            assert not [text for text in expected if text not in words[page]], page
            questions = [{words_of(part.label), words_of(part.asks)} for part in row.parts.values()]
            assert all(any(text in words[page] for text in labels) for labels in questions), page


def test_files_have_every_answer_and_no_letter(each, each_docs):
    files = {name: text.decode() for name, text in api_files(each, SITE, each_docs).items()}
    rows = {row["id"]: row for row in json.loads(files["rows.json"])["rows"]}
    lines = {}
    for line in csv.DictReader(io.StringIO(files["answers.csv"])):
        lines.setdefault(tuple(line[name] for name in NAMES), []).append(line)
    assert not [(name, LETTERS.findall(text)) for name, text in files.items() if LETTERS.search(text)]
    for row in finished(each):
        for platform, part, kind, answer in answers(row):
            record = rows[row.id]["platforms"][platform]["answers"][part]["kinds"][kind]
            (line,) = lines[row.id, platform, part, kind]
            assert (record["state"], line["state"]) == (answer.state, answer.state or "")
            words = [] if answer.moot else shown(each, answer.words)
            for text in record["value"]["markdown"], line["value"]:
                assert all(words_of(expected) in words_of(text) for expected in words), (row.id, platform, part, kind)
