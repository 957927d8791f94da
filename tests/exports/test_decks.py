"""The Anki decks, read back with Anki's own library: what a reader imports, studies and updates."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest
from conftest import OF_THE_DATA, OF_THE_WORLD, WORLD

from cloud_ml_platforms.compute import coach
from cloud_ml_platforms.exports import decks
from cloud_ml_platforms.exports.decks import DeckError, changed_at, deck_packages
from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.site.addresses import all_addresses
from cloud_ml_platforms.site.prepare import deck_part, prepare
from cloud_ml_platforms.site.site_check import read_page
from cloud_ml_platforms.site_url import AddressError, site_url
from cloud_ml_platforms.text.inline import to_text
from cloud_ml_platforms.topics.interview.decks import deck_files

SITE = "https://guide.example/ml/"
TOP = "Cloud ML Platforms"
TAG = "cloud-ml-platforms"


class Card(HTMLParser):
    """What a reader sees of a card's side: words, links, marked points; and what it would load."""

    def __init__(self, html):
        super().__init__()
        self.words, self.links, self.points, self.loads, self.open = [], [], [], [], []
        self.feed(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))
        self.text = " ".join("".join(self.words).split())
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag not in {"hr", "br", "img", "link", "wbr"}:
            self.open.append(tag)
        if "href" in values:
            self.links.append(values["href"])
        if "data-point" in values:
            self.points.append(values["data-point"])
        if "src" in values or tag in {"script", "link", "iframe", "style"}:
            self.loads.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


class Reader:
    """A reader's Anki: imports files as its dialog does when nothing is changed there."""

    def __init__(self, folder):
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def take(self, content):
        path = self.folder / "deck.apkg"
        path.write_bytes(content)
        presets = self.collection._backend.get_import_anki_package_presets()
        result = self.collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=presets))
        assert not result.log.conflicting, "a note type of another shape"
        return result.log

    def notes(self, query=""):
        return [self.collection.get_note(note_id) for note_id in self.collection.find_notes(query)]

    def note(self, record):
        (note,) = self.notes(f'"Id:{record}"')
        return note

    def sides(self, note):
        (card,) = note.cards()
        output = card.render_output()
        return Card(output.question_and_style()), Card(output.answer_and_style())


@pytest.fixture
def reader(tmp_path):
    anki = Reader(tmp_path)
    yield anki
    anki.collection.close()


@pytest.fixture(scope="module")
def catalog(each):
    return each


@pytest.fixture(scope="module")
def packages(each_docs):
    """Return the content of every deck's file of a catalog, by name."""
    return lambda catalog: deck_packages(catalog, SITE, each_docs)


@pytest.fixture(scope="module")
def files(catalog, packages):
    return packages(catalog)


@pytest.fixture(scope="module")
def asked(catalog):
    """A question of the deck `canary-rollout`, not its first."""
    return [question.id for question in catalog.questions.values() if question.theme == "canary-rollout"][1]


@pytest.fixture(scope="module")
def full(files, tmp_path_factory):
    """A reader who has taken all decks."""
    anki = Reader(tmp_path_factory.mktemp("anki"))
    for content in files.values():
        anki.take(content)
    yield anki
    anki.collection.close()


def words(catalog, text):
    return " ".join(to_text(text, catalog).replace("\n- ", " ").split())


def reworded(catalog, record, **changes):
    """The catalog as it was a journal entry ago, with other words in one question."""
    questions = {**catalog.questions, record: catalog.questions[record].model_copy(update=changes)}
    return replace(catalog, questions=questions, changes=catalog.changes[:-1])


# What there is -------------------------------------------------------------------------------------------------------


def test_there_is_a_deck_per_theme_platform_and_direction(catalog, files):
    themes = [*catalog.themes, "platform-choice", "generative-ai", *catalog.full_platforms]
    directions = [f"{mine}-to-{theirs}" for mine, theirs in itertools.permutations(catalog.full_platforms, 2)]
    assert list(files) == [*themes, *directions]


