"""The small world with a fourth, partial platform: it is data alone, and each page says what it answers and what not yet."""

from __future__ import annotations

import csv
import json
import re

import pytest
from conftest import move_world, nginx_serving, run_command
from fourth_platform import CAPABILITIES, add_platform
from lxml import html

from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.site.grown import copy_project
from cloud_ml_platforms.text.words import NOT_COMPARED

NEW = "orbit-ml"
BEFORE = {"online-endpoints": ["alpha", "beta", "gamma"], "model-registry": ["alpha", "beta"]}
ALL = ["alpha", "beta", "gamma"]
ROWS_EACH = 1
ANSWERED = len(CAPABILITIES) * ROWS_EACH


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = move_world(copy_project(tmp_path_factory.mktemp("project")))
    add_platform(folder / "data", ROWS_EACH)
    return folder


@pytest.fixture(scope="module")
def grown(project):
    return load_catalog(project / "data")


@pytest.fixture(scope="module")
def built(project):
    done = run_command(project, "site", "--to", str(project / "built"))
    assert done.returncode == 0, done.stderr
    return project / "built"


@pytest.mark.site
def test_pages_have_four_columns_where_it_answers(built, grown):
    def read_html(page):
        return html.parse(built / page / "index.html").getroot()

    def heads(table):
        return [cell.get("data-platform") for cell in table.xpath(".//thead//th[@data-platform]")]

    boards = read_html("compare").cssselect("table.board[data-capability]")
    assert {board.get("data-capability"): heads(board) for board in boards} == {name: [*ALL, NEW] for name in BEFORE}
    for board in boards:
        rows = board.xpath("./tbody/tr")
        assert all(len(row) == 1 + len(heads(board)) for row in rows)
        open_ = [row.xpath(f"./td[@data-platform='{NEW}' and @data-mark='not-compared']") for row in rows]
        assert sum(map(len, open_)) == len(rows) - ROWS_EACH
        assert all(NOT_COMPARED in cell.text_content() for cells in open_ for cell in cells)
    for name, before in BEFORE.items():
        tables = read_html(f"compare/{name}").cssselect(".row-item > table.board")
        assert [heads(table) for table in tables] == [[*before, NEW]] * len(grown.capabilities[name].rows)
    row = grown.capabilities[CAPABILITIES[0]].rows[0]
    assert heads(read_html(f"r/{row.id}").cssselect("table.row-table")[0]) == [*ALL, NEW]
    text = read_html(f"p/{NEW}").text_content()
    assert f"answers {ANSWERED} of {len(grown.rows)} rows" in " ".join(text.split())
    assert (built / "feeds" / f"changes-{NEW}.xml").is_file()
    assert not list((built / "decks").glob(f"*{NEW}*"))


@pytest.mark.site
def test_json_and_csv_leave_out_what_is_not_compared_yet(built, grown):
    rows = json.loads((built / "api" / "v1" / "rows.json").read_text())["rows"]
    assert [row["id"] for row in rows if NEW in row["platforms"]] == [
        row.id for row in grown.rows.values() if NEW in row.platforms
    ]
    schema = json.loads((built / "api" / "v1" / "schemas" / "rows.json").read_text())
    cells = schema["$defs"]["Row"]["properties"]["platforms"]
    assert cells["required"] == list(grown.full_platforms)
    assert cells["propertyNames"]["enum"] == list(grown.platforms)
    with (built / "api" / "v1" / "rows.csv").open() as file:
        assert sum(line["platform"] == NEW for line in csv.DictReader(file)) == ANSWERED


@pytest.mark.site
def test_mine_and_theirs_and_filters_show_it_and_practice_does_not_ask_for_it(built, grown, needs_nginx, open_page):
    first, hidden = grown.full_platforms
    with nginx_serving(built) as address:
        page = open_page(f"{address}compare/{CAPABILITIES[0]}/#?lens={first}.{NEW}")
        cells = ".row-item td[data-platform={}]"
        assert page.locator(cells.format(NEW)).first.is_visible()
        assert page.locator(cells.format(hidden)).first.is_hidden()
        page.get_by_role("button", name=re.compile("^Shown: .* and Orbit ML")).click()
        panel = page.locator(".lens-panel")
        assert panel.is_visible()
        assert panel.get_by_role("link").count() == 0, "a link to a translation, of which there is none"
        page.get_by_role("button", name="Show all four").click()
        assert page.locator(cells.format(hidden)).first.is_visible()

        page.goto(f"{address}compare/#?s=not-compared&p={NEW}")
        rows = page.locator("table.board > tbody > tr[id]:visible")
        assert rows.count() > 0
        assert set(rows.locator(f"td[data-platform={NEW}]").all_inner_texts()) == {NOT_COMPARED}
        page.locator("tbody th > a:visible").first.click()
        assert page.locator(".detail-row > td").get_attribute("colspan") == str(len(ALL) + 2)

        page.goto(f"{address}interview/practice/")
        offered = page.locator("select[name=p] option").evaluate_all("all => all.map((one) => one.value)")
        assert offered == list(grown.full_platforms)
