"""The colours of web/styles/tokens.css for what is no page: book, sheets, previews, drawings, and the rule of contrast."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cloud_ml_platforms.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

TOKENS = ROOT / "web" / "styles" / "tokens.css"
COLOUR = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\);")

USED = re.compile(r"var\(--([\w-]+)\)")
LIGHT_TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
CONES_TO_OKLAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


class Colour(NamedTuple):
    """A colour on light and on dark ground, each as `#rrggbb`."""

    light: str
    dark: str


@cache
def colours() -> dict[str, Colour]:
    """Return the colours by name, such as `ink2`."""
    return {name: Colour(light, dark) for name, light, dark in COLOUR.findall(TOKENS.read_text(encoding="utf-8"))}


def in_light_colours(style: str) -> str:
    """Return a style sheet with the light colours in the place of their names, `var(--ink)`: what is printed has no scheme."""
    return USED.sub(lambda match: colours()[match[1]].light, style)


def contrast(colour: str, ground: str) -> float:
    """Return the contrast of two colours as WCAG computes it, 1 to 21."""
    light, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return how bright a colour is, 0 to 1, as WCAG computes it."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(colour: str) -> list[float]:
    """Return red, green and blue of a colour as amounts of light, 0 to 1."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]  # noqa: PLR2004 - sRGB


def distance(first: str, second: str) -> float:
    """Return how far apart two colours look: their distance in OKLab (Björn Ottosson, 2020)."""
    return math.dist(_oklab(first), _oklab(second))


def _oklab(colour: str) -> list[float]:
    cones = [math.cbrt(amount) for amount in _times(LIGHT_TO_CONES, linear(colour))]
    return _times(CONES_TO_OKLAB, cones)


def _times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    return [sum(factor * amount for factor, amount in zip(row, vector, strict=True)) for row in matrix]
