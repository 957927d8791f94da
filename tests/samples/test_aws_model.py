"""The fake behind boto3 refuses what the API model refuses, and answers what it would answer; in both environments."""

import os
import threading
from unittest import mock

import boto3
import pytest
from aws_model import Aws, Reply, Strict, compiled, instead_of_aws
from botocore.exceptions import ClientError
from harness import WrongCall


def faults(service: str, operation: str, **params: object) -> list[tuple[str, str]]:
    with instead_of_aws(Aws()):
        shape = boto3.client(service).meta.service_model.operation_model(operation).input_shape
    return Strict().faults(params, shape)


VARIANT = {"VariantName": "main", "ModelName": "churn-v43"}


@pytest.mark.parametrize(
    ("change", "found", "expected"),
    [
        ({"InstanceType": "ml.c7i.xlarg"}, "'ml.c7i.xlarg'", "nearest: ml.c7i.xlarge"),
        ({"InstanceTyp": "ml.c7i.xlarge"}, "'InstanceTyp'", "nearest: InstanceType"),
        ({"ModelName": "churn_43"}, "'churn_43'", "text like"),
        ({"ModelName": "c" * 64}, "64 characters", "63 at most"),
        ({"InitialInstanceCount": "4"}, "'4' (str)", "int"),
        ({"InitialInstanceCount": True}, "True (bool)", "a number"),
        ({"InitialInstanceCount": 0}, "0", "1 at least"),
        ({"ServerlessConfig": {"MemorySizeInMB": 2048, "MaxConcurrency": 900}}, "900", "200 at most"),
        ({"ServerlessConfig": {"MemorySizeInMB": 2048}}, "no 'MaxConcurrency'", "required"),
    ],
)
def test_the_model_refuses_what_botocore_lets_pass_and_what_it_does_not(change, found, expected):
    wrong = faults("sagemaker", "CreateEndpointConfig", EndpointConfigName="c", ProductionVariants=[VARIANT | change])
    assert found in wrong[0][0]
    assert expected in wrong[0][1]
    assert faults("sagemaker", "CreateEndpointConfig", EndpointConfigName="c", ProductionVariants=[VARIANT]) == []


def test_more_items_than_a_list_holds_are_too_many():
    wrong = faults("sagemaker", "CreateEndpointConfig", EndpointConfigName="c", ProductionVariants=[VARIANT] * 11)
    assert wrong == [("11 items in ProductionVariants", "10 at most")]


def test_a_misspelt_name_is_said_before_the_required_one_that_it_was_meant_to_be():
    wrong = faults("sagemaker", "CreateEndpoint", EndpointName="churn", EndpointConfgName="c")
    assert wrong[0][0] == "'EndpointConfgName' in the call"


def test_what_was_created_is_described_and_what_was_deleted_is_not_found():
    with instead_of_aws(Aws()) as aws:
        client = boto3.client("sagemaker")
        client.create_endpoint(EndpointName="churn", EndpointConfigName="churn-v43")
        assert client.describe_endpoint(EndpointName="churn")["EndpointConfigName"] == "churn-v43"
        client.update_endpoint(EndpointName="churn", EndpointConfigName="churn-v44")
        assert client.describe_endpoint(EndpointName="churn")["EndpointConfigName"] == "churn-v44"
        client.get_waiter("endpoint_in_service").wait(EndpointName="churn")
        client.delete_endpoint(EndpointName="churn")
        client.get_waiter("endpoint_deleted").wait(EndpointName="churn")
        with pytest.raises(ClientError, match="Could not find"):
            client.describe_endpoint(EndpointName="churn")
    assert aws.names() >= {"sagemaker:CreateEndpoint", "sagemaker:DeleteEndpoint"}


def test_what_was_made_before_is_described_as_it_was_updated():
    with instead_of_aws(Aws()):
        client = boto3.client("sagemaker")
        client.update_endpoint(EndpointName="churn", EndpointConfigName="churn-v44")
        assert client.describe_endpoint(EndpointName="churn")["EndpointConfigName"] == "churn-v44"


def test_a_description_has_no_settings_that_nobody_made():
    with instead_of_aws(Aws()):
        package = boto3.client("sagemaker").describe_model_package(ModelPackageName="churn")
    assert "ManagedStorageType" not in package
    assert package["ModelPackageStatus"] == "Completed"


def test_an_answer_of_the_test_stands_in_for_what_the_model_suggests():
    missing = ClientError({"Error": {"Code": "404", "Message": "no"}}, "HeadBucket")
    with instead_of_aws(Aws({"sts:GetCallerIdentity": {"Account": "444455556666"}, "s3:HeadBucket": missing})):
        assert boto3.client("sts").get_caller_identity()["Account"] == "444455556666"
        with pytest.raises(ClientError, match="404"):
            boto3.client("s3").head_bucket(Bucket="churn-ml")


def test_a_client_made_before_and_a_call_from_another_thread_reach_the_fake_too(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with mock.patch.dict(os.environ, AWS_DEFAULT_REGION="eu-west-1"):
        old = boto3.client("s3")
    with instead_of_aws(Aws()) as aws:
        thread = threading.Thread(target=old.list_buckets)
        thread.start()
        thread.join()
        old.upload_file(str(tmp_path / "file"), "churn-ml", "file")  # in threads of its own
        with pytest.raises(WrongCall, match="'X' in StorageClass"):
            old.put_object(Bucket="churn-ml", Key="file", StorageClass="X")
    assert aws.names() == {"s3:ListBuckets", "s3:PutObject"}


@pytest.mark.parametrize(
    "service", ["sagemaker", "sagemaker-runtime", "s3", "iam", "events", "application-autoscaling"]
)
def test_an_answer_fits_its_shape_for_every_operation(service):
    with instead_of_aws(Aws()):
        model = boto3.client(service).meta.service_model
    for name in model.operation_names:
        if shape := model.operation_model(name).output_shape:
            given = Reply(service, {}).of(shape)
            wrong = [fault for fault in Strict().faults(given, shape) if "text like" not in fault[1]]
            assert wrong == [], name


def test_two_patterns_of_the_models_are_not_pythons():
    with instead_of_aws(Aws()):
        model = boto3.client("sagemaker").meta.service_model
    patterns = {model.shape_for(name).metadata.get("pattern", "") for name in model.shape_names}
    assert len([pattern for pattern in patterns if compiled(pattern) is None]) <= 1
