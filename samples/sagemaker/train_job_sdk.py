# --8<-- [start:train]
from sagemaker.core.training.configs import (
    InputData,
    OutputDataConfig,
    SourceCode,
    StoppingCondition,
)
from sagemaker.train import Compute, ModelTrainer

IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-train@sha256:" + "0" * 64
trainer = ModelTrainer(
    training_image=IMAGE,  # digest, not tag
    role="arn:aws:iam::111122223333:role/churn-training",
    base_job_name="churn",
    # uploaded as a channel of its own
    source_code=SourceCode(source_dir="src", entry_script="train.py"),
    compute=Compute(
        instance_type="ml.m7i.xlarge", instance_count=1, volume_size_in_gb=50
    ),
    # a hung job stops billing
    stopping_condition=StoppingCondition(max_runtime_in_seconds=2 * 3600),
    output_data_config=OutputDataConfig(s3_output_path="s3://churn-ml/models"),
    # arrive as --max_depth 6 --git_commit 4f1c2ab
    hyperparameters={"max_depth": 6, "git_commit": "4f1c2ab"},
)
trainer.train(
    input_data_config=[
        InputData(
            channel_name="train",
            data_source="s3://churn-ml/snapshots/2026-11-01/train/",
        )
    ],
    wait=False,  # the job lives in the service; your laptop may sleep
    logs=False,
)
# --8<-- [end:train]
