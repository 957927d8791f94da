"""Evidence as it is shown: a source and section once."""

from __future__ import annotations

from cloud_ml_platforms.compute import proofs


def test_evidence_of_one_section_keeps_all_that_it_shows(world):
    (first, *_) = world.rows["ep-kinds"].platforms["alpha"].all_evidence
    other = first.model_copy(update={"shows": "Something else", "read": "2020-01-01"})
    (proof,) = proofs.proofs(world, (first, other, first))
    assert proof.shows == f"{first.shows}; Something else"
    assert proof.read == "2020-01-01"
