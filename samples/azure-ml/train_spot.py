"""No tier to plan on: checkpoints at a fixed path, and a caller that submits again."""

# --8<-- [start:retry]
import sys
import time

from azure.ai.ml import Input, MLClient, Output, command
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())

# One folder for each commit and snapshot, since a finished checkpoint means that
# nothing trains. It is mounted: the next attempt finds what this one wrote.
folder = "azureml://datastores/churn_ml/paths/checkpoints/4f1c2ab-2026-11-01-spot/"
job = command(
    code="./src",
    command="python train.py --train ${{inputs.train}} --git_commit 4f1c2ab"
    " --checkpoints ${{outputs.checkpoints}} --model ${{outputs.model}}",
    inputs={"train": Input(type="uri_folder", path="azureml:churn:2026-11-01")},
    outputs={
        "checkpoints": Output(type="uri_folder", path=folder, mode="rw_mount"),
        "model": Output(type="custom_model"),
    },
    environment="azureml:churn-train:12",
    instance_type="Standard_D4as_v4",  # dedicated: no tier, no job_tier
    timeout=6 * 3600,
)
# a lost node shows as the last but one; a paused job goes on when somebody says so
ended = {"Completed", "Failed", "Canceled", "NotResponding", "Paused"}
# a command job has no retry setting: whoever submits it is the retry
for attempt in range(1, 4):
    run = ml.jobs.create_or_update(job, tags={"attempt": str(attempt)})
    while (status := ml.jobs.get(run.name).status) not in ended:
        time.sleep(60)
    if status not in {"Failed", "NotResponding"}:  # done, or stopped by a person
        break
if status != "Completed":
    sys.exit(f"{run.name} is {status}: {run.studio_url}")
# --8<-- [end:retry]
