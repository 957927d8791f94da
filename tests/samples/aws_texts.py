"""What botocore's models do not say of a call: what is closed, rules of the text, and requests that are text to botocore.

The definition of a pipeline, the request in a schedule, an event pattern and a policy are read and checked as what they
hold. Each check raises `WrongCall`. The lists that no model has are short, and say when they were read.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import botocore.session
import yaml
from aws_model import Strict
from botocore import xform_name
from harness import ROOT, WrongCall

from cloud_ml_platforms.api_surface.references import nearest_names

if TYPE_CHECKING:
    from collections.abc import Iterator

MAKES = {"create", "start", "update"}  # reading and deleting what one has is no news
STEPS = {  # the request that a step of a pipeline makes, and the answer whose fields are its properties
    "Training": ("CreateTrainingJob", "DescribeTrainingJob", "TrainingJobName"),
    "Processing": ("CreateProcessingJob", "DescribeProcessingJob", "ProcessingJobName"),
    "Transform": ("CreateTransformJob", "DescribeTransformJob", "TransformJobName"),
    "Model": ("CreateModel", "DescribeModel", "ModelName"),
    "RegisterModel": ("CreateModelPackage", "DescribeModelPackage", "ModelPackageName"),
}
OTHER_STEPS = {"Condition": {"Conditions", "IfSteps", "ElseSteps"}, "Fail": {"ErrorMessage"}}
COMPARISONS = ("Equals", "GreaterThan", "GreaterThanOrEqualTo", "LessThan", "LessThanOrEqualTo", "In", "Not", "Or")
EVENTS = {  # the names that the services give their events, as the row del-events has them; a list kept by hand
    "aws.sagemaker": (
        "SageMaker Model Package State Change",
        "SageMaker Training Job State Change",
        "SageMaker Processing Job State Change",
        "SageMaker Transform Job State Change",
        "SageMaker HyperParameter Tuning Job State Change",
        "SageMaker Endpoint State Change",
        "SageMaker Endpoint Deployment State Change",
        "SageMaker Feature Group State Change",
        "SageMaker Model Building Pipeline Execution Status Change",
        "SageMaker Model Building Pipeline Execution Step Status Change",
    ),
    "aws.s3": ("Object Created", "Object Deleted", "Object Restore Completed", "Object Tags Added"),
}
ACTIONS = {  # rights that are not operations
    "s3": {"DeleteObjectVersion", "GetObjectVersion", "ListBucket", "PutObjectAcl"},
    "iam": {"PassRole"},
    "sagemaker": {"InvokeEndpointWithResponseStream"},
}
KEYS = (  # of conditions: those that samples use, as the row sec-guardrail has them; a list kept by hand
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:SourceAccount",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "iam:PassedToService",
    "sagemaker:InstanceTypes",
    "sagemaker:ModelApprovalStatus",
    "sagemaker:NetworkIsolation",
    "sagemaker:VpcSecurityGroupIds",
    "sagemaker:VpcSubnets",
)
POLICY = {"Version", "Id", "Statement"}
STATEMENT = {
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
}
TARGETS = {  # application-autoscaling:RegisterScalableTarget; the text of ResourceId in its reference
    "sagemaker:variant:DesiredInstanceCount": r"endpoint/[\w-]+/variant/[\w-]+",
    "sagemaker:variant:DesiredProvisionedConcurrency": r"endpoint/[\w-]+/variant/[\w-]+",
    "sagemaker:inference-component:DesiredCopyCount": r"inference-component/[\w-]+",
}
GB = 1024


def check_texts(name: str, params: dict[str, Any]) -> None:
    """Raise `WrongCall` for what is wrong in a call that botocore takes."""
    check_open(name)
    for key in ("Policy", "PolicyDocument", "ResourcePolicy", "AssumeRolePolicyDocument", "Content"):
        if isinstance(params.get(key), str):
            check_policy(_json(params[key], f"{key} of {name}"), name)
    if params.get("AttributeName") == "Policy":  # of a topic or a queue
        check_policy(_json(params["AttributeValue"], f"Policy of {name}"), name)
    if "PipelineDefinition" in params:
        check_pipeline(_json(params["PipelineDefinition"], "PipelineDefinition"))
    if "EventPattern" in params:
        check_pattern(_json(params["EventPattern"], "EventPattern"))
    if name in ("scheduler:CreateSchedule", "scheduler:UpdateSchedule"):
        check_target(params["Target"])
    for rule in (check_scaled, check_spot, check_memory):
        rule(name, params)


def check_open(name: str) -> None:
    """Refuse to make what data/code/ calls closed or removed: no team can start with it."""
    service, _, operation = name.partition(":")
    verb, _, resource = xform_name(operation).partition("_")
    gone = closed().get(service) or (closed().get(resource) if verb in MAKES else None)
    if service.startswith("sagemaker") and gone:
        state = "closed to new customers" if gone["state"] == "closed" else gone["state"]
        raise WrongCall(f"{name}, {state}", f"{gone['today']} ({gone['event']})")


@cache
def closed() -> dict[str, dict[str, Any]]:
    """Return the entries of data/code/ for what is closed or removed, by resource (`labeling_job`) and by service."""
    text = (ROOT / "data" / "code" / "sagemaker.yml").read_text(encoding="utf-8")
    entries = [entry for table in yaml.safe_load(text)["tables"] for entry in table["entries"]]
    gone = [entry for entry in entries if entry["state"] in ("closed", "removed") and entry["looks"] == "word"]
    found = {re.sub(rf"^({'|'.join(MAKES)})_", "", entry["found"]): entry for entry in gone}
    # The table has one name of this family: everybody's `create_experiment` would be marked in pastes.
    return found | dict.fromkeys(("experiment", "trial"), found["trial_component"])


def check_scaled(name: str, params: dict[str, Any]) -> None:
    """What scales is named in a form of its own; only the text of `ResourceId` says so."""
    pattern = TARGETS.get(params.get("ScalableDimension", ""))
    if pattern and not re.fullmatch(pattern, params["ResourceId"]):
        raise WrongCall(f"{params['ResourceId']!r} in ResourceId of {name}", f"text like {pattern}")


def check_spot(name: str, params: dict[str, Any]) -> None:
    """Spot wants a time to wait that holds the time to run; the text of `MaxWaitTimeInSeconds` says so."""
    times = params.get("StoppingCondition", {})
    if params.get("EnableManagedSpotTraining") and times.get("MaxWaitTimeInSeconds", 0) < times["MaxRuntimeInSeconds"]:
        raise WrongCall(f"MaxWaitTimeInSeconds below MaxRuntimeInSeconds in {name}", "no less: it holds both")


def check_memory(name: str, params: dict[str, Any]) -> None:
    """Serverless memory comes in steps of 1 GB; the text of `MemorySizeInMB` says so."""
    for variant in params.get("ProductionVariants", ()):
        if (size := variant.get("ServerlessConfig", {}).get("MemorySizeInMB", GB)) % GB:
            raise WrongCall(f"{size} in MemorySizeInMB of {name}", f"a multiple of {GB}")


def _json(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise WrongCall(f"{where}: {error}", "JSON") from error


@cache
def model(service: str) -> Any:
    """Return a service's model; `WrongCall` names the nearest service."""
    session = botocore.session.Session()
    if service not in session.get_available_services():
        raise WrongCall(f"no service {service!r}", nearest_names(service, session.get_available_services()))
    return session.get_service_model(service)


