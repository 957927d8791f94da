"""The files of the data API: `/api/v1/*.json`, `*.csv`, their JSON Schemas, and the wheel of the Python package.

The same catalog makes the same bytes. What a version of the shape promised stands in `data/released/api/`, is written
once and never changed, and today's shapes are held to it.
"""

from __future__ import annotations

import hashlib
import json
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from macros import data_api as api
from macros import data_shapes as s
from macros.catalog import ROOT, Catalog
from macros.data_tables import TABLES, as_csv
from macros.links import DOCS, Links
from macros.yaml_files import Fault
from publish.addresses import RELEASED, ReleaseError
from publish.data_package import INIT, MODULE, NAME, functions, wheel, wheel_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHAPES = RELEASED / "api"
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def api_files(catalog: Catalog, site: str, docs: Path = DOCS) -> dict[str, bytes]:
    """Return the content of every file by its path under `/api/v1/`; links lead to `site`, the address of the site.

    The pages that records lead to have to be under `docs`, as a link to no page is an error.
    """
    links = Links("", docs=docs, site=site)
    records = api.content(catalog, links)
    data_version = api.data_version(catalog, records, site)
    version = api.package_version(catalog, data_version)
    envelope = _Envelope(catalog, links, data_version)
    out = {
        f"{name}.json": as_json(spec.shape(**envelope.of(f"{name}.json", name), **records[name]))
        for name, spec in api.FILES.items()
    }
    package = wheel(out, version, catalog.as_of, site)
    for row in records["rows"]["rows"]:
        path = f"rows/{row.id}.json"  # type: ignore[attr-defined] - a row
        out[path] = as_json(s.RowFile(**envelope.of(path, "row"), row=row))  # type: ignore[arg-type]
    out |= {f"schemas/{name}.json": text for name, text in schemas(links).items()}
    tables = {name: as_csv(spec, records) for name, spec in TABLES.items()}
    out |= {f"{name}.csv": text.encode() for name, (text, _) in tables.items()}
    out[f"python/{wheel_name(version)}"] = package
    lines = {name: count for name, (_, count) in tables.items()}
    out["index.json"] = as_json(_index(version, envelope, records, out, lines))
    return out


class _Envelope:
    """What stands at the top of every file."""

    def __init__(self, catalog: Catalog, links: Links, data_version: str) -> None:
        self.links = links
        self.same = {"schema_version": s.SCHEMA_VERSION, "data_version": data_version, "as_of": catalog.as_of}

    def url(self, path: str) -> str:
        """Return the address of a file of the API."""
        return self.links.asset(api.FOLDER + path)

    def head(self, path: str, schema: str) -> dict[str, Any]:
        """Return schema, address and versions of a file."""
        return {"$schema": self.url(f"schemas/{schema}.json"), "url": self.url(path), **self.same}

    def of(self, path: str, schema: str) -> dict[str, Any]:
        """Return the same with the licence, for a file that holds records."""
        return {**self.head(path, schema), "licence": api.LICENCE.id, "attribution": api.LICENCE.attribution}


def _index(
    version: str, envelope: _Envelope, records: api.Content, files: dict[str, bytes], lines: dict[str, int]
) -> s.IndexFile:
    wheel_path = f"python/{wheel_name(version)}"
    rows = [content for path, content in files.items() if path.startswith("rows/")]
    return s.IndexFile(
        **envelope.head("index.json", "index"),
        release=newest_release(),
        licence=api.LICENCE,
        documentation=envelope.links.to("reference/data/"),
        files=[
            s.FileInfo(
                name=f"{name}.json",
                url=envelope.url(f"{name}.json"),
                schema_url=envelope.url(f"schemas/{name}.json"),
                what=spec.what,
                records={list_: len(found) for list_, found in records[name].items()},
                **_weighed(files[f"{name}.json"]),
            )
            for name, spec in api.FILES.items()
        ],
        rows=s.Rows(
            url_template=envelope.url("rows/{id}.json"),
            schema_url=envelope.url("schemas/row.json"),
            count=len(rows),
            bytes=sum(map(len, rows)),
        ),
        tables=[
            s.Table(
                name=f"{name}.csv",
                url=envelope.url(f"{name}.csv"),
                what=spec.line,
                lines=lines[name],
                columns=[s.Column(name=column, what=what) for column, what in spec.columns.items()],
                **_weighed(files[f"{name}.csv"]),
            )
            for name, spec in TABLES.items()
        ],
        package=s.Package(
            name=NAME, version=version, url=envelope.url(quote(wheel_path)), **_weighed(files[wheel_path])
        ),
        deprecations=list(api.DEPRECATIONS),
    )


