"""Load `data/` into one frozen, validated catalog; all faults are reported together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from cloud_ml_platforms import model as m
from cloud_ml_platforms.api_surface.references import Surface, load_surface
from cloud_ml_platforms.catalog.types import Catalog
from cloud_ml_platforms.catalog.yaml_files import Fault, YamlFile, read_yaml
from cloud_ml_platforms.model import choose as choice
from cloud_ml_platforms.model.engine import EngineFile
from cloud_ml_platforms.model.samples import CodeFile, SampleIndex
from cloud_ml_platforms.paths import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORKLOAD = "samples/index.yml"  # beside data/: the files that it lists are no data
LONGEST_FOUND = 100  # characters of a value that a fault shows
FileModel = TypeVar("FileModel", bound=m.Model)

SINGLE_FILES: dict[str, type[m.Model]] = {
    "clouds.yml": m.CloudFile,
    "lifecycle.yml": m.LifecycleFile,
    "selection.yml": choice.SelectionFile,
    "instead.yml": choice.InsteadFile,
    "prices.yml": choice.PriceFile,
    "cost.yml": choice.CostFile,
    "billing.yml": choice.BillingFile,
    "glossary.yml": m.GlossaryFile,
    "themes.yml": m.ThemeFile,
    "sources.yml": m.SourceFile,
    "journal.yml": m.JournalFile,
    "api-words.yml": m.ApiWordsFile,
    "contested.yml": m.ContestedFile,
    "beliefs.yml": m.BeliefFile,
    "recheck.yml": m.RecheckFile,
    "sheet.yml": m.SheetFile,
    "plan.yml": m.PlanFile,
    "redirects.yml": m.RedirectsFile,
    "engine.yml": EngineFile,
}

FOLDERS: dict[str, type[m.Model]] = {
    "capabilities": m.Capability,
    "cases": m.Case,
    "cheatsheets": m.CheatSheet,
    "code": CodeFile,
    "limits": m.LimitFile,
    "names": m.Names,
    "platforms": m.PlatformInfo,
    "questions": m.QuestionFile,
    "translations": m.TranslationGroup,
}


def yaml_paths(data: Path = DATA) -> list[Path]:
    """Return every YAML file of `data`, then the index of the samples beside it."""
    workload = data.parent / WORKLOAD
    return [*sorted(data.rglob("*.yml")), *([workload] if workload.is_file() else [])]


def read_catalog(data: Path, paths: list[Path]) -> tuple[Catalog, dict[str, YamlFile], list[Fault]]:
    """Read and validate each file by its model. Returns what could be read, the files by name, and the faults."""
    files: dict[str, YamlFile] = {}
    faults: list[Fault] = []
    parsed: dict[str, m.Model] = {}
    known = known_in(data)
    for path in paths:
        inside = path.is_relative_to(data)
        name = f"{data.name}/{path.relative_to(data).as_posix()}" if inside else WORKLOAD
        model = _model_for(path.relative_to(data)) if inside else SampleIndex
        mtime = path.lstat().st_mtime_ns  # a link that leads nowhere has no other
        files[name], value, wrong = _cached_file(path, name, model, mtime, known)
        if model is None:
            faults.append(Fault(name, 1, "", "a file that no model describes", _known_places()))
        faults += wrong
        if value is not None:
            parsed[name] = value
    for single in SINGLE_FILES:
        if f"{data.name}/{single}" not in files:
            faults.append(Fault(f"{data.name}/{single}", 1, "", "no such file", "the file (see data/README.md)"))
    catalog, duplicates = _assemble(parsed, files, load_surface(data / "api"))
    return catalog, files, faults + duplicates


def known_in(data: Path) -> m.Known | None:
    """Return the ids of platforms and clouds; None when a file of theirs is wrong, for its faults come first."""
    paths = [*sorted((data / "platforms").glob("*.yml")), *data.glob("clouds.yml")]
    found = [
        _cached_file(path, path.name, _model_for(path.relative_to(data)), path.lstat().st_mtime_ns, None)[1]
        for path in paths
    ]
    if None in found:
        return None
    platforms = [value for value in found if isinstance(value, m.PlatformInfo)]
    clouds = [cloud.id for value in found if isinstance(value, m.CloudFile) for cloud in value.clouds]
    return m.known_ids(platforms, clouds)


@lru_cache(maxsize=256)
def _cached_file(
    path: Path, name: str, model: type[m.Model] | None, _mtime: int, known: m.Known | None
) -> tuple[YamlFile, m.Model | None, list[Fault]]:
    """Return a file, its record and its faults; models are frozen, so a file that did not change is validated once."""
    file = read_yaml(path, name)
    if model is None:
        return file, None, []
    if file.faults:
        return file, None, list(file.faults)
    return file, *parse(model, file, known)


def _model_for(path: Path) -> type[m.Model] | None:
    if len(path.parts) == 1:
        return SINGLE_FILES.get(path.name)
    return FOLDERS.get(path.parent.as_posix())


def _known_places() -> str:
    return "one of " + ", ".join([*SINGLE_FILES, *(f"{folder}/*.yml" for folder in FOLDERS)])


def parse(model: type[FileModel], file: YamlFile, known: m.Known | None = None) -> tuple[FileModel | None, list[Fault]]:
    """Validate a parsed file by its model; pydantic's errors become faults with lines."""
    try:
        return model.model_validate(_tuples(file.value), context=known), []
    except ValidationError as error:
        return None, [_fault(file, item) for item in error.errors(include_url=False)]


