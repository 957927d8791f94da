"""What a release offers as files to take along; `cloud_ml_platforms/exports/downloads.py` makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.pairs import ordered_pairs
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog

FOLDER = "downloads/"


@dataclass(frozen=True)
class Download:
    """A file of a release: `path` from the site's root, what it is in words, `group` for the page's lists."""

    path: str
    title: str
    group: str


def bundle_name(catalog: Catalog) -> str:
    """Return the name of the zip, of the folder in it and of the book: two releases lie beside each other."""
    return f"cloud-ml-platforms-{catalog.as_of}"


def release_files(catalog: Catalog) -> list[Download]:
    """Return the files of a release in the order in which the page offers them."""
    names = {name: platform.short for name, platform in catalog.full_platforms.items()}
    files = [
        Download(f"{FOLDER}{bundle_name(catalog)}.zip", "The whole site as a zip", "zip"),
        Download(f"{FOLDER}{bundle_name(catalog)}.pdf", "The whole guide as a PDF", "book"),
    ]
    files += [Download(f"{FOLDER}cheatsheet-{platform}.pdf", name, "cheatsheets") for platform, name in names.items()]
    files += [
        Download(f"{FOLDER}{my_id}-to-{their_id}.pdf", f"{names[my_id]} to {names[their_id]}", "translations")
        for my_id, their_id in ordered_pairs(catalog)
    ]
    return files


@view
def downloads(catalog: Catalog, group: str) -> Values:
    """Return the place of a release's downloads: `zip`, `book`, `cheatsheets` or `translations`.

    The release puts links, sizes and checksums there (cloud_ml_platforms/exports/downloads.py); a plain build says
    once, in the first place, that it has none.
    """
    groups = list(dict.fromkeys(file.group for file in release_files(catalog)))
    if group not in groups:
        raise LookupError(f"found the downloads {group!r}; expected one of {', '.join(groups)}")
    return {"group": group, "first": group == groups[0]}
