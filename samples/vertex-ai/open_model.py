# --8<-- [start:tune]
from google.cloud import aiplatform

aiplatform.init(
    project="churn-prod", location="europe-west4", staging_bucket="gs://churn-ml"
)
IMAGE = "europe-west4-docker.pkg.dev/churn-prod/images/churn-lora@sha256:" + "0" * 64
# copied from the Model Garden once: a base that nobody changes under you
BASE = "gs://churn-ml/open/gemma-4-e4b-it"

job = aiplatform.CustomJob(
    display_name="churn-notes-lora",
    base_output_dir="gs://churn-ml/runs/notes-4f1c2ab",
    worker_pool_specs=[
        {
            "machine_spec": {
                "machine_type": "a2-ultragpu-1g",
                "accelerator_type": "NVIDIA_A100_80GB",
                "accelerator_count": 1,
            },
            "replica_count": 1,
            "container_spec": {
                "image_uri": IMAGE,
                "args": [
                    f"--base={BASE.replace('gs://', '/gcs/')}",
                    "--train=/gcs/churn-ml/notes/2026-11-01/train.jsonl",
                ],
            },
        }
    ],
)
job.run(
    service_account="churn-training@churn-prod.iam.gserviceaccount.com",
    timeout=8 * 3600,
)
# --8<-- [end:tune]
