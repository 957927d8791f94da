"""After the build: the one thing that the theme's script does on every page view and that costs a phone too much.

It declares the colours of the page in an element of the head, empty at first, then with what it has just set
on the body. Each time the browser styles the whole page again: twice 2,900 elements on a capability's page. A meta of ours
before it, which would win, does not spare that (measured). Our style sheet says the same (`color-scheme` in site.css).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTS = "assets/javascripts/bundle.*.js"
COSTLY, INERT = '{name:"color-scheme"}', '{name:"theme-color-scheme"}'


def spare_restyling(site: Path) -> None:
    """Give the element a name that no browser knows."""
    for path in site.glob(SCRIPTS):
        path.write_text(path.read_text(encoding="utf-8").replace(COSTLY, INERT), encoding="utf-8")
