"""The mkdocs-macros module: `define_env` only registers; the work is in the submodules.

Submodules are dropped from the module cache first, so that `make serve` sees edits to them.
"""

from __future__ import annotations

import sys
from typing import Any

for _name in [name for name in sys.modules if name.startswith(f"{__name__}.")]:
    del sys.modules[_name]


def define_env(env: Any) -> None:  # noqa: ANN401 - MkDocs' and Zensical's env share no type
    """Register the macros of `pages.py` with MkDocs or Zensical."""
    from macros.pages import MACROS, Page  # noqa: PLC0415 - after the cache was cleared

    def page() -> Page:
        return Page(env.variables["page"].url, env.conf["use_directory_urls"])

    def bind(function: Any) -> Any:  # noqa: ANN401
        def macro(*args: Any, **kwargs: Any) -> str:  # noqa: ANN401
            return function(page(), *args, **kwargs)

        return macro

    for function in MACROS:
        env.macro(bind(function), function.__name__)
