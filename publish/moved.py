"""After the build: what stands at released addresses that are no more (data/moved.yml).

A page that moved leads on, with scripts and without; one that is gone says so in the site's own look. A section that
left a living page is a mark where it stands now, or a note that only those see who follow the old link.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html

from macros.catalog import ROOT
from publish.moved_rules import is_file
from publish.previews import SITE_NAME, heading_text

if TYPE_CHECKING:
    from pathlib import Path

    from macros.models import Moved
    from publish.page_tree import Element

FILES = ROOT / "publish" / "moved_files"
OWN = "assets/moved.*"
SHELL = "about/index.html"  # the page whose frame a tombstone takes; its name is the same in both builds
SHELL_ADDRESS = "about/"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
CELLS_ONLY = ("table", "thead", "tbody", "tr")
BEFORE = ("details", "dl", "figure", "hr", "img", "input", "ol", "pre", "select", "svg", "ul")
# What a page has in its frame that is its own: its place among the pages, its section links, its previews.
OF_ONE_PAGE = (
    "/html/head/link[@rel='canonical' or @rel='prev' or @rel='next']",
    "/html/head/meta[@name='description' or @name='twitter:card' or starts-with(@property, 'og:')]",
    "/html/head/script[@type='application/ld+json']",
    "//nav[contains(@class, 'md-nav--secondary')]",
    "//label[@for='__toc'] | //input[@id='__toc']",
    "//nav[contains(@class, 'md-footer__inner')]",
)


class MovedError(Exception):
    """An entry of data/moved.yml does not fit the built pages."""


@dataclass(frozen=True)
class Link:
    """Where a link leads, seen from its page, and what it is called there."""

    href: str
    name: str


@dataclass(frozen=True)
class Part:
    """What is said of one old address: either `new`, or `was`, `why` and perhaps `instead`."""

    id: str
    since: str
    new: Link | None
    was: str | None
    why: str | None
    instead: Link | None


@dataclass(frozen=True)
class Built:
    """A built site: its folder, and whether its pages are files of their own (`a.html`) or of folders (`a/index.html`)."""

    folder: Path
    offline: bool

    def file(self, page: str) -> str:
        """Return the file of a page (`a/b/`), or of a file, from the site's root."""
        if is_file(page):
            return page
        plain = f"{page.removesuffix('/')}.html"
        return (
            plain
            if self.offline and page and not (self.folder / page / "index.html").is_file()
            else f"{page}index.html"
        )

    def link(self, here: str, address: str) -> Link:
        """Return the link from the file `here` to an address. Raises MovedError when nothing stands there."""
        page, _, section = address.removeprefix("/").partition("#")
        file = self.file(page)
        if not (self.folder / file).is_file():
            msg = f"data/moved.yml: {address} leads nowhere; expected a file at {file}"
            raise MovedError(msg)
        href = "" if file == here else posixpath.relpath(file, posixpath.dirname(here) or ".")
        if not self.offline and href:
            href = re.sub(r"(^|/)index\.html$", r"\1", href) or "./"
        name = name_at((self.folder / file).read_text(encoding="utf-8"), address) if file.endswith(".html") else address
        return Link(f"{href}#{section}" if section else href, name)

    def part(self, here: str, entry: Moved) -> Part:
        """Return what the file `here` says of an entry."""
        new, instead = (self.link(here, address) if address else None for address in (entry.to, entry.instead))
        return Part(entry.section, entry.since, new, entry.was, entry.gone, instead)


def write_moved(site: Path, entries: tuple[Moved, ...], *, offline: bool = False) -> None:
    """Put into a built site what the entries say. After sitemap, twins and previews: no page of these has any.

    Raises MovedError for an entry that does not fit.
    """
    built = Built(site, offline)
    pages: dict[str, list[Moved]] = {}
    for entry in entries:
        pages.setdefault(entry.page, []).append(entry)
    for page, here in pages.items():
        whole = next((entry for entry in here if not entry.section), None)
        parts = [entry for entry in here if entry.section]
        if whole is None:
            mark_sections(built, page, parts)
        elif is_file(page):
            move_file(built, whole)
        else:
            for file in files_of(built, page):
                write_page(
                    site / file,
                    redirect(built, file, whole, parts) if whole.to else tombstone(built, file, whole, parts),
                )
    written = "".join(path.read_text(encoding="utf-8") for path in site.glob("**/*.html")) if entries else ""
    for path in site.glob(OWN):
        if f"assets/{path.name}" not in written:
            path.unlink()


def files_of(built: Built, page: str) -> list[str]:
    """Return the files that an old page may have had: from disk, the index of a folder kept its name."""
    if not built.offline:
        return [f"{page}index.html"]
    return [f"{page.removesuffix('/')}.html", *([f"{page}index.html"] if (built.folder / page).is_dir() else [])]


def write_page(path: Path, text: str) -> None:
    """Write a page where none is."""
    if path.exists():
        msg = (
            f"data/moved.yml: {path.name} of {path.parent.name} is a page of today; expected an address that is no more"
        )
        raise MovedError(msg)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def move_file(built: Built, entry: Moved) -> None:
    """Put what a file that has another name now holds at the old one too; a file cannot say that it is gone."""
    if entry.to is None:
        return
    new, old = built.folder / entry.to, built.folder / entry.page
    if new.is_file():
        old.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(new, old)
    elif not built.offline:  # which has no data
        msg = f"data/moved.yml: {entry.to} leads nowhere; expected a file"
        raise MovedError(msg)


def redirect(built: Built, here: str, entry: Moved, parts: list[Moved]) -> str:
    """Return the small page that leads on from the file `here` to where the page stands now."""
    return render(
        "redirect.html.j2",
        new=built.link(here, entry.to or ""),
        since=entry.since,
        canonical=canonical(built, entry.to or ""),
        root="../" * here.count("/"),
        parts=[built.part(here, part) for part in parts],
    )


