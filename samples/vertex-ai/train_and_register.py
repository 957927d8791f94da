# calls: customJobs.create models.upload
"""Submit one training job and register what it wrote as a version without traffic."""

from google.cloud import aiplatform
from google.cloud.aiplatform.compat.types import custom_job

aiplatform.init(project="ml-train-dev", location="europe-west4", staging_bucket="gs://ml-train-dev-runs")


# --8<-- [start:train]
def train(image: str, commit: str, account: str, attachment: str) -> aiplatform.CustomJob:
    """Queue for GPUs, run as one service account, write below a folder named after the commit."""
    job = aiplatform.CustomJob(
        display_name=f"fraud-{commit}",
        labels={"commit": commit},
        base_output_dir=f"gs://ml-train-dev-runs/fraud/{commit}",  # arrives as AIP_MODEL_DIR and siblings
        worker_pool_specs=[
            {
                "machine_spec": {
                    "machine_type": "a2-highgpu-1g",
                    "accelerator_type": "NVIDIA_TESLA_A100",
                    "accelerator_count": 1,
                },
                "replica_count": 1,
                "container_spec": {"image_uri": image, "args": ["--data", "/gcs/ml-train-dev-data/fraud"]},
            }
        ],
    )
    job.submit(
        service_account=account,  # the submitter needs actAs on it
        scheduling_strategy=custom_job.Scheduling.Strategy.FLEX_START,
        max_wait_duration=4 * 3600,
        psc_interface_config={"network_attachment": attachment},
    )
    return job


# --8<-- [end:train]


# --8<-- [start:register]
def register(parent: str, artifacts: str, image: str, commit: str) -> aiplatform.Model:
    """Add a version that is neither default nor deployed; bytes and image are copied now."""
    return aiplatform.Model.upload(
        parent_model=parent,
        artifact_uri=artifacts,
        serving_container_image_uri=image,
        serving_container_predict_route="/predict",
        serving_container_health_route="/health",
        serving_container_ports=[8080],
        is_default_version=False,
        version_aliases=["candidate"],
        version_description=f"commit {commit}",
        labels={"commit": commit},
    )


# --8<-- [end:register]
