"""The data API: valid, whole, the same as the catalog, documented by examples that run; the package with types."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from email.parser import Parser
from urllib.parse import urldefrag

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from markdown_it import MarkdownIt

from macros import data_api as api
from macros import data_shapes as s
from macros import models as m
from macros.catalog import ROOT, evidence_in
from macros.data_tables import SOURCES, TABLES, TableSpec, as_csv, safe
from macros.inline import blocks_to_markdown, blocks_to_text, to_markdown, to_text
from macros.links import Links
from publish import data_api
from publish.addresses import ReleaseError, addresses
from publish.build import OFFLINE_DROP
from publish.data_package import MODULE, NAME, PackageError, types_module, wheel
from publish.prepare import prepare
from publish.site_check import MACHINE_PATHS, read_page
from publish.site_url import site_url

SITE = site_url()
LISTS = {(name, list_) for name, spec in api.FILES.items() for list_ in spec.lists}


@pytest.fixture(scope="module")
def files(catalog):
    """The content of every file, by its path under /api/v1/. Links lead to pages, which must be there."""
    prepare(catalog)
    return data_api.api_files(catalog, SITE)


@pytest.fixture(scope="module")
def data(files):
    """Every JSON file, parsed."""
    return {path: json.loads(content) for path, content in files.items() if path.endswith(".json")}


@pytest.fixture(scope="module")
def tables(files):
    """The lines of every CSV table, header first."""
    return {
        path: list(csv.reader(io.StringIO(content.decode(), newline="")))
        for path, content in files.items()
        if path.endswith(".csv")
    }


def shape_of(path):
    if path == "index.json":
        return s.IndexFile
    return s.RowFile if path.startswith("rows/") else api.FILES[path.removesuffix(".json")].shape


def records_in(value):
    """Every object in a parsed file, however deep."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from records_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from records_in(item)


# Valid ---------------------------------------------------------------------------------------------------------------


def validator(data, path):
    name = "row" if path.startswith("rows/") else path.removesuffix(".json")
    assert data[path]["$schema"] == data[f"schemas/{name}.json"]["$id"] == f"{SITE}api/v1/schemas/{name}.json"
    return Draft202012Validator(data[f"schemas/{name}.json"], format_checker=FormatChecker())


def contents(data):
    return [path for path in data if not path.startswith("schemas/")]


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


def test_no_file_has_a_field_that_its_shape_lacks(files, data):
    for path in contents(data):
        shape_of(path).model_validate_json(files[path], strict=True)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda row: row.pop("asks"), "'asks' is a required property"),
        (lambda row: row["platforms"].pop("azure-ml"), "does not have enough properties"),
        (lambda row: row["platforms"]["sagemaker"].update(support="yes"), "'yes' is not one of"),
        (lambda row: row["platforms"]["sagemaker"].update(oldest_read="today"), "'today' does not match"),
        (lambda row: row["platforms"].update(heroku=row["platforms"]["sagemaker"]), "'heroku' is not one of"),
        (lambda row: row.update(asks="what?"), "'what?' is not of type 'object'"),
    ],
)
def test_the_schemas_can_fail(data, change, fault):
    path = "rows/ep-scale-to-zero.json"
    wrong = json.loads(json.dumps(data[path]))
    change(wrong["row"])
    assert [found.message for found in validator(data, path).iter_errors(wrong) if fault in found.message]


def test_a_field_of_a_later_version_does_no_harm(data):
    later = {**data["rows/ep-scale-to-zero.json"], "new": 1}
    later["row"] = {**later["row"], "new": {"of": "a later version"}}
    validator(data, "rows/ep-scale-to-zero.json").validate(later)


def test_every_field_is_described(data):
    for path, schema in data.items():
        if path.startswith("schemas/"):
            for record in [schema, *schema["$defs"].values()]:
                assert record["description"], path
                for name, field in record["properties"].items():
                    refers = schema["$defs"].get(field.get("$ref", "").rpartition("/")[2], {})
                    assert field.get("description") or refers.get("description"), f"{path} {record['title']}.{name}"


# As the catalog has it -----------------------------------------------------------------------------------------------


def evidence_back(items):
    return tuple(m.Evidence(**{name: item[name] for name in ("source", "at", "read", "shows")}) for item in items)


def stripped(evidence):
    return tuple(item.model_copy(update={"at": item.at.strip(), "shows": item.shows.strip()}) for item in evidence)


