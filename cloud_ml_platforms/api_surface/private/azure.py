"""Private names of azure-ai-ml and azure-core: the generated REST client, two schemas, loaders, a response."""
# ruff: noqa: SLF001 - that is what this module is for

from __future__ import annotations

from typing import Any

REST = "azure.ai.ml._restclient.arm_ml_service"  # it moved before and may move again
REST_MODELS = f"{REST}.models"
REST_KINDS = f"{REST}.models._models"
REST_BASE = f"{REST}._utils.model_base:Model"
REST_CONFIGURATION = f"{REST}._configuration"
RESPONSE = "azure.core.rest._requests_basic:RestRequestsTransportResponse"  # what a transport returns to newer clients
LOADERS = "azure.ai.ml.entities._load_functions"  # two of its loaders are not exported, and `az ml` uses them
FEATURE_SET = "azure.ai.ml._schema._feature_set.featureset_spec_metadata_schema:FeaturesetSpecMetadataSchema"
FEATURE_SOURCE = "azure.ai.ml._schema._feature_set.source_metadata_schema:SourceMetadataSchema"
NAMES = (
    REST_MODELS,
    REST_KINDS,
    REST_BASE,
    REST_CONFIGURATION,
    RESPONSE,
    LOADERS,
    f"{FEATURE_SET}._declared_fields",
    f"{FEATURE_SOURCE}._declared_fields",
)
OF_A_FIELD = ("_rest_name", "_is_discriminator", "_visibility")


def rest_fields(model: Any) -> dict[str, Any]:  # noqa: ANN401 - a class of the SDK
    """Return the fields of a REST model by their names in Python; the first object that is made fills the table."""
    model.__new__(model)
    fields: dict[str, Any] = getattr(model, "_attr_to_rest_field", {})
    return fields


def rest_name(field: Any) -> str:  # noqa: ANN401 - of the SDK
    """Return the name of a field in JSON."""
    return str(field._rest_name)


def is_discriminator(field: Any) -> bool:  # noqa: ANN401
    """Return whether a field says of which kind its object is."""
    return bool(field._is_discriminator)


def is_read_only(field: Any) -> bool:  # noqa: ANN401
    """Return whether only the service fills in a field."""
    return bool(field._visibility == ["read"])


def declared_fields(schema: Any) -> set[str]:  # noqa: ANN401
    """Return the keys that a schema of a file takes."""
    return set(schema._declared_fields)
