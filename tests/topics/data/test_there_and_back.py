"""Every record of the data API is the same as in the catalog, field by field: a second reading."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from types import SimpleNamespace

import pytest
from api_records import SITE, parsed, read_markdown, records_in, shape_of
from conftest import OF_THE_DATA, OF_THE_WORLD

from cloud_ml_platforms import model as m
from cloud_ml_platforms.api_surface.references import resolve_name
from cloud_ml_platforms.catalog.types import evidence_in
from cloud_ml_platforms.compute import standing
from cloud_ml_platforms.compute.api_marks import WORDS, stated_numbers
from cloud_ml_platforms.compute.headlines import headline
from cloud_ml_platforms.journal import names
from cloud_ml_platforms.numbers import readable_value
from cloud_ml_platforms.text import words
from cloud_ml_platforms.text.inline import blocks_to_markdown, to_text
from cloud_ml_platforms.text.links import Links, PageError
from cloud_ml_platforms.topics.changes import history
from cloud_ml_platforms.topics.data import content as api
from cloud_ml_platforms.topics.data import shapes as s
from cloud_ml_platforms.topics.names import views as names_views

LISTS = {(name, list_) for name, spec in api.FILES.items() for list_ in spec.lists}


@pytest.fixture(scope="module")
def catalog(each):
    return each


@pytest.fixture(scope="module")
def data(api_files):
    return parsed(api_files)


STATE = re.compile(r"\A(yes|partly|no|not stated|does not apply|open)(?=$|[,;:]| \{)(?:(?<=apply): [a-z-]+\Z|[,;:] )?")
LETTERS = re.compile(r" \{([a-z][0-9]?!?(?: [a-z][0-9]?!?)*)\}")


def by_kind(cell, part):
    """The answers to a part as they are written, for each kind that has one."""
    said = cell.answers[part]
    kinds = [way.id for way in cell.ways] or ["any"]
    found = {kind: said if isinstance(said, str) else said.get(kind, said.get("is")) for kind in kinds}
    return {kind: text for kind, text in found.items() if text is not None}


def state_in(text, part):
    """The state that an answer begins with; only a yes-no part is answered with yes, partly or no."""
    found = STATE.match(LETTERS.sub("", text))
    return found[1] if found and (part.type == "yes-no" or found[1] not in {"yes", "partly", "no"}) else None


def words_in(text, part):
    return STATE.sub("", text) if state_in(text, part) else text


def marks_of(row, cell):
    if row.mark is None:
        return {}
    states = {kind: state_in(text, row.parts[row.mark]) for kind, text in by_kind(cell, row.mark).items()}
    marks = {"not stated": "not-documented", "does not apply": None}
    return {kind: marks.get(state, state) for kind, state in states.items()}


def mark_of(_catalog, row, _platform, cell):
    """One mark where all kinds have it; a row without marks has but one, that nothing is documented."""
    found = {mark for mark in marks_of(row, cell).values() if mark is not None}
    if row.mark is None:
        said = [state_in(text, row.parts[part]) for part in cell.answers for text in by_kind(cell, part).values()]
        return "not-documented" if said and set(said) == {"not stated"} else None
    return found.pop() if len(found) == 1 else "by-kind"


def tag_of(_catalog, row, _platform, cell):
    lacking = [kind for kind, mark in marks_of(row, cell).items() if mark in {"no", "not-documented"}]
    stages = {way.stage for way in cell.ways if way.id not in lacking}
    return None if "ga" in stages or not stages else "preview" if "preview" in stages else "restricted access"


def answers_of(_catalog, row, _platform, cell):
    out = {}
    for part, said in cell.answers.items():
        kinds = {
            kind: SimpleNamespace(value=words_in(text, row.parts[part]), state=state_in(text, row.parts[part]))
            for kind, text in by_kind(cell, part).items()
        }
        states = {kind.state for kind in kinds.values()}
        rest = said if isinstance(said, str) else said.get("is")
        out[part] = SimpleNamespace(
            value=None if rest is None else words_in(rest, row.parts[part]),
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
    view = history.change_view(catalog, change)
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


@lru_cache(maxsize=2)
def numbers(catalog):
    return {change.id: number for number, change in enumerate(catalog.changes, 1)}


@lru_cache(maxsize=2)
def citing(catalog):
    """The records that cite each source, in their order."""
    found = {}
    for record, item in catalog.evidence_by_record:
        found.setdefault(item.source, {})[record] = None
    return found


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


def home_of_pick(catalog, own):
    """The capability whose verdicts have a pick."""
    return next(verdicts.id[3:] for verdicts in catalog.verdicts.values() if own in verdicts.picks)


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
    "VerdictsRecord.page": lambda _, own: f"{SITE}compare/{own.id[3:]}/#{own.id}",
    "VerdictsRecord.picks": lambda _, own: [pick.id for pick in own.picks],
    "VerdictsRecord.reviewed": lambda _, own: own.reviewed.day,
    "PickRecord.page": lambda c, own: f"{SITE}compare/{home_of_pick(c, own)}/#{own.id}",
    "PickRecord.capability": home_of_pick,
    "Limit.capability": lambda c, limit: c.limit_capability[limit.id],
    "LimitValue.name": lambda c, *own: kind_of(c, *own, way=own[-1].way),
    "LimitValue.number": lambda _, *own: None if isinstance(own[-1].value, str) else own[-1].value,
    "LimitValue.value": lambda _, limit, *own: readable_value(own[-1].value, limit.unit),
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
    "Source.cited_by": lambda c, own: list(citing(c).get(own.id, ())),
    "Change.number": lambda c, own: numbers(c)[own.id],
    "Change.words": lambda _, own: words.CHANGE_WORDS[own.kind],
    "Change.why": lambda c, own: names.without_references(c, own.why),
    "Change.page": lambda _, own: f"{SITE}reference/changes/{own.date}/#change-{own.name}",
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
        ("verdicts", "verdicts"): catalog.verdicts.values(),
        ("verdicts", "picks"): [pick for verdicts in catalog.verdicts.values() for pick in verdicts.picks],
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


def test_there_and_back_every_list_has_the_records_of_the_catalog_field_by_field(catalog, api_files):
    assert set(records_of(catalog)) == LISTS
    for (file, list_), own in records_of(catalog).items():
        found = getattr(shape_of(f"{file}.json").model_validate_json(api_files[f"{file}.json"]), list_)
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
