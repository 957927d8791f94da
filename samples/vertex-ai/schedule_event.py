# --8<-- [start:event]
import re

import functions_framework
from google.api_core.exceptions import AlreadyExists
from google.cloud import aiplatform

PIPELINES = "https://europe-west4-kfp.pkg.dev/churn-prod/pipelines"
TEMPLATE = f"{PIPELINES}/churn/sha256:" + "0" * 64


@functions_framework.cloud_event
def on_object(event):
    """Cloud Run function behind an Eventarc trigger: the platform has none."""
    marker = re.fullmatch(r"snapshots/(\d{4}-\d{2}-\d{2})/_SUCCESS", event.data["name"])
    if not marker:
        return  # every object of the bucket comes by here
    snapshot = marker[1]
    aiplatform.init(project="churn-prod", location="europe-west4")
    run = aiplatform.PipelineJob(
        display_name=f"churn-{snapshot}",
        # events come at least once, and this id exists only once
        job_id=f"churn-{snapshot}",
        template_path=TEMPLATE,
        pipeline_root="gs://churn-ml/pipelines",
        parameter_values={"snapshot": snapshot},
    )
    try:
        run.submit(service_account="churn-pipeline@churn-prod.iam.gserviceaccount.com")
    except AlreadyExists:
        return  # raising would bring the event back, again and again


# --8<-- [end:event]
