"""Rules for data/moved.yml: an entry is about an address that is no more, and leads to one that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.refs import nearest
from macros.yaml_files import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from macros.models import Moved
    from macros.yaml_files import YamlFile


def kept(address: str, moved: Iterable[Moved], there: AbstractSet[str]) -> bool:
    """Return whether entries account for an address: it has one, or its page has one that keeps the section.

    A page that moved keeps the sections that stand on the new page; on one that is gone they are gone with it.
    """
    page, _, section = address.removeprefix("/").partition("#")
    for entry in moved:
        if entry.from_.removeprefix("/") == address.removeprefix("/"):
            return True
        if (
            section
            and entry.from_ == page
            and (entry.gone or f"{(entry.to or '').removeprefix('/')}#{section}" in there)
        ):
            return True
    return False


def moved_faults(moved: tuple[Moved, ...], file: YamlFile, there: AbstractSet[str]) -> Iterator[Fault]:
    """Yield what is wrong with the entries of `file`; `there` holds the addresses of today, from the site's root."""
    left = [entry.from_ for entry in moved]
    pages = {address.partition("#")[0] for address in there} | {address for address in left if "#" not in address}
    for index, entry in enumerate(moved):
        wrong = [*_wrong_from(entry, there, pages, left[:index]), *_wrong_targets(entry, there, left)]
        for key, found, expected in wrong:
            yield Fault(file.name, file.line(("moved", index, key)), f"moved.{index}.{key}", found, expected)


def _wrong_from(
    entry: Moved, there: AbstractSet[str], pages: AbstractSet[str], before: list[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield key, what was found and what was expected for the address that an entry is about."""
    if entry.from_.removeprefix("/") in there:
        yield "from", f"{entry.from_}, an address that leads somewhere", "one that is no more, or no entry"
    elif entry.page not in pages:
        yield "from", f"{entry.from_}, on a page that is no more", f"an entry for {entry.page} too"
    if entry.from_ in before:
        yield "from", f"a second entry for {entry.from_}", "each address once"


def _wrong_targets(entry: Moved, there: AbstractSet[str], left: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield key, what was found and what was expected for where an entry leads."""
    for key, target in (("to", entry.to), ("instead", entry.instead)):
        if target in left:
            yield key, f"{target}, which has an entry itself", "where that one leads"
        elif target and target.removeprefix("/") not in there:
            yield key, f"{target}, which leads nowhere", f"an address of today{nearest(target, there)}"
    if entry.to and is_file(entry.page) != is_file(entry.to.partition("#")[0].removeprefix("/")):
        yield "to", f"{entry.to}, for {entry.from_}", "a page for a page, a file for a file"


def is_file(page: str) -> bool:
    """Return whether an address without section is that of a file, such as api/v1/rows.json, and not of a page."""
    return bool(page) and not page.endswith("/")
