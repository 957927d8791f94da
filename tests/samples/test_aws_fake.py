"""What the fake of AWS refuses beside names: what is closed, policies as text, members of lists; in both environments."""

import json

import aws_texts
import boto3
import pytest
from aws_model import Aws, Strict, instead_of_aws
from harness import ROOT, WrongCall


@pytest.mark.parametrize(
    ("operation", "says"),
    [
        ("CreateTrialComponent", "closed to new customers; expected .*mlflow.*sm-experiments-closed"),
        ("CreateExperiment", "closed to new customers; expected .*mlflow"),
        ("CreateFlowDefinition", "closed to new customers; expected .*sm-a2i-closed"),
        ("CreateDeviceFleet", "removed; expected .*sm-edge-manager-retired"),
        ("StartMonitoringSchedule", "closed to new customers; expected .*sm-model-monitor-closed"),
        ("CreateModelBiasJobDefinition", "closed to new customers; expected .*sm-clarify-closed"),
    ],
)
def test_to_make_what_is_closed_or_gone_is_refused(operation, says):
    with pytest.raises(WrongCall, match=f"sagemaker:{operation}, {says}"):
        aws_texts.check_texts(f"sagemaker:{operation}", {})


def test_a_closed_service_is_refused_as_a_whole():
    with pytest.raises(WrongCall, match="closed to new customers"):
        aws_texts.check_texts("sagemaker-geospatial:StartEarthObservationJob", {})


@pytest.mark.parametrize(
    "name", ["sagemaker:DeleteTrialComponent", "sagemaker:CreateEndpoint", "iot:CreateDeviceFleet", "s3:PutObject"]
)
def test_to_delete_it_and_what_is_open_pass(name):
    aws_texts.check_texts(name, {})


def test_the_ledger_knows_each_closing():
    names = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "data" / "names").glob("*.yml"))
    assert {e["event"] for e in aws_texts.closed().values() if f"id: {e['event']}\n" not in names} == set()


@pytest.mark.parametrize(
    ("call", "field"),
    [
        ("s3:PutBucketPolicy", "Policy"),
        ("iam:CreatePolicy", "PolicyDocument"),
        ("sagemaker:PutModelPackageGroupPolicy", "ResourcePolicy"),
        ("iam:CreateRole", "AssumeRolePolicyDocument"),
        ("organizations:CreatePolicy", "Content"),
    ],
)
def test_a_policy_is_read_in_whichever_field_it_stands(call, field):
    statement = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    aws_texts.check_texts(call, {field: json.dumps(policy)})
    for wrong, says in (
        (policy | {"Statement": [statement | {"Action": "s3:GetObjects"}]}, "GetObject"),
        (policy | {"Statements": []}, "'Statements'"),
    ):
        with pytest.raises(WrongCall, match=says):
            aws_texts.check_texts(call, {field: json.dumps(wrong)})
    with pytest.raises(WrongCall, match="expected JSON"):
        aws_texts.check_texts(call, {field: "{'Version': 1}"})


def test_a_policy_that_is_wrong_fails_the_call_that_puts_it():
    aws = pytest.importorskip("aws", reason="boto3 samples are checked where the AWS CLI is")
    statement = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObjekt", "Resource": "*"}
    with instead_of_aws(aws.Texts()), pytest.raises(WrongCall, match="nearest: GetObject"):
        boto3.client("s3").put_bucket_policy(Bucket="churn-ml", Policy=json.dumps({"Statement": [statement]}))


def test_an_enum_is_checked_inside_a_list_too():
    container = {"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-serve"}
    inference = {"Containers": [container], "SupportedContentTypes": ["text/csv"], "SupportedResponseMIMETypes": []}
    with instead_of_aws(Aws()):
        shape = boto3.client("sagemaker").meta.service_model.operation_model("CreateModelPackage").input_shape
    for sizes, faults in ((["ml.m7i.xlarge"], 0), (["ml.m7i.xlarge", "ml.m7.xlarge"], 1)):
        given = {"InferenceSpecification": inference | {"SupportedTransformInstanceTypes": sizes}}
        assert len(Strict().faults(given, shape)) == faults


def test_a_default_session_of_before_is_not_asked_and_is_there_again(monkeypatch):
    mine = boto3.Session(region_name="us-east-1")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", mine)
    with instead_of_aws(Aws()):
        assert boto3.client("s3").meta.region_name == "eu-west-1"
    assert boto3.DEFAULT_SESSION is mine
