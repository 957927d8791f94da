"""The search in a real browser: how it opens, what a result shows, where it leads, and what happens when something is missing.

Which query leads where is in `tests/search/`; rules and words have their tests in `web/scripts/search/`.
"""

from __future__ import annotations

import os
import re
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from playwright.sync_api import expect

from cloud_ml_platforms.search.documents import of_row
from cloud_ml_platforms.search.index import INDEX, PARTS
from cloud_ml_platforms.site.audit.axe import find_violations
from cloud_ml_platforms.site_url import site_url

pytestmark = [pytest.mark.site, pytest.mark.browser]


def opened(page, words=""):
    """Open the search of a page with words in its field; return its field."""
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search")
    field.fill(words)
    if words:
        page.locator("[data-result]").first.wait_for()
    return field


def results(page):
    return page.locator("[data-result]").evaluate_all("(links) => links.map((one) => one.dataset.result)")


@pytest.fixture
def asked_for(open_page):
    """Open a page; `page.asked` are the files of the search that it asked for."""

    def open_(url, **options):
        page = open_page("about:blank", fresh=True, **options)
        page.asked = []
        page.on("request", lambda request: page.asked.append(name) if (name := search_file(request.url)) else None)
        page.goto(url, wait_until="networkidle")
        return page

    return open_


def search_file(url):
    path = urlsplit(url).path
    return next((name for name in (INDEX, PARTS, "assets/search.js") if path.endswith(name)), None)


def test_nothing_of_the_search_is_loaded_before_it_is_used(asked_for, base_url):
    page = asked_for(base_url + "compare/online-endpoints/")
    assert page.asked == []
    opened(page, "rollback")
    assert sorted(page.asked) == sorted([INDEX, "assets/search.js"])
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Search")).to_be_hidden()
    opened(page, "spot")
    assert len(page.asked) == 2, "once"
    assert page.problems == []


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_open_it_and_lead_to_a_result(open_page, base_url, key):
    page = open_page(base_url + "about/")
    page.keyboard.press(key)
    field = page.get_by_role("combobox", name="Search")
    expect(field).to_be_focused()
    page.keyboard.type("scale to zero")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("data-result", "row:ep-scale-to-zero")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    expect(first).to_have_attribute("aria-selected", "false")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/r/ep-scale-to-zero/")
    assert page.problems == []


def test_the_mouse_chooses_too_so_that_one_result_is_chosen(open_page, base_url):
    page = open_page(base_url + "about/")
    opened(page, "rollback")
    second = page.get_by_role("option").nth(1)
    second.hover()
    expect(second).to_have_attribute("aria-selected", "true")
    expect(page.locator('[role="option"][aria-selected="true"]')).to_have_count(1)
    copier = page.get_by_role("button", name=re.compile("^Copy “"))
    assert second.locator(".search-title").inner_text() in copier.inner_text()
    first = page.get_by_role("option").first
    copier.hover()  # on its way there the mouse crosses other results
    expect(first).to_have_attribute("aria-selected", "true")
    assert first.locator(".search-title").inner_text() in copier.inner_text()
    assert page.problems == []


def test_escape_closes_it_and_the_focus_is_where_it_was(open_page, base_url):
    page = open_page(base_url + "about/")
    opener = page.get_by_role("button", name="Search")
    opener.click()
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Search")).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_slash_in_a_field_is_a_letter(open_page, base_url):
    page = open_page(base_url + "compare/")
    field = page.get_by_label("Text", exact=True)
    field.focus()
    page.keyboard.type("a/b")
    assert field.input_value() == "a/b"
    assert page.locator("dialog.search[open]").count() == 0


def test_the_count_is_announced(open_page, base_url):
    page = open_page(base_url + "about/")
    opened(page, "EnableManagedSpotTraining")
    said = page.locator("dialog.search [role=status]")
    expect(said).to_contain_text(re.compile(r"^(The best )?\d+ results?\."))


