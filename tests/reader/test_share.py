"""Sharing: what is copied is read back, each address is opened, tables are compared with what is shown."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import expect

from cloud_ml_platforms.search.documents import of_row
from cloud_ml_platforms.site.audit.axe import find_violations
from cloud_ml_platforms.site_url import site_url
from cloud_ml_platforms.text.inline import to_text
from cloud_ml_platforms.topics.data.tables import FORMULA_SIGNS

pytestmark = [pytest.mark.site, pytest.mark.browser]

RIGHTS = ["clipboard-read", "clipboard-write"]
ROW = "ep-rollback"
CAPABILITY = "compare/online-endpoints/"
LABELS = {"sagemaker": "SageMaker", "vertex-ai": "Vertex AI", "azure-ml": "Azure ML"}


@pytest.fixture
def reader(open_page):
    """Open a page as one who may use the clipboard."""

    def open_(url, **options):
        return open_page(url, permissions=RIGHTS, **options)

    return open_


def menu(page, selector):
    """Open the menu of a heading's sign or of a line's first cell; return it."""
    place = page.locator(selector).first
    if place.evaluate("one => one.matches('.board > tbody > tr')"):
        place.locator("th > a").click()
        page.locator(f"{selector} + .detail-row .headerlink, {selector} .more .headerlink").click()
    elif place.evaluate("one => one.matches('tr[id]')"):
        place.locator("th").first.click(position={"x": 3, "y": 3})
    else:
        place.locator(".headerlink").first.click()
    found = page.get_by_role("dialog", name=re.compile("^Share "))
    found.wait_for()
    return found


def copied(page, opened, label, told="copied"):
    """Press what the menu offers and return what the clipboard holds."""
    page.evaluate("navigator.clipboard.writeText('')")
    for fold in opened.locator("[aria-expanded=false]").all():
        fold.click()
    opened.get_by_role("button", name=label).first.click()
    page.wait_for_function(f"document.querySelector('.share [role=status]').textContent.includes({told!r})")
    return page.evaluate("navigator.clipboard.readText()")


def errors(page):
    """What went wrong on a page: faults of scripts and what the server did not have."""
    return page.problems


def table_lines(text):
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def shown_ids(page):
    return page.evaluate(
        "[...document.querySelectorAll('table.board[data-capability] > tbody > tr[id]')]"
        ".filter((one) => one.offsetParent !== null).map((one) => one.id)"
    )


# Links -----------------------------------------------------------------------------------------------------------------

LINKS = {
    "page": (CAPABILITY, "h1", CAPABILITY),
    "section": (CAPABILITY, "#row-by-row", CAPABILITY + "#row-by-row"),
    "row": (CAPABILITY, f"#{ROW}", f"r/{ROW}/"),
    "row of the guide": ("compare/", "#ep-kinds", "r/ep-kinds/"),
    "limit": ("compare/limits/", "#lim-commit", "compare/limits/#lim-commit"),
    "ledger entry": ("compare/names/", "#az-gpt-4o", "compare/names/#az-gpt-4o"),
    "source": (
        "reference/sources/#source-aws-ssm-access",
        "tr#source-aws-ssm-access",
        "reference/sources/#source-aws-ssm-access",
    ),
    "question": ("q/q-canary-way-back/", "h1", "q/q-canary-way-back/"),
    "term": ("reference/glossary/#g-ab-test", "#g-ab-test", "reference/glossary/#g-ab-test"),
    "state of a form": ("compare/#?q=canary", "h1", "compare/#?q=canary"),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_copied_link_leads_to_what_it_names(reader, base_url, name):
    start, place, expected = LINKS[name]
    page = reader(base_url + start)
    address = copied(page, menu(page, place), "Copy link")
    assert address == base_url + expected
    page.goto(f"{base_url}robots.txt")
    page.goto(address)
    if "#" in address and "#?" not in address:
        assert page.locator(":target").get_attribute("id") == address.partition("#")[2]
    else:
        assert page.locator("h1").is_visible()
    assert errors(page) == []


def test_a_row_offers_the_links_of_its_cells(reader, base_url):
    page = reader(base_url + CAPABILITY)
    opened = menu(page, f"#{ROW}")
    for platform, label in LABELS.items():
        assert copied(page, opened, f"Copy link to {label}’s answer") == f"{base_url}r/{ROW}/#{ROW}--{platform}"


def test_a_question_of_the_bank_that_was_opened_is_offered_by_the_page(reader, base_url):
    page = reader(base_url + "interview/questions/")
    page.locator(".bank-group:has(#q-pipeline-where-is-the-model) > summary").click()
    page.locator("#q-pipeline-where-is-the-model summary").first.click()
    opened = menu(page, "h1")
    near = opened.get_by_role("group", name=re.compile("Where you were"))
    assert copied(page, near, "Copy link") == base_url + "q/q-pipeline-where-is-the-model/"


def pressed(page, sign):
    """Open a menu by keyboard alone; return it."""
    page.locator(sign).first.focus()
    page.keyboard.press("Enter")
    found = page.get_by_role("dialog", name=re.compile("^Share "))
    found.wait_for()
    return found


OWN_SIGNS = {
    "ledger entry": (
        "compare/names/vertex-ai/",
        "tr#vx-extensions-deprecated",
        "Vertex AI Extensions: deprecated, 2026-05-26 to 2026-11-26",
        "compare/names/vertex-ai/#vx-extensions-deprecated",
    ),
    "source": (
        "reference/sources/#source-aws-studio",
        "tr#source-aws-studio",
        "Amazon SageMaker Studio Classic",
        "reference/sources/#source-aws-studio",
    ),
    "question": (
        "interview/questions/#q-pipeline-approval-gate",  # which opens its group
        "li#q-pipeline-approval-gate",
        None,  # its own words
        "q/q-pipeline-approval-gate/",
    ),
}


@pytest.mark.parametrize("name", OWN_SIGNS)
def test_every_entry_is_shared_by_keyboard_with_a_sign_that_names_it(reader, base_url, catalog, name):
    start, place, title, expected = OWN_SIGNS[name]
    title = title or to_text(catalog.questions[place.partition("#")[2]].question, catalog)
    page = reader(base_url + start)
    sign = page.locator(place).get_by_role("button", name=f"Share: {title}", exact=True)
    assert sign.count() == 1
    opened = pressed(page, f"{place} button.headerlink")
    assert opened.get_by_role("group").count() == 1
    assert opened.get_by_role("group", name=f"Share: {title}", exact=True).count() == 1
    assert copied(page, opened, "Copy link") == base_url + expected
    assert errors(page) == []


def test_the_cells_of_a_row_page_are_shared_by_keyboard(reader, base_url):
    page = reader(f"{base_url}r/{ROW}/")
    opened = pressed(page, "h1 .headerlink")
    assert copied(page, opened, "Copy link to Vertex AI’s answer") == f"{base_url}r/{ROW}/#{ROW}--vertex-ai"


@pytest.mark.parametrize("place", ["back", "vertex-ai"])
def test_the_link_of_a_row_names_the_part_or_platform_that_is_looked_at(reader, base_url, place):
    address = f"{base_url}r/{ROW}/#{ROW}--{place}"
    page = reader(address)
    opened = menu(page, "h1")
    assert opened.get_by_role("group").count() == 1, "the same is not offered twice"
    assert copied(page, opened, re.compile("^Copy link$")) == address


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("place", ["back", "warm", "sagemaker", "azure-ml"])
def test_who_follows_the_link_of_a_part_sees_the_rows_name_above_it(reader, base_url, place, width):
    page = reader(f"{base_url}r/{ROW}/#{ROW}--{place}", width=width, height=844)
    page.wait_for_function("document.querySelector(':target')")
    named = "getComputedStyle(document.querySelector(':target > [data-of]') || document.body, '::before').content"
    assert in_view(page, ":target")
    assert in_view(page, "h1") or page.evaluate(named) == '"Rollback"'


def test_the_link_of_a_page_is_copied_in_one_step(reader, base_url):
    page = reader(f"{base_url}r/{ROW}/")
    page.get_by_role("button", name="Copy link", exact=True).click()
    page.get_by_role("button", name="Link copied", exact=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{base_url}r/{ROW}/"
    assert page.get_by_role("dialog").count() == 0
    page = reader(f"{base_url}r/{ROW}/")
    page.evaluate(NO_CLIPBOARD + "; document.execCommand = () => false;")
    page.get_by_role("button", name="Copy link", exact=True).click()
    page.get_by_role("dialog", name="Share Rollback").get_by_role("button", name="Copy link", exact=True).wait_for()


def named(page):
    """The platforms, each with what its mark says where the row has one, to those who do not see the sign."""
    marks = page.locator(".row-table .headline > td[id]").evaluate_all(
        "all => all.map((one) => one.querySelector('.m')?.textContent.split(',')[0] || '')"
    )
    assert len(marks) == len(LABELS)
    marks = ["depends on the kind" if mark == "by kind" else mark for mark in marks]
    return [f"{name} ({mark})" if mark else name for name, mark in zip(LABELS.values(), marks, strict=True)]


@pytest.mark.parametrize("width", [390, 1440])
def test_one_platforms_answer_is_copied_in_one_step_for_a_chat(reader, base_url, catalog, width):
    page = reader(f"{base_url}r/{ROW}/", width=width, height=844)
    buttons = page.get_by_role("button", name=re.compile("^Copy .+’s answer$"))
    assert buttons.count() == len(LABELS)
    boxes = [button.bounding_box() for button in buttons.all()]
    assert all(min(box["width"], box["height"]) >= 24 for box in boxes)
    page.evaluate("navigator.clipboard.writeText('')")
    page.get_by_role("button", name="Copy Azure ML’s answer", exact=True).click()
    page.wait_for_function("document.querySelector('h1 [role=status]').textContent === 'Azure ML’s answer copied'")
    text = page.evaluate("navigator.clipboard.readText()")
    row = catalog.rows[ROW]
    headline, *parts, read, address = text.split("\n")
    assert re.fullmatch(r"Sources read \d{4}-\d\d-\d\d( to \d{4}-\d\d-\d\d)?", read)
    assert headline == f"Rollback, Azure ML (yes): {page.locator(f'[id={ROW}--azure-ml] > .value').inner_text()}"
    assert [part.partition("?")[0] + "?" for part in parts] == [part.asks for part in row.parts.values()]
    assert (
        "Managed online endpoint: yes, its VMs; Kubernetes online endpoint: yes, as nodes of your cluster" in parts[-1]
    )
    assert address == f"{base_url}r/{ROW}/#{ROW}--azure-ml"
    assert page.get_by_role("dialog").count() == 0
    long = copied(page, menu(page, "h1"), "Copy Azure ML’s answer with sources")
    assert long.startswith(f"# [Rollback]({site_url()}r/{ROW}/): Azure ML\n\n")
    assert errors(page) == []


def test_a_row_that_is_not_in_parts_is_copied_with_its_question(reader, base_url, catalog):
    row = next(row for row in catalog.rows.values() if not row.finished)
    page = reader(f"{base_url}r/{row.id}/")
    page.get_by_role("button", name="Copy SageMaker’s answer", exact=True).click()
    expect(page.locator("h1 [role=status]")).to_have_text("SageMaker’s answer copied")
    asked, headline, *_ = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert asked == row.asks
    assert headline.startswith(f"{row.name}, SageMaker: ")


@pytest.mark.parametrize("row", [ROW, "train-spot", "sec-guardrail"])
def test_what_is_copied_for_a_chat_leaves_out_no_kind(reader, base_url, row):
    page = reader(f"{base_url}r/{row}/")
    kinds = page.locator(".row-table tr[id] > [data-platform=sagemaker] .way-name").all_inner_texts()
    assert kinds
    page.evaluate("navigator.clipboard.writeText('')")
    page.get_by_role("button", name="Copy SageMaker’s answer", exact=True).click()
    page.wait_for_function("document.querySelector('h1 [role=status]').textContent.includes('copied')")
    text = page.evaluate("navigator.clipboard.readText()")
    assert "more kind" not in text
    for kind in set(kinds):
        assert text.count(f"{kind}: ") >= kinds.count(kind)


def test_a_button_says_for_two_seconds_that_it_copied_and_only_the_last_one_says_so(reader, base_url):
    page = reader(f"{base_url}r/{ROW}/")
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    first, second = (
        page.get_by_role("button", name=f"Copy {one}’s answer", exact=True) for one in ("SageMaker", "Azure ML")
    )
    first.click()
    expect(first).to_have_text("Copied")
    second.click()
    expect(second).to_have_text("Copied")
    assert first.inner_text() == "Copy"
    page.clock.run_for(1900)
    assert second.inner_text() == "Copied"
    page.clock.run_for(200)
    assert second.inner_text() == "Copy"


@pytest.mark.parametrize("row", [ROW, "sec-guardrail"])
def test_the_answers_of_all_platforms_are_copied_in_short(reader, base_url, catalog, row):
    page = reader(f"{base_url}r/{row}/")
    text = copied(page, menu(page, "h1"), "Copy answers")
    page.keyboard.press("Escape")
    page.evaluate("navigator.clipboard.writeText('')")
    page.locator("h1").get_by_role("button", name="Copy answers", exact=True).click()
    expect(page.locator("h1 [role=status]")).to_have_text("Answers copied")
    assert page.evaluate("navigator.clipboard.readText()") == text
    title, question, *headlines, more, day, address = text.split("\n")
    assert (title, question) == (catalog.rows[row].name, next(iter(catalog.rows[row].parts.values())).asks)
    assert [line.partition(": ")[0] for line in headlines] == [f"- {name}" for name in named(page)]
    assert more == f"Also answered there: {' '.join([part.asks for part in catalog.rows[row].parts.values()][1:])}"
    assert ("unless it was updated in place" in text) == (row == ROW), "what its mark leaves out"
    assert (day, address) == (f"Data as of {catalog.as_of}", f"{base_url}r/{row}/")
    assert len(text.split()) < 90, "a message to a chat"


@pytest.mark.parametrize("row", [ROW, "sec-guardrail"])
def test_every_part_of_the_answers_of_all_platforms_is_copied(reader, base_url, catalog, row):
    page = reader(f"{base_url}r/{row}/")
    text = copied(page, menu(page, "h1"), "Copy answers, every part")
    title, *headlines = text.split("\n\n")[0].split("\n")
    assert title == catalog.rows[row].name
    assert [line.partition(": ")[0] for line in headlines] == named(page)
    parts = text.split("\n\n")[1:-1]
    assert [part.split("\n")[0] for part in parts] == [part.asks for part in catalog.rows[row].parts.values()]
    assert all(re.findall(r"(?m)^- (.+?): ", part) == list(LABELS.values()) for part in parts)
    read, address = text.split("\n\n")[-1].split("\n")
    assert read.startswith("Sources read ")
    assert address == f"{base_url}r/{row}/"
    kinds = page.locator(".row-table tr[id] .way-name").all_inner_texts()
    assert kinds
    assert all(text.count(f"{kind}: ") >= kinds.count(kind) for kind in set(kinds)), "no kind is left out"


def test_the_spoken_answer_of_a_theme_is_copied_as_it_is_shown(reader, base_url, catalog):
    page = reader(f"{base_url}interview/canary-rollout/#azure-ml")
    page.locator("h1").get_by_role("button", name="Copy answer", exact=True).click()
    expect(page.locator("h1 [role=status]")).to_have_text("Answer copied")
    title, start, *_, address = page.evaluate("navigator.clipboard.readText()").split("\n\n")
    assert title == f"{catalog.themes['canary-rollout'].name}, Azure ML"
    assert start.startswith("I create the deployment green")
    assert address == f"{base_url}interview/canary-rollout/#azure-ml"


def test_the_answers_to_a_part_are_copied_for_a_chat(reader, base_url, catalog):
    page = reader(f"{base_url}r/{ROW}/")
    text = copied(page, menu(page, f"[id='{ROW}--warm']"), "Copy answers")
    asks, *answers, address = text.split("\n")
    assert asks == catalog.rows[ROW].parts["warm"].asks
    assert [answer.partition(": ")[0] for answer in answers] == [f"- {label}" for label in LABELS.values()]
    own = of_row(catalog, catalog.rows[ROW])
    warm = next(part for part in own.parts if part.asks == asks)
    for answer, written in zip(answers, warm.answers, strict=True):
        assert all(line.partition(": ")[2] in answer for line in written.text.split("\n"))
    assert address == f"{base_url}r/{ROW}/#{ROW}--warm"


def test_a_copied_answer_numbers_its_sources_as_the_page_does(reader, base_url):
    page = reader(f"{base_url}r/{ROW}/")
    for platform, label in LABELS.items():
        column = f".row-table td[data-platform={platform}]"
        shown_notes = page.locator(f"{column} .notes").evaluate_all(
            "all => all.map(one => one.textContent.match(/\\d+/g).join(' '))"
        )
        sources = page.locator(f"{column} .evidence > li > a:first-of-type").evaluate_all(
            "all => all.map(one => one.href)"
        )
        text = copied(page, menu(page, "h1"), f"Copy {label}’s answer with sources")
        page.keyboard.press("Escape")
        lines = re.findall(r"(?m)^ *(\d+)\. \[.+?\]\((.+?)\)", text)
        assert lines == [(str(number), source) for number, source in enumerate(sources, 1)]
        notes = re.findall(r"\((\d+(?: \d+)*)\)", text)
        assert [one for one in shown_notes if one in notes] == shown_notes
        assert set(notes) <= set(shown_notes), "no number of the row as a whole"


@pytest.mark.parametrize("where", [f"r/{ROW}/", CAPABILITY])
def test_a_part_of_a_row_is_copied_with_the_sources_that_it_cites_numbered_as_on_the_page(reader, base_url, where):
    page = reader(f"{base_url}r/{ROW}/")
    part = f"{ROW}--warm"
    shown = {
        label: {
            int(number): page.locator(f"[id='{ROW}--{platform}--{number}'] > a").first.get_attribute("href")
            for notes in page.locator(f"[id='{part}'] > td[data-platform={platform}] .notes").all_text_contents()
            for number in notes.split()
        }
        for platform, label in LABELS.items()
    }
    if where == CAPABILITY:
        page.goto(f"{base_url}{CAPABILITY}#{part}")
    text = copied(page, menu(page, f"[id='{part}']"), "Copy entry as Markdown")
    said, _, listed = text.partition("\n- **Sources**\n")
    for label, sources in shown.items():
        answer = re.search(rf"(?m)^  {label}: .+", said)[0]
        assert {int(number) for notes in re.findall(r" \((\d[\d ]*)\)", answer) for number in notes.split()} == set(
            sources
        )
        own = listed.partition(f"  {label}: ")[2]
        own = re.match(r".+\n\n((?:  - .+\n)+)", own)[1]
        assert {int(number): link for number, link in re.findall(r"- \((\d+)\) \[.+?\]\((.+?)\)", own)} == sources


def test_without_scripts_no_answer_has_a_button(open_page, base_url):
    page = open_page(f"{base_url}r/{ROW}/", java_script_enabled=False)
    assert page.locator(".row-table button").count() == 0


def test_the_menu_says_which_two_platforms_a_link_shows(reader, base_url):
    page = reader(f"{base_url}r/{ROW}/#?lens=sagemaker.azure-ml")
    opened = menu(page, "h1")
    label = "Copy link (shows SageMaker and Azure ML)"
    assert copied(page, opened, label) == f"{base_url}r/{ROW}/#?lens=sagemaker.azure-ml"


def test_the_menu_begins_with_link_and_markdown_and_folds_the_rest(reader, base_url):
    page = reader(f"{base_url}r/{ROW}/")
    opened = menu(page, "h1")
    assert opened.get_by_role("button").all_inner_texts() == [
        "Copy link",
        "Copy answers",
        "Copy answers, every part",
        "Copy page as Markdown",
        "One platform’s answer, tables as CSV",
    ]
    last = opened.get_by_role("button").last.bounding_box()
    box = opened.bounding_box()
    assert box["y"] + box["height"] - last["y"] - last["height"] < 24, "no empty line at the foot"


@pytest.mark.parametrize(
    ("start", "other", "named"),
    [
        ("compare/names/azure-ml/#az-prompt-flow-deprecated", "#az-gpt-4o-retires summary", "Prompt flow"),
        ("reference/sources/#source-aws-studio", "tr#source-aws-studio + tr a", "Amazon SageMaker Studio Classic"),
    ],
)
def test_focus_that_passes_over_entries_does_not_change_what_is_offered(reader, base_url, start, other, named):
    page = reader(base_url + start)
    page.locator(other).first.focus()
    opened = pressed(page, "h1 .headerlink")
    near = opened.get_by_role("group", name=re.compile(f"^Where you were: {named}"))
    assert copied(page, near, "Copy link") == base_url + start


def test_an_entry_that_was_used_after_the_address_is_offered(reader, base_url):
    start = base_url + "compare/names/azure-ml/"
    page = reader(start + "#az-prompt-flow-deprecated")
    page.locator("#az-gpt-4o-retires summary").press("Enter")
    opened = pressed(page, "h1 .headerlink")
    near = opened.get_by_role("group", name=re.compile("^Where you were"))
    assert copied(page, near, "Copy link") == start + "#az-gpt-4o-retires"
    page.keyboard.press("Escape")
    page.evaluate(
        "addEventListener('hashchange', () => { window.changed = true; }); location.hash = '#az-gpt-4o-others-retire'"
    )
    page.wait_for_function("window.changed")
    near = pressed(page, "h1 .headerlink").get_by_role("group", name=re.compile("^Where you were"))
    assert copied(page, near, "Copy link") == start + "#az-gpt-4o-others-retire"


def test_the_sign_of_an_entry_is_seen_on_hover_on_focus_and_on_touch(reader, base_url):
    page = reader(base_url + "compare/names/azure-ml/")
    entry = page.locator("tr#az-gpt-4o-retires")
    sign = entry.locator("button.headerlink")
    seen = (
        "(want) => getComputedStyle(document.querySelector('tr#az-gpt-4o-retires button.headerlink')).opacity === want"
    )
    page.wait_for_function(seen, arg="0")
    entry.locator("p").first.hover()
    page.wait_for_function(seen, arg="1")
    page.mouse.move(0, 0)
    page.wait_for_function(seen, arg="0")
    page.keyboard.press("Tab")
    sign.focus()
    page.wait_for_function(seen, arg="1")
    touched = reader(base_url + "compare/names/azure-ml/", width=390, height=844, has_touch=True, is_mobile=True)
    touched.wait_for_function(seen, arg="1")
    box = touched.locator("tr#az-gpt-4o-retires button.headerlink").bounding_box()
    assert min(box["width"], box["height"]) >= 24
    touched.emulate_media(media="print")
    assert not touched.locator("tr#az-gpt-4o-retires button.headerlink").is_visible()


def test_every_sign_says_what_it_shares(reader, base_url):
    for start in (CAPABILITY, "compare/names/", "choose/cost/"):
        page = reader(base_url + start)
        names = page.evaluate(
            "[...document.querySelectorAll('.headerlink')].map((one) => one.getAttribute('aria-label') || '')"
        )
        assert names
        assert all(re.fullmatch(r"Share: (\S.*)?[^#\s]", one) for one in names), names
        headings = page.locator(":is(h1, h2, h3) > a.headerlink").all_text_contents()
        assert all(one.startswith("#") for one in headings), "for sight the sign is as it was"
    page = reader(base_url + "compare/")
    page.locator(f"#{ROW} th > a").click()
    page.locator(".detail-row").get_by_role("link", name="Share: Rollback").wait_for()


# State -----------------------------------------------------------------------------------------------------------------


def in_view(page, selector):
    """Whether it stands in the window, below what the header covers, if the header is there."""
    box = page.locator(selector).first.bounding_box()
    header = page.evaluate("Math.max(0, document.querySelector('.md-header').getBoundingClientRect().bottom)")
    return header <= box["y"] < page.viewport_size["height"]


def test_the_link_of_the_calculator_keeps_its_numbers_and_its_place(reader, base_url):
    page = reader(base_url + "choose/cost/")
    page.locator("input[name=hours]").fill("317")
    page.wait_for_function("location.hash === '#?hours=317'")
    opened = menu(page, "h2#calculator")
    address = copied(page, opened, "Copy link")
    assert address == base_url + "choose/cost/#?at=calculator&hours=317"
    assert {line["address"] for line in table_lines(copied(page, opened, re.compile("Copy table as CSV")))} == {address}
    page.keyboard.press("Escape")
    assert copied(page, menu(page, "h1"), "Copy link") == base_url + "choose/cost/#?hours=317"
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_function("document.activeElement.id === 'calculator'")
    assert in_view(page, "h2#calculator")
    assert page.locator("input[name=hours]").input_value() == "317"
    assert page.locator(".cost-notes").is_hidden()
    assert copied(page, menu(page, "h1"), "Copy link") == base_url + "choose/cost/#?hours=317"


@pytest.mark.parametrize("width", [1440, 390])
def test_numbers_that_come_with_a_link_are_in_view(reader, base_url, width):
    page = reader(base_url + "choose/cost/#?hours=317", width=width, height=844)
    page.wait_for_function("scrollY > 100")
    assert in_view(page, ".answer-bar")
    assert in_view(page, ".cost-column")
    page = reader(base_url + "choose/cost/#?hours=many", width=width, height=844)
    page.wait_for_function("scrollY > 100")
    assert in_view(page, ".cost-notes")
    page = reader(base_url + "choose/cost/#?lens=sagemaker.azure-ml", width=width, height=844)
    assert page.evaluate("scrollY") == 0


def test_the_link_of_a_group_keeps_the_filter(reader, base_url):
    page = reader(base_url + "compare/#?q=endpoint")
    page.wait_for_function("document.querySelector('form.board-filters output').value !== ''")
    address = copied(page, menu(page, "h2#group-pipelines"), "Copy link")
    assert address == base_url + "compare/#?at=group-pipelines&q=endpoint"
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_function("document.activeElement.id === 'group-pipelines'")
    assert in_view(page, "h2#group-pipelines")
    assert page.locator("input[name=q]").input_value() == "endpoint"


def test_what_a_filter_found_is_linked_without_the_filter(reader, base_url):
    page = reader(base_url + "compare/limits/#?q=payload")
    page.wait_for_function("document.querySelector('form.board-filters output').value !== ''")
    opened = menu(page, "#lim-ep-request-mb")
    assert copied(page, opened, "Copy link") == base_url + "compare/limits/#lim-ep-request-mb"


def test_parts_of_the_selectors_answer_are_reached_with_the_choice(reader, base_url):
    page = reader(base_url + "choose/selector/#?at=answer-turns&j=1&most=cr-data-google")
    page.wait_for_function("document.activeElement.id === 'answer-turns'")
    assert in_view(page, "#answer-turns")
    assert "nothing that this page knows" not in page.locator(".selector-notes").inner_text()


# From disk, and where the clipboard is not to be had -------------------------------------------------------------------

DISK = {
    "row": ("compare/online-endpoints.html", f"#{ROW}", f"r/{ROW}/"),
    "page": ("compare/online-endpoints.html", "h1", CAPABILITY),
    "ledger entry": ("compare/names.html", "#az-gpt-4o", "compare/names/#az-gpt-4o"),
    "state of a form": ("compare/index.html#?q=canary", "h1", "compare/#?q=canary"),
}


@pytest.mark.parametrize("name", DISK)
def test_a_copy_from_disk_gives_away_the_published_address(offline_site, reader, name):
    start, place, expected = DISK[name]
    page = reader((offline_site / start.partition("#")[0]).as_uri() + "".join(start.partition("#")[1:]))
    assert copied(page, menu(page, place), "Copy link") == site_url() + expected


NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})"


def test_without_the_clipboard_the_old_command_copies(offline_site, reader):
    page = reader((offline_site / f"r/{ROW}.html").as_uri())
    kept = "window.kept = navigator.clipboard;"
    page.evaluate(kept + NO_CLIPBOARD)
    opened = menu(page, "h1")
    opened.get_by_role("button", name="Copy link", exact=True).click()
    page.wait_for_function("document.querySelector('.share [role=status]').textContent === 'Link copied'")
    assert page.evaluate("window.kept.readText()") == f"{site_url()}r/{ROW}/"
    assert page.locator(".share textarea").count() == 0


def test_where_nothing_copies_the_text_is_selected_in_a_field(base_url, reader):
    page = reader(f"{base_url}r/{ROW}/")
    page.evaluate(NO_CLIPBOARD + "; document.execCommand = () => false;")
    opened = menu(page, "h1")
    opened.get_by_role("button", name="Copy link", exact=True).click()
    field = opened.get_by_label("Text to copy")
    field.wait_for()
    assert field.input_value() == f"{base_url}r/{ROW}/"
    chosen = field.evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)")
    assert chosen == f"{base_url}r/{ROW}/"
    assert "by hand" in opened.get_by_role("status").inner_text()


# Markdown --------------------------------------------------------------------------------------------------------------


def twin(site, page):
    return (site / page.partition("#")[0] / "index.md").read_text(encoding="utf-8")


def links_of(text):
    tokens = MarkdownIt("commonmark").parse(text)
    return {child.attrGet("href") for token in tokens for child in token.children or [] if child.type == "link_open"}


def test_a_row_as_markdown_says_what_the_catalog_says(reader, base_url, site, catalog):
    """Three platforms in order, each with the sources and dates of the catalog."""
    page = reader(base_url + CAPABILITY)
    text = copied(page, menu(page, f"#{ROW}"), "Copy section as Markdown")
    own, _, source = text.rpartition("\n\nSource: ")
    assert source == f"<{site_url()}r/{ROW}/>, Cloud ML Platforms, data as of {catalog.as_of}, CC BY 4.0\n"
    assert own in twin(site, CAPABILITY)
    assert own.startswith(f"### [{catalog.rows[ROW].name}]({site_url()}r/{ROW}/)\n\n")
    assert re.findall(r"(?m)^#+ (.+)", own)[1:] == list(LABELS.values())
    for platform, label in LABELS.items():
        part = own.partition(f"\n#### {label}\n")[2].partition("\n#### ")[0]
        cell = catalog.rows[ROW].platforms[platform]
        proofs = {item.source: item for item in cell.all_evidence}
        assert proofs
        for source_id, item in proofs.items():
            of = catalog.sources[source_id]
            assert any(
                f"({of.url})" in line and of.content_date in line and f"read {item.read}" in line
                for line in part.splitlines()
            ), of.id
        assert {str(catalog.sources[name].url) for name in proofs} <= links_of(part)


@pytest.mark.parametrize("where", ["r/{row}/", CAPABILITY])
def test_one_platforms_answer_is_copied_with_its_sources_and_nothing_of_the_others(reader, base_url, catalog, where):
    row = catalog.rows["train-egress"] if where.startswith("r/") else catalog.rows[ROW]
    page = reader(base_url + where.format(row=row.id))
    opened = menu(page, "h1" if where.startswith("r/") else f"#{ROW}")
    text = copied(page, opened, "Copy Azure ML’s answer with sources")
    head, asked = text.split("\n\n")[:2]
    assert head == f"# [{row.name}]({site_url()}r/{row.id}/): Azure ML"
    assert asked == f"- **{to_text(row.asks, catalog)}**"
    answer = row.platforms["azure-ml"]
    assert to_text(answer.value, catalog) in text
    for item in answer.all_evidence:
        assert str(catalog.sources[item.source].url) in text
    assert all(part.asks in text for part in row.parts.values())
    assert "SageMaker:" not in text
    assert "Vertex AI:" not in text
    assert "History" not in text
    assert f"\n\nSource: <{site_url()}r/{row.id}/#{row.id}--azure-ml>, Cloud ML Platforms, data as of" in text
    assert len(text.split()) < 500


FROM_DISK = (
    "compare/online-endpoints",
    f"r/{ROW}",
    "interview/canary-rollout",
    "q/q-canary-way-back",
    "reference/glossary",
)


def without_history(text, address):
    """The twin of a page as it is copied: a row's history, which ends its page, is a link."""
    before, heading, _ = text.partition("## History\n")
    return f"{before}History: <{address}#history>\n" if heading else text


