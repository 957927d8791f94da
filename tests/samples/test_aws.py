"""The AWS fake: what it takes, what it refuses, and what its refusals say."""

import json

import aws
import aws_texts
import pytest
from harness import SampleFault, WrongCall

PYTHON = "import boto3\n\n"


def made(tmp_path, text, way="boto3"):
    path = tmp_path / ("sample.sh" if way == "aws-cli" else "sample.py")
    path.write_text(text, encoding="utf-8")
    return aws.check(path, way)


def refused(tmp_path, text, way="boto3"):
    with pytest.raises(SampleFault) as fault:
        made(tmp_path, text, way)
    return str(fault.value)


def test_writes_count_and_looking_does_not(tmp_path):
    calls = made(
        tmp_path,
        PYTHON + "sm = boto3.client('sagemaker')\n"
        "sm.delete_endpoint(EndpointName='churn')\n"
        "sm.list_endpoints()\n"
        "sm.get_waiter('endpoint_deleted').wait(EndpointName='churn')\n",
    )
    assert calls == {"sagemaker:DeleteEndpoint"}


def test_a_mistake_is_named_with_its_line_and_the_nearest_name(tmp_path):
    said = refused(tmp_path, PYTHON + "boto3.client('sagemaker').delete_endpoint(EndpointNam='churn')\n")
    assert said.startswith("samples/sample.py:3: found 'EndpointNam' in the call of sagemaker:DeleteEndpoint; expected")
    assert "EndpointName" in said


def test_the_same_file_may_be_checked_again(tmp_path):
    text = PYTHON + "boto3.client('sagemaker').delete_model(ModelName='churn')\n"
    assert made(tmp_path, text) == made(tmp_path, text) == {"sagemaker:DeleteModel"}


@pytest.mark.parametrize(
    ("text", "way"),
    [
        (PYTHON + "boto3.client('sagemaker').get_waiter('endpoint_deleted').wait(EndpointName='churn')\n", "boto3"),
        ("\n\naws sagemaker wait endpoint-deleted --endpoint-name churn\n", "aws-cli"),
    ],
)
def test_who_waits_for_what_nobody_deletes_is_stopped(tmp_path, text, way):
    said = refused(tmp_path, text, way)
    assert ":3: found a wait that never ends" in said


BEGUN = "sm = boto3.client('sagemaker')\nsm.create_endpoint(EndpointName='churn', EndpointConfigName='churn')\n"
ASKED = "boto3.client('sagemaker-runtime').invoke_endpoint(EndpointName='churn', Body='')\n"
WAITED = "sm.get_waiter('endpoint_in_service').wait(EndpointName='churn')\n"


def test_what_was_only_begun_is_not_there_yet(tmp_path):
    assert made(tmp_path, PYTHON + BEGUN + WAITED + ASKED) == {
        "sagemaker:CreateEndpoint",
        "sagemaker-runtime:InvokeEndpoint",
    }
    assert made(tmp_path, PYTHON + ASKED) == {"sagemaker-runtime:InvokeEndpoint"}  # made before the sample began
    assert ":5: found sagemaker-runtime:InvokeEndpoint while" in refused(tmp_path, PYTHON + BEGUN + ASKED)
    again = WAITED + BEGUN.replace("sm = boto3.client('sagemaker')\n", "")
    assert "by DescribeEndpoint or a waiter" in refused(tmp_path, PYTHON + BEGUN + again + ASKED)


def test_a_configuration_of_the_walk_is_the_one_that_was_deployed(tmp_path):
    text = PYTHON + "sm = boto3.client('sagemaker')\n"
    text += "old = sm.describe_endpoint_config(EndpointConfigName='churn-v42')\n"
    text += "assert old['ProductionVariants'][0]['ModelName'] == 'churn-v42'\n"
    text += "assert 'AsyncInferenceConfig' not in old\n"
    assert made(tmp_path, text) == set()


