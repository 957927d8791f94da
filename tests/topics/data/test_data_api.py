"""The data API: valid, whole, the same as the catalog, documented by examples that run."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from itertools import islice
from types import SimpleNamespace
from urllib.parse import urldefrag

import pytest
from conftest import OF_THE_DATA, OF_THE_WORLD
from jsonschema import Draft202012Validator, FormatChecker
from markdown_it import MarkdownIt

from cloud_ml_platforms import model as m
from cloud_ml_platforms.api_surface.references import resolve_name
from cloud_ml_platforms.catalog.types import evidence_in
from cloud_ml_platforms.compute import standing
from cloud_ml_platforms.compute.api_marks import WORDS, stated_numbers
from cloud_ml_platforms.compute.headlines import headline
from cloud_ml_platforms.exports import json_api as data_api
from cloud_ml_platforms.journal import names
from cloud_ml_platforms.numbers import spoken
from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.site.addresses import all_addresses
from cloud_ml_platforms.site.site_check import MACHINE_PATHS, read_page
from cloud_ml_platforms.site_url import site_url
from cloud_ml_platforms.text import words
from cloud_ml_platforms.text.inline import blocks_to_markdown, blocks_to_text, to_markdown, to_text
from cloud_ml_platforms.text.links import Links, PageError
from cloud_ml_platforms.topics.changes import views as changes_views
from cloud_ml_platforms.topics.data import content as api
from cloud_ml_platforms.topics.data import shapes as s
from cloud_ml_platforms.topics.data.tables import TABLES, TableSpec, as_csv, escape_formula
from cloud_ml_platforms.topics.macros import show
from cloud_ml_platforms.topics.names import views as names_views
from cloud_ml_platforms.topics.page import Page

SITE = site_url()
LISTS = {(name, list_) for name, spec in api.FILES.items() for list_ in spec.lists}


@pytest.fixture(scope="module")
def catalog(each):
    return each


@pytest.fixture(scope="module")
def files(catalog, each_docs):
    """The content of every file, by its path under /api/v1/."""
    return data_api.api_files(catalog, SITE, each_docs)


@pytest.fixture(scope="module")
def data(files):
    """Every JSON file, parsed."""
    return {path: json.loads(content) for path, content in files.items() if path.endswith(".json")}


@pytest.fixture(scope="module")
def whole(catalog, each_docs):
    """The records of every JSON file with what only the tables have, the plain texts."""
    return {
        f"{name}.json": {list_: [as_it_is(record) for record in records] for list_, records in lists.items()}
        for name, lists in api.content(catalog, Links("", docs=each_docs, site=SITE)).items()
    }


def as_it_is(value):
    if isinstance(value, s.Shape):
        return {name: as_it_is(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, dict):
        return {key: as_it_is(item) for key, item in value.items()}
    return [as_it_is(item) for item in value] if isinstance(value, list) else value


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
    return api.FILES[path.removesuffix(".json")].shape


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
    name = path.removesuffix(".json")
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


# As the catalog has it -----------------------------------------------------------------------------------------------


STATE = re.compile(r"(yes|partly|no|not stated|does not apply|open)(?=$|[,;:]| \{)(?:(?<=apply): .*|[,;:] )?")
LETTERS = re.compile(r" \{([a-z! ]+)\}")


def by_kind(cell, part):
    """The answers to a part as they are written, for each kind that has one."""
    said = cell.answers[part]
    kinds = [way.id for way in cell.ways] or ["any"]
    found = {kind: said if isinstance(said, str) else said.get(kind, said.get("is")) for kind in kinds}
    return {kind: text for kind, text in found.items() if text is not None}


def state_in(text):
    found = STATE.match(LETTERS.sub("", text))
    return found and found[1]


def marks_of(row, cell):
    states = {kind: state_in(text) for kind, text in by_kind(cell, row.mark).items()} if row.mark else {}
    return {kind: "not-documented" if state == "not stated" else state for kind, state in states.items()}


def mark_of(_catalog, row, _platform, cell):
    """One mark where all kinds have it; a row without marks has but one, that nothing is documented."""
    found = {mark for mark in marks_of(row, cell).values() if mark != "does not apply"}
    if row.mark is None:
        said = [state_in(text) for part in cell.answers for text in by_kind(cell, part).values()]
        return "not-documented" if said and set(said) == {"not stated"} else None
    return found.pop() if len(found) == 1 else "by-kind"


def tag_of(_catalog, row, _platform, cell):
    lacking = [kind for kind, mark in marks_of(row, cell).items() if mark in {"no", "not-documented"}]
    stages = {way.stage for way in cell.ways if way.id not in lacking}
    return None if "ga" in stages or not stages else "preview" if "preview" in stages else "restricted access"


def answers_of(_catalog, _row, _platform, cell):
    out = {}
    for part, said in cell.answers.items():
        kinds = {
            kind: SimpleNamespace(value=STATE.sub("", text, count=1), state=state_in(text))
            for kind, text in by_kind(cell, part).items()
        }
        states = {kind.state for kind in kinds.values()}
        rest = said if isinstance(said, str) else said.get("is")
        out[part] = SimpleNamespace(
            value=None if rest is None else STATE.sub("", rest, count=1),
            state=states.pop() if len(states) == 1 else None,
            kinds=kinds,
            evidence=letters_of(*(said.values() if isinstance(said, dict) else [said])),
        )
    return out


def letters_about(cell, way):
    """The letters of what is said of a kind: how, and the answers that name it; else of those for the other kinds."""
    answers = [said for said in cell.answers.values() if isinstance(said, dict)]
    own = letters_of(*(text for text in (way.how, *(said.get(way.id) for said in answers)) if text))
    rest = [said if isinstance(said, str) else said.get("is") for said in cell.answers.values()]
    return own or letters_of(*filter(None, rest))


def letters_of(*texts):
    return list(
        dict.fromkeys(
            letter for text in texts for found in LETTERS.findall(text) for letter in found.replace("!", "").split()
        )
    )


def is_over(catalog, name):
    """Whether the event, if there is one, has closed or ended something by the day of the data."""
    event = catalog.events.get(name)
    day = event and {"closed": event.date, "retired": event.date, "deprecated": event.ends}.get(event.kind)
    return bool(day) and day <= catalog.as_of


def state_of(catalog, home, platform, cell, *way, ref):
    """The state of an API name: what is over with its cell or way, or for a limit with every way of its kind."""
    if isinstance(home, m.Row):
        over = any(is_over(catalog, one.event) for one in (cell, *way))
    else:
        rows = catalog.capabilities[catalog.limit_capability[home.id]].rows
        cells = [row.platforms[platform] for row in rows]
        ends = [is_over(catalog, x.event or cell.event) for cell in cells for x in cell.ways if x.id == way[0].way]
        over = bool(ends) and all(ends)
    return "over" if over and ref.expect == "exists" else ref.expect


def status_of_cell(catalog, _row, _platform, cell):
    if cell.event is None and len(cell.ways) == 1:
        return status_of_event(catalog, cell.ways[0].event)
    return status_of_event(catalog, cell.event)


def status_of_event(catalog, name):
    return name and standing.status_of(catalog.events[name], catalog.as_of)


def kind_of(catalog, home, platform, *_cell, way):
    capability = catalog.row_capability.get(home.id) or catalog.capabilities[catalog.limit_capability[home.id]]
    return capability.kinds[platform][way]


def of_source(name):
    return lambda catalog, *own: getattr(catalog.sources[own[-1].source], name)


def oldest(catalog, *own):
    return min(catalog.sources[item.source].content_date for item in evidence_in(own[-1]))


def once(_catalog, *own):
    return list({ref.ref: ref for ref in own[-1].api}.values())


def facts_of(catalog, change):
    """As the page of changes shows them, which is held to the journal by tests of its own."""
    (view,) = changes_views.change_views(replace(catalog, changes=(change,)))
    return [
        SimpleNamespace(
            fact=fact.fact,
            record=fact.fact.split()[0],
            name=shown.label,
            was=fact.was and "".join(piece.text for piece in shown.was),
            now=fact.now and "".join(piece.text for piece in shown.now),
            page=shown.page and SITE + shown.page + (f"#{shown.anchor}" if shown.anchor else ""),
        )
        for fact, shown in zip(change.facts, view.facts, strict=True)
    ]


def by_date(catalog):
    return sorted(catalog.events.values(), key=lambda event: (event.date, event.id), reverse=True)


# The address of every record, by its shape.
PAGES = {
    "CapabilityRecord": "compare/{id}/",
    "Row": "r/{id}/",
    "Limit": "compare/limits/#{id}",
    "Thing": "compare/names/#{id}",
    "Event": "compare/names/#{id}",
    "LifecycleQuestion": "compare/lifecycle/#{id}",
    "ContestedQuestion": "compare/contested/#{id}",
    "Belief": "compare/since/#{id}",
    "Term": "reference/glossary/#{id}",
    "Translation": "translate/#{id}",
    "Question": "q/{id}/",
    "Source": "reference/sources/#source-{id}",
    **dict.fromkeys(("Constraint", "Decision"), "choose/#{id}"),
    **dict.fromkeys(("Criterion", "Preset"), "choose/selector/#{id}"),
    **dict.fromkeys(("Alternative", "Leaving"), "choose/instead/#{id}"),
    **dict.fromkeys(("Price", "Use"), "choose/cost/#{id}"),
}
# Fields that have another name in the catalog.
CALLED = {
    "PlatformRecord.common": "short",
    "CapabilityRecord.themes": "related_themes",
    "Thing.description": "is_",
    "PlatformWord.description": "is_",
    "PlatformWord.former": "old",
    "Change.new": "ids",
}
# Fields that the catalog does not have as such: a second reading. It gets the catalog, then whatever the field is in.
MADE = {
    **{f"{shape}.page": lambda _, *own, page=page: SITE + page.format(id=own[-1].id) for shape, page in PAGES.items()},
    "PlatformRecord.page": lambda _, own: SITE + own.page,
    "PlatformRecord.name": lambda c, own: c.things[own.thing].names[-1].name,
    "CapabilityRecord.track": lambda c, own: own.id in list(c.capabilities)[:9],
    "CapabilityRecord.services": lambda c, own: {
        p: [c.things[x] for x in own.services[p]] for p in c.platforms if p in own.services
    },
    "CapabilityRecord.rows": lambda _, own: [row.id for row in own.rows],
    "CapabilityRecord.limits": lambda c, own: [name for name in c.limits if c.limit_capability[name] == own.id],
    "Service.thing": lambda _, *own: own[-1].id,
    "Service.name": lambda _, *own: own[-1].names[-1].name,
    "Service.status": lambda c, *own: names_views.thing_status(c, own[-1].id),
    "Row.capability": lambda c, row: c.row_capability[row.id].id,
    "Row.limits": lambda c, row: [limit.id for limit in c.limits.values() if row.id in limit.rows],
    "Row.section": lambda c, row: f"{SITE}compare/{c.row_capability[row.id].id}/#{row.id}",
    "Row.parts": lambda _, row: [SimpleNamespace(id=name, **vars(part)) for name, part in row.parts.items()],
    "Cell.mark": mark_of,
    "Cell.tag": tag_of,
    "Cell.answers": answers_of,
    "Cell.answer": lambda _, row, _p, cell: (
        cell.value if row.signed else cell.short or (cell.ways[0].how if len(cell.ways) == 1 else cell.value)
    ),
    "Cell.evidence": lambda _, _row, _p, cell: [
        SimpleNamespace(letter=letter, **vars(item)) for letter, item in cell.evidence.items()
    ],
    "Way.evidence": lambda _, _row, _p, cell, way: sorted(letters_about(cell, way), key=list(cell.evidence).index),
    "Cell.event": lambda _, _row, _p, cell: cell.event or (cell.ways[0].event if len(cell.ways) == 1 else None),
    "Cell.status": status_of_cell,
    "Cell.page": lambda c, row, p, _: f"{SITE}compare/{c.row_capability[row.id].id}/#{row.id}--{p}",
    "LimitCell.page": lambda _, limit, p, _cell: f"{SITE}compare/limits/#{limit.id}--{p}",
    **dict.fromkeys(("Cell.oldest_source", "LimitCell.oldest_source"), oldest),
    **dict.fromkeys(
        ("Cell.oldest_read", "LimitCell.oldest_read"), lambda _, *own: min(x.read for x in evidence_in(own[-1]))
    ),
    **dict.fromkeys(("Cell.api", "Way.api", "LimitValue.api"), once),
    "Way.name": lambda c, *own: kind_of(c, *own, way=own[-1].id),
    "Way.mark": lambda _, row, _p, cell, way: marks_of(row, cell).get(way.id),
    "Way.stage": lambda _, row, _p, cell, way: (
        None if marks_of(row, cell).get(way.id) in {"no", "not-documented"} and way.stage == "ga" else way.stage
    ),
    "Way.status": lambda c, *own: status_of_event(c, own[-1].event),
    **{
        f"{shape}.{x}": of_source(x)
        for shape in ("Evidence", "LetteredEvidence")
        for x in ("title", "url", "publisher", "kind", "version", "content_date")
    },
    "ApiMark.state": lambda c, *own: state_of(c, *own[:-1], ref=own[-1]),
    "ApiMark.words": lambda c, *own: WORDS[state_of(c, *own[:-1], ref=own[-1])],
    "ApiMark.version": lambda c, *own: c.surface.version(own[-1].ref),
    "ApiMark.numbers": lambda c, *own: stated_numbers(own[-1], resolve_name(c.surface, own[-1].ref)),
    "ApiMark.deprecated": lambda c, *own: resolve_name(c.surface, own[-1].ref).deprecated,
    "Limit.capability": lambda c, limit: c.limit_capability[limit.id],
    "LimitValue.name": lambda c, *own: kind_of(c, *own, way=own[-1].way),
    "LimitValue.number": lambda _, *own: None if isinstance(own[-1].value, str) else own[-1].value,
    "LimitValue.value": lambda _, limit, *own: spoken(own[-1].value, limit.unit),
    "LimitCell.headline": lambda _, limit, _p, cell: headline(cell, limit.unit),
    "Thing.name": lambda _, own: own.names[-1].name,
    "Thing.status": lambda c, own: names_views.thing_status(c, own.id),
    "Thing.events": lambda c, own: [event.id for event in by_date(c) if event.thing == own.id],
    "Event.name": lambda c, own: (
        c.things[own.thing].names[-1].name + (f" ({to_text(own.part, c)})" if own.part else "")
    ),
    "Event.platform": lambda c, own: c.things[own.thing].platform,
    "Event.words": lambda c, own: standing.kind_word(own, c.as_of),
    "Event.standing": lambda c, own: standing.standing(own, c.as_of),
    "Translation.group": lambda c, own: next(g.name for g in c.translations.values() if own in g.terms),
    "Point.made": lambda c, question, point: [
        to_text(made, c) for made in re.findall(rf"{{{point.id}\|([^{{}}]+)}}", " ".join(question.answer.split()))
    ],
    "Question.reviewed": lambda _, own: own.reviewed.day,
    "Source.cited_by": lambda c, own: list(
        dict.fromkeys(record for record, item in c.evidence_by_record if item.source == own.id)
    ),
    "Change.number": lambda c, own: c.changes.index(own) + 1,
    "Change.words": lambda _, own: words.CHANGE_WORDS[own.kind],
    "Change.why": lambda c, own: names.without_references(c, own.why),
    "Change.page": lambda _, own: f"{SITE}reference/changes/#change-{own.name}",
    "Change.facts": facts_of,
}


def differences(catalog, found, own, *above):
    """Say where a record of the API, however deep, is other than the catalog's that it is made of, which is in `above`."""
    if isinstance(found, s.Words) and own is not None:
        found, own = found.markdown, blocks_to_markdown(own, catalog, Links("", site=SITE))
    if isinstance(found, s.Shape):
        for name in type(found).model_fields:
            field = f"{type(found).__name__}.{name}"
            made = MADE[field](catalog, *above, own) if field in MADE else getattr(own, CALLED.get(field, name))
            yield from (f"{field} {fault}" for fault in differences(catalog, getattr(found, name), made, *above, own))
    elif isinstance(found, dict) and found.keys() == own.keys():
        for key, value in found.items():
            yield from differences(catalog, value, own[key], *above, key)
    elif isinstance(found, list) and len(found) == len(own):
        for value, one in zip(found, own, strict=True):
            yield from differences(catalog, value, one, *above)
    elif found != (own.strip() if isinstance(own, str) else own):
        yield f"found {found!r}; expected {own!r}"


