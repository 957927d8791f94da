# --8<-- [start:register]
from google.cloud import aiplatform

IMAGE = "europe-west4-docker.pkg.dev/churn-prod/images/churn-serve@sha256:" + "0" * 64
aiplatform.init(project="churn-prod", location="europe-west4")

version = aiplatform.Model.upload(
    # adds version 43 to this model instead of making another model
    parent_model="churn",
    display_name="churn",  # else a date is made up, and lists by name miss it
    # what the training job, which has ended, left. Copied now: later changes of the
    # folder do not reach the version
    artifact_uri="gs://churn-ml/runs/4f1c2ab-2026-11-01/model",
    serving_container_image_uri=IMAGE,
    serving_container_predict_route="/predict",
    serving_container_health_route="/health",
    serving_container_ports=[8080],
    # True, the default, makes the newest run what an unqualified batch job uses
    is_default_version=False,
    version_aliases=["candidate"],
    version_description="AUC 0.87 on the slices of 2026-11-01",
    # an upload by hand has no lineage but this
    labels={"commit": "4f1c2ab", "snapshot": "2026-11-01"},
)
print(version.versioned_resource_name)
# --8<-- [end:register]
