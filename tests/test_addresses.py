"""Every address that a release promised leads to its page and its element, on the site and in the offline build."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

import pytest

from macros import models as m
from publish import addresses as released
from publish.build import OFFLINE_DROP
from publish.moved_rules import is_file
from publish.site_check import read_page

if TYPE_CHECKING:
    from pathlib import Path

NOT_FROM_DISK = (*(f"{pattern}*" for pattern in OFFLINE_DROP if pattern.startswith("api/")), "llms*.txt")


def promised() -> list[str]:
    """Return the addresses of all releases, from the site's root, each once."""
    lines = [line for path in released.RELEASED.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()]
    return sorted({line.removeprefix("/") for line in lines if line and not line.startswith("#")})


def followed(addresses: list[str], moved: tuple[m.Moved, ...]) -> list[str]:
    """Return what has to be there so that each address is kept: itself, and by data/moved.yml what it leads to."""
    entries = {entry.from_: entry for entry in moved}
    out = []
    for address in addresses:
        page, _, section = address.partition("#")
        own, whole = entries.get(address), entries.get(page)
        if own is not None:
            out += [] if own.gone and is_file(page) else [address]
            out += [own.to.removeprefix("/")] if own.to else []
        elif section and whole is not None:
            out += [page, *([f"{whole.to}#{section}"] if whole.to else [])]
        else:
            out.append(address)
    return sorted(set(out))


def file_of(path: str, *, offline: bool) -> str:
    """Return the file that an address without fragment leads to, such as r/a/index.html, or r/a.html from disk."""
    if path and not path.endswith("/"):
        return path
    return f"{path.removesuffix('/')}.html" if offline and path else f"{path}index.html"


def lost(site: Path, addresses: list[str], *, offline: bool) -> list[str]:
    """Return what cannot be followed, with the reason."""
    out, ids = [], {}
    for address in addresses:
        path, anchor = urldefrag(address)
        file = site / file_of(path, offline=offline)
        if offline and not file.is_file():
            file = site / path / "index.html"  # an index of a folder keeps its name
        if not file.is_file():
            out.append(f"{address}: no file")
        elif anchor:
            if file not in ids:
                ids[file] = {found for found, _ in read_page(file).ids}
            if anchor not in ids[file]:
                out.append(f"{address}: no element")
    return out


def test_every_released_address_is_followed_on_the_site(site, catalog):
    assert len(promised()) > 1900
    assert lost(site, followed(promised(), catalog.moved), offline=False) == []


def test_every_released_address_is_followed_from_disk(offline_site, catalog):
    asked = followed(promised(), catalog.moved)
    kept = [address for address in asked if not any(fnmatch(address, pattern) for pattern in NOT_FROM_DISK)]
    assert len(kept) > 1800
    assert lost(offline_site, kept, offline=True) == []


def test_what_moved_is_followed_to_its_end():
    entries = [
        {"from": "a/", "to": "b/", "since": "2026-12-01"},
        {"from": "a/#x", "to": "c/#x", "since": "2026-12-01"},
        {"from": "d/", "was": "D", "gone": "It ended.", "since": "2026-12-01"},
        {"from": "e.json", "was": "E", "gone": "It ended.", "since": "2026-12-01"},
    ]
    moved = tuple(m.Moved.model_validate(entry) for entry in entries)
    assert followed(["a/"], moved) == ["a/", "b/"]
    assert followed(["a/#x"], moved) == ["a/#x", "c/#x"]
    assert followed(["a/#other"], moved) == ["a/", "b/#other"]
    assert followed(["d/", "d/#x"], moved) == ["d/"]
    assert followed(["e.json", "f/"], moved) == ["f/"]


def test_what_is_for_programs_and_sections_with_an_id_of_their_own_are_promised(catalog, site):
    there = set(released.addresses(catalog))
    for pattern in ("feeds/*", "decks/*", "llms*.txt"):
        files = {path.relative_to(site).as_posix() for path in site.glob(pattern)}
        assert files
        assert files <= there
    assert {"about/#executed", "choose/cost/#calculator", "reference/data/#v1-0-0"} <= there
    assert "about/#method" not in there  # an id that comes from wording


def test_what_is_lost_is_found(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text('<h1 id="here">A</h1>', encoding="utf-8")
    (tmp_path / "b.html").write_text('<h1 id="here">B</h1>', encoding="utf-8")
    asked = ["a/", "a/#here", "a/#away", "c/"]
    assert lost(tmp_path, asked, offline=False) == ["a/#away: no element", "c/: no file"]
    assert lost(tmp_path, ["b/#here", "b/#away"], offline=True) == ["b/#away: no element"]


@pytest.mark.parametrize("gone", ["r/was-a-row/", "compare/limits/#lim-was", "reference/was/"])
def test_a_promised_address_that_goes_is_a_fault(catalog, tmp_path, monkeypatch, gone):
    monkeypatch.setattr(released, "RELEASED", tmp_path)
    (tmp_path / "2020.01.txt").write_text(f"# Promised.\n/\n{gone}\n", encoding="utf-8")
    (fault,) = released.address_faults(catalog)
    assert str(fault).startswith(f"data/released/2020.01.txt:3: {gone}: found a promised address that is gone")
