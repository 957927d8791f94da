"""What a reader does in a real browser: filters, links, keyboard, phone, dark, scripts off, no third party."""

from __future__ import annotations

import re
import time

import pytest
from conftest import PLATFORMS, settle

from cloud_ml_platforms.compute import pairs as translate
from cloud_ml_platforms.site.audit.axe import find_violations

pytestmark = [pytest.mark.site, pytest.mark.browser]

TEMPLATES = {
    "home": "",
    "guide": "compare/",
    "capability": "compare/online-endpoints/",
    "row": "r/ep-rollback/",
    "lifecycle": "compare/lifecycle/",
    "limits": "compare/limits/",
    "names": "compare/names/",
    "provider": "providers/sagemaker/",
    "choose": "choose/",
    "selector": "choose/selector/",
    "cost": "choose/cost/",
    "instead": "choose/instead/",
    "interview": "interview/",
    "theme": "interview/canary-rollout/",
    "bank": "interview/questions/",
    "question": "q/q-canary-way-back/",
    "practice": "interview/practice/",
    "mock": "interview/mock/",
    "case": "interview/cases/fraud-scoring/",
    "new platform": "interview/new-platform/",
    "learn": "learn/",
    "plan": "learn/#?a=sagemaker&b=azure-ml&n=5",
    "in code": "providers/sagemaker/workload/",
    "cheat sheet": "providers/azure-ml/cheatsheet/",
    "glossary": "reference/glossary/",
    "sources": "reference/sources/",
    "translate": "translate/",
    "translation": "translate/sagemaker-to-azure-ml/",
    "sheet": "translate/azure-ml-to-vertex-ai/sheet/",
    "contested": "compare/contested/",
    "since": "compare/since/",
    "changes": "reference/changes/",
    "freshness": "reference/freshness/",
    "paste": "reference/paste/",
    "about": "about/",
}


def visible_rows(page):
    return page.locator("table.board[data-capability] > tbody > tr[id]:visible").count()


SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value;
  }).observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(sum)));
})"""


# Practice, the mock interview and the plan say without scripts where the same is (tests of their own).
WITH_SCRIPTS_ONLY = {"practice", "mock", "plan"}


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", TEMPLATES)
def test_no_error_no_third_party_no_overflow_no_shift_when_scripts_come_late(open_page, base_url, name, width):
    """And on a wide screen, at the same visit: without scripts everything is there."""

    def first_visit():
        page = open_page("about:blank", width=width, height=844, fresh=True)
        page.route("**/*.js", later)
        page.goto(base_url + TEMPLATES[name])
        settle(page)
        return page, page.evaluate(SHIFT)

    page, shifted = first_visit()
    if shifted >= 0.01:  # on a busy machine a page comes in parts, and shifts once; a fault shifts each time
        page, shifted = first_visit()
    assert shifted < 0.01
    assert page.foreign == []
    assert page.problems == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 1440 and name not in WITH_SCRIPTS_ONLY:
        everything_is_there(open_page(base_url + TEMPLATES[name], scripts=False), page)


def everything_is_there(bare, full):
    """Compare a page without scripts with the same one with them."""
    # For the reader's day only, and what needs scripts.
    full.evaluate(
        "for (const one of document.querySelectorAll('.aged, .copy-link, .selector, .hero, .plan, form.filters, .controls')) one.remove();"
        "for (const one of document.querySelectorAll('h2 + details.answer')) one.open = true;",
    )
    words = "main article"
    assert len(bare.locator(words).inner_text()) >= 0.98 * len(full.locator(words).inner_text().replace("Copied", ""))
    assert bare.locator("form.filters:visible").count() == 0


def later(route):
    """Let a script come when the page has been drawn."""
    time.sleep(0.1)
    route.continue_()


# The audit (`make audit`, in CI too) looks at every page, of rows and questions at ten each. A plan is not among them.
@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_in_a_plan(open_page, base_url, scheme, width):
    page = open_page(base_url + TEMPLATES["plan"], width=width, height=900, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one, i) => { one.open = i < 12; })")
    assert find_violations(page, ".md-content") == []


@pytest.mark.parametrize("name", ["capability", "theme", "question", "provider", "since"])
def test_what_is_folded_stands_on_paper(open_page, base_url, name):
    page = open_page(base_url + TEMPLATES[name])
    page.emulate_media(media="print")
    folded = page.locator(".md-content details:not([open]) > :nth-child(2)")
    assert folded.count()
    assert folded.evaluate_all("all => all.every((one) => one.closest('[hidden]') || one.checkVisibility())")


def test_the_matrix_is_above_the_fold(open_page, base_url):
    page = open_page(base_url, width=1440, height=900)
    box = page.locator("table.matrix tbody tr").nth(5).bounding_box()
    assert box["y"] + box["height"] < 900


# The comparison guide


def test_the_guide_filters_by_text_and_keeps_it_in_the_address(open_page, base_url, catalog):
    """As the search understands it, typos and all."""
    page = open_page(base_url + "compare/")
    assert visible_rows(page) == len(catalog.rows)
    page.get_by_label("Text", exact=True).fill("scale zreo")
    page.wait_for_function("location.hash.includes('q=scale')")
    page.locator("tr#ep-scale-to-zero:visible").wait_for()
    shown = visible_rows(page)
    assert 0 < shown < len(catalog.rows)
    again = open_page(page.url)
    again.locator("tr#ep-scale-to-zero:visible").wait_for()
    assert visible_rows(again) == shown
    assert again.get_by_label("Text", exact=True).input_value() == "scale zreo"


def test_the_guide_filters_by_capability_and_mark(open_page, base_url, catalog):
    page = open_page(base_url + "compare/#?c=online-endpoints&s=no")
    rows = [
        row.id
        for row in catalog.capabilities["online-endpoints"].rows
        if any(row.mark_of(platform) == "no" for platform in row.platforms)
    ]
    page.wait_for_function("document.querySelector('output').value !== ''")
    ids = page.locator("table.board[data-capability] > tbody > tr[id]:visible").evaluate_all(
        "all => all.map((one) => one.id)"
    )
    assert ids == rows
    assert page.get_by_label("Capability").input_value() == "online-endpoints"
    assert page.locator("#group-security").is_hidden()


def test_a_platform_that_is_switched_off_hides_its_column(open_page, base_url):
    page = open_page(base_url + "compare/")
    page.get_by_label("Vertex AI", exact=True).uncheck()
    page.wait_for_function("location.hash.includes('p=')")
    assert page.locator('#ep-kinds td[data-platform="vertex-ai"]').is_hidden()
    assert page.locator('#ep-kinds td[data-platform="azure-ml"]').is_visible()


def test_filters_and_the_lens_hide_on_a_phone_too(open_page, base_url, catalog):
    page = open_page(base_url + "compare/#?q=shadow&lens=sagemaker.azure-ml", width=390, height=844)
    page.wait_for_function("document.querySelector('output').value !== ''")
    assert 0 < visible_rows(page) < len(catalog.rows)
    assert page.locator('#ep-shadow td[data-platform="vertex-ai"]').is_hidden()
    assert page.locator('#ep-shadow td[data-platform="azure-ml"]').is_visible()
    assert page.locator("#ep-rollback").is_hidden()


def test_reset_shows_all_and_cleans_the_address(open_page, base_url, catalog):
    page = open_page(base_url + "compare/#?q=gpu")
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function("location.hash === '' && !document.querySelector('[aria-busy]')")
    assert visible_rows(page) == len(catalog.rows)


@pytest.mark.parametrize("hostile", ["#?c=nothing&s=%3Cb%3E&p=x.y", "#?q=%E0%A4%A", "#?", "#?q=" + "a" * 3000, "#%"])
def test_a_strange_address_does_no_harm(open_page, base_url, catalog, hostile):
    page = open_page(base_url + "compare/" + hostile)
    settle(page)
    assert page.problems == []
    assert visible_rows(page) in {0, len(catalog.rows)}


def test_a_plain_anchor_is_an_anchor(open_page, base_url, catalog):
    page = open_page(base_url + "compare/#ep-rollback")
    assert page.url.endswith("#ep-rollback")
    assert visible_rows(page) == len(catalog.rows)
    assert page.locator("#ep-rollback").is_visible()


def test_a_row_opens_in_place_with_its_evidence(open_page, base_url):
    page = open_page(base_url + "compare/")
    link = page.locator("#ep-rollback th a")
    assert link.get_attribute("aria-expanded") == "false"
    link.click()
    detail = page.locator("tr.detail-row")
    detail.wait_for()
    assert link.get_attribute("aria-expanded") == "true"
    assert detail.locator('a[href^="https://"]').count() >= 3
    inner = detail.get_by_role("link", name="Page of this row").get_attribute("href")
    assert inner == "../r/ep-rollback/"
    link.press("Enter")
    detail.wait_for(state="detached")


def test_a_row_link_leads_to_its_page_without_scripts(open_page, base_url):
    page = open_page(base_url + "compare/", scripts=False)
    page.locator("#ep-rollback th a").click()
    assert page.url.endswith("/r/ep-rollback/")
    assert page.locator("h1").inner_text().startswith("Rollback")


def test_a_row_opens_by_keyboard_with_one_stop_a_row(open_page, base_url):
    page = open_page(base_url + "compare/")
    page.locator("#ep-kinds th a").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('tr').id") == "ep-traffic-split"


# Mine and theirs


def test_two_platforms_hide_the_third_everywhere_and_stay(open_page, base_url):
    page = open_page(base_url + "compare/online-endpoints/")
    page.get_by_role("button", name=re.compile("Mine and theirs")).click()
    page.locator(".lens-panel").get_by_label("I know").select_option("sagemaker")
    page.locator(".lens-panel").get_by_label("They use").select_option("azure-ml")
    assert page.locator("#ep-kinds--vertex-ai").is_hidden()
    assert page.locator("#ep-kinds--azure-ml").is_visible()
    assert "lens=sagemaker.azure-ml" in page.url
    page.goto(base_url + "compare/")
    assert page.locator('#ep-kinds td[data-platform="vertex-ai"]').is_hidden()
    page.get_by_role("button", name=re.compile("Shown: SageMaker and Azure ML")).click()
    page.get_by_role("button", name="Show all three").click()
    assert page.locator('#ep-kinds td[data-platform="vertex-ai"]').is_visible()


def test_the_pair_leads_to_its_translation_and_its_printed_page(open_page, base_url):
    for start in ("", "compare/limits/", "translate/vertex-ai-to-azure-ml/sheet/"):
        page = open_page(base_url + start + "#?lens=sagemaker.azure-ml")
        page.get_by_role("button", name=re.compile("Shown: SageMaker and Azure ML")).click()
        page.locator(".lens-panel").get_by_role("link", name="one page to print").click()
        page.wait_for_url("**/translate/sagemaker-to-azure-ml/sheet/*")
        assert page.get_by_role("heading", level=1).inner_text().startswith("SageMaker → Azure ML")


@pytest.mark.parametrize("width", [320, 375, 390, 430])
def test_on_a_phone_the_pair_has_its_name_in_the_head(open_page, base_url, width):
    page = open_page(base_url + "compare/#?lens=sagemaker.azure-ml", width=width, height=844)
    assert page.locator(".lens > button").inner_text().split() == ["Mine", "and", "theirs"]
    edge = "one => { const box = one.getBoundingClientRect(); return [box.left, box.right]; }"
    logo, pair, search = (
        page.locator(one).evaluate(edge) for one in (".md-header .md-logo", ".lens > button", ".search-open")
    )
    assert logo[1] <= pair[0]
    assert pair[1] <= search[0]
    assert search[1] <= width


@pytest.mark.parametrize("width", [390, 1440])
def test_the_ways_in_offer_the_pair(open_page, base_url, width):
    page = open_page(base_url, width=width)
    for link in page.locator("a[data-lens]").all():
        link.click()
        assert page.locator(".lens-panel").is_visible()
        assert page.evaluate("document.activeElement.name") == "mine"
        page.keyboard.press("Escape")
    assert page.locator("a[data-lens]").count() == 2


def test_a_part_that_a_link_leads_to_says_of_which_row(open_page, base_url):
    page = open_page(base_url + "r/ep-failed-deploy/#ep-failed-deploy--bills", width=390, height=844)
    said = "id => getComputedStyle(document.getElementById(id).cells[0], '::before').content"
    assert page.evaluate(said, "ep-failed-deploy--bills") == '"Failed deployment"'
    assert page.evaluate(said, "ep-failed-deploy--quota") == "none"


def test_a_closed_word_shows_nothing_of_what_it_hides(open_page, base_url):
    page = open_page(base_url + "translate/sagemaker-to-vertex-ai/", width=390, height=844)
    page.get_by_role("button", name="Open every group").click()
    seen = """() => [...document.querySelectorAll('.translate > tbody > tr:not(.open) :is(.is, .old-names)')].filter((one) => {
      const cell = one.closest('th, td').getBoundingClientRect();
      return cell.height && one.getBoundingClientRect().top < cell.bottom - 2;
    }).length"""
    assert page.evaluate(seen) == 0


def test_a_shared_link_shows_the_same_two(open_page, base_url):
    page = open_page(base_url + "compare/limits/#?lens=vertex-ai.azure-ml")
    assert page.locator('td[data-platform="sagemaker"]').first.is_hidden()
    assert page.locator('td[data-platform="vertex-ai"]').first.is_visible()


def test_the_panel_closes_by_escape_and_gives_the_focus_back(open_page, base_url):
    page = open_page(base_url)
    button = page.get_by_role("button", name=re.compile("Mine and theirs"))
    button.press("Enter")
    page.locator(".lens-panel").get_by_label("I know").focus()
    page.keyboard.press("Escape")
    assert page.locator(".lens-panel").get_by_label("I know").is_hidden()
    assert page.evaluate("document.activeElement.ariaExpanded") == "false"


def test_nonsense_in_the_storage_does_no_harm(open_page, base_url):
    page = open_page(base_url)
    page.evaluate("localStorage.setItem('cmlp:1:lens', '<script>.sagemaker')")
    page.reload()
    assert page.problems == []
    assert page.locator("html").get_attribute("data-hide") is None


# Landing: what a link leads to is on the screen, whole enough to tell what it is

PHONE, DESKTOP = (390, 844), (1440, 900)


def landed(page):
    """The top of the link's target, of what stands beside it and of the screen's free part, in pixels from the top."""
    page.wait_for_function("document.querySelector(':target').getBoundingClientRect().top < innerHeight")
    return page.evaluate(
        """() => {
          const target = document.querySelector(":target");
          return {
            header: document.querySelector(".md-header").getBoundingClientRect().bottom,
            top: target.getBoundingClientRect().top,
            shown: target.checkVisibility(),
          };
        }"""
    )


@pytest.mark.parametrize(
    "address",
    [
        "compare/online-endpoints/#ep-rollback--vertex-ai",
        "r/ep-rollback/#ep-rollback--vertex-ai",
        "compare/names/#vx-extensions-deprecated",
        "compare/limits/#lim-nb-idle--vertex-ai",
        "compare/contested/#c-vertex-gone",
    ],
)
@pytest.mark.parametrize(("width", "height"), [PHONE, DESKTOP])
def test_a_link_lands_though_the_readers_choice_hides_where_it_leads(open_page, base_url, address, width, height):
    page = open_page(base_url, width=width, height=height)
    page.evaluate("CMLP.lens(['sagemaker', 'azure-ml'])")
    for start in ("about/", address.partition("#")[0]):  # from another page, and within the page
        page.goto(base_url + start)
        page.goto(base_url + address)
        where = landed(page)
        assert where["shown"]
        assert where["header"] <= where["top"] < height * 0.9
    button = page.get_by_role("button", name="Shown: SageMaker and Azure ML + Vertex AI. Change")
    button.click()
    assert page.get_by_text("A link led to Vertex AI, so this page shows it too").is_visible()
    page.goto(base_url + "compare/online-endpoints/")
    assert page.locator("#ep-kinds--vertex-ai").is_hidden(), "the choice stands everywhere else"


def test_the_next_choice_ends_what_a_link_showed(open_page, base_url):
    page = open_page(base_url + "compare/limits/#?lens=sagemaker.azure-ml")
    page.goto(base_url + "compare/limits/#lim-nb-idle--vertex-ai")
    page.wait_for_function("!document.documentElement.dataset.hide")
    page.get_by_role("button", name=re.compile("Shown: SageMaker and Azure ML")).click()
    page.locator(".lens-panel").get_by_label("They use").select_option("sagemaker")
    page.locator(".lens-panel").get_by_label("I know").select_option("azure-ml")
    assert page.locator("#lim-nb-idle--vertex-ai").is_hidden()


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("start", ["compare/online-endpoints/", "r/ep-rollback/"])
def test_a_link_to_a_cell_shows_which_row_it_is_of(open_page, base_url, start, platform, size):
    width, height = size
    page = open_page(f"{base_url}{start}#ep-rollback--{platform}", width=width, height=height)
    where = landed(page)
    assert where["top"] < height * 0.9
    heading = page.get_by_role("heading", name=re.compile("^Rollback")).first.bounding_box()["y"]
    names = page.locator(":target > th").evaluate_all(
        "all => all.map((one) => getComputedStyle(one, '::before').content)"
    )
    assert where["header"] <= heading < where["top"] + 16 or names == ['"Rollback"']


@pytest.mark.parametrize(
    "address",
    [
        "compare/online-endpoints/#ep-rollback--vertex-ai",
        "compare/names/vertex-ai/#vx-extensions-deprecated",
        "compare/#ep-rollback",
        "reference/sources/#source-aws-studio",
        "translate/sagemaker-to-azure-ml/#tr-training-job",
    ],
)
def test_the_mark_of_a_target_covers_no_word_on_a_phone(open_page, base_url, address):
    page = open_page(base_url + address, width=390, height=844)
    marked = page.locator(":target, :target > *").evaluate_all(
        """all => all.filter((one) => getComputedStyle(one).boxShadow !== "none").map((one) => {
          const text = document.createRange();
          text.selectNodeContents(one);
          const bar = parseFloat(getComputedStyle(one).boxShadow.split(") ")[1]);
          const left = Math.min(...[...text.getClientRects()].map((box) => box.left));
          return left - one.getBoundingClientRect().left - bar;
        })"""
    )
    assert marked, "the target has a mark"
    assert min(marked) >= 1


# Words that stay together

BROKEN_DATES = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  for (const one of document.querySelectorAll(".group")) one.style.contentVisibility = "visible";
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data } = walker.currentNode;
    for (const date of data.matchAll(/\\b20\\d\\d-\\d\\d(-\\d\\d)?\\b/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, date.index);
      range.setEnd(walker.currentNode, date.index + date[0].length);
      const tops = [...range.getClientRects()].filter((box) => box.width > 1).map((box) => Math.round(box.top));
      if (new Set(tops).size > 1) found.push(data.slice(Math.max(0, date.index - 40), date.index + 10));
    }
  }
  return found;
}"""