def check_target(target: dict[str, Any]) -> None:
    """Check the request that a schedule sends itself: `arn:aws:scheduler:::aws-sdk:<service>:<operation>`."""
    if not (found := re.fullmatch(r"arn:aws:scheduler:::aws-sdk:(\w+):(\w+)", target["Arn"])):
        return
    service, operation = model(found[1]), found[2][0].upper() + found[2][1:]
    if operation not in service.operation_names:
        raise WrongCall(f"{found[2]!r} in the target of a schedule", nearest_names(operation, service.operation_names))
    text = re.sub(r"<aws\.scheduler\.(execution-id|attempt-number)>", "d32c5kddcf5bb8c3", target.get("Input", "{}"))
    text = text.replace("<aws.scheduler.scheduled-time>", "2026-11-02T03:00:00Z")
    _strict(_json(text, "Input of the target"), service.operation_model(operation).input_shape, "Input of the target")


def _strict(params: Any, shape: Any, where: str, validator: Strict | None = None) -> None:
    for found, expected in (validator or Strict()).faults(params, shape):
        raise WrongCall(f"{found} of {where}", expected)


def check_pattern(pattern: dict[str, Any]) -> None:
    """Check the names of events in a pattern."""
    if unknown := set(pattern) - {"source", "detail-type", "detail", "account", "region", "resources", "time", "id"}:
        raise WrongCall(f"{min(unknown)!r} in an event pattern", "source, detail-type, detail, account, resources")
    for source in pattern.get("source", ()):
        if source.startswith("aws.") and source not in EVENTS:
            raise WrongCall(f"{source!r} in an event pattern", nearest_names(source, EVENTS))
        for name in pattern.get("detail-type", ()):
            if source in EVENTS and name not in EVENTS[source]:
                raise WrongCall(f"{name!r} in an event pattern", nearest_names(name, EVENTS[source]))


def check_policy(policy: dict[str, Any], where: str) -> None:
    """Check the words of a policy: its members, that each action is one, and the keys of conditions."""
    if unknown := set(policy) - POLICY:
        raise WrongCall(f"{min(unknown)!r} in the policy of {where}", nearest_names(min(unknown), POLICY))
    for statement in policy["Statement"]:
        if unknown := set(statement) - STATEMENT:
            raise WrongCall(f"{min(unknown)!r} in a statement of {where}", nearest_names(min(unknown), STATEMENT))
        if statement.get("Effect") not in ("Allow", "Deny"):
            raise WrongCall(f"Effect {statement.get('Effect')!r} in {where}", "Allow or Deny")
        actions = statement.get("Action", statement.get("NotAction"))
        for action in [actions] if isinstance(actions, str) else actions or ():
            check_action(action, where)
        for key in [key for test in statement.get("Condition", {}).values() for key in test]:
            if key not in KEYS:
                raise WrongCall(f"condition key {key!r} in {where}", nearest_names(key, KEYS))


