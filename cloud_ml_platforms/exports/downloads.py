"""What a release offers as files: the zip, the book and the sheets, put next to the pages, with size and checksum on one of them."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.exports.bundle import sha256, write_checksum
from cloud_ml_platforms.topics.downloads.views import FOLDER, Download, release_files
from cloud_ml_platforms.topics.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog

PAGE = "reference/offline/index.html"
PLACE = re.compile(r"<!-- downloads: (\w+) -->.*?<!-- end of downloads -->", re.DOTALL)


class DownloadError(UserError):
    """A release lacks a file that its page promises, or the page has no place for one."""


@dataclass(frozen=True)
class OfferedDownload:
    """A download as the page shows it: `href` from that page, size in bytes, SHA-256 in hexadecimal."""

    title: str
    href: str
    bytes: int
    sha256: str


def put_downloads(site: Path, catalog: Catalog, files: Iterable[Path]) -> None:
    """Copy the files of a release into a built site, each with its checksum, and list them on the page that offers them.

    Raises DownloadError when one is missing, empty or more than was promised, or when the page has no place for it.
    """
    downloads = {download.path.removeprefix(FOLDER): download for download in release_files(catalog)}
    paths = {path.name: path for path in files if path.stat().st_size}
    if set(downloads) != set(paths):
        raise DownloadError(
            f"downloads: found {', '.join(sorted(paths)) or 'none'}; expected {', '.join(sorted(downloads))}"
        )
    folder = site / FOLDER
    folder.mkdir()
    for name in sorted(paths):
        write_checksum(shutil.copyfile(paths[name], folder / name))
    page = site / PAGE
    text, places = fill_places(page.read_text(encoding="utf-8"), catalog, site, list(downloads.values()))
    missing = {download.group for download in downloads.values()} - places
    if missing:
        raise DownloadError(
            f"{PAGE}: found no place for the downloads {', '.join(sorted(missing))}; expected show('downloads', …) with each"
        )
    page.write_text(text, encoding="utf-8")


def fill_places(text: str, catalog: Catalog, site: Path, downloads: list[Download]) -> tuple[str, set[str]]:
    """Return the page with lists in the place of its notices, and the groups that it has a place for."""
    places = set(PLACE.findall(text))
    page = Page(PAGE.removesuffix("index.html"), directory_urls=True, catalog=catalog)

    def list_files(match: re.Match[str]) -> str:
        files = [offered_download(download, site) for download in downloads if download.group == match[1]]
        return page.render("downloads_offered.html.j2", files=files).strip()

    return PLACE.sub(list_files, text), places


def offered_download(download: Download, site: Path) -> OfferedDownload:
    """Return a download with what its file weighs, addressed from the page that offers it."""
    path = site / download.path
    return OfferedDownload(download.title, f"../../{download.path}", path.stat().st_size, sha256(path))