@pytest.mark.parametrize(
    "address",
    [
        "",
        "choose/cost/",
        "choose/selector/",
        "compare/contested/",
        "compare/limits/online-endpoints/",
        "compare/names/",
        "compare/names/azure-ml/",
        "compare/online-endpoints/",
        "compare/since/",
        "providers/azure-ml/",
        "reference/changes/2026-11-30/",
        "reference/sources/",
    ],
)
def test_no_date_breaks_at_its_hyphens(open_page, base_url, address):
    page = open_page(base_url + address, width=390, height=844)
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(BROKEN_DATES) == [], width


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize(
    "address", ["r/ep-rollback/", "providers/azure-ml/rows/", "compare/names/vertex-ai/", "compare/"]
)
def test_on_a_phone_what_stands_beside_a_title_leaves_it_whole(open_page, base_url, address, width):
    """In one line with it, or below it; and no name of a platform breaks."""
    page = open_page(base_url + address, width=width, height=844)
    lines, tools, left, broken = page.locator("h1").evaluate(
        """(title) => {
          const range = document.createRange();
          range.selectNode(title.firstChild);
          const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.bottom)));
          const tools = title.querySelector(".title-tools").getBoundingClientRect();
          const broken = [...title.firstChild.data.matchAll(/Azure ML|Vertex AI/g)].filter((name) => {
            range.setStart(title.firstChild, name.index);
            range.setEnd(title.firstChild, name.index + name[0].length);
            return range.getClientRects().length > 1;
          });
          return [[...lines], tools.bottom, tools.left - title.getBoundingClientRect().left, broken.length];
        }"""
    )
    below = tools > max(lines) + 8
    assert below == (left < 1)
    assert below or len(lines) == 1
    assert broken == 0


