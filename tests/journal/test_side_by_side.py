"""What a row claims beside its neighbours, and what a rule finds for a person to judge."""

from __future__ import annotations

import pytest
from conftest import plant

from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.journal.side_by_side import findings, neighbours_of, sheet, unread_counts

ENDPOINTS = "capabilities/online-endpoints.yml"


def test_neighbours_are_linked_either_way_and_share_limits(world):
    kinds = neighbours_of(world, world.rows["ep-kinds"])
    assert {"ep-zero", "lim-ep-mb"} <= set(kinds)
    assert "ep-kinds" in neighbours_of(world, world.rows["ep-zero"])


def test_a_sheet_has_claims_and_numbers_of_each_platform_side_by_side(world):
    text = sheet(world, "ep-kinds")
    for platform in world.rows["ep-kinds"].platforms:
        claims = text.split(f"## {world.platforms[platform].short}\n")[1].split("\n## ")[0]
        assert world.rows["ep-kinds"].platforms[platform].value in claims
        assert world.rows["ep-zero"].platforms[platform].value in claims
    assert "25 MB" in text


FINDINGS = {
    "stage unlike other rows": (
        "          - id: live\n            since: 2026-03\n",
        "          - id: live\n            stage: preview\n            since: 2026-03\n",
        "live is preview here, ga in other rows",
    ),
    "headline stronger than its kinds": (
        "short: By itself on live endpoints, by hand from a queue",
        "short: Only by hand from a queue",
        "the headline says 'Only', no kind does",
    ),
}


@pytest.mark.parametrize("case", FINDINGS)
def test_what_a_person_should_judge_is_found(world, world_data, case):
    old, new, expected = FINDINGS[case]
    row = "ep-rollback"
    assert not any(expected in text for _, text in findings(world, world.rows[row]))
    plant(world_data / ENDPOINTS, old, new)
    planted = load_catalog(world_data)
    assert [platform for platform, text in findings(planted, planted.rows[row]) if expected in text] == ["alpha"]


def test_rows_wait_for_a_reader_until_they_are_signed(world):
    waiting = unread_counts(world)
    for capability in world.capabilities.values():
        assert waiting[capability.id] >= sum(row.signed is None for row in capability.rows)