def _weighed(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def newest_release() -> str:
    """Return the newest release that promised addresses, such as 2026.11."""
    return max((path.stem for path in RELEASED.glob("*.txt")), key=lambda name: [int(part) for part in name.split(".")])


def as_json(file: s.Shape) -> bytes:
    """Return a file as JSON: a line per record, so that it can be searched and compared by line."""
    fields = file.model_dump(mode="json", by_alias=True).items()
    return ("{" + ",\n".join(f"{_compact(name)}: {_by_line(value)}" for name, value in fields) + "}\n").encode()


def _by_line(value: object) -> str:
    return "[\n" + ",\n".join(map(_compact, value)) + "\n]" if isinstance(value, list) and value else _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# Schemas and shapes --------------------------------------------------------------------------------------------------


def schemas(links: Links) -> dict[str, bytes]:
    """Return the JSON Schema of every kind of file by name. They allow fields that a later version adds."""
    shapes = {"index": s.IndexFile, **{name: spec.shape for name, spec in api.FILES.items()}, "row": s.RowFile}
    out = {}
    for name, shape in shapes.items():
        found = _open(shape.model_json_schema(by_alias=True, mode="serialization"))
        head = {"$schema": DRAFT, "$id": links.asset(f"{api.FOLDER}schemas/{name}.json")}
        out[name] = (json.dumps({**head, **found}, ensure_ascii=False, indent=1) + "\n").encode()
    return out


def _open(schema: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Return a schema that takes fields it does not know."""
    if isinstance(schema, list):
        return [_open(item) for item in schema]
    if isinstance(schema, dict):
        return {key: _open(value) for key, value in schema.items() if (key, value) != ("additionalProperties", False)}
    return schema


def shape_of_today() -> dict[str, str]:
    """Return what is promised, by name.

    The values of every enumeration, the type of every field, the place of every column (`rows.csv.answer`), and what
    each function of the package takes and returns (`cloud_ml_platforms_data.rows`).
    """
    out = {name: " | ".join(s.values(name)) for name in s.ENUMERATIONS}
    for shape in s.shapes():
        out |= {f"{shape.__name__}.{field.name}": field.type for field in s.fields(shape)}
    for name, spec in TABLES.items():
        out |= {f"{name}.csv.{column}": f"column {place}" for place, column in enumerate(spec.columns, 1)}
    return out | {f"{MODULE}.{name}": signature for name, signature in functions().items()}


def write_shape() -> Path:
    """Write down what the shape's version promises; raise ReleaseError when it is written: it is never changed."""
    path = SHAPES / f"{s.SCHEMA_VERSION}.json"
    if path.exists():
        msg = f"data/released/api/{path.name}: found the shape of that version; expected a new SCHEMA_VERSION"
        raise ReleaseError(msg)
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(shape_of_today(), indent=1) + "\n", encoding="utf-8")
    return path


def shape_faults() -> Iterator[Fault]:
    """Yield a fault for whatever a released version of the shape promised and today's does not keep.

    Within a major version fields, columns and functions stay with their types and places, and enumerations keep their
    values; whatever is added needs a higher version than the last.
    """
    today, ours = shape_of_today(), _numbers(s.SCHEMA_VERSION)
    wrong = partial(Fault, "macros/data_shapes.py", 1, "SCHEMA_VERSION")
    if not (SHAPES / f"{s.SCHEMA_VERSION}.json").is_file():
        found = f"{s.SCHEMA_VERSION}, whose shape is not written down"
        yield wrong(found, "data/released/api/ to have it: release-shape")
    for path in sorted(SHAPES.glob("*.json")):
        name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
        try:
            promised, version = dict(json.loads(path.read_bytes())), _numbers(path.stem)
        except (ValueError, TypeError, RecursionError) as error:
            yield Fault(
                name, 1, "", f"no shape of a version ({error})", "the file as it was released: it is never changed"
            )
            continue
        if version > ours:
            yield wrong(s.SCHEMA_VERSION, f"{path.stem}, which is released, or higher")
        if version[0] != ours[0]:
            continue
        for line, (field, type_) in enumerate(promised.items(), 2):
            if not _kept(field, type_, today.get(field)):
                found = f"{today.get(field, 'nothing of that name')} in {_home(field)}"
                yield Fault(name, line, field, found, f"{type_!r}, as version {path.stem} promised")
        if version == ours and promised != today:
            found = f"other fields than version {path.stem} had: {', '.join(min(promised.items() ^ today.items()))}"
            yield wrong(found, "a higher version")


def _home(name: str) -> str:
    """Return the file that makes what has that name in a promise."""
    if name.startswith(f"{MODULE}."):
        return INIT.relative_to(ROOT).as_posix()
    return "macros/data_tables.py" if ".csv." in name else "macros/data_shapes.py"


def _kept(name: str, promised: str, today: str | None) -> bool:
    """Return whether a field has the type that was promised, or an enumeration, whose name has no dot, all its values."""
    if today is None or "." in name:
        return promised == today
    return set(promised.split(" | ")) <= set(today.split(" | "))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