def test_an_address_with_a_query_opens_it(open_page, base_url):
    page = open_page(f"{base_url}about/?q=traffic+split")
    page.locator('[data-result="row:ep-traffic-split"]').wait_for()
    assert page.problems == []


@pytest.mark.parametrize("disk", [False, True], ids=["served", "disk"])
def test_who_comes_back_from_a_result_finds_the_results_again(open_page, base_url, offline_site, disk):
    start = (offline_site / "about/index.html").as_uri() if disk else f"{base_url}about/"
    page = open_page(start)
    opened(page, "scale to zero")
    before = results(page)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("ep-scale-to-zero"))
    page.go_back()
    page.locator("[data-result]").first.wait_for()
    assert results(page) == before
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Search")).to_be_hidden()
    page.wait_for_function("!location.search")
    assert page.url == start
    assert page.problems == []


# What a result shows -------------------------------------------------------------------------------------------------


def test_a_row_answers_in_the_list_and_the_platform_that_is_named_is_marked(open_page, base_url, catalog):
    page = open_page(base_url + "about/")
    opened(page, "scale to zero azure")
    row = page.locator('[data-result="row:ep-scale-to-zero"]')
    for info in catalog.full_platforms.values():
        expect(row.locator(".search-answer", has_text=info.short)).to_have_count(1)
    expect(row.locator(".search-answer .m")).to_have_count(len(catalog.full_platforms))
    expect(row.locator(".search-answer.asked")).to_have_count(1)
    expect(row.locator(".search-answer.asked")).to_contain_text(catalog.platforms["azure-ml"].short)
    expect(row.locator(".search-kind")).to_have_text("Row · Online endpoints")
    expect(row.locator(".search-text")).to_have_text(catalog.rows["ep-scale-to-zero"].parts["zero"].asks)
    expect(row.locator("mark").first).to_be_visible()
    said = {mark.inner_text() for mark in page.locator(".search-answer .m").all()}
    legend = page.locator(".search-marks > span").all_inner_texts()
    assert said <= {word.strip() for word in legend}


def test_the_part_that_is_asked_for_is_shown_and_led_to(open_page, base_url, catalog):
    page = open_page(base_url + "about/")
    opened(page, "how long does the old version stay warm on sagemaker")
    row = page.get_by_role("option").first
    asked = catalog.rows["ep-rollback"].parts["warm"].asks
    expect(row).to_contain_text(asked)
    row.click()
    page.wait_for_url("**/r/ep-rollback/#ep-rollback--warm--sagemaker")
    expect(page.locator("[id=ep-rollback--warm]")).to_be_in_viewport()


def test_answers_to_parts_come_when_one_is_asked_for(asked_for, base_url, catalog):
    page = asked_for(base_url + "about/")
    field = opened(page, "rollback")
    assert PARTS not in page.asked
    answers = page.get_by_role("option").first.locator(".search-answer")
    row = catalog.rows["ep-rollback"]
    field.fill(f"rollback {row.parts['warm'].asks}")
    expect(page.get_by_role("option").first).to_contain_text(row.parts["warm"].asks)
    expect(answers).to_have_count(len(row.platforms))
    assert page.asked.count(PARTS) == 1
    assert page.problems == []


def test_a_chosen_pair_sees_its_columns_and_where_a_likeness_ends(open_page, base_url, catalog):
    page = open_page(base_url + "about/#?lens=azure-ml.vertex-ai")
    field = opened(page, "online deployment variant")
    result = page.locator('[data-result="translation:tr-deployed-version"]')
    hides = catalog.translated["tr-deployed-version"].pairs["vertex-ai+azure-ml"].hides
    expect(result).to_contain_text(hides[:60])
    expect(result.locator(".search-answer")).to_have_count(2)
    field.fill("production variant sagemaker")
    expect(result.locator(".search-answer")).to_have_count(3)
    expect(result).not_to_contain_text(hides[:60])
    field.fill("online deployment variant")
    expect(result).to_contain_text(hides[:60])
    result.click()
    page.wait_for_url("**/translate/azure-ml-to-vertex-ai/#tr-deployed-version**")


