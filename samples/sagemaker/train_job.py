# --8<-- [start:train]
import boto3

IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-train@sha256:" + "0" * 64
sm = boto3.client("sagemaker")
JOB = "churn-43"

sm.create_training_job(
    TrainingJobName=JOB,  # taken until the job is deleted, also by one that failed
    # whoever starts the job needs iam:PassRole on it
    RoleArn="arn:aws:iam::111122223333:role/churn-training",
    AlgorithmSpecification={
        "TrainingImage": IMAGE,  # not a tag
        # streams; "File" copies everything first, and the copying is billed
        "TrainingInputMode": "FastFile",
        "MetricDefinitions": [{"Name": "validation:auc", "Regex": r"\bauc=([0-9.]+)"}],
    },
    # strings only; the job records no commit by itself
    HyperParameters={"max_depth": "6", "git_commit": "4f1c2ab"},
    InputDataConfig=[
        {
            "ChannelName": "train",  # appears as /opt/ml/input/data/train
            "DataSource": {
                "S3DataSource": {
                    "S3DataType": "S3Prefix",
                    "S3Uri": "s3://churn-ml/snapshots/2026-11-01/train/",
                }
            },
        }
    ],
    # /opt/ml/model arrives as <job>/output/model.tar.gz
    OutputDataConfig={"S3OutputPath": "s3://churn-ml/models"},
    ResourceConfig={
        "InstanceType": "ml.m7i.xlarge",
        "InstanceCount": 1,
        "VolumeSizeInGB": 30,
    },
    # all retries together; the default is a day
    StoppingCondition={"MaxRuntimeInSeconds": 3600},
    # faults of the service only: an error of your code ends the job
    RetryStrategy={"MaximumRetryAttempts": 2},
)
sm.get_waiter("training_job_completed_or_stopped").wait(TrainingJobName=JOB)
job = sm.describe_training_job(TrainingJobName=JOB)
if job["TrainingJobStatus"] != "Completed":  # "Stopped": somebody, or the time limit
    raise SystemExit(job["TrainingJobStatus"])
print(job["ModelArtifacts"]["S3ModelArtifacts"])
# --8<-- [end:train]
