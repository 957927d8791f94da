"""What the checks hand back, and the pages that they look at."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PLACES_SHOWN = 6


class MissingToolError(Exception):
    """A tool that a check needs is not there; the message says which and how to get it."""


class BrokenToolError(Exception):
    """A tool is there and does not do its work; the message holds what it said."""


@dataclass(frozen=True)
class Finding:
    """One violation: where it is, which rule it breaks, on which element, and what the tool says."""

    page: str
    rule: str
    selector: str
    says: str


def site_pages(site: Path) -> list[str]:
    """Return the address of every page of a built site, sorted: `/`, `/404.html`, `/about/`, ..."""
    files = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    return sorted("/" + name.removesuffix("index.html") for name in files)


def describe(findings: Iterable[Finding]) -> str:
    """Return the findings as text: equal ones (but for sizes) together, with the first places of each."""
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.rule, re.sub(r"[\d.]+px", "", finding.says)].append(finding)
    lines = []
    for places in groups.values():
        lines.append(f"  {places[0].rule}: {places[0].says}")
        lines += [f"    {place.page}  {place.selector}" for place in places[:PLACES_SHOWN]]
        if len(places) > PLACES_SHOWN:
            lines.append(f"    and {len(places) - PLACES_SHOWN} more")
    return "\n".join(lines)
