"""Items of a Markdown list: what is in sight and what it opens to."""

from __future__ import annotations

import pytest

from cloud_ml_platforms.text.points import points_of


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ('- **"One."** Two.\n- **Three:** four\n', [('"One."', "Two."), ("Three:", "four")]),
        ("- `a.b` fails. It is\n  late.\n", [("<code>a.b</code> fails.", "It is\nlate.")]),
        ("- No end\n", [("No end", "")]),
    ],
)
def test_an_item_is_what_is_in_bold_or_its_first_sentence_and_the_rest(text, points):
    assert [(title, remainder.replace("\n  ", "\n")) for title, remainder in points_of(text)] == points
