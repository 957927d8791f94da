"""What a platform's values of a limit come to, by rule."""

from __future__ import annotations

import pytest

from cloud_ml_platforms.compute.headlines import headline
from cloud_ml_platforms.model.limits import LimitCell, LimitValue


def cell(*values, **fields):
    """A cell of values, each as way, number or text, rule, and what else it says."""
    limit_values = [
        LimitValue.model_construct(way=way, value=value, rule=rule, **({"per": None, "says": "docs"} | more))
        for way, value, rule, more in ((*value[:3], value[3] if len(value) > 3 else {}) for value in values)
    ]
    return LimitCell.model_construct(state="values", values=tuple(limit_values), **({"headline": None} | fields))


CASES = [
    ("one number", [("a", 25, "hard")], "MB", "25 MB"),
    ("kinds differ", [("a", 10, "hard"), ("b", 1.5, "hard")], "MB", "1.5–10 MB by kind"),
    ("said in two units", [("a", 60, "hard"), ("b", 3600, "max")], "s", "60 s or 1 h by kind"),
    ("three kinds, two units", [("a", 60, "hard"), ("b", 600, "max"), ("c", 3600, "max")], "s", "60 s to 1 h by kind"),
    ("a new account's quota is below the ceiling", [("a", 100, "max"), ("a", 4, "quota")], "machines", "4 machines"),
    ("default and ceiling", [("a", 900, "default"), ("a", 3600, "max")], "s", "15 min unless set, at most 1 h"),
    ("from and to", [("a", 15, "min"), ("a", 4320, "max")], "minutes", "15 minutes to 3 days"),
    ("default alone", [("a", 1, "default")], "requests", "1 request by default"),
    ("default and least", [("a", 24, "default"), ("a", 1, "min")], "h", "24 h unless set, at least 1 h"),
    ("least alone", [("a", 60, "min")], "s", "at least 60 s"),
    (
        "API model and guide disagree",
        [("a", 25, "hard"), ("a", 6.29, "max", {"says": "api"}), ("b", 4, "hard")],
        "MB",
        "4–25 MB by kind, contested",
    ),
    (
        "counted by different things",
        [("a", 20, "quota", {"per": "job"}), ("b", 4, "quota", {"per": "account"})],
        "machines",
        "20 machines per job",
    ),
    ("one short text", [("a", "`GET /ping`", "contract")], None, "`GET /ping`"),
]


@pytest.mark.parametrize(("values", "unit", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_values_come_to_a_headline(values, unit, expected):
    assert headline(cell(*values), unit) == expected


def test_what_no_rule_can_say_is_left_to_the_cell():
    assert headline(cell(("a", "x" * 41, "contract")), None) is None
    assert headline(cell(("a", "this", "contract"), ("b", "that", "contract")), None) is None
    assert headline(cell(("a", 25, "hard"), headline="25 MB in the body"), "MB") == "25 MB in the body"


def test_a_cell_without_values_has_no_headline():
    assert headline(LimitCell.model_construct(state="unknown", values=(), headline=None), "MB") is None