def stage_of(way):
    """What has no way there has no stage, unless it is one that is closed."""
    return None if way.support in {"none", "unknown"} and way.stage == "ga" else way.stage


def test_there_and_back_rows_answer_what_the_catalog_answers(catalog, data):
    """Ids, marks, ways, events and evidence, read from the API alone, are those of the catalog."""
    found = {row["id"]: row for row in data["rows.json"]["rows"]}
    assert list(found) == list(catalog.rows)
    for row in catalog.rows.values():
        assert found[row.id]["capability"] == catalog.row_capability[row.id].id
        assert list(found[row.id]["platforms"]) == list(m.PLATFORMS)
        for platform, cell in row.platforms.items():
            back = found[row.id]["platforms"][platform]
            assert back["support"] == cell.support
            assert back["event"] == (cell.event or (cell.ways[0].event if len(cell.ways) == 1 else None))
            assert evidence_back(back["evidence"]) == stripped(cell.evidence)
            ways = [(way["id"], way["support"], way["stage"], way["since"], way["event"]) for way in back["ways"]]
            assert ways == [(way.id, way.support, stage_of(way), way.since, way.event) for way in cell.ways]
            for way, own in zip(back["ways"], cell.ways, strict=True):
                assert evidence_back(way["evidence"]) == stripped(own.evidence)
                assert way["how"]["text"] == to_text(own.how.strip(), catalog)
                assert [mark["ref"] for mark in way["api"]] == list(dict.fromkeys(ref.ref for ref in own.api))
            assert back["answer"]["text"] == to_text((cell.short or cell.ways[0].how).strip(), catalog)


def test_a_row_alone_is_the_row_among_all(catalog, data):
    for row in data["rows.json"]["rows"]:
        own = data[f"rows/{row['id']}.json"]
        assert own["row"] == row
        assert own["url"] == row["api_url"] == f"{SITE}api/v1/rows/{row['id']}.json"
    assert {path for path in data if path.startswith("rows/")} == {f"rows/{name}.json" for name in catalog.rows}


def test_limits_have_the_values_of_the_catalog(catalog, data):
    found = {limit["id"]: limit for limit in data["limits.json"]["limits"]}
    assert list(found) == list(catalog.limits)
    for limit in catalog.limits.values():
        assert (found[limit.id]["unit"], found[limit.id]["rows"]) == (limit.unit, list(limit.rows))
        for platform, cell in limit.platforms.items():
            back = found[limit.id]["platforms"][platform]
            assert back["state"] == cell.state
            assert evidence_back(back["evidence"]) == stripped(cell.evidence)
            for value, own in zip(back["values"], cell.values, strict=True):
                assert (value["way"], value["rule"], value["raisable"]) == (own.way, own.rule, own.raisable)
                assert (own.value if value["number"] is None else value["number"]) == own.value
                assert evidence_back(value["evidence"]) == stripped(own.evidence)


def test_every_list_has_the_records_of_the_catalog(catalog, data):
    expected = {
        ("platforms", "platforms"): list(catalog.platforms),
        ("capabilities", "capabilities"): list(catalog.capabilities),
        ("rows", "rows"): list(catalog.rows),
        ("limits", "limits"): list(catalog.limits),
        ("names", "things"): sorted(catalog.things),
        ("names", "events"): sorted(catalog.events),
        ("lifecycle", "questions"): [question.id for question in catalog.lifecycle],
        ("contested", "questions"): list(catalog.contested),
        ("beliefs", "beliefs"): list(catalog.beliefs),
        ("glossary", "terms"): list(catalog.terms),
        ("translations", "translations"): list(catalog.translated),
        ("questions", "questions"): list(catalog.questions),
        ("sources", "sources"): sorted(catalog.sources),
        ("prices", "meters"): list(catalog.meters),
        ("prices", "prices"): list(catalog.prices),
        ("billing", "uses"): list(catalog.uses),
        ("selection", "constraints"): [item.id for item in catalog.constraints],
        ("selection", "criteria"): list(catalog.criteria),
        ("selection", "clashes"): [item.id for item in catalog.clashes],
        ("selection", "signals"): list(catalog.signals),
        ("selection", "presets"): list(catalog.presets),
        ("selection", "decisions"): [item.id for item in catalog.decisions],
        ("alternatives", "alternatives"): list(catalog.alternatives),
        ("alternatives", "leaving"): list(catalog.leaving),
    }
    assert set(expected) | {("journal", "changes")} == LISTS
    for (name, list_), ids in expected.items():
        found = [record["id"] for record in data[f"{name}.json"][list_]]
        assert (sorted(found) if name in {"names", "sources"} else found) == ids
        assert len(found) == len(set(found))


