"""AWS without AWS: every call of every service is checked against botocore's own model and answered from it.

botocore itself checks required and unknown fields, types and `min`. `Strict` adds enums, patterns, `max`, and names the
nearest valid name. `Aws` answers: what was created is described as it was created, what was deleted is not found, and
everything else comes from the shape of the output.

Calls are taken where every call of every client passes (the awscli has a copy of botocore of its own: pass its class).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from unittest import mock

import boto3
import regex  # Java's patterns: \p{L} and possessive quantifiers, which re cannot compile
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from botocore.response import StreamingBody
from botocore.validate import ParamValidator
from harness import WrongCall
from private import aws as private

from cloud_ml_platforms.api_surface.references import nearest_names

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCOUNT, REGION = "111122223333", "eu-west-1"
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "sample",
    "AWS_SECRET_ACCESS_KEY": "sample",
    "AWS_DEFAULT_REGION": REGION,
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
}

# What is wrong with the parameters of a call ---------------------------------------------------------------------------


class Faults:
    """Stands where botocore collects its errors, and says them as `found` and `expected`."""

    def __init__(self) -> None:
        self.all: list[tuple[str, str]] = []

    def report(self, name: str, reason: str, **more: Any) -> None:
        """Take one error: botocore's seven reasons, and the three of `Strict`."""
        where = name.strip(".") or "the call"
        value = repr(more.get("param"))[:80]
        match reason:
            case "missing required field":
                self.all.append((f"no {more['required_name']!r} in {where}", "it is required"))
            case "unknown field":
                unknown = more["unknown_param"]
                fault = f"{unknown!r} in {where}", nearest_names(str(unknown), more["valid_names"])
                self.all.insert(0, fault)  # before the required name that it was meant to be
            case "invalid enum":
                self.all.append((f"{value} in {where}", nearest_names(more["param"], more["valid"])))
            case "invalid pattern":
                self.all.append((f"{value} in {where}", f"text like {more['pattern']}"))
            case "over the maximum":
                self.all.append((f"{more['found']} in {where}", f"{more['max_allowed']} at most"))
            case "invalid range" | "invalid length":
                self.all.append((f"{value} in {where}", f"{more['min_allowed']} at least"))
            case _:
                kinds = more.get("valid_types") or more.get("members") or more.get("type_error") or ""
                kinds = kinds if isinstance(kinds, str) else ", ".join(str(kind) for kind in kinds)
                kinds = re.sub(r"<class '([\w.]+)'>", r"\1", kinds)
                self.all.append((f"{value} ({type(more.get('param')).__name__}) in {where}: {reason}", kinds))


class Strict(ParamValidator):
    """botocore's validator, with what its model says and it does not check: enums, patterns and `max`."""

    def faults(self, params: Any, shape: Any) -> list[tuple[str, str]]:
        """Return what is wrong: pairs of found and expected."""
        faults = Faults()
        self._validate(params, shape, faults, name="")
        return faults.all

    def _validate(self, params: Any, shape: Any, errors: Any, name: str) -> None:
        before = len(errors.all)
        super()._validate(params, shape, errors, name)
        if len(errors.all) > before:
            return
        top = shape.metadata.get("max")
        if shape.type_name == "string":
            _check_text(params, shape, errors, name)
        elif shape.type_name in ("integer", "long", "float", "double"):
            if isinstance(params, bool):
                errors.report(name, "invalid type", param=params, valid_types=["a number"])
            elif top is not None and params > top:
                errors.report(name, "over the maximum", found=params, max_allowed=top)
        elif shape.type_name in ("list", "map") and top is not None and len(params) > top:
            errors.report(name, "over the maximum", found=f"{len(params)} items", max_allowed=top)

    def _shape_has_constraints(self, shape: Any) -> bool:  # noqa: ARG002 - as the parent has it
        return True  # botocore skips the members of lists that have none of its own constraints


def _check_text(text: str, shape: Any, errors: Any, name: str) -> None:
    top, pattern = shape.metadata.get("max"), shape.metadata.get("pattern")
    if shape.enum and text not in shape.enum:
        errors.report(name, "invalid enum", param=text, valid=shape.enum)
    elif top is not None and len(text) > top:
        errors.report(name, "over the maximum", found=f"{len(text)} characters", max_allowed=top)
    elif pattern and not (compiled(pattern) or regex.compile("(?s).*")).fullmatch(text):
        errors.report(name, "invalid pattern", param=text, pattern=pattern)


