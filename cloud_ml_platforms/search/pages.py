"""Documents of pages and their sections, read from docs/: what the data's records do not stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.extensions.toc import slugify
from mkdocs.utils.meta import get_data

from cloud_ml_platforms.paths import DOCS
from cloud_ml_platforms.search.documents import LONGEST, Document
from cloud_ml_platforms.text.links import GENERATED
from cloud_ml_platforms.text.references import resolve_reference
from cloud_ml_platforms.text.words import cut_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog

FENCED = re.compile(r"^ *(`{3,}|~{3,}).*?^ *\1[`~]* *$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(?P<level>#{1,3}) (?P<words>.+?)(?: *\{(?P<marks>[^{}]*)\})? *$", re.MULTILINE)
ID = re.compile(r"#([\w-]+)")
REFERENCE = re.compile(r"""\{\{\s*ref\(\s*(?P<quote>["'])(?P<to>.+?)(?P=quote)\s*\)\s*\}\}""")
MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
TAG = re.compile(r"<[^<>]+>")
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
ATTRIBUTES = re.compile(r"\{:? *(?:[.#]|[\w-]+=)[^{}]*\}")
MARKUP = re.compile(r"[*`|]|^[>#-]+ ?|^ *---+ *$", re.MULTILINE)
LEAST = 40  # characters of its own that a section has, or there is nothing to show
CANDIDATE = " Candidate: "  # in a dialogue: what follows may be a bluff, and is not shown without what is said to it
WORDS = "keywords"  # in a page's head: what readers type for it, or false where the search leaves it out


def page_words(docs: Path = DOCS) -> dict[str, tuple[str, ...]]:
    """Return what readers type for each page below `docs`, by its address."""
    return {address: _keywords(head) for address, _, head in _pages(docs)}


def page_documents(catalog: Catalog, docs: Path = DOCS) -> Iterator[Document]:
    """Yield the documents of the pages below `docs` and of their sections, but for pages of one record."""
    records = {kind.address(catalog, record) for kind in catalog.kinds if kind.address for record in catalog.of(kind).values()}  # fmt: skip
    for address, text, head in _pages(docs):
        yield from _documents(catalog, address, text, head, own_page=address not in records)


def _pages(docs: Path) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yield address, text and head of every page that the search knows."""
    for path in sorted(docs.rglob("*.md")):
        source = path.relative_to(docs).as_posix()
        text, head = get_data(path.read_text(encoding="utf-8"))
        if not source.startswith(GENERATED) and head.get(WORDS) is not False:
            yield (
                source.removesuffix(".md").removesuffix("index").rstrip("/") + "/" * (source != "index.md"),
                text,
                head,
            )


def _keywords(head: dict[str, object]) -> tuple[str, ...]:
    words = head.get(WORDS)
    return tuple(map(str, words)) if isinstance(words, list) else ()


def _documents(catalog: Catalog, address: str, text: str, head: dict[str, object], *, own_page: bool) -> Iterator[Document]:  # fmt: skip
    parts = list(_sections(FENCED.sub("", text)))
    title = next((words for level, words, _, _ in parts if level == 1), "") or str(head.get("title", ""))
    title = plain_text(catalog, title) or address.strip("/").rpartition("/")[2].replace("-", " ").capitalize() or "Home"
    if own_page:
        body = next((plain_text(catalog, section) for level, _, _, section in parts if level <= 1), "")
        yield Document(
            kind="page",
            id=address or "home",
            address=address,
            title=title,
            text=cut_sentences(str(head.get("description", "")), LONGEST),
            names=_keywords(head),
            body=f"{head.get('description', '')} {body}",
        )
    for level, words, anchor, section in parts:
        body = plain_text(catalog, section)
        if level > 1 and anchor and len(body) >= LEAST:
            yield Document(
                kind="section",
                id=f"{address}#{anchor}",
                address=f"{address}#{anchor}",
                title=plain_text(catalog, words),
                place=title,
                text=cut_sentences(body.partition(CANDIDATE)[0], LONGEST),
                body=body,
            )


def _sections(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield level, words, anchor and text of each heading; what stands before the first has level 0."""
    headings = list(HEADING.finditer(text))
    ends = [*(match.start() for match in headings[1:]), len(text)]
    if not headings or text[: headings[0].start()].strip():
        yield 0, "", "", text[: headings[0].start()] if headings else text
    used: set[str] = set()
    for match, end in zip(headings, ends, strict=True):
        words = match["words"]
        id_mark = ID.search(match["marks"] or "")
        anchor = id_mark[1] if id_mark else "" if "{{" in words else _unused(slugify(TAG.sub("", words), "-"), used)
        yield len(match["level"]), words, anchor, text[match.end() : end]


def _unused(anchor: str, used: set[str]) -> str:
    """Return an anchor as the table of contents makes it unique."""
    new, count = anchor, 0
    while new in used:
        count += 1
        new = f"{anchor}_{count}"
    used.add(new)
    return new


def plain_text(catalog: Catalog, text: str) -> str:
    """Return Markdown as one line of words; references say what they lead to, other macros nothing."""

    def words_of_reference(match: re.Match[str]) -> str:
        target = resolve_reference(catalog, match["to"])
        return target.text if target.problem is None else ""

    words = MACRO.sub(" ", REFERENCE.sub(words_of_reference, text))
    return " ".join(MARKUP.sub("", LINK.sub(r"\1", TAG.sub(" ", ATTRIBUTES.sub(" ", words)))).split())