def test_prices_stay_blank_where_none_was_found(catalog, data):
    for price in data["prices.json"]["prices"]:
        own = catalog.prices[price["id"]]
        assert (price["usd"], price["as_of"], price["of"], price["meter"]) == (own.usd, own.as_of, own.of, own.meter)
        assert evidence_back(price["evidence"]) == stripped(own.evidence)


def test_a_question_says_which_words_make_which_point(catalog, data):
    made = 0
    for question in data["questions.json"]["questions"]:
        own = catalog.questions[question["id"]]
        assert [point["id"] for point in question["points"]] == [point.id for point in own.points]
        for point in question["points"]:
            for words in point["made"]:
                assert words in " ".join(question["answer"]["text"].split()), question["id"]
                made += 1
    assert made >= 2 * len(catalog.questions)


def test_the_journal_counts_from_its_beginning(catalog, data):
    changes = data["journal.json"]["changes"]
    assert [change["number"] for change in changes] == list(range(len(catalog.changes), 0, -1))
    assert [change["why"] for change in changes][-1] == to_text(catalog.changes[0].why, catalog)
    facts = [fact["fact"] for change in changes for fact in change["facts"]]
    assert sorted(facts) == sorted(fact.fact for change in catalog.changes for fact in change.facts)


def test_evidence_is_joined_with_its_source(catalog, data):
    count = 0
    for path in api.FILES:
        for record in records_in(data[f"{path}.json"]):
            if "shows" in record and "read" in record:
                source = catalog.sources[record["source"]]
                joined = (record["title"], record["url"], record["content_date"], record["publisher"], record["kind"])
                assert joined == (source.title, source.url, source.content_date, source.publisher, source.kind)
                count += 1
    assert count == sum(1 for _ in catalog.evidence_by_record()), "all that the site has"


def test_every_id_that_cites_a_source_or_is_new_stands_in_a_file(data):
    ids = {record["id"] for path in api.FILES for record in records_in(data[f"{path}.json"]) if "id" in record}
    cited = {name for source in data["sources.json"]["sources"] for name in source["cited_by"]}
    assert cited
    assert cited <= ids


def test_both_sides_of_a_contested_question_stand_with_their_evidence(catalog, data):
    for found in data["contested.json"]["questions"]:
        own = catalog.contested[found["id"]]
        assert found["question"]["text"] == to_text(own.question, catalog)
        assert found["we_go_by"]["text"] == blocks_to_text(own.we_go_by, catalog)
        assert [side["says"]["text"] for side in found["sides"]] == [to_text(side.says, catalog) for side in own.sides]
        assert [evidence_back(side["evidence"]) for side in found["sides"]] == [stripped(s.evidence) for s in own.sides]


def test_a_belief_says_whether_it_holds_and_until_when_it_did(catalog, data):
    for found in data["beliefs.json"]["beliefs"]:
        own = catalog.beliefs[found["id"]]
        told = (own.platform, own.holds, own.until, own.event, list(own.rows))
        assert tuple(found[name] for name in ("platform", "holds", "until", "event", "rows")) == told
        assert found["claim"]["text"] == to_text(own.claim, catalog)
        assert found["answer"]["text"] == to_text(own.answer, catalog)


# Texts and addresses -------------------------------------------------------------------------------------------------


def texts(data):
    for path in api.FILES:
        for record in records_in(data[f"{path}.json"]):
            if set(record) == {"markdown", "text"}:
                yield path, record


def read_markdown(markdown):
    """What a reader of CommonMark sees, in one line; and the links."""
    words, links, item = [], [], ""
    for token in MarkdownIt("commonmark").parse(markdown):
        assert token.type not in {"html_block", "heading_open", "blockquote_open", "ordered_list_open", "fence", "hr"}
        if token.type == "list_item_open":
            item = "- "
        if token.type == "inline":
            seen = []
            for child in token.children:
                assert child.type != "html_inline", markdown
                seen.append(" " if child.type == "softbreak" else child.content)
                links += [child.attrs["href"]] if child.type == "link_open" else []
            words.append(item + "".join(seen))
            item = ""
    return " ".join(" ".join(words).split()), links


