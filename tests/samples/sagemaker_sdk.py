"""The SageMaker Python SDK v3 without AWS: its calls pass through boto3, so aws_model.py checks and answers them.

Which calls count: every call that changes something, uploads of source code included (`s3:PutObject`), and every call
of a runtime (invoke, read a feature). Reads of the control plane (Describe, Get, List, Head, Search, Simulate) are left
out: the SDK polls, and how often is its own affair. What MLflow sends is answered by MLflow's own server in this
process, and counts where it changes something: `mlflow:POST runs/create`.

Hooks, all of them documented switches but the last: SAGEMAKER_VALIDATE_ROLE=false (the SDK would simulate the role's
policies in IAM), `TelemetryOptOut` of the SDK's defaults file, MLFLOW_DISABLE_TELEMETRY, and two private variables that
tell MLflow's server where it keeps its files.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import json
import os
import re
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock
from urllib.parse import urlsplit

import harness
import requests
from aws_model import ACCOUNT, REGION, Aws, instead_of_aws
from aws_texts import check_texts
from harness import SampleFault, WrongCall
from private import sagemaker as private
from private.requests import fill
from pydantic import ValidationError

from cloud_ml_platforms.api_surface.references import nearest_names

if TYPE_CHECKING:
    from collections.abc import Iterator

READS = re.compile(r"[\w-]+:(Describe|Get|List|Head|Search|BatchGet|Simulate|Filter)\w*")
IMAGE = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"
MODEL = "s3://churn-ml/models/churn-20261102030000/output/model.tar.gz"
DEFAULTS = "SchemaVersion: '1.0'\nSageMaker: {PythonSDK: {Modules: {TelemetryOptOut: true}}}\n"
REMOVED = re.compile(r"`([\w.]+)` was removed in the SageMaker Python SDK v3\.(?: Use .*? \((.*)\))?")  # its own words
MLFLOW = re.compile(r"https://(mlflow\.sagemaker\.[\w-]+\.app|[\w-]+\.experiments\.sagemaker)\.aws/api/2\.\d/mlflow/")


@harness.seal
def check(path: Path, way: str) -> set[str]:
    """Run a file; return the calls that it made, or raise `SampleFault`."""
    if way != "sagemaker-sdk":
        raise ValueError(f"this checker knows nothing of {way}")
    _check_imports(path)
    aws = Sdk(answers())
    nothing_takes_time = mock.patch.object(time, "sleep")
    with instead_of_aws(aws), _quiet_sdk(), nothing_takes_time, _mlflow(path) as sent:
        try:
            harness.run_python(path)
        except SampleFault as fault:
            raise _explained(fault, path) from fault.__cause__
    return sent | {name for name in aws.names() if "-runtime:" in name or not READS.fullmatch(name)}


class Sdk(Aws):
    """AWS, with the definition of a pipeline read as well: the SDK wrote it, of what the sample gave it."""

    def take(self, service: str, operation: Any, params: dict[str, Any]) -> dict[str, Any]:
        """Check a call and what it holds as text, answer it."""
        answer, texts = super().take(service, operation, params), dict(params)
        if operation.name == "FilterLogEvents":  # a builder that waits reads the log to its last page
            return {"events": []}
        if text := params.get("PipelineDefinition"):
            definition = {key: value for key, value in json.loads(text).items() if value is not None}
            texts["PipelineDefinition"] = json.dumps(definition)
            _check_property_files(definition["Steps"])
        check_texts(f"{service}:{operation.name}", texts)
        return answer


def _check_property_files(steps: list[dict[str, Any]]) -> None:
    """A property file lies in an output of its own step; neither the SDK nor the API model asks."""
    for step in steps:
        outputs = step["Arguments"].get("ProcessingOutputConfig", {}).get("Outputs", ())
        names = [output["OutputName"] for output in outputs]
        for file in step.get("PropertyFiles", ()):
            if file["OutputName"] not in names:
                where = f"property file {file['PropertyFileName']} of step {step['Name']}"
                raise WrongCall(f"output {file['OutputName']!r} of {where}", nearest_names(file["OutputName"], names))


def answers() -> dict[str, Any]:
    """Return what the SDK reads and branches on, where a value made from the model would lead it astray."""
    package = {  # a model of one's own: no base model, no hub content, which would make it a fine-tuned one
        "ModelPackageGroupName": "churn",
        "ModelPackageVersion": 43,
        "ModelApprovalStatus": "Approved",
        "InferenceSpecification": {"Containers": [{"Image": f"{IMAGE}/churn-serve", "ModelDataUrl": MODEL}]},
    }
    return {"sagemaker:DescribeModelPackage": package}


def _check_imports(path: Path) -> None:
    """Refuse a module of the SDK that says of itself that it is deprecated: it only hands on to its successor."""
    for node in ast.walk(harness.parsed(path)):
        names = [str(node.module)] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in [name for name in names if name.startswith("sagemaker.")]:
            with contextlib.suppress(ImportError), _quiet_sdk(), mock.patch.dict(os.environ, AWS_DEFAULT_REGION=REGION):
                says = importlib.import_module(name).__doc__ or ""
                if re.search(r"^DEPRECATED", says, re.MULTILINE):
                    successor = re.search(r"moved to\s+`?([\w.]+)", says)
                    expected = successor[1] if successor else "its successor"
                    raise SampleFault(path, node.lineno, f"the deprecated {name}", expected)


def _explained(fault: SampleFault, path: Path) -> SampleFault:
    """Say what pydantic refused by its place, value and the nearest field, not by its first line alone."""
    error, line = fault.__cause__, int(re.search(r":(\d+): found", str(fault))[1])
    if isinstance(error, ModuleNotFoundError) and (told := REMOVED.search(str(error))):
        return SampleFault(path, line, f"{told[1]}, removed in version 3", told[2] or "its successor")
    while error is not None and not isinstance(error, ValidationError):
        error = error.__cause__ or error.__context__
    if error is None:
        return fault
    unknown = ("extra_forbidden", "unexpected_keyword_argument")  # before the required name that it was meant to be
    first = min(error.errors(), key=lambda one: one["type"] not in unknown)
    where = ".".join(str(part) for part in first["loc"]) or error.title
    expected = first["msg"]
    if first["type"] in unknown:
        known = next((c.model_fields for c in _models() if c.__name__ == error.title.split(".")[-1]), {})
        expected = nearest_names(str(first["loc"][-1]), known) if known else expected
    return SampleFault(path, line, f"{str(first.get('input'))[:80]!r} for {where} of {error.title}", expected)


def _models() -> list[Any]:
    from sagemaker.core import shapes
    from sagemaker.core.training import configs

    return [item for module in (shapes, configs) for item in vars(module).values() if hasattr(item, "model_fields")]


@contextlib.contextmanager
def _quiet_sdk() -> Iterator[None]:
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as defaults:
        defaults.write(DEFAULTS)
        defaults.flush()
        quiet = {"SAGEMAKER_USER_CONFIG_OVERRIDE": defaults.name, "SAGEMAKER_VALIDATE_ROLE": "false"}
        with mock.patch.dict(os.environ, quiet):
            yield


@contextlib.contextmanager
def _mlflow(path: Path) -> Iterator[set[str]]:
    """Answer what is sent to an MLflow App with MLflow's own server, when the sample uses MLflow at all."""
    made: set[str] = set()
    if "mlflow" not in path.read_text(encoding="utf-8"):
        yield made
        return
    with tempfile.TemporaryDirectory() as folder:
        place = f"file://{folder}"  # a database would be set up for ten seconds first
        inside = {private.FILES: place, private.ARTIFACTS: folder}
        switches = {"MLFLOW_ALLOW_FILE_STORE": "true", "MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_TRACKING_URI": place}
        with mock.patch.dict(os.environ, inside | switches):
            import mlflow
            from mlflow.server import app, handlers

            kept = {name: getattr(handlers, name) for name in private.STORES}
            vars(handlers).update(dict.fromkeys(private.STORES))
            handlers.initialize_backend_stores(place, place, folder)
            client = app.test_client()

            def send(_: Any, request: requests.PreparedRequest, **__: Any) -> requests.Response:
                if not MLFLOW.match(str(request.url)):
                    raise harness.NetworkTouched(str(request.url))
                url, kind = urlsplit(str(request.url)), request.headers.get("Content-Type")
                target = f"{url.path}?{url.query}" if url.query else url.path
                told = client.open(target, method=request.method, data=request.body, content_type=kind)
                if told.status_code not in (200, 404):
                    raise WrongCall(told.get_data(as_text=True)[:200], f"a call that {url.path} takes")
                if request.method != "GET" and not url.path.endswith("/search"):
                    made.add(f"mlflow:{request.method} {url.path.split('/mlflow/')[1]}")
                answer = requests.Response()
                answer.status_code, answer.url = told.status_code, str(request.url)
                fill(answer, told.data)
                return answer

            with mock.patch.object(requests.adapters.HTTPAdapter, "send", send):
                try:
                    yield made
                finally:
                    while mlflow.active_run():  # what a broken sample left open would reach into the next one
                        mlflow.end_run()
                    vars(handlers).update(kept)
                    mlflow.set_tracking_uri(None)