@pytest.mark.parametrize("name", FROM_DISK)
def test_a_page_from_disk_as_markdown_says_what_the_published_one_says(offline_site, site, reader, name):
    page = reader((offline_site / f"{name}.html").as_uri())
    text = copied(page, menu(page, "h1"), "Copy page as Markdown")
    assert text == without_history(twin(site, name), f"{site_url()}{name}/")
    assert page.problems == []


def test_a_section_from_disk_names_the_published_address(offline_site, site, reader):
    page = reader((offline_site / "compare/online-endpoints.html").as_uri())
    text = copied(page, menu(page, f"#{ROW}"), "Copy section as Markdown")
    own, _, source = text.rpartition("\n\nSource: ")
    assert own in twin(site, CAPABILITY)
    assert source.startswith(f"<{site_url()}r/{ROW}/>, ")
    assert "file:" not in text


def test_a_row_of_the_guide_has_the_link_of_its_page_its_markdown_and_links_to_its_cells(reader, base_url, site):
    page = reader(base_url + "compare/")
    opened = menu(page, f"#{ROW}")
    assert copied(page, opened, "Copy entry as Markdown") == without_history(
        twin(site, f"r/{ROW}"), f"{site_url()}r/{ROW}/"
    )
    assert copied(page, opened, "Copy link") == f"{base_url}r/{ROW}/"
    assert copied(page, opened, "Copy link to Vertex AI’s answer") == f"{base_url}r/{ROW}/#{ROW}--vertex-ai"


