"""Requests that may wait: a batch endpoint over a cluster that falls to zero."""

# --8<-- [start:async]
from azure.ai.ml import Input, MLClient
from azure.ai.ml.entities import (
    AmlCompute,
    BatchEndpoint,
    CodeConfiguration,
    IdentityConfiguration,
    ModelBatchDeployment,
    ModelBatchDeploymentSettings,
)
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())

cluster = AmlCompute(
    name="batch-cluster",
    size="Standard_D4as_v4",
    # nothing bills between requests, and the first one waits for a node
    min_instances=0,
    max_instances=4,  # what the nightly batch deployment asks for
    # seconds: keep the node for the next request of a burst
    idle_time_before_scale_down=300,
    # give it Storage Blob Data Contributor; whoever may submit here borrows that right
    identity=IdentityConfiguration(type="SystemAssigned"),
)
ml.compute.begin_create_or_update(cluster).result()
ml.batch_endpoints.begin_create_or_update(BatchEndpoint(name="churn-later")).result()

deployment = ModelBatchDeployment(
    name="blue",
    endpoint_name="churn-later",
    # the approved one: azureml:churn:43 would go round the gate
    model="azureml://registries/ml-production/models/churn/versions/43",
    code_configuration=CodeConfiguration(code="./src", scoring_script="batch_score.py"),
    environment="azureml:churn-batch:3",
    compute="batch-cluster",
    settings=ModelBatchDeploymentSettings(
        instance_count=1, mini_batch_size=1, output_file_name="answer.csv"
    ),
)
ml.batch_deployments.begin_create_or_update(deployment).result()

# one customer or a thousand, without a header, as prepare.py writes them
asked = "azureml://datastores/churn_ml/paths/ask/7.csv"
# returns at once, with the job; poll it or wait for its Event Grid event
answer = ml.batch_endpoints.invoke(
    endpoint_name="churn-later",
    deployment_name="blue",
    inputs={"data": Input(type="uri_file", path=asked)},
)
print(answer.name)
# --8<-- [end:async]