@pytest.mark.parametrize("width", [320, 390, 768])
def test_a_value_stands_behind_its_mark_in_both_its_lines(open_page, base_url, width):
    page = open_page(base_url + "r/ep-rollback/", width=width, height=844)
    edges = page.locator(".headline > td").evaluate_all(
        """all => all.map((cell) => [...cell.querySelector(".value").getClientRects()].map((box) => Math.round(box.left)))"""
    )
    assert any(len(lefts) > 1 for lefts in edges) == (width != 390)
    assert all(len(set(lefts)) == 1 for lefts in edges)


@pytest.mark.parametrize("address", ["interview/questions/", "interview/mock/", "reference/changes/", "learn/"])
def test_the_fields_of_a_form_stand_on_one_line(open_page, base_url, address):
    page = open_page(base_url + address, width=1440)
    boxes = page.locator("form.filters :is(input[type=search], select, button):visible").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map((box) => [Math.round(box.top), Math.round(box.bottom)])"
    )
    assert len(boxes) > 1
    assert len({tuple(box) for box in boxes}) == 1


# The ledger, glossary, answers


def test_the_ledger_is_found_by_an_old_name(open_page, base_url):
    page = open_page(base_url + "compare/names/")
    page.get_by_label("Text", exact=True).fill("model monitor")
    page.wait_for_function("location.hash.includes('q=model')")
    assert page.locator("tr#sm-model-monitor").is_visible()
    assert page.locator("table.board tr[id]:visible").count() < page.locator("table.board tr[id]").count()


