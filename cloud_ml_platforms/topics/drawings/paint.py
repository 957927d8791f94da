"""The rules of drawings.css for a renderer that knows neither custom properties nor the page's styles: the book's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.tokens import in_light_colours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud_ml_platforms import model as m

STYLE = ROOT / "web" / "styles" / "drawings.css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"^([^{}@]+)\{([^{}]*)\}", re.MULTILINE)
OF_LANE = "var(--c)"
PAINTS = ("fill", "stroke", "font-weight")


def print_rules(platforms: Iterable[m.PlatformInfo]) -> str:
    """Return the rules that paint, with colours put in; what has a lane's colour once for each platform."""
    lanes = [("", "var(--accent)"), *((f".platform-{platform.id} ", platform.colours.light) for platform in platforms)]
    text = COMMENT.sub("", STYLE.read_text(encoding="utf-8"))
    rules = []
    for selectors, body in RULE.findall(text.partition("@media")[0]):
        paints = ";".join(part.strip() for part in body.split(";") if part.strip().startswith(PAINTS))
        if not paints or ":" in selectors:
            continue
        for before, colour in lanes if OF_LANE in paints else lanes[:1]:
            scoped = ",".join(before + selector.strip() for selector in selectors.split(","))
            rules.append(f"{scoped}{{{in_light_colours(paints.replace(OF_LANE, colour))}}}")
    return "\n".join(rules)
