"""Azure: the Python SDK azure-ai-ml, and the models of the REST client inside it."""

from __future__ import annotations

import enum
import importlib
import inspect
import logging
import warnings
from importlib import metadata
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.api_surface.extract import python_sdk
from cloud_ml_platforms.api_surface.private import azure as private

if TYPE_CHECKING:
    from cloud_ml_platforms.api_surface.extract.files import Extract

SDK = "azure-ai-ml"
MODULE = "azure.ai.ml"

MODULES = (
    MODULE,
    f"{MODULE}.automl",
    f"{MODULE}.constants",
    f"{MODULE}.dsl",
    f"{MODULE}.entities",
    f"{MODULE}.finetuning",
    f"{MODULE}.identity",
    f"{MODULE}.operations",
    f"{MODULE}.sweep",
)


def extract() -> dict[str, Extract]:
    """Return the extract of the SDK and of its REST models."""
    logging.disable(logging.WARNING)  # the package logs experimental classes at import
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = python_sdk.python_surface(MODULES, MODULE)
        rest = rest_models()
    version = metadata.version(SDK)
    head = {"sdk": SDK, "version": version, "holds": "all"}
    return {
        MODULE: {"api": MODULE, **head, "revision": version, **found},
        f"{MODULE}.rest": {"api": f"{MODULE}.rest", **head, **rest},
    }


def rest_models() -> dict[str, Any]:
    """Return api version, models (field in Python: name in JSON) and enums of the REST client."""
    module = importlib.import_module(private.REST_MODELS)
    structures: dict[str, dict[str, str]] = {}
    enums: dict[str, list[str]] = {}
    for name, value in vars(module).items():
        if name.startswith("_") or not inspect.isclass(value):
            continue
        if issubclass(value, enum.Enum):
            enums[name] = sorted({str(member.value) for member in value})
        else:
            structures[name] = _fields(value)
    return {"revision": _api_version(), "structures": structures, "enums": enums}


def _fields(value: type) -> dict[str, str]:
    return {name: private.rest_name(field) for name, field in private.rest_fields(value).items()}


def _api_version() -> str:
    """Return the api-version that the bundled client speaks by default, or `unknown`."""
    configuration = importlib.import_module(private.REST_CONFIGURATION)
    for name, value in vars(configuration).items():
        if name.endswith("Configuration") and inspect.isclass(value):
            source = inspect.getsource(value)
            _, _, rest = source.partition('kwargs.pop("api_version", "')
            return rest.partition('"')[0] or "unknown"
    return "unknown"
