"""Names and numbers of the vendors' APIs: a wrong one is caught with its line and the nearest that exists."""

from __future__ import annotations

import cProfile
import json
import re

import pytest
import yaml
from conftest import plant

from cloud_ml_platforms.api_surface.__main__ import main as surface_main
from cloud_ml_platforms.api_surface.extract import aws, files, google_rest
from cloud_ml_platforms.api_surface.extract import pins as pin_module
from cloud_ml_platforms.api_surface.extract.numbers import numbers_in_texts as numbers_in
from cloud_ml_platforms.api_surface.references import is_beta_only, load_surface, resolve_name
from cloud_ml_platforms.api_surface.words import claimed_names, looks_like_a_name, values_in
from cloud_ml_platforms.catalog.load import read_catalog
from cloud_ml_platforms.catalog.yaml_files import DataError
from cloud_ml_platforms.check.api import api_faults, numbers_of, pins, reference_faults
from cloud_ml_platforms.check.api_diff import cited, report
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.command import main
from cloud_ml_platforms.compute.api_marks import api_marks, badges, stated_numbers
from cloud_ml_platforms.paths import DATA, ROOT

CAPABILITIES = "capabilities/online-endpoints.yml"
LIMITS = "limits/online-endpoints.yml"
EXTRACTS = sorted((DATA / "api").glob("*.json"))
LIMIT_OF_SIZE = 2_500_000


@pytest.fixture(scope="module")
def surface():
    return load_surface(DATA / "api")


@pytest.fixture
def data(shared_data):
    return shared_data


def one(data, file, pattern):
    """Return the fault of `file` whose text matches."""
    with pytest.raises(DataError) as caught:
        load_catalog(data)
    found = caught.value.faults
    matching = [fault for fault in found if fault.file == f"data/{file}" and re.search(pattern, str(fault))]
    assert matching, "\n".join(map(str, found))
    return matching[0]


# References -----------------------------------------------------------------------------------------------------------

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


def test_every_reference_of_the_data_behaves(catalog):
    """Each one, by itself, as the data says; that there are many shows that they are found."""
    _, read, _ = read_catalog(DATA, sorted(DATA.rglob("*.yml")))
    refs = [item for file in read.values() for _, item in file.items if isinstance(item, dict) and "ref" in item]
    assert {ref["ref"] for ref in refs} == set(cited(DATA))
    assert len(refs) > 400
    assert not [(ref, fault) for ref in refs for fault in reference_faults(catalog.surface, ref)]


PLANTED = {
    "operation": (
        "sagemaker-runtime:InvokeEndpoint.Body",
        "sagemaker-runtime:InvokEndpoint.Body",
        "nearest: InvokeEndpoint",
    ),
    "field": ("sagemaker-runtime:InvokeEndpoint.Body", "sagemaker-runtime:InvokeEndpoint.Bodi", "nearest: Body"),
    "parameter": (
        "OnlineRequestSettings(request_timeout_ms)",
        "OnlineRequestSettings(request_timout_ms)",
        "request_timeout_ms",
    ),
    "class": ("entities.OnlineRequestSettings(", "entities.OnlineRequestSetting(", "nearest: OnlineRequestSettings"),
    "limit number": ("max: 6291456", "max: 6291457", "max 6,291,457; expected 6,291,456, as botocore"),
    "lower bound": ("min: 600, max: 28800", "min: 60, max: 28800", "min 60; expected 600"),
    "stated number": ("states: [100]", "states: [101]", "states 101; expected one that the description states: 100"),
    "absent that exists": (
        '"sagemaker-runtime:InvokeEndpoint.Body", expect: exists',
        '"sagemaker-runtime:InvokeEndpoint.Body", expect: absent',
        "a name that exists in botocore",
    ),
    "beta-only that is in v1": (
        '"aiplatform.v1:Endpoint.trafficSplit", expect: exists',
        '"aiplatform.v1beta1:Endpoint.trafficSplit", expect: beta-only',
        "a name that exists in v1 as well",
    ),
    "value of no reference": (
        "value: 6.29",
        "value: 6.92",
        "value 6.92; expected one of the reference's numbers in MB",
    ),
    "unknown unit": ("unit: bytes", "unit: octets", "'octets'; expected"),
}


