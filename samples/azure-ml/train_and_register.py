# calls: azure.ai.ml.command azure.ai.ml.operations.JobOperations azure.ai.ml.operations.ModelOperations
"""Train on serverless compute, register from the job's output, copy the version into the production registry."""

from azure.ai.ml import Input, MLClient, Output, command
from azure.ai.ml.entities import Model, UserIdentityConfiguration
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())  # config.json names subscription, resource group, workspace

# --8<-- [start:train]
job = command(
    code="./src",  # uploaded as a snapshot, with the git commit
    command="python train.py --data ${{inputs.train}} --model ${{outputs.model}}",
    inputs={"train": Input(type="uri_folder", path="azureml:churn-train:7")},  # a pinned data version
    outputs={"model": Output(type="mlflow_model")},
    environment="azureml:churn-env:3",
    instance_type="Standard_D4as_v4",  # no compute: serverless
    timeout=7200,  # seconds; without it the service's own lifetime applies
    identity=UserIdentityConfiguration(),  # reads data with the submitter's rights
)
run = ml.jobs.create_or_update(job)
ml.jobs.stream(run.name)  # follows the log and raises when the job fails
# --8<-- [end:train]

# --8<-- [start:register]
version = ml.models.create_or_update(
    Model(name="churn", type="mlflow_model", path=f"azureml://jobs/{run.name}/outputs/model"),  # keeps the lineage
)
ml.models.share(  # the release identity runs this line, not the trainer
    version.name,
    version.version,
    registry_name="ml-production",
    share_with_name=version.name,
    share_with_version=version.version,
)
# --8<-- [end:register]
