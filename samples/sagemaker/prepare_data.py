# --8<-- [start:lock]
import json

import boto3

SNAPSHOT = "2026-11-01"
IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-train@sha256:" + "0" * 64
ROLES = "arn:aws:iam::111122223333:role"
NOT_PREPARING = {"ArnNotEquals": {"aws:PrincipalArn": f"{ROLES}/churn-prepare"}}
NOT_EVALUATING = {"ArnNotEquals": {"aws:PrincipalArn": f"{ROLES}/churn-evaluation"}}

# Without it, anybody overwrites what a model was trained on. The preparing role itself
# still can: Object Lock would stop it too, and would stop your deletions as well.
boto3.client("s3").put_bucket_policy(
    Bucket="churn-ml",
    Policy=json.dumps(  # replaces the whole policy: add to what the bucket has
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "OnlyThePreparingJobWritesSnapshots",
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": [
                        "s3:PutObject",
                        "s3:DeleteObject",
                        "s3:DeleteObjectVersion",
                    ],
                    "Resource": "arn:aws:s3:::churn-ml/snapshots/*",
                    "Condition": NOT_PREPARING,
                },
                {
                    "Sid": "OnlyTheEvaluationReadsTheHoldout",
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": ["s3:GetObject", "s3:GetObjectVersion"],
                    "Resource": "arn:aws:s3:::churn-ml/snapshots/*/holdout/*",
                    "Condition": NOT_EVALUATING,
                },
            ],
        }
    ),
)
# --8<-- [end:lock]
# --8<-- [start:prepare]
JOB = f"churn-prepare-{SNAPSHOT}"
# stands in the job's description: no secrets
query = "SELECT * FROM customers WHERE as_of = DATE '2026-11-01'"
sm = boto3.client("sagemaker")
sm.create_processing_job(
    ProcessingJobName=JOB,  # unique in the account and Region: a second run is refused
    # reads the table with this role's rights, not with yours
    RoleArn=f"{ROLES}/churn-prepare",
    AppSpecification={
        "ImageUri": IMAGE,
        # checks and splits; a non-zero exit fails the job
        "ContainerEntrypoint": ["python", "/app/prepare.py"],
        "ContainerArguments": ["--score"],  # score/ too: what the batch step reads
    },
    ProcessingInputs=[
        {
            "InputName": "raw",
            "DatasetDefinition": {
                "LocalPath": "/opt/ml/processing/raw",
                "AthenaDatasetDefinition": {
                    "Catalog": "AwsDataCatalog",
                    "Database": "crm",
                    "QueryString": query,
                    # the result is copied here first
                    "OutputS3Uri": f"s3://churn-ml/raw/{SNAPSHOT}/",
                    # prepare.py reads it; TEXTFILE would have no names of columns
                    "OutputFormat": "JSON",
                },
            },
        }
    ],
    ProcessingOutputConfig={
        "Outputs": [
            {
                "OutputName": "snapshot",
                "S3Output": {
                    "S3Uri": f"s3://churn-ml/snapshots/{SNAPSHOT}",
                    "LocalPath": "/opt/ml/processing/snapshot",
                    "S3UploadMode": "EndOfJob",
                },
            }
        ]
    },
    ProcessingResources={
        "ClusterConfig": {
            "InstanceType": "ml.m5.xlarge",
            "InstanceCount": 1,
            "VolumeSizeInGB": 50,
        }
    },
    StoppingCondition={"MaxRuntimeInSeconds": 3600},
)
# --8<-- [end:prepare]
# --8<-- [start:done]
sm.get_waiter("processing_job_completed_or_stopped").wait(
    ProcessingJobName=JOB,
    WaiterConfig={"Delay": 60, "MaxAttempts": 90},  # the default gives up after an hour
)
status = sm.describe_processing_job(ProcessingJobName=JOB)["ProcessingJobStatus"]
if status != "Completed":  # "Stopped" is no error to the waiter, but half a snapshot
    raise SystemExit(f"{JOB}: {status}")
# prepare.py writes it last; an error here means that the snapshot is not whole
marker = f"snapshots/{SNAPSHOT}/_SUCCESS"
boto3.client("s3").head_object(Bucket="churn-ml", Key=marker)
# --8<-- [end:done]
