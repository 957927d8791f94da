"""HTML that is kept away from Markdown comes out as Markdown would leave it, and its anchors are known."""

from __future__ import annotations

from types import SimpleNamespace

import markdown
import pytest
from mkdocs.exceptions import PluginError

from cloud_ml_platforms.exports.menu import site_settings
from cloud_ml_platforms.site import raw_html

LONG = '<p>Some words &amp; an <a href="x/#y">address</a>, *no* Markdown, `no` code.</p>\n' * 12
TABLE = f'<table class="plain" id="first">\n<tr><td id="second &amp; last" data-id="third">\n{LONG}</td></tr>\n</table>'
TEXTS = {
    "alone": f"# A page\n\n{TABLE}\n\nText.",
    "first and last": TABLE,
    "after a line of text": f"Text *with* marks\n{TABLE}\nand more.",
    "after another element": f"<h3>x</h3>\n{TABLE}\n{TABLE}\n<p>y</p>",
    "one in another": f"<div>\n{TABLE}\n<div>{LONG}</div>\n</div>\n\n- a list\n- of *two*",
    "text behind it": f"{TABLE} *and* text",
    "never closed": f"<div>\n{LONG}\n\nText.",
    "closed too often": f"<div>{LONG}</div></div>\n\nText.",
    "in code": f"```html\n{TABLE}\n```\n\n{TABLE}",
    "in a list": f"- one\n\n    {TABLE.replace(chr(10), chr(10) + '    ')}\n\n- two",
    "with code that is highlighted": f'<div>\n<pre><code>a\n\n\n   b <span class="k">if</span></code></pre>\n{LONG}</div>',
    "with empty lines": f"<div>\n\n{LONG}\n\n\n{LONG}</div>\n\n\nText.",
    "with comments": f"<div>\n{LONG}<!-- </div> -->\n{LONG}<!-- <div> --></div>\n\nText *with* marks.",
    "in longer code": f"````html\n```html\n{TABLE}\n```\n````\n\n{TABLE}",
    "in other code": f"```html\n~~~\n{TABLE}\n```\n\n{TABLE}",
    "after code in a line": f"```x``` is code\n\n{TABLE}\n\n`y` too",
    "with ticks": f"<div>\n```\n{LONG}</div>\n\n{TABLE}",
    "around Markdown": f'<div class="x" markdown>\n\n## A heading\n\n{LONG}\n\nText *with* marks.\n\n</div>\n\n{TABLE}',
    "capitals": f"<DIV>\n{LONG}</DIV>\n\nText.",
    "a name that begins alike": f"<formula>{LONG}</formula>\n\n<form>{LONG}</form>",
}
NONE_KEPT = {"never closed", "in a list", "capitals"}


@pytest.fixture(scope="module")
def convert():
    extensions = site_settings()["markdown_extensions"]
    configs = {name: config or {} for name, config in extensions.items()}
    return lambda text: markdown.markdown(text, extensions=[*configs], extension_configs=configs)


def through_the_hook(text, convert):
    page = SimpleNamespace(present_anchor_ids=set())
    source = raw_html.on_page_markdown(text, page=page)
    return raw_html.on_page_content(convert(source), page=page), page


@pytest.mark.parametrize("case", TEXTS)
def test_the_page_is_the_same(case, convert):
    html, page = through_the_hook(TEXTS[case], convert)
    assert html == convert(TEXTS[case])
    assert bool(page.kept_blocks) != (case in NONE_KEPT)


@pytest.mark.parametrize("case", ["alone", "after a line of text", "in code", "in longer code", "in other code"])
def test_long_blocks_are_kept_once_and_their_anchors_are_known(case, convert):
    page = through_the_hook(TEXTS[case], convert)[1]
    assert page.kept_blocks == [TABLE]
    assert page.present_anchor_ids == {"first", "second & last"}


def test_a_block_that_finds_no_place_stops_the_build():
    page = SimpleNamespace(present_anchor_ids=set(), file=SimpleNamespace(src_uri="a.md"))
    raw_html.on_page_markdown(TABLE, page=page)
    with pytest.raises(PluginError, match=r"a\.md: 1 blocks of HTML were kept from Markdown, 0 found"):
        raw_html.on_page_content("<p>Nothing.</p>", page=page)


def test_what_is_in_code_stays_there(convert):
    html = through_the_hook(TEXTS["in code"], convert)[0]
    assert html.count('<table class="plain"') == 1
    assert "data-kept" not in html


def test_what_holds_markdown_is_read_and_what_it_holds_is_kept(convert):
    text = (
        f'<details class="fold" markdown>\n<summary>x</summary>\n\n### A *b* {{ #c }}\n\n{TABLE}\n\n</details>\n\nText.'
    )
    html, page = through_the_hook(text, convert)
    assert html.count("<em>b</em>") == 1
    assert page.kept_blocks == [TABLE]
    assert TABLE in html
    assert html.endswith("</details>\n<p>Text.</p>")
