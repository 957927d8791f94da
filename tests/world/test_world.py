"""The small world: its check, its pages, two full platforms beside a partial one, and a fourth in a copy."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from conftest import OF_MADE_PAGES, WORLD
from fourth_platform import add_platform
from jinja2 import Environment
from lxml import html

from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.compute import coach
from cloud_ml_platforms.exports.json_api import api_files
from cloud_ml_platforms.model.answers import plain
from cloud_ml_platforms.site.page_sources import platform_source, question_source, row_source
from cloud_ml_platforms.text.links import Links
from cloud_ml_platforms.text.words import NOT_COMPARED
from cloud_ml_platforms.topics.choose.script import selector_data
from cloud_ml_platforms.topics.compare import views
from cloud_ml_platforms.topics.freshness.views import answers_by_mark, totals
from cloud_ml_platforms.topics.macros import MACROS
from cloud_ml_platforms.topics.page import Page

PAGES = sorted((WORLD / "docs").rglob("*.md"))
OF_THE_REAL_SITE = {"workload", "container_code", "in_code"}  # samples run against the SDKs of real vendors
OF_FILES = {"data_fields", "data_files", "data_tables", "data_versions"}  # of what `prepare` wrote
SHOW_BOARD = '{{ show("comparison") }}'
SITE = "https://world.example/"
FULL, PARTIAL, NEW = ("alpha", "beta"), "gamma", "orbit-ml"


def rendered(catalog, docs, source):
    """Return a page as macros make it, without MkDocs."""
    page = Page("x/", catalog=catalog, site=SITE, links=Links("x/", docs=docs))
    bound = {name: lambda *args, _made=made, **named: str(_made(page, *args, **named)) for name, made in MACROS.items()}
    return Environment(autoescape=False).from_string(source).render(**bound)  # noqa: S701 - Markdown of ours


def heads(text):
    """Return the columns of every board by its capability."""
    tables = html.fromstring(f"<div>{text}</div>").cssselect("table.board[data-capability]")
    return {
        table.get("data-capability"): [cell.get("data-platform") for cell in table.cssselect("thead [data-platform]")]
        for table in tables
    }


# The world itself ----------------------------------------------------------------------------------------------------


def test_two_platforms_are_full_and_one_is_partial_on_the_cloud_of_another(world):
    assert (tuple(world.full_platforms), tuple(world.partial_platforms)) == (FULL, (PARTIAL,))
    assert world.platforms[PARTIAL].cloud == world.platforms["beta"].cloud != world.platforms["alpha"].cloud


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(WORLD / "docs").as_posix())
def test_a_page_is_made_by_its_macros(world, world_docs, path):
    text = rendered(world, world_docs, path.read_text("utf-8"))
    assert "{{ " not in text
    visible = re.sub(r"(?s:<pre>.*?</pre>)|<code>.*?</code>|<[^>]+>|`[^`]+`", "", text)
    assert not re.search(r"(?<!: )\bNone\b(?!(?::|,)? [a-z])", visible)  # "None of them" is prose
    assert not re.search(r"sagemaker|vertex-ai|azure-ml", text, re.IGNORECASE), "a platform of another world"


def test_every_row_question_and_partial_platform_has_a_page(world, world_docs):
    made = [(row_source(world, row.id), row.asks) for row in world.rows.values()]
    made += [(question_source(world, question.id), question.wrong.says) for question in world.questions.values()]
    made += [(platform_source(world, name), info.long) for name, info in world.partial_platforms.items()]
    for source, says in made:
        assert says in rendered(world, world_docs, source.split("---\n", 2)[2])


def test_the_head_of_a_row_has_its_values(world):
    for row in world.rows.values():
        head = row_source(world, row.id).split("---\n")[1]
        assert all(plain(cell.value) in head for cell in row.platforms.values())


def test_the_world_shows_what_the_real_site_shows():
    def shown(folder):
        return {name for path in folder.rglob("*.md") for name in re.findall(r'show\("(\w+)"', path.read_text("utf-8"))}

    real = shown(WORLD.parents[1] / "docs") - OF_MADE_PAGES
    assert shown(WORLD / "docs") == real - OF_THE_REAL_SITE - OF_FILES


# Two platforms -------------------------------------------------------------------------------------------------------


def test_two_full_platforms_make_one_pair_and_its_two_directions(world, world_docs):
    assert world.pairs == ("alpha+beta",)
    assert world.columns == (*FULL, "own")
    assert {deck.id for deck in coach.all_decks(world)} >= {"alpha-to-beta", "beta-to-alpha", *FULL}
    assert PARTIAL not in json.dumps(selector_data(world))
    directions = rendered(world, world_docs, '{{ show("directions") }}')
    assert set(re.findall(r"translate/(\w+-to-\w+)/", directions)) == {"alpha-to-beta", "beta-to-alpha"}


def test_all_groups_of_a_board_have_its_columns(world, world_docs):
    board = rendered(world, world_docs, SHOW_BOARD)
    assert heads(board) == {name: [*FULL, PARTIAL] for name in world.capabilities}
    assert all(not cell.text for cell in html.fromstring(board).cssselect(f"tr[id^=reg] > td[data-platform={PARTIAL}]"))


# Not compared yet ----------------------------------------------------------------------------------------------------


def open_rows(catalog, platform):
    """Return the rows that others answer in the platform's capabilities and it does not."""
    return {name for name in catalog.rows if platform in catalog.not_compared(name)}