def _tuples(value: Any) -> Any:  # noqa: ANN401 - YAML is untyped
    """Turn lists into tuples: strict models take tuples only."""
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return value


def _fault(file: YamlFile, error: Any) -> Fault:  # noqa: ANN401 - pydantic's ErrorDetails
    path = tuple(part for part in error["loc"] if (part in _keys(file, error["loc"])))
    kind = error["type"]
    key = ".".join(str(part) for part in path)
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


def _keys(file: YamlFile, loc: tuple[str | int, ...]) -> set[str | int]:
    """Return the parts of a pydantic location that name a key or item of the file (not a union member)."""
    known: set[str | int] = set()
    path: tuple[str | int, ...] = ()
    for part in loc:
        if (*path, part) in file.lines:
            path = (*path, part)
            known.add(part)
    return known


# Which field of the catalog holds which list of which file.
BY_ID: dict[type[m.Model], tuple[tuple[str, str], ...]] = {
    m.CloudFile: (("clouds", "clouds"),),
    m.LimitFile: (("limits", "limits"),),
    m.Names: (("things", "things"), ("events", "events")),
    m.QuestionFile: (("questions", "questions"),),
    m.GlossaryFile: (("terms", "terms"),),
    m.ThemeFile: (("themes", "themes"),),
    m.SourceFile: (("sources", "sources"),),
    m.ContestedFile: (("contested", "questions"),),
    m.BeliefFile: (("beliefs", "beliefs"),),
    SampleIndex: (("steps", "steps"),),
    choice.SelectionFile: (("criteria", "criteria"), ("signals", "signals"), ("presets", "presets")),
    choice.InsteadFile: (("alternatives", "alternatives"), ("leaving", "leaving")),
    choice.PriceFile: (("meters", "meters"), ("prices", "prices")),
    choice.CostFile: (
        ("cost_groups", "groups"),
        ("cost_inputs", "inputs"),
        ("cost_lines", "lines"),
        ("scenarios", "scenarios"),
    ),
    choice.BillingFile: (("uses", "uses"),),
}

IN_ORDER: dict[type[m.Model], tuple[tuple[str, str], ...]] = {
    m.LifecycleFile: (("lifecycle", "questions"),),
    choice.SelectionFile: (("constraints", "constraints"), ("decisions", "decisions"), ("clashes", "clashes")),
    m.JournalFile: (("changes", "changes"),),
    m.ApiWordsFile: (("api_words", "allowed"),),
    m.PlanFile: (("plan", "steps"),),
}


