"""Names in the vendors' APIs: does a reference exist in data/api/, and with which numbers and values?

Needs no SDK: `python -m cloud_ml_platforms.api_surface extract` wrote what the pinned ones offer. The grammar of a reference:

`sagemaker:CreateEndpointConfig.ProductionVariants[].InstanceType`   operation, then members of its input
`sagemaker:DescribeEndpoint.Output.FailureReason`                    members of its output
`sagemaker:ProductionVariant.InstanceType`                           structure or type, then members
`sagemaker:RoutingStrategy.RANDOM`                                   a value of an enum, always the last part
`aiplatform.v1:Endpoint.trafficSplit`                                schema and fields of a discovery document
`aiplatform.v1:projects.locations.endpoints.deployModel`             a method of it
`azure.ai.ml.entities.AmlCompute(tier, identity)`                    class or function, with parameters
`azure.ai.ml.operations.ModelOperations.archive`                     method
"""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from cloud_ml_platforms.api_surface.extract.files import HEAD
from cloud_ml_platforms.api_surface.extract.vendors import PLATFORM_OF_SDK
from cloud_ml_platforms.api_surface.extract_names import OF_PYTHON, all_names, enum_fields, inner_type, is_rest, members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


SECTIONS = {  # what an extract holds
    "botocore": ("enums", "operations", "structures", "types"),
    "google-api-python-client": ("enums", "operations", "structures", "parameters"),
    "google-cloud-aiplatform": ("enums", *OF_PYTHON),
    "azure-ai-ml": ("enums", *OF_PYTHON),
    ".rest": ("enums", "structures"),
}

SHAPES: dict[str, tuple[type, ...]] = {
    "enums": (list, dict),
    **dict.fromkeys(("operations", "structures", "types"), (dict,)),
    **dict.fromkeys(OF_PYTHON, (list,)),
    "parameters": (str,),
}

NEAREST = 3
T = TypeVar("T")
PYTHON_REF = re.compile(r"([\w.]+)(?:\(([\w, ]+)\))?")


@dataclass(frozen=True)
class Resolution:
    """What a reference leads to. What does not exist says which part fails first, and which names there are instead."""

    missing: str | None = None
    part: str = ""
    instead: tuple[str, ...] = ()
    owner_exists: bool = True
    kind: str = "name"
    min: float | None = None
    max: float | None = None
    values: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()
    deprecated: bool = False

    @property
    def exists(self) -> bool:
        """Whether the name is there."""
        return self.missing is None

    @property
    def problem(self) -> str | None:
        """The first part that fails, and the nearest names that do exist."""
        if self.missing is None or not self.instead:
            return self.missing
        return f"{self.missing}; {nearest_names(self.part, self.instead)}"


@dataclass(frozen=True, eq=False)  # one surface is itself alone: what was asked of it is remembered
class Surface:
    """The extracts of data/api/ by name, and what could not be read."""

    extracts: dict[str, dict[str, Any]] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)

    @cached_property
    def names(self) -> dict[str, frozenset[str]]:
        """Every name of every platform: operations, structures, fields, enum values, classes, parameters."""
        return {platform: frozenset(names) for platform, names in self._by_platform(all_names).items()}

    @cached_property
    def members(self) -> dict[str, dict[str, set[str]]]:
        """What belongs to what, on every platform: the members of each owner."""
        return {platform: _grouped(pairs) for platform, pairs in self._by_platform(members).items()}

    @cached_property
    def values(self) -> dict[str, dict[str, set[str]]]:
        """The values of every field that takes those of an enum, on every platform."""
        return {platform: _grouped(pairs) for platform, pairs in self._by_platform(enum_fields).items()}

    def _by_platform(self, read: Callable[[dict[str, Any]], Iterable[T]]) -> dict[str, set[T]]:
        results: dict[str, set[T]] = {platform: set() for platform in PLATFORM_OF_SDK.values()}
        for extract in self.extracts.values():
            results[PLATFORM_OF_SDK[extract["sdk"]]].update(read(extract))
        return results

    def version(self, ref: str) -> str:
        """Return what the extract of a reference was made from: `botocore 1.44.8`, `aiplatform.v1 revision 2026...`."""
        extract = self.extracts.get(extract_of(ref))
        if extract is None:
            return "no extract"
        if extract["sdk"] == "google-api-python-client":
            return f"{extract['api']} revision {extract['revision']}"
        return f"{extract['sdk']} {extract['version']}"

    def version_note(self, ref: str) -> str:
        """Return the version for a fault: with a note where only a part of the API was extracted."""
        part = self.extracts.get(extract_of(ref), {}).get("holds") == "a part"
        return self.version(ref) + (
            ", of which data/api holds a part: PARTS in api_surface/extract/ names it" if part else ""
        )


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    names_by_owner: dict[str, set[str]] = {}
    for owner, name in pairs:
        names_by_owner.setdefault(owner, set()).add(name)
    return names_by_owner


