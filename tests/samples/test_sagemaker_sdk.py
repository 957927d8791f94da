"""The checker of the SageMaker SDK's samples says what is wrong and where, and leaves nothing behind."""

import importlib
import os
import re
from pathlib import Path
from pkgutil import resolve_name
from unittest import mock

import pytest

pytest.importorskip("sagemaker.core")

import sagemaker_sdk
import yaml
from botocore.client import BaseClient
from harness import ROOT, SampleFault
from private import aws, sagemaker

TOP = {
    "AlgorithmEstimator",
    "AutoML",
    "Estimator",
    "FactorizationMachines",
    "KMeans",
    "KNN",
    "LinearLearner",
    "LocalSession",
    "Model",
    "ModelMetrics",
    "ModelPackage",
    "PCA",
    "PipelineModel",
    "Predictor",
    "Processor",
    "RandomCutForest",
    "ScriptProcessor",
    "Session",
    "TrainingInput",
    "get_execution_role",
}
CODE = yaml.safe_load((ROOT / "data" / "code" / "sagemaker.yml").read_text(encoding="utf-8"))
TABLES = {table["id"]: table["entries"] for table in CODE["tables"]}


def check(tmp_path: Path, text: str) -> set[str]:
    path = tmp_path / "sample.py"
    path.write_text(text, encoding="utf-8")
    return sagemaker_sdk.check(path, "sagemaker-sdk")


# Samples ---------------------------------------------------------------------------------------------------------------


def test_reads_of_the_control_plane_are_left_out_and_those_of_a_runtime_are_not(tmp_path):
    text = """
from sagemaker.core.resources import Endpoint, Model
Endpoint.get("churn").invoke(body=b"{}")
print(list(Model.get_all()))
"""
    assert check(tmp_path, text) == {"sagemaker-runtime:InvokeEndpoint"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "from sagemaker.estimator import Estimator",
            r":1: found sagemaker\.estimator, removed; expected `sagemaker\.train\.ModelTrainer`",
        ),
        (
            "import sagemaker.lambda_helper",  # not in the table of old code: the SDK itself says it
            r":1: found sagemaker\.lambda_helper, removed in version 3; expected ",
        ),
        ("from sagemaker.train import ModelTrainr", r":1: found ImportError: cannot import name 'ModelTrainr'"),
        ("\nfrom sagemaker.train.configs import Compute", r":2: found the deprecated sagemaker\.train\.configs; "),
        ("import sagemaker.train.configs as c", r":1: found the deprecated sagemaker\.train\.configs; "),
        (
            "from sagemaker.core.shapes import Channel\nChannel(channel_nme='train')",
            r":2: found 'train' for channel_nme of Channel; expected nearest: channel_name",
        ),
        (
            "from sagemaker.core.resources import Model\nModel.create(model_name='churn_43')",
            r":2: found 'churn_43' in ModelName of sagemaker:CreateModel; expected text like",
        ),
        (
            "from sagemaker.core.resources import Endpoint\nEndpoint.get('churn').predict(b'')",
            r":2: found AttributeError: 'Endpoint' object has no attribute 'predict'; expected n",
        ),
        ("import requests\nrequests.get('https://example.com/')", r":2: found a connection to .*example\.com"),
        (
            "import boto3\nboto3.client('sagemaker').create_experiment(ExperimentName='churn')",
            r":2: found sagemaker:CreateExperiment, closed to new customers",
        ),
    ],
)
def test_a_fault_says_where_what_and_what_instead(tmp_path, text, fault):
    with pytest.raises(SampleFault, match=fault):
        check(tmp_path, text)


def test_mlflow_is_answered_by_mlflows_own_server_and_only_at_a_sagemaker_address(tmp_path):
    start = "import mlflow\nmlflow.set_tracking_uri('{}')\nmlflow.set_experiment('churn')\n"
    app = "arn:aws:sagemaker:eu-west-1:111122223333:mlflow-app/app-1"
    wrong = start.format(app) + "mlflow.search_runs(experiment_names=['churn'], order_by=['metrics.auc DOWN'])"
    assert check(tmp_path, start.format(app)) == {"mlflow:POST experiments/create"}
    with pytest.raises(SampleFault, match=r":4: found .*order_by"):
        check(tmp_path, wrong)
    with pytest.raises(SampleFault, match=r":3: found a connection to .*mlflow\.example\.com"):
        check(tmp_path, start.format("https://mlflow.example.com"))


def test_nothing_is_left_behind(tmp_path):
    before, plain = dict(os.environ), getattr(BaseClient, aws.CALL)
    check(tmp_path, "import mlflow\nfrom sagemaker.core.resources import Model")
    with pytest.raises(SampleFault):
        check(tmp_path, "raise SystemExit('no')")
    assert (dict(os.environ), getattr(BaseClient, aws.CALL)) == (before, plain)


# The table of old code -------------------------------------------------------------------------------------------------


def present(name: str) -> bool:
    """Whether a dotted name leads to something in the SDK that is installed."""
    parts = name.split(".")
    with mock.patch.dict(os.environ, AWS_DEFAULT_REGION="eu-west-1"):
        for length in range(len(parts), 0, -1):
            try:
                thing = importlib.import_module(".".join(parts[:length]))
            except ImportError:
                continue
            for part in parts[length:]:
                if not hasattr(thing, part) and part not in getattr(thing, "model_fields", {}):
                    return False
                thing = getattr(thing, part, None)
            return True
    return False


@pytest.mark.parametrize("entry", TABLES["cd-sm-sdk"], ids=lambda entry: entry["id"])
def test_what_the_table_calls_removed_is_gone_and_what_it_names_today_is_there(entry):
    if entry["looks"] == "python":
        assert present(entry["found"]) == (entry["state"] == "deprecated")
        assert entry["state"] == "deprecated" or entry["found"].split(".")[1] in {
            *resolve_name(sagemaker.REMOVED),
            *TOP,
        }
    names = re.findall(r"sagemaker\.(?:core|train|serve|mlops)[\w.]*", f"{entry['today']} {entry.get('note', '')}")
    assert [name for name in names if not present(name.rstrip("."))] == []


@pytest.mark.parametrize("entry", TABLES["cd-sm-closed"], ids=lambda entry: entry["id"])
def test_a_path_of_v3_that_the_table_calls_closed_still_imports(entry):
    if entry["looks"] == "python" and entry["found"].startswith(("sagemaker.core.", "sagemaker.mlops.")):
        assert present(entry["found"])
