"""After the build: what the theme's script does on every page view and costs a phone too much, or holds and nothing needs.

It declares the colours of the page in an element of the head, empty at first, then with what it has just set
on the body. Each time the browser styles the whole page again: twice 2,900 elements on a capability's page. A meta of ours
before it, which would win, does not spare that (measured). Our style sheet says the same (`color-scheme` in site.css).

It carries the styles of Mermaid's drawings, of which there is none here: 1 KB of every first visit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTS = "assets/javascripts/bundle.*.js"
COSTLY, INERT = '{name:"color-scheme"}', '{name:"theme-color-scheme"}'
MERMAID = re.compile(r'="\.node circle,[^"]*"')


def lighten_script(site: Path) -> None:
    """Give the element a name that no browser knows, and drop the styles."""
    for path in site.glob(SCRIPTS):
        text = path.read_text(encoding="utf-8").replace(COSTLY, INERT)
        path.write_text(MERMAID.sub('=""', text), encoding="utf-8")
