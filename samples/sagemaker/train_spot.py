# calls: sagemaker:CreateTrainingJob (SageMaker Python SDK v3: ModelTrainer, Spot capacity)
# --8<-- [start:train]
from sagemaker.train import ModelTrainer
from sagemaker.train import configs as c

BUCKET = "s3://churn-ml"

trainer = ModelTrainer(
    training_image="111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-train@sha256:" + "0" * 64,  # digest, not tag
    role="arn:aws:iam::111122223333:role/churn-training",
    base_job_name="churn",
    source_code=c.SourceCode(source_dir="src", entry_script="train.py", requirements="requirements.txt"),
    compute=c.Compute(instance_type="ml.g5.xlarge", instance_count=1, enable_managed_spot_training=True),
    stopping_condition=c.StoppingCondition(max_runtime_in_seconds=4 * 3600, max_wait_time_in_seconds=8 * 3600),
    checkpoint_config=c.CheckpointConfig(s3_uri=f"{BUCKET}/checkpoints/run-42"),  # a prefix of this run only
    output_data_config=c.OutputDataConfig(s3_output_path=f"{BUCKET}/models"),
    hyperparameters={"max_depth": 6, "git_commit": "4f1c2ab"},
)
trainer.train(
    input_data_config=[c.InputData(channel_name="train", data_source=f"{BUCKET}/snapshots/2026-11-01/train/")],
    wait=False,
    logs=False,
)
# --8<-- [end:train]