def test_a_glossary_term_shows_its_tooltip_by_keyboard_and_hover(open_page, base_url, catalog):
    page = open_page(base_url + term_page(base_url, open_page))
    term = page.locator("a.term").first
    term.focus()
    tip = page.get_by_role("tooltip")
    tip.wait_for()
    assert len(tip.inner_text()) > 10
    page.keyboard.press("Escape")
    tip.wait_for(state="detached")
    term.hover()
    tip.wait_for()


def test_a_glossary_term_shows_its_tooltip_by_touch(open_page, base_url):
    page = open_page(base_url + term_page(base_url, open_page), width=390, has_touch=True)
    before = page.url
    page.locator("a.term").first.tap()
    page.get_by_role("tooltip").wait_for()
    assert page.url == before
    page.locator("a.term").first.tap()
    page.wait_for_url(re.compile("reference/glossary/#"))


def term_page(base_url, open_page):
    """Return a page that uses a glossary term."""
    page = open_page(base_url + "interview/")
    return "interview/" if page.locator("a.term").count() else "compare/security/"


def test_a_link_to_a_question_leads_to_it(open_page, base_url, catalog):
    question = next(q for q in catalog.questions.values() if q.theme == "canary-rollout")
    page = open_page(base_url + f"interview/canary-rollout/#{question.id}")
    assert page.locator(f"#{question.id}").is_visible()
    answer = page.locator(f"#{question.id} ~ details.answer").first
    assert not answer.evaluate("one => one.open")
    answer.locator("summary").press("Enter")
    assert answer.locator(".spoken").is_visible()


