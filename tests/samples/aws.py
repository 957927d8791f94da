"""AWS samples in boto3 and for the AWS CLI, run against botocore's own models and what those do not say.

Reads that a sample waits or looks with (`Describe…`, `List…`, `Head…`) are answered and left out of the calls;
everything else counts, `GetRecord` and `InvokeEndpoint` too.
"""

from __future__ import annotations

import re
import time
from functools import cache
from typing import TYPE_CHECKING, Any
from unittest import mock

import boto3
import botocore.waiter
from aws_cli import run_shell
from aws_model import Aws, instead_of_aws
from aws_texts import check_texts
from harness import WrongCall, run_python, seal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANSWERS = {  # what comes out of a shape is no name that the next call takes
    "sagemaker:CreateMlflowApp": {"Arn": "arn:aws:sagemaker:eu-west-1:111122223333:mlflow-app/app-CHURN"},
    "sagemaker:DescribeFeatureGroup": {
        "OfflineStoreConfig": {
            "S3StorageConfig": {"S3Uri": "s3://churn-ml/features"},
            "DataCatalogConfig": {"Catalog": "AwsDataCatalog", "Database": "features", "TableName": "customer"},
        }
    },
    "sagemaker:DescribeModelPackage": {
        "CustomerMetadataProperties": {"auc": "0.87"},
        "InferenceSpecification": {
            "Containers": [{"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-serve"}]
        },
    },
    "sagemaker:DescribeEndpointConfig": lambda asked: configuration(asked["EndpointConfigName"]),
    "sagemaker:ListMlflowApps": {
        "Summaries": [{"Arn": "arn:aws:sagemaker:eu-west-1:111122223333:mlflow-app/app-CHURN", "Name": "churn"}]
    },
    "ec2:DescribeVpcEndpoints": {"VpcEndpoints": [{"VpcEndpointId": "vpce-0a1b2c3d"}]},
    "organizations:CreatePolicy": {"Policy": {"PolicySummary": {"Id": "p-churn0001"}}},
}
WAITS = {  # what needs something that a call before it only began: (begun by, looked at by)
    "sagemaker:CreatePresignedMlflowAppUrl": ("CreateMlflowApp", "DescribeMlflowApp"),
    "sagemaker:ListArtifacts": ("CreateTrainingJob", "DescribeTrainingJob"),
    "sagemaker:UpdateEndpoint": ("CreateEndpoint", "DescribeEndpoint"),
    "sagemaker-runtime:InvokeEndpoint": ("CreateEndpoint", "DescribeEndpoint"),
    "sagemaker-runtime:InvokeEndpointAsync": ("CreateEndpoint", "DescribeEndpoint"),
    "sagemaker-featurestore-runtime:PutRecord": ("CreateFeatureGroup", "DescribeFeatureGroup"),
    "s3:HeadObject": ("CreateProcessingJob", "DescribeProcessingJob"),
}
LOOKS = 5  # a sample's own loop may sleep before it looks
READS = re.compile(r"[\w-]+:(Describe|List|Head)\w*")


@seal
def check(path: Path, way: str) -> set[str]:
    """Run a file written in boto3 or for the AWS CLI; return the calls that it made."""
    aws = Texts(answers=dict(ANSWERS))
    aws.answers["sagemaker:ListPipelineExecutions"] = lambda _: executions(aws)
    with (
        instead_of_aws(aws),
        mock.patch.object(boto3, "DEFAULT_SESSION", session()),
        mock.patch.object(botocore.waiter, "time", mock.Mock(sleep=endless)),
        mock.patch.object(time, "sleep", patience()),
    ):
        run_shell(path) if way == "aws-cli" else run_python(path)
    return {name for name in aws.names() if not READS.fullmatch(name)}


def configuration(name: str) -> dict[str, Any]:
    """Answer with the configuration of `deploy.py`, under the name of a version of the walk."""
    if not re.fullmatch(r"churn-v\d+", name):
        return {}
    return {
        "ProductionVariants": [
            {
                "VariantName": "main",
                "ModelName": name,
                "InstanceType": "ml.c7i.xlarge",
                "InitialInstanceCount": 2,
                "InitialVariantWeight": 1.0,
                "RoutingConfig": {"RoutingStrategy": "LEAST_OUTSTANDING_REQUESTS"},
            }
        ],
        "DataCaptureConfig": {
            "EnableCapture": True,
            "InitialSamplingPercentage": 100,
            "DestinationS3Uri": "s3://churn-ml/capture",
            "CaptureOptions": [{"CaptureMode": "InputAndOutput"}],
        },
        "MetricsConfig": {"EnableEnhancedMetrics": True},
    }


def executions(aws: Aws) -> dict[str, Any]:
    """Answer with one execution of the pipeline, which runs until somebody stops it."""
    arn = "arn:aws:sagemaker:eu-west-1:111122223333:pipeline/churn/execution/abcdefghij12"
    status = "Stopped" if "sagemaker:StopPipelineExecution" in aws.names() else "Executing"
    return {"PipelineExecutionSummaries": [{"PipelineExecutionArn": arn, "PipelineExecutionStatus": status}]}


@cache
def session() -> boto3.Session:
    """Return one session for all samples: it keeps the models, which are large."""
    return boto3.Session()


def endless(_: float) -> None:
    """Stand where a waiter sleeps: the fake is never on the way, so what is not there at once never comes."""
    raise WrongCall("a wait that never ends", "to wait for what was created, or for the end of what was deleted")


def patience() -> Callable[[float], None]:
    """Return what stands where a sample's own loop sleeps: it may, a few times, and takes no time."""
    left = iter(range(LOOKS))

    def sleep(seconds: float) -> None:
        if next(left, None) is None:
            endless(seconds)

    return sleep


class Texts(Aws):
    """AWS that also reads what is text to botocore, and in which what was begun takes its time."""

    def take(self, service: str, operation: Any, params: dict[str, Any]) -> dict[str, Any]:
        """Check a call, answer it, then check the texts in it."""
        name = f"{service}:{operation.name}"
        begun, looked = WAITS.get(name, ("", ""))
        before = [call.name.partition(":")[2] for call in self.calls]
        if begun in before and looked not in before[::-1][: before[::-1].index(begun)]:
            raise WrongCall(f"{name} while what {begun} began is on its way", f"to wait first, by {looked} or a waiter")
        answer = super().take(service, operation, params)
        check_texts(f"{service}:{operation.name}", params)
        return answer