def test_what_a_chosen_pair_hides_is_said_and_shown_on_demand(open_page, base_url):
    page = open_page(base_url + "about/#?lens=sagemaker.vertex-ai")
    opened(page, "rollback")
    answers = page.get_by_role("option").first.locator(".search-answer")
    expect(answers).to_have_count(2)
    said = page.locator("dialog.search [role=status]")
    expect(said).to_contain_text("Azure ML hidden, as you chose.")
    said.get_by_role("button", name="Show").click()
    expect(answers).to_have_count(3)
    expect(said).not_to_contain_text("hidden")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Search")).to_be_hidden()
    page.get_by_role("button", name="Search").click()
    page.get_by_role("combobox", name="Search").fill("rollback")
    expect(answers).to_have_count(2)


def test_a_copied_theme_is_its_spoken_answer(open_page, base_url, catalog):
    """In general, or in the words of the platform that is asked for."""
    page = open_page(f"{base_url}about/", fresh=True)
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    field = opened(page, "canary rollout")
    theme = catalog.themes["canary-rollout"].name
    copies = page.locator("[data-result='theme:canary-rollout'] .search-copy")
    for query, title, start in (
        ("canary rollout", theme, "I split the question in two."),
        ("canary rollout on azure ml", f"{theme}, Azure ML", "I create the deployment `green`"),
    ):
        field.fill(query)
        copies.filter(has_text="Copy").click()
        expect(copies.filter(has_text="Copied")).to_be_visible()
        first, rest = page.evaluate("window.copied").split("\n", 1)
        assert first == title
        assert rest.startswith(start)
        assert "](" not in rest, "a message to a chat has no Markdown links"
        assert len(rest.split()) < 250, "of a minute"


@pytest.mark.parametrize("disk", [False, True], ids=["served", "disk"])
def test_what_the_chosen_result_says_is_copied(open_page, base_url, offline_site, catalog, disk):
    start = (offline_site / "about/index.html").as_uri() if disk else f"{base_url}about/"
    page = open_page(start, fresh=True)
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    field = opened(page, "rollback")
    row = catalog.rows["ep-rollback"]
    copier = page.get_by_role("button", name=f"Copy “{row.name}”")
    copier.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    title, asks, *lines, day, address = page.evaluate("window.copied").split("\n")
    assert day == f"Data as of {catalog.as_of}"
    assert (title, asks) == (row.name, row.parts[row.mark].asks)
    assert [line.partition(" (")[0] for line in lines] == [f"- {one.short}" for one in catalog.platforms.values()]
    kinds = next(part for part in of_row(catalog, row).parts if part.asks == asks)
    for line, answer in zip(lines, kinds.answers, strict=True):
        assert all(said.removeprefix(": ").lower() in line.lower() for said in answer.text.split("\n")), (
            "exceptions are among the kinds"
        )
    assert address == f"{site_url() if disk else base_url}r/ep-rollback/"
    expect(copier).to_be_visible(timeout=4000)
    field.press("ArrowDown")
    expect(copier).to_be_hidden()
    field.fill("")
    expect(page.locator(".search-foot > button")).to_be_hidden()
    assert page.problems == []


def test_what_is_copied_is_in_sight(open_page, base_url):
    """Who scrolls the list under a pointer that stands still copies what is there, not what has left."""
    page = open_page(f"{base_url}about/", fresh=True)
    opened(page, "can we encrypt notebook disks with our own key")
    chosen = page.locator("[role=option][aria-selected=true]")
    name = chosen.locator(".search-title").inner_text()
    page.locator(".search-results").evaluate("(list) => { list.scrollTop = list.scrollHeight; }")
    expect(page.get_by_role("button", name=f"Copy “{name}”")).to_be_hidden()
    expect(chosen).to_be_in_viewport()
    expect(page.locator(".search-foot > button")).to_have_text(
        re.compile(re.escape(chosen.locator(".search-title").inner_text()))
    )


