"""The menu of mkdocs.yml, all levels as one list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mkdocs.utils.yaml import yaml_load

from cloud_ml_platforms.paths import MKDOCS

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class MenuPage:
    """A page of the menu: its file under docs/, its part of the menu, its title."""

    source: str
    part: str
    title: str

    @property
    def page(self) -> str:
        """Its address from the site's root: `compare/limits/`."""
        return re.sub(r"(^|/)index/$", r"\1", f"{self.source.removesuffix('.md')}/")


def site_settings() -> dict[str, Any]:
    """Return what mkdocs.yml says: the site's name and description, its menu."""
    return yaml_load(MKDOCS.read_text(encoding="utf-8"))


def menu_pages(entries: list[Any], part: str = "") -> Iterator[MenuPage]:
    """Yield the pages of a menu in its order; the name of the topmost entry is the part."""
    for entry in entries:
        for name, value in entry.items() if isinstance(entry, dict) else [(part, entry)]:
            if isinstance(value, str):
                yield MenuPage(value, part or name, name.removeprefix("· "))
            else:
                yield from menu_pages(value, part or name)
