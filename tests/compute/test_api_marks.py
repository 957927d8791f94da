"""Which names of an answer the API has, as marks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from records import with_

from cloud_ml_platforms import model as m
from cloud_ml_platforms.api_surface.references import Resolution, Surface
from cloud_ml_platforms.compute.api_marks import api_marks, badges, stated_numbers
from cloud_ml_platforms.topics.compare.views import row_view
from cloud_ml_platforms.topics.limits.views import limit_view

EXTRACT = {"sdk": "botocore", "version": "1.2.3", "operations": {"Call": {}, "Enqueue": {}}}
SURFACE = Surface({"alpha": {**EXTRACT, "enums": {}, "structures": {}, "types": {}}})
CALL, ENQUEUE = (m.ApiRef(ref=f"alpha:{name}", expect="exists") for name in EXTRACT["operations"])
CLOSED = "al-labels-closed"  # an event of the small world


@pytest.fixture(scope="module")
def alpha(world):
    """The small world with an API of Alpha."""
    return replace(world, surface=SURFACE)


def named(way, *, closed):
    """Return a kind of Alpha's endpoints with its name in the API; a queue may be closed."""
    if way.id == "queue":
        return with_(way, api=(ENQUEUE,), event=CLOSED if closed else None)
    return with_(way, api=(CALL,))


def with_closed_queues(catalog, *closed):
    """Return the catalog with the names of Alpha's endpoints, and its queues closed in these rows."""
    rows = []
    capability = catalog.capabilities["online-endpoints"]
    for row in capability.rows:
        cell = row.platforms["alpha"]
        ways = tuple(named(way, closed=row.id in closed) for way in cell.ways)
        rows.append(with_(row, platforms={**row.platforms, "alpha": with_(cell, ways=ways)}))
    changed = with_(capability, rows=tuple(rows))
    return replace(catalog, capabilities={**catalog.capabilities, capability.id: changed})


def test_a_mark_names_the_version(alpha):
    (badge,) = badges(api_marks(alpha, [CALL, ENQUEUE, CALL]))
    assert badge.text == "API-checked: botocore 1.2.3"


def test_a_closed_way_is_no_proof_of_an_offer(alpha):
    cell = row_view(with_closed_queues(alpha, "ep-kinds"), "ep-kinds").cell("alpha")
    assert {mark.ref: mark.state for mark in cell.api} == {"alpha:Call": "exists", "alpha:Enqueue": "over"}
    assert [badge.text for badge in cell.badges] == [
        "API-checked: botocore 1.2.3",
        "Name still in the API: botocore 1.2.3",
    ]


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        (("ep-kinds", "ep-rollback", "ep-zero", "ep-split"), "over"),
        (("ep-kinds", "ep-rollback", "ep-zero"), "exists"),  # a row still speaks of open queues
    ],
)
def test_a_limit_of_a_closed_kind_is_no_proof_of_an_offer(alpha, rows, state):
    limit = alpha.limits["lim-ep-mb"]
    cell = limit.platforms["alpha"]
    values = tuple(with_(value, api=(CALL if value.way == "live" else ENQUEUE,)) for value in cell.values)
    changed = with_(limit, platforms={**limit.platforms, "alpha": with_(cell, values=values)})
    catalog = replace(with_closed_queues(alpha, *rows), limits={**alpha.limits, limit.id: changed})
    values = limit_view(catalog, limit.id).cell("alpha").values
    states = {value.way: [mark.state for mark in value.api] for value in values}
    assert states == {"Live endpoint": ["exists"], "Queue endpoint": [state]}


NUMBERS = [
    ({"max": 6_291_456, "unit": "bytes"}, {"kind": "blob"}, "max 6,291,456 bytes"),
    ({"max": 6_291_456}, {"kind": "blob"}, "max 6,291,456 bytes"),
    ({}, {"kind": "list", "min": 1, "max": 10}, "min 1, max 10 items"),
    ({}, {"kind": "integer", "max": 5000}, "max 5,000"),
    ({}, {"kind": "string", "max": 63}, ""),  # the length of a text
    ({"max": 63}, {"kind": "string", "max": 63}, "max 63"),
    ({"states": (1,), "unit": "days"}, {"kind": "integer", "max": 86_400}, "text states 1 day"),
    ({"states": (5, 28), "unit": "days"}, {"kind": "string"}, "text states 5, 28 days"),
    ({"max": 10, "states": (4,)}, {"kind": "integer"}, "max 10; text states 4"),
]


@pytest.mark.parametrize(("said", "found", "expected"), NUMBERS)
def test_the_numbers_of_an_api_are_said_in_their_unit(said, found, expected):
    ref = m.ApiRef(ref="alpha:Call.Size", expect="exists", **said)
    assert stated_numbers(ref, Resolution(**found)) == expected