def load_surface(folder: Path) -> Surface:
    """Return the extracts of a folder. Cached until a file changes."""
    return _load(tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(folder.glob("*.json"))))


@lru_cache(maxsize=4)
def _load(stamp: tuple[tuple[Path, int, int], ...]) -> Surface:
    extracts, unreadable = {}, {}
    for path, _, _ in stamp:
        try:
            extract = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, RecursionError) as error:
            unreadable[path.name] = f"{type(error).__name__}: {error}"
            continue
        if problem := _malformed(extract):
            unreadable[path.name] = problem
        else:
            extracts[path.stem] = extract
    return Surface(extracts, unreadable)


def _malformed(extract: Any) -> str | None:  # noqa: ANN401 - any JSON
    """Return what an extract lacks that everything else relies on, or None."""
    if not isinstance(extract, dict):
        return f"a {type(extract).__name__} at the top"
    for key in HEAD:
        if not isinstance(extract.get(key), str):
            return f"no {key!r}"
    if extract["sdk"] not in PLATFORM_OF_SDK:
        return f"sdk {extract['sdk']!r}"
    for section in SECTIONS[".rest" if is_rest(extract) else extract["sdk"]]:
        names = extract.get(section)
        if not isinstance(names, dict) or not all(isinstance(item, SHAPES[section]) for item in names.values()):
            return f"no names under {section!r}" if not isinstance(names, dict) else f"a broken item under {section!r}"
    return None


def extract_of(ref: str) -> str:
    """Return the name of the extract that a reference speaks of."""
    if ":" in ref:
        return ref.partition(":")[0]
    return ".".join(ref.split(".")[:3])


def _absent(part: str, owner: str, instead: Iterable[str], *, last: bool) -> Resolution:
    """Return that `part` is not among the names of `owner`; `last` when the reference ends with it."""
    return Resolution(f"no {part!r} in {owner}", part, tuple(instead), owner_exists=last)


@lru_cache(maxsize=8192)
def resolve_name(surface: Surface, ref: str) -> Resolution:
    """Return what a reference leads to; what does not exist has a `problem`."""
    name = extract_of(ref)
    extract = surface.extracts.get(name)
    if extract is None:
        return _absent(name, "data/api", surface.extracts, last=False)
    if ":" not in ref:
        return _resolve_python(extract, ref)
    path = ref.partition(":")[2]
    operations = extract.get("operations", {})
    if "structures" not in extract:
        return Resolution(f"{name} is a Python package; expected {name}.{path} without a colon", owner_exists=False)
    if path in operations:
        return Resolution(kind="operation", deprecated=bool(operations[path].get("deprecated")))
    if path[:1].islower() and _next_parts(path.partition(".")[0], operations):
        return _missing_method(path, operations)
    return _resolve_members(extract, path.split("."))


def is_beta_only(surface: Surface, ref: str) -> bool:
    """Return whether a reference to v1beta1 exists there and has no counterpart in v1."""
    stable = ref.replace("v1beta1:", "v1:", 1)
    return stable != ref and resolve_name(surface, ref).exists and not resolve_name(surface, stable).exists


def nearest_names(name: str, names: Iterable[str]) -> str:
    """Return `nearest: a, b` for the names most like this one, or what there is to choose from."""
    candidates = sorted(set(names))
    if not candidates:
        return "there is none"
    spellings: dict[str, list[str]] = {}
    for candidate in candidates:
        spellings.setdefault(candidate.lower(), []).append(candidate)
    nearest = difflib.get_close_matches(name.lower(), list(spellings), n=NEAREST, cutoff=0.6)
    if nearest:
        return "nearest: " + ", ".join(_most_like(name, spellings[candidate]) for candidate in nearest)
    if len(candidates) <= 2 * NEAREST:
        return "there are: " + ", ".join(candidates)
    return f"none of the {len(candidates)} names there is like it"


def _most_like(name: str, names: list[str]) -> str:
    """Return the name that is spelled most like this one: of `spot` and `Spot`, for `Spott`, `Spot`."""
    return max(names, key=lambda candidate: difflib.SequenceMatcher(None, name, candidate).ratio())


def _missing_method(path: str, operations: dict[str, Any]) -> Resolution:
    """Say which part of a method's name fails first."""
    if children := _next_parts(path, operations):
        return _only_holds(path, "a resource", children)
    parts = path.split(".")
    depth = 0
    while depth < len(parts) - 1 and any(name.startswith(".".join(parts[: depth + 1]) + ".") for name in operations):
        depth += 1
    before = ".".join(parts[:depth])
    return _absent(parts[depth], before, _next_parts(before, operations), last=depth == len(parts) - 1)


def _next_parts(path: str, names: Iterable[str]) -> list[str]:
    """Return what comes next in the dotted names that begin with `path`."""
    return sorted({name[len(path) + 1 :].partition(".")[0] for name in names if name.startswith(f"{path}.")})


