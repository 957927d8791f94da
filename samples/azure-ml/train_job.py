"""Train once on serverless compute, with the submitter's rights."""

# --8<-- [start:train]
from azure.ai.ml import Input, MLClient, Output, command
from azure.ai.ml.entities import UserIdentityConfiguration
from azure.identity import DefaultAzureCredential

# config.json names subscription, resource group and workspace
ml = MLClient.from_config(DefaultAzureCredential())

job = command(
    # once only: left out, the service makes a name, and register.py takes that one
    name="churn-4f1c2ab-2026-11-01",
    experiment_name="churn",
    code="./src",  # uploaded as a snapshot, with the git commit
    command="python train.py --train ${{inputs.train}} --model ${{outputs.model}}"
    " --output ./outputs",
    # a pinned data version
    inputs={"train": Input(type="uri_folder", path="azureml:churn:2026-11-01")},
    # named and typed, so that the next step can refer to it
    outputs={"model": Output(type="custom_model")},
    environment="azureml:churn-train:12",
    # no compute: serverless, machines that exist for this job only
    instance_type="Standard_D4as_v4",
    timeout=7200,  # seconds; without it the service's own lifetime applies
    identity=UserIdentityConfiguration(),  # reads data with the submitter's rights
)
run = ml.jobs.create_or_update(job)
ml.jobs.stream(run.name)  # follows the log and raises when the job fails
# --8<-- [end:train]
