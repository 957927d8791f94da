"""AWS: the service models that botocore carries. They are data files, so nothing is imported but their loader."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.api_surface.extract.text_numbers import numbers_in_texts

if TYPE_CHECKING:
    from cloud_ml_platforms.api_surface.extract.files import Extract

SDK = "botocore"

SERVICES = (
    "application-autoscaling",
    "bedrock",
    "sagemaker",
    "sagemaker-a2i-runtime",
    "sagemaker-edge",
    "sagemaker-featurestore-runtime",
    "sagemaker-gateway-runtime",
    "sagemaker-geospatial",
    "sagemaker-inference-router-runtime",
    "sagemaker-metrics",
    "sagemaker-runtime",
    "sagemakerjobruntime",
    "sagemakertrainingsessionruntime",
)

# Of what is not about machine learning only a part is kept: these operations, and the shapes that they reach.
PARTS = {
    "batch": frozenset({"CreateQuotaShare", "SubmitServiceJob"}),
    "bedrock-runtime": frozenset({"InvokeModel", "InvokeModelWithResponseStream"}),
    "emr-serverless": frozenset({"CreateApplication"}),
    "events": frozenset({"PutRule", "PutTargets"}),
    "glue": frozenset({"CreateSession", "StartDataQualityRulesetEvaluationRun"}),
    "lakeformation": frozenset({"GrantPermissions"}),
    "macie2": frozenset({"CreateClassificationJob"}),
    "scheduler": frozenset({"CreateSchedule", "UpdateSchedule"}),
}


def extract() -> dict[str, Extract]:
    """Return one extract per service."""
    # The loader is the documented way to the raw model, its methods are not part of botocore's stable interface.
    from botocore.loaders import Loader  # noqa: PLC0415 - only the SDK environment has it

    loader = Loader()
    extracts = {}
    for service in (*SERVICES, *PARTS):
        model = loader.load_service_model(service, "service-2")
        extracts[service] = extract_of_model(service, model, metadata.version(SDK), PARTS.get(service))
    return extracts


def extract_of_model(service: str, model: dict[str, Any], version: str, only: frozenset[str] | None = None) -> Extract:
    """Return the extract of a service model; `only` keeps these operations and what they reach."""
    shapes: dict[str, dict[str, Any]] = model["shapes"]
    operations = {name: value for name, value in model["operations"].items() if only is None or name in only}
    if only is not None:
        shapes = _reached_shapes(operations, shapes)
    return {
        "api": service,
        "sdk": SDK,
        "version": version,
        "revision": model["metadata"]["apiVersion"],
        "holds": "a part" if only is not None else "all",
        "operations": {name: _operation(value) for name, value in operations.items()},
        "structures": {
            name: {member: _member(value, shapes) for member, value in shape["members"].items()}
            for name, shape in shapes.items()
            if shape["type"] == "structure"
        },
        "types": {name: _type(shape) for name, shape in shapes.items() if shape["type"] != "structure"},
        "enums": {name: shape["enum"] for name, shape in shapes.items() if shape.get("enum")},
    }


def _operation(operation: dict[str, Any]) -> dict[str, Any]:
    shapes = {side: operation[side]["shape"] for side in ("input", "output") if side in operation}
    return shapes | ({"deprecated": True} if operation.get("deprecated") else {})


def _member(member: dict[str, Any], shapes: dict[str, Any]) -> str | dict[str, Any]:
    shape = shapes[member["shape"]]
    scalar = shape["type"] not in {"structure", "list", "map"}
    stated = numbers_in_texts(member.get("documentation"), shape.get("documentation") if scalar else None)
    extra: dict[str, Any] = {"numbers": stated} if stated else {}
    if member.get("deprecated") or shape.get("deprecated"):
        extra["deprecated"] = True
    return {"type": member["shape"], **extra} if extra else member["shape"]


def _type(shape: dict[str, Any]) -> dict[str, Any]:
    kind: dict[str, Any] = {"type": shape["type"]}
    if shape["type"] == "list":
        kind["of"] = shape["member"]["shape"]
    elif shape["type"] == "map":
        kind["of"] = shape["value"]["shape"]
    return kind | {key: shape[key] for key in ("min", "max") if key in shape}


def _reached_shapes(operations: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    """Return the shapes that the operations use, directly or not."""
    waiting = [value[side]["shape"] for value in operations.values() for side in ("input", "output") if side in value]
    reached: dict[str, Any] = {}
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        shape = reached[name] = shapes[name]
        waiting += [member["shape"] for member in shape.get("members", {}).values()]
        waiting += [shape[side]["shape"] for side in ("member", "key", "value") if side in shape]
    return reached
