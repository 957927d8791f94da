"""The approved version behind an address that takes Microsoft Entra tokens only."""

# --8<-- [start:deploy]
from azure.ai.ml import MLClient
from azure.ai.ml.entities import (
    CodeConfiguration,
    ManagedOnlineDeployment,
    ManagedOnlineEndpoint,
    OnlineRequestSettings,
    ProbeSettings,
)
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())

# The name is taken for the whole region: put your team's in front. Without auth_mode it
# is a key, and whoever has it may call.
endpoint = ManagedOnlineEndpoint(name="churn", auth_mode="aad_token")
ml.online_endpoints.begin_create_or_update(endpoint).result()

blue = ManagedOnlineDeployment(
    name="blue",
    endpoint_name="churn",
    # By reference: being there means approved. 42 went the same way as 43, a while ago.
    model="azureml://registries/ml-production/models/churn/versions/42",
    code_configuration=CodeConfiguration(code="./src", scoring_script="score.py"),
    # Not churn-serve, a server itself: an image with azureml-inference-server-http,
    # which calls score.py. A pinned version: rebuild and redeploy to patch it.
    environment="azureml:churn-score:12",
    instance_type="Standard_D4as_v4",
    instance_count=3,
    request_settings=OnlineRequestSettings(
        request_timeout_ms=3000, max_concurrent_requests_per_instance=4
    ),
    # as many workers as admitted requests, or they queue inside
    environment_variables={"WORKER_COUNT": "4"},
    readiness_probe=ProbeSettings(
        initial_delay=60, period=10, timeout=2, failure_threshold=30
    ),
)
ml.online_deployments.begin_create_or_update(blue).result()

endpoint.traffic = {"blue": 100}  # a new deployment gets none by itself
ml.online_endpoints.begin_create_or_update(endpoint).result()
# --8<-- [end:deploy]
