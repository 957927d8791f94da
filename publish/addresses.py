"""The addresses that a release promises: pages, records (rows, cells, limits, ...), sources, files for programs.

`data/released/<release>.txt` is written once and never changed; a test holds every later build to it. What is no more
has an entry in data/moved.yml.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from macros import coach
from macros import models as m
from macros.catalog import DATA, ROOT, Catalog, load_catalog
from macros.data_api import paths
from macros.refs import question_list
from macros.translate import directions, terms_of
from macros.yaml_files import Fault
from publish.moved_rules import kept, moved_faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from macros.yaml_files import YamlFile

RELEASED = DATA / "released"
GENERATED = ("r", "q")  # folders of pages that are written from the data
SECTION = re.compile(r"(?m)^#{2,6} .*\{ #([\w-]+)(?: \.[\w-]+)* \}[ \t]*$")


class ReleaseError(Exception):
    """A release's list exists already."""


def addresses(catalog: Catalog, docs: Path = ROOT / "docs") -> Iterator[str]:
    """Yield every address, from the site's root, without order."""
    for path in docs.rglob("*.md"):
        name = path.relative_to(docs)
        page = name.with_suffix("").as_posix()
        page = "" if page == "index" else page.removesuffix("/index") + "/"
        yield page
        if name.parts[0] not in GENERATED:
            yield from (f"{page}#{section}" for section in SECTION.findall(path.read_text(encoding="utf-8")))
    for row in catalog.rows.values():
        yield f"r/{row.id}/"
        yield f"compare/#{row.id}"
        page = f"compare/{catalog.row_capability[row.id].id}/"
        yield f"{page}#{row.id}"
        yield from (f"{page}#{row.id}--{platform}" for platform in m.PLATFORMS)
    for limit in catalog.limits:
        yield f"compare/limits/#{limit}"
        yield from (f"compare/limits/#{limit}--{platform}" for platform in m.PLATFORMS)
    yield from (f"compare/names/#{name}" for name in [*catalog.events, *catalog.things])
    yield from (f"compare/lifecycle/#{question.id}" for question in catalog.lifecycle)
    yield from (f"choose/#{item.id}" for item in [*catalog.constraints, *catalog.decisions])
    yield from (f"choose/cost/#{use}" for use in catalog.uses)
    yield from (f"choose/selector/#{name}" for name in [*catalog.criteria, *catalog.presets])
    yield from (f"choose/instead/#{name}" for name in [*catalog.alternatives, *catalog.leaving])
    yield from (f"reference/glossary/#{term}" for term in catalog.terms)
    yield from (f"reference/sources/#source-{source}" for source in catalog.sources)
    yield from (f"compare/contested/#{question}" for question in catalog.contested)
    yield from (f"compare/since/#{belief}" for belief in catalog.beliefs)
    yield from (f"reference/changes/#change-{number}" for number, _ in enumerate(catalog.changes, 1))
    yield from (f"translate/#{term}" for term in catalog.translated)
    yield from (f"reference/paste/#{entry}" for entry in catalog.code)
    yield from (f"choose/cost/#{record}" for record in [*catalog.prices, *catalog.scenarios, *catalog.cost_lines])
    for mine, theirs in directions():
        yield from (f"translate/{mine}-to-{theirs}/#{term}" for term in terms_of(catalog, mine, theirs))
    for question in catalog.questions.values():
        yield f"q/{question.id}/"
        yield f"{question_list(question)}#{question.id}"
    yield from paths()
    yield from files(catalog)


def files(catalog: Catalog) -> Iterator[str]:
    """Yield what the site has for feed readers, calendars, Anki and language models."""
    yield from ("feeds/changes.xml", "feeds/names.xml", "feeds/ahead.ics", "llms.txt", "llms-full.txt")
    for platform in m.PLATFORMS:
        yield from (f"feeds/changes-{platform}.xml", f"feeds/ahead-{platform}.ics")
    yield from (f"decks/{deck.id}.apkg" for deck in [*coach.decks(catalog), *coach.term_decks(catalog)])


def write_addresses(release: str) -> Path:
    """Write the list of `release`; raise ReleaseError when there is one: what was promised is never changed."""
    path = RELEASED / f"{release}.txt"
    if path.exists():
        msg = f"data/released/{path.name}: found the list of that release; expected a new release name"
        raise ReleaseError(msg)
    path.parent.mkdir(exist_ok=True)
    lines = sorted(
        {address if address[:1] not in {"", "#"} else f"/{address}" for address in addresses(load_catalog())}
    )
    path.write_text(
        "\n".join([f"# Addresses that release {release} promises. Never edited.", *lines, ""]), encoding="utf-8"
    )
    return path


def address_faults(catalog: Catalog, moved: YamlFile | None = None) -> Iterator[Fault]:
    """Yield a fault for every promised address that went without a word, and for every wrong entry of data/moved.yml."""
    there = set(addresses(catalog))
    for path in sorted(RELEASED.glob("*.txt")):
        for line, address in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if not address or address.startswith("#") or address.removeprefix("/") in there:
                continue
            if not kept(address, catalog.moved, there):
                found = "a promised address that is gone"
                expected = "the record or page that it leads to, or an entry in data/moved.yml"
                yield Fault(f"data/released/{path.name}", line, address, found, expected)
    if moved is not None:
        yield from moved_faults(catalog.moved, moved, there)