def test_markdown_reads_as_the_plain_text(data):
    count = 0
    for path, record in texts(data):
        assert read_markdown(record["markdown"])[0] == " ".join(record["text"].split()), path
        count += 1
    assert count > 5000


SIGNS = ["*", "_", "`", "[", "](x)", "<b>", "&lt;", "#", "- ", "1. ", "~~~", "> ", "\\", "word", " ", "snake_case", "!"]


@pytest.mark.parametrize("first", SIGNS)
def test_signs_of_markdown_stay_as_they_are_written(catalog, first):
    links = Links("", site=SITE)
    for second in SIGNS:
        for third in SIGNS:
            text = (first + second + third).strip()
            if not re.search(r"`|\[\[|\{|\*\*", text):
                assert read_markdown(to_markdown(text, catalog, links))[0] == " ".join(text.split()), text


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


def test_nothing_of_our_own_notation_or_this_machine_is_left(files):
    for path, content in files.items():
        if not path.endswith(".whl"):
            text = content.decode()
            assert not re.search(r"\[\[[a-z0-9-]+[ |\]]", text), path
            assert not [found for found in MACHINE_PATHS if found in text], path
            assert text.endswith("\n"), path


@pytest.mark.site
def test_every_address_in_it_leads_somewhere(site, data):
    """Pages of records, links in texts and files: each is in the built site, with its anchor."""
    wanted = {
        record[name]
        for path in contents(data)
        for record in records_in(data[path])
        for name in ("page", "section")
        if record.get(name)
    }
    wanted |= {link for _, record in texts(data) for link in read_markdown(record["markdown"])[1]}
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
def test_the_site_has_the_files_of_its_index(site, catalog, files, data):
    folder = site / "api" / "v1"
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == set(files)
    different = [path for path, content in files.items() if (folder / path).read_bytes() != content]
    assert not different
    index = data["index.json"]
    for entry in [*index["files"], *index["tables"], index["package"]]:
        content = files[entry["url"].removeprefix(f"{SITE}api/v1/")]
        assert (entry["bytes"], entry["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    for entry in index["files"]:
        assert entry["records"] == {list_: len(data[entry["name"]][list_]) for list_ in entry["records"]}
    assert {entry["name"] for entry in index["files"]} == {f"{name}.json" for name in api.FILES}
    assert index["rows"]["url_template"].replace("{id}", "ep-kinds") == data["rows/ep-kinds.json"]["url"]
    assert index["documentation"] == f"{SITE}reference/data/"
    assert set(api.paths(catalog)) == {f"api/v1/{path}" for path in files if not path.endswith(".whl")}
    assert set(api.paths(catalog)) <= set(addresses(catalog))


@pytest.mark.site
def test_it_is_not_in_the_search_index(site):
    text = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert '"reference/data/' in text
    assert '"location":"api/' not in text
    assert "url_template" not in text


@pytest.mark.site
def test_the_copy_from_disk_has_every_file_but_single_rows_and_the_wheel(offline_site, files):
    folder = offline_site / "api" / "v1"
    dropped = ("rows/", "python/")
    assert {f"api/v1/{name[:-1]}" for name in dropped} <= set(OFFLINE_DROP)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there == {path for path in files if not path.startswith(dropped)}
    page = (offline_site / "reference" / "data.html").read_text(encoding="utf-8")
    assert f'href="{SITE}api/v1/python/{MODULE}-' in page


# Versions ------------------------------------------------------------------------------------------------------------


def test_versions_say_what_changed(catalog, files, data):
    versions = {
        (data[path]["schema_version"], data[path]["data_version"], data[path]["as_of"]) for path in contents(data)
    }
    ((shape, version, as_of),) = versions
    assert (shape, as_of) == (s.SCHEMA_VERSION, catalog.as_of)
    assert re.fullmatch(rf"{as_of}\.[0-9a-f]{{6}}", version)
    assert (
        data["index.json"]["release"]
        == re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)[1]
    )


def test_the_data_version_follows_the_content_and_not_the_address(catalog, data):
    version = data["index.json"]["data_version"]

    def of(other, site):
        return api.data_version(other, api.content(other, Links("", site=site)), site)

    assert of(catalog, "https://elsewhere.example/ml/") == version
    term = next(iter(catalog.terms.values()))
    terms = {**catalog.terms, term.id: term.model_copy(update={"short": term.short + " Indeed."})}
    changed = of(replace(catalog, terms=terms), SITE)
    assert changed != version
    assert changed.split(".")[0] == version.split(".")[0]


def test_a_file_is_written_a_record_a_line(files, data):
    lines = files["rows.json"].decode().splitlines()
    (line,) = [line for line in lines if line.startswith('{"id":"ep-kinds",')]
    assert json.loads(line.rstrip(",")) in data["rows.json"]["rows"]
    assert len(lines) == len(data["rows.json"]["rows"]) + 9


def test_the_changelog_speaks_of_this_version():
    text = (ROOT / "docs" / "reference" / "data.md").read_text(encoding="utf-8")
    found = re.findall(r"^### (\d+\.\d+\.\d+) ", text.partition("## Changelog")[2], re.MULTILINE)
    assert found[0] == s.SCHEMA_VERSION
    assert sorted(found, key=data_api._numbers, reverse=True) == found


# What was promised ---------------------------------------------------------------------------------------------------


def test_todays_shapes_keep_what_was_promised():
    assert [str(fault) for fault in data_api.shape_faults()] == []


@pytest.fixture
def promised(tmp_path, monkeypatch):
    """Write a promise of its own version; `change` makes it another than today's shape."""
    monkeypatch.setattr("publish.data_api.SHAPES", tmp_path)

    def write(change, version=s.SCHEMA_VERSION):
        path = data_api.write_shape()
        shape = json.loads(path.read_text(encoding="utf-8"))
        change(shape)
        path.unlink()
        (tmp_path / f"{version}.json").write_text(json.dumps(shape, indent=1), encoding="utf-8")
        return [str(fault) for fault in data_api.shape_faults()]

    return write


def test_a_field_that_is_gone_is_told(promised):
    (gone, version) = promised(lambda shape: shape.update({"Row.merit": "str"}))
    assert "Row.merit: found no such field in macros/data_shapes.py; expected 'str', as version 1.0.0 promised" in gone
    assert "expected a higher version" in version


def test_another_type_is_told(promised):
    (fault, _) = promised(lambda shape: shape.update({"Row.decides": "str"}))
    assert "Row.decides: found bool in macros/data_shapes.py; expected 'str'" in fault


def test_a_value_that_an_enumeration_lost_is_told(promised):
    (fault, _) = promised(lambda shape: shape.update({"Stage": "ga | preview | restricted | gone"}))
    assert "Stage: found ga | preview | restricted" in fault


def test_what_is_new_needs_a_higher_version(promised):
    (fault,) = promised(lambda shape: shape.pop("Row.decides"))
    assert "macros/data_shapes.py:1: SCHEMA_VERSION: found other fields than version 1.0.0 had: Row.decides" in fault


def test_what_is_new_is_fine_in_a_higher_version(promised, monkeypatch):
    monkeypatch.setattr(s, "SCHEMA_VERSION", "1.1.0")
    (fault,) = promised(lambda shape: shape.pop("Row.decides"), version="1.0.0")
    assert "found 1.1.0, whose shape is not written down" in fault


def test_another_major_version_may_be_another(promised, monkeypatch):
    monkeypatch.setattr(s, "SCHEMA_VERSION", "2.0.0")
    (fault,) = promised(lambda shape: shape.update({"Row.merit": "str"}), version="1.0.0")
    assert "found 2.0.0, whose shape is not written down" in fault


def test_a_promise_is_written_once(tmp_path, monkeypatch):
    monkeypatch.setattr("publish.data_api.SHAPES", tmp_path)
    assert json.loads(data_api.write_shape().read_text(encoding="utf-8")) == data_api.shape_of_today()
    with pytest.raises(ReleaseError, match="expected a new SCHEMA_VERSION"):
        data_api.write_shape()


# CSV -----------------------------------------------------------------------------------------------------------------


def test_a_table_is_as_rfc_4180_has_it(files, tables, data):
    listed = {table["name"]: table for table in data["index.json"]["tables"]}
    assert list(listed) == list(tables) == [f"{name}.csv" for name in TABLES]
    for name, lines in tables.items():
        text = files[name].decode()
        assert text.startswith(lines[0][0]), "no mark before the header"
        assert not re.search(r"(?<!\r)\n", re.sub(r'"[^"]*"', "", text)), f"{name}: a line that does not end with CRLF"
        assert lines[0] == [column["name"] for column in listed[name]["columns"]]
        assert len(lines) - 1 == listed[name]["lines"]
        assert {len(line) for line in lines} == {len(lines[0])}, name
        assert all(column["what"] for column in listed[name]["columns"])


def test_tables_hold_what_the_json_holds(catalog, tables):
    rows = [dict(zip(tables["rows.csv"][0], line, strict=True)) for line in tables["rows.csv"][1:]]
    found = {(row["row"], row["platform"]): row["support"] for row in rows}
    assert found == {
        (row.id, name): cell.support for row in catalog.rows.values() for name, cell in row.platforms.items()
    }
    cells = [cell for row in catalog.rows.values() for cell in row.platforms.values()]
    assert len(tables["ways.csv"]) - 1 == sum(len(cell.ways) for cell in cells)
    assert len(tables["evidence.csv"]) - 1 == sum(1 for cell in cells for _ in evidence_in(cell))
    for name, records in (
        ("things", catalog.things),
        ("events", catalog.events),
        ("sources", catalog.sources),
        ("prices", catalog.prices),
        ("questions", catalog.questions),
    ):
        assert sorted(line[0] for line in tables[f"{name}.csv"][1:]) == sorted(records)
    limits = [dict(zip(tables["limits.csv"][0], line, strict=True)) for line in tables["limits.csv"][1:]]
    numbers = [float(limit["number"]) for limit in limits if limit["number"]]
    values = [value.value for limit in catalog.limits.values() for c in limit.platforms.values() for value in c.values]
    assert numbers == [float(value) for value in values if not isinstance(value, str)]
    prices = {line[0]: line[tables["prices.csv"][0].index("usd")] for line in tables["prices.csv"][1:]}
    assert {name: float(usd) if usd else None for name, usd in prices.items()} == {
        p.id: p.usd for p in catalog.prices.values()
    }


def test_lists_in_a_column_come_apart_as_the_column_says(catalog, tables, data):
    ways = [way for row in data["rows.json"]["rows"] for cell in row["platforms"].values() for way in cell["ways"]]
    column = tables["ways.csv"][0].index("api")
    told = [line[column].removeprefix("'") for line in tables["ways.csv"][1:]]
    assert [names.split("; ") if names else [] for names in told] == [[m["ref"] for m in w["api"]] for w in ways]
    column = tables["things.csv"][0].index("former")
    for line in tables["things.csv"][1:]:
        names = [name.name for name in catalog.things[line[0]].names[:-1]]
        assert (line[column].split("; ") if line[column] else []) == names
    for name, spec in TABLES.items():
        for column in [at for at, what in enumerate(spec.columns.values()) if what == SOURCES]:
            assert {source for line in tables[f"{name}.csv"][1:] for source in line[column].split()} <= {
                *catalog.sources
            }


def test_no_text_runs_as_a_formula(tables):
    for name, lines in tables.items():
        for line in lines:
            for cell in line:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), f"{name}: {cell}"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@SUM(A1)", "\t=1", "\r=1", "＝1"])  # noqa: RUF001 - as a spreadsheet reads it
