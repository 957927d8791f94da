"""Long pages stay quick: what is far from the screen is not drawn, and nothing that a reader does notices it."""

from __future__ import annotations

import re

import pytest

from cloud_ml_platforms.site.audit.lighthouse import performance_findings

TIMES = 4
LIMIT = 50  # ms from a key to the rows, at four times the rows
ROUNDS = 120  # the best counts, and the first within the limit ends it: other tests run beside this one
LAST = ".md-content :is(.group, table.cells, table.plain) tbody tr >> nth=-1"
IS_DRAWN = "one => one.checkVisibility({ contentVisibilityAuto: true })"
QUIET = """() => new Promise((done, fail) => { /* each part was drawn once; those near the screen stay so */
  const begin = performance.now();
  const seen = new Set();
  let since = begin;
  const look = () => {
    const before = seen.size;
    for (const one of document.querySelectorAll(".drawn")) seen.add(one);
    if (seen.size > before) since = performance.now();
    if (performance.now() - since > 500) done();
    else if (performance.now() - begin > 20_000) fail(new Error("there is no end to parts that are drawn"));
    else setTimeout(look, 5);
  };
  look();
})"""
LANDED = "() => document.querySelector(':target').getBoundingClientRect().top"
LANDS = """async () => {
  for (const one of document.querySelectorAll(".group, .md-typeset table")) one.classList.add("drawn");
  document.querySelector(":target").scrollIntoView();
}"""
ANSWER = """async ([name, value]) => {
  const form = document.querySelector("form.board-filters");
  form.elements.namedItem(name).value = value;
  const start = performance.now();
  form.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel(); /* its message comes when the frame is laid out */
    port1.onmessage = done;
    port2.postMessage(0);
  }));
  return performance.now() - start;
}"""


def grown(html: str) -> str:
    """Return the guide with each group of rows several times over, under new ids."""

    def again(group: re.Match[str]) -> str:
        return "".join(
            re.sub(r'(<h2 id="|data-capability="|<t[dr] id=")([\w-]+)', rf"\1\2-n{n}" if n else r"\1\2", group[0])
            for n in range(TIMES)
        )

    return re.sub(r'<div class="group".*?</table>\s*</div>', again, html, flags=re.DOTALL)


@pytest.fixture
def large_guide(open_page, base_url, site):
    """Open the comparison guide with four times the rows."""
    body = grown((site / "compare" / "index.html").read_text(encoding="utf-8"))

    def open_(**options):
        page = open_page("about:blank", fresh=True, **options)
        page.route("**/compare/", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
        page.goto(f"{base_url}compare/")
        return page

    return open_


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_a_filter_answers_at_once_at_four_times_the_rows(large_guide, catalog, width, height):
    page = large_guide(width=width, height=height)
    assert page.locator(".group tbody tr").count() == TIMES * len(catalog.rows)
    page.locator('input[name="q"]').focus()
    page.evaluate(QUIET)
    typed = [("q", "c"), ("q", "canary"), ("q", ""), ("s", "partial"), ("s", ""), ("q", "no such word"), ("q", "")]
    best = [float("inf")] * len(typed)
    for _ in range(ROUNDS):
        best = [min(before, page.evaluate(ANSWER, step)) for before, step in zip(best, typed, strict=True)]
        if max(best) <= LIMIT:
            break
    assert max(best) <= LIMIT, best
    assert not page.problems


LONG = [("compare/", (1440, 900))]


@pytest.mark.parametrize(("name", "size"), LONG)
def test_far_rows_are_drawn_when_they_are_printed_or_scripts_are_off_not_before(open_page, base_url, name, size):
    page = open_page(base_url + name, width=size[0], height=size[1])
    page.evaluate(QUIET)
    last = page.locator(LAST)
    assert last.evaluate(f"one => !({IS_DRAWN})(one)")
    last.evaluate("one => (one.closest('.group') || one.closest('table')).classList.add('drawn')")
    assert last.evaluate(IS_DRAWN)
    last.evaluate("one => (one.closest('.group') || one.closest('table')).classList.remove('drawn')")
    page.emulate_media(media="print")
    assert page.locator(LAST).evaluate(IS_DRAWN)
    page = open_page(base_url + name, width=size[0], height=size[1], scripts=False)
    assert page.locator(LAST).evaluate(IS_DRAWN)


@pytest.mark.parametrize(("name", "size"), LONG)
@pytest.mark.parametrize("way", ["address", "link"])
def test_a_link_lands_where_it_leads_though_rows_before_it_are_not_drawn(open_page, base_url, name, size, way):
    target = "gov-env-separation"
    if way == "address":
        page = open_page(f"{base_url}{name}#{target}", width=size[0], height=size[1])
    else:
        page = open_page(base_url + name, width=size[0], height=size[1])
        page.evaluate("(hash) => { location.hash = hash; }", target)
    page.wait_for_function("scrollY > 1000")
    page.evaluate(QUIET)
    landed = page.evaluate(LANDED)
    page.evaluate(LANDS)
    assert abs(landed - page.evaluate(LANDED)) < 24
    assert 0 < landed < size[1] / 2


def test_the_browser_finds_words_in_rows_that_are_not_drawn(open_page, base_url):
    page = open_page(f"{base_url}compare/", width=1440, height=900)
    words = page.locator(LAST).evaluate("one => one.cells[0].firstChild.textContent.trim()")
    assert page.evaluate("(words) => window.find(words, true)", words)
    page.wait_for_function("scrollY > 5000")


@pytest.mark.parametrize(
    ("performance_scores", "thorough", "faults"),
    [
        ([84, 80, 85], False, 0),
        ([84, 80, 84], False, 1),
        ([96, 97, 90, 98, 99], True, 0),
        ([96, 97, 90, 96, 99], True, 1),
    ],
)
def test_a_page_that_became_slow_is_a_finding(performance_scores, thorough, faults):
    assert len(performance_findings("/", performance_scores, thorough=thorough)) == faults


def test_the_theme_styles_a_page_once(open_page, base_url, site):
    """No page loads its script, which would name the colours to the browser anew (web/scripts/colours.js)."""
    assert not (site / "assets" / "javascripts").exists()
    for scheme, root in (("light", "normal"), ("dark", "dark")):
        page = open_page(f"{base_url}about/", scheme=scheme)
        assert page.locator("meta[name=color-scheme]").count() == 0
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == root
