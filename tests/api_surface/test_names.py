"""Names and numbers of the vendors' APIs: how they are extracted, and how a reference to one is resolved."""

from __future__ import annotations

import json
import re

import pytest
from conftest import plant
from small_api import DOCUMENT, MODEL

from cloud_ml_platforms.api_surface.__main__ import main as surface_main
from cloud_ml_platforms.api_surface.extract import aws, files, google_rest
from cloud_ml_platforms.api_surface.extract import installed as pin_module
from cloud_ml_platforms.api_surface.extract.text_numbers import numbers_in_texts as numbers_in
from cloud_ml_platforms.api_surface.pins import pinned
from cloud_ml_platforms.api_surface.references import is_beta_only, load_surface, resolve_name
from cloud_ml_platforms.api_surface.words import claimed_names, looks_like_a_name, values_in
from cloud_ml_platforms.paths import DATA

EXTRACTS = sorted((DATA / "api").glob("*.json"))


LIMIT_OF_SIZE = 2_500_000


@pytest.fixture(scope="module")
def surface():
    return load_surface(DATA / "api")


ENDPOINT = "sagemaker:CreateEndpointConfig.ProductionVariants[]"


EXISTING = (
    "sagemaker:CreateEndpointConfig",
    f"{ENDPOINT}.ServerlessConfig.MemorySizeInMB",
    "sagemaker:DescribeEndpoint.Output.FailureReason",
    "sagemaker:ProductionVariant.RoutingConfig.RoutingStrategy.RANDOM",
    "sagemaker-runtime:ModelNotReadyException",
    "application-autoscaling:MetricType.SageMakerInferenceComponentInvocationsPerCopy",
    "aiplatform.v1:Endpoint.trafficSplit",
    "aiplatform.v1:MachineSpec.acceleratorType.NVIDIA_L4",
    "aiplatform.v1:projects.locations.endpoints.deployModel",
    "google.cloud.aiplatform.PipelineJob(template_path)",
    "azure.ai.ml.entities.ManagedOnlineDeployment(instance_type, instance_count)",
    "azure.ai.ml.operations.ModelOperations.archive",
    "azure.ai.ml.load_job",
    "azure.ai.ml.constants.AssetTypes.MLFLOW_MODEL",
    "azure.ai.ml.rest:OnlineEndpointProperties.traffic",
)


WRONG = {
    "operation": (
        "sagemaker:CreateEndpontConfig",
        "no 'CreateEndpontConfig' in sagemaker; nearest: CreateEndpointConfig",
    ),
    "field": (f"{ENDPOINT}.ServerlessConfig.MemorySizeInMb", "nearest: MemorySizeInMB"),
    "output": ("sagemaker:DescribeEndpoint.FailureReason", "no 'FailureReason' in DescribeEndpointInput"),
    "list without brackets": (
        "sagemaker:CreateEndpointConfig.ProductionVariants.ModelName",
        "is a list; expected 'ProductionVariants[]'",
    ),
    "brackets without list": ("sagemaker:CreateEndpointConfig.AsyncInferenceConfig[].X", "is no list"),
    "enum value": ("sagemaker:ProductionVariant.RoutingConfig.RoutingStrategy.RANDM", "nearest: RANDOM"),
    "schema": ("aiplatform.v1:Endpont.trafficSplit", "no 'Endpont' in aiplatform.v1; nearest: Endpoint"),
    "Google field": ("aiplatform.v1:Endpoint.trafficSplits", "no 'trafficSplits' in Endpoint; nearest: trafficSplit"),
    "method": ("aiplatform.v1:projects.locations.endpoints.deployModels", "nearest: deployModel"),
    "resource": ("aiplatform.v1:projects.locations.endpoint.deployModel", "no 'endpoint' in projects.locations"),
    "class": ("azure.ai.ml.entities.ManagedOnlineDeploymnt(tier)", "nearest: ManagedOnlineDeployment"),
    "parameter": (
        "azure.ai.ml.entities.AmlCompute(tiers)",
        "no 'tiers' in azure.ai.ml.entities.AmlCompute; nearest: tier",
    ),
    "operation method": ("azure.ai.ml.operations.ModelOperations.archiv", "nearest: archive"),
    "module": ("azure.ai.ml.entites.AmlCompute", "no 'entites' in azure.ai.ml; nearest: entities"),
    "API": ("sagemker:CreateEndpoint", "no 'sagemker' in data/api; nearest: sagemaker"),
    "package alone": ("azure.ai.ml", "'azure.ai.ml' is a module, which holds Input, MLClient, "),
    "module alone": ("azure.ai.ml.entities", "'azure.ai.ml.entities' is a module, which holds "),
    "package after a colon": ("azure.ai.ml:MLClient", "expected azure.ai.ml.MLClient without a colon"),
    "resource alone": ("bigquery.v2:jobs", "'jobs' is a resource, which holds insert"),
    "method of a resource at the top": ("bigquery.v2:jobs.inser", "no 'inser' in jobs; nearest: insert"),
}


