"""Write a checked snapshot with a job; then give it a version that no run can take."""

# --8<-- [start:prepare]
from azure.ai.ml import Input, MLClient, Output, command
from azure.ai.ml.constants import AssetTypes
from azure.ai.ml.entities import Data, UserIdentityConfiguration
from azure.identity import DefaultAzureCredential

# config.json names subscription, resource group and workspace
ml = MLClient.from_config(DefaultAzureCredential())

raw = "azureml://datastores/crm/paths/customers/"
snapshot = "2026-11-01"
# the date keeps runs apart
folder = f"azureml://datastores/churn_ml/paths/snapshots/{snapshot}/"

job = command(
    display_name=f"prepare-{snapshot}",
    code="./src",
    # An error exit when a rule is broken is the whole gate. The last file it writes is
    # _SUCCESS. 40 files to score, because a batch endpoint hands out whole files.
    command="python prepare.py --raw ${{inputs.raw}} --out ${{outputs.snapshot}}"
    " --score 40",
    inputs={"raw": Input(type=AssetTypes.URI_FOLDER, path=raw, mode="ro_mount")},
    outputs={
        "snapshot": Output(type=AssetTypes.URI_FOLDER, path=folder, mode="rw_mount")
    },
    environment="azureml:churn-train:12",
    instance_type="Standard_E4s_v3",
    # reads with your rights, if the datastore stores no key
    identity=UserIdentityConfiguration(),
)
run = ml.jobs.create_or_update(job)
ml.jobs.stream(run.name)  # raises when the check failed: nothing below runs

# A record cannot be changed or deleted; the bytes under its path can: lock the
# container against overwriting. Who trains is given the first part, never the second.
parts = {"churn": "train", "churn-holdout": "holdout", "churn-score": "score"}
for name, part in parts.items():
    data = Data(
        name=name,
        version=snapshot,
        type=AssetTypes.URI_FOLDER,
        path=f"{folder}{part}/",
        tags={"job": run.name},
    )
    print(ml.data.create_or_update(data).id)
# --8<-- [end:prepare]
