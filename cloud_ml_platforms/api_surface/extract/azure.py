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


# Private names: they moved before and may move again.
REST = f"{MODULE}._restclient.arm_ml_service"
REST_MODELS = f"{REST}.models"
REST_CONFIGURATION = f"{REST}._configuration"


def extract() -> dict[str, Extract]:
    """Return the extract of the SDK and of its REST models."""
    logging.disable(logging.WARNING)  # the package logs experimental classes at import
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        surface = python_sdk.python_surface(MODULES, MODULE)
        rest_api = rest_models()
    version = metadata.version(SDK)
    head = {"sdk": SDK, "version": version, "holds": "all"}
    return {
        MODULE: {"api": MODULE, **head, "revision": version, **surface},
        f"{MODULE}.rest": {"api": f"{MODULE}.rest", **head, **rest_api},
    }


def rest_models() -> dict[str, Any]:
    """Return api version, models (field in Python: name in JSON) and enums of the REST client."""
    module = importlib.import_module(REST_MODELS)
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


def _fields(model: type) -> dict[str, str]:
    return {name: str(field._rest_name) for name, field in rest_fields(model).items()}  # noqa: SLF001


def rest_fields(model: Any) -> dict[str, Any]:  # noqa: ANN401 - a class of the SDK
    """Return the fields of a REST model by their names in Python; the first object that is made fills the table."""
    model.__new__(model)
    fields: dict[str, Any] = getattr(model, "_attr_to_rest_field", {})
    return fields


def _api_version() -> str:
    """Return the api-version that the bundled client speaks by default, or `unknown`."""
    configuration = importlib.import_module(REST_CONFIGURATION)
    for name, value in vars(configuration).items():
        if name.endswith("Configuration") and inspect.isclass(value):
            source = inspect.getsource(value)
            _, _, after = source.partition('kwargs.pop("api_version", "')
            return after.partition('"')[0] or "unknown"
    return "unknown"
