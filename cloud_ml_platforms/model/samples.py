"""The workload: samples/index.yml says which file shows which step on which platform, and the calls that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from cloud_ml_platforms.model.base import Id, Line, Model, Short, Stage
from cloud_ml_platforms.model.known import FullPlatform, FullPlatformOrAll, Platform
from cloud_ml_platforms.model.rows import ApiRef

SampleWay = Literal[
    "container",  # code that runs inside a training or serving container
    "container-file",  # what belongs to it and is not run: a Dockerfile, code of a framework that the checks lack
    "boto3",
    "sagemaker-sdk",  # SageMaker Python SDK v3
    "aws-cli",
    "vertex-sdk",
    "kfp",
    "google-genai",
    "google-rest",  # the JSON body of a request
    "gcloud",
    "azure-sdk",
    "azure-featurestore",  # its package is not in the environment: held against a stand-in
    "azure-yaml",
    "az-cli",
]

SampleFit = Literal["same", "nearest", "none"]


@dataclass(frozen=True)
class SampleWayInfo:
    """A way to write a sample: its name on a page, whose it is, and what proves it.

    `proof` is said with the version of `package`, as its lock pins it; None where nothing can run the text, and
    `unchecked` says so.
    """

    name: str
    platform: FullPlatformOrAll
    proof: str | None
    package: str = ""
    unchecked: str = "Not checked: this command line cannot be run here"


SAMPLE_WAYS: dict[SampleWay, SampleWayInfo] = {
    "boto3": SampleWayInfo("boto3", "sagemaker", "Executed with boto3 {} against a fake of the service", "boto3"),
    "sagemaker-sdk": SampleWayInfo(
        "SageMaker SDK v3",
        "sagemaker",
        "Executed with SageMaker Python SDK {} against a fake of the service",
        "sagemaker",
    ),
    "aws-cli": SampleWayInfo("AWS CLI", "sagemaker", "Executed by AWS CLI {} against a fake of the service", "awscli"),
    "vertex-sdk": SampleWayInfo(
        "Vertex AI SDK",
        "vertex-ai",
        "Executed with google-cloud-aiplatform {} against a fake of the service",
        "google-cloud-aiplatform",
    ),
    "kfp": SampleWayInfo("Kubeflow Pipelines", "vertex-ai", "Compiled by kfp {}", "kfp"),
    "google-genai": SampleWayInfo(
        "Google Gen AI SDK", "vertex-ai", "Executed with google-genai {} against a fake of the service", "google-genai"
    ),
    "google-rest": SampleWayInfo(
        "REST",
        "vertex-ai",
        "Checked field by field against the discovery document in google-api-python-client {}",
        "google-api-python-client",
    ),
    "gcloud": SampleWayInfo("gcloud", "vertex-ai", None),
    "azure-sdk": SampleWayInfo(
        "Azure ML SDK v2", "azure-ml", "Executed with azure-ai-ml {} against a fake of the service", "azure-ai-ml"
    ),
    "azure-featurestore": SampleWayInfo(
        "Feature store SDK", "azure-ml", None, unchecked="Run against a stand-in, not the SDK"
    ),
    "azure-yaml": SampleWayInfo("YAML", "azure-ml", "Loaded and validated by azure-ai-ml {}", "azure-ai-ml"),
    "az-cli": SampleWayInfo("az ml", "azure-ml", None),
    "container": SampleWayInfo(
        "In the container", "all", "Run with scikit-learn {} on a small generated table", "scikit-learn"
    ),
    "container-file": SampleWayInfo("In the container", "all", None, unchecked="Read by the checks, not run"),
}


class Sample(Model):
    """A section of a file of samples/, and the calls that it makes when it runs."""

    file: Annotated[str, StringConstraints(pattern=r"^[a-z-]+(/[a-z_]+)?/\w[\w-]*\.(py|ya?ml|sh|json|Dockerfile)$")]
    section: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")] = "all"
    way: SampleWay
    calls: tuple[Line, ...] = ()
    stage: Stage = "ga"
    note: Line | None = None


class PlatformStep(Model):
    """How well one platform does a step, and the samples that show it, the recommended one first."""

    fit: SampleFit = "same"
    row: Id | None = None
    note: Line | None = None
    samples: tuple[Sample, ...] = ()

    @model_validator(mode="after")
    def _says_why(self) -> PlatformStep:
        if self.fit != "same" and not (self.row and self.note):
            raise ValueError(f"fit {self.fit} needs 'row', which says so, and 'note', which says what to use instead")
        if self.fit != "none" and not self.samples:
            raise ValueError(f"fit {self.fit} needs samples")
        return self


class Step(Model):
    """One step of the workload, the same on every platform."""

    id: Id
    name: Short
    does: Line
    capability: Id
    themes: tuple[Id, ...] = ()
    rows: Annotated[tuple[Id, ...], Field(min_length=1)]


class SampleIndex(Model):
    """samples/index.yml."""

    steps: tuple[Step, ...]
    container: tuple[Sample, ...] = ()
    platforms: dict[FullPlatform, dict[Id, PlatformStep]]


# Code you will find, and code today ------------------------------------------------------------------------------------


class CodeEntry(Model):
    """A name in old code, what became of it, and what one writes today.

    `looks` says how it is found in a text: `python`, a dotted module, class, function or method; `argument`,
    `dotted.name(argument)`; `command`, the first words of a command line; `package`, a name to install; `field`, a key
    of YAML or JSON, or `key: value`; `word`, a name as it stands.
    """

    id: Id
    found: Short
    looks: Literal["python", "argument", "command", "package", "field", "word"]
    state: Literal["removed", "renamed", "deprecated", "ending", "closed", "preview"]
    today: Line
    event: Id | None = None
    row: Id | None = None
    api: tuple[ApiRef, ...] = ()
    note: Line | None = None

    @model_validator(mode="after")
    def _is_backed(self) -> CodeEntry:
        if not (self.event or self.row):
            raise ValueError("an entry needs 'event' (of the ledger) or 'row', which holds the evidence")
        return self


class CodeTable(Model):
    """A table of old code and today's, for one change of an SDK."""

    id: Id
    name: Short
    old: Short
    new: Short
    entries: tuple[CodeEntry, ...]


class CodeFile(Model):
    """data/code/<platform>.yml."""

    platform: Platform
    tables: tuple[CodeTable, ...]
