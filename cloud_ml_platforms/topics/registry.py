"""Views and templates by name: found by walking the topics, listed nowhere.

A page shows a template by its name, the part of the file's name before the first dot. What the template needs beside
the catalog it gets from the view of the same name: a function marked `@view`, which takes the catalog and the page's
arguments and returns the template's variables. Views are plain functions, they know no page.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from inspect import Parameter, Signature, signature
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, ParamSpec

from cloud_ml_platforms.api_surface.references import nearest_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cloud_ml_platforms.catalog.types import Catalog

Values = dict[str, object]
Arguments = ParamSpec("Arguments")

TOPICS = Path(__file__).resolve().parent
FOLDER = "cloud_ml_platforms/topics/<topic>"
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


def view_of(name: str, /, *arguments: object, **keywords: object) -> Callable[..., Values]:
    """Return the view of a template that pages show. Raises LookupError when there is none or the arguments are not its own."""
    if name not in templates():
        raise LookupError(
            f"found show({name!r}); expected the name of a template in {FOLDER}/templates/, {nearest_names(name, templates())}"
        )
    view = views().get(name, _catalog_alone)
    wanted = _after_the_catalog(view)
    try:
        wanted.bind(*arguments, **keywords)
    except TypeError as error:
        expected = ", ".join(part for part in (repr(name), str(wanted)[1:-1]) if part)
        raise LookupError(f"found show({name!r}) with {error}; expected show({expected})") from error
    return view


def view_wanted(name: str) -> str:
    return f"a view {name}() in {FOLDER}/views.py that returns it"


def _catalog_alone(catalog: Catalog) -> Values:  # noqa: ARG001 - every template has it
    return {}


def _after_the_catalog(view: Callable[..., Values]) -> Signature:
    parameters = list(signature(view).parameters.values())[1:]
    return Signature([parameter.replace(annotation=Parameter.empty) for parameter in parameters])
