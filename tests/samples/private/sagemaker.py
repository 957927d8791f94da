"""Private names of SageMaker's SDK v3 and of MLflow's server, which answers what the SDK sends to an MLflow App."""

from __future__ import annotations

REMOVED = "sagemaker.core.deprecations:_REMOVED_V2_MODULES"  # what the SDK itself says it removed
SERVER = "mlflow.server.handlers"
STORES = ("_tracking_store", "_model_registry_store", "_job_store")  # the server keeps them for good
FILES, ARTIFACTS = "_MLFLOW_SERVER_FILE_STORE", "_MLFLOW_SERVER_ARTIFACT_ROOT"  # variables of the environment
NAMES = (REMOVED, *(f"{SERVER}:{store}" for store in STORES))
