"""Delete in the order that works, so that nothing is left that bills."""

# --8<-- [start:tear_down]
from azure.ai.ml import MLClient
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())

for name in ("churn-nightly", "churn-drift"):  # first what would start something again
    ml.schedules.begin_disable(name).result()  # an enabled one cannot be deleted
    ml.schedules.begin_delete(name).result()

# with their deployments: churn, churn-replies, and whatever somebody tried
for endpoint in ml.online_endpoints.list():
    ml.online_endpoints.begin_delete(endpoint.name).result()
for endpoint in ml.batch_endpoints.list():  # churn-batch and churn-later
    ml.batch_endpoints.begin_delete(endpoint.name).result()

# An idle cluster still holds quota and a load balancer; a stopped compute instance
# bills for disk, address and load balancer.
for compute in ml.compute.list():
    ml.compute.begin_delete(compute.name).result()

# the feature store with the schedules of its feature sets, the closed workspace with
# the endpoint that is in it
for name in ("churn-features", "churn-private", ml.workspace_name):
    ml.workspaces.begin_delete(
        name=name,
        # else storage, registry, vault and insights stay and bill; the same storage
        # account holds the snapshots: copy what must live on
        delete_dependent_resources=True,
        # else soft delete: with a key of yours its resources bill until the hard one
        permanently_delete=True,
    ).result()
# Kept: the registry ml-production, from which others may deploy, and what the
# workspaces did not make: the Redis, the vault with the key, identities, roles, the
# function app.
# --8<-- [end:tear_down]
