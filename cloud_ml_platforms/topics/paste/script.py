"""What "Paste and check" looks for, as a script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.page import Page
from cloud_ml_platforms.topics.paste.names_of_today import names_of_today
from cloud_ml_platforms.topics.paste.old_names import old_names
from cloud_ml_platforms.topics.paste.records import OWN_PAGE

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog

EXAMPLE = Path(__file__).resolve().parent / "templates" / "paste_example.txt"


def paste_script(catalog: Catalog) -> str:
    """Return a classic script that holds what "Paste and check" looks for, and the addresses that its marks lead to."""
    old = old_names(catalog)
    data = old.as_data() | names_of_today(catalog, old).as_data()
    for values, record in zip(data["records"].values(), old.records.values(), strict=True):
        values.append(record.links)
    targets = sorted({page for record in old.records.values() for page, _, _ in record.links})
    shown_on = {
        "true": Page(OWN_PAGE, directory_urls=True, catalog=catalog),
        "false": Page("reference/paste.html", directory_urls=False, catalog=catalog),
    }
    pages = {name: {target: page.url(target) for target in targets} for name, page in shown_on.items()}
    data |= {"pages": pages, "example": EXAMPLE.read_text(encoding="utf-8")}
    # Sorted: names come out of sets, and a build is the same each time.
    return f"window.CMLP_PASTE = {json.dumps(data, ensure_ascii=False, separators=(',', ':'), sort_keys=True)};\n"