@pytest.mark.parametrize("case", PLANTED)
def test_a_planted_fault_is_caught_at_its_line(data, case):
    old, new, pattern = PLANTED[case]
    line = plant(data / LIMITS, old, new)
    assert one(data, LIMITS, re.escape(pattern)).line == line


def test_an_api_value_without_a_number_is_a_fault(data):
    line = plant(data / LIMITS, ", max: 6291456, unit: bytes}", "}")
    fault = one(
        data, LIMITS, "says: api with value 6.29 and no number; expected a reference with min, max, states or has"
    )
    assert 0 < line - fault.line < 10


def test_a_number_in_another_unit_needs_the_unit(data):
    plant(data / LIMITS, "max: 6291456, unit: bytes", "max: 6291456")
    one(data, LIMITS, r"value 6.29; expected one of the reference's numbers in MB \(6,291,456\); `unit` converts")


TRAINING = "limits/training-jobs.yml"
DISAGREEING = {
    "a hard limit": (
        LIMITS,
        "value: 28800",
        "value: 28801",
        "value 28801; expected one of the reference's numbers in s (600, 28,800); `unit` converts; or differs: true",
    ),
    "a quota beyond the bounds": (
        TRAINING,
        "{way: hyperpod, value: 20",
        "{way: hyperpod, value: 7000",
        "value 7000; expected one of the reference's numbers in machines (0, 6,758)",
    ),
    "a default that the description states": (
        TRAINING,
        "{way: custom-job, value: 100, rule: default",
        "{way: custom-job, value: 101, rule: default",
        "value 101; expected one of the reference's numbers in GB (100)",
    ),
    "a text": (
        LIMITS,
        '"8080 by default; first entry',
        '"8081 by default; first entry',
        "expected one of the reference's numbers in its unit (8,080)",
    ),
    "the note of a text without a number": (
        LIMITS,
        "Yours: at most 200, each below 128 KiB, 512 KiB in all",
        "Yours: at most 100, each below 64 KiB, 256 KiB in all",
        "expected one of the reference's numbers in its unit (128, 200, 512)",
    ),
    "a difference where there is none": (
        LIMITS,
        "value: 28800\n            rule: hard",
        "value: 28800\n            differs: true\n            rule: hard",
        "differs: true with value 28800; expected no 'differs' beside the reference's numbers in s (600, 28,800)",
    ),
    "a difference of the API from itself": (
        LIMITS,
        "says: api",
        "differs: true\n            says: api",
        "differs: true with says: api; expected differs on a documented value",
    ),
}


@pytest.mark.parametrize("case", DISAGREEING)
def test_a_value_beside_other_numbers_of_the_api_is_a_fault(data, case):
    file, old, new, pattern = DISAGREEING[case]
    plant(data / file, old, new)
    fault = one(data, file, re.escape(pattern))
    assert "value" in fault.key or "differs" in fault.key


def test_the_line_of_a_disagreeing_value_is_its_own(data):
    line = plant(data / LIMITS, "value: 28800", "value: 28801")
    assert one(data, LIMITS, "value 28801").line == line


def test_a_value_that_says_that_it_differs_is_none(data):
    plant(data / LIMITS, "value: 28800", "value: 28801\n            differs: true")
    assert load_catalog(data).limits["lim-ep-bake"]


def test_a_quota_between_the_bounds_is_none(data):
    plant(data / TRAINING, "{way: hyperpod, value: 20", "{way: hyperpod, value: 21")
    assert load_catalog(data).limits["lim-train-nodes"]


def test_an_absent_name_needs_an_owner_that_exists(surface):
    typo = {"ref": "aiplatform.v1:Modell.approvalStatus", "expect": "absent"}
    assert "an owner that exists" in next(reference_faults(surface, typo))[1]
    assert not list(reference_faults(surface, {"ref": "aiplatform.v1:Model.approvalStatus", "expect": "absent"}))


