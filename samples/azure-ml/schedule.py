"""A snapshot every night; each one that lands starts the pipeline, by Event Grid."""

# --8<-- [start:nightly]
from azure.ai.ml import MLClient, load_job
from azure.ai.ml.entities import CronTrigger, JobSchedule
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())

# Not pipeline.yml itself: with a pinned snapshot each night would be the same run, and
# its steps are reused. What the night makes is a snapshot, and that starts the rest.
schedule = JobSchedule(
    name="churn-nightly",
    # day and month are ignored
    trigger=CronTrigger(expression="0 2 * * *", time_zone="W. Europe Standard Time"),
    # runs as its author, who must keep the right to submit jobs
    create_job=load_job("schedule_snapshot.yml"),
)
ml.schedules.begin_create_or_update(schedule).result()
# --8<-- [end:nightly]


# --8<-- [start:handler]
def on_snapshot(event: dict) -> None:
    """Submit the pipeline for the folder that Event Grid named: your function app."""
    name = event["subject"].rsplit("/", 2)[-2]  # …/blobs/snapshots/2026-11-01/_SUCCESS
    folder = f"azureml://datastores/churn_ml/paths/snapshots/{name}"
    job = load_job("pipeline.yml")
    # both, or today's model is judged by customers of another day
    job.inputs.data.path = f"{folder}/train/"
    job.inputs.holdout.path = f"{folder}/holdout/"
    # order is not kept, events may come twice: look for this tag first, if that hurts
    job.tags["snapshot"] = name
    ml.jobs.create_or_update(job)
    # --8<-- [end:handler]


blobs = "/blobServices/default/containers/churn-ml/blobs"
on_snapshot({"subject": f"{blobs}/snapshots/2026-11-01/_SUCCESS"})
