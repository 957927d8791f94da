# --8<-- [start:autoscale]
from google.cloud import aiplatform, aiplatform_v1

aiplatform.init(project="churn-prod", location="europe-west4")
endpoint = aiplatform.Endpoint("churn")
live = max(endpoint.traffic_split, key=endpoint.traffic_split.get)

# Floor, ceiling and targets belong to the deployed model, not to the endpoint; `deploy`
# sets them first (`autoscaling_target_request_count_per_minute=…`), and this changes
# them while it serves.
resources = aiplatform_v1.DedicatedResources(
    min_replica_count=2,
    # above it part of the traffic is dropped, and its quota is taken at once
    max_replica_count=12,
    autoscaling_metric_specs=[
        aiplatform_v1.AutoscalingMetricSpec(
            metric_name="aiplatform.googleapis.com/prediction/online/cpu/utilization",
            target=55,
        ),
        aiplatform_v1.AutoscalingMetricSpec(
            metric_name="aiplatform.googleapis.com/prediction/online/request_count",
            target=900,
        ),
    ],
)
client = aiplatform_v1.EndpointServiceClient(
    client_options={"api_endpoint": "europe-west4-aiplatform.googleapis.com"}
)
client.mutate_deployed_model(
    endpoint=endpoint.resource_name,
    deployed_model=aiplatform_v1.DeployedModel(id=live, dedicated_resources=resources),
    update_mask={
        "paths": [
            "dedicated_resources.min_replica_count",
            "dedicated_resources.max_replica_count",
            "dedicated_resources.autoscaling_metric_specs",
        ]
    },
).result()
# --8<-- [end:autoscale]
