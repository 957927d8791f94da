"""A wrong name or number of an API is caught with its line and the nearest that exists."""

from __future__ import annotations

import cProfile
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from conftest import fault_in, plant

from cloud_ml_platforms import model as m
from cloud_ml_platforms.api_surface.pins import pinned
from cloud_ml_platforms.api_surface.references import load_surface
from cloud_ml_platforms.catalog.load import known_in, parse, read_catalog, yaml_paths
from cloud_ml_platforms.catalog.yaml_files import read_yaml
from cloud_ml_platforms.check.api import api_faults, numbers_of, reference_faults
from cloud_ml_platforms.check.api_diff import cited_references
from cloud_ml_platforms.paths import DATA, ROOT

CAPABILITIES = "capabilities/online-endpoints.yml"


LIMITS = "limits/online-endpoints.yml"


@pytest.fixture(scope="module")
def surface():
    return load_surface(DATA / "api")


@pytest.fixture
def planted(catalog, tmp_path):
    """Return the line on which a text in a file of the data becomes another, and what these rules find in that file then."""

    def planted_in(file, old, new):
        path = tmp_path / Path(file).name
        shutil.copy(DATA / file, path)
        line = plant(path, old, new)
        read = read_yaml(path, f"data/{file}")
        assert not read.faults
        return line, [*api_faults(catalog, {read.name: read})]

    return planted_in


def fault_of(faults, pattern):
    """Return the first fault whose text matches."""
    faults = list(faults)
    matching = [fault for fault in faults if re.search(pattern, str(fault))]
    assert matching, "\n".join(map(str, faults))
    return matching[0]


@pytest.fixture(scope="module")
def read():
    """Every file of the data by its name."""
    return read_catalog(DATA, yaml_paths(DATA))[1]


@pytest.mark.data
def test_every_reference_of_the_data_behaves(catalog, read):
    """Each one, by itself, as the data says; that there are many shows that they are found."""
    refs = [item for file in read.values() for _, item in file.items if isinstance(item, dict) and "ref" in item]
    assert {ref["ref"] for ref in refs} == set(cited_references(DATA))
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
}


@pytest.mark.parametrize("case", PLANTED)
def test_a_planted_fault_is_caught_at_its_line(planted, case):
    old, new, pattern = PLANTED[case]
    line, faults = planted(LIMITS, old, new)
    assert fault_of(faults, re.escape(pattern)).line == line


@pytest.mark.data
def test_an_unknown_unit_is_a_fault(shared_data):
    line = plant(shared_data / LIMITS, "unit: bytes", "unit: octets")
    assert fault_in(shared_data, LIMITS, "'octets'; expected").line == line


def test_a_name_in_old_code_has_to_exist(planted):
    line, faults = planted("code/sagemaker.yml", '"sagemaker:Create', '"sagemaker:Creat')
    assert fault_of(faults, "expected a name that exists").line == line


def test_an_api_value_without_a_number_is_a_fault(planted):
    line, faults = planted(LIMITS, ", max: 6291456, unit: bytes}", "}")
    fault = fault_of(
        faults, "says: api with value 6.29 and no number; expected a reference with min, max, states or has"
    )
    assert 0 < line - fault.line < 10


def test_a_number_in_another_unit_needs_the_unit(planted):
    _, faults = planted(LIMITS, "max: 6291456, unit: bytes", "max: 6291456")
    fault_of(faults, r"value 6.29; expected one of the reference's numbers in MB \(6,291,456\); `unit` converts")


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
def test_a_value_beside_other_numbers_of_the_api_is_a_fault(planted, case):
    file, old, new, pattern = DISAGREEING[case]
    _, faults = planted(file, old, new)
    fault = fault_of(faults, re.escape(pattern))
    assert "value" in fault.key or "differs" in fault.key


def test_the_line_of_a_disagreeing_value_is_its_own(planted):
    line, faults = planted(LIMITS, "value: 28800", "value: 28801")
    assert fault_of(faults, "value 28801").line == line


def test_a_value_that_says_that_it_differs_is_none(planted):
    assert planted(LIMITS, "value: 28800", "value: 28801\n            differs: true")[1] == []


def test_a_quota_between_the_bounds_is_none(planted):
    assert planted(TRAINING, "{way: hyperpod, value: 20", "{way: hyperpod, value: 21")[1] == []


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


def faults_of_extract(catalog, folder, name, text):
    (folder / name).write_text(text)
    return [str(fault) for fault in api_faults(replace(catalog, surface=load_surface(folder)), {})]


def test_an_extract_of_another_version_says_how_to_write_it(catalog, tmp_path):
    text = (DATA / "api" / "sagemaker.json").read_text().replace('"version": "', '"version": "0.', 1)
    faults = "\n".join(faults_of_extract(catalog, tmp_path, "sagemaker.json", text))
    message = r"an extract of botocore 0\.\S+; expected botocore \S+, as in .*sdk.txt: run `make api`"
    assert re.search(r"data/api/sagemaker\.json:4: .*" + message, faults)


def test_what_can_not_be_looked_up_is_not_reported_as_missing(catalog, read, tmp_path):
    (tmp_path / "sagemaker.json").write_text("{")
    first, *rest = api_faults(replace(catalog, surface=load_surface(tmp_path)), read)
    assert re.search("api/sagemaker.json:1: found no extract .*expected what `make api` writes", str(first))
    assert [fault.file for fault in rest] == ["data/api"]


