"""Check a built site on disk: links, anchors, ids, headings, third parties, machine paths.

MkDocs checks Markdown links only; tables are HTML, so the built pages are the truth.
"""

from __future__ import annotations

import posixpath
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.workers import map_in_order

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

LOADING = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("use", "href")}
LOADING_RELS = {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "manifest", "alternate"}
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
PARSER = html.HTMLParser(encoding="utf-8")
MACHINE_PATHS = (f"{ROOT}/", f"{Path.home()}/", f"{sys.prefix}/", "file:///")


@dataclass
class PageFacts:
    """What one built page links to, names and loads, each with its line."""

    links: list[tuple[str, int]] = field(default_factory=list)
    loads: list[tuple[str, int]] = field(default_factory=list)
    ids: list[tuple[str, int]] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    styles: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class SiteIndex:
    """What links may lead to: the files and folders of a built site, by path from its root (`.`), and the ids of pages."""

    files: set[str]
    folders: set[str]
    ids: dict[str, set[str]]


def read_page(path: Path) -> PageFacts:
    """Parse one built page."""
    facts = PageFacts()
    for element in html.document_fromstring(path.read_bytes(), parser=PARSER).iter(etree.Element):
        tag, line = element.tag, element.sourceline or 0
        if tag == "a" and (link := element.get("href")) is not None:
            facts.links.append((link, line))
        if tag in HEADINGS:
            facts.headings.append((int(tag[1]), line))
        for name, value in element.attrib.items():
            if name == "id" and value:
                facts.ids.append((value, line))
            elif name == "style":
                facts.styles.append(line)
            elif (tag, name) in LOADING and value:
                rels = set(element.get("rel", "").split())
                if tag != "link" or rels & LOADING_RELS:
                    facts.loads.append((value, line))
    return facts


def check_site(site: Path, pool: ProcessPoolExecutor | None = None) -> list[str]:
    """Return what is wrong with a built site, a line each; empty when it is whole."""
    pages = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    facts = dict(zip(pages, map_in_order(pool, read_page, pages.values()), strict=True))
    ids = {name: {element_id for element_id, _ in page.ids} for name, page in facts.items()}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    built = SiteIndex(files, {folder.as_posix() for name in files for folder in PurePosixPath(name).parents}, ids)
    faults: list[str] = []
    for name, page in facts.items():
        for element_id, times in Counter(element_id for element_id, _ in page.ids).items():
            if times > 1:
                lines = [str(line) for other_id, line in page.ids if other_id == element_id]
                faults.append(
                    f"{name}:{lines[1]}: id {element_id!r} {times} times (lines {', '.join(lines)}); expected once"
                )
        faults += [f"{name}:{line}: a style attribute; expected a class" for line in page.styles]
        faults += _heading_faults(name, page)
        for link, line in page.loads:
            if urlsplit(link).scheme or link.startswith("//"):
                faults.append(f"{name}:{line}: loads {link}; expected nothing from a third party")
            else:
                faults += _link_faults(built, name, link, line)
        if name == "404.html":
            continue
        for link, line in page.links:
            if not urlsplit(link).scheme and not link.startswith("//"):
                faults += _link_faults(built, name, link, line)
    patterns = ("**/_gen/*.js", "feeds/*", "**/*.md", "llms*.txt")
    for path in sorted([*pages.values(), *(path for pattern in patterns for path in site.glob(pattern))]):
        name, text = path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")
        faults += [
            f"{name}: a path of this machine, {machine_path!r}; expected none"
            for machine_path in MACHINE_PATHS
            if machine_path in text
        ]
    return faults


def _heading_faults(name: str, page: PageFacts) -> list[str]:
    """Check that there is one h1 and that no level is skipped."""
    faults = []
    top = [line for level, line in page.headings if level == 1]
    if len(top) != 1:
        faults.append(f"{name}: {len(top)} h1 headings; expected one")
    before = 0
    for level, line in page.headings:
        if level > before + 1:
            faults.append(f"{name}:{line}: h{level} after h{before}; expected no level skipped")
        before = level
    return faults


def _link_faults(built: SiteIndex, name: str, link: str, line: int) -> list[str]:
    parts = urlsplit(link)
    if parts.path.startswith("/"):
        if name == "404.html":
            return []
        return [f"{name}:{line}: link {link!r} from the root; expected a relative one"]
    target = name
    if parts.path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
        if target in built.folders:
            target = posixpath.normpath(posixpath.join(target, "index.html"))
    if target not in built.files:
        return [f"{name}:{line}: broken link {link!r}; expected a file at {target}"]
    anchor = unquote(parts.fragment)
    if anchor and not anchor.startswith("?") and target in built.ids and anchor not in built.ids[target]:
        return [f"{name}:{line}: broken anchor {link!r}; expected an element with id {anchor!r} in {target}"]
    return []
