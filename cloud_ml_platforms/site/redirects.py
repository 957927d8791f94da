"""Addresses that no longer exist (data/redirects.yml): the rules for the list, and what the built site has there.

A page that moved leads on, with scripts and without; a file has a second address; a section of a page that still exists is an
anchor at the element where it is now, or a link below the article to where it went.
"""

from __future__ import annotations

import posixpath
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import html

from cloud_ml_platforms.catalog.yaml_files import Fault
from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.exports.previews import heading_text
from cloud_ml_platforms.model.known import nearest_hint
from cloud_ml_platforms.text.templates import html_templates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from cloud_ml_platforms.catalog.yaml_files import YamlFile

TEMPLATES = Path(__file__).resolve().parent / "templates"

# A page that both builds have as about/index.html: its canonical link says where the site is published.
ABOUT = "about/"

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "th")
CELLS_ONLY = ("table", "thead", "tbody", "tr")
BEFORE = ("details", "dl", "figure", "hr", "img", "input", "ol", "pre", "select", "svg", "ul")


class RedirectError(UserError):
    """A redirect does not fit the built pages."""


# Rules ---------------------------------------------------------------------------------------------------------------


def redirect_faults(redirects: Mapping[str, str], file: YamlFile, addresses: AbstractSet[str]) -> Iterator[Fault]:
    """Yield what is wrong with the redirects of `file`; `addresses` holds those of today, from the site's root."""
    pages = {address.partition("#")[0] for address in addresses}
    for old, new in redirects.items():
        page, _, section = old.partition("#")
        problems = []
        if old.removeprefix("/") in addresses:
            problems.append((f"{old}, an address that leads somewhere", "one that is no more"))
        elif section and page not in pages:
            problems.append(
                (f"{old}, on a page that is no more", f"a redirect of {page}, which takes its sections along")
            )
        if new in redirects:
            problems.append((f"{new}, which is redirected itself", "where that one leads"))
        elif new.removeprefix("/") not in addresses:
            problems.append((f"{new}, which leads nowhere", f"an address of today{nearest_hint(new, addresses)}"))
        elif is_file(page) != is_file(new.partition("#")[0].removeprefix("/")):
            problems.append((f"{new}, for {old}", "a page for a page, a file for a file"))
        for found, expected in problems:
            yield Fault(file.name, file.line(("redirects", old)), f"redirects.{old}", found, expected)


def is_redirected(address: str, redirects: Mapping[str, str]) -> bool:
    """Return whether a redirect accounts for an address: its own, or that of its page."""
    return address in redirects or address.partition("#")[0] in redirects


def is_file(page: str) -> bool:
    """Return whether an address without section is that of a file, such as api/v1/rows.json, and not of a page."""
    return bool(page) and not page.endswith("/")


# The built site ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RedirectLink:
    """Where a link leads, seen from its page, and what the place is called there."""

    href: str
    name: str


@dataclass(frozen=True)
class BuiltSite:
    """A built site: its folder, and whether its pages are files (`a.html`) or folders (`a/index.html`)."""

    folder: Path
    offline: bool

    def file(self, page: str) -> str:
        """Return the file of a page (`a/b/`), or of a file, from the site's root."""
        if is_file(page):
            return page
        folder = not (self.offline and page) or (self.folder / page / "index.html").is_file()
        return f"{page}index.html" if folder else f"{page.removesuffix('/')}.html"

    def link(self, here: str, address: str) -> RedirectLink:
        """Return the link from the file `here` to an address. Raises RedirectError when nothing is there."""
        page, _, section = address.removeprefix("/").partition("#")
        file = self.file(page)
        if not (self.folder / file).is_file():
            raise RedirectError(f"data/redirects.yml: {address} leads nowhere; expected a file at {file}")
        href = "" if file == here else posixpath.relpath(file, posixpath.dirname(here) or ".")
        if not self.offline and href:
            href = re.sub(r"(^|/)index\.html$", r"\1", href) or "./"
        name = name_at((self.folder / file).read_text(encoding="utf-8"), address) if file.endswith(".html") else address
        return RedirectLink(f"{href}#{section}" if section else href, name)


