"""The Anki decks: one `.apkg` file a theme, a platform in depth and a translation.

A reader who imports a newer deck gets the new wording and keeps what was learned. What that rests on is for good:

- a note is found by its guid, made from the record's id and never from its wording;
- its note type is found by its number, and must have the fields and templates of before, by name: a field that
  comes or goes would make Anki skip every note that a reader has (unless "merge note types" is ticked);
- a deck is found by its name (by its number in old versions of Anki);
- Anki takes a note, a template or a style only when it is newer than its own: see `stamp`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import itertools
import re
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import genanki

from cloud_ml_platforms.compute import coach
from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.model.interview import question_address
from cloud_ml_platforms.paths import DOCS
from cloud_ml_platforms.text.links import Links
from cloud_ml_platforms.topics.page import Page
from cloud_ml_platforms.topics.registry import TOPICS

if TYPE_CHECKING:
    from pathlib import Path

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.compute.pairs import TermView

CARDS = TOPICS / "interview" / "templates" / "anki"
ROOT_TAG = "cloud-ml-platforms"
ROOT_DECK = "Cloud ML Platforms"

# Numbers as Anki would give them, milliseconds of a day in 2026. A reader's Anki keeps them: never change or reuse one.
QUESTION_MODEL = 1_795_651_200_001
TRANSLATION_MODEL = 1_795_651_200_002

# A deck's number comes from its id. Numbers are multiples of a million: the notes and cards of a file count on from its
# deck's. They look like milliseconds of a day since 2001, as Anki's own do.
FIRST_DECK, DECK_STEP, DECK_PLACES = 1_000_000_000_000, 1_000_000, 790_000

QUESTION_FIELDS = ("Id", "Question", "Theme", "Facets", "Answer", "Points", "More", "Link")
TRANSLATION_FIELDS = ("Id", "Word", "Idea", "Front", "Back", "Link")
SORTED_BY = 1  # the second field: what the card is about; the first, which Anki wants to be unique, is the id
FIELD = re.compile(r"\{\{[#^/]?([^{}]*)\}\}")  # a field in Anki's templates
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of zip files: the same file whenever it is made


class DeckError(UserError, LookupError):
    """A deck cannot be made: it has no cards, or a template of its cards names no field."""


def deck_packages(catalog: Catalog, site: str, docs: Path = DOCS) -> dict[str, bytes]:
    """Return the content of every deck's file by the deck's name; links lead to `site`, the address of the site.

    The same catalog makes the same bytes. The pages of questions have to be under `docs`, as a link to no page is an error.
    """
    page = Page("", catalog=catalog, links=Links("", docs=docs, site=site))
    question_type = note_type(QUESTION_MODEL, "question", QUESTION_FIELDS)
    translation_type = note_type(TRANSLATION_MODEL, "translation", TRANSLATION_FIELDS)
    decks: list[tuple[coach.Deck | coach.TermDeck, str, list[genanki.Note]]] = [
        *(
            (
                deck,
                f"Questions::{deck.name}",
                [question_note(question_type, page, deck, question) for question in deck.questions],
            )
            for deck in coach.decks(catalog)
        ),
        *(
            (deck, f"Translations::{deck.name}", [term_note(translation_type, page, deck, term) for term in deck.terms])
            for deck in coach.term_decks(catalog)
        ),
    ]
    about, changed = page.render("anki/deck.html.j2").strip(), changed_at(catalog)
    return {deck.id: deck_package(deck.id, name, notes, about, changed) for deck, name, notes in decks}


def deck_number(deck: str) -> int:
    """Return the number of a deck in Anki: a reader's Anki keeps it, so it hangs on the deck's id alone."""
    digest = hashlib.sha256(f"{ROOT_TAG} {deck}".encode()).digest()
    return FIRST_DECK + int.from_bytes(digest[:8], "big") % DECK_PLACES * DECK_STEP


def changed_at(catalog: Catalog) -> int:
    """Return the time of change that all notes carry, in seconds since 1970.

    It rises with the day that the data speaks for, with reviews and, within a day, with the journal, so that Anki takes
    every changed fact for newer. A rewording that moves none of the three reaches a reader with the next that does.
    """
    reviewed = [record.reviewed.day for record in catalog.reviewed]
    day = dt.datetime.fromisoformat(max([catalog.as_of, *reviewed])).replace(tzinfo=dt.UTC)
    return int(day.timestamp()) + len(catalog.changes)


def question_note(model: genanki.Model, page: Page, deck: coach.Deck, question: m.Question) -> genanki.Note:
    fields = {
        "Id": question.id,
        "Question": page.words(question.question),
        "Theme": deck.name,
        "Facets": page.render("question_facets.html.j2", question=question, alone=True),
        "Answer": page.spoken_answer(question.answer, question.points),
        "Points": page.render("question_points.html.j2", question=question),
        "More": page.render("question_more.html.j2", question=question),
        "Link": page.url(question_address(question.id)),
    }
    tags = [f"theme::{question.theme}", f"level::{question.level}"]
    tags += [f"platform::{platform}" for platform in question.platforms]
    tags += ["core"] if question.core else []
    return anki_note(model, fields, question.id, tags)


def term_note(model: genanki.Model, page: Page, deck: coach.TermDeck, term: TermView) -> genanki.Note:
    """Return the note of one term in one direction."""
    values = {"term": term, "my_platform": deck.my_platform, "their_platform": deck.their_platform}
    fields = {
        "Id": f"{term.id} {deck.id}",
        "Word": page.words(term.my_word.say or ""),
        "Idea": page.words(term.idea),
        "Front": page.render("card_term_front.html.j2", **values),
        "Back": page.render("card_term_back.html.j2", **values),
        "Link": page.url(f"translate/{deck.id}/", term.id),
    }
    tags = [
        f"translate::{deck.id}",
        f"match::{term.fit}",
        f"platform::{deck.my_platform.id}",
        f"platform::{deck.their_platform.id}",
    ]
    return anki_note(model, fields, fields["Id"], tags)


def anki_note(model: genanki.Model, fields: dict[str, str], record: str, tags: list[str]) -> genanki.Note:
    """Return a note; `record`, an id that never changes, makes the guid by which Anki finds it again."""
    values = [str(fields[field["name"]]).strip() for field in model.fields]
    return genanki.Note(
        model, values, guid=genanki.guid_for(ROOT_TAG, record), tags=[f"{ROOT_TAG}::{tag}" for tag in tags]
    )


def note_type(number: int, kind: str, fields: tuple[str, ...]) -> genanki.Model:
    """Return a note type with the templates and the style of cloud_ml_platforms/topics/interview/templates/anki/.

    Raises DeckError for a template that names no field: Anki would show an error on every card.
    """
    texts = {}
    for name in (f"{kind}_front.html", f"{kind}_back.html", "card.css"):
        texts[name] = (CARDS / name).read_text(encoding="utf-8")
        for field in FIELD.findall(texts[name]):
            if field not in (*fields, "FrontSide"):
                raise DeckError(
                    f"cloud_ml_platforms/topics/interview/templates/anki/{name}: found {{{{{field}}}}}; expected one of {', '.join(fields)}"
                )
    front, back, css = texts.values()
    return genanki.Model(
        number,
        f"{ROOT_DECK}: {kind}",
        fields=[{"name": name} for name in fields],
        templates=[{"name": "Card", "qfmt": front, "afmt": back}],
        css=css,
        sort_field_index=SORTED_BY,
    )


def deck_package(deck_id: str, title: str, notes: list[genanki.Note], about: str, changed: int) -> bytes:
    """Return an `.apkg` file with one deck. Raises DeckError for a deck that has no notes.

    genanki's own way of writing leaves a file in the temporary folder each time and puts today into the zip.
    """
    if not notes:
        raise DeckError(f"found no card for the deck {deck_id!r}; expected some in data/questions or data/translations")
    number = deck_number(deck_id)
    deck = genanki.Deck(number, f"{ROOT_DECK}::{title}", about)
    for position, note in enumerate(notes):
        note.due = position  # new cards come in the order of the site
        deck.add_note(note)
    with closing(sqlite3.connect(":memory:")) as connection:
        genanki.Package(deck).write_to_db(connection.cursor(), changed, itertools.count(number))
        connection.commit()
        collection = connection.serialize()
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for entry, content in (("collection.anki2", collection), ("media", b"{}")):
            archive.writestr(zipfile.ZipInfo(entry, FIRST_DAY), content, zipfile.ZIP_DEFLATED)
    return package.getvalue()