def records_of(catalog):
    """The records of each list of each file, in order."""
    platforms = [*catalog.platforms, "all"]
    return {
        ("platforms", "platforms"): catalog.platforms.values(),
        ("capabilities", "capabilities"): catalog.capabilities.values(),
        ("rows", "rows"): catalog.rows.values(),
        ("limits", "limits"): catalog.limits.values(),
        ("names", "things"): sorted(
            catalog.things.values(), key=lambda x: (platforms.index(x.platform), x.names[-1].name.lower())
        ),
        ("names", "events"): by_date(catalog),
        ("lifecycle", "questions"): catalog.lifecycle.values(),
        ("contested", "questions"): catalog.contested.values(),
        ("beliefs", "beliefs"): catalog.beliefs.values(),
        ("glossary", "terms"): catalog.terms.values(),
        ("translations", "translations"): catalog.translated.values(),
        ("questions", "questions"): catalog.questions.values(),
        ("sources", "sources"): sorted(catalog.sources.values(), key=lambda x: (x.publisher, x.title.lower(), x.id)),
        ("prices", "meters"): catalog.meters.values(),
        ("prices", "prices"): catalog.prices.values(),
        ("billing", "uses"): catalog.uses.values(),
        ("selection", "constraints"): catalog.constraints.values(),
        ("selection", "criteria"): catalog.criteria.values(),
        ("selection", "clashes"): catalog.clashes.values(),
        ("selection", "signals"): catalog.signals.values(),
        ("selection", "presets"): catalog.presets.values(),
        ("selection", "decisions"): catalog.decisions.values(),
        ("alternatives", "alternatives"): catalog.alternatives.values(),
        ("alternatives", "leaving"): catalog.leaving.values(),
        ("journal", "changes"): catalog.changes[::-1],
    }


