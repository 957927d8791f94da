"""The page of all limits."""

from __future__ import annotations

from cloud_ml_platforms.topics.macros import show
from cloud_ml_platforms.topics.page import Page


def test_the_notes_of_limits_stand_on_the_page_beside_values(catalog):
    page = Page("compare/limits/", catalog=catalog)
    text = show(page, "limits")
    notes = [cell.note for limit in catalog.limits.values() for cell in limit.platforms.values() if cell.note]
    assert len(notes) > 40
    assert not [note for note in notes if str(page.inline(note)) not in text]
