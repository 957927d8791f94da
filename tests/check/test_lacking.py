"""What rows lack until they are finished is counted, and a file that gets more of it hears where."""

from __future__ import annotations

from cloud_ml_platforms.check.rows import lacking, more_lacking_faults


def before(catalog):
    return {capability.id: lacking(capability) for capability in catalog.capabilities.values()}


def test_rows_that_changed_name_each_answer_that_they_lack_and_what_to_do(world):
    faults = list(more_lacking_faults(world, {}, {"ep-rollback"}))
    assert {record for record, *_ in faults} == {"ep-rollback"}
    (warm,) = [fault for fault in faults if fault[3] == ("platforms", "alpha", "answers", "warm")]
    asked = world.rows["ep-rollback"].parts["warm"].asks
    assert asked in warm[2]
    assert "at most 0 as in the commit" in warm[2]


def test_a_file_that_lacks_no_more_than_before_is_no_fault(world):
    assert not list(more_lacking_faults(world, before(world), world.rows))


def test_a_new_row_lacks_nothing_even_where_its_file_lacks_less_than_before(world):
    faults = list(more_lacking_faults(world, before(world), world.rows, {"ep-rollback"}))
    assert {record for record, *_ in faults} == {"ep-rollback"}
    assert all("a new row lacks none" in expected for _, _, expected, _ in faults)