def test_code_can_be_copied(open_page, base_url):
    page = open_page(base_url + "providers/sagemaker/", permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("for (const one of document.querySelectorAll('details.fold')) one.open = true;")
    button = page.locator(".md-code__button, .md-clipboard").first
    button.click(force=True)
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.length > 40)")


def test_a_page_does_without_the_themes_script(open_page, base_url):
    page = open_page(f"{base_url}compare/security/", width=390, height=844)
    assert page.locator("script[src*='/javascripts/bundle.']").count() == 0
    page.locator("label[for=__drawer].md-header__button").click()
    assert page.locator("#__drawer").is_checked()
    page.evaluate("location.hash = 'rows'")
    page.wait_for_function("!document.getElementById('__drawer').checked")
    page.keyboard.press("n")
    page.wait_for_url("**/compare/experiment-tracking/")
    page.keyboard.press("p")
    page.wait_for_url("**/compare/security/")


def test_the_contents_beside_a_text_mark_what_is_read(open_page, base_url):
    page = open_page(f"{base_url}about/", width=1440, height=900)
    contents = page.locator(".md-sidebar--secondary")
    for section in ("executed", "addresses", "executed"):
        page.evaluate("(id) => document.getElementById(id).scrollIntoView()", section)
        page.wait_for_function(
            "(id) => [...document.querySelectorAll('.md-sidebar--secondary .md-nav__link--active')].map((a) => a.hash) == `#${id}`",
            arg=section,
        )
        assert contents.bounding_box()["y"] == 0, "it stays in view"


def test_code_of_a_wide_page_has_tabs_and_a_button(open_page, base_url):
    page = open_page(f"{base_url}r/hpo-early-stop/")
    fold = page.locator("details:has(.tabbed-set) > summary").first
    fold.press("Enter")
    assert "focus-visible" in fold.get_attribute("class"), "the theme's ring"
    tab = page.locator(".tabbed-labels label").nth(1)
    tab.click()
    assert "inset" in tab.evaluate("one => getComputedStyle(one).boxShadow"), "a line under the one that is shown"
    assert page.locator(".tabbed-block:visible pre .md-code__button").first.is_visible()


# Scripts off, phone, print


def test_on_a_phone_values_stand_under_the_names_of_platforms(open_page, base_url):
    page = open_page(base_url + "compare/#ep-kinds", width=390, height=844)
    page.locator("#ep-kinds + .detail-row").wait_for()
    for platform in PLATFORMS:
        head = page.locator(f".board-head .platform-{platform}").bounding_box()
        value = page.locator(f"#ep-kinds--{platform}").bounding_box()
        assert abs(head["x"] - value["x"]) < 2
        assert head["y"] + head["height"] <= value["y"] + 1


def test_print_is_clean(open_page, base_url):
    page = open_page(base_url + "compare/online-endpoints/")
    page.emulate_media(media="print")
    for hidden in (".md-header", ".lens", ".row-link"):
        assert page.locator(hidden).first.is_hidden(), hidden
    assert page.pdf()[:5] == b"%PDF-"


def test_headings_and_landmarks_tell_where_one_is(open_page, base_url):
    page = open_page(base_url + "compare/online-endpoints/")
    tree = page.locator("body").aria_snapshot()
    assert re.search(r'heading "Online endpoints.*\[level=1\]', tree)
    assert re.search(r'heading "Scale to zero.*\[level=3\]', tree)
    assert 'table "Scale to zero, by platform"' in tree
    assert "navigation" in tree
    assert "main" in tree


# Translations