@pytest.mark.parametrize("ref", ["azure.ai.ml.entities.AmlComput(foo)", "azure.ai.ml.entitie.AmlCompute(foo)"])
def test_an_absent_parameter_needs_a_class_that_exists(surface, ref):
    found, expected = next(reference_faults(surface, {"ref": ref, "expect": "absent"}))
    assert re.search(r"no '(AmlComput|entitie)' in .*; nearest: (AmlCompute|entities)", found)
    assert expected == "an owner that exists, so that only the last part is absent"


def test_every_parameter_that_is_said_to_be_absent_is(surface):
    one_is_there = {"ref": "azure.ai.ml.entities.AmlCompute(foo, tier)", "expect": "absent"}
    assert "AmlCompute(tier) that exists" in next(reference_faults(surface, one_is_there))[0]
    assert not list(reference_faults(surface, one_is_there | {"ref": "azure.ai.ml.entities.AmlCompute(foo, bar)"}))


def test_what_only_the_beta_has_is_said_to_be_so(surface):
    ref = {"ref": "aiplatform.v1beta1:ModelMonitor", "expect": "exists"}
    assert next(reference_faults(surface, ref))[1] == "expect: beta-only"
    assert not list(reference_faults(surface, ref | {"expect": "beta-only"}))
    stable = {"ref": "aiplatform.v1:Endpoint.trafficSplit", "expect": "beta-only"}
    assert next(reference_faults(surface, stable))[1] == "a v1beta1 name"


def test_an_enum_value_that_is_claimed_has_to_exist(surface):
    ref = {"ref": "sagemaker:ProductionVariant.RoutingConfig.RoutingStrategy", "expect": "exists", "has": ["RANDM"]}
    assert "nearest: RANDOM" in next(reference_faults(surface, ref))[1]


def test_a_name_without_values_has_none_to_claim(surface):
    ref = {"ref": "aiplatform.v1:Endpoint.displayName", "expect": "exists", "has": ["FOO"]}
    found, expected = next(reference_faults(surface, ref))
    assert found == "has FOO"
    assert expected.startswith("no 'has': this name has no list of values (aiplatform.v1 revision ")


def test_units_are_converted():
    assert numbers_of({"max": 86400, "unit": "s"}, "h") == [24]
    assert numbers_of({"states": [7], "unit": "days"}, "h") == [168]
    assert numbers_of({"max": 6291456, "unit": "bytes"}, "MB") == [6.291456]
    assert numbers_of({"max": 100}, "%") == [100]


# Versions -------------------------------------------------------------------------------------------------------------


def test_an_extract_of_another_version_says_how_to_write_it_anew(data):
    plant(data / "api" / "sagemaker.json", '"version": "', '"version": "0.')
    one(
        data,
        "api/sagemaker.json",
        r"an extract of botocore 0\.\S+; expected botocore \S+, as in .*sdk.txt: run `make api`",
    )


def test_an_extract_that_is_no_json_says_how_to_write_it_anew(data):
    (data / "api" / "sagemaker.json").write_text("{")
    one(data, "api/sagemaker.json", "no extract .*expected what `make api` writes")
    with pytest.raises(DataError) as caught:
        load_catalog(data)
    assert len(caught.value.faults) == 1, "what can not be looked up is not reported as missing"


BROKEN = {
    "a list": ("[]", "a list at the top"),
    "no head": ("{}", "no 'api'"),
    "no structures": ({"structures": None}, "no names under 'structures'"),
    "a list of structures": ({"structures": []}, "no names under 'structures'"),
    "a structure that is no group": ({"structures": {"Endpoint": "x"}}, "a broken item under 'structures'"),
    "another SDK": ({"sdk": "boto"}, "sdk 'boto'"),
}


@pytest.mark.parametrize("name", ["sagemaker", "aiplatform.v1", "azure.ai.ml.rest"])
@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_extract_is_a_fault_and_no_traceback(data, name, case):
    path = data / "api" / f"{name}.json"
    text, expected = BROKEN[case]
    path.write_text(text if isinstance(text, str) else json.dumps(json.loads(path.read_text()) | text))
    one(data, f"api/{path.name}", rf"no extract \({re.escape(expected)}\); expected what `make api` writes")


