"""Load `data/` into one frozen, validated catalog; all faults are reported together."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from macros import choice_models as choice
from macros import models as m
from macros import samples
from macros.api import Surface, load_surface
from macros.engine import EngineFile
from macros.rules import check_rules
from macros.yaml_files import DataError, Fault, YamlFile, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
WORKLOAD = "samples/index.yml"  # beside data/: the files that it lists are no data

TRACK = 9  # building blocks that the track names; the capabilities after them go beyond it
LONGEST_FOUND = 100  # characters of a value that a fault shows
FileModel = TypeVar("FileModel", bound=m.Model)

SINGLE_FILES: dict[str, type[m.Model]] = {
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
    "code": samples.CodeFile,
    "limits": m.LimitFile,
    "names": m.Names,
    "platforms": m.PlatformInfo,
    "questions": m.QuestionFile,
    "translations": m.TranslationGroup,
}


@dataclass(frozen=True)
class Catalog:
    """Everything the site knows, by id, in the order of the files."""

    platforms: dict[str, m.PlatformInfo] = field(default_factory=dict)
    capabilities: dict[str, m.Capability] = field(default_factory=dict)
    limits: dict[str, m.Limit] = field(default_factory=dict)
    limit_capability: dict[str, str] = field(default_factory=dict)
    things: dict[str, m.Thing] = field(default_factory=dict)
    events: dict[str, m.Event] = field(default_factory=dict)
    lifecycle: tuple[m.LifecycleQuestion, ...] = ()
    constraints: tuple[m.Constraint, ...] = ()
    decisions: tuple[m.Decision, ...] = ()
    criteria: dict[str, choice.Criterion] = field(default_factory=dict)
    clashes: tuple[choice.Clash, ...] = ()
    signals: dict[str, choice.Signal] = field(default_factory=dict)
    presets: dict[str, choice.Preset] = field(default_factory=dict)
    alternatives: dict[str, choice.Alternative] = field(default_factory=dict)
    leaving: dict[str, choice.Leaving] = field(default_factory=dict)
    meters: dict[str, choice.Meter] = field(default_factory=dict)
    prices: dict[str, choice.Price] = field(default_factory=dict)
    cost_groups: dict[str, choice.Group] = field(default_factory=dict)
    cost_inputs: dict[str, choice.Input] = field(default_factory=dict)
    cost_lines: dict[str, choice.CostLine] = field(default_factory=dict)
    scenarios: dict[str, choice.Scenario] = field(default_factory=dict)
    uses: dict[str, choice.Use] = field(default_factory=dict)
    terms: dict[str, m.Term] = field(default_factory=dict)
    themes: dict[str, m.ThemeInfo] = field(default_factory=dict)
    questions: dict[str, m.Question] = field(default_factory=dict)
    cases: dict[str, m.Case] = field(default_factory=dict)
    plan: tuple[m.PlanStep, ...] = ()
    sources: dict[str, m.Source] = field(default_factory=dict)
    changes: tuple[m.Change, ...] = ()
    redirects: dict[str, str] = field(default_factory=dict)
    api_words: tuple[m.ApiWords, ...] = ()
    surface: Surface = field(default_factory=Surface)
    contested: dict[str, m.Contested] = field(default_factory=dict)
    beliefs: dict[str, m.Belief] = field(default_factory=dict)
    translations: dict[str, m.TranslationGroup] = field(default_factory=dict)
    sheet: m.SheetFile | None = None
    cheatsheets: dict[str, m.CheatSheet] = field(default_factory=dict)
    steps: dict[str, samples.Step] = field(default_factory=dict)
    workload: dict[m.Platform, dict[str, samples.PlatformStep]] = field(default_factory=dict)
    container: tuple[samples.Sample, ...] = ()
    recheck: m.RecheckFile | None = None
    engine: EngineFile | None = None
    code_files: dict[str, samples.CodeFile] = field(default_factory=dict)

    @cached_property
    def code(self) -> dict[str, samples.CodeEntry]:
        """Every entry of old code by id, in the order of platforms and tables."""
        tables = [table for file in self.code_files.values() for table in file.tables]
        return {entry.id: entry for table in tables for entry in table.entries}

    @cached_property
    def price_of_meter(self) -> dict[tuple[str, str], choice.Price]:
        """Every price by its meter and whose it is."""
        return {(price.meter, price.of): price for price in self.prices.values()}

    @cached_property
    def translated(self) -> dict[str, m.Translation]:
        """Every translated term by id, in the order of groups."""
        return {term.id: term for group in self.translations.values() for term in group.terms}

    @cached_property
    def rows(self) -> dict[str, m.Row]:
        """Every row by id, in the order of capabilities."""
        return {row.id: row for capability in self.capabilities.values() for row in capability.rows}

    @cached_property
    def row_capability(self) -> dict[str, m.Capability]:
        """The capability of every row, by row id."""
        return {row.id: capability for capability in self.capabilities.values() for row in capability.rows}

    def evidence_by_record(self) -> tuple[tuple[str, m.Evidence], ...]:
        """Every piece of evidence, with the id of the record (row, limit, event, ...) that it supports."""
        return self._evidence

    @cached_property
    def _evidence(self) -> tuple[tuple[str, m.Evidence], ...]:
        records = [
            *self.rows.values(),
            *self.limits.values(),
            *self.events.values(),
            *self.beliefs.values(),
            *self.contested.values(),
            *self.translated.values(),
            *self.prices.values(),
            *self.alternatives.values(),
            *self.leaving.values(),
        ]
        return tuple((record.id, item) for record in records for item in evidence_in(record))

    @cached_property
    def track(self) -> tuple[m.Capability, ...]:
        """The building blocks of the track, the first nine; the others go beyond it."""
        return tuple(self.capabilities.values())[:TRACK]

    @cached_property
    def beyond(self) -> tuple[m.Capability, ...]:
        """The capabilities beyond the track."""
        return tuple(self.capabilities.values())[TRACK:]

    @property
    def watches(self) -> tuple[m.Watch, ...]:
        """What lies ahead and is likely to move rows."""
        return self.recheck.watch if self.recheck else ()

    @cached_property
    def as_of(self) -> str:
        """The newest day on which a source was read: the date that the whole guide speaks for."""
        return max((item.read for _, item in self.evidence_by_record()), default="2026-01-01")


def evidence_in(value: Any) -> Iterator[m.Evidence]:  # noqa: ANN401 - any part of a record
    """Yield every piece of evidence in a record, however deep."""
    if isinstance(value, m.Evidence):
        yield value
    elif isinstance(value, m.Model):
        for name in type(value).model_fields:
            yield from evidence_in(getattr(value, name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from evidence_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from evidence_in(item)


def yaml_paths(data: Path = DATA) -> list[Path]:
    """Return every YAML file of `data`, then the index of the samples beside it."""
    workload = data.parent / WORKLOAD
    return [*sorted(data.rglob("*.yml")), *([workload] if workload.is_file() else [])]


def load_catalog(data: Path = DATA) -> Catalog:
    """Return the catalog of `data`; raise `DataError` with every fault. Cached until a file changes."""
    files = [*yaml_paths(data), *sorted(data.glob("api/*.json"))]
    stamp = tuple((str(path), path.lstat().st_mtime_ns, path.lstat().st_size) for path in files)
    return _load(data, stamp)


@lru_cache(maxsize=4)
def _load(data: Path, stamp: tuple[tuple[str, int, int], ...]) -> Catalog:
    catalog, files, faults = read_catalog(data, [Path(name) for name, _, _ in stamp if name.endswith(".yml")])
    if not faults:
        faults = check_rules(catalog, files)
    if faults:
        raise DataError(faults)
    return catalog


def read_catalog(data: Path, paths: list[Path]) -> tuple[Catalog, dict[str, YamlFile], list[Fault]]:
    """Read and validate each file by its model. Returns what could be read, the files by name, and the faults."""
    files: dict[str, YamlFile] = {}
    faults: list[Fault] = []
    parsed: dict[str, m.Model] = {}
    for path in paths:
        inside = path.is_relative_to(data)
        name = f"{data.name}/{path.relative_to(data).as_posix()}" if inside else WORKLOAD
        file = _cached_yaml(path, name, path.lstat().st_mtime_ns)  # a link that leads nowhere has no other
        files[name] = file
        model = _model_for(path.relative_to(data)) if inside else samples.SampleIndex
        if model is None:
            faults.append(Fault(name, 1, "", "a file that no model describes", _known_places()))
        elif file.faults:
            faults += file.faults
        else:
            value, wrong = parse(model, file)
            faults += wrong
            if value is not None:
                parsed[name] = value
    for single in SINGLE_FILES:
        if f"{data.name}/{single}" not in files:
            faults.append(Fault(f"{data.name}/{single}", 1, "", "no such file", "the file (see CONTRIBUTING)"))
    catalog, duplicates = _assemble(parsed, files, load_surface(data / "api"))
    return catalog, files, faults + duplicates


@lru_cache(maxsize=256)
def _cached_yaml(path: Path, name: str, _mtime: int) -> YamlFile:
    return read_yaml(path, name)


def _model_for(path: Path) -> type[m.Model] | None:
    if len(path.parts) == 1:
        return SINGLE_FILES.get(path.name)
    return FOLDERS.get(path.parent.as_posix())


def _known_places() -> str:
    return "one of " + ", ".join([*SINGLE_FILES, *(f"{folder}/*.yml" for folder in FOLDERS)])


def parse(model: type[FileModel], file: YamlFile) -> tuple[FileModel | None, list[Fault]]:
    """Validate a parsed file by its model; pydantic's errors become faults with lines."""
    try:
        return model.model_validate(_tuples(file.value)), []
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
    m.LimitFile: (("limits", "limits"),),
    m.Names: (("things", "things"), ("events", "events")),
    m.QuestionFile: (("questions", "questions"),),
    m.GlossaryFile: (("terms", "terms"),),
    m.ThemeFile: (("themes", "themes"),),
    m.SourceFile: (("sources", "sources"),),
    m.ContestedFile: (("contested", "questions"),),
    m.BeliefFile: (("beliefs", "beliefs"),),
    samples.SampleIndex: (("steps", "steps"),),
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
    platforms = {value.id: value for value in parsed.values() if isinstance(value, m.PlatformInfo)}
    out["cheatsheets"] = {value.platform: value for value in parsed.values() if isinstance(value, m.CheatSheet)}
    code = {value.platform: value for value in parsed.values() if isinstance(value, samples.CodeFile)}
    out["code_files"] = {name: code[name] for name in m.PLATFORMS if name in code}
    cases = [value for value in parsed.values() if isinstance(value, m.Case)]
    out["cases"] = {item.id: item for item in sorted(cases, key=lambda item: item.order)}
    groups = [value for value in parsed.values() if isinstance(value, m.TranslationGroup)]
    out["translations"] = {item.id: item for item in sorted(groups, key=lambda item: item.order)}
    indexes = [value for value in parsed.values() if isinstance(value, samples.SampleIndex)]
    out["workload"] = indexes[0].platforms if indexes else {}
    out["container"] = indexes[0].container if indexes else ()
    for name, model in (("sheet", m.SheetFile), ("recheck", m.RecheckFile), ("engine", EngineFile)):
        out[name] = next((value for value in parsed.values() if isinstance(value, model)), None)
    out["redirects"] = next((one.redirects for one in parsed.values() if isinstance(one, m.RedirectsFile)), {})
    out["platforms"] = {name: platforms[name] for name in m.PLATFORMS if name in platforms}
    faults = [*_ids_twice(parsed, files), *_named_unlike_file(parsed, files)]
    return Catalog(**out), faults


def _ids_twice(parsed: dict[str, m.Model], files: dict[str, YamlFile]) -> Iterator[Fault]:
    """Yield a fault for every id that stands twice anywhere in the data: ids are addresses of the whole site."""
    seen: dict[str, str] = {}
    for name, value in parsed.items():
        lists = [(attribute,) for _, attribute in (*BY_ID.get(type(value), ()), *IN_ORDER.get(type(value), ()))]
        lists += [("rows",)] if isinstance(value, m.Capability) else []
        lists += [("terms",)] if isinstance(value, m.TranslationGroup) else []
        if isinstance(value, samples.CodeFile):
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
        if isinstance(
            value, m.Capability | m.PlatformInfo | m.TranslationGroup | m.Case | m.CheatSheet | samples.CodeFile
        ):
            stem = name.rsplit("/", 1)[1].removesuffix(".yml")
            key = "platform" if isinstance(value, m.CheatSheet | samples.CodeFile) else "id"
            own = getattr(value, key)
            if own != stem:
                yield Fault(name, files[name].line((key,)), key, repr(own), f"{stem!r}, as the file")
