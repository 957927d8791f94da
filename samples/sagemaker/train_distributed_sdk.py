# --8<-- [start:train]
from sagemaker.core.training.configs import (
    CheckpointConfig,
    InputData,
    OutputDataConfig,
    SourceCode,
    StoppingCondition,
)
from sagemaker.train import Compute, ModelTrainer
from sagemaker.train.distributed import Torchrun

IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-train-ddp"
trainer = ModelTrainer(
    training_image=IMAGE + "@sha256:" + "0" * 64,
    role="arn:aws:iam::111122223333:role/churn-training",
    base_job_name="churn-ddp",
    source_code=SourceCode(source_dir="src", entry_script="train_ddp.py"),
    # one per GPU; master address and ranks are set for you
    distributed=Torchrun(process_count_per_node=8),
    compute=Compute(instance_type="ml.p4d.24xlarge", instance_count=2),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=12 * 3600),
    # only rank 0 may write there
    checkpoint_config=CheckpointConfig(
        s3_uri="s3://churn-ml/checkpoints/4f1c2ab-2026-11-01-ddp"
    ),
    output_data_config=OutputDataConfig(s3_output_path="s3://churn-ml/models"),
    hyperparameters={"epochs": 20, "git_commit": "4f1c2ab"},
)
trainer.train(
    input_data_config=[
        InputData(
            channel_name="train",
            data_source="s3://churn-ml/snapshots/2026-11-01/train/",
        )
    ],
    wait=False,
    logs=False,
)
# --8<-- [end:train]
