# calls: models.get endpoints.deployModel endpoints.patch endpoints.undeployModel
"""A canary by hand: deploy beside the old model, shift, go back or finish."""

from google.cloud import aiplatform


# --8<-- [start:canary]
def start(endpoint: aiplatform.Endpoint, model_id: str, blue: str, account: str) -> str:
    """Give the version behind the alias `approved` a tenth of the traffic; return its deployed model id."""
    model = aiplatform.Model(model_id, version="approved")  # resolved to a number here, once
    endpoint.deploy(
        model,
        deployed_model_display_name=f"v{model.version_id}",
        machine_type="n1-standard-8",
        min_replica_count=2,
        max_replica_count=6,
        service_account=account,
        traffic_split={"0": 10, blue: 90},  # "0" is the model of this call
    )
    (green,) = [d.id for d in endpoint.list_models() if d.model_version_id == model.version_id]
    return green


def roll_back(endpoint: aiplatform.Endpoint, blue: str, green: str) -> None:
    """One patch; green keeps its replicas, and its bill, for the autopsy."""
    endpoint.update(traffic_split={blue: 100, green: 0})


def finish(endpoint: aiplatform.Endpoint, blue: str, green: str) -> None:
    """All traffic first, then undeploy: only that ends the bill of blue."""
    endpoint.update(traffic_split={green: 100, blue: 0})
    endpoint.undeploy(blue)


# --8<-- [end:canary]
