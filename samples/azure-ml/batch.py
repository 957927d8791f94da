# ruff: noqa: E402 - one script, shown in two parts
"""Score a snapshot at night, behind a stable address."""

# --8<-- [start:deploy]
from azure.ai.ml import MLClient
from azure.ai.ml.constants import BatchDeploymentOutputAction
from azure.ai.ml.entities import (
    BatchEndpoint,
    BatchRetrySettings,
    CodeConfiguration,
    ModelBatchDeployment,
    ModelBatchDeploymentSettings,
)
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())

endpoint = BatchEndpoint(name="churn-batch")
ml.batch_endpoints.begin_create_or_update(endpoint).result()

deployment = ModelBatchDeployment(
    name="v43",
    endpoint_name="churn-batch",
    # the approved one, as online: azureml:churn:43 would go round the gate
    model="azureml://registries/ml-production/models/churn/versions/43",
    # Not the online script: run() gets file paths. It returns the customer's key with
    # each score, for the join.
    code_configuration=CodeConfiguration(code="./src", scoring_script="batch_score.py"),
    # yours, with azureml-core in it: curated ones are refused
    environment="azureml:churn-batch:3",
    compute="batch-cluster",  # as made for requests that may wait
    settings=ModelBatchDeploymentSettings(
        instance_count=4,  # the cluster has as many nodes, or the job waits for them
        max_concurrency_per_instance=2,
        # files, whatever their size: 40 of them are one batch for each of eight workers
        mini_batch_size=5,
        retry_settings=BatchRetrySettings(max_retries=3, timeout=300),
        # the default ignores any number of failed files, and the job is still green
        error_threshold=0,
        output_action=BatchDeploymentOutputAction.APPEND_ROW,
        output_file_name="predictions.csv",
    ),
)
ml.batch_deployments.begin_create_or_update(deployment).result()
# callers keep the address; setting it back is the rollback
endpoint.defaults = {"deployment_name": "v43"}
ml.batch_endpoints.begin_create_or_update(endpoint).result()
# --8<-- [end:deploy]

# --8<-- [start:score]
from datetime import UTC, datetime

from azure.ai.ml import Input, Output

# Version and time: a file that is there already is neither replaced nor extended, and
# the job is green all the same.
now = datetime.now(UTC).strftime("%Y%m%dT%H%M")
where = f"azureml://datastores/churn_ml/paths/scores/2026-11-01/v43-{now}"
job = ml.batch_endpoints.invoke(
    endpoint_name="churn-batch",
    inputs={"data": Input(type="uri_folder", path="azureml:churn-score:2026-11-01")},
    outputs={"score": Output(type="uri_file", path=f"{where}/predictions.csv")},
)
ml.jobs.stream(job.name)
# --8<-- [end:score]