@pytest.mark.parametrize("ref", EXISTING)
def test_a_name_that_exists_is_found(surface, ref):
    assert resolve_name(surface, ref).problem is None


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_name_says_which_part_fails_and_what_is_nearest(surface, case):
    ref, expected = WRONG[case]
    assert expected in resolve_name(surface, ref).problem


def test_the_numbers_of_the_model_are_known(surface):
    memory = resolve_name(surface, f"{ENDPOINT}.ServerlessConfig.MemorySizeInMB")
    assert (memory.min, memory.max) == (1024, 6144)
    assert resolve_name(surface, "sagemaker-runtime:InvokeEndpoint.Body").max == 6291456
    assert 100 in resolve_name(surface, "sagemaker:CreateTransformJob.MaxPayloadInMB").numbers
    assert "ml.m5.large" in resolve_name(surface, f"{ENDPOINT}.InstanceType").values


def test_beta_only_is_in_v1beta1_and_not_in_v1(surface):
    assert is_beta_only(surface, "aiplatform.v1beta1:ModelMonitor")
    assert not is_beta_only(surface, "aiplatform.v1beta1:Endpoint.trafficSplit")
    assert not is_beta_only(surface, "aiplatform.v1:Endpoint.trafficSplit")


CLAIMS = {
    "EnableNetworkIsolation": ["EnableNetworkIsolation"],
    "trafficSplit": ["trafficSplit"],
    "instance_count": ["instance_count"],
    "FLEX_START": ["FLEX_START"],
    "SPOT": ["SPOT"],
    "Standard_V2": ["Standard_V2"],
    "traffic": [],
    "File": ["File"],
    "MLClient": ["MLClient"],
    "S3Uri": ["S3Uri"],
    "@latest": [],
    "@step": [],
    "@feature_processor": ["feature_processor"],
    "/opt/ml/model": [],
    "az ml model share": [],
    '{"instances": [...]}': [],
    "rolloutOptions[]": ["rolloutOptions"],
    "workers[]": ["workers"],
    "ProductionVariants[].InstanceType": ["ProductionVariants.InstanceType"],
    "{rolloutOptions: 1}": ["rolloutOptions"],
    "2 * max_concurrent_requests_per_instance * instance_count": [
        "max_concurrent_requests_per_instance",
        "instance_count",
    ],
    "N / A": [],
    "az ml job create --file instance_count": [],
    "Mode: MultiModel": ["Mode", "MultiModel"],
    "TargetStores: [OfflineStore]": ["TargetStores", "OfflineStore"],
    "mirror_traffic: {green: N}": ["mirror_traffic"],
    "OfflineStoreStatus: Blocked": ["OfflineStoreStatus", "Blocked"],
    "enable_caching=False": ["enable_caching"],
    "PipelineJob(template_path=...)": ["PipelineJob", "template_path"],
    "containerSpec.ports": ["containerSpec.ports"],
    "run()": ["run"],
    "sagemaker:InvokeEndpoint": ["sagemaker:InvokeEndpoint"],
}


@pytest.mark.parametrize("span", CLAIMS)
def test_which_names_a_code_span_claims(span):
    assert claimed_names(span) == CLAIMS[span]


def test_words_of_plain_english_are_no_names():
    assert not [word for word in ("traffic", "spot", "env", "A", "v1", "GB") if looks_like_a_name(word)]


VALUES = {
    "Mode: MultiModel": [("Mode", "MultiModel")],
    "scheduling.strategy: SPOT": [("strategy", "SPOT")],
    "TargetStores: [OnlineStore, OfflineStore]": [("TargetStores", "OnlineStore"), ("TargetStores", "OfflineStore")],
    "online_store: {type: redis}": [("type", "redis")],
    "{strategy: SPOT, maxCount: 2}": [("strategy", "SPOT")],
    "InstanceType=ml.m5.large": [("InstanceType", "ml.m5.large")],
    "is_deterministic: true": [],
    "MinInstanceCount: 0": [],
    'invokeRoutePrefix: "/*"': [],
    "az ml online-endpoint update --set mode=Spot": [],
}


@pytest.mark.parametrize("span", VALUES)
def test_which_values_a_code_span_gives_to_a_field(span):
    assert values_in(span) == VALUES[span]


@pytest.fixture
def small():
    return aws.extract_of_model("demo", MODEL, "1.0"), google_rest.extract_of_document("demo.v1", DOCUMENT, "2.0")


