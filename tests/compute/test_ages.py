"""How old evidence is, and from when it counts as old."""

from __future__ import annotations

from dataclasses import replace

import pytest
from records import with_

from cloud_ml_platforms.compute import ages


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2027", "2027-01-01", "2027-12-31"),
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2027-12", "2027-12-01", "2027-12-31"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2026-11-25", "2026-11-25", "2026-11-25"),
    ],
)
def test_a_date_may_mean_any_day_from_its_first_to_its_last(date, first, last):
    assert (ages.first_day(date).isoformat(), ages.last_day(date).isoformat()) == (first, last)


def test_a_source_counts_as_old_after_the_days_of_its_kind(world):
    source = with_(world.sources["al-docs"], content_date="2025-11")
    assert ages.day_when_old(world, source) == "2026-11-30"  # 365 days
    assert ages.day_when_old(world, with_(source, kind="price-list")) == "2026-02-28"  # 90 days
    assert ages.day_when_old(world, with_(source, kind="notice")) is None


@pytest.mark.parametrize(
    ("kind", "old"),
    [
        ("changelog", "2027-10-02"),  # never grows old: the guide of 2026-10-02 does, after 365 days
        ("sdk", "2027-03-29"),  # 180 days after September
    ],
)
def test_an_answer_is_as_old_as_its_oldest_source(world, kind, old):
    log = with_(world.sources["al-log"], kind=kind)
    cells = ages.aged_cells(replace(world, sources={**world.sources, log.id: log}))
    cell = next(cell for cell in cells if (cell.row, cell.platform) == ("ep-rollback", "alpha"))
    assert (cell.oldest, cell.old) == ("2026-09", old)
    assert [cell.oldest for cell in cells] == sorted(cell.oldest for cell in cells)