def test_anki_finds_every_card_in_its_deck(catalog, files, full):
    offered = deck_files(catalog)
    titles = {deck.id: f"Questions::{deck.name}" for deck in coach.decks(catalog)}
    titles |= {deck.id: f"Translations::{deck.name}" for deck in coach.term_decks(catalog)}
    assert [deck.name for deck in offered] == list(files)
    for deck in offered:
        anki_deck = full.collection.decks.by_name(f"{TOP}::{titles[deck.name]}")
        assert full.collection.decks.card_count(anki_deck["id"], include_subdecks=False) == deck.cards > 0, deck.name
        assert anki_deck["desc"].startswith(f'From <a href="{SITE}">Cloud ML Platforms</a>, as of {catalog.as_of}.')
    assert full.collection.card_count() == sum(deck.cards for deck in offered)
    questions = len(full.notes(f'"note:{TOP}: question"'))
    assert questions == len(catalog.questions)


def test_no_field_is_empty_and_ids_are_unique(full):
    notes = full.notes()
    assert len({note.fields[0] for note in notes}) == len({note.guid for note in notes}) == len(notes)
    for note in notes:
        assert all(note.fields), note.fields[0]


@OF_THE_WORLD
def test_new_cards_come_in_the_order_of_the_site(catalog, reader, files):
    reader.take(files["canary-rollout"])
    cards = [note.cards()[0] for note in reader.notes()]
    assert len({card.due for card in cards}) == len(cards)
    ids = [card.note()["Id"] for card in sorted(cards, key=lambda card: card.due)]
    (deck,) = (deck for deck in coach.decks(catalog) if deck.id == "canary-rollout")
    assert ids == [question.id for question in deck.questions]


def test_tags_say_theme_level_platforms_and_core(catalog, full):
    for question in catalog.questions.values():
        tags = {f"theme::{question.theme}", f"level::{question.level}"}
        tags |= {f"platform::{platform}" for platform in question.platforms} | ({"core"} if question.core else set())
        assert set(full.note(question.id).tags) == {f"{TAG}::{tag}" for tag in tags}
    core = [question for question in catalog.questions.values() if question.core]
    assert len(full.notes(f"tag:{TAG}::core")) == len(core)
    assert len(full.notes(f"tag:{TAG}::translate")) == sum(len(deck.terms) for deck in coach.term_decks(catalog))


# What a card shows ---------------------------------------------------------------------------------------------------


def test_the_front_asks_and_the_back_answers(catalog, full):
    names = {question.id: deck.name for deck in coach.decks(catalog) for question in deck.questions}
    for question in catalog.questions.values():
        front, back = full.sides(full.note(question.id))
        question_text = words(catalog, question.question)
        platforms = ", ".join(catalog.platforms[platform].short for platform in question.platforms)
        for words_on_front in (names[question.id], question_text, question.level, platforms):
            assert words_on_front in front.text
        assert question_text in back.text
        assert question.wrong.says not in front.text
        texts = [point.says for point in question.points]
        texts += [text for follow in question.follow_ups for text in (follow.ask, follow.answer)]
        texts += [question.wrong.says, question.wrong.why]
        if question.old_key:
            texts += [question.old_key.expects, question.old_key.now, question.old_key.say]
            assert f"Since {catalog.events[question.old_key.event].date}" in back.text
        for text in texts:
            assert words(catalog, text) in back.text, f"{question.id}: {text}"
        assert f"{SITE}q/{question.id}/" in back.links


def test_the_answer_marks_its_points(catalog, full):
    for question in catalog.questions.values():
        _, back = full.sides(full.note(question.id))
        assert sorted(back.points) == sorted(point.id for point in question.points), question.id


def test_a_translation_asks_in_my_words_and_answers_in_theirs(catalog, full):
    for deck in coach.term_decks(catalog):
        for term in deck.terms:
            front, back = full.sides(full.note(f"{term.id} {deck.id}"))
            assert f"On {deck.my_platform.short} you would use {words(catalog, term.my_word.say)}" in front.text
            assert f"What is it on {deck.their_platform.short}, and where does the analogy break?" in front.text
            assert words(catalog, term.idea) in front.text
            assert words(catalog, term.hides) in back.text
            if term.their_word.say:
                assert words(catalog, term.their_word.say) in back.text
                assert term.fit_words in back.text
            else:
                assert f"No equal. Instead: {words(catalog, term.their_word.nearest)}" in back.text
            assert f"{SITE}translate/{deck.id}/#{term.id}" in back.links


