"""What stands on the cheat sheets, and that it is no other sheet's."""

from __future__ import annotations

import re

import pytest
from conftest import PLATFORMS
from records import HAND_TYPED

from cloud_ml_platforms import model as m
from cloud_ml_platforms.topics.page import Page
from cloud_ml_platforms.topics.providers import cheatsheet

NUMBER = re.compile(
    r"\d[\d,.]*\s?(?:KB|MB|GB|TB|ms|s|min|h|days?|hours?|minutes?|weeks?|months?|percent|%|requests?|steps)(?!\w)"
)
NO_WORDS = re.compile(r"\[\[.*?\]\]|`[^`]*`")


def texts(sheet):
    yield from sheet.places.values()
    yield from (text for call in sheet.calls.values() for text in (call.say, call.nearest) if text)
    yield from sheet.kinds.values()
    yield from (line.say for line in sheet.bites)
    yield sheet.lacks or ""


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_sheet_has_six_places_twelve_calls_ten_numbers_and_six_bites(catalog, platform):
    view = cheatsheet.cheatsheet_view(catalog, platform)
    assert [question.id for question, _ in view.places] == [*catalog.lifecycle]
    assert (len(view.places), len(view.calls), len(view.numbers), len(view.bites)) == (6, 12, 10, 6)
    assert {kind for kind, _ in view.kinds} < set(catalog.capabilities["online-endpoints"].kinds[platform].values())
    assert view.sayings == catalog.sheet.sayings[platform]


def test_every_task_has_words():
    assert tuple(cheatsheet.TASKS) == m.Task.__args__


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_sheet_holds_no_number_day_or_price_of_its_own(catalog, platform):
    for text in texts(catalog.cheatsheets[platform]):
        plain = NO_WORDS.sub("", text)
        assert not HAND_TYPED.findall(plain) + NUMBER.findall(plain), text


def test_the_check_for_numbers_can_fail():
    assert NUMBER.findall("after 90 days, 60 s or 20%")
    assert not NUMBER.findall("429, v1beta1, SDK v3 and S3")


@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_bites_is_not_a_trap_of_another_sheet(catalog, platform):
    traps = {trap for traps in catalog.sheet.traps.values() for trap in traps}
    assert not traps & {line.say for line in catalog.cheatsheets[platform].bites}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_ends_comes_first_soonest_first_and_is_marked(catalog, platform):
    groups = cheatsheet.cheatsheet_view(catalog, platform).ended
    ahead = [group.ahead for group in groups]
    assert ahead == sorted(ahead, reverse=True)
    assert any(ahead)
    days = [re.search(r"20[\d-]+", group.when)[0] for group in groups]
    assert [day for day, is_ahead in zip(days, ahead, strict=True) if is_ahead] == sorted(
        day for day, is_ahead in zip(days, ahead, strict=True) if is_ahead
    )
    for group in groups:
        assert group.ahead == (re.search(r"20[\d-]+", group.when)[0] > catalog.as_of), group.when
    assert {event for group in groups for event, _ in group.names} == set(catalog.cheatsheets[platform].ended)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_printed_end_says_how_and_when(catalog, platform):
    for group in cheatsheet.cheatsheet_view(catalog, platform).ended:
        assert re.fullmatch(
            r"(deprecated, ends|closed to new customers|closes to new customers|ends|ended|was to end|deprecated) 20[\d-]+(, not confirmed)?",
            group.when,
        )


def test_a_sheet_without_its_file_is_an_error(catalog):
    from dataclasses import replace

    bare = Page("providers/sagemaker/cheatsheet/", catalog=replace(catalog, cheatsheets={}))
    with pytest.raises(LookupError, match=r"found no data/cheatsheets/sagemaker.yml .*expected both"):
        cheatsheet.cheatsheet_view(bare.catalog, "sagemaker")
