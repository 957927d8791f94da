"""Documents of the search: one for each record that readers look for, each with what its result shows."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest
from records import LATER, journaled

from cloud_ml_platforms.catalog.kinds import KINDS
from cloud_ml_platforms.compute.keywords import code_names, key_of, repeated_words
from cloud_ml_platforms.search import index
from cloud_ml_platforms.search.asked import AskedError, asked_before
from cloud_ml_platforms.search.changes import changes_documents
from cloud_ml_platforms.search.documents import ELSEWHERE, LOOKS, record_documents
from cloud_ml_platforms.search.index import INDEX, PARTS, SearchError, search_scripts, search_source
from cloud_ml_platforms.search.limits import limits_documents
from cloud_ml_platforms.search.pages import page_documents, page_words
from cloud_ml_platforms.text.words import cut_sentences, cut_text


@pytest.fixture(scope="module")
def documents(world):
    return {document.id: document for document in record_documents(world)}


def test_every_kind_with_an_address_is_found_or_stands_elsewhere():
    placed = {kind.name for kind in KINDS if kind.address}
    assert placed == set(LOOKS) | set(ELSEWHERE)
    assert not set(LOOKS) & set(ELSEWHERE)


def test_a_row_answers_for_each_platform_that_has_it(world, documents):
    row = documents["ep-rollback"]
    assert [answer.platform for answer in row.answers] == list(world.answering(world.rows["ep-rollback"].platforms))
    assert row.answers[0].mark == world.rows["ep-rollback"].mark_of("alpha")
    assert row.address == "r/ep-rollback/"
    assert row.place == world.row_capability["ep-rollback"].name
    assert "roll back" in row.names
    assert "How long does the old version stay warm?" in row.asks


def test_only_a_finished_row_shows_its_parts(world):
    row = world.rows["ep-rollback"]
    signed = row.model_copy(update={"signed": object()})
    assert LOOKS["rows"].show(world, row).parts == ()
    parts = LOOKS["rows"].show(world, signed).parts
    assert [part.anchor for part in parts] == ["ep-rollback--back", "ep-rollback--warm"]
    assert parts[0].answers[0].text.startswith("Live")


def test_a_thing_says_what_it_was_and_how_it_stands(world):
    things = world.things.values()
    renamed = next(thing for thing in things if len(thing.names) > 1)
    assert f"nce {renamed.names[0].name}" in LOOKS["things"].show(world, renamed).text


def test_a_translation_without_an_equal_says_what_comes_nearest(world):
    terms = [(term, word) for term in world.translated.values() for word in term.platforms.values() if word.nearest]
    assert terms
    for term, word in terms:
        assert f"nearest: {word.nearest}" in {answer.text for answer in LOOKS["translated"].show(world, term).answers}


def test_the_limits_of_a_capability_are_found_together_and_open_the_board_with_its_filter(world):
    found = {document.id: document for document in limits_documents(world)}
    assert set(found) == {f"limits-{home}" for home in world.limit_capability.values()}
    for name, document in found.items():
        assert document.address == f"compare/limits/#?c={name.removeprefix('limits-')}"


def test_what_vendors_changed_on_a_platform_is_found_by_its_names(world):
    changed = journaled(world, ("ep-rollback alpha", "old", "new"), kind="vendor", why="Alpha moved it")
    (document,) = changes_documents(changed)
    assert document.address == "reference/changes/#?k=vendor&p=alpha"
    assert document.text.startswith(f"{LATER} Alpha moved it; ")
    assert f"what did {changed.platforms['alpha'].short} change" in document.names


def test_a_dialogue_shows_its_question_and_not_the_candidates_bluff(world, tmp_path):
    (tmp_path / "talk.md").write_text(
        "# Talk\n\n## A dialogue\n\n> **Interviewer:** Who may call which endpoint, and how do you know?\n\n"
        "> **Candidate:** Everyone is trusted.\n\nA bluff.\n",
        encoding="utf-8",
    )
    *_, section = page_documents(world, tmp_path)
    assert section.text == "Interviewer: Who may call which endpoint, and how do you know?"
    assert "Everyone is trusted" in section.body


def test_a_text_is_cut_between_words():
    assert cut_text("one two three", 13) == "one two three"
    assert cut_text("one two, three", 12) == "one two…"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("One two. Three four five.", "One two. Three four five."),
        ("One two. Three four five six", "One two. Three four five…"),
        ("One two three four; five. six seven", "One two three four; five. …"),
        ("One two three four; five six seven", "One two three four …"),
        ("Version 1.2.3 of one thing that ends", "Version 1.2.3 of one…"),
    ],
)
def test_a_text_is_cut_after_a_sentence_or_a_clause_that_is_more_than_half_of_it(text, cut):
    assert cut_sentences(text, 26) == cut


def test_pages_are_found_by_heading_and_words_and_macros_say_nothing(world, tmp_path):
    (tmp_path / "about").mkdir()
    (tmp_path / "about" / "index.md").write_text(
        "---\ndescription: What it is\nkeywords: [colophon]\n---\n# About *us*\n\nLead.\n\n## How it works\n\n"
        'It rests on {{ ref("ep-rollback|one platform\'s rollback") }}, {{ show("nothing") }} and `code`, each of them [explained](x.md){ data-x="" } at length.\n\n'
        "## A short one\n\nToo short.\n\n```\n## no heading\n```\n\n### Given { #own }\n\n"
        + "Words upon words upon words. "
        * 3,
        encoding="utf-8",
    )
    (tmp_path / "sheet.md").write_text("---\nkeywords: false\n---\n# A sheet\n", encoding="utf-8")
    page, works, own = page_documents(world, tmp_path)
    assert (page.kind, page.address, page.title, page.text, page.names) == (
        "page",
        "about/",
        "About us",
        "What it is",
        ("colophon",),
    )
    assert (works.address, works.place) == ("about/#how-it-works", "About us")
    assert works.text == "It rests on one platform's rollback, and code, each of them explained at length."
    assert own.address == "about/#own"
    assert page_words(tmp_path) == {"about/": ("colophon",)}


def test_what_the_data_says_need_not_be_repeated(world):
    kind = next(kind for kind in KINDS if kind.name == "rows")
    row = world.rows["ep-rollback"].model_copy(update={"search": ("roll back", "ROLLBACK", "undo", "Undo")})
    assert list(repeated_words(world, kind, row)) == [("ROLLBACK", "title"), ("Undo", "list")]
    assert key_of("EP_roll-back  (old)") == "ep roll back old"
    assert code_names(replace_text(world.rows["ep-rollback"], "call `Undo` twice, `Undo`")) == ("Undo", "Undo")


def replace_text(row, text):
    return row.model_copy(update={"asks": text})


def test_the_script_holds_index_and_results(world, world_docs):
    text = search_scripts(search_source(world, world_docs))[INDEX]
    assert text.startswith("window.CMLP_SEARCH = {")
    data = json.loads(text.removeprefix("window.CMLP_SEARCH = ").rstrip(";\n"))
    entry = next(one for one in data["entries"] if one["id"] == "ep-rollback")
    assert entry["answers"][0][0] == "alpha"
    assert {len(line.split()) for line in data["index"]["lengths"].splitlines()} == {len(data["entries"])}
    assert len(data["asked"]["questions"].split("\n")) == len(data["asked"]["answers"].split("\n"))
    assert set(data["labels"]) >= {one["kind"] for one in data["entries"]}


def test_answers_to_parts_have_a_script_of_their_own(world):
    signed = world.rows["ep-rollback"].model_copy(update={"signed": object()})
    source = search_source(world)
    row = next(one for one in source["documents"] if one["id"] == "ep-rollback")
    row["parts"] = [asdict(part) for part in LOOKS["rows"].show(world, signed).parts]
    scripts = search_scripts(source)
    answers = json.loads(scripts[PARTS].removeprefix("window.CMLP_SEARCH_PARTS = ").rstrip(";\n"))["answers"]
    assert answers["ep-rollback--back"][0][0] == "alpha"
    text = answers["ep-rollback--warm"][0][1]
    assert text not in scripts[INDEX]


def test_words_that_name_a_platform_come_from_its_file(world):
    platform = replace_platform(world.platforms["alpha"], ("alpha", "acme"))
    changed = replace(world, platforms={**world.platforms, "alpha": platform})
    assert search_source(changed)["platforms"]["acme"] == "alpha"


def replace_platform(platform, words):
    return platform.model_copy(update={"search": words})


@pytest.mark.parametrize("line", ["a query without answers |", "a query", " | reg-unit |"])
def test_a_wrong_line_of_what_was_asked_is_named(tmp_path, line):
    path = tmp_path / "asked.txt"
    path.write_text(f"# Set 1\nwhat is a version | reg-unit | reg-binding\n{line}\n", encoding="utf-8")
    with pytest.raises(AskedError, match=r"^asked\.txt:3: found '.*'; expected a query"):
        asked_before(path)
    path.write_text("# Set 1\nwhat is a version | reg-unit | reg-binding\n", encoding="utf-8")
    assert asked_before(path) == [{"query": "what is a version", "answers": ["reg-unit"]}]


def test_a_script_that_stops_says_why(world, monkeypatch):
    monkeypatch.setattr(index, "COMMAND", ("sh", "-c", "echo broken >&2; exit 1"))
    with pytest.raises(SearchError, match="broken"):
        search_scripts(search_source(world))


def test_an_answer_that_does_not_arise_says_how_the_other_is_answered(documents):
    (part,) = (one for one in documents["ep-split"].parts if one.anchor == "ep-split--loss")
    said = {one.platform: one.text for one in part.answers}
    assert said["beta"] == ": Mirrored: not stated"
    assert "Mirrored" not in said["alpha"], "left out beside one that arises"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"is": "weights", "queue": "weights"}, ": weights"),
        ({"queue": "by hand", "is": "weights"}, "Live endpoint: weights\nQueue endpoint: by hand"),
        ({"queue": "by hand", "live": "weights"}, "Live endpoint: weights\nQueue endpoint: by hand"),
        ({"live": "weights", "is": "by hand"}, "Live endpoint: weights\nQueue endpoint: by hand"),
        ({"is": "weights", "queue": "does not apply: mirror"}, ": weights"),
        ({"is": "weights", "queue": "does not apply"}, ": weights"),
    ],
)
def test_an_answer_to_a_part_begins_with_the_first_kind(world, answers, said):
    row = world.rows["ep-split"]
    cell = row.platforms["alpha"]
    other = cell.model_copy(update={"answers": {**cell.answers, "loss": answers}})
    told = LOOKS["rows"].show(world, row.model_copy(update={"platforms": {**row.platforms, "alpha": other}}))
    (part,) = (one for one in told.parts if one.anchor == "ep-split--loss")
    assert next(one.text for one in part.answers if one.platform == "alpha") == said


def test_words_for_kinds_of_workload_come_from_the_capability(world):
    kinds = search_source(world)["kinds"]
    capability = next(item for item in world.capabilities.values() if item.name in kinds)
    assert set(kinds[capability.name].split()) == {
        word for names in capability.kinds.values() for name in names.values() for word in name.split()
    }
    assert len(set(kinds[capability.name].split())) == len(kinds[capability.name].split())


@pytest.mark.data
def test_what_to_say_in_an_interview_is_found_under_its_subject(catalog):
    titles = [one.title for one in page_documents(catalog) if one.id.endswith("#what-to-say-in-an-interview")]
    assert len(set(titles)) == len(titles) == len(catalog.capabilities)