def test_a_part_near_the_top_of_its_page_is_shown_below_the_name(open_page, base_url, catalog):
    page = open_page(f"{base_url}r/train-egress/#train-egress--closed", fresh=True)
    expect(page.get_by_role("heading", level=1, name=catalog.rows["train-egress"].name)).to_be_in_viewport()
    expect(page.locator("#train-egress--closed")).to_be_in_viewport()


def test_what_ends_in_the_days_that_are_asked_is_listed_and_copied_whole(open_page, base_url):
    page = open_page(base_url + "about/", fresh=True)
    page.clock.set_fixed_time("2026-12-02")
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    opened(page, "what ends before summer")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("data-result", "ahead:ahead")
    page.locator(".search-foot > button").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    _, said, *lines, _, _ = page.evaluate("window.copied").split("\n")
    laws = sum(line.endswith("takes effect") for line in lines)
    kinds = rf", {laws} of them (a law that takes|laws that take) effect" if laws else ""
    assert re.fullmatch(f"{len(lines)} before 2027-06-01{kinds}:", said)
    shown = first.inner_text()
    for line in lines:
        assert "2026-12-02" <= line[2:12].rstrip(" VSA") < "2027-06-01"
        assert line.removeprefix("- ") in shown
    page.get_by_role("combobox").fill("which SageMaker features were closed in 2026?")
    ended = page.locator('[data-result="ahead:ahead-sagemaker"]')
    expect(ended).to_contain_text("What ended, and what ends on SageMaker")
    expect(ended).to_have_attribute("href", re.compile(r"compare/since/#\?a=sagemaker&d=2026-01$"))
    page.get_by_role("combobox").fill("what ends next")
    expect(first).to_contain_text(re.compile(r"The next 8 of \d+:"))


def test_a_theme_begins_with_its_answer(open_page, base_url):
    page = open_page(base_url + "about/", fresh=True)
    opened(page, "training-serving skew aloud on vertex ai")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("data-result", "theme:training-serving-skew")
    answer = first.locator(".search-text").inner_text().rstrip(" …")
    page.goto(first.get_attribute("href"))
    assert answer.split(". ")[0] in " ".join(page.locator("main").inner_text().split())


def test_where_they_do_not_come_a_row_answers_as_a_whole(open_page, base_url, catalog):
    page = open_page(base_url + "about/", fresh=True)
    page.route(f"**/{PARTS}", lambda route: route.abort())
    field = opened(page, "how long does the old version stay warm on sagemaker")
    first = page.get_by_role("option").first
    expect(first.locator(".search-answer")).to_have_count(len(catalog.full_platforms))
    expect(first).not_to_contain_text(catalog.rows["ep-rollback"].parts["warm"].asks)
    page.unroute(f"**/{PARTS}")  # the network is back
    field.press("End")
    field.press("Space")
    expect(first).to_contain_text(catalog.rows["ep-rollback"].parts["warm"].asks)


@pytest.mark.parametrize(
    ("query", "result", "shows"),
    [
        ("request body size", "limit:lim-ep-request-mb", "MB"),
        ("Azure AI Studio", "thing:az-foundry", "Once Azure AI Studio"),
        ("production variant", "translation:tr-deployed-version", "Deployed model"),
        ("cold start", "term:g-cold-start", "."),
        ("fraud detection", "case:fraud-scoring", "Worked design"),
        ("glosary", "page:reference/glossary/", "Page"),
    ],
)
def test_each_kind_of_result_answers(open_page, base_url, query, result, shows):
    page = open_page(base_url + "about/")
    opened(page, query)
    expect(page.locator(f'[data-result="{result}"]')).to_contain_text(shows)


