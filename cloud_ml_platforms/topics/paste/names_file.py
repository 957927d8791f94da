"""`data/paste_names.json`: the old names as the command `scripts/paste.py` reads them, without a package of ours."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.paths import DATA
from cloud_ml_platforms.topics.paste.old_names import old_names

if TYPE_CHECKING:
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog

NAMES_FILE = DATA / "paste_names.json"  # written for a release, for facts move faster


def as_lines(data: dict[str, Any]) -> str:
    """Return data as JSON with a line for each name, in order: a change of one touches one line."""
    sections = []
    for section, value in sorted(data.items()):
        text = json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict):
            lines = (json.dumps({name: record}, ensure_ascii=False)[1:-1] for name, record in sorted(value.items()))
            text = "{\n" + ",\n".join(lines) + "\n}"
        sections.append(f"{json.dumps(section)}: {text}")
    return "{\n" + ",\n".join(sections) + "\n}\n"


def write_names(catalog: Catalog, path: Path = NAMES_FILE) -> int:
    """Write the file that the command reads its names from."""
    path.write_text(as_lines(old_names(catalog).as_data()), encoding="utf-8")
    return 0


def check_names(catalog: Catalog, path: Path = NAMES_FILE) -> int:
    """Return 1, with a line on standard error, when the file of names is not what the data says."""
    if path.is_file() and path.read_text(encoding="utf-8") == as_lines(old_names(catalog).as_data()):
        return 0
    sys.stderr.write(f"{path.name} is not what the data says; run `make paste-names`\n")
    return 1