def _assemble(parsed: dict[str, m.Model], files: dict[str, YamlFile], surface: Surface) -> tuple[Catalog, list[Fault]]:
    out: dict[str, Any] = {"surface": surface}
    for value in parsed.values():
        for target, attribute in BY_ID.get(type(value), ()):
            out.setdefault(target, {}).update({item.id: item for item in getattr(value, attribute)})
        for target, attribute in IN_ORDER.get(type(value), ()):
            out[target] = getattr(value, attribute)
    limits = [value for value in parsed.values() if isinstance(value, m.LimitFile)]
    out["limit_capability"] = {limit.id: file.capability for file in limits for limit in file.limits}
    capabilities = [value for value in parsed.values() if isinstance(value, m.Capability)]
    out["capabilities"] = {item.id: item for item in sorted(capabilities, key=lambda item: item.order)}
    platforms = [value for value in parsed.values() if isinstance(value, m.PlatformInfo)]
    out["platforms"] = {item.id: item for item in sorted(platforms, key=lambda item: item.order)}
    out["cheatsheets"] = {value.platform: value for value in parsed.values() if isinstance(value, m.CheatSheet)}
    code = {value.platform: value for value in parsed.values() if isinstance(value, CodeFile)}
    out["code_files"] = {name: code[name] for name in out["platforms"] if name in code}
    cases = [value for value in parsed.values() if isinstance(value, m.Case)]
    out["cases"] = {item.id: item for item in sorted(cases, key=lambda item: item.order)}
    groups = [value for value in parsed.values() if isinstance(value, m.TranslationGroup)]
    out["translations"] = {item.id: item for item in sorted(groups, key=lambda item: item.order)}
    indexes = [value for value in parsed.values() if isinstance(value, SampleIndex)]
    out["workload"] = indexes[0].platforms if indexes else {}
    out["container"] = indexes[0].container if indexes else ()
    for name, model in (("sheet", m.SheetFile), ("recheck", m.RecheckFile), ("engine", EngineFile)):
        out[name] = next((value for value in parsed.values() if isinstance(value, model)), None)
    out["redirects"] = next((one.redirects for one in parsed.values() if isinstance(one, m.RedirectsFile)), {})
    faults = [*_ids_twice(parsed, files), *_named_unlike_file(parsed, files)]
    return Catalog(**out), faults


def _ids_twice(parsed: dict[str, m.Model], files: dict[str, YamlFile]) -> Iterator[Fault]:
    """Yield a fault for every id that stands twice anywhere in the data: ids are addresses of the whole site."""
    seen: dict[str, str] = {}
    for name, value in parsed.items():
        lists: list[tuple[str | int, ...]] = [
            (attribute,) for _, attribute in (*BY_ID.get(type(value), ()), *IN_ORDER.get(type(value), ()))
        ]
        lists += [("rows",)] if isinstance(value, m.Capability) else []
        lists += [("terms",)] if isinstance(value, m.TranslationGroup) else []
        if isinstance(value, CodeFile):
            lists += [("tables",), *(("tables", index, "entries") for index in range(len(value.tables)))]
        for path in lists:
            for index, item in enumerate(_within(value, path)):
                if not hasattr(item, "id"):
                    continue
                line = files[name].line((*path, index))
                if item.id in seen:
                    found = f"a second {item.id!r} (first in {seen[item.id]})"
                    yield Fault(name, line, "id", found, "each id once")
                seen.setdefault(item.id, f"{name}:{line}")


def _within(value: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - any part of a file
    for part in path:
        value = value[part] if isinstance(part, int) else getattr(value, part)
    return value


def _named_unlike_file(parsed: dict[str, m.Model], files: dict[str, YamlFile]) -> Iterator[Fault]:
    """Yield a fault for every capability, platform, case, sheet, code file or group of translations named unlike its file."""
    for name, value in parsed.items():
        if isinstance(value, m.Capability | m.PlatformInfo | m.TranslationGroup | m.Case | m.CheatSheet | CodeFile):
            stem = name.rsplit("/", 1)[1].removesuffix(".yml")
            key = "platform" if isinstance(value, m.CheatSheet | CodeFile) else "id"
            own = getattr(value, key)
            if own != stem:
                yield Fault(name, files[name].line((key,)), key, repr(own), f"{stem!r}, as the file")