def test_every_result_has_a_place(site, data_of):
    """What the index leads to is there: pages, anchors."""
    pages = {}
    missing = []
    for entry in data_of["entries"]:
        path, _, anchor = entry["address"].partition("#")
        if path not in pages:
            file = site / path / "index.html"
            pages[path] = set(re.findall(r'id="?([^"\s>]+)', file.read_text("utf-8"))) if file.is_file() else None
        place = parse_qs(anchor[1:]).get("at", [""])[0] if anchor.startswith("?") else anchor
        anchors = [place, *(part["anchor"] for part in entry.get("parts") or ())]
        if pages[path] is None or not {one for one in anchors if one} <= pages[path]:
            missing.append(entry["address"])
    assert missing == []


@pytest.fixture(scope="module")
def data_of(browser, base_url, site):
    """The data of the search as the page has it."""
    (index,) = site.glob(f"v/*/{INDEX}")
    page = browser.new_page()
    page.goto(f"{base_url}robots.txt")
    page.add_script_tag(url=base_url + index.relative_to(site).as_posix())
    yield page.evaluate("window.CMLP_SEARCH")
    page.close()


# Nothing is a dead end -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["excel batch", "cancel training plan", "golden set evaluation", "spreadsheet scores input"]
)
def test_a_page_has_what_a_result_says_is_also_in_it(open_page, base_url, site, words):
    page = opened(open_page(base_url), words)
    hints = page.locator("[data-result]:has(.search-also)").evaluate_all(
        "(links) => links.map((one) => [one.pathname, one.querySelector('.search-also').textContent])"
    )
    for address, hint in hints:
        text = html.fromstring((site / address.strip("/") / "index.html").read_bytes()).text_content().lower()
        missing = [word for word in hint.removeprefix("Also in it: ").split(", ") if word.lower() not in text]
        assert not missing, address


def test_a_typo_says_what_was_understood(open_page, base_url):
    page = open_page(base_url + "about/")
    opened(page, "feture stroe")
    expect(page.locator(".search-said")).to_contain_text("taking “feature” for “feture”, “store” for “stroe”")


def test_what_is_not_in_the_guide_offers_where_to_begin(open_page, base_url):
    page = open_page(base_url + "about/")
    field = opened(page, "zzqxv")
    expect(page.locator(".search-said")).to_contain_text("Nothing here has “zzqxv”")
    assert "page:reference/glossary/" in results(page)
    field.fill("CreateEndpointConfig")
    expect(page.locator(".search-said")).to_contain_text("result")


def test_searches_are_remembered_in_this_browser_until_they_are_forgotten(open_page, base_url):
    page = open_page(base_url + "about/")
    opened(page, "rollback")
    page.keyboard.press("Enter")
    page.wait_for_url("**/r/ep-rollback/")
    opened(page)
    page.get_by_role("option", name="rollback", exact=True).click()
    page.locator('[data-result="row:ep-rollback"]').wait_for()
    page.get_by_role("combobox", name="Search").fill("")
    page.get_by_role("button", name="Forget these").click()
    expect(page.get_by_role("option", name="rollback", exact=True)).to_have_count(0)
    assert page.evaluate("CMLP.load('searches')") is None
    example = page.get_by_role("option").first
    words = example.inner_text()
    example.click()
    expect(page.get_by_role("combobox", name="Search")).to_have_value(words)
    page.locator("[data-result]").first.wait_for()


@pytest.mark.parametrize("lacking", ["assets/search.js", INDEX])
@pytest.mark.parametrize("way", ["answers 404", "cannot be reached"])
def test_a_search_that_does_not_come_says_so(open_page, base_url, lacking, way):
    """A page that was open while the site changed asks for files of the release before, which not every host keeps."""
    page = open_page(base_url + "choose/cost/#?requests=7", fresh=True)
    answer = {
        "answers 404": lambda route: route.fulfill(status=404, body="gone"),
        "cannot be reached": lambda route: route.abort(),
    }
    page.route(f"**/{lacking}", answer[way])
    while not page.get_by_role("dialog", name="Search").is_visible():  # a key before the first frame is lost
        page.keyboard.press("/")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    told = page.get_by_role("alert").filter(has_text="The search could not be loaded.")
    told.wait_for()
    page.unroute_all()
    told.get_by_role("button", name="Load the page again").click()
    page.wait_for_load_state()
    assert "requests=7" in page.url, "what the reader typed is kept"
    opened(page, "rollback")


