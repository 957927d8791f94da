"""Load `data/` into one frozen, validated catalog; all faults are reported together."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from cloud_ml_platforms import model as m
from cloud_ml_platforms.api_surface.references import Surface, load_surface
from cloud_ml_platforms.catalog.kinds import KINDS, OTHER_FILES
from cloud_ml_platforms.catalog.types import Catalog, Kind
from cloud_ml_platforms.catalog.yaml_files import Fault, YamlFile, YamlPath, read_yaml
from cloud_ml_platforms.model.engine import EngineFile
from cloud_ml_platforms.model.samples import CodeFile, SampleIndex
from cloud_ml_platforms.paths import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

WORKLOAD = "samples/index.yml"  # beside data/: the files that it lists are no data
LONGEST_FOUND = 100  # characters of a value that a fault shows
FileModel = TypeVar("FileModel", bound=m.Model)


def yaml_paths(data: Path = DATA) -> list[Path]:
    """Return every YAML file of `data`, then the index of the samples beside it."""
    workload = data.parent / WORKLOAD
    return [*sorted(data.rglob("*.yml")), *([workload] if workload.is_file() else [])]


def data_files(kinds: tuple[Kind[Any], ...] = KINDS) -> dict[str, type[m.Model]]:
    """Return the model of every file by its place: that of the samples' index from the root, else below `data/`."""
    return {
        file.path: file.model
        for file in sorted({*OTHER_FILES, *(kind.file for kind in kinds)}, key=lambda data_file: data_file.path)
    }


def read_catalog(
    data: Path, paths: list[Path], kinds: tuple[Kind[Any], ...] = KINDS
) -> tuple[Catalog, dict[str, YamlFile], list[Fault]]:
    """Read and validate each file by its model. Returns what could be read, the files by name, and the faults."""
    models = data_files(kinds)
    files: dict[str, YamlFile] = {}
    faults: list[Fault] = []
    parsed: dict[str, m.Model] = {}
    known = known_in(data)
    for path in paths:
        inside = path.is_relative_to(data)
        name = f"{data.name}/{path.relative_to(data).as_posix()}" if inside else WORKLOAD
        model = models.get(place_of_file(path, data))
        mtime = path.lstat().st_mtime_ns  # a link that leads nowhere has no other
        files[name], value, file_faults = _cached_file(path, name, model, mtime, known)
        if model is None:
            faults.append(Fault(name, 1, "", "a file that no model describes", "one of " + ", ".join(models)))
        faults += file_faults
        if value is not None:
            parsed[name] = value
    for place in (place for place in models if "/" not in place):
        if f"{data.name}/{place}" not in files:
            faults.append(Fault(f"{data.name}/{place}", 1, "", "no such file", "the file (see data/README.md)"))
    catalog, duplicates = _assemble(parsed, files, load_surface(data / "api"), kinds)
    return catalog, files, faults + duplicates


def known_in(data: Path) -> m.Known | None:
    """Return the ids of platforms and clouds; None when a file of theirs is wrong, for its faults come first."""
    platform_files = [(path, m.PlatformInfo) for path in sorted((data / "platforms").glob("*.yml"))]
    cloud_files = [(path, m.CloudFile) for path in data.glob("clouds.yml")]
    records = [
        _cached_file(path, path.name, model, path.lstat().st_mtime_ns, None)[1]
        for path, model in (*platform_files, *cloud_files)
    ]
    if None in records:
        return None
    platforms = [record for record in records if isinstance(record, m.PlatformInfo)]
    clouds = [cloud.id for record in records if isinstance(record, m.CloudFile) for cloud in record.clouds]
    return m.known_ids(platforms, clouds)


@lru_cache(maxsize=4096)
def _cached_file(
    path: Path, name: str, model: type[m.Model] | None, _mtime: int, known: m.Known | None
) -> tuple[YamlFile, m.Model | None, list[Fault]]:
    """Return a file, its record and its faults; models are frozen, so a file that did not change is validated once."""
    file = read_yaml(path, name)
    if model is None:
        return file, None, []
    if file.faults:
        return file, None, file.faults
    return file, *parse(model, file, known)


def place_of_file(path: Path, data: Path = DATA) -> str:
    """Return the place of a data file among `data_files`: `lifecycle.yml`, `limits/*.yml`."""
    if not path.is_relative_to(data):
        return WORKLOAD
    parts = path.relative_to(data).parts
    return "/".join((*parts[:-1], "*.yml")) if parts[1:] else parts[0]


def parse(model: type[FileModel], file: YamlFile, known: m.Known | None = None) -> tuple[FileModel | None, list[Fault]]:
    """Validate a parsed file by its model; pydantic's errors become faults with lines."""
    try:
        return model.model_validate(_lists_as_tuples(file.value), context=known), []
    except ValidationError as error:
        return None, [_validation_fault(file, details) for details in error.errors(include_url=False)]


def _lists_as_tuples(value: Any) -> Any:  # noqa: ANN401 - YAML is untyped
    """Turn lists into tuples: strict models take tuples only."""
    if isinstance(value, list):
        return tuple(_lists_as_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: _lists_as_tuples(item) for key, item in value.items()}
    return value


