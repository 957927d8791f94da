"""The files of the data API: `/api/v1/*.json`, `*.csv` and their JSON Schemas. The same catalog makes the same bytes."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.model.known import with_known
from cloud_ml_platforms.paths import DOCS
from cloud_ml_platforms.text.links import Links
from cloud_ml_platforms.topics.data import content
from cloud_ml_platforms.topics.data import shapes as s
from cloud_ml_platforms.topics.data.content import DEPRECATIONS, FILES, FOLDER, LICENCE
from cloud_ml_platforms.topics.data.tables import TABLES, as_csv

if TYPE_CHECKING:
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.topics.data.records import Content

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def api_files(catalog: Catalog, site: str, docs: Path = DOCS) -> dict[str, bytes]:
    """Return the content of every file by its path under `/api/v1/`; links lead to `site`, the address of the site.

    The pages that records lead to have to be under `docs`, as a link to no page is an error.
    """
    links = Links("", docs=docs, site=site)
    records = content.content(catalog, links)
    data_version = content.api_version(catalog, records, site)
    envelope = _Envelope(catalog, links, data_version)
    files = {
        f"{name}.json": json_lines(spec.shape(**envelope.of(f"{name}.json", name), **records[name]))
        for name, spec in FILES.items()
    }
    files |= {f"schemas/{name}.json": text for name, text in api_schemas(catalog, links).items()}
    tables = {name: as_csv(spec, records) for name, spec in TABLES.items()}
    files |= {f"{name}.csv": text.encode() for name, (text, _) in tables.items()}
    lines = {name: count for name, (_, count) in tables.items()}
    files["index.json"] = json_lines(_index(envelope, records, files, lines))
    return files


class _Envelope:
    """What begins every file."""

    def __init__(self, catalog: Catalog, links: Links, data_version: str) -> None:
        self.links = links
        self.same = {"schema_version": s.SCHEMA_VERSION, "data_version": data_version, "as_of": catalog.as_of}

    def url(self, path: str) -> str:
        """Return the address of a file of the API."""
        return self.links.asset(FOLDER + path)

    def head(self, path: str, schema: str) -> dict[str, Any]:
        """Return schema, address and versions of a file."""
        return {"$schema": self.url(f"schemas/{schema}.json"), "url": self.url(path), **self.same}

    def of(self, path: str, schema: str) -> dict[str, Any]:
        """Return the same with the licence, for a file that holds records."""
        return {**self.head(path, schema), "licence": LICENCE.id, "attribution": LICENCE.attribution}


def _index(envelope: _Envelope, records: Content, files: dict[str, bytes], lines: dict[str, int]) -> s.IndexFile:
    return s.IndexFile(
        **envelope.head("index.json", "index"),
        licence=LICENCE,
        documentation=envelope.links.to("reference/data/"),
        files=[
            s.FileInfo(
                name=f"{name}.json",
                url=envelope.url(f"{name}.json"),
                schema_url=envelope.url(f"schemas/{name}.json"),
                what=spec.what,
                records={list_name: len(entries) for list_name, entries in records[name].items()},
                **_size_and_hash(files[f"{name}.json"]),
            )
            for name, spec in FILES.items()
        ],
        tables=[
            s.Table(
                name=f"{name}.csv",
                url=envelope.url(f"{name}.csv"),
                what=spec.line,
                lines=lines[name],
                columns=[s.Column(name=column, what=meaning) for column, (_, meaning) in spec.columns.items()],
                **_size_and_hash(files[f"{name}.csv"]),
            )
            for name, spec in TABLES.items()
        ],
        deprecations=list(DEPRECATIONS),
    )


def _size_and_hash(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def json_lines(file: s.Shape) -> bytes:
    """Return a file as JSON: a line per record, so that it can be searched and compared by line."""
    fields = file.model_dump(mode="json", by_alias=True).items()
    return ("{" + ",\n".join(f"{_compact(name)}: {_by_line(value)}" for name, value in fields) + "}\n").encode()


def _by_line(value: object) -> str:
    return "[\n" + ",\n".join(map(_compact, value)) + "\n]" if isinstance(value, list) and value else _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# Schemas -------------------------------------------------------------------------------------------------------------


def api_schemas(catalog: Catalog, links: Links) -> dict[str, bytes]:
    """Return the JSON Schema of every kind of file by name. They allow fields that a later version adds."""
    shapes: dict[str, type[s.Shape]] = {"index": s.IndexFile, **{name: spec.shape for name, spec in FILES.items()}}
    schemas = {}
    for name, shape in shapes.items():
        schema = with_known(_open(shape.model_json_schema(by_alias=True, mode="serialization")), catalog.known)
        head = {"$schema": DRAFT, "$id": links.asset(f"{FOLDER}schemas/{name}.json")}
        schemas[name] = (json.dumps({**head, **schema}, ensure_ascii=False, indent=1) + "\n").encode()
    return schemas


def _open(schema: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Return a schema that takes fields it does not know."""
    if isinstance(schema, list):
        return [_open(item) for item in schema]
    if isinstance(schema, dict):
        return {key: _open(value) for key, value in schema.items() if (key, value) != ("additionalProperties", False)}
    return schema
