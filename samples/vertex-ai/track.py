# --8<-- [start:track]
from google.cloud import aiplatform

aiplatform.init(
    project="churn-prod",
    location="europe-west4",
    experiment="churn",
    # True, the default, makes an instance without your key, and it bills what it stores
    experiment_tensorboard=False,
)
with aiplatform.start_run("run-4f1c2ab"):
    aiplatform.log_params({"max_depth": 6, "learning_rate": 0.05, "commit": "4f1c2ab"})
    snapshot = aiplatform.Artifact.create(
        schema_title="system.Dataset",
        display_name="customers 2026-11-01",
        uri="bq://churn-prod.churn.customers_2026_11_01",
    )
    model = aiplatform.Artifact.create(
        schema_title="system.Model",
        display_name="churn 4f1c2ab",
        uri="gs://churn-ml/runs/4f1c2ab-2026-11-01/model",
    )
    with aiplatform.start_execution(
        schema_title="system.ContainerExecution", display_name="train"
    ) as step:
        # lineage is what you assign; only pipelines record it by themselves
        step.assign_input_artifacts([snapshot])
        step.assign_output_artifacts([model])
    aiplatform.log_metrics({"auc": 0.87, "brier": 0.081})

# There is no MLflow server to point a client at: comparing runs means a data frame
# (needs pandas) or the console.
print(aiplatform.Experiment("churn").resource_name)
# --8<-- [end:track]