@cache
def compiled(pattern: str) -> regex.Pattern[str] | None:
    """Return a pattern of a model, or None for the few that are not Python's (each is then not checked)."""
    with contextlib.suppress(regex.error):
        return regex.compile(pattern)
    return None


# What the fake answers -------------------------------------------------------------------------------------------------

GOOD = ("InService", "Completed", "Succeeded", "COMPLETED", "SUCCEEDED", "Active", "ACTIVE", "Created", "Available")
ENDS = re.compile(r"Next.*|.*Marker|.*ContinuationToken|FailureReason|Error(Code|Message)")  # of a list; of a failure
DEPTH = 6  # shapes may contain themselves
VERB = re.compile(r"(Create|Put|Register|Start|Update|Modify|Describe|Get|Delete|Deregister|Stop)(.*)")
WHEN = dt.datetime(2026, 11, 2, 3, 0, tzinfo=dt.UTC)
Answer = Mapping[str, Any] | Callable[[Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True)
class Call:
    """A call that was made: `sagemaker:CreateModel` and its parameters."""

    name: str
    params: dict[str, Any]


@dataclass
class Aws:
    """What stands for AWS while a sample runs.

    `answers`: what is said for a call instead of what the model suggests: members of its output, or a function of the
    parameters that returns them. A `ClientError` among the values is raised.
    """

    answers: dict[str, Answer | ClientError] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    things: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    gone: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    def names(self) -> set[str]:
        """Return the names of the calls that were made."""
        return {call.name for call in self.calls}

    def take(self, service: str, operation: Any, params: dict[str, Any]) -> dict[str, Any]:
        """Check a call, remember it, answer it."""
        name = f"{service}:{operation.name}"
        for found, expected in Strict().faults(params, operation.input_shape) if operation.input_shape else ():
            raise WrongCall(f"{found} of {name}", expected)
        self.calls.append(Call(name, params))
        said = self.answers.get(name, {})
        if isinstance(said, ClientError):
            raise said
        said = said(params) if callable(said) else said
        verb, noun = VERB.fullmatch(operation.name).groups() if VERB.fullmatch(operation.name) else ("", "")
        known = {**self._remembered(service, verb, noun, operation, params), **params}
        known = {key: value for key, value in known.items() if not isinstance(value, bytes | str) or key != "Body"}
        output = (
            Reply(service, {**known, **said}, lean=verb == "Describe").of(operation.output_shape)
            if operation.output_shape
            else {}
        )
        self._remember(service, verb, noun, {**params, **output})
        return {**output, "ResponseMetadata": {"RequestId": "sample", "HTTPStatusCode": 200, "HTTPHeaders": {}}}

    def _remembered(self, service: str, verb: str, noun: str, operation: Any, params: dict[str, Any]) -> dict[str, Any]:
        if verb not in ("Describe", "Get"):
            return {}
        for of, what, thing in reversed(self.things):
            if (of, what) == (service, noun) and _same(thing, params):
                return thing
        if any((of, what) == (service, noun) and _same(thing, params) for of, what, thing in self.gone):
            codes = [shape.name for shape in operation.error_shapes if "NotFound" in shape.name]
            error = {
                "Code": codes[0] if codes else "ValidationException",
                "Message": f"Could not find {noun}: {params}",
            }
            raise ClientError({"Error": error}, operation.name)
        return {}

    def _remember(self, service: str, verb: str, noun: str, thing: dict[str, Any]) -> None:
        if verb in ("Create", "Put", "Register", "Start"):
            self.gone = [item for item in self.gone if item[:2] != (service, noun) or not _same(item[2], thing)]
            self.things.append((service, noun, thing))
        elif verb in ("Update", "Modify"):
            known = [old for of, what, old in self.things if (of, what) == (service, noun) and _same(old, thing)]
            for old in known:
                old.update(thing)
            if not known:  # made before the sample began
                self.things.append((service, noun, thing))
        elif verb in ("Delete", "Deregister"):
            self.things = [item for item in self.things if item[:2] != (service, noun) or not _same(item[2], thing)]
            self.gone.append((service, noun, thing))


def _same(thing: Mapping[str, Any], asked: Mapping[str, Any]) -> bool:
    """Whether what is asked for by a name or an ARN is this thing."""
    names = [value for key, value in asked.items() if isinstance(value, str) and re.search(r"(Name|Arn|Id)$", key)]
    return any(value in thing.values() for value in names)


def _is_plain(name: str, shape: Any) -> bool:
    """Whether everything of its kind has this member: a name, a time, a number, a status; not a setting."""
    return shape.type_name not in ("structure", "list", "map") and (
        not shape.metadata.get("enum") or name.endswith(("Status", "State"))
    )


@dataclass(frozen=True)
class Reply:
    """Builds an output from its shape: what is known by name, statuses that are good news, otherwise something that fits."""

    service: str
    known: Mapping[str, Any]
    lean: bool = False  # leave out what a description need not have: a made-up setting would lead a reader astray

    def of(self, shape: Any, name: str = "", depth: int = 0) -> Any:
        """Return a value of the shape; `name` is the member that holds it."""
        kind = shape.type_name
        if name in self.known and not Strict().faults(self.known[name], shape):
            return self.known[name]
        if kind == "structure":
            members = list(shape.members.items())[: 1 if shape.is_tagged_union else None]
            wanted = [
                (name, inner) for name, inner in members if not ENDS.fullmatch(name) or name in shape.required_members
            ]
            if self.lean:
                must = {*shape.required_members, *self.known}
                wanted = [(name, inner) for name, inner in wanted if name in must or _is_plain(name, inner)]
            wanted = (
                wanted
                if depth < DEPTH or shape.is_tagged_union
                else [item for item in wanted if item[0] in shape.required_members]
            )
            made = {name: self.of(inner, name, depth + 1) for name, inner in wanted}
            body = shape.serialization.get("payload")
            if isinstance(made.get(body), bytes):  # what botocore streams
                made[body] = StreamingBody(io.BytesIO(made[body]), len(made[body]))
            return made
        if kind == "list":
            items = max(1, shape.metadata.get("min", 1))
            events = getattr(shape.member, "is_event_stream", False)
            if events or (depth >= DEPTH and not shape.metadata.get("min")):
                return []
            return [self.of(shape.member, name.removesuffix("s"), depth + 1)] * items
        if kind == "map":
            return {}
        if kind == "blob":
            return b'{"predictions": [0.87]}'
        if kind in ("integer", "long"):
            return max(1, int(shape.metadata.get("min", 1)))
        number = max(0.5, shape.metadata.get("min", 0))
        plain = {"float": number, "double": number, "boolean": False, "timestamp": WHEN}
        return plain[kind] if kind in plain else self._text(shape, name)

    def _text(self, shape: Any, name: str) -> str:
        if shape.enum:
            return next((value for value in GOOD if value in shape.enum), shape.enum[0])
        pattern = compiled(shape.metadata.get("pattern") or ".*")
        for text in self._texts(name):
            low, top = shape.metadata.get("min", 0), shape.metadata.get("max", len(text))
            if low <= len(text) <= top and (not pattern or pattern.fullmatch(text)):
                return text
        return "churn".ljust(shape.metadata.get("min", 0), "0")

    def _texts(self, name: str) -> list[str]:
        noun = re.sub(r"(Arn|Id|Name|Uri|Url)$", "", name)
        kind = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", noun).lower()
        own = next((v for k, v in self.known.items() if k in (f"{noun}Name", "Name") and isinstance(v, str)), "churn")
        arn = f"arn:aws:{self.service}:{REGION}:{ACCOUNT}:"
        if name.lower().endswith("account"):
            return [ACCOUNT]
        if name.lower().endswith("arn"):
            run = f"{arn}pipeline/churn/execution/abcdefghij12"
            return [own if own.startswith("arn:") else f"{arn}{kind}/{own}", f"{arn}{kind}/{own}/1", run]
        if name.lower().endswith(("uri", "s3modelartifacts", "path")):
            return ["s3://churn-ml/models/churn/output/model.tar.gz", f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/churn"]
        if name.lower().endswith("url"):
            return ["https://sample.example.com/churn"]
        return ["churn", ACCOUNT, "abcdefghij12", f"{arn}{kind}/churn", "1", "s3://churn-ml/churn"]


@contextlib.contextmanager
def instead_of_aws(aws: Aws, client: type = BaseClient) -> Iterator[Aws]:
    """Let every client of this process, those that exist already included, ask `aws` and nobody else."""

    def call(self: Any, operation_name: str, api_params: dict[str, Any]) -> dict[str, Any]:
        model = self.meta.service_model
        operation = model.operation_model(operation_name)
        context = {
            "client_region": self.meta.region_name,
            "client_config": self.meta.config,
            "has_streaming_input": operation.has_streaming_input,
            "auth_type": operation.auth_type,
        }
        return aws.take(model.service_name, operation, private.handled(self, api_params, operation, context))

    with (
        mock.patch.object(client, private.CALL, call),
        mock.patch.object(boto3, "DEFAULT_SESSION", None),
        mock.patch.dict(os.environ, ENVIRONMENT),
    ):
        yield aws
