"""The board of all limits, what its lines open to, and the page of a capability's limits."""

from __future__ import annotations

import json

from cloud_ml_platforms.topics.limits.script import limit_scripts
from cloud_ml_platforms.topics.macros import show
from cloud_ml_platforms.topics.page import Page


def notes(limit):
    cells = limit.platforms.values()
    return [note for cell in cells for note in (cell.note, *(value.note for value in cell.values)) if note]


def test_the_page_of_a_capability_has_every_note_and_source_of_its_limits(catalog):
    for home in dict.fromkeys(catalog.limit_capability.values()):
        page = Page(f"compare/limits/{home}/", catalog=catalog)
        text = show(page, "limits_page", home)
        for limit in (one for one in catalog.limits.values() if catalog.limit_capability[one.id] == home):
            assert f'<h2 id="{limit.id}">' in text
            assert not [note for note in notes(limit) if str(page.inline(note)) not in text]
            shown = [str(page.words(item.shows)) for cell in limit.platforms.values() for item in cell.all_evidence]
            assert not [one for one in shown if one not in text]


def test_what_a_line_opens_to_has_every_note(catalog):
    page = Page("compare/limits/", catalog=catalog)
    scripts = limit_scripts(catalog)
    for name, home in catalog.limit_capability.items():
        script = scripts[f"_gen/limits/{home}.js"]
        panel = json.loads(script.partition("] = ")[2].rstrip(";\n"))[name]
        assert not [note for note in notes(catalog.limits[name]) if str(page.inline(note)) not in panel]


def test_a_line_says_a_value_for_each_platform(catalog):
    text = show(Page("compare/limits/", catalog=catalog), "limits")
    for limit in catalog.limits.values():
        assert f'<tr id="{limit.id}"' in text
        assert not [platform for platform in limit.platforms if f'<td id="{limit.id}--{platform}"' not in text]
