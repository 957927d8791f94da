# --8<-- [start:train]
import json

import boto3

IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-train@sha256:" + "0" * 64
SERVE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-serve@sha256:" + "0" * 64
ROLES = "arn:aws:iam::111122223333:role"
MACHINES = {"InstanceType": "ml.m7i.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 30}
SNAPSHOT, COMMIT = {"Get": "Parameters.snapshot"}, {"Get": "Parameters.commit"}
# a field of DescribeTrainingJob, known when it ran
ARTIFACT = {"Get": "Steps.Train.ModelArtifacts.S3ModelArtifacts"}


def part(name):
    return {"Std:Join": {"On": "/", "Values": [SNAPSHOT, name]}}


train = {
    "Name": "Train",
    # no CacheConfig: it compares requests, and would reuse an old model for new bytes
    "Type": "Training",
    "Arguments": {  # the request of CreateTrainingJob without its name
        "RoleArn": f"{ROLES}/churn-training",
        "AlgorithmSpecification": {"TrainingImage": IMAGE, "TrainingInputMode": "File"},
        "HyperParameters": {"max_depth": "6", "git_commit": COMMIT},
        "InputDataConfig": [
            {
                "ChannelName": "train",
                "DataSource": {
                    "S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": part("train")}
                },
            }
        ],
        "OutputDataConfig": {"S3OutputPath": "s3://churn-ml/models"},
        "ResourceConfig": MACHINES,
        "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
    },
}


# --8<-- [end:train]
# --8<-- [start:evaluate]
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


place = ["s3://churn-ml/evaluations", {"Get": "Execution.PipelineExecutionId"}]
evaluate = {
    "Name": "Evaluate",
    "Type": "Processing",
    "Arguments": {
        # may read the holdout, which the bucket denies to the role that trains
        "RoleArn": f"{ROLES}/churn-evaluation",
        "AppSpecification": {
            "ImageUri": IMAGE,
            "ContainerEntrypoint": ["python", "/app/evaluate.py"],
        },
        "ProcessingInputs": [
            s3_input("model", ARTIFACT),
            s3_input("holdout", part("holdout")),
        ],
        "ProcessingOutputConfig": {
            "Outputs": [
                {
                    "OutputName": "evaluation",
                    "S3Output": {
                        "S3Uri": {"Std:Join": {"On": "/", "Values": place}},
                        "LocalPath": "/opt/ml/processing/evaluation",
                        "S3UploadMode": "EndOfJob",
                    },
                }
            ]
        },
        "ProcessingResources": {"ClusterConfig": MACHINES},
        "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
    },
    "PropertyFiles": [
        {
            "PropertyFileName": "evaluation",
            "OutputName": "evaluation",
            "FilePath": "evaluation.json",
        }
    ],
}
# --8<-- [end:evaluate]
# --8<-- [start:gate]
register = {
    "Name": "Register",
    "Type": "RegisterModel",
    "Arguments": {
        "ModelPackageGroupName": "churn",
        # the pipeline proposes; another identity approves
        "ModelApprovalStatus": "PendingManualApproval",
        "InferenceSpecification": {
            "Containers": [{"Image": SERVE, "ModelDataUrl": ARTIFACT}],
            "SupportedContentTypes": ["application/json", "text/csv"],
            "SupportedResponseMIMETypes": ["application/json", "text/csv"],
        },
        "MetadataProperties": {"CommitId": COMMIT},
        "CustomerMetadataProperties": {"snapshot": SNAPSHOT},
    },
}
report = {"Get": "Steps.Evaluate.PropertyFiles.evaluation"}
gate = {
    "Name": "Gate",
    "Type": "Condition",  # cannot be nested
    "Arguments": {
        "Conditions": [
            {
                "Type": "GreaterThanOrEqualTo",
                "LeftValue": {"Std:JsonGet": {"PropertyFile": report, "Path": "auc"}},
                "RightValue": 0.85,
            }
        ],
        "IfSteps": [register],
        "ElseSteps": [
            {
                "Name": "TooBad",
                "Type": "Fail",
                "Arguments": {"ErrorMessage": "AUC below the floor"},
            }
        ],
    },
}
# --8<-- [end:gate]
# --8<-- [start:run]
definition = {
    "Version": "2020-12-01",
    "Parameters": [
        {"Name": "snapshot", "Type": "String"},
        {"Name": "commit", "Type": "String"},
    ],
    "Steps": [train, evaluate, gate],
}
sm = boto3.client("sagemaker")
try:  # the step `Register` needs it
    sm.create_model_package_group(ModelPackageGroupName="churn")
except sm.exceptions.ClientError as error:
    if "already exists" not in str(error):
        raise
sm.create_pipeline(
    PipelineName="churn",
    # needs iam:PassRole on the roles of its steps
    RoleArn="arn:aws:iam::111122223333:role/churn-pipeline",
    PipelineDefinition=json.dumps(definition),
)
sm.start_pipeline_execution(
    PipelineName="churn",
    PipelineParameters=[
        {"Name": "snapshot", "Value": "s3://churn-ml/snapshots/2026-11-01"},
        {"Name": "commit", "Value": "4f1c2ab"},
    ],
)
# --8<-- [end:run]