def tombstone(built: Built, here: str, entry: Moved, parts: list[Moved]) -> str:
    """Return the page that says what it was, and why it went, in the frame of another page."""
    root = html.document_fromstring((built.folder / SHELL).read_text(encoding="utf-8"))
    for path in OF_ONE_PAGE:
        for element in root.xpath(path):
            element.drop_tree()
    for element in root.xpath("//*[contains(@class, '--active')]"):
        element.set("class", " ".join(name for name in element.get("class").split() if not name.endswith("--active")))
    root.rewrite_links(lambda link: rebased(link, here))
    for skip in root.xpath("//a[@class='md-skip']"):
        skip.set("href", "#gone")
    (title,) = root.xpath("/html/head/title")
    title.text = f"Gone: {entry.was} - {SITE_NAME}"
    title.addnext(html.Element("meta", name="robots", content="noindex"))
    (article,) = root.xpath("//article")
    said = [built.part(here, part) for part in parts]
    inner = render("gone.html.j2", page=built.part(here, entry), parts=said, home=built.link(here, "/"))
    article[:], article.text = html.fragments_fromstring(inner), "\n"
    prefix = "../" * here.count("/")
    if said:
        root.find("head").append(html.Element("link", rel="stylesheet", href=f"{prefix}assets/moved.css"))
        root.find("body").append(html.Element("script", src=f"{prefix}assets/moved.js"))
    rebase_scripts(root, prefix.removesuffix("/") or ".")
    return html.tostring(root, encoding="unicode", doctype="<!doctype html>") + "\n"


def rebased(link: str, here: str) -> str:
    """Return a relative link of the shell as seen from the file `here`."""
    if re.match(r"[a-z]+:|//|#", link) or not link:
        return link
    path, mark, rest = link.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(SHELL), path))
    new = posixpath.relpath(target, posixpath.dirname(here) or ".")
    return new + ("/" if posixpath.basename(path) in {"", ".", ".."} else "") + mark + rest


def rebase_scripts(root: Element, base: str) -> None:
    """Tell the theme's scripts where the site's root is, seen from the page."""
    (config,) = root.xpath("//script[@id='__config']")
    values = json.loads(config.text)
    values["search"] = f"{base}/{values['search'].removeprefix(values['base'] + '/')}"
    for scope in root.xpath("//script[contains(text(), '__md_scope=')]"):
        scope.text = scope.text.replace(f'new URL("{values["base"]}",location)', f'new URL("{base}",location)')
    values["base"] = base
    config.text = json.dumps(values)


def mark_sections(built: Built, page: str, entries: list[Moved]) -> None:
    """Put into a living page what became of sections that it had."""
    here = built.file(page)
    path = built.folder / here
    if not path.is_file():
        msg = (
            f"data/moved.yml: from {entries[0].from_} is on no page; expected a file at {here}, or an entry for {page}"
        )
        raise MovedError(msg)
    text, notes = path.read_text(encoding="utf-8"), ""
    for entry in entries:
        part = built.part(here, entry)
        if part.new and part.new.href.startswith("#"):
            text = with_mark(text, part.new.href[1:], entry)
        else:
            notes += render("note.html.j2", part=part)
    if notes:
        sheet = f'<link rel="stylesheet" href="{"../" * here.count("/")}assets/moved.css">\n'
        before, end, after = text.replace("</head>", f"{sheet}</head>", 1).partition("</h1>")
        if not end:
            msg = f"data/moved.yml: found no h1 in {here}; expected one, below which a note goes"
            raise MovedError(msg)
        text = f"{before}{end}\n{notes}{after}"
    path.write_text(text, encoding="utf-8")


def with_mark(text: str, new: str, entry: Moved) -> str:
    """Return a page with an empty element of the old id at the element with the id `new`: in it, where HTML allows that."""
    found = re.search(rf'<([a-z][a-z0-9]*)\b[^>]*?\sid="?{re.escape(new)}"?(?=[\s>])[^>]*>', text)
    if found is None:
        msg = f"data/moved.yml: {entry.to} leads nowhere; expected an element with id {new!r}"
        raise MovedError(msg)
    at = found.start() if found[1] in BEFORE else found.end()
    if found[1] in CELLS_ONLY:
        cell = re.compile(r"<t[dh]\b[^>]*>").search(text, at)
        at = cell.end() if cell else at
    return f'{text[:at]}<span id="{entry.section}"></span>{text[at:]}'


def name_at(text: str, address: str) -> str:
    """Return what a page calls the section of an address: its heading, or the first one in it, or that of the page."""
    root = html.document_fromstring(text)
    found = root.xpath("//article//*[@id=$id]", id=address.partition("#")[2])
    if address.partition("#")[2] and not found:
        msg = f"data/moved.yml: {address} leads nowhere; expected an element with that id"
        raise MovedError(msg)
    inside = [one for element in found for one in element.iter(*HEADINGS, "th")]
    return heading_text(inside[0] if inside else root.find(".//h1"))


def canonical(built: Built, address: str) -> str | None:
    """Return the published address; nothing for a site that has none."""
    found = re.search(r'<link rel="canonical" href="([^"]*)"', (built.folder / SHELL).read_text(encoding="utf-8"))
    return found[1].removesuffix(SHELL_ADDRESS) + address.removeprefix("/") if found else None


def render(template: str, **values: object) -> str:
    """Return the HTML of a template."""
    loader = FileSystemLoader(FILES)
    templates = Environment(
        loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return templates.get_template(template).render(**values) + "\n"
