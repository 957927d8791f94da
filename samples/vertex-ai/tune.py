# --8<-- [start:tune]
from google.cloud import aiplatform
from google.cloud.aiplatform import hyperparameter_tuning as hpt

IMAGE = "europe-west4-docker.pkg.dev/churn-prod/images/churn-train@sha256:" + "0" * 64
aiplatform.init(
    project="churn-prod", location="europe-west4", staging_bucket="gs://churn-ml"
)

trial = aiplatform.CustomJob(
    display_name="churn-trial",
    # one folder per trial below it
    base_output_dir="gs://churn-ml/runs/4f1c2ab-2026-11-01-tune",
    worker_pool_specs=[
        {
            "machine_spec": {"machine_type": "n2-standard-8"},
            "replica_count": 1,
            "container_spec": {
                "image_uri": IMAGE,
                # a trial adds --max_depth=6 and so on
                "args": ["--train=/gcs/churn-ml/snapshots/2026-11-01/train"],
            },
        }
    ],
)
tuning = aiplatform.HyperparameterTuningJob(
    display_name="churn-tune-4f1c2ab",
    custom_job=trial,
    # no log line is read: train.py reports it with cloudml-hypertune
    metric_spec={"auc": "maximize"},
    parameter_spec={
        "max_depth": hpt.IntegerParameterSpec(min=3, max=9, scale="linear"),
        "learning_rate": hpt.DoubleParameterSpec(min=0.01, max=0.3, scale="log"),
        "trees_per_round": hpt.DiscreteParameterSpec(values=[5, 10, 20], scale=None),
    },
    max_trial_count=30,
    parallel_trial_count=3,  # fewer at once means that each choice knows more results
    max_failed_trial_count=5,  # unset, one failed first trial ends the job
    search_algorithm=None,  # Vizier's Bayesian default; "grid" excludes doubles
)
tuning.run(
    service_account="churn-training@churn-prod.iam.gserviceaccount.com", sync=False
)
# --8<-- [end:tune]
