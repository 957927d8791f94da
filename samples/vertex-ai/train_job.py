# --8<-- [start:train]
from google.cloud import aiplatform

IMAGE = "europe-west4-docker.pkg.dev/churn-prod/images/churn-train@sha256:" + "0" * 64
NETWORK = "projects/churn-prod/regions/europe-west4/networkAttachments/training"
aiplatform.init(
    project="churn-prod", location="europe-west4", staging_bucket="gs://churn-ml"
)

job = aiplatform.CustomJob(
    display_name="churn-4f1c2ab",
    # arrives as AIP_MODEL_DIR and siblings; nothing else is collected. One folder for
    # one run: where two share it, one resumes or overwrites what the other kept
    base_output_dir="gs://churn-ml/runs/4f1c2ab-2026-11-01",
    # code and data are recorded only if you say so
    labels={"commit": "4f1c2ab", "snapshot": "2026-11-01"},
    worker_pool_specs=[
        {
            "machine_spec": {"machine_type": "n2-standard-8"},
            "replica_count": 1,
            "container_spec": {
                "image_uri": IMAGE,
                "args": [
                    "--train=/gcs/churn-ml/snapshots/2026-11-01/train",
                    "--git_commit=4f1c2ab",
                ],
            },
        }
    ],
)
job.submit(
    # else an agent that reads every bucket
    service_account="churn-training@churn-prod.iam.gserviceaccount.com",
    timeout=4 * 3600,  # seconds of running; seven days unless set
    psc_interface_config={"network_attachment": NETWORK},
)
print(job.resource_name)
# --8<-- [end:train]
