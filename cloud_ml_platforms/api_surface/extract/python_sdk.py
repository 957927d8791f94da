"""What a Python package offers: public classes, functions, methods and their parameters, read by `inspect`."""

from __future__ import annotations

import enum
import importlib
import inspect
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

HIDDEN = frozenset({"self", "cls", "args", "kwargs"})


def python_surface(modules: Iterable[str], home: str) -> dict[str, dict[str, Any]]:
    """Return classes, functions, methods, properties and enums that the modules export.

    A class is listed where it is exported, with the parameters of its constructors over
    the whole inheritance chain; what is inherited from outside `home` is left out.
    """
    surface: dict[str, dict[str, Any]] = {key: {} for key in ("classes", "functions", "methods", "properties", "enums")}
    for module in modules:
        for name, value in _exported(importlib.import_module(module)):
            path = f"{module}.{name}"
            if inspect.isclass(value):
                _add_class(path, value, home, surface)
            elif callable(value):
                surface["functions"][path] = _parameters(value)
    return surface


def _exported(module: ModuleType) -> Iterator[tuple[str, Any]]:
    names = getattr(module, "__all__", None) or [name for name in vars(module) if not name.startswith("_")]
    for name in sorted(names):
        value = getattr(module, name, None)
        if value is not None and not inspect.ismodule(value):
            yield name, value


def _add_class(path: str, class_: type, home: str, surface: dict[str, dict[str, Any]]) -> None:
    bases = [base for base in class_.__mro__ if base.__module__.startswith(home)]
    if values := _constants(class_):
        surface["enums"][path] = values
    if issubclass(class_, enum.Enum):
        return
    parameters: set[str] = set()
    for base in bases:
        if "__init__" in vars(base):
            parameters |= set(_parameters(vars(base)["__init__"]))
    surface["classes"][path] = sorted(parameters)
    _add_members(path, class_, bases, surface)


def _add_members(path: str, class_: type, bases: list[type], surface: dict[str, dict[str, Any]]) -> None:
    """Note the public methods and properties of a class and its bases."""
    properties = set()
    for base in bases:
        for name, member in vars(base).items():
            if name.startswith("_"):
                continue
            if isinstance(member, property):
                properties.add(name)
            elif inspect.isfunction(member) or isinstance(member, classmethod | staticmethod):
                surface["methods"].setdefault(f"{path}.{name}", _parameters(getattr(class_, name)))
    if properties:
        surface["properties"][path] = sorted(properties)


def _constants(class_: type) -> dict[str, Any]:
    """Return the named text values of an enum, or of a class that holds nothing but constants."""
    if issubclass(class_, enum.Enum):
        return {name: str(member.value) for name, member in class_.__members__.items()}
    return {
        name: constant
        for name, constant in vars(class_).items()
        if name[0] != "_" and name.isupper() and isinstance(constant, str)
    }


def _parameters(function: Any) -> list[str]:  # noqa: ANN401 - any callable
    try:
        names = inspect.signature(function).parameters
    except (TypeError, ValueError):
        return []
    return sorted(name for name in names if name not in HIDDEN and not name.startswith("_"))
