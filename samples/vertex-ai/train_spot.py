# --8<-- [start:spot]
from google.cloud import aiplatform
from google.cloud.aiplatform.compat.types import custom_job

IMAGE = "europe-west4-docker.pkg.dev/churn-prod/images/churn-train@sha256:" + "0" * 64
aiplatform.init(
    project="churn-prod", location="europe-west4", staging_bucket="gs://churn-ml"
)

job = aiplatform.CustomJob(
    display_name="churn-4f1c2ab-spot",
    # AIP_CHECKPOINT_DIR below it stays the same after a restart
    base_output_dir="gs://churn-ml/runs/4f1c2ab-2026-11-01-spot",
    worker_pool_specs=[
        {
            "machine_spec": {"machine_type": "n2-standard-8"},
            "replica_count": 1,
            "container_spec": {
                "image_uri": IMAGE,
                # The service restores nothing: train.py looks into AIP_CHECKPOINT_DIR
                # before its first round, and writes there after each.
                "args": [
                    "--train=/gcs/churn-ml/snapshots/2026-11-01/train",
                    "--rounds=200",
                    "--git_commit=4f1c2ab",
                ],
            },
        }
    ],
)
job.submit(
    service_account="churn-training@churn-prod.iam.gserviceaccount.com",
    # LOW_COST is its deprecated name
    scheduling_strategy=custom_job.Scheduling.Strategy.SPOT,
    # a reclaim is a STOCKOUT failure; retries start the code again from the top
    disable_retries=False,
    timeout=12 * 3600,  # running time only
)
# --8<-- [end:spot]