def _validation_fault(file: YamlFile, error: Any) -> Fault:  # noqa: ANN401 - pydantic's ErrorDetails
    path = _path_in(file, error["loc"])
    kind = error["type"]
    key = file.key(path)
    if kind == "extra_forbidden":
        return Fault(file.name, file.line(path), key, f"an unknown key {error['loc'][-1]!r}", "only known keys")
    if kind == "missing":
        return Fault(file.name, file.line(path), key, "nothing", f"the key {error['loc'][-1]!r}")
    if kind == "string_type" and isinstance(error["input"], int | float):
        written = str(error["input"]).lower()  # true and false as YAML has them
        return Fault(file.name, file.line(path), key, written, f'text: write it in quotes, "{written}"')
    found = repr(error["input"])
    if len(found) > LONGEST_FOUND:
        found = found[: LONGEST_FOUND - 3] + "..."
    message = error["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    return Fault(file.name, file.line(path), key, found, message[:1].lower() + message[1:])


def _path_in(file: YamlFile, location: tuple[str | int, ...]) -> YamlPath:
    """Return the parts of a pydantic location that name a key or item of the file (not a union member)."""
    path: YamlPath = ()
    for part in location:
        if (*path, part) in file.lines:
            path = (*path, part)
    return path


SINGLE_FILES: dict[str, type[m.Model]] = {"sheet": m.SheetFile, "recheck": m.RecheckFile, "engine": EngineFile}


def _assemble(
    parsed: dict[str, m.Model], files: dict[str, YamlFile], surface: Surface, kinds: tuple[Kind[Any], ...]
) -> tuple[Catalog, list[Fault]]:
    """Return the catalog of what could be read, and a fault for each id that stands twice or is not that of its file."""
    values = list(parsed.values())
    catalog_fields = {field.name for field in fields(Catalog)}
    catalog_values: dict[str, Any] = {"kinds": kinds, "others": {}, "surface": surface}
    for kind in kinds:
        records = [record for value in values for _, record in records_in(value, kind)]
        records.sort(key=lambda record: getattr(record, "order", 0))
        by_id = {record.id: record for record in records}
        if kind.name in catalog_fields:
            catalog_values[kind.name] = by_id
        elif not hasattr(Catalog, kind.name):  # rows and the like: the catalog finds them in what holds them
            catalog_values["others"][kind.name] = by_id
    catalog_values["limit_capability"] = {
        limit.id: file.capability for file in _instances(m.LimitFile, values) for limit in file.limits
    }
    catalog_values["cheatsheets"] = {sheet.platform: sheet for sheet in _instances(m.CheatSheet, values)}
    code = {file.platform: file for file in _instances(CodeFile, values)}
    catalog_values["code_files"] = {name: code[name] for name in catalog_values["platforms"] if name in code}
    groups = sorted(_instances(m.TranslationGroup, values), key=lambda group: group.order)
    catalog_values["translations"] = {group.id: group for group in groups}
    for index in _instances(SampleIndex, values):
        catalog_values |= {"workload": index.platforms, "container": index.container}
    for name, model in SINGLE_FILES.items():
        catalog_values[name] = next(iter(_instances(model, values)), None)
    catalog_values["sources"] = dict(sorted(catalog_values["sources"].items()))
    catalog_values["changes"] = tuple(sorted(_instances(m.Change, values), key=lambda change: change.id))
    catalog_values["api_words"] = tuple(word for file in _instances(m.ApiWordsFile, values) for word in file.allowed)
    catalog_values["redirects"] = {
        old: new for file in _instances(m.RedirectsFile, values) for old, new in file.redirects.items()
    }
    return Catalog(**catalog_values), [
        *_duplicate_id_faults(parsed, files, kinds),
        *_misnamed_file_faults(parsed, files),
    ]


def _instances(model: type[FileModel], values: Iterable[m.Model]) -> list[FileModel]:
    return [value for value in values if isinstance(value, model)]


def records_in(value: m.Model, kind: Kind[Any]) -> Iterator[tuple[YamlPath, Any]]:
    """Yield every record of a kind in what a file holds, with its path there."""
    if isinstance(value, kind.file.model):
        records: list[tuple[YamlPath, Any]] = [((), value)]
        for name in (kind.name,) if kind.within is None else kind.within:
            records = [
                ((*path, name, index), item)
                for path, holder in records
                for index, item in enumerate(getattr(holder, name))
            ]
        yield from records


def _duplicate_id_faults(
    parsed: dict[str, m.Model], files: dict[str, YamlFile], kinds: tuple[Kind[Any], ...]
) -> Iterator[Fault]:
    """Yield a fault for every id that stands twice anywhere in the data: ids are addresses of the whole site."""
    places: dict[str, str] = {}
    for name, value in parsed.items():
        for path, record in (located for kind in kinds for located in records_in(value, kind)):
            line = files[name].line(path)
            if record.id in places:
                yield Fault(name, line, "id", f"a second {record.id!r} (first in {places[record.id]})", "each id once")
            places.setdefault(record.id, f"{name}:{line}")


def _misnamed_file_faults(parsed: dict[str, m.Model], files: dict[str, YamlFile]) -> Iterator[Fault]:
    """Yield a fault for every file of a folder that holds one thing, or what is of one platform, and is not named like it."""
    for name, value in parsed.items():
        key = next((key for key in ("id", "platform") if key in type(value).model_fields), None)
        stem = name.rsplit("/", 1)[1].removesuffix(".yml")
        if key is not None and getattr(value, key) != stem:
            yield Fault(name, files[name].line((key,)), key, repr(getattr(value, key)), f"{stem!r}, as the file")
