"""The guide of a platform: its height, boxes of its hierarchy, kinds of endpoint by their marks, what ends."""

from __future__ import annotations

import re

import pytest
from conftest import PLATFORMS

from cloud_ml_platforms.compute.standing import status_of
from cloud_ml_platforms.model import Level
from cloud_ml_platforms.topics.macros import show
from cloud_ml_platforms.topics.names.views import months_from
from cloud_ml_platforms.topics.page import Page
from cloud_ml_platforms.topics.providers.views import boxes, provider_ends, provider_events, provider_kinds

HEIGHTS = {
    1440: (5050, 28, 90),
    390: (9600, 80, 150),
}  # by width, in pixels: of all else, of a capability, of a question


def level(name, **options):
    return Level(name=name, holds="What it holds", **options)


def names(found):
    return {box.level.name: names(box.inside) for box in found}


def test_a_level_lies_in_the_one_before_or_beside_it():
    tree = boxes([level("A"), level("B"), level("C"), level("D", beside=True), level("E")])
    assert names(tree) == {"A": {"B": {"C": {}, "D": {"E": {}}}}}


@pytest.mark.data
def test_every_level_is_in_a_box_and_one_is_the_wall(catalog):
    for platform in catalog.full_platforms.values():
        assert sum(one.wall for one in platform.hierarchy) == 1
        assert len(str(names(boxes(platform.hierarchy))).split(":")) - 1 >= len(platform.hierarchy)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_changed_lately_begins_with_what_lies_ahead_soonest_first(catalog, platform):
    events = provider_events(catalog, platform)["events"]
    ahead = [event.due for event in events if event.lies_ahead]
    past = [event.due for event in events if not event.lies_ahead]
    assert [event.due for event in events] == sorted(ahead) + sorted(past, reverse=True)
    assert months_from(catalog.as_of, -6) <= min(ahead + past)
    assert max(ahead + past) <= months_from(catalog.as_of, 12)
    text = show(Page(f"providers/{platform}/", catalog=catalog), "provider_events", platform)
    assert re.findall(r'<th scope="row"><a [^>]*>([^<]+)', text) == [event.due for event in events]
    ends = re.findall(r', (ends|ended|was to end) (?:<span class="day">)?(20[0-9-]+)', text)
    assert ends
    assert all((word == "ends") == (day > catalog.as_of) for word, day in ends)


@pytest.mark.parametrize("platform", ["alpha", "beta"])
def test_a_kind_has_the_mark_that_its_row_gives_it(world, platform):
    kinds = [kind for kind in world.capabilities["online-endpoints"].kinds[platform] if kind != "any"]
    features = provider_kinds(world, platform)["features"]
    assert features
    for feature in features:
        row = world.rows[feature.row]
        marks = row.marks(platform)
        assert feature.marks == [marks.get(kind, marks.get("any")) for kind in kinds]
        assert any(feature.marks)


@pytest.mark.data
def test_what_ends_is_ahead_and_what_ended_is_not(catalog):
    for platform in catalog.full_platforms:
        found = provider_ends(catalog, platform)
        assert all(event.due > catalog.as_of for event in found["ahead"])
        for event in [*found["closed"], *found["ended"]]:
            assert event.due <= catalog.as_of
            assert status_of(catalog.events[event.id], catalog.as_of)


# In the browser ------------------------------------------------------------------------------------------------------


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("width", HEIGHTS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_guide_is_no_higher_than_its_lines(open_page, base_url, catalog, platform, width):
    page = open_page(f"{base_url}providers/{platform}/", width=width, height=844)
    fixed, capability, question = HEIGHTS[width]
    most = fixed + capability * len(catalog.capabilities) + question * page.locator(".pairs h3").count()
    assert page.evaluate("document.documentElement.scrollHeight") <= most


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_the_first_screen_says_who_it_is_and_what_it_is_good_at(open_page, base_url, width):
    page = open_page(f"{base_url}providers/{PLATFORMS[0]}/", width=width, height=844)
    for shown in (page.get_by_text("Say today"), page.locator(".provider-head ul").first.locator("li").first):
        box = shown.bounding_box()
        assert box["y"] + box["height"] <= 844


@pytest.mark.site
@pytest.mark.browser
def test_a_link_opens_the_text_that_it_leads_to(open_page, base_url):
    page = open_page(f"{base_url}providers/{PLATFORMS[0]}/#identities")
    page.wait_for_function("document.querySelector('#identities').checkVisibility()")
    assert page.locator("details.prose[open]").count() == 1


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("width", [768, 1000, 1440])
def test_what_a_question_is_stands_clear_of_the_word_that_opens_it(open_page, base_url, width):
    page = open_page(f"{base_url}providers/{PLATFORMS[0]}/", width=width, height=844)
    gaps = page.locator(".question-list > section").evaluate_all(
        """all => all.map((one) => {
          const word = document.createRange();
          word.selectNodeContents(one.querySelector("summary").firstChild);
          return one.querySelector(".facets > span").getBoundingClientRect().left - word.getBoundingClientRect().right;
        })"""
    )
    assert gaps
    assert min(gaps) > 0