def test_an_execution_runs_until_it_is_stopped(tmp_path):
    text = PYTHON + "sm = boto3.client('sagemaker')\n"
    text += "def now():\n    [run] = sm.list_pipeline_executions(PipelineName='c')['PipelineExecutionSummaries']\n"
    text += "    return run['PipelineExecutionStatus'], run['PipelineExecutionArn']\n"
    text += "assert now()[0] == 'Executing'\nsm.stop_pipeline_execution(PipelineExecutionArn=now()[1])\n"
    text += "assert now()[0] == 'Stopped'\n"
    assert made(tmp_path, text) == {"sagemaker:StopPipelineExecution"}


def test_the_policy_of_a_topic_is_read_too():
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sns:Publsh"}]}
    given = {"AttributeName": "Policy", "AttributeValue": json.dumps(policy)}
    with pytest.raises(WrongCall, match="Publish"):
        aws_texts.check_texts("sns:SetTopicAttributes", given)
    aws_texts.check_texts("sns:SetTopicAttributes", {"AttributeName": "DisplayName", "AttributeValue": "churn"})


def test_a_loop_of_the_samples_own_may_look_and_not_for_ever(tmp_path):
    loop = PYTHON + "import time\nsm = boto3.client('sagemaker')\nstatus = 'Creating'\nwhile status != '{}':\n"
    loop += "    time.sleep(900)\n    status = sm.describe_feature_group(FeatureGroupName='c')['FeatureGroupStatus']\n"
    assert made(tmp_path, loop.format("Created")) == set()
    assert ":7: found a wait that never ends" in refused(tmp_path, loop.format("Ready"))


def test_what_is_closed_to_new_customers_is_no_sample(tmp_path):
    said = refused(
        tmp_path,
        PYTHON + "boto3.client('sagemaker').create_experiment(ExperimentName='churn')\n",
    )
    assert "closed to new customers" in said
    assert "sm-experiments-closed" in said


# Texts -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ({"Effect": "Permit", "Action": "s3:PutObject"}, "Allow or Deny"),
        ({"Effect": "Allow", "Actions": "s3:PutObject"}, "'Actions'"),
        ({"Effect": "Allow", "Action": "sagemaker:InvokeEndpoints"}, "InvokeEndpoint"),
        ({"Effect": "Allow", "Action": "sagemakr:InvokeEndpoint"}, "sagemaker"),
        (
            {"Effect": "Deny", "Action": "*", "Condition": {"Null": {"sagemaker:VpcSubnet": "true"}}},
            "sagemaker:VpcSubnets",
        ),
    ],
)
def test_the_words_of_a_policy_are_checked(statement, says):
    with pytest.raises(WrongCall, match=says):
        aws_texts.check_policy({"Version": "2012-10-17", "Statement": [statement]}, "a test")


@pytest.mark.parametrize("action", ["sagemaker:InvokeEndpoint", "sagemaker:Create*", "s3:DeleteObjectVersion", "iam:*"])
def test_actions_that_exist_pass(action):
    aws_texts.check_policy({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [action]}]}, "a test")


def definition(**changes):
    step = {
        "Name": "Batch",
        "Type": "Transform",
        "Arguments": {
            "ModelName": "churn",
            "TransformInput": {
                "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": {"Get": "Parameters.snapshot"}}}
            },
            "TransformOutput": {"S3OutputPath": "s3://churn-ml/scores"},
            "TransformResources": {"InstanceType": "ml.m7i.xlarge", "InstanceCount": 1},
        },
    }
    parameters = [{"Name": "snapshot", "Type": "String"}]
    return {"Version": "2020-12-01", "Parameters": parameters, "Steps": [step]} | changes


def fail(message):
    return {"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": message}}


