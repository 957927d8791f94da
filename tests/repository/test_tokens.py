"""The colours of web/styles/tokens.css: every text can be read on its grounds, and nobody takes one mark for another."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from cloud_ml_platforms.check.platforms import GROUNDS, LEAST_DISTANCE
from cloud_ml_platforms.exports.pdf import TEMPLATES, style_sheet
from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.tokens import TOKENS, colours, contrast, distance, in_light_colours

STYLES = ROOT / "web" / "styles"
CODE = [name for name in colours() if name.startswith("code-")]
# Each colour of a text and the grounds that it stands on.
TEXTS = {
    **dict.fromkeys(["ink", "ink2", "ink3", "accent", "yes", "partly", "no", "not-documented"], GROUNDS),
    **dict.fromkeys(CODE, ("sunk", "paper")),
    "on-accent": ("accent",),
    "on-night": ("night",),
    "on-night2": ("night",),
}
ON_SOFT = {"accent": "accent-soft", "yes": "yes-soft", "partly": "partly-soft", "no": "no-soft"}
EDGES = {"edge": GROUNDS}


def in_both(pairs):
    return [(scheme, *pair) for scheme in ("light", "dark") for pair in pairs]


def each_on(texts):
    return [(text, ground) for text, grounds in texts.items() for ground in grounds]


def ratio(scheme, text, ground):
    return contrast(getattr(colours()[text], scheme), getattr(colours()[ground], scheme))


@pytest.mark.parametrize(
    ("scheme", "text", "ground"),
    in_both(each_on(TEXTS) + [*ON_SOFT.items()] + [("ink", ground) for ground in ON_SOFT.values()]),
)
def test_a_text_can_be_read_on_its_ground(scheme, text, ground):
    assert ratio(scheme, text, ground) >= 4.5  # WCAG 2.2, 1.4.3


@pytest.mark.parametrize(("scheme", "edge", "ground"), in_both(each_on(EDGES)))
def test_the_edge_of_a_field_is_seen(scheme, edge, ground):
    assert ratio(scheme, edge, ground) >= 3  # WCAG 2.2, 1.4.11


@pytest.mark.parametrize(("scheme", "one", "other"), in_both(combinations(("yes", "partly", "no"), 2)))
def test_marks_are_told_apart(scheme, one, other):
    assert distance(getattr(colours()[one], scheme), getattr(colours()[other], scheme)) >= LEAST_DISTANCE


def test_contrast_and_distance_are_those_of_the_standards():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # WCAG's best-known near miss
    assert distance("#000000", "#ffffff") == pytest.approx(1, abs=0.001)
    assert distance("#ff0000", "#00ff00") == pytest.approx(0.52, abs=0.01)


def test_no_style_has_a_colour_of_its_own():
    """A colour outside of tokens.css has one scheme and no test; shadows are black in both."""
    own = re.compile(r"(?<![\w&])#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(", re.IGNORECASE)
    for path in [*STYLES.glob("*"), *TEMPLATES.glob("*.css")]:
        if path != TOKENS:
            assert not own.findall(path.read_text(encoding="utf-8")), path.name


def test_every_colour_that_a_style_names_is_there():
    """A name that is misspelt takes the browser's colour in silence."""
    declared = set(re.findall(r"(--[\w-]+):", "".join(path.read_text(encoding="utf-8") for path in STYLES.glob("*"))))
    for path in STYLES.glob("*"):
        used = re.findall(r"var\((--[\w-]+)\)", path.read_text(encoding="utf-8"))
        assert {name for name in used if not name.startswith("--md-")} <= declared, path.name
    for path in TEMPLATES.glob("*.css"):
        assert "var(" not in in_light_colours(style_sheet(path.name))