def test_what_nobody_looked_at_is_not_compared_yet_and_no_mark(world, world_docs):
    assert open_rows(world, PARTIAL) == {"ep-kinds", "ep-split"}
    for row in world.rows:
        view = views.row_view(world, row)
        assert (view.cell(PARTIAL) is not None) == (PARTIAL in world.rows[row].platforms)
        assert view.not_compared == ((PARTIAL,) if row in open_rows(world, PARTIAL) else ())
    board = html.fromstring(f"<div>{rendered(world, world_docs, SHOW_BOARD)}</div>")
    marked = {row.get("id"): row.xpath(f"./td[@data-platform='{PARTIAL}']/@data-mark") for row in board.iter("tr")}
    assert [marked[row] for row in ("ep-kinds", "ep-rollback", "ep-zero")] == [
        ["not-compared"],
        ["yes"],
        ["not-documented"],
    ]


def test_tallies_count_it_apart_from_unknown(world):
    marks = answers_by_mark(world)
    assert (marks[PARTIAL][NOT_COMPARED], marks[PARTIAL]["not documented"]) == (4, 1)
    assert all(sum(marks[name].values()) == len(world.rows) for name in world.platforms)
    assert all(marks[name][NOT_COMPARED] == 0 for name in FULL)
    assert all(
        NOT_COMPARED not in of for of in answers_by_mark(replace(world, platforms=world.full_platforms)).values()
    )
    assert totals(world)[-1].cells == sum(len(row.platforms) for row in world.rows.values())


def test_the_guide_filters_by_it_where_a_platform_is_partial(world, world_docs):
    alone = replace(world, platforms=world.full_platforms)
    filters = [rendered(catalog, world_docs, '{{ show("board_filters") }}') for catalog in (world, alone)]
    assert ['value="not-compared"' in text for text in filters] == [True, False]


def test_json_and_csv_leave_it_out(world, world_docs):
    files = api_files(world, SITE, world_docs)
    rows = json.loads(files["rows.json"])["rows"]
    assert {row["id"] for row in rows if PARTIAL in row["platforms"]} == {"ep-rollback", "ep-zero"}
    cells = json.loads(files["schemas/rows.json"])["$defs"]["Row"]["properties"]["platforms"]
    assert (cells["required"], cells["propertyNames"]["enum"]) == ([*FULL], [*FULL, PARTIAL])
    lines = csv.DictReader(io.StringIO(files["rows.csv"].decode()))
    assert {line["row"] for line in lines if line["platform"] == PARTIAL} == {"ep-rollback", "ep-zero"}


# A fourth platform ---------------------------------------------------------------------------------------------------


@pytest.fixture
def grown(world_data):
    add_platform(world_data, rows_each=1)
    return load_catalog(world_data)


def test_a_fourth_platform_is_a_fourth_column_and_in_no_pair(world, grown, world_docs):
    board = rendered(grown, world_docs, SHOW_BOARD)
    assert heads(board) == {name: [*FULL, PARTIAL, NEW] for name in grown.capabilities}
    assert [*grown.platforms] == [*FULL, PARTIAL, NEW]
    assert (grown.pairs, grown.columns) == (world.pairs, world.columns)
    assert [deck.id for deck in coach.all_decks(grown)] == [deck.id for deck in coach.all_decks(world)]
    assert selector_data(grown)["platforms"] == selector_data(world)["platforms"]
    assert totals(grown)[-1].cells == totals(world)[-1].cells + 2
    assert answers_by_mark(grown)[NEW][NOT_COMPARED] == len(world.rows) - 2
    assert answers_by_mark(grown)[PARTIAL][NOT_COMPARED] == answers_by_mark(world)[PARTIAL][NOT_COMPARED]
    services = {view.platform: view.marks for view in views.services(grown, "online-endpoints")}
    assert services[NEW][NOT_COMPARED] == 3
