"""Views and templates by name: found by walking the topics, listed nowhere.

A page shows a template by its name, the part of the file's name before the first dot. What the template needs beside
the catalog it gets from the view of the same name: a function marked `@view`, which takes the catalog and the page's
arguments and returns the template's variables. Views are plain functions, they know no page.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, ParamSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Values = dict[str, object]
Arguments = ParamSpec("Arguments")

TOPICS = Path(__file__).resolve().parent
FOLDERS = (TOPICS / "templates", *sorted(TOPICS.glob("*/templates")))

_registered: dict[str, Callable[..., Values]] = {}


def view(function: Callable[Arguments, Values]) -> Callable[Arguments, Values]:
    """Register what fills the template of the function's name."""
    name = function.__name__
    if name in _registered:
        raise ValueError(
            f"found two views {name!r}, in {_registered[name].__module__} and {function.__module__}; expected one"
        )
    _registered[name] = function
    return function


@cache
def views() -> Mapping[str, Callable[..., Values]]:
    """Return every view by its name."""
    for module in walk_packages([str(TOPICS)], f"{__package__}."):
        import_module(module.name)
    return _registered


@cache
def templates() -> Mapping[str, str]:
    """Return the file of every template by its name."""
    return {path.name.partition(".")[0]: path.name for folder in FOLDERS for path in folder.glob("*.j2")}