def test_a_broken_extract_of_a_package_is_a_fault(data):
    plant(data / "api" / "azure.ai.ml.json", '"classes"', '"klasses"')
    one(data, "api/azure.ai.ml.json", r"no extract \(no names under 'classes'\); expected what `make api` writes")


def test_no_extracts_are_a_fault(data):
    for path in (data / "api").glob("*.json"):
        path.unlink()
    one(data, "api", "no extracts; expected what `make api` writes")


def test_every_sdk_is_pinned():
    wanted = dict(re.findall(r"^([a-z-]+)==(\S+)$", (ROOT / "requirements" / "sdk.in").read_text(), re.MULTILINE))
    assert wanted
    assert {sdk: pins()[sdk] for sdk in wanted} == wanted


# Code -----------------------------------------------------------------------------------------------------------------

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


ESCAPED = {
    "a value that the field does not take": (
        "`DirectInternetAccess: Disabled`",
        "`DirectInternetAccess: Disablex`",
        "DirectInternetAccess takes no 'Disablex'; nearest: Disabled",
    ),
    "a value of another field": (
        "`DirectInternetAccess: Disabled`",
        "`DirectInternetAccess: Approved`",
        "DirectInternetAccess takes no 'Approved'; there are: Disabled, Enabled",
    ),
    "a value of the enum that is called like the field": ("`job_tier: Spot`", "`job_tier: Spott`", "nearest: Spot"),
    "a word with one hump": ("`Approved`", "`Approvd`", "no name 'Approvd'; nearest: Approved"),
    "a field of another operation": (
        "`MonitoringAppSpecification.ImageUri`",
        "`CreateTransformJob.TargetVariant`",
        "no 'TargetVariant' in CreateTransformJob",
    ),
    "a field of another field": (
        "`encryptionSpec.kmsKeyName`",
        "`encryptionSpec.trafficSplit`",
        "no 'trafficSplit' in encryptionSpec; there are: kmsKeyName",
    ),
    "a member of what has none": (
        "`models.export`",
        "`displayName.export`",
        "no 'export' in displayName; there is none",
    ),
    "a method of another resource": ("`models.export`", "`models.deployModel`", "no 'deployModel' in models"),
    "a method after a colon": ("`models:copy`", "`models:deployModel`", "no 'deployModel' in models"),
    "a parameter of another class": ("`limits.timeout`", "`limits.instance_type`", "no 'instance_type' in limits"),
    "a list": ("`models.export`", "`rolloutOptionz[]`", "no name 'rolloutOptionz'; nearest: rolloutOptions"),
    "a name in braces": (
        "`models.export`",
        "`{rolloutOptionz: 1}`",
        "no name 'rolloutOptionz'; nearest: rolloutOptions",
    ),
    "a calculation": (
        "`2 * max_concurrent_requests_per_instance * instance_count`",
        "`2 * max_concurrent_request_per_instance * instance_count`",
        "nearest: max_concurrent_requests_per_instance",
    ),
}


@pytest.mark.parametrize("case", ESCAPED)
def test_a_wrong_name_or_value_in_code_is_caught_at_its_line(data, case):
    old, new, pattern = ESCAPED[case]
    path = next(path for path in sorted(data.glob("*/*.yml")) if old in path.read_text())
    line = plant(path, old, new)
    fault = one(data, f"{path.parent.name}/{path.name}", re.escape(pattern))
    assert fault.line == line


def test_a_typo_in_code_is_caught_with_the_nearest_name(data):
    line = plant(data / CAPABILITIES, "`RetainAllVariantProperties", "`RetainAllVariantPropertys")
    fault = one(data, CAPABILITIES, "no name 'RetainAllVariantPropertys'; nearest: RetainAllVariantProperties")
    assert fault.line == line


def test_a_snake_case_typo_is_caught(data):
    line = plant(data / CAPABILITIES, "`mirror_traffic", "`miror_traffic")
    assert one(data, CAPABILITIES, "nearest: mirror_traffic").line == line


