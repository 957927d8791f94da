"""Beside a fact that changed stand statements of the same section and the texts that rest on it; on the small world."""

from __future__ import annotations

import re

import pytest
from conftest import WORLD

from cloud_ml_platforms.catalog.load import read_catalog, yaml_paths
from cloud_ml_platforms.journal import neighbours


@pytest.fixture
def beside(world_data):
    """Return a function that returns the lines for changed facts, each list by its label."""

    def lines(*changed):
        catalog, files, faults = read_catalog(world_data, yaml_paths(world_data))
        assert not faults
        neighbour_lines = neighbours.neighbour_lines(catalog, files, changed, WORLD / "docs")
        return [tuple(line.strip().split(": ", 1)) for line in neighbour_lines]

    return lines


def test_what_cites_the_same_section_is_named_with_its_line(beside):
    (fact, same) = beside("ep-kinds beta live")[:2]
    assert fact == ("ep-kinds beta live", "read again beside it")
    assert re.match(r"ep-rollback beta \(data/capabilities/online-endpoints\.yml:\d+\)", dict([same])["same section"])


def test_a_fact_that_changed_as_well_is_no_neighbour(beside):
    assert "ep-rollback" not in dict(beside("ep-kinds beta live", "ep-rollback beta"))["same section"]


def test_questions_designs_records_and_pages_that_rest_on_it_are_named(beside, monkeypatch):
    monkeypatch.setattr(neighbours, "SHOWN", 1000)
    places = dict(beside("ep-rollback beta"))
    assert "q-canary-rollout-screen (data/questions/canary-rollout.yml:" in places["to review"]
    assert "fraud-scoring (data/cases/fraud-scoring.yml:" in places["to review"]
    assert "data/instead.yml:15)" in places["cited by"]
    assert re.search(r"docs/index\.md:\d+", places["cited by"])


def test_what_speaks_of_another_platform_does_not_rest_on_it(beside, monkeypatch):
    monkeypatch.setattr(neighbours, "SHOWN", 1000)
    assert "cost.yml" in dict(beside("reg-unit beta"))["cited by"]
    assert "cost.yml" not in dict(beside("reg-unit alpha")).get("cited by", "")


def test_of_many_the_first_are_named_and_the_others_counted(beside, monkeypatch):
    monkeypatch.setattr(neighbours, "SHOWN", 1)
    assert re.fullmatch(r"\S+ \(data/\S+:\d+\), and \d+ more", dict(beside("ep-rollback beta"))["cited by"])


def test_facts_with_the_same_neighbours_are_named_together(beside):
    facts = [line for line in beside("ep-rollback beta", "ep-rollback beta value") if line[1].startswith("read again")]
    assert facts == [("ep-rollback beta, ep-rollback beta value", "read again beside it")]