def check_action(action: str, where: str) -> None:
    """Check an action against the operations of the services that have its prefix."""
    prefix, _, name = action.partition(":")
    if name == "*" or action == "*":
        return
    services = [prefix, "sagemaker-runtime", "sagemaker-featurestore-runtime"] if prefix == "sagemaker" else [prefix]
    known = {name for service in services for name in model(service).operation_names} | ACTIONS.get(prefix, set())
    if not [match for match in known if re.fullmatch(name.replace("*", ".*"), match)]:
        raise WrongCall(f"action {action!r} in {where}", nearest_names(name, known))


# The definition of a pipeline ------------------------------------------------------------------------------------------


def check_pipeline(definition: dict[str, Any]) -> None:
    """Check each step as the request that it makes, and each `Get` as a field that exists."""
    if unknown := set(definition) - {"Version", "Metadata", "Parameters", "PipelineExperimentConfig", "Steps"}:
        raise WrongCall(f"{min(unknown)!r} in the definition", "Version, Parameters, Steps")
    if definition.get("Version") != "2020-12-01":
        raise WrongCall(f"Version {definition.get('Version')!r} in the definition", "2020-12-01")
    steps = {step["Name"]: step for step in _steps(definition["Steps"])}
    parameters = [parameter["Name"] for parameter in definition.get("Parameters", ())]
    for name, step in steps.items():
        kind, given = step["Type"], step["Arguments"]
        if kind in OTHER_STEPS:
            if unknown := set(given) - OTHER_STEPS[kind]:
                raise WrongCall(f"{min(unknown)!r} in step {name}", nearest_names(min(unknown), OTHER_STEPS[kind]))
            for test in given.get("Conditions", ()):
                if test["Type"] not in COMPARISONS:
                    raise WrongCall(f"{test['Type']!r} in step {name}", nearest_names(test["Type"], COMPARISONS))
        elif kind not in STEPS:
            raise WrongCall(f"Type {kind!r} of step {name}", nearest_names(kind, [*STEPS, *OTHER_STEPS]))
        else:
            create, _, named = STEPS[kind]
            shape = model("sagemaker").operation_model(create).input_shape
            filled = _filled({named: name, **given}) if named in shape.required_members else _filled(given)
            _strict(filled, shape, f"step {name}", OfPipeline())
        for path in _gets(given):
            check_get(path, steps, parameters, name)


def _steps(steps: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for step in steps:
        yield step
        for branch in ("IfSteps", "ElseSteps"):
            yield from _steps(step["Arguments"].get(branch, ()))


class Later:
    """What a run of the pipeline will fill in."""


class OfPipeline(Strict):
    """A validator that takes on trust what a run will fill in, where text or a number is asked for."""

    def _validate(self, params: Any, shape: Any, errors: Any, name: str) -> None:
        if not (isinstance(params, Later) and shape.type_name not in ("structure", "list", "map")):
            super()._validate(params, shape, errors, name)


def _filled(given: Any) -> Any:
    if isinstance(given, dict):
        if len(given) == 1 and next(iter(given)) in ("Get", "Std:Join", "Std:JsonGet"):
            return Later()
        return {key: _filled(value) for key, value in given.items()}
    return [_filled(item) for item in given] if isinstance(given, list) else given


def _gets(given: Any) -> Iterator[str]:
    if isinstance(given, dict):
        if set(given) == {"Get"}:
            yield given["Get"]
        for key, value in given.items():
            if key not in ("IfSteps", "ElseSteps"):  # their own steps look after them
                yield from _gets(value)
    elif isinstance(given, list):
        for item in given:
            yield from _gets(item)


def check_get(path: str, steps: dict[str, Any], parameters: list[str], where: str) -> None:
    """Check `Parameters.x`, `Execution.x` and `Steps.x.Field.Field`: fields of what describes the step's job."""
    root, name, *fields = re.sub(r"\[[^]]*\]", "", path).split(".")
    if root == "Execution":
        return
    known = {"Parameters": parameters, "Steps": list(steps)}.get(root, [])
    if name not in known:
        raise WrongCall(f"{path!r} in step {where}", nearest_names(name, known))
    if root == "Parameters":
        return
    if fields[0] == "PropertyFiles":
        files = [file["PropertyFileName"] for file in steps[name].get("PropertyFiles", ())]
        if fields[1] not in files:
            raise WrongCall(f"{path!r} in step {where}", nearest_names(fields[1], files))
        return
    shape = model("sagemaker").operation_model(STEPS[steps[name]["Type"]][1]).output_shape
    for field in fields:
        shape = shape.member if shape.type_name == "list" else shape.value if shape.type_name == "map" else shape
        if field not in shape.members:
            raise WrongCall(f"{path!r} in step {where}", nearest_names(field, shape.members))
        shape = shape.members[field]
