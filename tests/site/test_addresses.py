"""Every address that is promised leads to its page and its element, on the site and in the offline build."""

from __future__ import annotations

from dataclasses import replace
from fnmatch import fnmatch
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

import pytest

from cloud_ml_platforms.catalog.yaml_files import YamlFile
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.site.addresses import address_faults, all_addresses, lasting_addresses
from cloud_ml_platforms.site.build import OFFLINE_DROP
from cloud_ml_platforms.site.site_check import read_page

if TYPE_CHECKING:
    from pathlib import Path

NOT_FROM_DISK = (*(f"{pattern}*" for pattern in OFFLINE_DROP if pattern.startswith(("api/", "feeds/"))), "llms*.txt")


def promised() -> list[str]:
    """Return the addresses that stay, from the site's root."""
    return sorted(lasting_addresses(load_catalog()))


def file_of(path: str, *, offline: bool) -> str:
    """Return the file that an address without fragment leads to, such as r/a/index.html, or r/a.html from disk."""
    if path and not path.endswith("/"):
        return path
    return f"{path.removesuffix('/')}.html" if offline and path else f"{path}index.html"


def lost(site: Path, addresses: list[str], *, offline: bool) -> list[str]:
    """Return what cannot be followed, with the reason.

    An entry of the journal stands on the page of its day, to which that of all changes leads: it has a line for the day.
    """
    days = {f"reference/changes/#change-{change.name}": change.date for change in load_catalog().changes}
    faults, ids = [], {}
    for address in addresses:
        path, anchor = urldefrag(address)
        file = site / file_of(path, offline=offline)
        if offline and not file.is_file():
            file = site / path / "index.html"  # an index of a folder keeps its name
        if not file.is_file():
            faults.append(f"{address}: no file")
        elif anchor:
            if file not in ids:
                ids[file] = {element_id for element_id, _ in read_page(file).ids}
            day = days.get(address)
            if anchor not in ids[file] and not (day and f"day-{day}" in ids[file]):
                faults.append(f"{address}: no element")
    return faults


@pytest.mark.site
def test_every_address_is_followed_on_the_site(site):
    assert len(promised()) > 1900
    assert lost(site, promised(), offline=False) == []


@pytest.mark.site
def test_every_address_is_followed_from_disk(offline_site):
    addresses = [address for address in promised() if not any(fnmatch(address, pattern) for pattern in NOT_FROM_DISK)]
    assert len(addresses) > 1800
    assert lost(offline_site, addresses, offline=True) == []


@pytest.mark.site
def test_what_is_for_programs_and_sections_with_an_id_of_their_own_are_promised(catalog, site):
    there = set(all_addresses(catalog))
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
    addresses = ["a/", "a/#here", "a/#away", "c/"]
    assert lost(tmp_path, addresses, offline=False) == ["a/#away: no element", "c/: no file"]
    assert lost(tmp_path, ["b/#here", "b/#away"], offline=True) == ["b/#away: no element"]


# Against a commit ------------------------------------------------------------------------------------------------------

GONE = "r/was-a-row/"


def test_an_address_leaves_only_into_the_redirects(catalog):
    def faults(redirects):
        changed = replace(catalog, redirects=redirects)
        assert redirects.keys() <= lasting_addresses(changed), "a redirect stays for good"
        return [str(fault) for fault in address_faults(changed, YamlFile("data/redirects.yml"), [*promised(), GONE])]

    kept = dict(catalog.redirects)
    (fault,) = faults(kept)
    assert fault.startswith(f"data/redirects.yml:1: {GONE}: found an address that is gone; expected the page or record")
    assert faults({**kept, GONE: "r/ep-rollback/"}) == []
