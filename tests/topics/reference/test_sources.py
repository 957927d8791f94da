"""The list of sources."""

from __future__ import annotations

from cloud_ml_platforms.topics.reference import views as reference_views


def test_every_source_is_listed_with_what_cites_it(catalog):
    listed = reference_views.source_uses(catalog)
    assert {source.id for source, _ in listed} == set(catalog.sources)
