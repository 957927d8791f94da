"""A release: the site with its downloads, and with everything that a host needs to serve it well."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cloud_ml_platforms.exports.book import write_book
from cloud_ml_platforms.exports.bundle import write_bundle
from cloud_ml_platforms.exports.downloads import put_downloads
from cloud_ml_platforms.exports.sheets import write_sheets
from cloud_ml_platforms.site.build import STAGING, build_site
from cloud_ml_platforms.site.checksums import set_times, write_checksums
from cloud_ml_platforms.site.compress import compress_site
from cloud_ml_platforms.site.headers import write_headers

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


def build_release(target: Path) -> Path:
    """Build the site to `target` with the zip of the offline build, the book and the sheets; then finish it."""
    STAGING.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=STAGING) as folder:
        downloads = Path(folder) / "made"
        offline = build_site(Path(folder) / "offline", offline=True)

        def add_downloads(site: Path, catalog: Catalog) -> None:
            files = [write_bundle(offline, catalog, downloads), write_book(site, catalog, downloads)]
            put_downloads(site, catalog, [*files, *write_sheets(site, catalog, downloads)])

        return build_site(target, after=add_downloads, finish=finish_release)


def finish_release(site: Path) -> None:
    """Write the headers, the compressed files and, over all of it, the checksums; the files' times follow from these."""
    write_headers(site)
    compress_site(site)
    write_checksums(site)
    set_times(site)