def write_redirects(site: Path, redirects: Mapping[str, str], *, offline: bool = False) -> None:
    """Put the redirects into a built site. After sitemap, twins and previews: a page that moved has none of these.

    Raises RedirectError for one that does not fit.
    """
    built = BuiltSite(site, offline)
    for old, new in redirects.items():
        page, _, section = old.partition("#")
        if section:
            anchor_section(built, page, section, new)
        elif is_file(page):
            copy_file(built, page, new)
        else:
            for file in files_of(built, page):
                write_page(built, file, new)


def files_of(built: BuiltSite, page: str) -> list[str]:
    """Return the files that an old page may have had: from disk, the index of a folder kept its name."""
    if not built.offline:
        return [f"{page}index.html"]
    return [f"{page.removesuffix('/')}.html", *([f"{page}index.html"] if (built.folder / page).is_dir() else [])]


def write_page(built: BuiltSite, here: str, new: str) -> None:
    """Write the small page that leads on from the file `here`."""
    path = built.folder / here
    if path.exists():
        raise RedirectError(f"data/redirects.yml: {here} is a page of today; expected an address that is no more")
    path.parent.mkdir(parents=True, exist_ok=True)
    canonical = published_at(built, new)
    path.write_text(_render("page", new=built.link(here, new), canonical=canonical), encoding="utf-8")


def copy_file(built: BuiltSite, old: str, new: str) -> None:
    """Put what a file that has another name now holds at the old one too; a copy for the disk may lack it."""
    if (built.folder / new).is_file():
        (built.folder / old).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(built.folder / new, built.folder / old)
    elif not built.offline:
        raise RedirectError(f"data/redirects.yml: {new} leads nowhere; expected a file")


def anchor_section(built: BuiltSite, page: str, section: str, new: str) -> None:
    """Put an element with the old id into a page that still exists: where the section is now, or a link below the article."""
    here = built.file(page)
    path = built.folder / here
    if not path.is_file():
        raise RedirectError(f"data/redirects.yml: {page}#{section} is on no page; expected a file at {here}")
    text = path.read_text(encoding="utf-8")
    new_page, _, new_section = new.removeprefix("/").partition("#")
    if new_section and built.file(new_page) == here:
        text = with_anchor(text, new, section)
    else:
        text = text.replace("</article>", f"{_render('section', id=section, new=built.link(here, new))}</article>", 1)
    path.write_text(text, encoding="utf-8")


def with_anchor(text: str, address: str, old: str) -> str:
    """Return a page with an empty element of the old id at that of the address: in it, where HTML allows that."""
    new = address.partition("#")[2]
    match = re.search(rf'<([a-z][a-z0-9]*)\b[^>]*?\sid="?{re.escape(new)}"?(?=[\s>])[^>]*>', text)
    if match is None:
        raise RedirectError(f"data/redirects.yml: {address} leads nowhere; expected an element with id {new!r}")
    position = match.start() if match[1] in BEFORE else match.end()
    if match[1] in CELLS_ONLY:
        cell = re.compile(r"<t[dh]\b[^>]*>").search(text, position)
        position = cell.end() if cell else position
    return f'{text[:position]}<span id="{old}"></span>{text[position:]}'


def name_at(text: str, address: str) -> str:
    """Return what a page calls the section of an address: its heading, or the first one in it, or that of the page."""
    root, section = html.document_fromstring(text), address.partition("#")[2]
    elements = root.xpath("//article//*[@id=$id]", id=section)
    if section and not elements:
        raise RedirectError(f"data/redirects.yml: {address} leads nowhere; expected an element with that id")
    headings = [heading for element in elements for heading in element.iter(*HEADINGS)]
    return heading_text(headings[0] if headings else root.find(".//h1"))


def published_at(built: BuiltSite, address: str) -> str | None:
    """Return the published form of an address; None for a site that is not published."""
    match = re.search(
        r'<link rel="canonical" href="([^"]*)"', (built.folder / built.file(ABOUT)).read_text(encoding="utf-8")
    )
    return match[1].removesuffix(ABOUT) + address.removeprefix("/") if match else None


def _render(template: str, **values: object) -> str:
    return html_templates(TEMPLATES).get_template(f"redirected_{template}.html.j2").render(**values) + "\n"
