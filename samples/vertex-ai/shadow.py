# --8<-- [start:replay]
from google.cloud import aiplatform, bigquery
from google.cloud import aiplatform_v1 as v1

PARENT = "projects/churn-prod/locations/europe-west4"
HERE = {"api_endpoint": "europe-west4-aiplatform.googleapis.com"}
aiplatform.init(project="churn-prod", location="europe-west4")

# No endpoint mirrors requests. What comes nearest: the logged requests of the live
# version, scored by the new one. Best before its canary: the log holds every version.
split = aiplatform.Endpoint("churn").traffic_split
live = bigquery.ScalarQueryParameter("live", "STRING", max(split, key=split.get))
bq = bigquery.Client(project="churn-prod", location="europe-west4")
bq.query(
    """
    CREATE OR REPLACE TABLE serving.replay AS
    SELECT -- yours, inside the instance: the log has its own id
           JSON_VALUE(body, '$.customer_id') AS customer_id,
           -- LAX: one "14" or null among the requests must not end the query
           LAX_INT64(PARSE_JSON(body).tenure_months) AS tenure_months,
           LAX_FLOAT64(PARSE_JSON(body).monthly_spend) AS monthly_spend,
           LAX_INT64(PARSE_JSON(body).tickets_90d) AS tickets_90d,
           JSON_VALUE(body, '$.plan') AS plan
    FROM serving.requests, UNNEST(request_payload) AS body
    WHERE logging_time > TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 1 DAY)
      AND deployed_model_id = @live
    """,
    job_config=bigquery.QueryJobConfig(query_parameters=[live]),
).result()

# --8<-- [end:replay]

# --8<-- [start:score]
# Then join `key` and score with the logged answers: what the load does to the new
# version stays unseen.
made = v1.JobServiceClient(client_options=HERE).create_batch_prediction_job(
    parent=PARENT,
    batch_prediction_job={
        "display_name": "churn-v43-replay",
        "model": f"{PARENT}/models/churn@43",
        "input_config": {
            "instances_format": "bigquery",
            "bigquery_source": {"input_uri": "bq://churn-prod.serving.replay"},
        },
        "instance_config": {"instance_type": "object", "key_field": "customer_id"},
        "output_config": {
            "predictions_format": "bigquery",
            "bigquery_destination": {"output_uri": "bq://churn-prod.replay_v43"},
        },
        "dedicated_resources": {
            "machine_spec": {"machine_type": "n2-standard-4"},
            "starting_replica_count": 2,  # fixed: it does not scale
        },
        "service_account": "churn-serving@churn-prod.iam.gserviceaccount.com",
    },
)
print(made.name)
# --8<-- [end:score]