def test_every_link_leads_to_a_page_of_the_site(catalog, full):
    pages = {urldefrag(address).url for address in all_addresses(catalog)}
    anchors = set(all_addresses(catalog))
    for note in full.notes():
        for link in {link for side in full.sides(note) for link in side.links}:
            assert link.startswith(SITE), f"{note['Id']}: {link}"
            address = link.removeprefix(SITE)
            assert urldefrag(address).url in pages, f"{note['Id']}: {link}"
            assert "#" not in address or address in anchors, f"{note['Id']}: {link}"


def test_a_card_loads_nothing_and_leaves_no_field_unfilled(full):
    for note in full.notes():
        for side in full.sides(note):
            assert not side.loads
            assert "{{" not in re.sub(r"\$\{\{.*?\}\}", "", side.text), note["Id"]
    for model in full.collection.models.all():
        assert not re.search(r"url\(|@import", model["css"])


def luminance(colour):
    digits = colour.lstrip("#") if len(colour) == 7 else "".join(digit * 2 for digit in colour.lstrip("#"))
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first, second):
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@OF_THE_WORLD
def test_cards_are_readable_by_day_and_by_night(full):
    css = full.collection.models.get(decks.QUESTION_MODEL)["css"]
    schemes = [
        dict(colours)
        for block in re.findall(r"\{([^{}]*)\}", css)
        if (colours := re.findall(r"(--\w+): (\S+);", block))
    ]
    light, night = schemes
    assert set(light) == set(night) == set(re.findall(r"var\((--\w+)\)", css))
    for scheme in schemes:
        for text in ("--ink", "--quiet", "--link"):
            for paper in ("--paper", "--soft", "--point"):
                assert contrast(scheme[text], scheme[paper]) >= 4.5, (text, scheme[text], paper, scheme[paper])
        for text in ("--fit", "--part"):
            assert contrast(scheme[text], scheme["--paper"]) >= 4.5


# What a newer deck does ----------------------------------------------------------------------------------------------


@OF_THE_WORLD
def test_a_newer_deck_brings_new_words_and_keeps_what_was_learned(catalog, files, reader, packages):
    record = next(deck.questions[0].id for deck in coach.decks(catalog) if deck.id == "canary-rollout")
    before = reworded(catalog, record, question="Shadow or canary?", answer="The old answer.")
    first = reader.take(packages(before)["canary-rollout"])
    assert len(first.new) == len(reader.notes())
    old = reader.note(record)
    assert old["Question"] == "Shadow or canary?"
    scheduler = reader.collection.sched
    reader.collection.decks.select(old.cards()[0].did)
    studied = scheduler.getCard()
    assert studied.nid == old.id
    scheduler.answerCard(studied, 4)
    learned = reader.note(record).cards()[0]
    assert learned.reps == 1
    assert learned.ivl > 0

    again = reader.take(files["canary-rollout"])
    assert not again.new
    assert len(again.updated) == len(reader.notes())
    new = reader.note(record)
    assert (new.id, new.guid) == (old.id, old.guid)
    assert new["Question"] == catalog.questions[record].question
    front, back = reader.sides(new)
    assert "The old answer." not in back.text
    assert catalog.questions[record].question in front.text
    new_card = new.cards()[0]
    for field in ("id", "did", "due", "ivl", "factor", "reps", "lapses", "type", "queue"):
        assert getattr(new_card, field) == getattr(learned, field), field
    assert reader.collection.db.scalar("select count() from revlog where cid = ?", new_card.id) == 1


@OF_THE_WORLD
def test_a_newer_deck_adds_what_is_new(catalog, files, reader, packages, asked):
    """Notes and cards count on from the deck's number, so a new first question takes the number of another."""
    less = {name: question for name, question in catalog.questions.items() if name != asked}
    reader.take(packages(replace(catalog, questions=less, changes=catalog.changes[:-1]))["canary-rollout"])
    before = {note.guid: note.id for note in reader.notes()}
    log = reader.take(files["canary-rollout"])
    assert len(log.new) == 1
    assert {note.guid: note.id for note in reader.notes()}.items() > before.items()
    assert reader.note(asked)["Question"] == catalog.questions[asked].question