def test_the_name_of_another_platform_is_no_name_here(data):
    plant(data / CAPABILITIES, "`mirror_traffic", "`ShadowProductionVariants")
    one(data, CAPABILITIES, "no name 'ShadowProductionVariants'; .*expected a name in the API of azure-ml")


def test_a_limit_is_checked_as_well(data):
    plant(data / LIMITS, "`containerSpec.ports`", "`containerSpec.portz`")
    one(data, LIMITS, "no name 'portz'")


def test_an_allowed_word_that_nothing_uses_is_a_fault(data):
    line = plant(data / "api-words.yml", "words: [", "words: [SecretServer, ")
    assert one(data, "api-words.yml", "'SecretServer', which is used nowhere or known").line == line


def test_an_allowed_word_that_is_in_an_extract_is_a_fault(data):
    plant(data / "api-words.yml", "words: [", "words: [ManagedOnlineEndpoint, ")
    one(data, "api-words.yml", "'ManagedOnlineEndpoint', which is used nowhere or known")


def test_a_pattern_that_allows_nothing_is_a_fault(data):
    line = plant(data / "api-words.yml", "pattern: AZUREML_[A-Z_]+|WORKER_COUNT", "pattern: XYZ_[A-Z_]+")
    assert one(data, "api-words.yml", "'XYZ_.*', which allows nothing").line == line


def test_an_entry_has_words_or_a_pattern(data):
    plant(data / "api-words.yml", "words: [", "words: []  # ")
    one(data, "api-words.yml", "either words or a pattern")


def test_a_pattern_that_is_no_expression_is_a_fault(data):
    plant(data / "api-words.yml", "pattern: AZUREML_[A-Z_]+|WORKER_COUNT", "pattern: AZUREML_[A-Z")
    one(data, "api-words.yml", "expected a regular expression")


def test_no_pattern_of_the_allow_list_covers_a_name_of_the_api(surface):
    """A pattern that swallows names of its platform could hide a typo in one of them."""
    entries = yaml.safe_load((DATA / "api-words.yml").read_text())["allowed"]
    for entry in entries:
        if "pattern" in entry:
            swallowed = [
                name
                for platform in entry["platforms"]
                for name in surface.names[platform]
                if re.fullmatch(entry["pattern"], name)
            ]
            assert not swallowed, (entry["pattern"], swallowed[:5])


def test_the_rules_are_quick():
    """Counted in calls, which no busy machine changes: the first run makes two million, in half a second."""
    catalog, read, faults = read_catalog(DATA, sorted(DATA.rglob("*.yml")))
    assert not faults
    profile = cProfile.Profile()
    assert not profile.runcall(lambda: list(api_faults(catalog, read)))
    calls = sum(entry.callcount for entry in profile.getstats())
    assert calls < 4_000_000, calls


# Marks ----------------------------------------------------------------------------------------------------------------


def test_a_mark_names_the_version(catalog):
    row = next(
        row for row in catalog.rows.values() if row.platforms["sagemaker"].api or row.platforms["sagemaker"].ways
    )
    refs = [ref for way in row.platforms["sagemaker"].ways for ref in way.api if ref.expect == "exists"]
    assert all(badge.text.startswith("API-checked: botocore ") for badge in badges(api_marks(catalog, refs)))


def test_a_closed_way_is_no_proof_of_an_offer(catalog):
    from cloud_ml_platforms.topics.compare.views import row_view

    cell = next(cell for cell in row_view(catalog, "mon-offer-today").cells if cell.platform == "sagemaker")
    states = {mark.ref: mark.state for mark in cell.api}
    assert states["sagemaker:CreateMonitoringSchedule"] == "over"
    closed = next(badge for badge in cell.badges if badge.state == "over")
    assert closed.text.startswith("Name still in the API: botocore ")


def test_a_limit_of_a_closed_kind_is_no_proof_of_an_offer(catalog):
    from cloud_ml_platforms.topics.limits.views import limit_view

    cell = next(cell for cell in limit_view(catalog, "lim-mon-cadence").cells if cell.platform == "sagemaker")
    assert {mark.state for mark in cell.values[0].api} == {"over"}
    assert {mark.state for mark in cell.values[2].api} == {"exists"}