def test_a_translation_is_filtered_by_words_of_either_platform(open_page, base_url, catalog):
    page = open_page(base_url + "translate/sagemaker-to-azure-ml/")
    terms = page.locator("table.translate tbody tr:visible")
    page.get_by_role("button", name="Open every group").click()
    everything = terms.count()
    assert everything == sum(
        ("sagemaker", "azure-ml") in translate.pairs_with(catalog, term) for term in catalog.translated.values()
    )
    for word, wanted in {"CreateTrainingJob": "tr-training-job", "ScriptRunConfig": "tr-training-job"}.items():
        page.get_by_label("Your word or theirs").fill(word)
        page.wait_for_function(f"location.hash.includes('{word}')")
        assert page.locator("#training-terms").is_visible()
        assert not page.locator("#serving-terms").is_visible()
        found = terms.evaluate_all("nodes => nodes.map((one) => one.id)")
        assert wanted in found
        assert len(found) < everything / 10
        assert page.locator("form.word-filters output").inner_text() == f"{len(found)} of {everything}"
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function(f"document.querySelector('.word-filters output').value === '{everything} of {everything}'")
    assert page.problems == []


def test_the_dictionary_is_filtered_and_leads_to_where_the_likeness_breaks(open_page, base_url):
    page = open_page(base_url + "translate/")
    page.get_by_label("A word of any platform").fill("managed identity")
    page.wait_for_function("document.querySelector('.dictionary-filters output').value !== ''")
    assert page.locator("#tr-workload-identity").is_visible()
    assert not page.locator("#tr-training-job").is_visible()
    line = page.locator(".word-line", has=page.locator("#tr-workload-identity"))
    line.locator("summary").click()
    line.locator(".breaks a", has_text=re.compile("SageMaker.Azure ML")).click()
    page.wait_for_url("**/translate/sagemaker-to-azure-ml/#tr-workload-identity")
    assert page.locator("#tr-workload-identity").is_visible()


# Since you were away, age, report


def visible_news(page):
    return page.locator(".news .item:not([hidden])")


def test_since_shows_only_what_changed_for_this_reader(open_page, base_url):
    page = open_page(base_url + "compare/since/")
    everything = visible_news(page).count()
    page.get_by_label("I worked with").select_option("sagemaker")
    page.get_by_label("last in").select_option("2023-06")
    page.wait_for_function("location.hash.includes('a=sagemaker')")
    assert 0 < visible_news(page).count() < everything
    dates = visible_news(page).evaluate_all(
        "rows => rows.map((one) => [one.dataset.date, one.dataset.until, one.dataset.platform])"
    )
    assert all(platform in {"sagemaker", "all"} for _, _, platform in dates)
    assert all(max(date, until)[:7] >= "2023-06" or max(date, until) == "2023" for date, until, _ in dates)
    again = open_page(page.url)
    again.wait_for_function("document.querySelector('form.since output').value !== ''")
    assert visible_news(again).count() == visible_news(page).count()
    page.get_by_label("last in").select_option("2026-09")
    later = visible_news(page).count()
    assert 0 < later < visible_news(again).count()


def test_the_quiz_is_short_mixed_and_says_what_was_right(open_page, base_url, catalog):
    page = open_page(base_url + "compare/since/#?a=azure-ml&d=2023-06")
    page.wait_for_function("document.querySelector('form.since output').value !== ''")
    shown = page.locator(".beliefs > li:visible")
    ids = shown.evaluate_all("items => items.map((one) => one.id)")
    holding = [one for one in ids if catalog.beliefs[one].holds]
    ended = {
        one.id for one in catalog.beliefs.values() if one.platform == "azure-ml" and (one.until or "") >= "2023-06"
    }
    assert len(holding) == 3
    assert set(ids) - set(holding) == ended
    assert ids[:3] != holding
    assert ids[-3:] != holding
    gone = page.locator(f"#{next(one for one in ids if not catalog.beliefs[one].holds)}")
    gone.get_by_role("button", name="Still true").click()
    assert gone.locator(".verdict").inner_text() == "Not so:"
    assert gone.locator("details").evaluate("one => one.open")
    gone.get_by_role("button", name="No longer").click()
    assert gone.locator(".verdict").inner_text() == "Right."
    assert page.locator(".score").inner_text() == "1 right, of 1 answered."
    assert gone.locator("[aria-pressed=true]").all_inner_texts() == ["No longer"]


@pytest.mark.parametrize("hash_", ["#?a=<img>&d=9999-99", "#?a=sagemaker&d=x", "#?d=2023-06&d=2024-01", "#%"])
def test_since_survives_any_address(open_page, base_url, hash_):
    page = open_page(base_url + "compare/since/" + hash_)
    settle(page)
    assert page.problems == []


def test_everything_of_since_is_there_with_scripts_off(browser, base_url, catalog):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url + "compare/since/")
    assert page.locator(".news .item").count() >= len(catalog.events) // 2
    assert page.locator(".beliefs > li").count() == len(catalog.beliefs)
    assert not page.locator("form.since").is_visible()
    context.close()