@OF_THE_WORLD
def test_the_same_deck_and_an_older_one_change_nothing(catalog, files, reader, packages, asked):
    reader.take(files["canary-rollout"])
    older = packages(reworded(catalog, asked, question="Shadow or canary?"))["canary-rollout"]
    for content in (files["canary-rollout"], older):
        log = reader.take(content)
        assert not log.new
        assert not log.updated
    assert reader.note(asked)["Question"] == catalog.questions[asked].question


@OF_THE_WORLD
def test_a_translation_is_updated_as_well(catalog, files, reader, packages):
    groups = {
        name: group.model_copy(
            update={"terms": tuple(term.model_copy(update={"idea": f"Old: {term.idea}"}) for term in group.terms)}
        )
        for name, group in catalog.translations.items()
    }
    older = replace(catalog, translations=groups, changes=catalog.changes[:-1])
    deck = coach.term_decks(catalog)[-1]
    reader.take(packages(older)[deck.id])
    assert all(note["Idea"].startswith("Old: ") for note in reader.notes())
    log = reader.take(files[deck.id])
    assert not log.new
    assert len(log.updated) == len(reader.notes()) == len(deck.terms)
    assert not [note for note in reader.notes() if note["Idea"].startswith("Old: ")]


@pytest.fixture
def templates(tmp_path, monkeypatch):
    """A copy of Anki's templates in which faults can be planted."""
    shutil.copytree(decks.CARDS, tmp_path / "anki")
    monkeypatch.setattr(decks, "CARDS", tmp_path / "anki")
    return tmp_path / "anki"


@OF_THE_WORLD
def test_a_newer_deck_brings_new_templates_and_style(catalog, files, reader, templates, packages):
    (templates / "card.css").write_text(".card { color: var(--old) }\n")
    (templates / "question_front.html").write_text("{{Question}}\n")
    reader.take(packages(replace(catalog, changes=catalog.changes[:-1]))["gpu-cost"])
    reader.take(files["gpu-cost"])
    model = reader.collection.models.get(decks.QUESTION_MODEL)
    assert "--old" not in model["css"]
    assert "{{Theme}}" in model["tmpls"][0]["qfmt"]


@OF_THE_DATA
def test_what_a_readers_anki_holds_on_to_never_changes(catalog, full):
    """Whoever changes one of these loses the update of every card that readers have: add, never edit."""
    models = full.collection.models
    question, translation = models.get(1_795_651_200_001), models.get(1_795_651_200_002)
    assert models.field_names(question) == ["Id", "Question", "Theme", "Facets", "Answer", "Points", "More", "Link"]
    assert models.field_names(translation) == ["Id", "Word", "Idea", "Front", "Back", "Link"]
    assert [[template["name"] for template in model["tmpls"]] for model in (question, translation)] == [["Card"]] * 2
    assert full.note("q-canary-four-words").guid == "h|s75%(MTx"
    assert full.note("tr-endpoint sagemaker-to-azure-ml").guid == "nh?>XS*^/Q"
    for deck, number, name in (
        ("canary-rollout", 1_783_604_000_000, "Questions::Canary rollout"),
        ("azure-ml-to-vertex-ai", 1_081_304_000_000, "Translations::Azure ML to Vertex AI"),
    ):
        assert full.collection.decks.by_name(f"{TOP}::{name}")
        assert decks.deck_number(deck) == number


def test_decks_are_far_enough_apart_for_their_notes(catalog):
    numbers = sorted(decks.deck_number(deck.name) for deck in deck_files(catalog))
    assert min(next_number - number for number, next_number in itertools.pairwise(numbers)) >= 1_000_000
    assert 2 * max(deck.cards for deck in deck_files(catalog)) < 1_000_000


@OF_THE_WORLD
def test_later_data_is_newer(catalog):
    """Anki takes a note for newer by the second."""
    assert changed_at(catalog) == changed_at(replace(catalog, changes=catalog.changes[:-1])) + 1
    name, question = next(iter(catalog.questions.items()))
    later = question.model_copy(update={"reviewed": question.reviewed.model_copy(update={"day": "2030-01-01"})})
    assert changed_at(replace(catalog, questions={**catalog.questions, name: later})) > changed_at(catalog) + 86_400


