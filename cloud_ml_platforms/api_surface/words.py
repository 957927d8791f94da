"""Which words of a code span are names of an API, so that an extract must have them.

A span is looked at when the whole of it is a name, a call, `Name: value`, `name=value`, `{name: value}` or a
calculation. Paths, commands, addresses and JSON with its quoted keys are something else and are left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloud_ml_platforms.api_surface.extract.vendors import VENDORS, Vendor

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = r"@?[A-Za-z_]\w*(?:\(\)|\[\])?"
_TERM = r"[\w.\[\]()]+"

SPAN = re.compile(
    rf"(?P<name>{_WORD}(?:\.{_WORD})*)"
    r"(?:\((?P<arguments>.*)\)|(?:: |=)(?P<value>.+))?",
)

IN_BRACES = re.compile(r"\{.*\}|\[.*\]")
CALCULATION = re.compile(rf"{_TERM}(?: (?:[-+*/<>=]|[<>=]=) {_TERM})+")
PREFIXED = re.compile(r"[a-z][\w-]*(?::[\w-]+)+")  # sagemaker:InvokeEndpoint, models:copy
INSIDE = re.compile(r"""(?<![\w./"'$:<-])[A-Za-z_]\w*(?:\.\w+)*(?=(=)?)""")

FIELD = re.compile(
    r"(?<![\w./\"'$<-])(?P<field>[A-Za-z_]\w*(?:\.\w+)*)(?:\[\])?(?:: |=)"
    r"(?:[\[{](?P<several>[^:={}\[\]]*+)[\]}]|(?P<single>[^:={}\[\],)]*+)(?![:=]))"
)

VALUE = re.compile(r"(?<![\w./<$-])[A-Za-z][\w.-]*")
SWITCHES = frozenset({"true", "false", "none"})

LOOKS_LIKE_A_NAME = (
    re.compile(r"[A-Z][A-Z0-9]*[a-z][a-z0-9]*(?:[A-Z][A-Za-z0-9]*|_\w+)*"),  # CamelCase, Approved, S3Uri, Standard_V2
    re.compile(r"[a-z]+[a-z0-9]*(?:[A-Z][A-Za-z0-9]*)+"),  # lowerCamelCase
    re.compile(r"[A-Za-z]\w*_\w+"),  # snake_case, SCREAMING_CASE
    re.compile(r"[A-Z]{3,}[0-9]*"),  # SPOT
)


def looks_like_a_name(word: str) -> bool:
    """Return whether a word has the form of an API name: Camel, CamelCase, lowerCamelCase, snake_case, SCREAMING_CASE."""
    return any(form.fullmatch(word) for form in LOOKS_LIKE_A_NAME)


def claimed_names(span: str) -> list[str]:
    """Return the names that a code span claims; dotted ones whole, `prefix:Name` whole.

    - `EnableNetworkIsolation`, `traffic_split`, `FLEX_START`, `Approved`: the word, when it looks like a name.
    - `containerSpec.ports`, `Model.upload`, `run()`, `workers[]`: dotted names, calls, lists, whatever they look like.
    - `Mode: MultiModel`, `enable_caching=False`, `PipelineJob(template_path=...)`: the name before the colon, the equals
      sign or the bracket; names of arguments; and of the values those that look like names.
    - `{rolloutOptions: 1}`, `2 * instance_count`: the words that look like names.
    """
    text = span.strip()
    if PREFIXED.fullmatch(text):
        return [text]
    match = SPAN.fullmatch(text)
    if match is None:
        return _names_inside(text) if IN_BRACES.fullmatch(text) or CALCULATION.fullmatch(text) else []
    written = match["name"].removeprefix("@")
    name = re.sub(r"\(\)|\[\]", "", written)
    bare = name == written and match["arguments"] is None and match["value"] is None
    names = [name] if "." in name or not bare or looks_like_a_name(name) else []
    return names + _names_inside(match["arguments"] or match["value"] or "")


def _names_inside(text: str) -> list[str]:
    """Return the names among arguments, values and terms: of an argument, dotted, or with the look of a name."""
    matches = (match for match in INSIDE.finditer(text) if match[0].lower() not in SWITCHES)
    return [match[0] for match in matches if match[1] or "." in match[0] or looks_like_a_name(match[0])]


def values_in(span: str) -> list[tuple[str, str]]:
    """Return (field, value) of `Field: Value`, `field=value`, `Field: [A, B]`, `{field: value}`.

    No numbers, no true, false and None; of a dotted field the last part.
    """
    text = span.strip()
    if not (SPAN.fullmatch(text) or IN_BRACES.fullmatch(text)):
        return []
    return [
        (match["field"].rpartition(".")[2], value)
        for match in FIELD.finditer(text)
        for value in VALUE.findall(match["several"] or match["single"] or "")
        if value.lower() not in SWITCHES
    ]


def name_parts(name: str) -> list[str]:
    """Return the parts of a dotted or prefixed name, each of which must be known."""
    return re.split(r"[.:]", name)


def spellings(word: str, platform: str) -> tuple[str, ...]:
    """Return how a word may be spelled in an extract: some fields are camelCase in REST and snake_case in Python."""
    if not VENDORS.get(platform, Vendor()).snake_case or "_" not in word:
        return (word,)
    first, *rest = word.split("_")
    return (word, first + "".join(part.capitalize() for part in rest))


def owners_like(word: str, platform: str, owners: Iterable[str]) -> tuple[str, ...]:
    """Return the owners that a word may stand for: `trafficSplit` as it may be spelled; a class for an object of it.

    `limits` is a CommandJobLimits or a SweepJobLimits; `jobs` of a client is its JobOperations.
    """
    if not (word.islower() and VENDORS.get(platform, Vendor()).objects):
        return spellings(word, platform)
    class_name = "".join(part.capitalize() for part in word.split("_"))
    endings = (class_name, f"{class_name.removesuffix('s')}Operations")
    return (*spellings(word, platform), *(owner for owner in owners if owner.endswith(endings)))
