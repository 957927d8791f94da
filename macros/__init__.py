"""The mkdocs-macros module: `define_env` only registers; the work is in the submodules.

Under `make serve` a submodule that was edited must be read anew, and nobody else does that; under
Zensical `define_env` runs once per page, so modules that did not change must stay (the catalog is cached in one).
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any

STAMP = "_stamp_of_macros"


def define_env(env: Any) -> None:  # noqa: ANN401 - MkDocs' and Zensical's env share no type
    """Register the macros of `pages.py` with MkDocs or Zensical."""
    forget_edited_modules()
    from macros.catalog import Catalog, load_catalog  # noqa: PLC0415 - only now is it fresh
    from macros.links import Links  # noqa: PLC0415
    from macros.pages import MACROS, Page  # noqa: PLC0415
    from macros.yaml_files import DataError  # noqa: PLC0415

    remember_modules()

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
        here = env.variables["page"]
        source = getattr(here, "path", "")  # Zensical's page has one, MkDocs' has none and rewrites no HTML
        links = Links(here.url, env.conf["use_directory_urls"], source=source)
        return Page(here.url, catalog=catalog, links=links, repository=repository, site=site)

    def bind(function: Any) -> Any:  # noqa: ANN401
        def macro(*args: Any, **kwargs: Any) -> str:  # noqa: ANN401
            return function(page(), *args, **kwargs)

        return macro

    for function in MACROS:
        env.macro(bind(function), function.__name__)


def submodules() -> dict[str, Any]:
    """Return the submodules of this package that are loaded."""
    return {name: module for name, module in sys.modules.items() if name.startswith("macros.")}


def stamp() -> int:
    """Return the time of the newest file of this package, templates included: they are read once."""
    package = Path(__file__).parent
    return max(path.stat().st_mtime_ns for path in [*package.glob("*.py"), *package.glob("templates/**/*.j2")])


def forget_edited_modules() -> None:
    """Drop all submodules when a file of the package changed since they were loaded."""
    now, loaded = stamp(), submodules()
    if any(getattr(module, STAMP, now) != now for module in loaded.values()):
        package = vars(sys.modules["macros"])
        for name in loaded:
            del sys.modules[name]
            package.pop(name.removeprefix("macros."), None)  # or `from macros import` finds the old one


def remember_modules() -> None:
    """Note on each loaded submodule which state of the files it came from."""
    now = stamp()
    for module in submodules().values():
        setattr(module, STAMP, now)