def test_there_and_back_every_list_has_the_records_of_the_catalog_field_by_field(catalog, files):
    assert set(records_of(catalog)) == LISTS
    for (file, list_), own in records_of(catalog).items():
        found = getattr(shape_of(f"{file}.json").model_validate_json(files[f"{file}.json"]), list_)
        faults = list(islice(differences(catalog, found, list(own)), 5))
        assert not faults, (file, list_, faults)


def test_platforms_stand_in_the_order_of_the_site(catalog, data):
    for path in api.FILES:
        for record in records_in(data[f"{path}.json"]):
            if isinstance(record.get("platforms"), dict):
                named = list(record["platforms"])
                assert set(catalog.full_platforms) <= set(named), record["id"]
                assert named == [name for name in catalog.platforms if name in named], record["id"]


def test_a_question_says_which_words_make_which_point(catalog, data):
    made = 0
    for question in data["questions.json"]["questions"]:
        own = catalog.questions[question["id"]]
        assert [point["id"] for point in question["points"]] == [point.id for point in own.points]
        for point in question["points"]:
            for phrase in point["made"]:
                assert phrase in read_markdown(question["answer"]["markdown"])[0], question["id"]
                made += 1
    assert made >= 2 * len(catalog.questions)


def test_evidence_is_joined_with_its_source(catalog, data):
    count = 0
    for path in api.FILES:
        for record in records_in(data[f"{path}.json"]):
            if "shows" in record and "read" in record:
                source = catalog.sources[record["source"]]
                joined = (record["title"], record["url"], record["content_date"], record["publisher"], record["kind"])
                assert joined == (source.title, source.url, source.content_date, source.publisher, source.kind)
                count += 1
    assert count == sum(1 for _ in catalog.evidence_by_record), "all that the site has"