def test_the_numbers_of_the_model_are_said_in_their_unit(catalog):
    refs = [ref for value in catalog.limits["lim-ep-request-mb"].platforms["sagemaker"].values for ref in value.api]
    assert stated_numbers(refs[0], resolve_name(catalog.surface, refs[0].ref)) == "max 6,291,456 bytes"


# Extraction -----------------------------------------------------------------------------------------------------------

MODEL = {
    "metadata": {"apiVersion": "2020-01-01"},
    "operations": {
        "Put": {"input": {"shape": "PutInput"}},
        "Old": {"input": {"shape": "PutInput"}, "deprecated": True},
    },
    "shapes": {
        "PutInput": {
            "type": "structure",
            "members": {
                "Size": {"shape": "Size", "documentation": "<p>At most 100 MB, see <a href='https://x/1'>7</a></p>"},
                "Kinds": {"shape": "Kinds", "deprecated": True},
            },
        },
        "Size": {"type": "integer", "min": 1, "documentation": "The default is 6."},
        "Kinds": {"type": "list", "member": {"shape": "Kind"}, "max": 5},
        "Kind": {"type": "string", "enum": ["B", "A"]},
    },
}
DOCUMENT = {
    "revision": "20200101",
    "schemas": {
        "GoogleCloudDemoV1Thing": {
            "properties": {
                "size": {"type": "integer", "description": "Between 1 and 1,000."},
                "mode": {"type": "string", "enum": ["ON", "OFF"], "deprecated": True},
                "parts": {"type": "array", "items": {"$ref": "GoogleCloudDemoV1Part"}},
                "by": {"type": "object", "additionalProperties": {"type": "integer"}},
            }
        },
        "GoogleCloudDemoV1Part": {},
    },
    "resources": {"projects": {"resources": {"things": {"methods": {"get": {"parameters": {"name": {}}}}}}}},
}


@pytest.fixture
def small():
    return aws.of_model("demo", MODEL, "1.0"), google_rest.of_document("demo.v1", DOCUMENT, "2.0")


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
    assert files.dump(extract) == text
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
    files.write(tmp_path, {"demo": small[0], "demo.v1": small[1]})
    assert not files.stale_extracts(tmp_path, {"demo": small[0], "demo.v1": small[1]})
    plant(tmp_path / "demo.json", '"max":5', '"max":6')
    assert "demo.json: line" in files.stale_extracts(tmp_path, {"demo": small[0], "demo.v1": small[1]})[0]
    assert "demo.v1.json: no SDK" in files.stale_extracts(tmp_path, {"demo": small[0]})[0]


SDKS = {"botocore": "1.2", "azure-ai-ml": "3.4"}


def test_an_environment_of_other_versions_is_told(monkeypatch):
    have = {"botocore": "1.3", "pydantic": "2.0"}
    monkeypatch.setattr(pin_module, "installed", have.get)
    wanted = SDKS | {"pydantic": "2.1", "pywin32": "1"}
    assert list(pin_module.unlike_pins(SDKS, wanted)) == [
        "azure-ai-ml is not installed, requirements/sdk.txt pins 3.4",
        "botocore 1.3 is installed, requirements/sdk.txt pins 1.2",
        "pydantic 2.0 is installed, requirements/sdk.txt pins 2.1",
    ]
    monkeypatch.setattr(pin_module, "installed", {**wanted, "pywin32": None}.get)
    assert not list(pin_module.unlike_pins(SDKS, wanted))


@pytest.mark.parametrize("arguments", [["extract"], ["extract", "--check"]])
def test_no_extract_is_made_or_judged_in_another_environment(monkeypatch, capsys, arguments):
    monkeypatch.setattr(pin_module, "installed", lambda package: "0.1" if package == "botocore" else None)
    before = {path: path.stat().st_mtime_ns for path in EXTRACTS}
    assert surface_main(arguments) == 1
    said = capsys.readouterr().err
    assert f"botocore 0.1 is installed, requirements/sdk.txt pins {pins()['botocore']}" in said
    assert "run `make api-check` or `make api`" in said
    assert before == {path: path.stat().st_mtime_ns for path in EXTRACTS}


