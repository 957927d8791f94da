# --8<-- [start:schedule]
from google.cloud import aiplatform

PIPELINES = "https://europe-west4-kfp.pkg.dev/churn-prod/pipelines"
aiplatform.init(project="churn-prod", location="europe-west4")

job = aiplatform.PipelineJob(
    display_name="churn-nightly",
    template_path=f"{PIPELINES}/churn/sha256:" + "0" * 64,  # not `latest`
    pipeline_root="gs://churn-ml/pipelines",
    # The same for every run, and none of these steps writes `current`: your export has
    # to, before three. Where a snapshot can announce itself, prefer the event below.
    parameter_values={"snapshot": "current", "floor": 0.85},
    # one path with new rows each night: the cache would answer with the old model
    enable_caching=False,
    failure_policy="fast",  # by default independent branches go on after a failure
)
schedule = job.create_schedule(
    display_name="churn-nightly",
    cron="TZ=Europe/Amsterdam 0 3 * * *",
    max_concurrent_run_count=1,  # caps how many start at once, and no more than that
    max_concurrent_active_run_count=1,  # counts the runs that are still going at three
    allow_queueing=False,  # over the cap a run is skipped
    service_account="churn-pipeline@churn-prod.iam.gserviceaccount.com",
)
print(schedule.resource_name)  # schedule.pause() when the nightly run must rest
# --8<-- [end:schedule]
