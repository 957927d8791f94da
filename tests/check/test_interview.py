"""Written sums are worked out as they are read."""

from __future__ import annotations

import pytest

from cloud_ml_platforms.check.interview import value_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("400 requests/s × 86,400 s", 34_560_000),
        ("(3 + 2) × 1.5 million ÷ 4", 1_875_000),
        ("10 − 2% × 100", 8),
        ("2 × (10 ms + 5 ms)", 30),
    ],
)
def test_sums_are_read_as_people_write_them(text, value):
    assert value_of(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["no number", "3 ×", "(3 + 2", "3 4"])
def test_what_is_no_sum_is_refused(text):
    with pytest.raises((ValueError, SyntaxError)):
        value_of(text)
