"""Which names of an answer the API has, as marks."""

from __future__ import annotations

from cloud_ml_platforms.api_surface.references import resolve_name
from cloud_ml_platforms.compute.api_marks import api_marks, badges, stated_numbers


def test_a_mark_names_the_version(catalog):
    ways = [way for row in catalog.rows.values() for way in row.platforms["sagemaker"].ways]
    refs = [ref for way in ways for ref in way.api if ref.expect == "exists"]
    marks = badges(api_marks(catalog, refs))
    assert marks
    assert all(badge.text.startswith("API-checked: botocore ") for badge in marks)


def test_a_closed_way_is_no_proof_of_an_offer(catalog):
    from cloud_ml_platforms.topics.compare.views import row_view

    cell = next(cell for cell in row_view(catalog, "mon-offer-today").cells if cell.platform == "sagemaker")
    states = {mark.ref: mark.state for mark in cell.api}
    assert states["sagemaker:CreateMonitoringSchedule"] == "over"
    closed = next(badge for badge in cell.badges if badge.state == "over")
    assert closed.text.startswith("Name still in the API: botocore ")


def test_a_limit_of_a_closed_kind_is_no_proof_of_an_offer(catalog):
    from cloud_ml_platforms.topics.limits.views import limit_view

    cell = next(cell for cell in limit_view(catalog, "lim-mon-cadence").cells if cell.platform == "sagemaker")
    states = {}
    for value in cell.values:
        states.setdefault(value.way, set()).update(mark.state for mark in value.api)
    assert states == {"Model Monitor": {"over"}, "Own monitoring (data capture + your job)": {"exists"}}


def test_the_numbers_of_the_model_are_said_in_their_unit(catalog):
    refs = [ref for value in catalog.limits["lim-ep-request-mb"].platforms["sagemaker"].values for ref in value.api]
    assert stated_numbers(refs[0], resolve_name(catalog.surface, refs[0].ref)) == "max 6,291,456 bytes"


def test_one_of_a_unit_is_said_in_the_singular(catalog):
    refs = [ref for value in catalog.limits["lim-train-run-h"].platforms["sagemaker"].values for ref in value.api]
    one = next(ref for ref in refs if ref.states == (1,))
    assert stated_numbers(one, resolve_name(catalog.surface, one.ref)) == "text states 1 day"