def test_a_search_whose_script_is_not_on_the_disk_says_so(open_page, offline_site, tmp_path):
    copy = shutil.copytree(offline_site, tmp_path / "copy", copy_function=os.link)
    (copy / "assets" / "search.js").unlink()
    page = open_page((copy / "index.html").as_uri())
    page.keyboard.press("/")
    page.get_by_role("alert").filter(has_text="The search could not be loaded.").wait_for()


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        'endpoint"><script>alert(1)</script>',
        "__proto__ constructor toString hasOwnProperty",
        ".*(a+)+$ [z-a] \\ (?<! endpoint",
        '+ - +- "" * ~1 ^ :',
        "\u202e\ufffe\u0000 endpoint",
        "endpoint " * 3000,
        "x" * 100_000,
        " ".join(f"w{n}" for n in range(5000)),
    ],
    ids=lambda text: ascii(text[:24]),
)
def test_a_hostile_query_is_text(open_page, base_url, text):
    """It is typed, answered, and makes no element that a plain query does not make."""
    page = open_page(base_url + "about/")
    field = opened(page)
    field.fill(text)
    page.wait_for_function("document.querySelector('.search-said').textContent !== 'Loading …'")
    names = page.evaluate("[...new Set([...document.querySelectorAll('dialog.search *')].map((e) => e.localName))]")
    assert not {"img", "script", "iframe"} & set(names)
    field.fill("rollback")
    page.locator('[data-result="row:ep-rollback"]').wait_for()
    assert page.problems == []


# For everybody -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_it_is_accessible_and_fits(open_page, base_url, width, scheme):
    page = open_page(base_url + "about/", width=width, scheme=scheme)
    field = opened(page, "feature store")
    assert find_violations(page) == []
    page.keyboard.press("ArrowDown")
    assert find_violations(page) == []
    assert page.evaluate("document.querySelector('.search-results').scrollWidth <= innerWidth")
    size = float(field.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)"))
    assert size >= 16, "smaller, and phones zoom in"


def test_without_scripts_nothing_offers_it(open_page, base_url):
    page = open_page(base_url + "about/", scripts=False)
    assert page.locator("[data-search]:visible").count() == 0


def test_the_theme_has_no_search_left(site):
    for name in ("search", "search.json", "assets/javascripts"):
        assert not (site / name).exists(), name
    assert 'data-md-component="search"' not in (site / "index.html").read_text("utf-8")


def test_a_row_is_opened_at_the_platform_that_the_query_names(open_page, base_url):
    page = open_page(base_url + "about/")
    opened(page, "rollback azure")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("data-result", "row:ep-rollback")
    first.click()
    page.wait_for_url("**/r/ep-rollback/#ep-rollback--azure-ml")
    expect(page.locator("[id=ep-rollback--azure-ml]")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("words", "result", "place"),
    [
        ("who resubmits the job after a reclaim on vertex", "row:train-spot", "**/r/train-spot/#train-spot--resubmit--vertex-ai"),
        ("largest request vertex ai endpoint", "limit:lim-ep-request-mb", "**/compare/limits/#lim-ep-request-mb--vertex-ai**"),
        ("vertex word for sagemaker model monitor", "translation:tr-monitor", "**/translate/sagemaker-to-vertex-ai/#tr-monitor**"),
    ],
)  # fmt: skip
def test_a_result_leads_to_the_answer_of_the_platform_that_is_named(open_page, base_url, words, result, place):
    page = open_page(base_url + "about/")
    opened(page, words)
    page.locator(f'[data-result="{result}"]').click()
    page.wait_for_url(place)
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_translation_says_how_alike_two_words_are(open_page, base_url):
    page = open_page(base_url + "about/")
    opened(page, "vertex word for sagemaker model monitor")
    expect(page.locator('[data-result="translation:tr-monitor"]')).to_contain_text("Partial match")
