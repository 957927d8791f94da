"""Green gets a tenth, then half, then all; a red gate sends everything back to blue."""

# --8<-- [start:canary]
import time

from azure.ai.ml import MLClient, load_online_deployment
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())


def healthy(deployment: str) -> bool:
    """A person decides until a query stands here: churn-p99, churn-5xx, business."""
    return input(f"{deployment} held? [y/N] ") == "y"


# Beside blue: both bill, and the quota must hold both. Blue's autoscale setting knows
# nothing of green: give it one of its own before the first share.
green = load_online_deployment("deploy_deployment.yml")
ml.online_deployments.begin_create_or_update(green).result()

endpoint = ml.online_endpoints.get("churn")
for share in (10, 50, 100):
    # whole percents, and the sum is 100
    endpoint.traffic = {"blue": 100 - share, "green": share}
    ml.online_endpoints.begin_create_or_update(endpoint).result()
    # the bake time is yours: the platform has no steps and no alarm that acts
    time.sleep(1800)
    if not healthy("green"):
        # one call: blue never stopped running
        endpoint.traffic = {"blue": 100, "green": 0}
        ml.online_endpoints.begin_create_or_update(endpoint).result()
        break
# Keep blue until green has held for a day; then delete it, for it bills until you do.
# --8<-- [end:canary]