def test_aws_models_become_names_and_numbers(small):
    extract = small[0]
    assert extract["operations"]["Old"] == {"input": "PutInput", "deprecated": True}
    assert extract["structures"]["PutInput"]["Size"] == {"type": "Size", "numbers": [6, 7, 100]}
    assert extract["structures"]["PutInput"]["Kinds"] == {"type": "Kinds", "deprecated": True}
    assert extract["types"]["Kinds"] == {"type": "list", "of": "Kind", "max": 5}
    assert extract["enums"]["Kind"] == ["B", "A"]


def test_discovery_documents_become_names_and_numbers(small):
    extract = small[1]
    assert list(extract["operations"]) == ["projects.things.get"]
    thing = extract["structures"]["Thing"]
    assert thing["size"] == {"type": "integer", "numbers": [1, 1000]}
    assert thing["mode"] == {"type": "Thing.mode", "deprecated": True}
    assert (thing["parts"], thing["by"]) == ("[Part]", "{integer}")
    assert extract["enums"]["Thing.mode"] == ["ON", "OFF"]


def test_numbers_of_a_text():
    text = (
        "At most 1,024 MB (default 6MB), 0.5 to 28 days; see v1.2, https://x/99, 2024-01-02, ml.p3.2xlarge, S3, 1-100."
    )
    assert numbers_in(text) == [0.5, 1, 6, 28, 100, 1024]


@pytest.mark.parametrize("path", EXTRACTS, ids=lambda path: path.stem)
def test_an_extract_is_sorted_with_one_item_a_line(path):
    text = path.read_text(encoding="utf-8")
    extract = json.loads(text)
    assert list(extract)[: len(files.HEAD)] == list(files.HEAD)
    assert files.extract_text(extract) == text
    for section, names in list(extract.items())[len(files.HEAD) :]:
        assert list(names) == sorted(names), section
    lines = [line for line in text.splitlines() if line.startswith(' "')]
    assert len(lines) == sum(len(names) for names in list(extract.values())[len(files.HEAD) :])


def test_the_extracts_hold_no_sentences():
    """Names and numbers are facts; descriptions belong to their authors."""
    for path in EXTRACTS:
        texts = [text for text in re.findall(r'"([^"]*)"', path.read_text(encoding="utf-8")) if text.count(" ") > 5]
        assert not texts, (path.name, texts[:3])


def test_the_extracts_stay_small():
    assert sum(path.stat().st_size for path in EXTRACTS) < LIMIT_OF_SIZE


def test_stale_extracts_are_named(tmp_path, small):
    files.write_extracts(tmp_path, {"demo": small[0], "demo.v1": small[1]})
    assert not files.stale_extracts(tmp_path, {"demo": small[0], "demo.v1": small[1]})
    plant(tmp_path / "demo.json", '"max":5', '"max":6')
    assert "demo.json: line" in files.stale_extracts(tmp_path, {"demo": small[0], "demo.v1": small[1]})[0]
    assert "demo.v1.json: no SDK" in files.stale_extracts(tmp_path, {"demo": small[0]})[0]


SDKS = {"botocore": "1.2", "azure-ai-ml": "3.4"}


def test_an_environment_of_other_versions_is_told(monkeypatch):
    versions = {"botocore": "1.3", "pydantic": "2.0"}
    monkeypatch.setattr(pin_module, "installed_version", versions.get)
    pins = SDKS | {"pydantic": "2.1", "pywin32": "1"}
    assert list(pin_module.differences_from_pins(SDKS, pins)) == [
        "azure-ai-ml is not installed, requirements/sdk.txt pins 3.4",
        "botocore 1.3 is installed, requirements/sdk.txt pins 1.2",
        "pydantic 2.0 is installed, requirements/sdk.txt pins 2.1",
    ]
    monkeypatch.setattr(pin_module, "installed_version", {**pins, "pywin32": None}.get)
    assert not list(pin_module.differences_from_pins(SDKS, pins))


@pytest.mark.parametrize("arguments", [["extract"], ["extract", "--check"]])
def test_no_extract_is_made_or_judged_in_another_environment(monkeypatch, capsys, arguments):
    monkeypatch.setattr(pin_module, "installed_version", lambda package: "0.1" if package == "botocore" else None)
    before = {path: path.stat().st_mtime_ns for path in EXTRACTS}
    assert surface_main(arguments) == 1
    message = capsys.readouterr().err
    assert f"botocore 0.1 is installed, requirements/sdk.txt pins {pinned()['botocore']}" in message
    assert "run `make api-check` or `make api`" in message
    assert before == {path: path.stat().st_mtime_ns for path in EXTRACTS}
