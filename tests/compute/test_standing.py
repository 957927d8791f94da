"""Closed, ending and ended are different things."""

from __future__ import annotations

import pytest

from cloud_ml_platforms.compute import standing
from cloud_ml_platforms.model import Event


def event(**fields):
    proof = {"source": "s", "at": "x", "read": "2026-11-24", "shows": "x"}
    base = {"id": "e", "thing": "t", "kind": "closed", "date": "2026-07-30", "carried_out": "done", "what": "x"}
    return Event.model_validate({**base, **fields, "evidence": (proof,)})


STANDINGS = [
    ({"kind": "closed"}, "closed to new customers"),
    ({"kind": "closed", "date": "2027-01-01"}, "closes to new customers 2027-01-01"),
    ({"kind": "deprecated", "ends": "2027-02-17", "carried_out": "announced"}, "deprecated, ends 2027-02-17"),
    ({"kind": "deprecated", "ends": "2026-02-17"}, "ended 2026-02-17"),
    ({"kind": "deprecated", "ends": "2026-02-17", "carried_out": "announced"}, "announced end 2026-02-17"),
    ({"kind": "deprecated"}, "deprecated 2026-07-30"),
    ({"kind": "retired"}, "ended 2026-07-30"),
    ({"kind": "retired", "carried_out": "unconfirmed"}, "announced end 2026-07-30"),
    ({"kind": "retired", "date": "2028-11-15", "carried_out": "announced"}, "ends 2028-11-15"),
    ({"kind": "renamed"}, None),
    ({"kind": "added"}, None),
]


@pytest.mark.parametrize(("fields", "expected"), STANDINGS)
def test_closed_ending_and_ended_are_told_apart(fields, expected):
    assert standing.status_of(event(**fields), "2026-11-25") == expected
