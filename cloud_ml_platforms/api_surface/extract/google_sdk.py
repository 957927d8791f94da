"""Google: the Python SDK google-cloud-aiplatform. Only its high-level package is imported."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

from cloud_ml_platforms.api_surface.extract import python_sdk

if TYPE_CHECKING:
    from cloud_ml_platforms.api_surface.extract.files import Extract

SDK = "google-cloud-aiplatform"
MODULE = "google.cloud.aiplatform"


def extract() -> dict[str, Extract]:
    """Return the extract of the SDK's classes, methods and functions."""
    surface = python_sdk.python_surface([MODULE], MODULE)
    version = metadata.version(SDK)
    return {MODULE: {"api": MODULE, "sdk": SDK, "version": version, "revision": version, "holds": "all", **surface}}
