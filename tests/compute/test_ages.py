"""How old evidence is, and from when it counts as old."""

from __future__ import annotations

import datetime as dt

from cloud_ml_platforms.compute import ages


def test_a_source_counts_as_old_after_the_days_of_its_kind(catalog):
    source = next(s for s in catalog.sources.values() if s.kind == "docs")
    dated = source.model_copy(update={"content_date": "2025-11"})
    days = catalog.recheck.ages["docs"]
    assert ages.day_when_old(catalog, dated) == (dt.date(2025, 11, 30) + dt.timedelta(days=days)).isoformat()
    assert ages.day_when_old(catalog, dated.model_copy(update={"kind": "notice"})) is None


def test_an_answer_is_as_old_as_its_oldest_source(catalog):
    for cell in ages.aged_cells(catalog):
        answer = catalog.rows[cell.row].platforms[cell.platform]
        evidence = answer.evidence.values()
        dates = sorted(catalog.sources[item.source].content_date for item in evidence)
        assert cell.oldest == dates[0]
        days = sorted(filter(None, (ages.day_when_old(catalog, catalog.sources[item.source]) for item in evidence)))
        assert cell.old == (days[0] if days else None)