def test_a_definition_whose_steps_are_requests_passes():
    aws_texts.check_pipeline(definition())
    given = definition()["Steps"][0]
    named = {**given, "Arguments": {**given["Arguments"], "ModelName": {"Get": "Parameters.snapshot"}}}
    aws_texts.check_pipeline(definition(Steps=[named]))
    later = {"Get": "Steps.Batch.TransformOutput.S3OutputPath"}
    aws_texts.check_pipeline(definition(Steps=[*definition()["Steps"], fail(later)]))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"Version": "2021-01-01"}, "2020-12-01"),
        ({"Step": []}, "'Step'"),
        ({"Parameters": []}, "Parameters.snapshot"),
        ({"Steps": [{**definition()["Steps"][0], "Type": "BatchTransform"}]}, "Transform"),
        ({"Steps": [{**definition()["Steps"][0], "Arguments": {"ModelName": "churn"}}]}, "it is required"),
        ({"Steps": [*definition()["Steps"], fail({"Get": "Steps.Bach.TransformJobArn"})]}, "Batch"),
        ({"Steps": [*definition()["Steps"], fail({"Get": "Steps.Batch.TransformJobARN"})]}, "TransformJobArn"),
        ({"Steps": [*definition()["Steps"], fail({"Get": "Steps.Batch.PropertyFiles.report"})]}, "there is none"),
    ],
)
def test_a_definition_is_checked_as_the_requests_that_it_holds(changes, says):
    with pytest.raises(WrongCall, match=says):
        aws_texts.check_pipeline(definition(**changes))


def schedule(arn, request):
    return {"Arn": f"arn:aws:scheduler:::aws-sdk:{arn}", "Input": json.dumps(request)}


def test_the_request_in_a_schedule_is_checked():
    aws_texts.check_target(schedule("sagemaker:deleteEndpoint", {"EndpointName": "churn"}))
    aws_texts.check_target({"Arn": "arn:aws:sagemaker:eu-west-1:111122223333:pipeline/churn"})
    for arn, request, says in (
        ("sagemaker:deleteEndpoint", {"Endpoint": "churn"}, "EndpointName"),
        ("sagemaker:deleteEndpoints", {}, "DeleteEndpoint"),
        ("sagemakr:deleteEndpoint", {}, "sagemaker"),
    ):
        with pytest.raises(WrongCall, match=says):
            aws_texts.check_target(schedule(arn, request))


def test_events_are_called_as_their_service_calls_them():
    aws_texts.check_pattern({"source": ["aws.sagemaker"], "detail-type": ["SageMaker Endpoint State Change"]})
    with pytest.raises(WrongCall, match="SageMaker Endpoint State Change"):
        aws_texts.check_pattern({"source": ["aws.sagemaker"], "detail-type": ["Sagemaker Endpoint State Changed"]})
    with pytest.raises(WrongCall, match="detail-type"):
        aws_texts.check_pattern({"detailType": ["Object Created"]})


# The AWS CLI -----------------------------------------------------------------------------------------------------------


def test_variables_continued_lines_open_quotes_and_captured_output_work(tmp_path):
    script = """\
set -euo pipefail
NAME=churn  # for all of them
ARN=$(aws sagemaker describe-model-package --model-package-name "$NAME" \\
  --query ModelPackageArn --output text)
aws sagemaker update-model-package --model-package-arn "${ARN}" \\
  --approval-description '$5 a month,
    and no more'
"""
    assert made(tmp_path, script, "aws-cli") == {"sagemaker:UpdateModelPackage"}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("aws sagemaker delete-endpoints --endpoint-name churn", "delete-endpoint?"),
        ("aws sagemaker delete-endpoint --endpoint-name churn --endpoint-names churn", "nearest: --endpoint-name"),
        ("aws sagemaker delete-endpoint", "--endpoint-name; expected it is required"),
        ("aws sagemaker delete-endpoint --endpoint-name churn_x", "text like"),
        ("aws sagemaker delete-endpoint --endpoint-name $NAMES", "nearest: NAME"),
        ("curl https://example.com", "the command 'curl'"),
    ],
)
def test_the_cli_says_what_it_does_not_take(tmp_path, line, says):
    said = refused(tmp_path, f"NAME=churn\n{line}\n", "aws-cli")
    assert said.startswith("samples/sample.sh:2: found ")
    assert says in said
