"""References, inline Markdown and links."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloud_ml_platforms.numbers import number, readable_value, with_unit
from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.text.inline import to_blocks, to_html, to_text
from cloud_ml_platforms.text.links import Links, PageError
from cloud_ml_platforms.text.references import resolve_reference

HOME = Links("")


def test_text_is_escaped(catalog):
    assert to_html("a < b & <script>", catalog, HOME) == "a &lt; b &amp; &lt;script&gt;"


def test_code_keeps_what_looks_like_markup(catalog):
    assert to_html("`a[[0]] **b** <c>`", catalog, HOME) == "<code>a[[0]] **b** &lt;c&gt;</code>"


def test_a_long_name_in_code_breaks_at_its_humps_and_dots_and_reads_as_before(catalog):
    html = to_html("`sagemaker.CreateEndpointConfig` `a.b`", catalog, HOME)
    assert html == "<code>sagemaker.<wbr>Create<wbr>Endpoint<wbr>Config</code> <code>a.b</code>"
    assert to_text("`sagemaker.CreateEndpointConfig`", catalog) == "sagemaker.CreateEndpointConfig"


def test_what_a_text_rests_on_is_one_small_bracket_however_much_it_is(catalog):
    html = to_html("x ([[ep-kinds]], [[ep-rollback]])", catalog, HOME)
    assert html.startswith('x <span class="cite">(<a href=')
    assert html.endswith("</a>)</span>")
    assert to_text("x ([[ep-kinds]], [[ep-rollback]])", catalog) == "x (Endpoint kinds, Rollback)"


def test_an_amount_that_leads_somewhere_stays_on_one_line(catalog):
    assert 'class="whole"' in to_html("[[lim-ep-request-mb|6 MB]]", catalog, HOME)
    assert 'class="whole"' not in to_html("[[ep-rollback]]", catalog, HOME)


def test_bold_and_links(catalog):
    html = to_html("**a `b`** [c](https://example.org/d)", catalog, HOME)
    assert html == '<strong>a <code>b</code></strong> <a href="https://example.org/d">c</a>'


def test_a_link_with_another_scheme_stays_text(catalog):
    assert "<a" not in to_html("[x](javascript:alert(1))", catalog, HOME)


def test_a_row_is_linked_by_its_name(catalog):
    row = catalog.rows["ep-kinds"]
    assert to_html("[[ep-kinds]]", catalog, HOME) == f'<a href="compare/online-endpoints/#ep-kinds">{row.name}</a>'


def test_other_words_lead_to_the_same_place(catalog):
    assert to_html("[[ep-kinds|four kinds]]", catalog, Links("r/x/")) == (
        '<a href="../../compare/online-endpoints/#ep-kinds">four kinds</a>'
    )


def test_an_unknown_reference_says_what_was_expected(catalog):
    with pytest.raises(LookupError, match=r"found \[\[no-such\]\]; expected the id of a row"):
        to_html("[[no-such]]", catalog, HOME)


@pytest.mark.parametrize(
    "reference", ["", " ", "ep-kinds gcp", "ep-kinds sagemaker x", "lim-ep-timeout-s", "sm sagemaker"]
)
def test_a_bad_reference_has_a_problem_or_a_text(catalog, reference):
    target = resolve_reference(catalog, reference)
    assert (target.problem is None) == (reference == "lim-ep-timeout-s")


NEAREST = {
    "ep-rolback": "nearest: ep-rollback",
    "lim-ep-timout-s azure-ml managed default": "a row or limit before 'azure-ml managed default'; nearest: lim-ep-timeout-s",
    "fs-sunst vertex-ai|the end": "a row or limit before 'vertex-ai'; nearest: fs-sunset",
    "sm-clarfy-closed": "nearest: sm-clarify-closed",
    "vx-explainable-ai-deprecatd ends": "an event before 'ends'; nearest: vx-explainable-ai-deprecated",
    "tr-endpont": "nearest: tr-endpoint",
    "b-sm-clarfy": "nearest: b-sm-clarify",
    "sm sagemaker": "platform and way only after the id of a row or limit",
    "ep-kinds sagemakr": "one platform after ep-kinds: sagemaker",
}


@pytest.mark.parametrize("reference", NEAREST)
def test_a_reference_that_leads_nowhere_names_what_is_near(catalog, reference):
    assert NEAREST[reference] in resolve_reference(catalog, reference).problem


def test_translations_and_beliefs_are_linked(catalog):
    term = catalog.translated["tr-training-job"]
    assert to_html("[[tr-training-job]]", catalog, HOME) == f'<a href="translate/#tr-training-job">{term.idea}</a>'
    belief = next(iter(catalog.beliefs.values()))
    target = resolve_reference(catalog, belief.id)
    assert (target.text, target.page, target.anchor) == (belief.claim, "compare/since/", belief.id)


def test_plain_text_has_no_marks(catalog):
    assert to_text("**a** `b` [c](https://x.example) [[ep-kinds|d]]", catalog) == "a b c d"


def test_paragraphs_and_lists(catalog):
    assert to_blocks("a\nb\n\n- c\n- d", catalog, HOME) == "<p>a b</p>\n<ul>\n<li>c</li>\n<li>d</li>\n</ul>"


@given(st.text(max_size=200))
def test_no_text_makes_markup_of_its_own(catalog, text):
    try:
        html = str(to_html(text, catalog, HOME))
    except LookupError:
        return
    assert "<script" not in html.lower()
    assert "javascript:" not in html.lower() or "href" not in html


FORMATS = json.loads((ROOT / "tests" / "text" / "format_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", FORMATS["numbers"], ids=lambda case: case["number"])
def test_numbers_are_separated_and_rounded_as_people_do(case):
    """The cases that web/scripts/formats.test.js holds the browser to."""
    assert number(float(case["value"])) == case["number"]


def test_numbers_have_separators_and_units():
    assert with_unit(6291456, "B") == "6,291,456 B"
    assert with_unit(1.5, "MB") == "1.5 MB"
    assert with_unit("none", "MB") == "none"
    assert with_unit(50, "%") == "50%"
    assert readable_value(28800, "s") == "8 h"
    assert readable_value(900, "s") == "15 min"
    assert readable_value(60, "s") == "60 s"
    assert readable_value(86400, "s") == "24 h"
    assert readable_value(172800, "s") == "2 days"
    assert readable_value(310, "s") == "310 s"
    assert readable_value(504, "h") == "21 days"
    assert readable_value(4000, "KB") == "4 MB"
    assert readable_value(672, "h") == "28 days"
    assert readable_value(525_600, "minutes") == "1 year"
    assert readable_value(3650, "days") == "10 years"
    assert readable_value(12, "months") == "1 year"
    assert readable_value(0.128, "MB") == "128 KB"
    assert readable_value(64_000, "GB") == "64 TB"
    assert readable_value(6.29, "MB") == "6.29 MB"
    assert readable_value(1024, "MB") == "1,024 MB"
    assert readable_value(50, "h") == "50 h"


def test_one_of_a_unit_is_singular():
    assert with_unit(1, "entries") == "1 entry"
    assert with_unit(1, "steps") == "1 step"
    assert with_unit(1, "requests") == "1 request"
    assert with_unit(1, "s") == "1 s"


LINKS = [
    ("", "compare/limits/", True, "compare/limits/"),
    ("compare/limits/", "", True, "../../"),
    ("compare/limits/", "compare/", True, "../"),
    ("compare/", "compare/", True, "./"),
    ("r/ep-kinds/", "compare/online-endpoints/", True, "../../compare/online-endpoints/"),
    ("index.html", "compare/", False, "compare/index.html"),
    ("compare/limits.html", "compare/names/", False, "names.html"),
    ("r/ep-kinds.html", "", False, "../index.html"),
    ("compare/index.html", "reference/glossary/", False, "../reference/glossary.html"),
]


@pytest.mark.parametrize(("here", "to", "directory_urls", "expected"), LINKS)
def test_links_are_relative_in_both_builds(here, to, directory_urls, expected):
    assert Links(here, directory_urls).to(to) == expected


def test_a_link_to_no_page_is_an_error():
    with pytest.raises(PageError, match="no/such/"):
        HOME.to("no/such/")


def test_links_stand_as_seen_from_the_file_where_an_engine_rewrites_them():
    """Zensical reads every href and src from the page's source, and leaves other attributes alone."""
    links = Links("r/ep-kinds/", source="r/ep-kinds.md")
    assert links.to("compare/online-endpoints/", "ep-kinds") == "../compare/online-endpoints/#ep-kinds"
    assert links.asset("_gen/rows.js") == "../_gen/rows.js"
    assert links.untouched.asset("_gen/rows.js") == "../../_gen/rows.js"


def test_a_wrong_reference_names_the_nearest(catalog):
    assert "nearest: ep-rollback" in resolve_reference(catalog, "ep-rolback").problem


def test_a_platforms_answer_is_called_by_its_rows_name(catalog):
    for row in catalog.rows.values():
        for platform in row.platforms:
            assert resolve_reference(catalog, f"{row.id} {platform}").text == row.name
