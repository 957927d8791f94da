# --8<-- [start:job]
import json

import boto3

IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-train@sha256:" + "0" * 64
PLACE = "s3://churn-ml/snapshots/<aws.scheduler.scheduled-time>"

prepare = {  # the request of CreateProcessingJob: the scheduler fills in the < >
    "ProcessingJobName": "churn-prepare-<aws.scheduler.execution-id>",
    "RoleArn": "arn:aws:iam::111122223333:role/churn-prepare",
    "AppSpecification": {
        "ImageUri": IMAGE,
        "ContainerEntrypoint": ["python", "/app/prepare.py"],
    },
    "ProcessingInputs": [
        {
            "InputName": "raw",
            "DatasetDefinition": {
                "LocalPath": "/opt/ml/processing/raw",
                "AthenaDatasetDefinition": {
                    "Catalog": "AwsDataCatalog",
                    "Database": "crm",
                    "QueryString": "SELECT * FROM customers WHERE as_of = current_date",
                    "OutputS3Uri": "s3://churn-ml/raw/<aws.scheduler.execution-id>",
                    "OutputFormat": "JSON",
                },
            },
        }
    ],
    "ProcessingOutputConfig": {
        "Outputs": [
            {
                "OutputName": "snapshot",
                "S3Output": {
                    "S3Uri": PLACE,  # a place of its own each night: none is rewritten
                    "LocalPath": "/opt/ml/processing/snapshot",
                    "S3UploadMode": "EndOfJob",
                },
            }
        ]
    },
    "ProcessingResources": {
        "ClusterConfig": {
            "InstanceType": "ml.m5.xlarge",
            "InstanceCount": 1,
            "VolumeSizeInGB": 50,
        }
    },
    "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
}
# --8<-- [end:job]
# --8<-- [start:nightly]
# Every night a new snapshot. The schedule belongs to nothing: deleting the pipeline
# leaves it behind, and it goes on.
boto3.client("scheduler").create_schedule(
    Name="churn-nightly",
    ScheduleExpression="cron(0 3 * * ? *)",
    ScheduleExpressionTimezone="Europe/Dublin",
    FlexibleTimeWindow={"Mode": "OFF"},
    Target={
        "Arn": "arn:aws:scheduler:::aws-sdk:sagemaker:createProcessingJob",
        # trusts scheduler.amazonaws.com; may create the job, pass it churn-prepare, and
        # send to the queue
        "RoleArn": "arn:aws:iam::111122223333:role/churn-start-prepare",
        "Input": json.dumps(prepare),
        # or a missed night is silent
        "DeadLetterConfig": {"Arn": "arn:aws:sqs:eu-west-1:111122223333:churn-missed"},
    },
)
# --8<-- [end:nightly]
# --8<-- [start:arrival]
# When a snapshot is whole, whoever had it made: the job's state says so, while S3 tells
# of single files, in no promised order.
events = boto3.client("events")
events.put_rule(
    Name="churn-snapshot",
    EventPattern=json.dumps(
        {
            "source": ["aws.sagemaker"],
            "detail-type": ["SageMaker Processing Job State Change"],
            "detail": {
                "ProcessingJobName": [{"prefix": "churn-prepare-"}],
                "ProcessingJobStatus": ["Completed"],
            },
        }
    ),
)
# the event's own value
PREPARED = "$.detail.ProcessingOutputConfig.Outputs[0].S3Output.S3Uri"
events.put_targets(  # the same change may arrive twice: then the pipeline runs twice
    Rule="churn-snapshot",
    Targets=[
        {
            "Id": "pipeline",
            "Arn": "arn:aws:sagemaker:eu-west-1:111122223333:pipeline/churn",
            # trusts events.amazonaws.com; may start this pipeline, no more
            "RoleArn": "arn:aws:iam::111122223333:role/churn-start",
            "SageMakerPipelineParameters": {
                "PipelineParameterList": [
                    {"Name": "snapshot", "Value": PREPARED},
                    {"Name": "commit", "Value": "4f1c2ab"},
                ]
            },
        }
    ],
)
# --8<-- [end:arrival]
