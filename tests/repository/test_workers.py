"""Work of a build on every core: the same results, faults as plain as in one process, nothing left running."""

from __future__ import annotations

import os
import time

import pytest

from cloud_ml_platforms.exports.page_tree import article_of
from cloud_ml_platforms.exports.previews import Card, PreviewError, begin_pictures, card_of_built, picture
from cloud_ml_platforms.site.prepare import deck_part, news_part, script_part, write_if_changed
from cloud_ml_platforms.workers import map_in_order, workers

LONG = Card("", "unbreakable" * 40, "", "2026-11-27")


def test_results_come_in_order_and_from_other_processes():
    with workers() as pool:
        assert list(map_in_order(pool, len, ["a" * n for n in range(40)])) == list(range(40))
        assert os.getpid() not in set(map_in_order(pool, process, range(40)))
    assert set(map_in_order(None, process, range(3))) == {os.getpid()}


def process(_):
    return os.getpid()


def test_a_fault_in_another_process_is_the_same_fault():
    with workers() as pool, pytest.raises(PreviewError, match=r"no room in .* expected a text that fits at 34 px"):
        list(map_in_order(pool, picture, [LONG]))


def test_what_has_not_begun_when_a_build_stops_is_not_done(tmp_path):
    with workers() as pool:
        begun = [pool.submit(note, tmp_path / str(number)) for number in range(100)]
    assert any(one.cancelled() for one in begun)
    assert len(list(tmp_path.iterdir())) < 100


def note(path):
    time.sleep(0.05)
    path.touch()


@pytest.mark.site
def test_generated_files_are_the_same_whoever_makes_them(catalog, site, built_from):
    """The build of the site had them made by several processes. Three kinds stand for all: the way is the same."""
    docs = built_from / "docs"
    made = {
        name: content for part in (deck_part, news_part, script_part) for name, content in part(catalog, docs).items()
    }
    assert [name for name, content in made.items() if write_if_changed(docs / name, content)] == []


@pytest.mark.site
def test_pictures_of_rows_and_questions_are_begun_with_what_their_pages_say(site, catalog):
    """Else they would be drawn twice."""
    begun = begin_pictures(catalog, Idle())
    assert set(begun) == {f"r/{row}" for row in catalog.rows} | {f"q/{one}" for one in catalog.questions}
    pages = {page: (site / page / "index.html").read_text(encoding="utf-8") for page in begun}
    said = {page: card_of_built(catalog, page, article_of(source, page)) for page, source in pages.items()}
    assert [page for page, (card, _) in begun.items() if card != said[page]] == []


class Idle:
    """Takes work and does none of it."""

    def submit(self, *_work):
        return None
