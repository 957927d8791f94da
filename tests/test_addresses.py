"""Every address that a release promised leads to its page and its element, on the site and in the offline build."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

import pytest

from publish import addresses as released
from publish.build import OFFLINE_DROP
from publish.site_check import read_page

if TYPE_CHECKING:
    from pathlib import Path

NOT_FROM_DISK = tuple(f"{pattern}*" for pattern in OFFLINE_DROP if pattern.startswith("api/"))


def promised() -> list[str]:
    """Return the addresses of all releases, from the site's root, each once."""
    lines = [line for path in released.RELEASED.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()]
    return sorted({line.removeprefix("/") for line in lines if line and not line.startswith("#")})


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


def test_every_released_address_is_followed_on_the_site(site):
    assert len(promised()) > 1900
    assert lost(site, promised(), offline=False) == []


def test_every_released_address_is_followed_from_disk(offline_site):
    kept = [address for address in promised() if not any(fnmatch(address, pattern) for pattern in NOT_FROM_DISK)]
    assert len(kept) > 1800
    assert lost(offline_site, kept, offline=True) == []


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
