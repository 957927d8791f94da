"""The addresses that a release promises: pages, records (rows, cells, limits, ...), sources, files of the data API.

`data/released/<release>.txt` is written once and never changed; a test holds every later build to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros import models as m
from macros.catalog import DATA, ROOT, Catalog, load_catalog
from macros.data_api import paths
from macros.refs import question_list
from macros.translate import directions, terms_of
from macros.yaml_files import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RELEASED = DATA / "released"


class ReleaseError(Exception):
    """A release's list exists already."""


def addresses(catalog: Catalog, docs: Path = ROOT / "docs") -> Iterator[str]:
    """Yield every address, from the site's root, without order."""
    for path in docs.rglob("*.md"):
        page = path.relative_to(docs).with_suffix("").as_posix()
        yield "" if page == "index" else page.removesuffix("/index") + "/"
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
    yield from (f"translate/#{term}" for term in catalog.translated)
    yield from (f"reference/paste/#{entry}" for entry in catalog.code)
    yield from (f"choose/cost/#{record}" for record in [*catalog.prices, *catalog.scenarios, *catalog.cost_lines])
    for mine, theirs in directions():
        yield from (f"translate/{mine}-to-{theirs}/#{term}" for term in terms_of(catalog, mine, theirs))
    for question in catalog.questions.values():
        yield f"q/{question.id}/"
        yield f"{question_list(question)}#{question.id}"
    yield from paths(catalog)


def write_addresses(release: str) -> Path:
    """Write the list of `release`; raise ReleaseError when there is one: what was promised is never changed."""
    path = RELEASED / f"{release}.txt"
    if path.exists():
        msg = f"data/released/{path.name}: found the list of that release; expected a new release name"
        raise ReleaseError(msg)
    path.parent.mkdir(exist_ok=True)
    lines = sorted({address or "/" for address in addresses(load_catalog())})
    path.write_text(
        "\n".join([f"# Addresses that release {release} promises. Never edited.", *lines, ""]), encoding="utf-8"
    )
    return path


def address_faults(catalog: Catalog) -> Iterator[Fault]:
    """Yield a fault for every address that a release promised and that is no longer there."""
    there = set(addresses(catalog))
    for path in sorted(RELEASED.glob("*.txt")):
        for line, address in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if address and not address.startswith("#") and address.removeprefix("/") not in there:
                found = "a promised address that is gone"
                yield Fault(f"data/released/{path.name}", line, address, found, "the record or page that it leads to")
