"""What rows lack until they are finished is counted, and a file that gets more of it hears where."""

from __future__ import annotations

from cloud_ml_platforms.check.rows import lacking, no_more_lacking


def test_rows_that_changed_name_what_they_lack(world):
    found = {str(fault) for fault in no_more_lacking(world, {}, {"ep-rollback"})}
    assert any("ep-rollback alpha warm" in fault and "at most 0" in fault for fault in found)
    assert not any("ep-kinds" in fault for fault in found)


def test_a_file_that_lacks_no_more_than_before_is_no_fault(world):
    before = {capability.id: lacking(capability) for capability in world.capabilities.values()}
    assert not list(no_more_lacking(world, before, world.rows))
