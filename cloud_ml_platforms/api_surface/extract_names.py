"""The names of the extracts without their place: which there are, what belongs to what, which values a field takes.

For names in prose, which say `TargetVariant` or `models.copy` and not where in the API that is.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cloud_ml_platforms.api_surface.extract.vendors import UNTYPED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloud_ml_platforms.api_surface.extract.files import Extract

HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
DOTTED = ("operations", "classes", "functions", "methods", "enums")
OF_PYTHON = ("classes", "functions", "methods", "properties")


def all_names(extract: Extract) -> Iterator[str]:
    """Yield every name: operations, structures, fields, values of enums, classes, parameters."""
    for section in ("operations", "structures", "enums", "classes", "functions", "methods"):
        for name in extract.get(section, {}):
            yield from name.split(".")
    for section in ("parameters", "types"):
        yield from extract.get(section, {})
    for section in ("structures", *OF_PYTHON):
        for names in extract.get(section, {}).values():
            yield from names
    for values in extract.get("enums", {}).values():
        yield from _spelled(extract, enum_names(values))
    if is_rest(extract):
        for fields in extract["structures"].values():
            yield from fields.values()


def members(extract: Extract) -> Iterator[tuple[str, str]]:
    """Yield every (owner, member): `Endpoint.trafficSplit`, `endpoints.deployModel`, `containerSpec.ports`, `Model.upload`.

    A field owns what its type owns; an operation what goes in and comes out.
    """
    for section in DOTTED:
        for name in extract.get(section, {}):
            yield from pairwise(name.split("."))
    for section in ("structures", *OF_PYTHON):
        for owner, names in extract.get(section, {}).items():
            yield from ((_last(owner), name) for name in names)
    for owner, values in extract.get("enums", {}).items():
        yield from ((_last(owner), value) for value in enum_names(values))
    if is_rest(extract):
        yield from ((owner, name) for owner, fields in extract["structures"].items() for name in fields.values())
        return
    for operation, sides in extract.get("operations", {}).items():
        kinds = (sides.get("input"), sides.get("output"))
        yield from ((_last(operation), name) for kind in kinds if kind for name in _fields_or_values(extract, kind))
    for field, kind in _fields(extract):
        yield from ((field, name) for name in _fields_or_values(extract, kind))


def enum_fields(extract: Extract) -> Iterator[tuple[str, str]]:
    """Yield every (field, value) of the fields that take the values of an enum.

    Where an extract holds no types of fields, a field takes the values of the enum that is called like it,
    `public_network_access` those of PublicNetworkAccess and PublicNetworkAccessType.
    """
    for field, kind in () if is_rest(extract) else _fields(extract):
        yield from ((field, value) for value in enum_names(extract["enums"].get(inner_type(extract, kind), ())))
    if extract["sdk"] == UNTYPED:
        for owner, names in extract["enums"].items():
            name = snake(_last(owner))
            short = name.removesuffix("_type")
            fields = {name, short} if "_" in short else {name}
            yield from ((field, value) for value in _spelled(extract, enum_names(names)) for field in fields)


def enum_names(names: Iterable[str] | dict[str, str]) -> Iterator[str]:
    """Yield the values of an enum, and in Python the names of its members."""
    yield from names
    if isinstance(names, dict):
        yield from names.values()


def is_rest(extract: Extract) -> bool:
    """Return whether a field's leaf is its name in JSON and not its type."""
    return str(extract["api"]).endswith(".rest")


def inner_type(extract: Extract, kind: str) -> str:
    """Return the type of the items of a list or map, or the type itself."""
    while True:
        if kind[:1] in {"[", "{"}:
            kind = kind[1:-1]
        elif "of" in extract.get("types", {}).get(kind, {}):
            kind = extract["types"][kind]["of"]
        else:
            return kind


def _fields(extract: Extract) -> Iterator[tuple[str, str]]:
    """Yield every field with its type."""
    for fields in extract.get("structures", {}).values():
        for name, leaf in fields.items():
            yield name, leaf["type"] if isinstance(leaf, dict) else leaf


def _fields_or_values(extract: Extract, kind: str) -> Iterable[str]:
    """Return the fields of a type, or the values of an enum."""
    inner = inner_type(extract, kind)
    names: Iterable[str] = extract["structures"].get(inner) or extract["enums"].get(inner, ())
    return names


def _spelled(extract: Extract, names: Iterable[str]) -> Iterator[str]:
    """Yield the values of an enum as they are written: untyped extracts also have AADToken as aad_token."""
    for name in names:
        yield name
        if extract["sdk"] == UNTYPED:
            yield snake(name)


def snake(name: str) -> str:
    """Return a name in snake case: an operation as boto3 calls it."""
    return HUMP.sub("_", name).lower()


def _last(dotted: str) -> str:
    return dotted.rpartition(".")[2]