# Files ---------------------------------------------------------------------------------------------------------------


WRITE = """
import sys
import time
time.time = lambda: 2_000_000_000.0
from pathlib import Path
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.exports.decks import deck_packages
site, data, docs, to = sys.argv[1:]
for name, content in deck_packages(load_catalog(Path(data)), site, Path(docs)).items():
    Path(to, name).write_bytes(content)
"""


@OF_THE_WORLD
def test_the_same_data_makes_the_same_bytes(files, world_docs, tmp_path):
    """Whatever the time, the time zone and the order of hashes: in this process and in another."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    subprocess.run([sys.executable, "-c", WRITE, SITE, WORLD / "data", world_docs, tmp_path], env=env, check=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == files


@OF_THE_WORLD
def test_decks_are_written_once_and_removed_when_gone(catalog, world_docs, tmp_path, monkeypatch):
    monkeypatch.setattr("cloud_ml_platforms.site.prepare.PARTS", (deck_part,))
    docs = tmp_path / "docs"
    shutil.copytree(world_docs, docs)
    paths = [path for path in prepare(catalog, docs) if path.suffix == ".apkg"]
    assert {path.stem for path in paths} == {deck.name for deck in deck_files(catalog)}
    gone = docs / "decks" / "no-such-theme.apkg"
    gone.touch()
    os.utime(paths[0], ns=(0, 0))
    assert prepare(catalog, docs) == [gone]
    assert not gone.exists()
    assert paths[0].stat().st_mtime_ns == 0
    assert all(deck.bytes == (docs / deck.path).stat().st_size for deck in deck_files(catalog, docs))


@OF_THE_WORLD
def test_before_the_build_a_deck_has_no_size(catalog, tmp_path):
    assert {deck.bytes for deck in deck_files(catalog, tmp_path)} == {None}


@OF_THE_WORLD
def test_a_template_that_names_no_field_is_an_error(catalog, templates, packages):
    path = templates / "question_back.html"
    path.write_text(path.read_text().replace("{{Answer}}", "{{Answr}}"))
    with pytest.raises(
        DeckError, match=r"question_back.html: found \{\{Answr\}\}; expected one of Id, Question, Theme"
    ):
        packages(catalog)


@OF_THE_WORLD
def test_a_theme_without_questions_is_an_error(catalog, packages):
    questions = {name: question for name, question in catalog.questions.items() if question.theme != "gpu-cost"}
    with pytest.raises(DeckError, match="found no card for the deck 'gpu-cost'"):
        packages(replace(catalog, questions=questions))


def test_the_sites_address_comes_from_mkdocs_yml_or_the_environment(monkeypatch, tmp_path):
    monkeypatch.delenv("SITE_URL", raising=False)
    assert site_url() == re.search(r'SITE_URL, "(.*?)"', (ROOT / "mkdocs.yml").read_text())[1]
    monkeypatch.setenv("SITE_URL", "https://guide.example/ml")
    assert site_url() == SITE
    (tmp_path / "mkdocs.yml").write_text('site_url: ""\n')
    with pytest.raises(
        AddressError, match=r"mkdocs\.yml: found site_url ''; expected the address of the published site"
    ):
        site_url(tmp_path / "mkdocs.yml")


@pytest.mark.site
@OF_THE_DATA
def test_the_site_offers_the_decks_and_has_what_they_link_to(catalog, site, offline_site, full):
    files = deck_packages(catalog, site_url())
    for built in (site, offline_site):
        for deck in deck_files(catalog):
            assert (built / deck.path).read_bytes() == files[Path(deck.path).stem]
    ids = {}
    for note in full.notes():
        for link in full.sides(note)[1].links:
            page, anchor = urldefrag(link.removeprefix(SITE))
            if page not in ids:
                ids[page] = {element_id for element_id, _ in read_page(site / page / "index.html").ids}
            assert not anchor or anchor in ids[page], f"{note['Id']}: {link}"