def _only_holds(path: str, kind: str, children: list[str]) -> Resolution:
    """Return that a path is not a name itself but contains some."""
    examples = ", ".join(children[:NEAREST])
    return Resolution(
        f"{path!r} is {kind}, which holds {examples}{', ...' if len(children) > NEAREST else ''}", owner_exists=False
    )


def _owner_and_members(extract: dict[str, Any], parts: list[str]) -> tuple[str, list[str], Resolution | None]:
    """Return the type at which the members begin, the members, and what is wrong with the first part."""
    owner, member_names = parts[0], parts[1:]
    operation = extract.get("operations", {}).get(owner)
    if operation is not None:
        side = "input"
        if member_names and member_names[0] == "Output":
            side, member_names = "output", member_names[1:]
        if side not in operation:
            return "", member_names, _absent(side, owner, (), last=not member_names)
        return operation[side], member_names, None
    if any(owner in extract.get(section, {}) for section in ("structures", "types", "enums")):
        return owner, member_names, None
    names = (name for section in ("operations", "structures", "types") for name in extract.get(section, {}))
    return "", member_names, _absent(owner, extract["api"], names, last=not member_names)


def _resolve_members(extract: dict[str, Any], parts: list[str]) -> Resolution:
    kind, member_names, problem = _owner_and_members(extract, parts)
    if problem:
        return problem
    leaf: dict[str, Any] = {}
    for index, part in enumerate(member_names):
        name = part.removesuffix("[]")
        inner = inner_type(extract, kind)
        fields = extract["structures"].get(inner)
        if fields is None or name not in fields:
            values = extract["enums"].get(inner, ())
            if name in values and index == len(member_names) - 1:
                return Resolution(kind="enum value")
            return _absent(name, inner, fields or values, last=index == len(member_names) - 1)
        entry = fields[name]
        leaf = entry if isinstance(entry, dict) else {"type": entry}
        kind = leaf["type"]
        if part.endswith("[]") and not _is_list(extract, kind):
            return Resolution(f"{name} in {inner} is no list; expected {name!r} without []", owner_exists=False)
        if index < len(member_names) - 1 and _is_list(extract, kind) and not part.endswith("[]"):
            return Resolution(
                f"{name} in {inner} is a list; expected {name + '[]'!r} before its members", owner_exists=False
            )
    limits = extract.get("types", {}).get(kind, {})
    return Resolution(
        kind=limits.get("type") or ("list" if kind.startswith("[") else kind),
        min=leaf.get("min", limits.get("min")),
        max=leaf.get("max", limits.get("max")),
        values=tuple(extract["enums"].get(inner_type(extract, kind), ())),
        numbers=tuple(leaf.get("numbers", ())),
        deprecated=bool(leaf.get("deprecated")),
    )


def _is_list(extract: dict[str, Any], kind: str) -> bool:
    return kind.startswith("[") or extract.get("types", {}).get(kind, {}).get("type") == "list"


def _resolve_python(extract: dict[str, Any], ref: str) -> Resolution:
    match = PYTHON_REF.fullmatch(ref)
    if match is None:
        return Resolution(f"{ref!r} is no name; expected module.Class(parameter, parameter)", owner_exists=False)
    path = match[1]
    for section, kind in (("classes", "class"), ("functions", "function"), ("methods", "method")):
        parameters = extract.get(section, {}).get(path)
        if parameters is None:
            continue
        for parameter in re.split(r"\s*,\s*", (match[2] or "").strip()):
            if parameter and parameter not in parameters:
                return _absent(parameter, path, parameters, last=True)
        return Resolution(kind=kind)
    if match[2] is not None:  # parameters of nothing: not even the owner is there
        return replace(_missing_python(path, extract), owner_exists=False)
    owner, _, last = path.rpartition(".")
    if path in extract["enums"]:
        return Resolution(kind="enum", values=tuple(extract["enums"][path].values()))
    if last in extract["enums"].get(owner, {}):
        return Resolution(kind="enum value")
    if last in extract.get("properties", {}).get(owner, ()):
        return Resolution(kind="property")
    return _missing_python(path, extract)


def _missing_python(path: str, extract: dict[str, Any]) -> Resolution:
    """Say which part of a dotted Python name fails first."""
    all_paths = {name for section in ("classes", "functions", "methods", "enums") for name in extract.get(section, {})}
    all_paths |= {f"{owner}.{name}" for owner, names in extract.get("properties", {}).items() for name in names}
    if children := _next_parts(path, all_paths):
        return _only_holds(path, "a module", children)
    parts = path.split(".")
    depth = min(len(extract["api"].split(".")), len(parts) - 1)
    while depth < len(parts) - 1 and any(
        name == ".".join(parts[: depth + 1]) or name.startswith(".".join(parts[: depth + 1]) + ".")
        for name in all_paths
    ):
        depth += 1
    before = ".".join(parts[:depth])
    return _absent(parts[depth], before, _next_parts(before, all_paths), last=depth == len(parts) - 1)
