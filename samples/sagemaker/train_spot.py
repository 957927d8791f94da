# --8<-- [start:train]
import boto3

IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-train@sha256:" + "0" * 64
boto3.client("sagemaker").create_training_job(
    TrainingJobName="churn-43-spot",
    RoleArn="arn:aws:iam::111122223333:role/churn-training",
    AlgorithmSpecification={
        "TrainingImage": IMAGE,
        "TrainingInputMode": "File",
    },
    HyperParameters={"max_depth": "6", "git_commit": "4f1c2ab"},
    InputDataConfig=[
        {
            "ChannelName": "train",
            "DataSource": {
                "S3DataSource": {
                    "S3DataType": "S3Prefix",
                    "S3Uri": "s3://churn-ml/snapshots/2026-11-01/train/",
                }
            },
        }
    ],
    OutputDataConfig={"S3OutputPath": "s3://churn-ml/models"},
    ResourceConfig={
        "InstanceType": "ml.m7i.xlarge",
        "InstanceCount": 1,
        "VolumeSizeInGB": 30,
    },
    EnableManagedSpotTraining=True,  # excludes warm pools and InstancePreferences
    StoppingCondition={
        "MaxRuntimeInSeconds": 4 * 3600,  # running
        # waiting and running together, so never less than the line above
        "MaxWaitTimeInSeconds": 8 * 3600,
    },
    CheckpointConfig={
        # a prefix of this run only: what another one finished leaves nothing to train
        "S3Uri": "s3://churn-ml/checkpoints/spot-2026-11-01-4f1c2ab",
        # copied up while it runs and back after a reclaim: your code must load it
        "LocalPath": "/opt/ml/checkpoints",
    },
)
# --8<-- [end:train]
