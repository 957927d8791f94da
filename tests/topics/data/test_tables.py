"""The CSV tables: well formed, the same as the JSON, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from api_records import parsed, whole_records

from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.topics.data.tables import TABLES, TableSpec, as_csv, escape_formula


@pytest.fixture(scope="module")
def data(api_files):
    return parsed(api_files)


@pytest.fixture(scope="module")
def whole(each, each_docs):
    return whole_records(each, each_docs)


@pytest.fixture(scope="module")
def tables(api_files):
    """The lines of every CSV table, header first."""
    return {
        path: list(csv.reader(io.StringIO(content.decode(), newline="")))
        for path, content in api_files.items()
        if path.endswith(".csv")
    }


def test_a_table_is_as_rfc_4180_has_it(api_files, tables, data):
    listed = {table["name"]: table for table in data["index.json"]["tables"]}
    assert list(listed) == list(tables) == [f"{name}.csv" for name in TABLES]
    for name, lines in tables.items():
        text = api_files[name].decode()
        assert text.startswith(lines[0][0]), "no mark before the header"
        assert not re.search(r"(?<!\r)\n", re.sub(r'"[^"]*"', "", text)), f"{name}: a line that does not end with CRLF"
        assert lines[0] == [column["name"] for column in listed[name]["columns"]]
        assert len(lines) - 1 == listed[name]["lines"]
        assert {len(line) for line in lines} == {len(lines[0])}, name
        assert all(column["what"] for column in listed[name]["columns"])


def answers(data):
    for row in data["rows.json"]["rows"]:
        for platform, cell in row["platforms"].items():
            yield {"row": row, "platform": platform, "cell": cell}


def limit_values(data):
    for limit in data["limits.json"]["limits"]:
        for platform, cell in limit["platforms"].items():
            for value in cell["values"] or [None]:
                yield {"limit": limit, "platform": platform, "cell": cell, "value": value}


def prices(data):
    meters = {meter["id"]: meter for meter in data["prices.json"]["meters"]}
    return ({"price": price, "meter": meters[price["meter"]]} for price in data["prices.json"]["prices"])


def borne(cell, by):
    """The evidence that an answer or a way names by letters."""
    return [proof for proof in cell["evidence"] if proof["letter"] in by["evidence"]]


# What each line of a table is made of, and where in it each column stands.
LINES = {
    "rows": answers,
    "ways": lambda data: (
        {**own, "way": way, "proofs": borne(own["cell"], way)} for own in answers(data) for way in own["cell"]["ways"]
    ),
    "answers": lambda data: (
        {**own, "part": part, "kind": kind, "said": said, "proofs": borne(own["cell"], answer)}
        for own in answers(data)
        for part in own["row"]["parts"]
        if (answer := own["cell"]["answers"].get(part["id"]))
        for kind, said in answer["kinds"].items()
    ),
    "evidence": lambda data: (
        {
            **own,
            "proof": proof,
            "ways": [way["id"] for way in own["cell"]["ways"] if proof["letter"] in way["evidence"]],
        }
        for own in answers(data)
        for proof in own["cell"]["evidence"]
    ),
    "limits": limit_values,
    "things": lambda data: (
        {"thing": thing, "former": [name["name"] for name in thing["names"][:-1]]}
        for thing in data["names.json"]["things"]
    ),
    "events": lambda data: ({"event": event} for event in data["names.json"]["events"]),
    "sources": lambda data: ({"source": source} for source in data["sources.json"]["sources"]),
    "prices": prices,
    "questions": lambda data: (
        {"question": question, "points": [f"{point['id']}. {point['says']['text']}" for point in question["points"]]}
        for question in data["questions.json"]["questions"]
    ),
}
COLUMNS = {
    "rows": "row=row.id name=row.name asks=row.asks.text capability=row.capability decides=row.decides"
    " probed=row.probed finished=row.finished platform=platform value=cell.value.text mark=cell.mark tag=cell.tag"
    " answer=cell.answer.text nearest=cell.nearest.text event=cell.event status=cell.status"
    " oldest_source=cell.oldest_source oldest_read=cell.oldest_read"
    " sources=cell.evidence.source page=cell.page",
    "ways": "row=row.id platform=platform way=way.id name=way.name mark=way.mark stage=way.stage"
    " since=way.since event=way.event status=way.status how=way.how.text api=way.api.ref sources=proofs.source",
    "answers": "row=row.id part=part.id asks=part.asks platform=platform kind=kind state=said.state"
    " value=said.value.text sources=proofs.source",
    "evidence": "row=row.id platform=platform letter=proof.letter ways=ways source=proof.source title=proof.title url=proof.url"
    " content_date=proof.content_date at=proof.at read=proof.read shows=proof.shows",
    "limits": "limit=limit.id name=limit.name capability=limit.capability unit=limit.unit platform=platform"
    " state=cell.state way=value.way way_name=value.name number=value.number value=value.value.text rule=value.rule"
    " per=value.per.text raisable=value.raisable says=value.says note=value.note.text cell_note=cell.note.text"
    " oldest_source=cell.oldest_source oldest_read=cell.oldest_read sources=value.evidence.source+cell.evidence.source"
    " page=cell.page",
    "things": "thing=thing.id platform=thing.platform name=thing.name common=thing.common former=former"
    " description=thing.description.text stage=thing.stage status=thing.status capability=thing.capability"
    " page=thing.page",
    "events": "event=event.id thing=event.thing name=event.name platform=event.platform kind=event.kind date=event.date"
    " ends=event.ends carried_out=event.carried_out standing=event.standing what=event.what.text"
    " breaks=event.breaks.text use=event.use.text sources=event.evidence.source page=event.page",
    "sources": "source=source.id publisher=source.publisher title=source.title url=source.url kind=source.kind"
    " content_date=source.content_date version=source.version read_from=source.read_from gone=source.gone"
    " cited_by=source.cited_by",
    "prices": "price=price.id meter=meter.id name=meter.name unit=meter.unit of=price.of sku=price.sku"
    " region=price.region usd=price.usd as_of=price.as_of derived=price.derived.text note=price.note.text"
    " sources=price.evidence.source",
    "questions": "question_id=question.id theme=question.theme level=question.level core=question.core"
    " asked=question.asked platforms=question.platforms question=question.question.text"
    " answer=question.answer.text points=points rows=question.rows page=question.page",
}
SEPARATORS = {"api": "; ", "former": "; ", "points": "\n"}  # else a blank


def value_at(value, *path):
    """What stands in a line; of a list what stands in each of its items."""
    if isinstance(value, list):
        found = [value_at(item, *path) for item in value]
        return [x for item in found for x in (item if isinstance(item, list) else [item])]
    return value_at(value[path[0]], *path[1:]) if path and value is not None else value


def in_csv(line, column, paths):
    """What a column has, as a spreadsheet reads it."""
    found = [value_at(line, *path.split(".")) for path in paths.split("+")]
    if any(isinstance(part, list) for part in found):
        return SEPARATORS.get(column, " ").join(dict.fromkeys(x for part in found for x in part or []))
    return (
        {None: "", True: "yes", False: "no"}[found[0]]
        if found[0] is None or isinstance(found[0], bool)
        else str(found[0])
    )


@pytest.mark.parametrize("name", TABLES)
def test_a_table_holds_what_the_json_holds(tables, whole, name):
    columns = dict(pair.split("=") for pair in COLUMNS[name].split())
    header, *lines = tables[f"{name}.csv"]
    assert header == list(columns)
    for line, own in zip(lines, LINES[name](whole), strict=True):
        told = [re.sub(r"^'(?=[=+@＝＋－＠-])", "", cell) for cell in line]  # noqa: RUF001 - what spreadsheets run
        assert told == [in_csv(own, column, path) for column, path in columns.items()]


def test_no_text_runs_as_a_formula(tables):
    for name, lines in tables.items():
        for line in lines:
            for cell in line:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), f"{name}: {cell}"


FORMATS = json.loads((ROOT / "tests" / "text" / "format_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", FORMATS["csv"], ids=lambda case: case["line"])
def test_a_line_is_written_as_the_browser_writes_it(case):
    """The cases that web/scripts/formats.test.js holds web/scripts/csv.js to; a formula is made harmless."""
    cells = {str(index): cell for index, cell in enumerate(case["cells"])}
    spec = TableSpec("a line", lambda _: iter([cells]), {name: (name, "a cell") for name in cells})
    assert as_csv(spec, {})[0].partition("\r\n")[2] == case["line"]


def test_what_is_no_formula_stays():
    assert [escape_formula(value) for value in ("a=b", "", None, True, False, -3, 0.25)] == [
        "a=b",
        "",
        "",
        "yes",
        "no",
        -3,
        0.25,
    ]
