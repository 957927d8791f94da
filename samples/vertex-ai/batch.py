# --8<-- [start:batch]
from google.cloud import aiplatform
from google.cloud import aiplatform_v1 as v1

PARENT = "projects/churn-prod/locations/europe-west4"
HERE = {"api_endpoint": "europe-west4-aiplatform.googleapis.com"}
aiplatform.init(project="churn-prod", location="europe-west4")
model = aiplatform.Model("churn", version="approved")  # a number from here on

# The generated client: `Model.batch_predict` has no parameter for `instance_config`.
made = v1.JobServiceClient(client_options=HERE).create_batch_prediction_job(
    parent=PARENT,
    batch_prediction_job={
        "display_name": "churn-2026-11-01",
        "model": model.versioned_resource_name,
        "labels": {"version": model.version_id, "snapshot": "2026-11-01"},
        "input_config": {
            "instances_format": "bigquery",
            # only what the model takes, and the key; same region
            "bigquery_source": {
                "input_uri": "bq://churn-prod.churn.to_score_2026_11_01"
            },
        },
        # unset, a row arrives as an array, which serve.py refuses; the key comes back
        # with the score and never reaches the model
        "instance_config": {"instance_type": "object", "key_field": "customer_id"},
        "output_config": {
            "predictions_format": "bigquery",
            "bigquery_destination": {"output_uri": "bq://churn-prod.scores"},
        },
        "dedicated_resources": {
            "machine_spec": {"machine_type": "n2-standard-8"},
            "starting_replica_count": 4,  # the count it keeps: a maximum is ignored
        },
        "manual_batch_tuning_parameters": {"batch_size": 256},
        # the input is read by Google's agent
        "service_account": "churn-serving@churn-prod.iam.gserviceaccount.com",
    },
)
job = aiplatform.BatchPredictionJob(made.name)
job.wait_for_completion()
print(job.output_info.bigquery_output_table)
if job.completion_stats.failed_count:  # failed rows stand in the errors table beside it
    raise SystemExit(f"{job.completion_stats.failed_count} rows failed")
# --8<-- [end:batch]