def test_a_formula_is_made_harmless(text):
    assert safe(text) == f"'{text}"
    spec = TableSpec("a line", {"text": "a text", "number": "a number"}, lambda _: iter([(text, -1.5)]))
    (_, line) = csv.reader(io.StringIO(as_csv(spec, {})[0], newline=""))
    assert line == [f"'{text}", "-1.5"]


def test_what_is_no_formula_stays():
    assert [safe(value) for value in ("a=b", "", None, True, False, -3, 0.25)] == ["a=b", "", "", "yes", "no", -3, 0.25]


def test_a_line_with_too_few_values_is_told():
    spec = TableSpec("a line", {"one": "", "two": ""}, lambda _: iter([("a", "b"), ("c",)]))
    with pytest.raises(ValueError, match="found 1 values in line 2; expected one of each of one, two"):
        as_csv(spec, {})


# The Python package --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel_path(files, tmp_path_factory):
    (path,) = [path for path in files if path.endswith(".whl")]
    target = tmp_path_factory.mktemp("wheel") / path.removeprefix("python/")
    target.write_bytes(files[path])
    return target


@pytest.fixture(scope="module")
def installed(wheel_path, tmp_path_factory):
    """The package as pip installs it, without a network."""
    target = tmp_path_factory.mktemp("installed")
    pip(["install", "--no-index", "--no-deps", "--target", str(target), str(wheel_path)])
    return target