def test_every_id_that_cites_a_source_or_is_new_stands_in_a_file(data):
    ids = {record["id"] for path in api.FILES for record in records_in(data[f"{path}.json"]) if "id" in record}
    cited = {name for source in data["sources.json"]["sources"] for name in source["cited_by"]}
    assert cited
    assert cited <= ids


@OF_THE_DATA
def test_a_name_in_the_api_of_an_answer_that_is_over_says_so(catalog):
    """Today such names stand with ways; one with the answer itself is not called `exists` either."""
    ended = next(name for name in catalog.events if is_over(catalog, name))
    row, platform = next((row, p) for row in catalog.rows.values() for p, cell in row.platforms.items() if cell.api)
    over = row.model_copy(
        update={"platforms": {p: x.model_copy(update={"event": ended}) for p, x in row.platforms.items()}}
    )
    home = catalog.row_capability[row.id]
    rows = tuple(over if one.id == row.id else one for one in home.rows)
    changed = replace(catalog, capabilities={**catalog.capabilities, home.id: home.model_copy(update={"rows": rows})})
    found = api.RECORDS["rows"](api.RecordRenderer(changed, Links("", site=SITE)), over)
    assert list(differences(changed, found, over)) == []
    assert "exists" not in {mark.state for mark in found.platforms[platform].api}


