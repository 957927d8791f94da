"""Copies of live requests for green, whose answers nobody sees."""

# --8<-- [start:shadow]
import time

from azure.ai.ml import MLClient, load_online_deployment
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())

# In a release this comes before the canary. The answers are not returned: you compare
# metrics and logs of the two.
green = load_online_deployment("deploy_deployment.yml")
ml.online_deployments.begin_create_or_update(green).result()

endpoint = ml.online_endpoints.get("churn")
# one deployment takes live requests or copies, never both
endpoint.traffic = {"blue": 100, "green": 0}
# one target only; copies count against the endpoint's bandwidth
endpoint.mirror_traffic = {"green": 20}
ml.online_endpoints.begin_create_or_update(endpoint).result()

# Long enough to see a day's peak. The mirror stays on until somebody ends it, also when
# this script dies.
time.sleep(24 * 3600)

# before green may take live traffic
endpoint.mirror_traffic = {"green": 0}
ml.online_endpoints.begin_create_or_update(endpoint).result()
# --8<-- [end:shadow]
