# --8<-- [start:train]
from sagemaker.core.training.configs import (
    CheckpointConfig,
    InputData,
    OutputDataConfig,
    SourceCode,
    StoppingCondition,
)
from sagemaker.train import Compute, ModelTrainer

BUCKET = "s3://churn-ml"

IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-train@sha256:" + "0" * 64
trainer = ModelTrainer(
    training_image=IMAGE,  # digest, not tag
    role="arn:aws:iam::111122223333:role/churn-training",
    base_job_name="churn",
    source_code=SourceCode(source_dir="src", entry_script="train.py"),
    compute=Compute(
        instance_type="ml.m7i.xlarge",
        instance_count=1,
        enable_managed_spot_training=True,
    ),
    stopping_condition=StoppingCondition(
        max_runtime_in_seconds=4 * 3600, max_wait_time_in_seconds=8 * 3600
    ),
    # one for each commit and snapshot; train.py takes nothing from another one's
    checkpoint_config=CheckpointConfig(
        s3_uri=f"{BUCKET}/checkpoints/4f1c2ab-2026-11-01-spot"
    ),
    output_data_config=OutputDataConfig(s3_output_path=f"{BUCKET}/models"),
    hyperparameters={"max_depth": 6, "git_commit": "4f1c2ab"},
)
trainer.train(
    input_data_config=[
        InputData(
            channel_name="train", data_source=f"{BUCKET}/snapshots/2026-11-01/train/"
        )
    ],
    wait=False,
    logs=False,
)
# --8<-- [end:train]
