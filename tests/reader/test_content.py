"""Promises about the content as a whole."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from conftest import PLATFORMS
from records import HAND_TYPED

from cloud_ml_platforms.paths import ROOT

DOCS = ROOT / "docs"


def test_every_capability_has_a_page_that_shows_its_rows(catalog):
    for capability in catalog.capabilities:
        text = (DOCS / "compare" / f"{capability}.md").read_text(encoding="utf-8")
        assert f'{{{{ show("capability_rows", "{capability}") }}}}' in text


def test_every_capability_has_rows_that_decide_and_rows_that_are_probed(catalog):
    for capability in catalog.capabilities.values():
        assert any(row.decides for row in capability.rows), capability.id
        assert any(row.probed for row in capability.rows), capability.id


def test_every_row_has_search_words(catalog):
    assert all(row.search for row in catalog.rows.values())


def test_every_group_of_terms_is_in_the_order_of_the_lifecycle(catalog):
    kinds = [group.kind for group in catalog.translations.values()]
    assert kinds == sorted(kinds, key=["ml", "cloud"].index)


def test_the_sides_of_a_contested_question_rest_on_different_sources(catalog):
    for question in catalog.contested.values():
        cited = [{item.source for item in side.evidence} for side in question.sides]
        assert len({frozenset(sources) for sources in cited}) > 1, f"{question.id}: both sides cite the same"


def test_every_platform_has_beliefs_that_hold_and_some_that_no_longer_do(catalog):
    for platform in PLATFORMS:
        mine = [belief for belief in catalog.beliefs.values() if belief.platform == platform]
        assert {belief.holds for belief in mine} == {True, False}, platform


def test_the_ledger_leaves_out_no_year_and_looks_ahead(catalog):
    years = {int(date[:4]) for event in catalog.events.values() for date in (event.date, event.ends) if date}
    assert years == set(range(min(years), max(years) + 1))
    assert max(years) > int(catalog.as_of[:4])


def test_every_provider_has_questions_of_its_own(catalog):
    for platform in PLATFORMS:
        assert any(q.theme == "platform-depth" and q.platforms == (platform,) for q in catalog.questions.values())


def test_every_theme_covers_all_levels_and_platforms(catalog):
    for theme in catalog.themes:
        found = [q for q in catalog.questions.values() if q.theme == theme]
        assert {q.level for q in found} == {"screen", "onsite", "senior"}, theme
        assert {platform for q in found for platform in q.platforms} == set(PLATFORMS), theme


def test_descriptions_are_there_and_short():
    for path in DOCS.rglob("*.md"):
        if path.is_relative_to(DOCS / "r") or path.is_relative_to(DOCS / "q"):
            continue
        found = re.search(r'^description: "?(.+?)"?$', path.read_text(encoding="utf-8"), re.MULTILINE)
        assert found, path
        assert 40 <= len(found[1]) <= 160, f"{path}: {len(found[1])} characters"


UNFINISHED = re.compile(r"coming soon|\bTBD\b|lorem ipsum|\bTO[D]O\b|\bFIX[M]E\b", re.IGNORECASE)


def text_files():
    for folder in ("docs", "data", "macros", "cloud_ml_platforms", "web", "samples"):
        for path in sorted((ROOT / folder).rglob("*")):
            if "node_modules" not in path.parts and path.suffix in {".md", ".yml", ".py", ".j2", ".js", ".css", ".dot"}:
                yield path


@pytest.mark.data
def test_nothing_is_unfinished():
    for path in text_files():
        found = UNFINISHED.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path}: {found[0]}"


MACRO = re.compile(r"\{\{.*?\}\}", re.DOTALL)
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)


def prose(path):
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\A---.*?---\n", "", text, flags=re.DOTALL)
    return MACRO.sub("", CODE.sub("", text))


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(DOCS.rglob("*.md")) if path.relative_to(DOCS).parts[0] not in {"r", "q"}],
    ids=lambda path: path.relative_to(DOCS).as_posix(),
)
def test_prose_holds_no_size_day_or_price_of_its_own(path):
    found = HAND_TYPED.findall(prose(path))
    assert not found, f"{found}: pull it from a row, limit or event by ref()"


def test_answers_hold_no_size_day_or_price_of_their_own(catalog):
    for question in catalog.questions.values():
        texts = [question.answer, *(f.answer for f in question.follow_ups), question.wrong.why]
        texts += [point.says for point in question.points]
        texts += [question.old_key.now, question.old_key.say] if question.old_key else []
        for text in texts:
            plain = re.sub(r"\[\[.*?\]\]|`[^`]*`", "", text)
            assert not HAND_TYPED.findall(plain), f"{question.id}: {HAND_TYPED.findall(plain)}"


def test_the_check_for_hand_typed_facts_can_fail():
    assert HAND_TYPED.findall("at most 25 MB since 2026-07-30, for $3")
    assert not HAND_TYPED.findall("three replicas, half an hour, 10 percent")


def test_no_question_is_asked_twice(catalog):
    texts = Counter(re.sub(r"\W+", " ", q.question.lower()).strip() for q in catalog.questions.values())
    assert max(texts.values()) == 1