@OF_THE_WORLD
def test_a_record_without_a_page_is_told(catalog):
    with pytest.raises(PageError, match="found 'no-such-record' in the data API; expected"):
        api.RecordRenderer(catalog, Links("", site=SITE)).record("no-such-record")


# Texts and addresses -------------------------------------------------------------------------------------------------


def texts(data):
    for path in api.FILES:
        for record in records_in(data[f"{path}.json"]):
            if set(record) == {"markdown"}:
                yield record["markdown"]


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


def test_nothing_of_our_own_notation_or_this_machine_is_left(files):
    for path, content in files.items():
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
def test_the_site_has_the_files_of_its_index(site, catalog, files, data):
    folder = site / "api" / "v1"
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == set(files)
    different = [path for path, content in files.items() if (folder / path).read_bytes() != content]
    assert not different
    index = data["index.json"]
    for entry in [*index["files"], *index["tables"]]:
        content = files[entry["url"].removeprefix(f"{SITE}api/v1/")]
        assert (entry["bytes"], entry["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    for entry in index["files"]:
        assert entry["records"] == {list_: len(data[entry["name"]][list_]) for list_ in entry["records"]}
    assert {entry["name"] for entry in index["files"]} == {f"{name}.json" for name in api.FILES}
    assert index["documentation"] == f"{SITE}reference/data/"
    assert set(api.api_paths()) == {f"api/v1/{path}" for path in files}
    assert set(api.api_paths()) <= set(all_addresses(catalog))


@pytest.mark.site
def test_it_is_not_in_the_search_index(site):
    text = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert '"reference/data/' in text
    assert '"location":"api/' not in text
    assert "schema_url" not in text


@pytest.mark.site
@OF_THE_DATA
def test_the_copy_from_disk_has_every_file(offline_site, files):
    folder = offline_site / "api" / "v1"
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == set(files)


# Versions ------------------------------------------------------------------------------------------------------------


def test_versions_say_what_changed(catalog, files, data):
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


def test_a_file_is_written_a_record_a_line(files, data):
    lines = files["rows.json"].decode().splitlines()
    (line,) = [line for line in lines if line.startswith('{"id":"ep-kinds",')]
    assert json.loads(line.rstrip(",")) in data["rows.json"]["rows"]
    assert len(lines) == len(data["rows.json"]["rows"]) + 9


def test_the_changelog_speaks_of_this_version():
    text = (ROOT / "docs" / "reference" / "data.md").read_text(encoding="utf-8")
    found = re.findall(r"^### (\d+\.\d+\.\d+) ", text.partition("## Changelog")[2], re.MULTILINE)
    assert found[0] == s.SCHEMA_VERSION


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


# The page ------------------------------------------------------------------------------------------------------------


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
def test_pages_show_the_index(files, catalog, tmp_path, monkeypatch, name):
    monkeypatch.setattr("cloud_ml_platforms.topics.data.views.DOCS", tmp_path)
    (tmp_path / "api/v1").mkdir(parents=True)
    (tmp_path / "api/v1/index.json").write_bytes(files["index.json"])
    assert show(Page("", catalog=catalog), name).strip()
