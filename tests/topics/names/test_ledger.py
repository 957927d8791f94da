"""Things and events as the ledger shows them."""

from __future__ import annotations

import pytest

from cloud_ml_platforms.compute import standing
from cloud_ml_platforms.topics.names import views as names_views


def test_a_part_that_ended_does_not_end_the_thing(catalog):
    parts = [item for item in catalog.events.values() if item.part is not None and item.kind == "retired"]
    assert parts
    for item in parts:
        whole = [e for e in catalog.events.values() if e.thing == item.thing and e.part is None]
        if not any(standing.status_of(e, catalog.as_of) for e in whole):
            assert names_views.thing_status(catalog, item.thing) is None


def test_events_come_newest_first(catalog):
    dates = [item.date for item in names_views.event_views(catalog)]
    assert dates == sorted(dates, reverse=True)


def test_events_of_a_platform_are_its_own_or_of_all(catalog):
    found = {item.platform for item in names_views.event_views(catalog, platform="azure-ml")}
    assert "azure-ml" in found
    assert found <= {"azure-ml", "all"}


@pytest.mark.parametrize("name", ["delivery", "responsible-ai", "experiment-tracking", "data-preparation"])
def test_a_capability_shows_every_event_that_its_rows_name(catalog, name):
    shown = {event.id for event in names_views.event_views(catalog, capability=name)}
    cells = [cell for row in catalog.capabilities[name].rows for cell in row.platforms.values()]
    named = {item.event for cell in cells for item in (cell, *cell.ways) if item.event}
    assert named
    assert named <= shown


def test_a_line_never_says_of_a_thing_what_holds_for_a_part_of_it(catalog):
    parts = 0
    for thing in names_views.thing_views(catalog):
        last = next(iter(thing.events), None)
        if not thing.status and last and last.part:
            parts += 1
            assert thing.latest.endswith(f" {last.due}: {last.part}"), "the date is not cut where the part is long"
        if not thing.status:
            assert thing.use is None
    assert parts


def test_letters_that_stand_for_a_name_come_behind_it_where_they_first_stand(catalog):
    ahead = names_views.ledger(catalog)["ahead"]
    by_letters = [(thing, name) for thing, _, name in ahead if thing.is_called_by_letters]
    assert by_letters
    named = set()
    for thing, name in by_letters:
        assert name.startswith(thing.common if thing.id in named else f"{thing.name}, {thing.common}"), name
        named.add(thing.id)


@pytest.mark.site
def test_what_lies_ahead_says_what_to_do(catalog):
    ahead = [event for thing in names_views.thing_views(catalog) for event in thing.events if event.lies_ahead]
    assert ahead
    assert not [event.id for event in ahead if not event.use]
