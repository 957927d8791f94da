# --8<-- [start:data]
import json

import boto3

IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-train@sha256:" + "0" * 64


def s3_input(name, uri):
    return {
        "InputName": name,
        "S3Input": {
            "S3Uri": uri,
            "LocalPath": f"/opt/ml/processing/{name}",
            "S3DataType": "S3Prefix",
            "S3InputMode": "File",
        },
    }


inputs = [
    s3_input("snapshot", "s3://churn-ml/snapshots/2026-11-01/train/"),
    # all versions, all of it: a retention rule makes the window
    s3_input("captured", "s3://churn-ml/capture/churn/main/"),
]
# --8<-- [end:data]
# --8<-- [start:job]
# The request of CreateProcessingJob, which the schedule sends by itself: no pipeline,
# no function of yours.
job = {
    "ProcessingJobName": "churn-drift-<aws.scheduler.execution-id>",
    "RoleArn": "arn:aws:iam::111122223333:role/churn-monitoring",
    "AppSpecification": {
        "ImageUri": IMAGE,
        "ContainerEntrypoint": ["python", "/app/drift.py"],
        "ContainerArguments": [
            "--snapshot=/opt/ml/processing/snapshot",
            "--captured=/opt/ml/processing/captured",
            "--metrics=/opt/ml/processing/report/drift.json",
        ],
    },
    "ProcessingInputs": inputs,
    "ProcessingOutputConfig": {
        "Outputs": [
            {
                "OutputName": "report",
                "S3Output": {
                    "S3Uri": "s3://churn-ml/drift/<aws.scheduler.scheduled-time>",
                    "LocalPath": "/opt/ml/processing/report",
                    # while it runs: drift ends the job as Failed
                    "S3UploadMode": "Continuous",
                },
            }
        ]
    },
    "ProcessingResources": {
        "ClusterConfig": {
            "InstanceType": "ml.m7i.xlarge",
            "InstanceCount": 1,
            "VolumeSizeInGB": 30,
        }
    },
    "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
}
# --8<-- [end:job]
# --8<-- [start:schedule]
boto3.client("scheduler").create_schedule(
    Name="churn-drift",
    ScheduleExpression="cron(0 5 * * ? *)",
    FlexibleTimeWindow={"Mode": "OFF"},
    Target={
        "Arn": "arn:aws:scheduler:::aws-sdk:sagemaker:createProcessingJob",
        # may call CreateProcessingJob, and iam:PassRole on churn-monitoring
        "RoleArn": "arn:aws:iam::111122223333:role/churn-start-drift",
        "Input": json.dumps(job),
    },
)
# --8<-- [end:schedule]
# --8<-- [start:alert]
TOPIC = "arn:aws:sns:eu-west-1:111122223333:churn-drift"
events = boto3.client("events")
# drift.py ends with 2 when a feature moved: the job is Failed, and that is the message
events.put_rule(
    Name="churn-drifted",
    EventPattern=json.dumps(
        {
            "source": ["aws.sagemaker"],
            "detail-type": ["SageMaker Processing Job State Change"],
            "detail": {
                "ProcessingJobName": [{"prefix": "churn-drift-"}],
                "ProcessingJobStatus": ["Failed"],
            },
        }
    ),
)
# to a person first: a retraining that starts by itself learns from whatever broke
events.put_targets(
    Rule="churn-drifted",
    Targets=[{"Id": "people", "Arn": TOPIC}],  # no RoleArn: the topic's policy decides
)
policy = {  # replaces the one that the topic has: add this statement to that
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "events.amazonaws.com"},
            "Action": "sns:Publish",
            "Resource": TOPIC,
        }
    ],
}
boto3.client("sns").set_topic_attributes(
    TopicArn=TOPIC,
    AttributeName="Policy",
    AttributeValue=json.dumps(policy),
)
# --8<-- [end:alert]
