"""One zip of the offline build, the same on every machine, and its checksum."""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.site_url import site_url
from cloud_ml_platforms.text.templates import text_templates
from cloud_ml_platforms.topics.downloads.views import bundle_name

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog

TEMPLATES = Path(__file__).resolve().parent / "templates"
LICENCES = {"LICENSE.txt": ROOT / "LICENSE", "LICENSE-content.txt": ROOT / "LICENSE-content"}
READABLE = 0o644 << 16  # a file's permissions, where a zip keeps them


def write_bundle(offline: Path, catalog: Catalog, folder: Path) -> Path:
    """Write the offline build as a zip to `folder`, and next to it its SHA-256 as `sha256sum -c` reads it.

    Names come in order, times are the day of the data: two builds of one commit give the same bytes.
    """
    name = bundle_name(catalog)
    files = {path.relative_to(offline).as_posix(): path for path in offline.rglob("*") if path.is_file()}
    contents = {inner_path: path.read_bytes() for inner_path, path in (files | LICENCES).items()}
    contents["README.txt"] = bundle_readme(catalog).encode()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{name}.zip"
    day = dt.date.fromisoformat(catalog.as_of)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        for inner_path in sorted(contents):
            entry = zipfile.ZipInfo(f"{name}/{inner_path}", (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, READABLE
            bundle.writestr(
                entry, contents[inner_path], compresslevel=9
            )  # an entry does not take the level of its file
    write_checksum(target)
    return target


def bundle_readme(catalog: Catalog) -> str:
    """Return the readme for somebody who finds the folder without knowing where it came from."""
    template = text_templates(TEMPLATES).get_template("readme.txt.j2")
    return template.render(catalog=catalog, site=site_url(), name=bundle_name(catalog))


def write_checksum(path: Path) -> Path:
    """Write `<name>.sha256` next to a file: the hash, two spaces, the name."""
    checksum = path.with_name(f"{path.name}.sha256")
    checksum.write_text(f"{sha256(path)}  {path.name}\n", encoding="utf-8")
    return checksum


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
