# --8<-- [start:track]
# with the plugin `sagemaker-mlflow`, which signs every request with your role
import mlflow

APP = "arn:aws:sagemaker:eu-west-1:111122223333:mlflow-app/app-CHURN0000001"
mlflow.set_tracking_uri(APP)
mlflow.set_experiment("churn")

with mlflow.start_run(run_name="churn-43") as run:
    # lineage does not reach into MLflow: say yourself where the run came from
    mlflow.set_tags(
        {
            "snapshot": "s3://churn-ml/snapshots/2026-11-01",
            "git_commit": "4f1c2ab",
            "training_job": "churn-43",
        }
    )
    mlflow.log_params({"max_depth": 6, "learning_rate": 0.1})
    for step, auc in enumerate((0.81, 0.85, 0.87)):
        mlflow.log_metric("auc", auc, step=step)

best = mlflow.search_runs(
    experiment_names=["churn"],
    filter_string="tags.snapshot = 's3://churn-ml/snapshots/2026-11-01'",
    order_by=["metrics.auc DESC"],
    max_results=1,
)
print(best[["run_id", "metrics.auc"]])
# --8<-- [end:track]
