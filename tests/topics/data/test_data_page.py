"""The page of the data API: examples that run, sizes, columns and fields."""

from __future__ import annotations

import csv
import html
import io
import re
import subprocess
import sys

import pytest
from api_records import SITE, parsed
from conftest import OF_THE_DATA

from cloud_ml_platforms.topics.data import content as api
from cloud_ml_platforms.topics.data import shapes as s
from cloud_ml_platforms.topics.macros import show
from cloud_ml_platforms.topics.page import Page


@pytest.fixture(scope="module")
def catalog(each):
    return each


@pytest.fixture(scope="module")
def data(api_files):
    return parsed(api_files)


def examples(site, *beginnings):
    """The code on the page that begins so."""
    page = (site / "reference" / "data" / "index.html").read_text(encoding="utf-8")
    blocks = re.findall(r'<div class="language-\w+ highlight"><pre>.*?<code>(.*?)</code>', page, re.DOTALL)
    found = [html.unescape(re.sub(r"<[^>]+>", "", block)) for block in blocks]
    assert len(found) == 6
    return [code for code in found if code.startswith(beginnings)]


@pytest.mark.site
@OF_THE_DATA
def test_the_examples_for_the_shell_run(site, base_url, data, tmp_path):
    shell = examples(site, "curl")
    assert len(shell) == 3
    assert all(SITE in code for code in shell)
    run = [
        subprocess.run(
            ["sh", "-c", code.replace(SITE, base_url)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        for code in shell
    ]
    assert [done.stderr for done in run] == [""] * 3
    (row,) = [row for row in data["rows.json"]["rows"] if row["id"] == "ep-scale-to-zero"]
    assert run[0].stdout.splitlines() == [
        f"{name}: {cell['mark']}. {cell['answer']['markdown']}" for name, cell in row["platforms"].items()
    ]
    assert run[1].stdout.strip() == data["index.json"]["data_version"]
    assert run[2].stdout.startswith(f"# {row['name']}\n")


@pytest.mark.site
@OF_THE_DATA
def test_the_example_for_python_runs(site, base_url, data, tmp_path):
    """With the standard library alone."""
    (code,) = examples(site, "import")
    command = [sys.executable, "-I", "-c", code.replace(SITE, base_url)]
    out = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
    ).stdout.splitlines()
    oldest = sorted(cell["oldest_source"] for row in data["rows.json"]["rows"] for cell in row["platforms"].values())
    assert [line.split()[0] for line in out] == oldest[:5]
    assert all(line.split()[1].startswith(SITE) for line in out)


@pytest.mark.site
def test_the_examples_for_spreadsheets_name_a_table_that_is_served(site, base_url):
    from urllib.request import urlopen

    formulas = examples(site, "=", "let")
    assert [code.split("(")[0].split()[0] for code in formulas] == ["=IMPORTDATA", "let"]
    for code in formulas:
        (address,) = re.findall(r'"(https://[^"]+)"', code)
        with urlopen(address.replace(SITE, base_url)) as answer:
            assert answer.headers.get_content_type() == "text/csv"
            lines = list(csv.reader(io.StringIO(answer.read().decode(), newline="")))
        assert lines[0][0] == "row"


@pytest.mark.site
@OF_THE_DATA
def test_the_page_says_sizes_columns_and_fields(site, data):
    page = (site / "reference" / "data" / "index.html").read_text(encoding="utf-8")
    index = data["index.json"]
    for entry in [*index["files"], *index["tables"]]:
        assert f">{entry['name']}</a>" in page
    for table in index["tables"]:
        for column in table["columns"]:
            assert f"<code>{column['name']}</code>: {html.escape(column['what'])}" in page.replace("&#39;", "&#x27;")
    for shape in s.shapes():
        assert f"<code>{shape.__name__}</code>: " in page
        for field in s.fields(shape):
            assert f"<code>{field.name}</code>" in page


def test_the_page_before_the_files_are_written_is_told(tmp_path):
    with pytest.raises(LookupError, match="python -m cloud_ml_platforms prepare"):
        api.read_index(tmp_path)


@pytest.mark.parametrize("name", ["data_files", "data_tables", "data_versions"])
def test_pages_show_the_index(api_files, catalog, tmp_path, monkeypatch, name):
    monkeypatch.setattr("cloud_ml_platforms.topics.data.views.DOCS", tmp_path)
    (tmp_path / "api/v1").mkdir(parents=True)
    (tmp_path / "api/v1/index.json").write_bytes(api_files["index.json"])
    assert show(Page("", catalog=catalog), name).strip()
