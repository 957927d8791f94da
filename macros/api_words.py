"""Which words of a code span are names of an API, so that they must stand in an extract.

A span is looked at when the whole of it is a name, a call, `Name: value` or `name=value`.
Paths, commands, addresses and JSON are something else and are left alone.
"""

from __future__ import annotations

import re

_WORD = r"@?[A-Za-z_]\w*(?:\(\))?"
SPAN = re.compile(
    rf"(?P<name>{_WORD}(?:\.{_WORD})*)"
    r"(?:\((?P<arguments>.*)\)|(?:: |=)(?P<value>.+))?",
)
PREFIXED = re.compile(r"[a-z][\w-]*(?::[\w-]+)+")  # sagemaker:InvokeEndpoint, models:copy
INSIDE = re.compile(r"""(?<![\w./"'$:<-])[A-Za-z_]\w*(?:\.\w+)*(?=(=)?)""")

LOOKS_LIKE_A_NAME = (
    re.compile(r"[A-Z]+[a-z0-9]+(?:[A-Z][A-Za-z0-9]*|_\w+)+"),  # CamelCase with two humps, Standard_V2
    re.compile(r"[a-z]+[a-z0-9]*(?:[A-Z][A-Za-z0-9]*)+"),  # lowerCamelCase
    re.compile(r"[A-Za-z]\w*_\w+"),  # snake_case, SCREAMING_CASE
    re.compile(r"[A-Z]{3,}[0-9]*"),  # SPOT
)


def looks_like_a_name(word: str) -> bool:
    """Return whether a word has the form of an API name: CamelCase, lowerCamelCase, snake_case, SCREAMING_CASE."""
    return any(form.fullmatch(word) for form in LOOKS_LIKE_A_NAME)


def names_in(span: str) -> list[str]:
    """Return the names that a code span claims; dotted ones whole, `prefix:Name` whole.

    - `EnableNetworkIsolation`, `traffic_split`, `FLEX_START`: the word, when it looks like a name.
    - `containerSpec.ports`, `Model.upload`, `run()`: dotted names and calls, whatever they look like.
    - `Mode: MultiModel`, `enable_caching=False`, `PipelineJob(template_path=...)`: the name before the colon, the equals
      sign or the bracket; names of arguments; and of the values those that look like names.
    """
    text = span.strip()
    if PREFIXED.fullmatch(text):
        return [text]
    match = SPAN.fullmatch(text)
    if match is None:
        return []
    name = match["name"].removeprefix("@").replace("()", "")
    bare = "()" not in match["name"] and match["arguments"] is None and match["value"] is None
    out = [name] if "." in name or not bare or looks_like_a_name(name) else []
    inside = INSIDE.finditer(match["arguments"] or match["value"] or "")
    return out + [inner[0] for inner in inside if inner[1] or "." in inner[0] or looks_like_a_name(inner[0])]


def parts_of(name: str) -> list[str]:
    """Return the parts of a dotted or prefixed name, each of which must be known."""
    return re.split(r"[.:]", name)


def spellings(word: str, platform: str) -> tuple[str, ...]:
    """Return how a word may be spelled in an extract: Google's fields are camelCase in REST and snake_case in Python."""
    if platform != "vertex-ai" or "_" not in word:
        return (word,)
    first, *rest = word.split("_")
    return (word, first + "".join(part.capitalize() for part in rest))