def pip(arguments):
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-cache-dir", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def run_python(code, folder, cwd):
    """Run code that sees the standard library and one folder of packages."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(folder)}
    command = [sys.executable, "-S", "-c", code]
    done = subprocess.run(command, env=environment, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_package_holds_the_same_data(installed, data, tmp_path):
    code = f"""
import json, {MODULE} as package
lists = {sorted(LISTS)!r}
def of(file, name):
    return getattr(package, file if file in ("lifecycle", "contested") else name)()
print(json.dumps([[of(file, name) for file, name in lists], package.__version__, package.AS_OF, package.DATA_VERSION,
    package.SCHEMA_VERSION, package.LICENCE, package.ATTRIBUTION, package.load("rows")]))
"""
    lists, version, *about, rows = json.loads(run_python(code, installed, tmp_path))
    for (file, name), found in zip(sorted(LISTS), lists, strict=True):
        assert (found == data[f"{file}.json"][name]) is True, name
    index = data["index.json"]
    assert version == index["package"]["version"]
    assert about == [
        *(index[name] for name in ("as_of", "data_version", "schema_version")),
        "CC-BY-4.0",
        "Cloud ML Platforms",
    ]
    assert (rows == data["rows.json"]) is True


def test_the_package_says_what_it_lacks(installed, tmp_path):
    code = f"import {MODULE} as package\ntry: package.load('row')\nexcept LookupError as error: print(error)"
    assert run_python(code, installed, tmp_path).startswith(
        "found 'row'; expected one of alternatives, beliefs, billing, capabilities,"
    )


def test_the_package_needs_nothing_and_is_typed(wheel_path, data):
    with zipfile.ZipFile(wheel_path) as file:
        names = file.namelist()
        about = Parser().parsestr(file.read(next(name for name in names if name.endswith("/METADATA"))).decode())
        assert {info.date_time[:3] for info in file.infolist()} == {
            tuple(map(int, data["index.json"]["as_of"].split("-")))
        }
    assert f"{MODULE}/py.typed" in names
    assert [name for name in names if name.endswith(("/LICENSE", "/LICENSE-content"))]
    assert about["Name"] == NAME
    assert about["Version"] == data["index.json"]["package"]["version"]
    assert about.get_all("Requires-Dist") is None
    assert about["License-Expression"] == "MIT AND CC-BY-4.0"


def test_the_version_of_the_package_rises_with_day_and_journal(catalog):
    version = api.package_version(catalog)
    assert re.fullmatch(r"20\d\d\.\d{1,2}\.\d{1,2}\.\d+", version)
    before = api.package_version(replace(catalog, changes=catalog.changes[:-1]))
    assert [int(part) for part in before.split(".")] < [int(part) for part in version.split(".")]


def test_two_builds_of_the_package_are_the_same(catalog, files, wheel_path):
    inputs = {f"{name}.json": files[f"{name}.json"] for name in api.FILES}
    again = wheel(inputs, api.package_version(catalog), catalog.as_of, SITE)
    assert hashlib.sha256(again).hexdigest() == hashlib.sha256(wheel_path.read_bytes()).hexdigest()


def test_a_package_that_cannot_be_built_is_told(catalog):
    with pytest.raises(PackageError, match="The data package was not built"):
        wheel({}, "no version", catalog.as_of, SITE)


USE = """
from cloud_ml_platforms_data import rows, events, load, AS_OF
from cloud_ml_platforms_data.types import Cell, Platform, RowsFile

