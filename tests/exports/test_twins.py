"""The Markdown twins and llms.txt: rendered back by a CommonMark library, and held against page and data."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from markdown_it import MarkdownIt

from cloud_ml_platforms.exports import llms
from cloud_ml_platforms.exports.llms import is_optional, joined_twins
from cloud_ml_platforms.exports.menu import menu_pages, site_settings
from cloud_ml_platforms.exports.page_tree import TreeError
from cloud_ml_platforms.exports.twins import Twin, twin_of
from cloud_ml_platforms.site.site_check import check_site
from cloud_ml_platforms.text.inline import to_text

HEAD = '<head><link rel="canonical" href="https://guide.example/ml/r/x/"><meta name="description" content="About x"></head>'
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
# Kinds of pages that differ in what they are made of.
KINDS = [
    *("", "compare", "compare/online-endpoints", "compare/lifecycle", "compare/since", "compare/contested"),
    *(
        "providers/sagemaker",
        "providers/azure-ml/rows",
        "providers/vertex-ai/workload",
        "providers/vertex-ai/cheatsheet",
    ),
    *("translate", "translate/sagemaker-to-azure-ml/sheet", "choose", "interview/canary-rollout", "interview/practice"),
    *("interview/cases/eight-teams", "learn", "reference/paste", "reference/changes", "reference/freshness", "about"),
]


def twin(body, title="X"):
    page = f"<html>{HEAD}<body><nav>Menu</nav><article><h1>{title}</h1>{body}</article></body></html>"
    return twin_of(page, "2026-11-26").text.partition("CC BY 4.0\n\n")[2]


# What becomes of the parts of a page -----------------------------------------------------------------------------------


def test_a_twin_begins_with_title_address_and_date():
    page = f"<html>{HEAD}<body><article><h1>A <code>b</code></h1><p>Text</p></article></body></html>"
    made = twin_of(page, "2026-11-26", "r/x/")
    assert made.text == (
        "# A `b`\n\n> <https://guide.example/ml/r/x/> · Cloud ML Platforms, data as of 2026-11-26, CC BY 4.0\n\nText\n"
    )
    assert (made.page, made.title, made.description) == ("r/x/", "A `b`", "About x")


PARTS = {
    "links are absolute": (
        '<p><a href="../y/#z">one</a> <a href="#here">two</a> <a href="https://a.example/b">three</a></p>',
        "[one](https://guide.example/ml/r/y/#z) [two](https://guide.example/ml/r/x/#here) [three](https://a.example/b)",
    ),
    "a table of lines is a table": (
        (
            "<table><caption>C</caption><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><th>a|b</th>"
            "<td>\n<code>c|d</code>\n</td></tr></tbody></table>"
        ),
        "| A | B |\n| --- | --- |\n| a\\|b | `c\\|d` |",
    ),
    "a table with evidence is a list": (
        (
            "<table><thead><tr><th>Platform</th><th>Support</th><th>How</th></tr></thead><tbody>"
            '<tr id="x--sm"><th>SageMaker</th><td>yes</td><td><p class="short">So</p><ul class="ways"><li class="way">'
            '<span class="way-name">Kind</span> <span class="stage">preview</span> <span class="how">this</span></li></ul>'
            '<ul class="evidence"><li><a href="https://s.example/">S</a>, <q>At</q>: shows '
            '<span class="dates">source of 2026</span></li></ul></td></tr></tbody></table>'
        ),
        (
            "- [**SageMaker**](https://guide.example/ml/r/x/#x--sm)\n\n  Support: yes\n\n  How: So\n\n"
            "  - **Kind** (preview) · this\n\n  Sources:\n\n"
            "  - [S](https://s.example/), “At”: shows (source of 2026)"
        ),
    ),
    "a table keeps its words whatever its class": (
        (
            '<table class="worked"><thead><tr><th>A</th></tr></thead><tbody><tr><td>1 <span class="worked">2 − 1</span>'
            "</td></tr></tbody></table>"
        ),
        "| A |\n| --- |\n| 1 (2 − 1) |",
    ),
    "what is folded is open": (
        '<details><summary>2 sources<span class="visually-hidden"> of x</span></summary><p>One</p></details>',
        "**2 sources**\n\nOne",
    ),
    "a list that a fold goes on with is one list": (
        (
            '<td><ul><li>one</li></ul><details><summary class="further">1 more: two</summary><ul><li>two</li></ul>'
            "<p>Then</p></details></td>"
        ),
        "- one\n- two\n\nThen",
    ),
    "a list in a line that a fold goes on with is one list": (
        (
            '<table><thead><tr><th>A</th></tr></thead><tbody><tr><td><a href="b">One</a>,\n'
            '<details><summary class="further">1 more</summary>\n<a href="c">Two</a></details></td></tr></tbody></table>'
        ),
        "| A |\n| --- |\n| [One](https://guide.example/ml/r/x/b), [Two](https://guide.example/ml/r/x/c) |",
    ),
    "sources have the numbers of the page, from 1 for each platform": (
        (
            '<div data-platform="a"><p>So<sup class="notes"><a href="#1">1</a></sup></p><ol class="evidence"><li>A</li></ol></div>'
            '<div data-platform="b"><p>So<sup class="notes">1 2</sup></p><ol class="evidence"><li>B</li><li>C</li></ol></div>'
        ),
        "So (1)\n\n1. A\n\nSo (1 2)\n\n1. B\n2. C",
    ),
    "a heading that folds is a heading": (
        "<details><summary><h2>Why?</h2> <span>In short</span></summary><p>One</p></details>",
        "## Why?\n\nIn short\n\nOne",
    ),
    "a mark is followed by a comma, where words follow": (
        '<p><span class="m m-no">no</span> none</p><p><span class="m m-yes">yes</span></p><p><span class="m">partly:</span> a</p>',
        "no, none\n\nyes\n\npartly: a",
    ),
    "tabs stand one after another": (
        (
            '<div class="tabbed-set"><input type="radio"><div class="tabbed-labels"><label>A</label><label>B</label></div>'
            '<div class="tabbed-content"><div class="tabbed-block"><p>a</p></div><div class="tabbed-block"><p>b</p></div>'
            "</div></div>"
        ),
        "**A**\n\na\n\n**B**\n\nb",
    ),
    "a list of definitions is a list": (
        "<dl><dt>Term</dt><dd><p>one</p></dd><dt>Other</dt><dd>two <del>not</del></dd></dl>",
        "- **Term**\n\n  one\n\n- **Other**\n\n  two not",
    ),
    "code stays as it is": (
        (
            '<div class="highlight"><pre><span></span><code><span class="k">if</span> a_b &lt; *c:\n\n    [[d]]  # e\n'
            "</code></pre></div><p><code>a_*b*</code></p>"
        ),
        "```\nif a_b < *c:\n\n    [[d]]  # e\n```\n\n`a_*b*`",
    ),
    "words that look like markup are escaped": (
        "<p>*a* _b_ c_d &lt;e&gt; `f` [g](h) ~i~ &amp;lt; 1 &lt; 2</p><p># j</p><p>1. k</p><p>- l</p>",
        "\\*a\\* \\_b\\_ c_d \\<e> \\`f\\` [g\\](h) \\~i\\~ \\&lt; 1 < 2\n\n\\# j\n\n1\\. k\n\n\\- l",
    ),
    "the points of an answer keep their letters": (
        '<p><mark class="point">It is so<sup>a</sup></mark>.</p><ol class="points" type="a"><li>One</li></ol>',
        "It is so (a).\n\n- (a) One",
    ),
    "a drawing is what is said of its nodes, once": (
        (
            '<figure class="drawing"><svg aria-label="A rollout"><a href="/r/" aria-label="First: A."><text>A</text></a>'
            '<g aria-label="Then: B."><text>B</text></g></svg><svg aria-label="A rollout"><g aria-label="First"></g></svg>'
            '<figcaption>A leads to B.<span class="drawing-key">dashed</span></figcaption></figure>'
        ),
        "Drawing: A rollout. A leads to B.\n\n- [First: A.](https://guide.example/r/)\n- Then: B.",
    ),
    "what only a screen needs goes": (
        (
            '<h2 id="a">A<a class="headerlink" href="#a">#</a></h2><p hidden>words for the search</p><script>x()</script>'
            '<form><label>Filter</label></form><button>Copy</button><p>Kept<span class="visually-hidden"> not</span></p>'
        ),
        "## A\n\nKept",
    ),
    "groups of definitions and boxes to tick keep their words": (
        (
            "<dl><div><dt>A</dt><dd>a</dd></div><div><dt>B</dt><dd>b</dd></div></dl>"
            '<ul><li><label><input type="checkbox"> Names it</label></li></ul>'
        ),
        "- **A**\n\n  a\n\n- **B**\n\n  b\n\n- Names it",
    ),
    "what stands apart on a screen has a dot": (
        '<p class="facets">\n<span>core</span>\n<span>screen</span>\n</p>',
        "core · screen",
    ),
}


@pytest.mark.parametrize("case", PARTS)
def test_every_part_of_a_page_has_its_form(case):
    body, markdown = PARTS[case]
    assert twin(body).strip() == markdown


@pytest.mark.parametrize(
    "page",
    [
        f"<html>{HEAD}<body><p>none</p></body></html>",
        "<html><head></head><body><article><h1>x</h1></article></body></html>",
    ],
)
def test_a_page_of_which_no_twin_can_be_made_is_told(page):
    with pytest.raises(TreeError, match=r"r/x/: found . articles and . canonical addresses; expected one of each"):
        twin_of(page, "2026-11-26", "r/x/")


# The site's twins ------------------------------------------------------------------------------------------------------


class Shown(HTMLParser):
    """The words of an article that a reader without a screen's means is to have, read without the code under test.

    The head of a table's first column goes where a table becomes a list: it would stand before each item. The head of a
    board goes as well: its names stand in each line; so do ways to sections, which are headings.
    """

    VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
    INLINE = frozenset({"a", "b", "code", "del", "em", "ins", "mark", "q", "span", "strong", "time", "wbr"})
    GONE = frozenset({"script", "form", "button", "noscript", "svg", "caption", "template", "output"})
    HIDDEN = frozenset({"headerlink", "visually-hidden", "report", "on-phone", "board-head", "sections"})
    HIDDEN |= {"notes", "further"}  # numbers go through the platforms; a list goes on without the label of a fold

    def __init__(self, page):
        super().__init__()
        self.text, self.open, self.article, self.first = "", [], False, False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.article = self.article or tag == "article"
        gone = tag in self.GONE or "hidden" in values or set((values.get("class") or "").split()) & self.HIDDEN
        gone = gone or (self.first and tag in {"td", "th"})
        self.first = tag == "thead" or (self.first and tag not in {"td", "th"})
        if tag not in self.VOID:
            self.open.append((tag, bool(gone)))
        self.text += "" if tag in self.INLINE else " "

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass
        self.article = self.article and tag != "article"
        self.text += "" if tag in self.INLINE else " "

    def handle_data(self, data):
        if self.article and not any(gone for _, gone in self.open):
            self.text += data


WORD = re.compile(r"\w[\w.-]*\w|\w")


def lost_words(page, text):
    """Return the words of a page that its twin lacks."""
    twin_text = html.fromstring(f"<div>{MARKDOWN.render(text)}</div>").text_content()
    return Counter(WORD.findall(Shown(page).text)) - Counter(WORD.findall(twin_text))


def test_the_reader_of_this_test_sees_a_lost_word():
    page = "<article><p>one two<span hidden>three</span></p></article>"
    assert lost_words(page, "one") == Counter(["two"])
    assert not lost_words(page, "two one")


def all_pages(site):
    return [path.parent.relative_to(site).as_posix().removeprefix(".") for path in sorted(site.rglob("index.html"))]


@pytest.mark.site
def test_every_page_of_the_sitemap_has_a_twin(site):
    listed = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    home = min(listed, key=len)
    pages = {address.removeprefix(home).rstrip("/") for address in listed}
    assert pages == set(all_pages(site))
    for page in pages:
        assert f"> <{home}{page}{'/' if page else ''}> · " in (site / page / "index.md").read_text(encoding="utf-8")


def test_a_twin_with_a_path_of_this_machine_is_a_fault_of_the_site(tmp_path):
    (tmp_path / "index.md").write_text(f"Built in {tmp_path.home()}/x", encoding="utf-8")
    faults = check_site(tmp_path)
    assert any(fault.startswith("index.md: a path of this machine") for fault in faults)


@pytest.mark.site
@pytest.mark.parametrize("kind", [*KINDS, "r", "q"])
def test_a_twin_says_what_the_page_says(site, kind):
    pages = [kind] if kind in KINDS else [page for page in all_pages(site) if page.startswith(f"{kind}/")][::20]
    for page in pages:
        source = (site / page / "index.html").read_text(encoding="utf-8")
        text = (site / page / "index.md").read_text(encoding="utf-8")
        assert not lost_words(source, text), page
        tokens = tokens_of(text)
        flat = [*tokens, *(child for token in tokens for child in token.children or ())]
        assert not [token.content for token in flat if token.type in {"html_block", "html_inline"}], page
        headings = re.findall(r"<h([1-6])\b", source.partition("<article")[2].partition("</article")[0])
        levels = [token.tag[1] for token in tokens if token.type == "heading_open"]
        if not re.search(r"<(?:section|form|details|div)[^>]* hidden", source):
            assert levels == headings, page


@pytest.mark.site
def test_no_twin_has_a_reference_or_a_mark_that_was_not_written_out(site):
    for page in all_pages(site):
        text = (site / page / "index.md").read_text(encoding="utf-8")
        prose = re.sub(r"(`+).+?\1", "", re.sub(r"^ *```.*?^ *```$", "", text, flags=re.DOTALL | re.MULTILINE))
        assert "[[" not in prose, page
        assert "\ue000" not in text, page
        assert "[#](" not in prose, page


@pytest.mark.site
def test_the_twin_of_a_row_has_its_cells_and_sources(site, catalog):
    for row in [*catalog.rows.values()][::15]:
        page = html.fromstring(MARKDOWN.render((site / "r" / row.id / "index.md").read_text(encoding="utf-8")))
        twin_text, links = " ".join(page.text_content().split()), set(page.xpath(".//a/@href"))
        twin_text = without_numbers(twin_text)
        for platform, cell in row.platforms.items():
            assert catalog.platforms[platform].short in twin_text
            texts = [cell.short] if cell.short else [way.how for way in cell.ways if way.how]
            for text in texts:
                assert without_numbers(" ".join(to_text(text, catalog).split())) in twin_text, row.id
            evidence = cell.all_evidence
            for item in evidence:
                source = catalog.sources[item.source]
                read = min(other.read for other in evidence if (other.source, other.at) == (item.source, item.at))
                assert source.url in links, row.id
                assert re.search(rf"{re.escape(source.content_date)}, read {read}", twin_text), (row.id, source.id)


@pytest.mark.site
def test_the_numbers_of_a_row_lead_to_one_source_each(site, catalog):
    labels = [platform.short for platform in catalog.platforms.values()]
    for row in [*catalog.rows.values()][::15]:
        text = (site / "r" / row.id / "index.md").read_text(encoding="utf-8").partition("\n## ")[0]
        before, _, after = text.partition("\n- **Sources**\n")
        for label in [catalog.platforms[name].short for name in row.platforms]:
            own = rf"(?ms)^  {label}:.+?(?=^  (?:{'|'.join(labels)}):|^- |\Z)"
            said, listed = "".join(re.findall(own, before)), "".join(re.findall(own, after))
            sources = re.findall(r"(?m)^  (\d+)\. \[", listed)
            assert sources == [str(number + 1) for number in range(len(sources))], row.id
            cited = {int(number) for group in re.findall(r" \((\d+(?: \d+)*)\)", said) for number in group.split()}
            assert {number for number in cited if number < 1000} <= {int(number) for number in sources}, row.id
        assert not re.search(r"(?m)^ *\*\*\d+ more", text), row.id


def without_numbers(text):
    """Return a text without numbers in parentheses, such as those of sources."""
    return re.sub(r" \(\d+( \d+)*\)", "", text)


@cache
def tokens_of(text):
    """Return the parts of a Markdown text; several tests look at one twin."""
    return MARKDOWN.parse(text)


def links_of(text):
    """Return where the links of a Markdown text lead."""
    tokens = [child for token in tokens_of(text) for child in token.children or ()]
    return {unquote(token.attrs["href"]) for token in tokens if token.type == "link_open"}


@pytest.mark.site
def test_every_link_of_a_twin_leads_somewhere(site):
    home = re.search(r"<(https?://[^>]+)>", (site / "index.md").read_text(encoding="utf-8"))[1]
    ids, links = {}, set()
    for page in [*KINDS, *[page for page in all_pages(site) if page[:2] in {"r/", "q/"}][::20]]:
        links |= links_of((site / page / "index.md").read_text(encoding="utf-8"))
    links |= links_of((site / "llms.txt").read_text(encoding="utf-8"))
    assert {link for link in links if not link.startswith(("https://", "http://"))} == set()
    ours = {link.removeprefix(home) for link in links if link.startswith(home)}
    assert len(ours) > 1000
    for link in sorted(ours):
        parts = urlsplit(link)
        path = site / unquote(parts.path)
        path = path / "index.html" if path.is_dir() else path
        assert path.is_file(), link
        if parts.fragment and not parts.fragment.startswith("?"):
            ids.setdefault(path, set(re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8"))))
            assert unquote(parts.fragment) in ids[path], link


# llms.txt --------------------------------------------------------------------------------------------------------------


@pytest.mark.site
def test_llms_txt_keeps_its_form_and_lists_the_menu(site):
    text = (site / "llms.txt").read_text(encoding="utf-8")
    tokens = MARKDOWN.parse(text)
    assert [token.tag for token in tokens if token.type == "heading_open" and token.tag == "h1"] == ["h1"]
    assert (tokens[0].tag, tokens[3].type) == ("h1", "blockquote_open")
    head, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    assert all(
        re.fullmatch(r"- \[[^\]]+\]\([^)\s]+\): .+", line) for part in parts for line in part.split("\n")[2:] if line
    )
    assert [part.partition("\n")[0] for part in parts][-2:] == ["Data", "Optional"]
    assert f"{(site / 'llms-full.txt').stat().st_size // 1000:,} kB" in head
    nav = {menu_page.page for menu_page in menu_pages(site_settings()["nav"])}
    home = re.search(r"\[llms-full.txt\]\((.*?)llms-full", text)[1]
    listed = re.findall(r"\]\(([^)]+)index\.md\): (.+)", "".join(parts))
    assert sorted(address.removeprefix(home) for address, _ in listed) == sorted(nav)
    for address, description in listed:
        head = html.fromstring((site / address.removeprefix(home) / "index.html").read_bytes()).find("head")
        assert [description] == head.xpath("meta[@name='description']/@content")


@pytest.mark.site
def test_llms_full_has_the_main_pages_whole_and_in_order(site, catalog):
    text = (site / "llms-full.txt").read_text(encoding="utf-8")
    assert len(text.encode()) <= llms.LARGEST
    order = [menu_page.page for menu_page in menu_pages(site_settings()["nav"]) if not is_optional(menu_page.page)]
    twins = {page: (site / page / "index.md").read_text(encoding="utf-8") for page in order}
    places = [text.index(twins[page]) for page in order if twins[page] in text]
    assert places == sorted(places)
    capabilities = {f"compare/{name}/" for name in catalog.capabilities}
    assert {page for page in order if twins[page] not in text} == {*llms.IN_SHORT, *capabilities}


def test_what_does_not_fit_is_named(monkeypatch):
    twins = [
        Twin(f"{number}/", f"https://guide.example/{number}/", f"Page {number}", "", f"# Page {number}\n\n{'x' * 80}\n")
        for number in range(3)
    ]
    full_text, included = joined_twins("Guide", twins)
    assert included == twins
    assert "Left out" not in full_text
    monkeypatch.setattr(llms, "LARGEST", 200)
    text, included = joined_twins("Guide", twins)
    assert included == twins[:2]
    assert "- [Page 2](https://guide.example/2/index.md)" in text


def test_the_menu_is_read_whatever_its_depth():
    nav = [{"Home": "index.md"}, {"A": ["a/index.md", {"B": "a/b.md"}, {"C": [{"D": "a/c/d.md"}]}]}]
    pages = [(page.part, page.title, page.page) for page in menu_pages(nav)]
    assert pages == [("Home", "Home", ""), ("A", "A", "a/"), ("A", "B", "a/b/"), ("A", "D", "a/c/d/")]


@pytest.mark.site
def test_a_copy_read_from_disk_has_no_twins(offline_site):
    assert not list(offline_site.rglob("*.md"))
    assert not list(offline_site.glob("llms*"))
