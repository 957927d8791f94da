"""Google: the discovery documents that google-api-python-client carries; read as files, nothing is imported."""

from __future__ import annotations

import json
import re
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.api_surface.extract.text_numbers import numbers_in_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms.api_surface.extract.files import Extract

SDK = "google-api-python-client"
REFERENCE = re.compile(r'"\$ref": "([^"]+)"')
DOCUMENTS = ("aiplatform.v1", "aiplatform.v1beta1", "notebooks.v2")

# Of what is not about machine learning only a part is kept: methods that begin so, and the schemas that they reach.
PARTS = {
    "bigquery.v2": ("bigquery.jobs.insert", "jobs.insert"),
    "dataplex.v1": ("projects.locations.dataScans.",),
    "dataproc.v1": ("projects.locations.batches.",),
    "dlp.v2": ("projects.content.", "projects.dlpJobs.create"),
    "logging.v2": ("projects.locations.buckets.",),
}


def extract() -> dict[str, Extract]:
    """Return one extract per discovery document."""
    # The folder of the documents inside the package is an implementation detail; a move shows as a missing file here.
    spec = util.find_spec("googleapiclient")
    if spec is None or spec.origin is None:
        raise LookupError("found no googleapiclient; expected the environment of requirements/sdk.txt (run `make api`)")
    folder = Path(spec.origin).parent / "discovery_cache" / "documents"
    version = metadata.version(SDK)
    return {
        name: extract_of_document(name, _read(folder, name), version, PARTS.get(name, ("",)))
        for name in (*DOCUMENTS, *PARTS)
    }


def _read(folder: Path, name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return document


def extract_of_document(name: str, document: dict[str, Any], version: str, under: tuple[str, ...] = ("",)) -> Extract:
    """Return the extract of a discovery document; `under` keeps methods that begin so and what they reach."""
    prefix = _prefix(name)
    structures: dict[str, dict[str, Any]] = {}
    enums: dict[str, list[str]] = {}
    methods = {key: value for key, value in _methods(document, "") if key.startswith(under)}
    schemas = document["schemas"] if under == ("",) else _reached_schemas(methods, document["schemas"])
    for raw, schema in schemas.items():
        _add_schema(raw.removeprefix(prefix), schema, prefix, structures, enums)
    parameters = sorted({key for value in methods.values() for key in value.get("parameters", {})})
    return {
        "api": name,
        "sdk": SDK,
        "version": version,
        "revision": document["revision"],
        "holds": "all" if under == ("",) else "a part",
        "operations": {key: _operation(value, prefix) for key, value in methods.items()},
        "parameters": dict.fromkeys(parameters, "query or path"),
        "structures": structures,
        "enums": enums,
    }


def _prefix(name: str) -> str:
    """Return what every schema name of an API begins with: GoogleCloudAiplatformV1 for aiplatform.v1."""
    api, version = name.split(".")
    return f"GoogleCloud{api.capitalize()}{version.capitalize()}"


def _methods(node: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, child in node.get("methods", {}).items():
        yield path + key, child
    for key, child in node.get("resources", {}).items():
        yield from _methods(child, f"{path}{key}.")


def _reached_schemas(methods: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """Return the schemas that the methods use, directly or not."""
    waiting = REFERENCE.findall(
        json.dumps([(value.get("request"), value.get("response")) for value in methods.values()])
    )
    reached: dict[str, Any] = {}
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached[name] = schemas[name]
            waiting += REFERENCE.findall(json.dumps(schemas[name]))
    return {name: schemas[name] for name in sorted(reached)}


def _operation(method: dict[str, Any], prefix: str) -> dict[str, Any]:
    sides = (("input", "request"), ("output", "response"))
    shapes: dict[str, Any] = {
        side: method[key]["$ref"].removeprefix(prefix) for side, key in sides if "$ref" in method.get(key, {})
    }
    return shapes | ({"deprecated": True} if method.get("deprecated") else {})


def _add_schema(
    name: str, schema: dict[str, Any], prefix: str, structures: dict[str, Any], enums: dict[str, list[str]]
) -> None:
    fields = structures.setdefault(name, {})
    for field, property_ in schema.get("properties", {}).items():
        kind = _type(f"{name}.{field}", property_, prefix, structures, enums)
        stated = numbers_in_texts(property_.get("description"))
        extra: dict[str, Any] = {"numbers": stated} if stated else {}
        if property_.get("deprecated"):
            extra["deprecated"] = True
        for key in ("minimum", "maximum"):
            if key in property_:
                extra[key[:3]] = json.loads(property_[key])
        fields[field] = {"type": kind, **extra} if extra else kind


def _type(
    path: str, schema: dict[str, Any], prefix: str, structures: dict[str, Any], enums: dict[str, list[str]]
) -> str:
    """Return a type as text: `X`, `[X]` for a list, `{X}` for a map; enums and inline objects are named by place."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(prefix)
    if "items" in schema:
        return f"[{_type(path, schema['items'], prefix, structures, enums)}]"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"{{{_type(path, schema['additionalProperties'], prefix, structures, enums)}}}"
    if "properties" in schema:
        _add_schema(path, schema, prefix, structures, enums)
        return path
    if "enum" in schema:
        enums[path] = schema["enum"]
        return path
    return str(schema.get("type", "any"))
