# --8<-- [start:tune]
from sagemaker.core.parameter import ContinuousParameter, IntegerParameter
from sagemaker.core.training.configs import (
    InputData,
    OutputDataConfig,
    StoppingCondition,
)
from sagemaker.train import Compute, ModelTrainer
from sagemaker.train.tuner import HyperparameterTuner

IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-train@sha256:" + "0" * 64
# no source_code: a tuning job cannot set an entry point, so the image's own must train
trainer = ModelTrainer(
    training_image=IMAGE,
    role="arn:aws:iam::111122223333:role/churn-training",
    compute=Compute(instance_type="ml.m7i.xlarge", instance_count=1),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=3600),  # of one trial
    output_data_config=OutputDataConfig(s3_output_path="s3://churn-ml/tuning"),
    hyperparameters={"rounds": 20, "git_commit": "4f1c2ab"},  # the same for every trial
)
tuner = HyperparameterTuner(
    model_trainer=trainer,
    objective_metric_name="auc",
    # read from the log line that train.py prints
    metric_definitions=[{"Name": "auc", "Regex": r"auc=([0-9.]+)"}],
    hyperparameter_ranges={
        "max_depth": IntegerParameter(3, 10),
        "learning_rate": ContinuousParameter(0.01, 0.3, scaling_type="Logarithmic"),
    },
    strategy="Bayesian",
    early_stopping_type="Auto",
    max_jobs=20,  # bounds the bill
    max_parallel_jobs=4,  # more at once means that fewer trials learn from earlier ones
    base_tuning_job_name="churn",
)
tuner.tune(
    inputs=[
        InputData(
            channel_name="train",
            data_source="s3://churn-ml/snapshots/2026-11-01/train/",
        )
    ],
    wait=False,
)
# --8<-- [end:tune]
