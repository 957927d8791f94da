"""The real data with a fourth, partial platform: it is data alone, and each page says what it answers and what not yet."""

from __future__ import annotations

import csv
import json
import re
import shutil

import pytest
from conftest import PLATFORMS, nginx_serving, run_command
from fourth import CAPABILITIES, ROWS_EACH, add_platform
from lxml import html

from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.paths import DATA
from cloud_ml_platforms.site.grown import copy_project
from cloud_ml_platforms.text.words import NOT_COMPARED

NEW = "orbit-ml"
ANSWERED = len(CAPABILITIES) * ROWS_EACH


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    data = tmp_path_factory.mktemp("four") / "data"
    shutil.copytree(DATA, data)
    shutil.copytree(DATA.parent / "samples", data.parent / "samples")
    add_platform(data)
    return load_catalog(data)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    project = copy_project(tmp_path_factory.mktemp("project"))
    add_platform(project / "data")
    done = run_command(project, "site", "--to", str(project / "built"))
    assert done.returncode == 0, done.stderr
    return project / "built"


@pytest.mark.site
def test_pages_have_four_columns_where_it_answers(built, grown):
    def read(page):
        return html.parse(built / page / "index.html").getroot()

    def heads(table):
        return [cell.get("data-platform") for cell in table.xpath(".//thead//th[@data-platform]")]

    for table in read("compare").cssselect("table.guide[data-capability]"):
        new = [NEW] if table.get("data-capability") in CAPABILITIES else []
        assert heads(table) == [*PLATFORMS, *new]
        rows = table.xpath("./tbody/tr")
        assert all(len(row) == 1 + len(PLATFORMS) + len(new) for row in rows)
        open_ = [row for row in rows if row.xpath("./td[@data-support='not-compared']")]
        assert len(open_) == (len(rows) - ROWS_EACH if new else 0)
        assert all(NOT_COMPARED in row.text_content() for row in open_)
    for name in CAPABILITIES:
        page = read(f"compare/{name}")
        tables = page.cssselect("table.cells:not(.limit)")
        assert all(len(table.xpath("./tbody/tr")) == len(PLATFORMS) + 1 for table in tables)
    row = grown.capabilities[CAPABILITIES[0]].rows[0]
    assert len(read(f"r/{row.id}").cssselect("table.cells tbody tr")) == len(PLATFORMS) + 1
    own = read(f"p/{NEW}").text_content()
    assert f"answers {ANSWERED} of {len(grown.rows)} rows" in " ".join(own.split())
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
    assert cells["required"] == list(PLATFORMS)
    assert cells["propertyNames"]["enum"] == [*PLATFORMS, NEW]
    with (built / "api" / "v1" / "rows.csv").open() as file:
        assert sum(line["platform"] == NEW for line in csv.DictReader(file)) == ANSWERED


@pytest.mark.site
def test_mine_and_theirs_and_filters_show_it_and_practice_does_not_ask_for_it(built, needs_nginx, open_page):
    first, hidden = PLATFORMS[:2]
    with nginx_serving(built) as address:
        page = open_page(f"{address}compare/{CAPABILITIES[0]}/#?lens={first}.{NEW}")
        cells = "table.cells tr[data-platform={}]"
        assert page.locator(cells.format(NEW)).first.is_visible()
        assert page.locator(cells.format(hidden)).first.is_hidden()
        page.get_by_role("button", name=re.compile("^Shown: .* and Orbit ML")).click()
        panel = page.locator(".lens-panel")
        assert panel.is_visible()
        assert panel.get_by_role("link").count() == 0, "a link to a translation, of which there is none"
        page.get_by_role("button", name="Show all four").click()
        assert page.locator(cells.format(hidden)).first.is_visible()

        page.goto(f"{address}compare/#?s=not-compared&p={NEW}")
        rows = page.locator("table.guide tbody tr:visible")
        assert rows.count() > 0
        assert set(rows.locator(f"td[data-platform={NEW}]").all_inner_texts()) == {NOT_COMPARED}
        page.locator("tbody th > a:visible").first.click()
        assert page.locator(".detail-row td").get_attribute("colspan") == str(len(PLATFORMS) + 2)

        page.goto(f"{address}interview/practice/")
        offered = page.locator("select[name=p] option").evaluate_all("all => all.map((one) => one.value)")
        assert offered == list(PLATFORMS)
