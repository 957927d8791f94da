"""Verdicts and picks: of finished capabilities, a head and a line for each full platform, every line leading to its row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from cloud_ml_platforms import model as m
from cloud_ml_platforms.check.verdicts import verdict_faults
from cloud_ml_platforms.journal.waiting import to_review
from cloud_ml_platforms.text.links import Links
from cloud_ml_platforms.topics.compare import views
from cloud_ml_platforms.topics.page import Page

FINISHED, UNFINISHED = "model-registry", "online-endpoints"


@pytest.fixture
def shown(world, world_docs):
    """What a page shows of a capability."""

    def show(name, capability, catalog=world):
        address = f"compare/{capability}/"
        page = Page(address, catalog=catalog, links=Links(address, docs=world_docs))
        return html.fromstring(
            f"<div>{page.render(f'{name}.html.j2', **getattr(views, name)(catalog, capability))}</div>"
        )

    return show


def test_the_head_of_a_finished_capability_has_a_verdict_on_each_full_platform(world, shown):
    head = shown("capability_head", FINISHED)
    assert head.get_element_by_id(f"vd-{FINISHED}").get("class") == "capability-head"
    assert [one.get("data-platform") for one in head.cssselect(".verdict")] == [*world.full_platforms]
    for one in head.cssselect(".verdict"):
        verdict = world.verdicts[f"vd-{FINISHED}"].platforms[one.get("data-platform")]
        signs = [item.text_content()[0] for item in one.cssselect("li")]
        assert signs == ["+"] * len(verdict.plus) + ["−"] * len(verdict.minus)
        assert one.cssselect(".headline > a[href^='./#reg-']")
        (answers,) = one.cssselect("details .answers")
        said = [int(word) for word in answers.text_content().replace(":", " ").split() if word.isdigit()]
        assert said[0] == sum(said[1:]) == len(world.capabilities[FINISHED].rows), "no number before one knows of what"
    assert not shown("capability_head", UNFINISHED).cssselect(".verdict, [id]")


def test_picks_stand_under_their_addresses_and_only_the_picked_have_a_tick(world, shown):
    table = shown("picks", FINISHED)
    lines = table.cssselect("tbody tr")
    assert [line.get("id") for line in lines] == [*world.picks]
    for line in lines:
        ticked = [cell.get("data-platform") for cell in line.cssselect("td") if "✓" in cell.text_content()]
        choices = world.picks[line.get("id")].platforms
        assert ticked == [platform for platform in world.full_platforms if choices[platform].pick]
    with pytest.raises(LookupError, match=f"expected a capability of vd-{FINISHED}"):
        views.picks(world, UNFINISHED)


def test_verdicts_on_no_capability_are_a_fault(world):
    (verdicts,) = world.verdicts.values()
    other = verdicts.model_copy(update={"id": "vd-model-registri"})
    ((record, found, expected, _),) = verdict_faults(replace(world, verdicts={other.id: other}))
    assert (record, found) == (other.id, "capability 'model-registri'")
    assert expected.endswith("nearest: model-registry")


@pytest.mark.parametrize(
    ("fact", "kind", "waits"),
    [
        ("reg-approve alpha", "vendor", True),
        ("reg-approve alpha gate", "correction", True),
        ("lim-reg-versions alpha any quota docs", "vendor", True),
        ("reg-approve alpha", "wording", False),
        ("lim-reg-versions beta any hard docs", "vendor", False),
        ("ep-zero alpha", "vendor", False),
    ],
)
def test_verdicts_wait_for_a_review_when_a_row_under_them_changed(world, fact, kind, waits):
    told = m.FactChange(fact=fact, was="old", now="new")
    change = m.Change(id="2026-11-22-000003-a-test", kind=kind, why="They changed it", facts=(told,))
    found = to_review(replace(world, changes=(*world.changes, change), questions={}, cases={}))
    assert [(review.id, review.page) for review in found] == (
        [(f"vd-{FINISHED}", f"compare/{FINISHED}/")] if waits else []
    )
