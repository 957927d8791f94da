"""What "Paste and check" looks for, as a script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.page import Page
from cloud_ml_platforms.topics.paste import names as paste_names

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


def paste_script(catalog: Catalog) -> str:
    """Return a classic script that holds what "Paste and check" looks for, and the addresses that its marks lead to."""
    names = paste_names.names_to_find(catalog)
    data = paste_names.data_of(names) | paste_names.today_of(names)
    for record, one in zip(data["records"].values(), names.records.values(), strict=True):
        record.append(one.links)
    targets = sorted({page for one in names.records.values() for page, _, _ in one.links})
    here = {
        "true": Page(paste_names.OWN_PAGE, directory_urls=True, catalog=catalog),
        "false": Page("reference/paste.html", directory_urls=False, catalog=catalog),
    }
    pages = {name: {target: page.url(target) for target in targets} for name, page in here.items()}
    data |= {"pages": pages, "example": paste_names.EXAMPLE.read_text(encoding="utf-8")}
    # Sorted: names come out of sets, and a build is the same each time.
    return f"window.CMLP_PASTE = {json.dumps(data, ensure_ascii=False, separators=(',', ':'), sort_keys=True)};\n"
