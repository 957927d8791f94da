"""The addresses that must stay: pages, records (rows, cells, limits, ...), sources, files for programs.

`data/addresses.txt` lists them, redirected ones included. It is generated and committed; compared with what a commit has,
an address leaves it only into data/redirects.yml.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloud_ml_platforms.catalog.yaml_files import Fault
from cloud_ml_platforms.compute import coach
from cloud_ml_platforms.journal.snapshot import file_at
from cloud_ml_platforms.paths import DATA, ROOT
from cloud_ml_platforms.site.redirects import is_redirected, redirect_faults
from cloud_ml_platforms.topics.data.content import paths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlFile

NAME = "addresses.txt"
HEAD = "# Every address that stays, written by `make addresses`. One that is gone needs a redirect (redirects.yml).\n"
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
            if kind.also is not None:
                yield from kind.also(catalog, record)
    yield from (f"reference/changes/#change-{number}" for number, _ in enumerate(catalog.changes, 1))
    yield from paths()
    yield from file_addresses(catalog)


def file_addresses(catalog: Catalog) -> Iterator[str]:
    """Yield what the site has for feed readers, calendars, Anki and language models."""
    yield from ("feeds/changes.xml", "feeds/names.xml", "feeds/ahead.ics", "llms.txt", "llms-full.txt")
    for platform in catalog.platforms:
        yield from (f"feeds/changes-{platform}.xml", f"feeds/ahead-{platform}.ics")
    yield from (f"decks/{deck.id}.apkg" for deck in coach.all_decks(catalog))


def address_list(catalog: Catalog) -> str:
    """Return the text of data/addresses.txt: each address on a line, sorted; the home page is `/`."""
    lines = sorted({address or "/" for address in [*all_addresses(catalog), *catalog.redirects]})
    return HEAD + "".join(f"{line}\n" for line in lines)


def write_address_list(catalog: Catalog, data: Path = DATA) -> None:
    """Write data/addresses.txt."""
    (data / NAME).write_text(address_list(catalog), encoding="utf-8")


def address_faults(catalog: Catalog, file: YamlFile, commit: str = "HEAD", data: Path = DATA) -> Iterator[Fault]:
    """Yield a fault for every address that left without a redirect, for a stale list and for every wrong redirect.

    `file` is data/redirects.yml. The addresses are compared with what `commit` lists; where git does not have it, the
    list on disk has to do.
    """
    there = set(all_addresses(catalog))
    path = data / NAME
    written = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    base = (file_at(commit, NAME, data) or b"").decode(errors="replace") or written
    for address in read_address_list(base):
        if address not in there and not is_redirected(address, catalog.redirects):
            expected = "the page or record that it leads to, or a redirect of it in data/redirects.yml"
            yield Fault(f"data/{NAME}", 1, address, "an address that is gone", expected)
    if written != address_list(catalog):
        yield Fault(f"data/{NAME}", 1, "", "other addresses than the site has", "the list that `make addresses` writes")
    yield from redirect_faults(catalog.redirects, file, there)


def read_address_list(text: str) -> list[str]:
    """Return the addresses of a list, from the site's root; that of the home page is empty."""
    return [line.removeprefix("/") for line in text.splitlines() if line and not line.startswith("#")]