def supports(platform: Platform) -> dict[str, str]:
    return {row["id"]: row["platforms"][platform]["support"] for row in rows()}

def oldest(cell: Cell) -> str:
    return min((proof["content_date"] for proof in cell["evidence"]), default=AS_OF)

whole: RowsFile = load("rows")
schema: str = whole["$schema"]
names: list[str] = [event["name"] for event in events() if event["ends"] is not None]
"""


MISUSE = {
    "supports('heroku')": 'has incompatible type "Literal',
    "rows()[0]['merit']": 'TypedDict "Row" has no key "merit"',
    "names.append(events()[0]['ends'])": 'has incompatible type "str | None"',
}


@pytest.mark.parametrize("misuse", [{}, MISUSE], ids=["use", "misuse"])
def test_a_type_checker_knows_the_package(installed, tmp_path, misuse):
    (tmp_path / "use.py").write_text("\n".join([USE, *misuse, ""]), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(installed.parent / "mypy"), "use.py"]
    environment = {**os.environ, "MYPYPATH": str(installed)}
    done = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
    )
    faults = [line for line in done.stdout.splitlines() if ": error: " in line]
    assert len(faults) == len(misuse), done.stdout
    for fault, expected in zip(faults, misuse.values(), strict=True):
        assert expected in fault


def test_the_types_have_the_fields_of_the_shapes():
    """At run time too: for those who validate with them."""
    module = {}
    exec(compile(types_module(), "types.py", "exec"), module)  # noqa: S102 - generated by us
    for shape in s.shapes():
        own = {field.alias or name for name, field in shape.model_fields.items()}
        assert set(module[shape.__name__].__annotations__) == own, shape.__name__


def test_make_data_package_writes_the_wheel(publish, project, data):
    done = publish("data-package", "--to", "dist")
    assert done.returncode == 0, done.stderr
    (built,) = (project / "dist").iterdir()
    assert hashlib.sha256(built.read_bytes()).hexdigest() == data["index.json"]["package"]["sha256"]
    assert done.stderr.endswith(f"{built}\n")


# The page ------------------------------------------------------------------------------------------------------------


def examples(site, *beginnings):
    """The code on the page that begins so."""
    page = (site / "reference" / "data" / "index.html").read_text(encoding="utf-8")
    blocks = re.findall(r'<div class="language-\w+ highlight"><pre>.*?<code>(.*?)</code>', page, re.DOTALL)
    found = [html.unescape(re.sub(r"<[^>]+>", "", block)) for block in blocks]
    assert len(found) == 8
    return [code for code in found if code.startswith(beginnings)]


@pytest.mark.site
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
    row = data["rows/ep-scale-to-zero.json"]["row"]
    assert run[0].stdout.splitlines() == [
        f"{name}: {cell['mark']}. {cell['answer']['text']}" for name, cell in row["platforms"].items()
    ]
    assert run[1].stdout.strip() == data["index.json"]["data_version"]
    assert run[2].stdout.startswith(f"# {data['rows/ep-scale-to-zero.json']['row']['name']}\n")


@pytest.mark.site
def test_the_examples_for_python_run(site, base_url, data, tmp_path):
    """The standard library alone; then pip finds the package on the page, and the package answers."""
    plain, package = examples(site, "import", "from")
    out = run_python(plain.replace(SITE, base_url), tmp_path, tmp_path).splitlines()
    oldest = sorted(cell["oldest_source"] for row in data["rows.json"]["rows"] for cell in row["platforms"].values())
    assert [line.split()[0] for line in out] == oldest[:5]
    assert all(line.split()[1].startswith(SITE) for line in out)
    (install,) = examples(site, "pip ")
    words = shlex.split(install.replace(SITE, base_url))
    pip([*words[1:], "--target", str(tmp_path / "packages")])
    out = run_python(package, tmp_path / "packages", tmp_path).splitlines()
    ends = sorted(event["ends"] or event["date"] for event in data["names.json"]["events"])
    assert [line.split(" · ")[0] for line in out] == [date for date in ends if date > data["index.json"]["as_of"]]


@pytest.mark.site
def test_pip_refuses_a_wheel_that_is_not_the_one_of_the_page(site, tmp_path):
    """The page has the checksum beside the link."""
    copy = tmp_path / "site"
    shutil.copytree(site / "reference" / "data", copy / "reference" / "data")
    shutil.copytree(site / "api" / "v1" / "python", copy / "api" / "v1" / "python")
    (built,) = (copy / "api" / "v1" / "python").iterdir()
    built.write_bytes(built.read_bytes() + b"x")
    page = copy / "reference" / "data" / "index.html"
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", NAME, "--no-index", "--no-deps"]
    command += ["--no-cache-dir", "--find-links", page.as_uri(), "--dest", str(tmp_path / "to")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr


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
    assert f"{index['rows']['bytes'] / index['rows']['count'] / 1000:.0f} KB each" in page


def test_the_page_before_the_files_are_written_is_told(tmp_path):
    with pytest.raises(LookupError, match="python -m publish prepare"):
        api.listed(tmp_path)