def test_no_extracts_are_a_fault(catalog, read, tmp_path):
    faults = [str(fault) for fault in api_faults(replace(catalog, surface=load_surface(tmp_path)), read)]
    assert faults == ["data/api:1: found no extracts; expected what `make api` writes"]


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
def test_a_broken_extract_is_a_fault_and_no_traceback(catalog, tmp_path, name, case):
    text, expected = BROKEN[case]
    if not isinstance(text, str):
        text = json.dumps(json.loads((DATA / "api" / f"{name}.json").read_text()) | text)
    fault = f"data/api/{name}.json:1: found no extract ({expected}); expected what `make api` writes"
    assert fault in faults_of_extract(catalog, tmp_path, f"{name}.json", text)


def test_a_broken_extract_of_a_package_is_a_fault(catalog, tmp_path):
    text = (DATA / "api" / "azure.ai.ml.json").read_text().replace('"classes"', '"klasses"', 1)
    fault = "data/api/azure.ai.ml.json:1: found no extract (no names under 'classes'); expected what `make api` writes"
    assert fault in faults_of_extract(catalog, tmp_path, "azure.ai.ml.json", text)


def test_every_sdk_is_pinned():
    wanted = dict(re.findall(r"^([a-z-]+)==(\S+)$", (ROOT / "requirements" / "sdk.in").read_text(), re.MULTILINE))
    assert wanted
    assert {sdk: pinned()[sdk] for sdk in wanted} == wanted


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
def test_a_wrong_name_or_value_in_code_is_caught_at_its_line(planted, case):
    old, new, pattern = ESCAPED[case]
    path = next(path for path in sorted(DATA.glob("*/*.yml")) if old in path.read_text())
    line, faults = planted(f"{path.parent.name}/{path.name}", old, new)
    assert fault_of(faults, re.escape(pattern)).line == line


@pytest.mark.parametrize(
    ("file", "old", "new", "pattern"),
    [
        (
            CAPABILITIES,
            "`RetainAllVariantProperties",
            "`RetainAllVariantPropertys",
            "no name 'RetainAllVariantPropertys'; nearest: RetainAllVariantProperties",
        ),
        (CAPABILITIES, "`mirror_traffic", "`miror_traffic", "nearest: mirror_traffic"),
        (
            CAPABILITIES,
            "`mirror_traffic",
            "`ShadowProductionVariants",
            "no name 'ShadowProductionVariants'; .*expected a name in the API of azure-ml",
        ),
        (LIMITS, "`containerSpec.ports`", "`containerSpec.portz`", "no name 'portz'"),
    ],
    ids=["a typo", "a typo in snake case", "a name of another platform", "in a limit"],
)
def test_a_name_in_code_that_its_platform_lacks_is_caught_with_the_nearest(planted, file, old, new, pattern):
    line, faults = planted(file, old, new)
    assert fault_of(faults, pattern).line == line


ALLOWED = {
    "a word that nothing uses": (
        "words: [",
        "words: [SecretServer, ",
        "'SecretServer', which is used nowhere or known",
    ),
    "a word that is in an extract": (
        "words: [",
        "words: [ManagedOnlineEndpoint, ",
        "'ManagedOnlineEndpoint', which is used nowhere or known",
    ),
    "a pattern that allows nothing": (
        "pattern: AZUREML_[A-Z_]+|WORKER_COUNT",
        "pattern: XYZ_[A-Z_]+",
        "'XYZ_.*', which allows nothing",
    ),
}


@pytest.mark.data
@pytest.mark.parametrize("case", ALLOWED)
def test_an_allowed_word_or_pattern_that_allows_nothing_is_a_fault(catalog, read, tmp_path, case):
    old, new, pattern = ALLOWED[case]
    path = shutil.copy(DATA / "api-words.yml", tmp_path / "api-words.yml")
    line = plant(path, old, new)
    file = read_yaml(path, "data/api-words.yml")
    changed, _ = parse(m.ApiWordsFile, file, known_in(DATA))
    faults = api_faults(replace(catalog, api_words=changed.allowed), {**read, file.name: file})
    assert fault_of(faults, pattern).line == line


@pytest.mark.parametrize(
    ("entry", "pattern"),
    [
        ("words: []", "either words or a pattern"),
        ('pattern: "AZUREML_[A-Z"', "expected a regular expression"),
    ],
)
def test_an_entry_of_the_allow_list_has_words_or_a_pattern(world_data, entry, pattern):
    line = plant(world_data / "api-words.yml", "[]", f"[{{reason: A test of this entry, platforms: [alpha], {entry}}}]")
    assert fault_in(world_data, "api-words.yml", pattern).line == line


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


@pytest.mark.data
def test_the_rules_are_quick(catalog, read):
    """Counted in calls, which no busy machine changes: the first run makes two million, in half a second."""
    profile = cProfile.Profile()
    assert not profile.runcall(lambda: list(api_faults(catalog, read)))
    calls = sum(entry.callcount for entry in profile.getstats())
    assert calls < 4_000_000, calls
