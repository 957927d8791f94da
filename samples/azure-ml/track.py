"""Name a run so that it can be found and compared; the metrics are MLflow's."""

# --8<-- [start:track]
from azure.ai.ml import Input, MLClient, Output, command
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())

job = command(
    experiment_name="churn",  # a name is all it takes: an experiment has no settings
    display_name="churn-2026-11-01-depth-6",
    tags={"commit": "4f1c2ab", "snapshot": "2026-11-01", "owner": "retention"},
    code="./src",
    # In the job MLflow is connected, without an address or a key: train.py logs auc
    # after each round. Pin the client in the image: log_model of newer ones asks for
    # logged models, which the workspace answers with 404.
    command="python train.py --train ${{inputs.train}} --model ${{outputs.model}}"
    " --max_depth ${{inputs.depth}}",
    inputs={
        "train": Input(type="uri_folder", path="azureml:churn:2026-11-01"),
        "depth": 6,
    },
    outputs={"model": Output(type="custom_model")},
    environment="azureml:churn-train:12",
    instance_type="Standard_D4as_v4",
)
run = ml.jobs.create_or_update(job)

# for mlflow.set_tracking_uri() on your laptop
tracking = ml.workspaces.get(ml.workspace_name).mlflow_tracking_uri
print(run.name, run.studio_url, tracking)
# --8<-- [end:track]
