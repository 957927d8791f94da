"""The data API: valid, readable, with addresses that lead somewhere and versions that say what changed."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from urllib.parse import urldefrag

import pytest
from api_records import SITE, contents, parsed, read_markdown, records_in, shape_of, whole_records
from conftest import OF_THE_DATA, OF_THE_WORLD
from jsonschema import Draft202012Validator, FormatChecker

from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.site.addresses import all_addresses
from cloud_ml_platforms.site.site_check import MACHINE_PATHS, read_page
from cloud_ml_platforms.text.inline import blocks_to_markdown, blocks_to_text, to_markdown
from cloud_ml_platforms.text.links import Links
from cloud_ml_platforms.topics.data import content as api
from cloud_ml_platforms.topics.data import shapes as s


@pytest.fixture(scope="module")
def catalog(each):
    return each


@pytest.fixture(scope="module")
def data(api_files):
    return parsed(api_files)


@pytest.fixture(scope="module")
def whole(catalog, each_docs):
    return whole_records(catalog, each_docs)


# Valid ---------------------------------------------------------------------------------------------------------------


def validator(data, path):
    name = path.removesuffix(".json")
    assert data[path]["$schema"] == data[f"schemas/{name}.json"]["$id"] == f"{SITE}api/v1/schemas/{name}.json"
    return Draft202012Validator(data[f"schemas/{name}.json"], format_checker=FormatChecker())


def test_every_schema_is_one_and_every_file_fits_its_own(data):
    assert {path for path in data if path.startswith("schemas/")} == {f"schemas/{name}.json" for name in api.SCHEMAS}
    for path in data:
        if path.startswith("schemas/"):
            assert data[path]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
            Draft202012Validator.check_schema(data[path])
    for path in contents(data):
        faults = [
            f"{path} {fault.json_path}: {fault.message}" for fault in validator(data, path).iter_errors(data[path])
        ]
        assert not faults, faults[:3]


def test_no_file_has_a_field_that_its_shape_lacks(api_files, data):
    for path in contents(data):
        shape_of(path).model_validate_json(api_files[path], strict=True)


@OF_THE_WORLD
@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda row: row.pop("asks"), "'asks' is a required property"),
        (lambda row: row["platforms"].pop("beta"), "'beta' is a required property"),
        (lambda row: row["platforms"]["alpha"].update(mark="full"), "'full' is not"),
        (lambda row: row["platforms"]["alpha"].update(oldest_read="today"), "'today' does not match"),
        (lambda row: row["platforms"].update(heroku=row["platforms"]["alpha"]), "'heroku' is not one of"),
        (lambda row: row.update(asks="what?"), "'what?' is not of type 'object'"),
    ],
)
def test_the_schemas_can_fail(data, change, fault):
    path = "rows.json"
    wrong = {**data[path], "rows": json.loads(json.dumps(data[path]["rows"][:1]))}
    change(wrong["rows"][0])
    assert [found.message for found in validator(data, path).iter_errors(wrong) if fault in found.message]


DATES = {
    "as_of",
    "content_date",
    "date",
    "ends",
    "gone",
    "oldest_read",
    "oldest_source",
    "read",
    "reviewed",
    "since",
    "until",
}


@OF_THE_WORLD
def test_the_schemas_take_no_date_that_is_none(data):
    shapes = [
        shape
        for path, schema in data.items()
        if path.startswith("schemas/")
        for title, shape in [("", schema), *schema["$defs"].items()]
        if title != "Deprecation"  # its `since` is a version
    ]
    fields = [shape["properties"][name] for shape in shapes for name in DATES & set(shape["properties"])]
    assert len(fields) > 2 * len(DATES)
    for field in fields:
        validator = Draft202012Validator(field)
        assert validator.is_valid("2026-11-27"), field
        assert not [text for text in ("", "today", "2026-1", "2026-11-27T00:00") if validator.is_valid(text)], field


@OF_THE_WORLD
def test_a_field_of_a_later_version_does_no_harm(data):
    later = {**data["rows.json"], "new": 1}
    later["rows"] = [{**row, "new": {"of": "a later version"}} for row in later["rows"]]
    validator(data, "rows.json").validate(later)


@OF_THE_WORLD
def test_every_field_is_described(data):
    for path, schema in data.items():
        if path.startswith("schemas/"):
            for record in [schema, *schema["$defs"].values()]:
                assert record["description"], path
                for name, field in record["properties"].items():
                    refers = schema["$defs"].get(field.get("$ref", "").rpartition("/")[2], {})
                    assert field.get("description") or refers.get("description"), f"{path} {record['title']}.{name}"


# Texts and addresses -------------------------------------------------------------------------------------------------


def texts(data):
    for path in api.FILES:
        for record in records_in(data[f"{path}.json"]):
            if set(record) == {"markdown"}:
                yield record["markdown"]


def test_markdown_reads_as_the_plain_text(catalog, whole):
    """The plain text is what the tables have; no JSON repeats it."""
    count = 0
    for record in records_in(whole):
        if set(record) == {"markdown", "text"}:
            assert read_markdown(record["markdown"])[0] == " ".join(record["text"].split())
            count += 1
    assert count > 20 * len(catalog.rows)


SIGNS = ["*", "_", "`", "[", "](x)", "<b>", "&lt;", "#", "- ", "1. ", "~~~", "> ", "\\", "word", " ", "snake_case", "!"]


@OF_THE_WORLD
@pytest.mark.parametrize("first", SIGNS)
def test_signs_of_markdown_stay_as_they_are_written(catalog, first):
    links = Links("", site=SITE)
    for second in SIGNS:
        for third in SIGNS:
            text = (first + second + third).strip()
            if not re.search(r"`|\[\[|\{|\*\*", text):
                assert read_markdown(to_markdown(text, catalog, links))[0] == " ".join(text.split()), text


@OF_THE_WORLD
def test_inline_texts_become_markdown(catalog):
    links = Links("", site=SITE)
    text = "{a|Point `blue` at **all**}, see [[ep-kinds|`kinds`]] * _x_ ([[TERM]]); [docs](https://x.example/a_b)"
    term = next(iter(catalog.terms.values()))
    text = text.replace("TERM", term.id)
    assert to_markdown(text, catalog, links) == (
        f"Point `blue` at **all**, see [`kinds`]({SITE}compare/online-endpoints/#ep-kinds) \\* \\_x\\_"
        f" ([{term.term}]({SITE}reference/glossary/#{term.id})); [docs](https://x.example/a_b)"
    )
    assert "[" not in to_markdown(text, catalog, links, linked=False)
    with pytest.raises(LookupError, match="found \\[\\[no-such-row\\]\\]"):
        to_markdown("see [[no-such-row]]", catalog, links)
    blocks = "One\nparagraph.\n\n- first `a`\n- second"
    assert blocks_to_markdown(blocks, catalog, links) == "One paragraph.\n\n- first `a`\n- second"
    assert blocks_to_text(blocks, catalog) == "One paragraph.\n\n- first a\n- second"


def test_nothing_of_our_own_notation_or_this_machine_is_left(api_files):
    for path, content in api_files.items():
        text = content.decode()
        assert not re.search(r"\[\[[a-z0-9-]+[ |\]]", text), path
        assert not [found for found in MACHINE_PATHS if found in text], path
        assert text.endswith("\n"), path


@pytest.mark.site
@OF_THE_DATA
def test_every_address_in_it_leads_somewhere(site, data):
    """Pages of records, links in texts and files: each is in the built site, with its anchor."""
    wanted = {
        record[name]
        for path in contents(data)
        for record in records_in(data[path])
        for name in ("page", "section")
        if record.get(name)
    }
    wanted |= {link for markdown in texts(data) for link in read_markdown(markdown)[1]}
    ids = {}
    for address in sorted(wanted):
        if not address.startswith(SITE):
            assert address.startswith("https://"), address
            continue
        page, anchor = urldefrag(address.removeprefix(SITE))
        if page not in ids:
            ids[page] = {found for found, _ in read_page(site / page / "index.html").ids}
        assert not anchor or anchor in ids[page], address
    assert len(wanted) > 2000


@pytest.mark.site
@OF_THE_DATA
def test_the_site_has_the_files_of_its_index(site, catalog, api_files, data):
    folder = site / "api" / "v1"
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == set(api_files)
    different = [path for path, content in api_files.items() if (folder / path).read_bytes() != content]
    assert not different
    index = data["index.json"]
    for entry in [*index["files"], *index["tables"]]:
        content = api_files[entry["url"].removeprefix(f"{SITE}api/v1/")]
        assert (entry["bytes"], entry["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    for entry in index["files"]:
        assert entry["records"] == {list_: len(data[entry["name"]][list_]) for list_ in entry["records"]}
    assert {entry["name"] for entry in index["files"]} == {f"{name}.json" for name in api.FILES}
    assert index["documentation"] == f"{SITE}reference/data/"
    assert set(api.api_paths()) == {f"api/v1/{path}" for path in api_files}
    assert set(api.api_paths()) <= set(all_addresses(catalog))


@pytest.mark.site
@OF_THE_DATA
def test_the_copy_from_disk_has_every_file_but_the_journal(offline_site, api_files):
    folder = offline_site / "api" / "v1"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there == set(api_files) - {"journal.json"}


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize(("width", "most"), [(1440, 2700), (390, 3500)])
def test_the_page_of_the_data_is_short_until_a_link_opens_a_group(base_url, open_page, width, most):
    page = open_page(f"{base_url}reference/data/", width=width)
    assert page.evaluate("document.documentElement.scrollHeight") <= most
    assert page.locator("#with-python").is_hidden()
    page.evaluate("location.hash = 'with-python'")
    page.locator("#with-python").wait_for()
    assert page.locator("table.plain:visible").count() == 0


@pytest.mark.site
@pytest.mark.browser
def test_numbers_in_code_are_numbers_and_no_marks(base_url, open_page):
    page = open_page(f"{base_url}reference/data/")
    numbers = page.locator("pre:visible .m")
    assert numbers.count() > 0
    assert set(numbers.evaluate_all("all => all.map((one) => getComputedStyle(one).textIndent)")) == {"0px"}


# Versions ------------------------------------------------------------------------------------------------------------


def test_versions_say_what_changed(catalog, api_files, data):
    versions = {
        (data[path]["schema_version"], data[path]["data_version"], data[path]["as_of"]) for path in contents(data)
    }
    ((shape, version, as_of),) = versions
    assert (shape, as_of) == (s.SCHEMA_VERSION, catalog.as_of)
    assert re.fullmatch(rf"{as_of}\.[0-9a-f]{{6}}", version)


@OF_THE_WORLD
def test_the_data_version_follows_the_content_and_not_the_address(catalog, each_docs, data):
    version = data["index.json"]["data_version"]

    def of(other, site):
        return api.api_version(other, api.content(other, Links("", docs=each_docs, site=site)), site)

    assert of(catalog, "https://elsewhere.example/ml/") == version
    term = next(iter(catalog.terms.values()))
    terms = {**catalog.terms, term.id: term.model_copy(update={"short": term.short + " Indeed."})}
    changed = of(replace(catalog, terms=terms), SITE)
    assert changed != version
    assert changed.split(".")[0] == version.split(".")[0]


def test_a_file_is_written_a_record_a_line(api_files, data):
    lines = api_files["rows.json"].decode().splitlines()
    (line,) = [line for line in lines if line.startswith('{"id":"ep-kinds",')]
    assert json.loads(line.rstrip(",")) in data["rows.json"]["rows"]
    assert len(lines) == len(data["rows.json"]["rows"]) + 9


def test_the_changelog_speaks_of_this_version():
    text = (ROOT / "docs" / "reference" / "data.md").read_text(encoding="utf-8")
    found = re.findall(r"^### (\d+\.\d+\.\d+) ", text.partition("## Changelog")[2], re.MULTILINE)
    assert found[0] == s.SCHEMA_VERSION