def test_age_is_computed_for_the_readers_day(browser, base_url):
    """In ten years every page of documentation counts as old; on the day of the data most do not."""
    marks = {}
    for day in ("2026-11-25T12:00:00Z", "2036-11-25T12:00:00Z"):
        context = browser.new_context()
        page = context.new_page()
        page.clock.set_fixed_time(day)
        page.goto(base_url + "compare/online-endpoints/")
        marks[day[:4]] = page.locator("summary .aged").count(), page.locator("summary [data-old]").count()
        text = page.locator("summary .aged").first.text_content() if marks[day[:4]][0] else ""
        context.close()
    assert marks["2026"][0] < marks["2026"][1]
    assert marks["2036"][0] == marks["2036"][1]
    assert re.fullmatch(r"\s?\(\d+ years old\)", text)


def test_freshness_counts_what_is_old_today(open_page, base_url):
    page = open_page(base_url + "reference/freshness/")
    counts = page.locator("td.old-count").all_text_contents()
    assert counts
    assert all(count.isdigit() for count in counts)
    assert sum(map(int, counts)) > 0


def test_every_row_leads_to_a_filled_in_report(open_page, base_url):
    page = open_page(base_url + "r/ep-rollback/")
    link = page.get_by_role("link", name="Report a mistake").get_attribute("href")
    assert "/issues/new?template=fact.yml" in link
    assert "row=ep-rollback" in link


# Printed sheets


SMALLEST_PRINT = """() => Math.min(...[...document.querySelectorAll(".sheet *")]
    .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())
        && one.checkVisibility() && !one.matches(".visually-hidden"))
    .map(one => parseFloat(getComputedStyle(one).fontSize)))"""
LEAST_PX = 7 / 0.75  # seven points


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_cheat_sheet_prints_on_one_page_that_can_be_read(open_page, base_url, platform, paper):
    page = open_page(f"{base_url}providers/{platform}/cheatsheet/")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) == 1
    page.emulate_media(media="print")
    assert page.evaluate(SMALLEST_PRINT) >= LEAST_PX
    assert page.locator(".cheat .row-link:visible").count() == 0


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_cheat_sheet_is_whole_without_scripts(open_page, base_url, catalog, platform):
    page = open_page(f"{base_url}providers/{platform}/cheatsheet/", scripts=False)
    assert page.locator(".cheat h2").count() == 7
    for question in catalog.lifecycle.values():
        assert page.locator(".cheat dt").get_by_text(question.asks, exact=True).is_visible()
    text = page.locator(".cheat").inner_text()
    assert "[[" not in text
    assert all(number.name in text for number in catalog.sheet.numbers)
    assert all(saying.say in text for saying in catalog.sheet.sayings[platform])


def test_a_cheat_sheet_leads_to_its_rows(open_page, base_url):
    page = open_page(f"{base_url}providers/azure-ml/")
    page.get_by_role("link", name="one page to print").first.click()
    page.get_by_role("link", name="roll back", exact=True).click()
    page.wait_for_url("**/compare/online-endpoints/#ep-rollback--azure-ml")


@pytest.mark.parametrize("address", ["providers/sagemaker/cheatsheet/", "translate/azure-ml-to-vertex-ai/sheet/"])
def test_a_sheet_is_dark_on_white_though_the_screen_is_dark(open_page, base_url, address):
    page = open_page(base_url + address, scheme="dark")
    page.emulate_media(media="print")
    for part in ("h1", ".sheet code", ".sheet th", ".sheet td"):
        page.wait_for_function(
            """part => {
                const [red, green, blue] = getComputedStyle(document.querySelector(part)).color.match(/\\d+/g);
                return Number(red) + Number(green) + Number(blue) < 300;
            }""",
            arg=part,
        )


@pytest.mark.parametrize("pair", ["sagemaker-to-vertex-ai", "vertex-ai-to-azure-ml", "azure-ml-to-sagemaker"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_sheet_prints_on_one_page(open_page, base_url, pair, paper):
    page = open_page(f"{base_url}translate/{pair}/sheet/")
    pdf = page.pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_sections_of_the_third_platform_follow_the_pair(open_page, base_url, catalog):
    page = open_page(base_url + "interview/canary-rollout/#?lens=sagemaker.azure-ml")
    page.wait_for_function("document.documentElement.dataset.hide === 'vertex-ai'")
    sections = page.locator(".platform-columns > section")
    assert sections.count() == 3
    assert page.locator("#vertex-ai").is_hidden()
    assert page.locator("#azure-ml").is_visible()
    assert page.locator(".platform-columns > section:visible").count() == 2
    page.goto(base_url + "compare/contested/#?lens=sagemaker.azure-ml")
    page.reload()
    alone = [one.id for one in catalog.contested.values() if one.platforms == ("vertex-ai",)]
    for name in alone:
        assert page.locator(f"#{name}").is_hidden()
