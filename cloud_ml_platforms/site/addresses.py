"""The addresses that must stay: pages, records (rows, cells, limits, ...), sources, files for programs.

One that the base has is there, or leads on by data/redirects.yml: a redirect is an address that stays as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloud_ml_platforms.catalog.yaml_files import Fault
from cloud_ml_platforms.compute import coach
from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.site.redirects import is_redirected, redirect_faults
from cloud_ml_platforms.topics.data.content import api_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlFile

GENERATED = ("r", "q", "p")  # folders of pages that are written from the data
SECTION = re.compile(r"(?m)^#{2,6} .*\{ #([\w-]+)(?: \.[\w-]+)* \}[ \t]*$")


def all_addresses(catalog: Catalog, docs: Path = ROOT / "docs") -> Iterator[str]:
    """Yield every address, from the site's root, in no particular order."""
    for path in docs.rglob("*.md"):
        name = path.relative_to(docs)
        if name.parts[0] in GENERATED:  # these may be left from a record that is gone
            continue
        page = name.with_suffix("").as_posix()
        page = "" if page == "index" else page.removesuffix("/index") + "/"
        yield page
        yield from (f"{page}#{section}" for section in SECTION.findall(path.read_text(encoding="utf-8")))
    for kind in catalog.kinds:
        for record in catalog.of(kind).values():
            if kind.address is not None:
                yield kind.address(catalog, record)
            if kind.other_addresses is not None:
                yield from kind.other_addresses(catalog, record)
    for change in catalog.changes:
        yield f"reference/changes/{change.date}/#change-{change.name}"
        yield f"reference/changes/#change-{change.name}"  # from where it no longer stands, `changes.js` leads to its day
    yield from api_paths()
    yield from file_addresses(catalog)


def file_addresses(catalog: Catalog) -> Iterator[str]:
    """Yield what the site has for feed readers, calendars, Anki and language models."""
    yield from ("feeds/changes.xml", "feeds/names.xml", "feeds/ahead.ics", "llms.txt", "llms-full.txt")
    for platform in catalog.platforms:
        yield from (f"feeds/changes-{platform}.xml", f"feeds/ahead-{platform}.ics")
    yield from (f"decks/{deck.id}.apkg" for deck in coach.all_decks(catalog))


def lasting_addresses(catalog: Catalog) -> set[str]:
    """Return every address that stays, redirected ones included."""
    return {*all_addresses(catalog), *catalog.redirects}


def address_faults(catalog: Catalog, file: YamlFile, promised: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for every promised address that left without a redirect, and for every wrong redirect.

    `file` is data/redirects.yml.
    """
    addresses = set(all_addresses(catalog))
    for address in promised:
        if address not in addresses and not is_redirected(address, catalog.redirects):
            expected = "the page or record that it leads to, or a redirect of it"
            yield Fault(file.name, 1, address or "/", "an address that is gone", expected)
    yield from redirect_faults(catalog.redirects, file, addresses)