def test_a_page_as_markdown_is_its_twin(reader, base_url, site):
    for name in (CAPABILITY, "", "choose/cost/#?hours=317"):
        page = reader(base_url + name)
        text = copied(page, menu(page, "h1"), "Copy page as Markdown")
        assert text == twin(site, name.partition("#")[0])


ENTRIES = {
    "ledger entry": ("compare/names/vertex-ai/", "tr#vx-extensions-deprecated", "- [**2026-05-26 to 2026-11-26**]("),
    "question": (
        "interview/questions/#q-pipeline-approval-gate",  # which opens its group
        "li#q-pipeline-approval-gate",
        "- **Where do you put the human approval between",
    ),
    "word": ("translate/vertex-ai-to-sagemaker/", "tr#tr-container", "- [**Project in a region**"),
    "word without an equal": ("translate/vertex-ai-to-sagemaker/", "tr#tr-user-profile", "- **[nearest: "),
    "limit": ("compare/limits/online-endpoints/", "h2#lim-ep-request-mb", "## "),
    "source": (
        "reference/sources/#source-aws-studio",
        "tr#source-aws-studio",
        "| Source | Its date | Cited by |\n| --- | --- | --- |\n| [Amazon",
    ),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_as_markdown_is_its_part_of_the_page(reader, base_url, site, name):
    start, place, begins = ENTRIES[name]
    page = reader(base_url + start)
    text = copied(page, menu(page, place), re.compile("Copy (entry|section) as Markdown"))
    own, _, source = text.rpartition("\n\nSource: ")
    assert own.startswith(begins)
    assert source.startswith(f"<{site_url()}")
    last = own.splitlines()[-1] if name == "source" else own
    assert f"\n{last}\n" in twin(site, start.partition("#")[0])
    assert len(re.findall(r"(?m)^(- |#)", own)) == (0 if name == "source" else 1) or name == "limit"


def test_with_a_hidden_platform_it_says_that_it_copies_all(reader, base_url, site):
    page = reader(base_url + CAPABILITY + "#?lens=vertex-ai.sagemaker")
    page.wait_for_function("document.documentElement.dataset.hide === 'azure-ml'")
    opened = menu(page, f"#{ROW}")
    text = copied(page, opened, "Copy section as Markdown, all three platforms", "copied, all three platforms")
    assert "| SageMaker | Vertex AI | Azure ML |" in text
    page.keyboard.press("Escape")
    assert copied(page, menu(page, "h1"), "Copy page as Markdown, all three platforms") == twin(site, CAPABILITY)


def test_every_section_and_entry_that_has_a_sign_has_its_markdown(site):
    """But for what scripts fill."""
    made_in_the_browser = {"mock", "practice", "learn", "paste", "cost", "selector"}
    for path in sorted(site.glob("v/*/_gen/md/**/*.js")):
        page, parts = read_script(path)
        assert parts[0] == twin(site, page)
        if path.stem in made_in_the_browser:
            continue
        source = (site / page / "index.html").read_text(encoding="utf-8")
        article = source.partition("<article")[2].partition("</article>")[0]
        signs = set(re.findall(r'<h[2-6] id="([^"]+)"|<tr id="([^"]+)"', article))
        assert {one or other for one, other in signs} <= set(parts[1]), page


def read_script(path):
    found = re.fullmatch(
        r"\(window\.CMLP_MARKDOWN \?\?= \{\}\)\[(\"[^\"]*\")\]=(.*);\n", path.read_text(encoding="utf-8")
    )
    return json.loads(found[1]), json.loads(found[2])


def test_what_has_no_markdown_or_cannot_be_loaded_says_so(reader, base_url):
    page = reader(base_url + CAPABILITY, fresh=True)
    page.route("**/_gen/md/**", lambda route: route.abort())
    opened = menu(page, f"#{ROW}")
    opened.get_by_role("button", name="Copy section as Markdown").click()
    opened.get_by_text("It could not be loaded: it takes a network").wait_for()
    page.unroute("**/_gen/md/**")
    empty = f'(window.CMLP_MARKDOWN ??= {{}})["{CAPABILITY}"]=["",{{}}];'
    page.route("**/_gen/md/**", lambda route: route.fulfill(body=empty, content_type="text/javascript"))
    opened.get_by_role("button", name="Copy section as Markdown").click()
    opened.get_by_text("This part is made in the browser").wait_for()


# Tables ----------------------------------------------------------------------------------------------------------------


def test_csv_holds_exactly_the_rows_and_columns_shown(reader, base_url):
    page = reader(base_url + "compare/#?c=online-endpoints&f=decides&p=sagemaker.azure-ml")
    page.wait_for_function("document.querySelector('form.board-filters output').value !== ''")
    ids = shown_ids(page)
    assert 0 < len(ids) < 100
    lines = table_lines(copied(page, menu(page, "h1"), re.compile("Copy table as CSV")))
    sources = [f"{platform}: {what}" for platform in ("SageMaker", "Azure ML") for what in ("source", "source date")]
    assert list(lines[0]) == ["id", "Row", "SageMaker", "Azure ML", *sources, "address"]
    assert [line["id"] for line in lines] == ids
    assert [line["address"] for line in lines] == [f"{base_url}r/{one}/" for one in ids]


def test_tables_that_come_together_say_which_line_is_under_which_heading(reader, base_url, catalog):
    page = reader(base_url + "compare/limits/#?q=payload")
    page.wait_for_function("document.querySelector('form.board-filters output').value !== ''")
    lines = table_lines(copied(page, menu(page, "h1"), re.compile("Copy table as CSV")))
    assert list(lines[0])[:3] == ["id", "Section", "Limit"]
    assert len({line["Section"] for line in lines}) > 1
    homes = [catalog.capabilities[catalog.limit_capability[line["id"]]].name for line in lines]
    assert [line["Section"] for line in lines] == homes


def test_the_markdown_of_a_limit_is_that_of_its_page(reader, base_url, site):
    page = reader(base_url + "compare/limits/")
    opened = menu(page, "#lim-ep-request-mb")
    text = copied(page, opened, "Copy entry as Markdown")
    own, _, source = text.rpartition("\n\nSource: ")
    assert own.startswith("## ")
    assert own in twin(site, "compare/limits/online-endpoints/")
    assert source.startswith(f"<{site_url()}compare/limits/#lim-ep-request-mb>")


def test_lines_of_the_guide_have_their_capability_when_several_are_shown(reader, base_url, catalog):
    page = reader(base_url + "compare/#?f=asked")
    page.wait_for_function("document.querySelector('form.board-filters output').value !== ''")
    opened = menu(page, "h1")
    lines = table_lines(copied(page, opened, re.compile("Copy table as CSV")))
    assert [line["id"] for line in lines] == shown_ids(page)
    capability = {
        line["id"]: catalog.capabilities[
            page.locator(f"tr#{line['id']}").evaluate("one => one.closest('table').dataset.capability")
        ].name
        for line in lines
    }
    assert len(set(capability.values())) > 1
    assert {line["id"]: line["Section"] for line in lines} == capability
    page.keyboard.press("Escape")
    alone = table_lines(copied(page, menu(page, "h2#group-pipelines"), re.compile("Copy table as CSV")))
    assert "Section" not in alone[0]


def test_the_calculators_csv_holds_its_lines_with_raw_numbers(reader, base_url):
    page = reader(base_url + "choose/cost/#?hours=31700&replicas=12")
    rows = list(
        csv.reader(io.StringIO(copied(page, menu(page, "h2#calculator"), re.compile("Copy table as CSV")), newline=""))
    )
    assert {len(row) for row in rows} == {7}
    shown = page.evaluate(
        "[...document.querySelectorAll('.cost-tool .cost-table tbody tr:not(.cost-how)')].filter((one) => one.offsetParent)"
        ".map((one) => [...one.cells].slice(1).map((cell) => cell.textContent.trim()))"
    )
    assert any("," in cell for row in shown for cell in row), "large enough to have separators"
    assert [row[2:6] for row in rows[1:]] == [[cell.replace(",", "") for cell in row] for row in shown]


def test_parts_of_a_cell_are_apart_in_csv(reader, base_url):
    page = reader(base_url + "compare/limits/online-endpoints/")
    opened = menu(page, "h2#lim-ep-request-mb")
    (line, *_) = table_lines(copied(page, opened, re.compile("Copy table as CSV")))
    assert "6.29 MB, Real-time endpoint, maximum, per request" in line["SageMaker"]
    assert "; 25 MB, Real-time endpoint, hard limit" in line["SageMaker"]


def test_cells_of_a_platform_that_is_not_shown_are_not_copied(reader, base_url):
    page = reader(base_url + CAPABILITY + "#?lens=vertex-ai.sagemaker")
    page.wait_for_function("document.documentElement.dataset.hide === 'azure-ml'")
    opened = menu(page, f"#{ROW}")
    lines = table_lines(copied(page, opened, re.compile("Copy table as CSV")))
    assert [list(line) for line in lines] == [["id", "SageMaker", "Vertex AI", "address"]]
    assert (lines[0]["id"], lines[0]["address"]) == (ROW, f"{base_url}r/{ROW}/")


def test_csv_is_saved_as_a_file_that_spreadsheets_know(reader, base_url):
    page = reader(base_url + CAPABILITY)
    opened = menu(page, f"#{ROW}")
    opened.locator("[aria-expanded=false]").click()
    with page.expect_download() as download:
        opened.get_by_role("button", name=re.compile("Save table as CSV")).click()
    assert download.value.suggested_filename == f"{ROW}.csv"
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,")


def test_a_board_is_saved_from_its_filters_with_every_source_and_its_date(reader, base_url, catalog):
    page = reader(base_url + "compare/limits/#?c=online-endpoints&f=contested")
    page.wait_for_function("document.querySelector('form.board-filters output').value !== ''")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    assert download.value.suggested_filename == "limits-and-contracts-online-endpoints-contested.csv"
    lines = table_lines(download.value.path().read_bytes().decode("utf-8-sig"))
    assert [line["id"] for line in lines] == shown_ids(page)
    assert "·" not in "".join(lines[0].values())
    for line in lines:
        for platform, label in LABELS.items():
            cell = catalog.limits[line["id"]].platforms[platform]
            sources = [catalog.sources[item.source] for item in cell.all_evidence]
            said = line[f"{label}: source"]
            assert not [one.id for one in sources if f"<{one.url}>" not in said], line["id"]
            assert all(item.read in line[f"{label}: source date"] for item in cell.all_evidence)
    assert errors(page) == []


def test_a_board_whose_sources_do_not_come_says_so(reader, base_url):
    page = reader(base_url + "compare/limits/", fresh=True)
    page.route("**/_gen/limits/**", lambda route: route.abort())
    page.get_by_role("button", name="Save as CSV").click()
    page.wait_for_function("document.querySelector('form.board-filters output').value === 'could not be loaded'")


def test_no_field_runs_as_a_formula(reader, base_url):
    """Fields as a page may show them: each sign that a spreadsheet takes for a formula, quotes, lines, ids."""
    page = reader(base_url + "compare/limits/online-endpoints/")
    fields = [f"{sign}1" for sign in FORMULA_SIGNS if sign.strip()] + ['a "b", c', "plain"]
    page.evaluate(
        """(fields) => {
          const row = document.querySelector("#lim-ep-request-mb ~ table tbody tr");
          row.replaceChildren(...fields.map((text) => Object.assign(document.createElement("td"), { textContent: text })));
        }""",
        fields,
    )
    text = copied(page, menu(page, "h2#lim-ep-request-mb"), re.compile("Copy table as CSV"))
    (back, *_) = list(csv.reader(io.StringIO(text, newline="")))[1:]
    signs = len(fields) - 2
    assert back[1 : 1 + len(fields)] == [f"'{one}" for one in fields[:signs]] + fields[signs:]


# The menu --------------------------------------------------------------------------------------------------------------


def test_by_keyboard_alone(reader, base_url):
    page = reader(base_url + CAPABILITY)
    sign = page.locator(f"h3#{ROW} > .headerlink")
    sign.focus()
    page.keyboard.press("Enter")
    opened = page.get_by_role("dialog", name="Share Rollback")
    opened.wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Copy link"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Copy section as Markdown"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.share [role=status]').textContent === 'Link copied'")
    assert page.evaluate("navigator.clipboard.readText()") == f"{base_url}r/{ROW}/"
    page.keyboard.press("Escape")
    opened.wait_for(state="hidden")
    assert sign.evaluate("one => one === document.activeElement")
    assert page.url == base_url + CAPABILITY


def test_the_share_sheet_is_offered_where_there_is_one(reader, base_url, catalog):
    page = reader(base_url + CAPABILITY)
    assert menu(page, f"#{ROW}").get_by_role("button", name="Share…").count() == 0
    page.keyboard.press("Escape")
    page.evaluate(
        """() => {
          window.given = [];
          navigator.share = (what) => {
            window.given.push(what);
            return Promise.reject(new DOMException("no", window.given.length > 1 ? "NotAllowedError" : "AbortError"));
          };
        }"""
    )
    opened = menu(page, f"#{ROW}")
    opened.get_by_role("button", name="Share…").click()
    page.wait_for_function("window.given.length === 1")
    given = page.evaluate("window.given[0]")
    assert (given["title"], given["url"]) == ("Rollback", f"{base_url}r/{ROW}/")
    assert given["text"].startswith(to_text(catalog.rows[ROW].asks, catalog))
    assert opened.get_by_role("status").inner_text() == ""
    opened.get_by_role("button", name="Share…").click()
    page.wait_for_function("document.querySelector('.share [role=status]').textContent.includes('refused')")


def test_a_question_is_given_with_its_whole_title_and_another_text(reader, base_url, catalog):
    question = max(catalog.questions.values(), key=lambda question: len(question.question))
    page = reader(f"{base_url}interview/questions/#{question.id}")
    page.evaluate("() => { window.given = []; navigator.share = async (what) => window.given.push(what); }")
    menu(page, f"li[id='{question.id}']").get_by_role("button", name="Share…").click()
    page.wait_for_function("window.given.length === 1")
    given = page.evaluate("window.given[0]")
    assert given["title"] == to_text(question.question, catalog)
    assert given["text"].startswith("Interview question (")
    assert question.level in given["text"]


def test_who_leaves_the_menu_by_tab_goes_on_where_it_was_opened(reader, base_url):
    page = reader(base_url + CAPABILITY)
    opened = pressed(page, f"h3#{ROW} > .headerlink")
    opened.get_by_role("button").last.focus()
    page.keyboard.press("Tab")
    opened.wait_for(state="hidden")
    where = f"document.activeElement.compareDocumentPosition(document.querySelector('h3#{ROW} > .headerlink'))"
    assert page.evaluate(where) == 2, "what follows the sign has the focus"
    pressed(page, f"h3#{ROW} > .headerlink")
    page.keyboard.press("Shift+Tab")
    opened.wait_for(state="hidden")
    assert page.evaluate(where) == 0, "the sign itself has the focus"


@pytest.mark.parametrize("place", ["h1", f"h3#{ROW}"])
def test_escape_gives_the_focus_back_to_what_opened_the_menu(reader, base_url, place):
    page = reader(base_url + CAPABILITY)
    opened = menu(page, place)
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")
    opened.wait_for(state="hidden")
    assert page.evaluate("(place) => Boolean(document.activeElement.closest(place))", place)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_the_open_menu_has_no_fault_and_fits(reader, base_url, scheme, width):
    page = reader(base_url + CAPABILITY, width=width, height=844, scheme=scheme)
    opened = menu(page, f"#{ROW}")
    assert find_violations(page, ".share") == []
    box = opened.bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= 844
    opened.locator("[aria-expanded=false]").click()
    assert page.evaluate("[...document.querySelectorAll('.share button')].every((one) => one.offsetHeight >= 24)")
    box = opened.bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 844, "opened, it still fits"
    assert errors(page) == []


def test_nothing_of_it_is_loaded_before_its_first_use(reader, base_url):
    page = reader(base_url + CAPABILITY)
    loaded = "performance.getEntriesByType('resource').map((one) => one.name).filter((one) => /share/.test(one))"
    assert page.evaluate(loaded) == []
    menu(page, "h1")
    assert {one.rsplit("/", 2)[-2] + "/" + one.rsplit("/", 1)[1] for one in page.evaluate(loaded)} == {
        "assets/share.css",
        "assets/share.js",
        "_gen/share.js",
    }


def test_where_it_cannot_be_loaded_the_sign_is_a_link(reader, base_url):
    page = reader(base_url + CAPABILITY, fresh=True)
    page.route("**/share.js", lambda route: route.abort())
    page.locator(f"h3#{ROW} > .headerlink").click()
    page.wait_for_url(f"**/#{ROW}")


def test_without_scripts_the_signs_are_links(open_page, base_url):
    page = open_page(base_url + CAPABILITY, scripts=False)
    page.locator("h2#row-by-row > .headerlink").click()
    assert page.url == f"{base_url}{CAPABILITY}#row-by-row"
    page.locator(f"h3#{ROW} > a").click()
    assert page.url == f"{base_url}r/{ROW}/"


def test_nothing_of_it_is_printed(reader, base_url):
    page = reader(base_url + CAPABILITY)
    opened = menu(page, f"#{ROW}")
    page.emulate_media(media="print")
    assert not opened.is_visible()
    assert not page.locator(f"h3#{ROW} > .headerlink").is_visible()


def test_a_second_click_before_the_menu_is_there_brings_it_once(base_url, open_page):
    page = open_page(f"{base_url}r/{ROW}/", fresh=True)
    asked = []

    def slowly(route):
        asked.append(route.request.url)
        page.wait_for_timeout(500)
        route.continue_()

    page.route("**/_gen/share.js", slowly)
    sign = page.locator("h1 .headerlink")
    sign.dispatch_event("click")
    sign.dispatch_event("click")
    page.get_by_role("dialog", name=re.compile("^Share ")).wait_for()
    assert len(asked) == 1
