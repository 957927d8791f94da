"""Azure ML: samples run against the pinned azure-ai-ml, whose transport is replaced by a Resource Manager in memory.

Three nets, because the SDK alone lets much through: keyword names are compared with the SDK's surface
(`command(instance_cnt=1)` is silently accepted), bodies are walked through the REST models (`auth_mode="keyy"` is only
refused by the service), and the fake knows the rules of a traffic split. YAML is loaded with the loader that its
`$schema` names, then created through the same fake, as `az ml … create --file` would; its one call is the loader.
What counts as a call: see azure_ml_fake.
"""

from __future__ import annotations

import ast
import contextlib
import json
import logging
import os
import re
import shutil
import sys
import tempfile
import time
import warnings
from functools import cache
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any
from unittest import mock

import azure.ai.ml
import azure.identity
import index
import yaml
from azure.ai.ml.exceptions import MlException
from azure.core.pipeline.transport import RequestsTransport
from azure.core.polling import LROPoller
from azure_ml_fake import RETRIEVAL, SUBSCRIPTION, Fake, FakeCredential, stand_ins
from harness import ROOT, SAMPLES, SampleFault, WrongCall, elsewhere, fault_of, parsed, run_python, seal
from private import azure as private

from cloud_ml_platforms.api_surface.references import nearest_names

if TYPE_CHECKING:
    from collections.abc import Iterator

# $schema's file: the loader, and who creates what it returns.
LOADERS = {
    "commandJob": ("load_job", "jobs.create_or_update"),
    "pipelineJob": ("load_job", "jobs.create_or_update"),
    "sweepJob": ("load_job", "jobs.create_or_update"),
    "schedule": ("load_schedule", "schedules.begin_create_or_update"),
    "monitorSchedule": ("load_schedule", "schedules.begin_create_or_update"),
    "managedOnlineEndpoint": ("load_online_endpoint", "online_endpoints.begin_create_or_update"),
    "managedOnlineDeployment": ("load_online_deployment", "online_deployments.begin_create_or_update"),
    "batchEndpoint": ("load_batch_endpoint", "batch_endpoints.begin_create_or_update"),
    "modelBatchDeployment": ("load_model_batch_deployment", "batch_deployments.begin_create_or_update"),
    "amlCompute": ("load_compute", "compute.begin_create_or_update"),
    "data": ("load_data", "data.create_or_update"),
    "model": ("load_model", "models.create_or_update"),
    "environment": ("load_environment", "environments.create_or_update"),
    "workspace": ("load_workspace", "workspaces.begin_create"),
    "featureSet": ("load_feature_set", "feature_sets.begin_create_or_update"),
    "FeatureSetSpec": ("load_feature_set", "feature_sets.begin_create_or_update"),  # of a feature set that names it
}
FEATURE_SET = "{name: usage, version: '1', entities: ['azureml:customer:1'], specification: {path: ./feature_set}}"
# Beside every sample: a schedule names the file of its job, a feature set the folder of its specification.
BESIDE = sorted((SAMPLES / "azure-ml").glob("*.yml"))
SPECIFICATION = "feature_set_spec.yml"  # lies in a folder under the one name that the SDK looks for
# Keywords that the SDK takes from **kwargs and documents elsewhere, so that its surface does not show them.
HIDDEN = {
    "azure.ai.ml.finetuning.create_finetuning_job": {
        "experiment_name",
        "display_name",
        "tags",
    },  # CustomModelFineTuningJob
    "azure.ai.ml.entities.Environment": {"inference_config"},  # Environment.__init__
    "azure.ai.ml.operations.BatchEndpointOperations.invoke": {
        "outputs",
        "job_name",
        "experiment_name",
        "params_override",
    },
    "azure.ai.ml.Output": {"name", "version"},  # Output._IO_KEYS
    "azure.ai.ml.dsl.pipeline": {
        "default_compute",
        "continue_on_step_failure",
        "force_rerun",
    },  # _pipeline_decorator.py
}
CONFIG = {"subscription_id": SUBSCRIPTION, "resource_group": "churn", "workspace_name": "churn-prod"}


def walk(paths: list[Path], fake: Fake | None = None) -> Fake:
    """Run files one after the other against one service, which at first has what was given on the first day."""
    fake = fake or Fake(first_day=True)
    for path in paths:
        _run(path, fake)
    return fake


@seal
def check(path: Path, way: str) -> set[str]:
    """Run or load a file; return the calls that it made, or raise `SampleFault`."""
    return _load(path) if way == "azure-yaml" else _run(path)


