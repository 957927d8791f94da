"""Private names of azure-ai-ml and azure-core: the generated REST client, two schemas, loaders, a response."""

from __future__ import annotations

from typing import Any

from cloud_ml_platforms.api_surface.extract.azure import REST, REST_CONFIGURATION, REST_MODELS

REST_KINDS = f"{REST}.models._models"
REST_BASE = f"{REST}._utils.model_base:Model"
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


def rest_name(field: Any) -> str:
    """Return the name of a field in JSON."""
    return str(field._rest_name)


def is_discriminator(field: Any) -> bool:
    """Return whether a field says of which kind its object is."""
    return bool(field._is_discriminator)


def is_read_only(field: Any) -> bool:
    """Return whether only the service fills in a field."""
    return bool(field._visibility == ["read"])


def declared_fields(schema: Any) -> set[str]:
    """Return the keys that a schema of a file takes."""
    return set(schema._declared_fields)
