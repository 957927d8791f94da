"""What Google's discovery documents say of a request: fields, types, enums, what is required, a few numbers.

The documents are those of the pinned google-api-python-client. Beside unknown names and wrong values, a field or value
that is deprecated is a fault, too: no sample shows one.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any

from googleapiclient import discovery_cache
from harness import WrongCall

from cloud_ml_platforms.api_surface.references import nearest_names

DOCUMENTS = Path(discovery_cache.__file__).parent / "documents"
REQUIRED = re.compile(r"(Immutable\. |Identifier\. )?Required\.")
AT_LEAST = re.compile(r"must be greater than or equal to (\d+)|\[MinValue=(\d+)\]")
AT_MOST = re.compile(r"\[MaxValue=(\d+)\]")
DURATION = re.compile(r"\d+(\.\d+)?s")
SHELL = re.compile(r"\$\{?\w+\}?")  # a variable of a script: any text
PYTHON_OF = {"string": str, "boolean": bool, "integer": int, "number": (int, float), "object": dict}


@functools.cache
def document(api: str) -> dict[str, Any]:
    """Return the discovery document of `aiplatform.v1`."""
    return json.loads((DOCUMENTS / f"{api}.json").read_text(encoding="utf-8"))


@functools.cache
def methods(api: str) -> list[tuple[str, str, re.Pattern[str], dict[str, Any]]]:
    """Return HTTP method, name, pattern of the path and definition of every method of a discovery document."""
    found = []

    def walk(node: dict[str, Any]) -> None:
        for method in node.get("methods", {}).values():
            path = re.escape(method.get("flatPath", method["path"])).replace(r"\{", "{").replace(r"\}", "}")
            base = document(api).get("servicePath", "")
            pattern = re.compile(base + re.sub(r"\{\\?\+?\w+\}", r"([^/:]+)", path))
            found.append((method["httpMethod"], method["id"].split(".", 1)[1], pattern, method))
        for inner in node.get("resources", {}).values():
            walk(inner)

    walk(document(api))
    return found


@functools.cache
def id_rules(api: str) -> set[str]:
    """Return the parameters of create methods that take only `[a-z0-9_]`, by their descriptions."""
    rules = (item for *_, method in methods(api) for item in method.get("parameters", {}).items())
    return {name for name, rule in rules if "[a-z0-9_]" in rule.get("description", "")}


def check_body(api: str, schema: str, body: dict[str, Any], at: str, *, partial: bool = False) -> None:
    """Raise `WrongCall` when JSON is not what a schema describes; `partial`: an update, where nothing is required."""
    fields = document(api)["schemas"][schema].get("properties", {})
    for key, value in body.items():
        if key not in fields:
            raise WrongCall(f"field {at}.{key}", nearest_names(key, fields))
        if fields[key].get("deprecated"):
            raise WrongCall(f"field {at}.{key}, which is deprecated", fields[key].get("description", "another")[:120])
        if key == "minReplicaCount" and value == 0 and "scaleToZeroSpec" in body:
            continue  # the description still says one or more
        check_value(api, fields[key], value, f"{at}.{key}", partial=partial)
    for key, field in fields.items():
        if not partial and key not in body and key != "name" and REQUIRED.match(field.get("description", "")):
            raise WrongCall(f"{at} without {key}", f"{key}, which is required")


def check_value(api: str, field: dict[str, Any], value: Any, at: str, *, partial: bool) -> None:
    """Raise `WrongCall` when a value is not what its field takes."""
    if "$ref" in field:
        if not isinstance(value, dict):
            raise WrongCall(f"{value!r} for {at}", f"an object: {field['$ref']}")
        return check_body(api, field["$ref"], value, at, partial=partial)
    if field.get("type") == "array":
        if not isinstance(value, list):
            raise WrongCall(f"{value!r} for {at}", "a list")
        for item in value:
            check_value(api, field["items"], item, f"{at}[]", partial=partial)
        return None
    if "additionalProperties" in field and isinstance(value, dict):
        for key, item in value.items():
            check_value(api, field["additionalProperties"], item, f"{at}[{key}]", partial=partial)
    return check_scalar(field, value, at)


def check_scalar(field: dict[str, Any], value: Any, at: str) -> None:
    """Raise `WrongCall` when text, a number or an enum value is not what its field takes."""
    kind = PYTHON_OF.get(field.get("type", ""), object)
    if "int64" in field.get("format", ""):  # JSON has it as text; a number is taken, too
        value, kind = int(value) if str(value).isdecimal() else value, int
    if SHELL.fullmatch(str(value)):
        return
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool and kind is not object):
        raise WrongCall(f"{value!r} for {at}", f"a value of type {field['type']}")
    if "enum" in field:
        dead = {name for name, old in zip(field["enum"], field.get("enumDeprecated", []), strict=False) if old}
        if value not in field["enum"] or value in dead:
            raise WrongCall(
                f"{value!r} for {at}", nearest_names(value, [name for name in field["enum"] if name not in dead])
            )
    if field.get("format") == "google-duration" and not DURATION.fullmatch(value):
        raise WrongCall(f"{value!r} for {at}", "a duration: 3600s")
    names = re.findall(r"`([\w./]+)`", field.get("description", "").partition("Supported metrics:")[2])
    if names and value not in names:
        raise WrongCall(f"{value!r} for {at}", nearest_names(value, names))
    check_number(field, value, at)


def check_number(field: dict[str, Any], value: Any, at: str) -> None:
    """Raise `WrongCall` when a number or a duration is outside of what the description states."""
    text = field.get("description", "")
    if field.get("format") == "google-duration" or (isinstance(value, int) and not isinstance(value, bool)):
        number = float(str(value).removesuffix("s"))
        if (low := AT_LEAST.search(text)) and number < int(low[1] or low[2]):
            raise WrongCall(f"{value} for {at}", f"{low[1] or low[2]} or more")
        if (high := AT_MOST.search(text)) and number > int(high[1]):
            raise WrongCall(f"{value} for {at}", f"{high[1]} or less")


def check_rules(method: str, body: dict[str, Any], deployed: set[str]) -> None:
    """Raise `WrongCall` for what the descriptions say in prose.

    The split adds up, its parts exist, floor and ceiling; a row of a table is an array unless the job says otherwise, and
    the workload's container (serve.py) takes objects.
    """
    split = (body.get("endpoint") if method == "UpdateEndpoint" else body) or {}
    if split := split.get("trafficSplit"):
        if sum(split.values()) != 100:
            raise WrongCall(f"a traffic split of {sum(split.values())}", "values that add up to 100")
        if unknown := set(split) - deployed - ({"0"} if method == "DeployModel" else set()):
            raise WrongCall(f"traffic for {', '.join(sorted(unknown))}", f"deployed models: {sorted(deployed)}")
    resources = body.get("deployedModel", {}).get("dedicatedResources", {})
    if 0 < resources.get("maxReplicaCount", 0) < resources.get("minReplicaCount", 0):
        raise WrongCall("maxReplicaCount below minReplicaCount", "a ceiling that is not below the floor")
    job = body.get("batchPredictionJob", body)
    if job.get("inputConfig", {}).get("instancesFormat") == "bigquery":
        kind = job.get("instanceConfig", {}).get("instanceType", "array")
        if kind != "object":
            raise WrongCall(f"rows that reach the container as {kind!r}", "instanceConfig.instanceType 'object'")