@contextlib.contextmanager
def _beside(specification: Path = SAMPLES / "azure-ml" / SPECIFICATION) -> Iterator[list[Path]]:
    """Yield what lies beside a sample: the YAML files, the folder of a feature set, and the one of a mounted model."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for file in ("feature_set/FeatureSetSpec.yaml", f"model/churn/{RETRIEVAL}"):
            (place / file).parent.mkdir(parents=True)
            shutil.copy(specification, place / file)
        shutil.copytree(SAMPLES / "churn", place / "src", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(SAMPLES / "azure-ml" / "batch_score.py", place / "src")
        with mock.patch.dict(os.environ, {"AZUREML_MODEL_DIR": "model"}):
            yield [*BESIDE, place / "feature_set", place / "model", place / "src"]


def step_of(path: Path) -> str | None:
    """Return the step of the workload that a file first stands in."""
    steps = index.read()["platforms"]["azure-ml"]
    files = {name: [sample["file"] for sample in step["samples"]] for name, step in steps.items()}
    return next((name for name, found in files.items() if f"azure-ml/{path.name}" in found), None)


def _run(path: Path, fake: Fake | None = None) -> set[str]:
    lint(path)
    fake = fake or Fake(step_of(path))
    with _azure(fake):
        try:
            with _beside() as files:
                run_python(path, files)
        except SampleFault as fault:
            if not isinstance(fault.__cause__, MlException) or isinstance(fault.__cause__.__context__, WrongCall):
                raise
            line = int(re.search(r":(\d+): found", str(fault))[1])
            raise SampleFault(path, line, _said(fault.__cause__), "what the SDK takes") from fault.__cause__
    return fake.made


def _said(error: BaseException) -> str:
    """Return what the SDK has to say, without its colours and its advice."""
    text = re.sub(r"\x1b\[\d+m", "", str(error))
    points = re.findall(r"^\(x\) (.+)$", text, re.MULTILINE)
    return f"{type(error).__name__}: {'; '.join(points) or ' '.join(text.split())}"[:400]


@contextlib.contextmanager
def _azure(fake: Fake) -> Iterator[None]:
    """Put the fake where the SDK sends its requests, and the reader's workspace where it looks for one."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    config = mock.patch.object(azure.ai.ml.MLClient, "from_config", classmethod(_from_config))
    try:
        with (
            warnings.catch_warnings(),
            config,
            mock.patch.object(RequestsTransport, "send", lambda _, request, **options: fake.send(request, **options)),
            mock.patch.object(RequestsTransport, "open"),
            mock.patch.object(RequestsTransport, "close"),
            mock.patch.object(azure.identity, "DefaultAzureCredential", FakeCredential),
            mock.patch.object(azure.identity, "ManagedIdentityCredential", FakeCredential),
            mock.patch.dict(sys.modules, stand_ins()),
            mock.patch.object(time, "sleep"),
            mock.patch("builtins.input", return_value="y"),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def _from_config(client: type, credential: Any, **options: Any) -> Any:
    """Return a client of the workspace that the reader's config.json would name."""
    names = CONFIG["subscription_id"], CONFIG["resource_group"], CONFIG["workspace_name"]
    return client(credential, *names, show_progress=False, **options)


# YAML -------------------------------------------------------------------------------------------------------------------


def _load(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    kind = re.search(r"^\$schema:\s*\S*/(\w+?)(?:\.schema)?\.json", text, re.MULTILINE)
    if not kind or kind[1] not in LOADERS:
        line = text[: kind.start()].count("\n") + 1 if kind else 1
        expected = nearest_names(kind[1], list(LOADERS)) if kind else "a $schema whose file name says what this is"
        raise SampleFault(path, line, kind[1] if kind else "no $schema", expected)
    loader, create = LOADERS[kind[1]]
    spec = kind[1] == "FeatureSetSpec"
    with (
        _azure(Fake(step_of(path), done=True)),
        _beside(*[path] if spec else []) as files,
        elsewhere([*files, path]),
    ):
        try:
            file = Path(path.name).resolve()
            if spec:
                _known_keys(path, text)
                file = Path("of_the_specification.yml").resolve()
                file.write_text(FEATURE_SET, encoding="utf-8")
            thing = getattr(resolve_name(private.LOADERS), loader)(file)
            operations, method = create.split(".")
            client = azure.ai.ml.MLClient.from_config(FakeCredential())
            made = getattr(getattr(client, operations), method)(thing)
            if isinstance(made, LROPoller):
                made.result()
        except Exception as error:
            raise _yaml_fault(error, path, text) from error
    return {f"azure.ai.ml:{loader}"}


def _known_keys(path: Path, text: str) -> None:
    """Refuse a key of a specification that the SDK's schema does not have: it would be read over."""
    schemas = map(resolve_name, (private.FEATURE_SET, private.FEATURE_SOURCE))
    known = set().union(*map(private.declared_fields, schemas))
    keys = yaml.safe_load(text)
    for key in [*keys, *keys.get("source", {})]:
        if key not in known | {"$schema"}:
            raise SampleFault(path, _line_of(f"{key}:", text) or 1, key, nearest_names(key, sorted(known)))


def _yaml_fault(error: Exception, path: Path, text: str) -> SampleFault:
    """Return an error as the fault of the line that holds the key or value that it names."""
    fault = fault_of(error, path)
    said = re.sub(r"\x1b\[\d+m", "", str(error))
    try:
        wrong, _ = json.JSONDecoder().raw_decode(said[said.index("{") :])
        while "errors" in wrong and "{" in (inner := wrong["errors"][0]["message"]):  # one schema quotes another
            wrong, _ = json.JSONDecoder().raw_decode(inner[inner.index("{") :])
    except ValueError:  # no list of fields: not the schema speaks
        named = re.findall(r"[\w.{}$]{4,}", said)
        line = next((number for word in named if (number := _line_of(word, text))), None)
        calm = isinstance(fault.__cause__, WrongCall) or "found samples" in str(fault)
        return fault if calm or not line else SampleFault(path, line, _said(error), "what the SDK takes")
    if wrong.get("errors"):
        keys, words = wrong["errors"][0]["path"].split("."), wrong["errors"][0]["message"]
    else:
        keys, words = _deepest(wrong)
    lines = text.splitlines()
    at = 0
    for key in keys:
        at = next((n for n in range(at, len(lines)) if re.search(rf"\b{re.escape(key)}:", lines[n])), at)
    if "Unknown field" in words:
        names = {name for known in surface()["classes"].values() for name in known}
        return SampleFault(
            path, at + 1, f"{'.'.join(keys)}, an unknown key", nearest_names(keys[-1], sorted(names - {keys[-1]}))
        )
    return SampleFault(path, at + 1, f"{'.'.join(keys)}: {words}", "what the SDK's schema takes")


def _deepest(wrong: Any) -> tuple[list[str], str]:
    """Return the path of keys to the first thing that a schema refused, and its words."""
    keys: list[str] = []
    while isinstance(wrong, dict | list) and wrong:
        if isinstance(wrong, dict):
            key, wrong = next(iter(wrong.items()))
            keys += [] if key.isdigit() or key.startswith("_") else [key]
        else:
            wrong = wrong[0]
    return keys, str(wrong)


def _line_of(word: str, text: str) -> int | None:
    """Return the number of the line that holds a word, if one does."""
    return next((number for number, line in enumerate(text.splitlines(), 1) if word in line), None)


# Keyword names ----------------------------------------------------------------------------------------------------------


@cache
def surface() -> dict[str, Any]:
    """Return the surface of the pinned SDK: parameters of its classes, functions and methods."""
    return json.loads((ROOT / "data" / "api" / "azure.ai.ml.json").read_text(encoding="utf-8"))


@cache
def _operations() -> dict[str, str]:
    """Return which operations class stands behind a property of the client: `online_endpoints`, `OnlineEndpoint…`."""
    names = {name.rsplit(".", 2)[-2] for name in surface()["methods"] if ".operations." in name}
    squeezed = {name.removesuffix("Operations").rstrip("s").lower(): name for name in names}
    found = {}
    for name in surface()["properties"]["azure.ai.ml.MLClient"]:
        key = name.replace("_", "").removesuffix("es" if name == "indexes" else "s").lower()
        for candidate in (key, key.replace("ie", "y"), f"{key}s"):
            if candidate in squeezed:
                found[name] = squeezed[candidate]
    return found


def lint(path: Path) -> None:
    """Refuse a keyword, method or attribute that the SDK's surface does not have."""
    tree = parsed(path)
    names = _imports(tree)
    attributes = {
        name for group in ("classes", "properties") for names_ in surface()[group].values() for name in names_
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            _lint_call(path, node, names)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr not in attributes:
            raise SampleFault(path, node.lineno, f".{node.attr} = …", nearest_names(node.attr, sorted(attributes)))


def _lint_call(path: Path, node: ast.Call, names: dict[str, str]) -> None:
    dotted = _dotted(node.func)
    if not dotted:
        return
    first, *rest = dotted.split(".")
    full = ".".join([names.get(first, first), *rest])
    allowed = surface()["classes"].get(full) or surface()["functions"].get(full)
    if allowed is None and len(rest) == 2 and rest[0] in _operations():
        full = f"azure.ai.ml.operations.{_operations()[rest[0]]}.{rest[1]}"
        allowed = surface()["methods"].get(full)
    if allowed is None:
        return
    for keyword in node.keywords:
        if keyword.arg and keyword.arg not in allowed and keyword.arg not in HIDDEN.get(full, ()):
            raise SampleFault(
                path, keyword.value.lineno, f"{dotted}({keyword.arg}=…)", nearest_names(keyword.arg, allowed)
            )


def _imports(tree: ast.AST) -> dict[str, str]:
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.update({item.asname or item.name: f"{node.module}.{item.name}" for item in node.names})
        elif isinstance(node, ast.Import):
            found.update({item.asname: item.name for item in node.names if item.asname})
    return found


def _dotted(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    inner = _dotted(node.value) if isinstance(node, ast.Attribute) else None
    return f"{inner}.{node.attr}" if inner and isinstance(node, ast.Attribute) else None
