"""What templates get: standing of things, ages of evidence, dates."""

from __future__ import annotations

import pytest

from cloud_ml_platforms.compute import proofs, standing
from cloud_ml_platforms.model import Event
from cloud_ml_platforms.topics.compare import views as compare_views
from cloud_ml_platforms.topics.macros import show
from cloud_ml_platforms.topics.names import views as names_views
from cloud_ml_platforms.topics.page import Page
from cloud_ml_platforms.topics.reference import views as reference_views


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


def test_the_age_of_a_cell_is_its_oldest_source(catalog):
    for row in catalog.rows:
        for cell in compare_views.row_view(catalog, row).cells:
            assert cell.oldest == min(proof.content_date for proof in cell.proofs)
            assert cell.read <= catalog.as_of


def test_a_part_that_ended_does_not_end_the_thing(catalog):
    parts = [item for item in catalog.events.values() if item.part is not None and item.kind == "retired"]
    assert parts
    for item in parts:
        whole = [e for e in catalog.events.values() if e.thing == item.thing and e.part is None]
        if not any(standing.status_of(e, catalog.as_of) for e in whole):
            assert names_views.thing_status(catalog, item.thing) is None


def test_events_come_newest_first(catalog):
    dates = [item.date for item in names_views.events(catalog)]
    assert dates == sorted(dates, reverse=True)


def test_events_of_a_platform_are_its_own_or_of_all(catalog):
    for item in names_views.events(catalog, platform="azure-ml"):
        assert item.platform in {"azure-ml", "all"}


def test_every_source_is_listed_with_what_cites_it(catalog):
    listed = reference_views.source_uses(catalog)
    assert {source.id for source, _ in listed} == set(catalog.sources)
    assert all(uses for _, uses in listed)


def test_an_unknown_row_says_what_was_expected(catalog):
    with pytest.raises(LookupError, match="found row 'no-such'; expected the id of a row"):
        compare_views.row_view(catalog, "no-such")


def test_the_notes_of_limits_stand_on_the_page_beside_values(catalog):
    page = Page("compare/limits/", catalog=catalog)
    text = show(page, "limits")
    notes = [cell.note for limit in catalog.limits.values() for cell in limit.platforms.values() if cell.note]
    assert len(notes) > 40
    assert not [note for note in notes if str(page.inline(note)) not in text]


def test_evidence_of_one_section_keeps_all_that_it_shows(catalog):
    (first, *_) = next(
        cell for row in catalog.rows.values() for cell in row.platforms.values() if cell.evidence
    ).evidence
    other = first.model_copy(update={"shows": "Something else", "read": "2020-01-01"})
    (proof,) = proofs.proofs(catalog, (first, other, first))
    assert proof.shows == f"{first.shows}; Something else"
    assert proof.read == "2020-01-01"


@pytest.mark.parametrize("name", ["delivery", "responsible-ai", "experiment-tracking", "data-preparation"])
def test_a_capability_shows_every_event_that_its_rows_name(catalog, name):
    shown = {event.id for event in names_views.events(catalog, capability=name)}
    cells = [cell for row in catalog.capabilities[name].rows for cell in row.platforms.values()]
    named = {item.event for cell in cells for item in (cell, *cell.ways) if item.event}
    assert named
    assert named <= shown
