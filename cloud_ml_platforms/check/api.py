"""Rules about the vendors' APIs: references behave as they say, numbers agree, words in code exist.

The extracts in data/api/ are all that is needed; `check.run.check_rules` calls `api_faults`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.api_surface.extract.vendors import VENDORS
from cloud_ml_platforms.api_surface.pins import pinned
from cloud_ml_platforms.api_surface.references import Resolution, Surface, is_beta_only, nearest_names, resolve_name
from cloud_ml_platforms.api_surface.words import claimed_names, name_parts, owners_like, spellings, values_in
from cloud_ml_platforms.catalog.yaml_files import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlFile

CODE = re.compile(r"(?P<ticks>`+)(?P<code>.+?)(?P=ticks)")
CHECKED_TEXTS = frozenset({"how", "short", "nearest", "value", "note"})
SECONDS = {"ms": 0.001, "s": 1, "min": 60, "minutes": 60, "h": 3600, "days": 86400}
VALUE_DEPTH = 6  # limits, index, platforms, platform, values, index
BYTES = {"bytes": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9}


def api_faults(catalog: Catalog, files: dict[str, YamlFile]) -> Iterator[Fault]:
    """Yield the faults of every rule about APIs."""
    if catalog.platforms.keys().isdisjoint(VENDORS):
        return  # no SDK of theirs is extracted
    root = next((name.partition("/")[0] for name in files), "data")
    yield from unpinned_extract_faults(catalog.surface, root, pinned())
    if catalog.surface.unreadable or not catalog.surface.extracts:
        return  # every reference would be a fault
    checked = [file for file in files.values() if file.name.split("/")[1] in {"capabilities", "limits"}]
    for file in checked:
        yield from api_reference_faults(catalog.surface, file)
        yield from stated_value_faults(file)
    for file in files.values():
        if file.name.split("/")[1] == "code":
            yield from api_reference_faults(catalog.surface, file)
    yield from unknown_word_faults(catalog, checked, files.get(f"{root}/api-words.yml"))


def unpinned_extract_faults(surface: Surface, root: str, pinned: dict[str, str]) -> Iterator[Fault]:
    """Every extract is readable and made from the version that requirements/sdk.txt pins."""
    for name, reason in surface.unreadable.items():
        yield Fault(f"{root}/api/{name}", 1, "", f"no extract ({reason})", "what `make api` writes")
    if not surface.extracts:
        yield Fault(f"{root}/api", 1, "", "no extracts", "what `make api` writes")
    for name, extract in surface.extracts.items():
        sdk, version = extract["sdk"], extract["version"]
        if pinned.get(sdk) != version:
            expected = f"{sdk} {pinned.get(sdk, 'pinned')}, as in requirements/sdk.txt: run `make api`"
            yield Fault(f"{root}/api/{name}.json", 4, "version", f"an extract of {sdk} {version}", expected)


def api_reference_faults(surface: Surface, file: YamlFile) -> Iterator[Fault]:
    """Every reference exists, is absent or is in a beta only, as it says; its numbers and values are the model's."""
    for path, value in file.items:
        if path[-2:-1] == ("api",) and isinstance(value, dict):
            for found, expected in reference_faults(surface, value):
                yield Fault(file.name, file.line(path), value["ref"], found, expected)


