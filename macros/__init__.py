"""The mkdocs-macros module: `define_env` only registers; the work is in the package `cloud_ml_platforms`.

Under `make serve` a module that was edited must be read anew, and nobody else does that; under Zensical
`define_env` runs once per page, so modules that did not change must stay (the catalog is cached in one).
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog

PACKAGE = "cloud_ml_platforms"
STAMP = "_stamp_of_the_package"


def define_env(env: Any) -> None:  # noqa: ANN401 - MkDocs' and Zensical's env share no type
    """Register every macro of the topics with MkDocs or Zensical."""
    now = stamp()
    forget_edited_modules(now)
    from cloud_ml_platforms.catalog.yaml_files import DataError  # noqa: PLC0415
    from cloud_ml_platforms.check.load import load_catalog  # noqa: PLC0415
    from cloud_ml_platforms.text.links import Links  # noqa: PLC0415
    from cloud_ml_platforms.topics.macros import MACROS  # noqa: PLC0415
    from cloud_ml_platforms.topics.page import Page  # noqa: PLC0415

    remember_modules(now)

    @cache
    def read() -> Catalog | DataError:
        """Look at the data once a build, not once a call; faults are the same on every page, and found once."""
        try:
            return load_catalog()
        except DataError as error:
            return error

    def page() -> Page:
        catalog = read()
        if isinstance(catalog, DataError):
            raise DataError(catalog.faults)
        repository = env.variables.get("repository") or ""
        site = env.variables.get("published") or ""
        shown_page = env.variables["page"]
        source = getattr(shown_page, "path", "")  # Zensical's page has one, MkDocs' has none and rewrites no HTML
        links = Links(shown_page.url, env.conf["use_directory_urls"], source=source)
        return Page(shown_page.url, catalog=catalog, links=links, repository=repository, site=site)

    def bind(function: Any) -> Any:  # noqa: ANN401
        def macro(*args: Any, **kwargs: Any) -> str:  # noqa: ANN401
            return str(function(page(), *args, **kwargs))

        return macro

    for name, function in MACROS.items():
        env.macro(bind(function), name)


def loaded_modules() -> dict[str, Any]:
    """Return the modules of the package that are loaded."""
    return {name: module for name, module in sys.modules.items() if name.startswith(f"{PACKAGE}.")}


def stamp() -> int:
    """Return the time of the newest file of the package, templates included: they are read once."""
    newest = 0
    for folder, folders, names in os.walk(Path(__file__).resolve().parent.parent / PACKAGE):
        folders[:] = [name for name in folders if name not in {"__pycache__", "node_modules"}]
        files = [os.path.join(folder, name) for name in names if name.endswith((".py", ".j2"))]  # noqa: PTH118 - called for each page
        newest = max([newest, *(os.stat(file).st_mtime_ns for file in files)])  # noqa: PTH116 - likewise
    return newest


def forget_edited_modules(now: int) -> None:
    """Drop all modules of the package when a file of it changed since they were loaded."""
    loaded = loaded_modules()
    if any(getattr(module, STAMP, now) != now for module in loaded.values()):
        for name in [*loaded, PACKAGE]:
            sys.modules.pop(name, None)


def remember_modules(now: int) -> None:
    """Note on each loaded module which state of the files it came from."""
    for module in loaded_modules().values():
        setattr(module, STAMP, now)
