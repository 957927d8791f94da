# --8<-- [start:deploy]
from google.cloud import aiplatform

aiplatform.init(project="churn-prod", location="europe-west4")

endpoint = aiplatform.Endpoint.create(
    display_name="churn",
    endpoint_id="churn",
    # else the shared kind: smaller requests, a shorter timeout
    dedicated_endpoint_enabled=True,
    inference_timeout=60,
    enable_request_response_logging=True,
    request_response_logging_sampling_rate=0.2,
    request_response_logging_bq_destination_table="bq://churn-prod.serving.requests",
)
# What is approved until 43 has been, by its number: the alias has moved, and no
# endpoint moves with it. 43 comes beside it by a canary.
model = aiplatform.Model("churn", version="42")
endpoint.deploy(
    model,
    deployed_model_display_name=f"churn-v{model.version_id}",
    machine_type="n2-standard-4",
    min_replica_count=2,  # two nodes: a single one has no service level
    max_replica_count=6,
    # the container's rights
    service_account="churn-serving@churn-prod.iam.gserviceaccount.com",
    traffic_percentage=100,
    deploy_request_timeout=1800,
)
answer = endpoint.predict(
    instances=[
        {
            "customer_id": "c-1027",
            "tenure_months": 14,
            "monthly_spend": 39.9,
            "tickets_90d": 2,
            "plan": "plus",
        }
    ]
)
print(answer.predictions, answer.deployed_model_id)
# --8<-- [end:deploy]