def reference_faults(surface: Surface, reference: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (found, expected) for what is wrong with one reference."""
    ref, expect = reference["ref"], reference["expect"]
    result = resolve_name(surface, ref)
    version = surface.version_note(ref)
    if expect == "absent":
        existing = [name for name in _each_parameter(ref) if resolve_name(surface, name).exists]
        if existing:
            yield (
                f"{'a name' if result.exists else ', '.join(existing)} that exists in {version}",
                "expect: exists, or another name",
            )
        elif not result.owner_exists:
            yield f"{result.problem} ({version})", "an owner that exists, so that only the last part is absent"
        return
    if not result.exists:
        yield f"{result.problem} ({version})", "a name that exists"
        return
    beta = is_beta_only(surface, ref)
    if expect == "beta-only" and not beta:
        in_beta = "v1beta1:" in ref
        found = f"a name that exists in v1 as well ({version})" if in_beta else "a name that is not of v1beta1"
        yield found, "expect: exists, on the v1 name" if in_beta else "a v1beta1 name"
    elif expect == "exists" and beta:
        yield f"a name that v1 does not have ({version})", "expect: beta-only"
    yield from _number_faults(result, reference, version)


def _each_parameter(ref: str) -> list[str]:
    """Return a reference to each parameter that a reference names, or the reference itself."""
    owner, bracket, parameters = ref.partition("(")
    if not bracket:
        return [ref]
    return [f"{owner}({parameter.strip()})" for parameter in parameters.removesuffix(")").split(",")]


def _number_faults(result: Resolution, reference: dict[str, Any], version: str) -> Iterator[tuple[str, str]]:
    for key, stated in (("min", result.min), ("max", result.max)):
        if key in reference and reference[key] != stated:
            model = "none" if stated is None else f"{stated:,}"
            yield f"{key} {reference[key]:,}", f"{model}, as {version} says"
    for number in reference.get("states", ()):
        if number not in result.numbers:
            numbers = ", ".join(f"{n:,}" for n in result.numbers) or "no number"
            yield f"states {number:,}", f"one that the description states: {numbers} ({version})"
    if reference.get("has") and not result.values:
        yield f"has {', '.join(reference['has'])}", f"no 'has': this name has no list of values ({version})"
        return
    for value in reference.get("has", ()):
        if value not in result.values:
            yield f"has {value!r}", f"a value of the enum; {nearest_names(value, result.values)} ({version})"


def stated_value_faults(file: YamlFile) -> Iterator[Fault]:
    """A limit value fits the numbers of its references in its unit, or says that the two differ.

    What the API is said to state is one of its numbers. What the documentation states is one of them as well; a
    quota or default may be between the bounds.
    """
    if "/limits/" not in file.name:
        return
    for path, limit_value in file.items:
        if path[4:5] == ("values",) and len(path) == VALUE_DEPTH and isinstance(limit_value, dict):
            unit = file.value["limits"][path[1]].get("unit")
            for key, found, expected in _value_faults(limit_value, unit):
                key_path = (*path, key)
                yield Fault(file.name, file.line(key_path), file.key(key_path), found, expected)


def _value_faults(limit_value: dict[str, Any], unit: str | None) -> Iterator[tuple[str, str, str]]:
    """Yield (key, found, expected) for a value that its references do not bear out."""
    refs = limit_value.get("api", ())
    numbers = [number for ref in refs for number in numbers_of(ref, unit)]
    shown_numbers = f"in {unit or 'its unit'} ({', '.join(f'{number:,.10g}' for number in numbers)})"
    shown_value = f"value {limit_value['value']!r}"
    if limit_value.get("says") != "api":
        agrees = _agrees_with_docs(limit_value, numbers, unit)
        if limit_value.get("differs") and (agrees or not numbers):
            yield (
                "differs",
                f"differs: true with {shown_value}",
                f"no 'differs' beside the reference's numbers {shown_numbers}",
            )
        elif numbers and not agrees and not limit_value.get("differs"):
            yield (
                "value",
                shown_value,
                f"one of the reference's numbers {shown_numbers}; `unit` converts; or differs: true",
            )
    elif limit_value.get("differs"):
        yield "differs", "differs: true with says: api", "differs on a documented value"
    elif re.search(r"\d", str(limit_value["value"])) and not any("has" in ref for ref in refs):
        if not numbers:
            expected = "a reference with min, max, states or has that the value comes from"
            yield "value", f"says: api with {shown_value} and no number", expected
        elif not _agrees(limit_value["value"], numbers):
            yield "value", shown_value, f"one of the reference's numbers {shown_numbers}; `unit` converts"


def _agrees_with_docs(limit_value: dict[str, Any], numbers: list[float], unit: str | None) -> bool:
    """Return whether a documented value is one of the numbers; of a text without digits, whether its note holds one."""
    if isinstance(limit_value["value"], str) and not re.search(r"\d", limit_value["value"]):
        return _agrees(limit_value.get("note", ""), numbers)
    in_bounds = bool(numbers) and limit_value["rule"] in {"quota", "default"} and _lies_between(limit_value, unit)
    return in_bounds or _agrees(limit_value["value"], numbers)


def _lies_between(limit_value: dict[str, Any], unit: str | None) -> bool:
    """Return whether a number is within the bounds that its references name; a stated number is not a bound."""
    if isinstance(limit_value["value"], str) or any("states" in ref for ref in limit_value["api"]):
        return False
    minima = [number for ref in limit_value["api"] for number in numbers_of({**ref, "max": None}, unit)]
    maxima = [number for ref in limit_value["api"] for number in numbers_of({**ref, "min": None}, unit)]
    return all(number <= limit_value["value"] for number in minima) and all(
        limit_value["value"] <= number for number in maxima
    )


def numbers_of(ref: dict[str, Any], unit: str | None) -> list[float]:
    """Return the numbers of a reference, converted to the unit of the limit."""
    numbers = [ref[key] for key in ("min", "max") if ref.get(key) is not None] + list(ref.get("states", ()))
    ref_unit = ref.get("unit")
    for sizes in (SECONDS, BYTES):
        if ref_unit is not None and unit is not None and ref_unit in sizes and unit in sizes:
            return [number * sizes[ref_unit] / sizes[unit] for number in numbers]
    return numbers


def _agrees(value: float | str, numbers: list[float]) -> bool:
    """Return whether a value is one of the numbers, to the digits that it shows; a text has to hold one of them."""
    if isinstance(value, str):
        numbers_in_text = {float(numeral.replace(",", "")) for numeral in re.findall(r"\d[\d,]*(?:\.\d+)?", value)}
        return any(number in numbers_in_text for number in numbers)
    digits = len(str(value).partition(".")[2])
    return any(round(number, digits) == value for number in numbers)


def unknown_word_faults(catalog: Catalog, files: list[YamlFile], words_file: YamlFile | None) -> Iterator[Fault]:
    """Every name in code is in an extract of its platform or in data/api-words.yml; no entry there is unused."""
    used: set[tuple[int, str]] = set()
    cleared: set[tuple[str, str]] = set()
    for file in files:
        for path, text in file.with_code:
            if not (path[-1] in CHECKED_TEXTS or "answers" in path) or "platforms" not in path:
                continue
            platform = str(path[path.index("platforms") + 1])
            if platform not in catalog.surface.names:  # no SDK of it is pinned
                continue
            for match in CODE.finditer(text):
                if (platform, match["code"]) in cleared:
                    continue
                problem = _span_problem(catalog, platform, match["code"], used)
                if problem is None:
                    cleared.add((platform, match["code"]))
                else:
                    expected = f"a name in the API of {platform}, or an entry in data/api-words.yml"
                    yield Fault(file.name, file.line(path), file.key(path), f"`{match['code']}`: {problem}", expected)
    if words_file is not None:
        yield from _unused_word_faults(catalog.api_words, words_file, used)


def _span_problem(catalog: Catalog, platform: str, span: str, used: set[tuple[int, str]]) -> str | None:
    """Return what is wrong with the names in a span, or None; note which allowed words were needed."""
    surface = catalog.surface
    claimed = claimed_names(span)
    for field, value in values_in(span):
        values = _union(surface.values[platform], spellings(field, platform))
        if values and value not in values and not _is_allowed(catalog.api_words, platform, value, used):
            return f"{field} takes no {value!r}; {nearest_names(value, values)}"
        if values and value in claimed:
            claimed.remove(value)
    for name in claimed:
        unknown_parts = [part for part in name_parts(name) if not _is_name(surface, platform, part)]
        if not unknown_parts:
            problem = _owner_problem(surface, platform, name)
            if problem and not _is_allowed(catalog.api_words, platform, name, used):
                return problem
        elif not _is_allowed(catalog.api_words, platform, name, used):
            for part in unknown_parts:
                if not _is_allowed(catalog.api_words, platform, part, used):
                    return f"no name {part!r}; {nearest_names(part, surface.names[platform])}"
    return None


def _is_name(surface: Surface, platform: str, word: str) -> bool:
    return any(spelled in surface.names[platform] for spelled in spellings(word, platform))


@lru_cache(maxsize=8192)
def _owner_problem(surface: Surface, platform: str, name: str) -> str | None:
    """Return which part of a dotted name its owner does not have, or None.

    Some REST APIs write a method after a colon (`models:copy`); elsewhere the part before one is a service.
    """
    members = surface.members[platform]
    parts = name_parts(name if VENDORS[platform].methods else name.rpartition(":")[2])
    for owner, member in pairwise(parts):
        owned = _union(members, owners_like(owner, platform, members))
        if not any(spelled in owned for spelled in spellings(member, platform)):
            return f"no {member!r} in {owner}; {nearest_names(member, owned)}"
    return None


def _union(groups: dict[str, set[str]], names: Iterable[str]) -> set[str]:
    """Return what the groups of these names hold together."""
    return set().union(*(groups.get(name, ()) for name in names))


def _is_allowed(entries: tuple[m.ApiWords, ...], platform: str, word: str, used: set[tuple[int, str]]) -> bool:
    for index, entry in enumerate(entries):
        if platform in entry.platforms and (
            word in entry.words or (entry.pattern and re.fullmatch(entry.pattern, word))
        ):
            used.add((index, word if word in entry.words else ""))
            return True
    return False


def _unused_word_faults(entries: tuple[m.ApiWords, ...], file: YamlFile, used: set[tuple[int, str]]) -> Iterator[Fault]:
    for index, entry in enumerate(entries):
        if entry.pattern and (index, "") not in used:
            line = file.line(("allowed", index, "pattern"))
            yield Fault(file.name, line, "pattern", f"{entry.pattern!r}, which allows nothing", "a use, or no entry")
        for number, word in enumerate(entry.words):
            if (index, word) not in used:
                line = file.line(("allowed", index, "words", number))
                yield Fault(file.name, line, "words", f"{word!r}, which is used nowhere or known", "a use, or no word")