def test_the_pins_are_those_that_the_data_is_held_to():
    assert pin_module.pinned() == pins()


def test_cited_names_are_found_without_libyaml(monkeypatch, tmp_path):
    (tmp_path / "limits").mkdir()
    (tmp_path / "limits" / "x.yml").write_text("api: [{ref: 'demo:Put', expect: exists}]")
    monkeypatch.delattr("yaml.CSafeLoader", raising=False)
    monkeypatch.setattr("cloud_ml_platforms.catalog.yaml_files._Loader", yaml.SafeLoader)
    assert cited(tmp_path) == {"demo:Put": ["limits/x.yml"]}


# What newer SDKs change -----------------------------------------------------------------------------------------------


def fabricate(folder, change=None):
    """Write two small extracts; `change` edits them before."""
    model = json.loads(json.dumps(MODEL))
    beta = json.loads(json.dumps(DOCUMENT).replace("V1", "V1beta1"))
    stable = json.loads(json.dumps(DOCUMENT))
    del stable["schemas"]["GoogleCloudDemoV1Thing"]["properties"]["by"]
    if change:
        change(model, stable)
    files.write(
        folder,
        {
            "demo": aws.of_model("demo", model, "1.0"),
            "demo.v1": google_rest.of_document("demo.v1", stable, "2.0"),
            "demo.v1beta1": google_rest.of_document("demo.v1beta1", beta, "2.0"),
        },
    )


@pytest.fixture
def changed(tmp_path):
    """The report on two fabricated sets of extracts, with a data folder that cites some of their names."""
    refs = ["demo:Put.Size", "demo:Put.Kinds", "demo:Old", "demo.v1:Thing.parts", "demo.v1beta1:Thing.by"]
    (tmp_path / "data" / "limits").mkdir(parents=True)
    listed = [{"ref": ref, "expect": "exists"} for ref in refs]
    (tmp_path / "data" / "limits" / "x.yml").write_text(yaml.safe_dump({"api": listed}))

    def change(model, stable):
        model["shapes"]["Size"] |= {"min": 2, "max": 10}
        model["shapes"]["Kind"]["enum"] = ["A", "C"]
        del model["operations"]["Old"]
        model["operations"]["New"] = {"input": {"shape": "PutInput"}}
        thing = stable["schemas"]["GoogleCloudDemoV1Thing"]["properties"]
        thing["by"] = {"type": "string"}
        thing["parts"]["deprecated"] = True

    fabricate(tmp_path / "old")
    fabricate(tmp_path / "new", change)
    return report(tmp_path / "old", tmp_path / "new", tmp_path / "data")


def test_what_is_cited_comes_first(changed):
    head, _, rest = changed.partition("\n\n")
    for expected in (
        "demo:Put.Size: min was 1, is 2 (limits/x.yml)",
        "demo:Put.Size: max was None, is 10",
        "demo:Put.Kinds: gone enum values: B",
        "demo:Put.Kinds: new enum values: C",
        "demo:Old: disappeared: no 'Old' in demo",
        "demo.v1:Thing.parts: deprecated was False, is True",
        "demo.v1beta1:Thing.by: was in v1beta1 only, is in v1 now",
    ):
        assert expected in head
    assert "demo:" in rest


def test_the_rest_is_counted_and_new_operations_are_listed(changed):
    summary = changed.partition("\n\n")[2]
    assert "  added: 1 in enums, 1 in operations" in summary
    assert "  new: New" in summary
    assert "  gone: Old" in summary
    assert "demo.v1beta1: google-api-python-client 2.0, revision 20200101\n  no change" in summary


def test_nothing_changed_says_so():
    assert "nothing that is cited changed" in report(DATA / "api", DATA / "api")


def test_the_comparison_runs_as_a_command(capsys):
    assert main(["api-diff", str(DATA / "api")]) == 0
    assert "no change" in capsys.readouterr().out
