"""Closed, ending and ended are different things."""

from __future__ import annotations

import pytest

from cloud_ml_platforms.compute import standing
from cloud_ml_platforms.model import Belief, Event


def event(**fields):
    proof = {"source": "s", "at": "x", "read": "2026-11-24", "shows": "x"}
    base = {"id": "e", "thing": "t", "kind": "closed", "date": "2026-07-30", "carried_out": "done", "what": "x"}
    return Event.model_validate({**base, **fields, "evidence": (proof,)})


STANDINGS = [
    ({"kind": "closed"}, "closed to new customers"),
    ({"kind": "closed", "date": "2027-01-01"}, "closes to new customers 2027-01-01"),
    ({"kind": "deprecated", "ends": "2027-02-17", "carried_out": "announced"}, "deprecated, ends 2027-02-17"),
    ({"kind": "deprecated", "ends": "2026-02-17"}, "ended 2026-02-17"),
    ({"kind": "deprecated", "ends": "2026-02-17", "carried_out": "announced"}, "was to end 2026-02-17, not confirmed"),
    ({"kind": "deprecated"}, "deprecated 2026-07-30"),
    ({"kind": "retired"}, "ended 2026-07-30"),
    ({"kind": "retired", "carried_out": "unconfirmed"}, "was to end 2026-07-30, not confirmed"),
    ({"kind": "retired", "date": "2028-11-15", "carried_out": "announced"}, "ends 2028-11-15"),
    ({"kind": "renamed"}, None),
    ({"kind": "added"}, None),
]


@pytest.mark.parametrize(("fields", "expected"), STANDINGS)
def test_closed_ending_and_ended_are_told_apart(fields, expected):
    assert standing.status_of(event(**fields), "2026-11-25") == expected


LABELS = [
    ({"kind": "retired", "date": "2028-11-15", "carried_out": "announced"}, "ends 2028-11-15"),
    ({"kind": "deprecated", "ends": "2027-02-17", "carried_out": "announced"}, "ends 2027-02-17"),
    ({"kind": "closed", "date": "2027-01-01", "carried_out": "announced"}, "closes to new customers 2027-01-01"),
    ({"kind": "regulation", "date": "2027-01-01", "carried_out": "announced"}, "takes effect 2027-01-01"),
    ({"kind": "retired"}, "retired"),
    ({"kind": "retired", "carried_out": "announced"}, "was to end 2026-07-30, not confirmed"),
    ({"kind": "retired", "carried_out": "unconfirmed"}, "retired, by report, not confirmed"),
    (
        {"kind": "deprecated", "ends": "2026-02-17", "carried_out": "announced"},
        "deprecated, was to end 2026-02-17, not confirmed",
    ),
    ({"kind": "closed", "carried_out": "unconfirmed"}, "closed to new customers, not confirmed"),
]


@pytest.mark.parametrize(("fields", "expected"), LABELS)
def test_a_label_says_what_lies_ahead_and_what_nobody_saw(fields, expected):
    assert standing.in_brief(event(**fields), "2026-11-25") == expected


TOLD = [
    ({}, "No longer, since 2026-07-30."),
    ({"carried_out": "announced"}, "No longer, by its notice, since 2026-07-30."),
    ({"carried_out": "unconfirmed"}, "No longer, by report, since 2026-07-30."),
    ({"kind": "deprecated", "ends": "2027-02-17", "carried_out": "announced"}, "No longer, since 2026-07-30."),
    (None, "No longer, since 2026-07-30."),
]


@pytest.mark.parametrize(("fields", "expected"), TOLD)
def test_what_people_say_is_told_as_ended_by_who_says_so(fields, expected):
    said = Belief(id="b-x", platform="alpha", claim="A.", holds=False, until="2026-07-30", answer="B.", event="x")
    assert standing.belief_standing(said, None if fields is None else event(**fields)) == expected


def test_what_holds_is_told_as_true():
    said = Belief(id="b-x", platform="alpha", claim="A.", holds=True, answer="B.", rows=("x",))
    assert standing.belief_standing(said, None) == "Still true."
