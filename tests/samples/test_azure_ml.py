"""The Resource Manager in memory refuses what the service refuses, and the linter what the SDK silently takes."""

import sys

import azure_ml
import azure_ml_fake as fake
import pytest
from harness import SAMPLES, SampleFault, WrongCall

HEAD = """from azure.ai.ml import MLClient, command
from azure.ai.ml.entities import ManagedOnlineEndpoint
from azure.identity import DefaultAzureCredential
ml = MLClient.from_config(DefaultAzureCredential())
"""
ENDPOINT = {"location": "westeurope", "properties": {"authMode": "AADToken"}}


def sample(tmp_path, text, name="sample.py"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_body_of_the_model_passes():
    fake.check_body(fake.models.OnlineEndpoint, ENDPOINT, "onlineEndpoints")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"location": "westeurope", "properties": {"authMode": "entra"}}, "authMode = 'entra'"),
        ({"location": "westeurope", "properties": {"auth": "Key"}}, "nearest: authMode"),
        ({"location": "westeurope", "properties": {}}, "without authMode"),
        ({"location": 3, "properties": {"authMode": "Key"}}, "expected str, not int"),
        ({"location": "x", "properties": {"authMode": "Key", "traffic": {"blue": "100"}}}, "expected int, not str"),
        ({"location": "westeurope", "properties": []}, "an object"),
    ],
)
def test_a_body_that_the_model_refuses_is_named_with_what_it_should_be(body, says):
    with pytest.raises(WrongCall, match=says):
        fake.check_body(fake.models.OnlineEndpoint, body, "onlineEndpoints")


def test_a_body_is_checked_to_its_depth_by_the_kind_that_it_names():
    objective = {"goal": "maximise", "primaryMetric": "auc"}
    body = {"properties": {"jobType": "Sweep", "objective": objective}}
    with pytest.raises(WrongCall, match="goal = 'maximise'; expected nearest: Maximize"):
        fake.check_body(fake.models.JobBase, body, "jobs")
    with pytest.raises(WrongCall, match="jobType = 'Sweeping'"):
        fake.check_body(fake.models.JobBase, {"properties": {"jobType": "Sweeping"}}, "jobs")


@pytest.mark.parametrize(
    "size",
    [
        "Standard_D4as_v4",
        "Standard_NC24ads_A100_v4",
        "Standard_ND96isr_H100_v5",
        "Standard_E4s_v3",
        "STANDARD_DS3_V2",
        "Standard_NC4as_T4_v3",
    ],
)
def test_the_shape_of_real_sizes_passes(size):
    assert fake.VM_SIZE.fullmatch(size)


@pytest.mark.parametrize("size", ["Standrd_D4as_v4", "ml.m5.xlarge", "n1-standard-4", "Standard D4as v4"])
def test_what_is_no_size_does_not(size):
    assert not fake.VM_SIZE.fullmatch(size)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (f"{fake.WORKSPACE}/onlineEndpoints/churn/deployments/blue", "onlineEndpoints/deployments"),
        (f"{fake.WORKSPACE}/featuresets/usage/versions/1/backfill", "featuresets/versions/backfill"),
        (fake.WORKSPACE, "workspaces"),
        (
            fake.WORKSPACE.replace("workspaces/churn-prod", "registries/ml-production/models/churn/versions/43"),
            "registries/models/versions",
        ),
        (f"{fake.GROUP}/providers/Microsoft.KeyVault/vaults/churn", "Microsoft.KeyVault/vaults"),
        ("/score", "…/score"),
    ],
)
def test_a_call_is_named_by_the_types_in_its_path(path, kind):
    assert fake.kind_of(path) == kind


def test_reads_and_uploads_are_no_calls():
    service = fake.Fake()
    service.reply("GET", "management.azure.com", f"{fake.WORKSPACE}/onlineEndpoints/churn", None)
    service.reply("POST", "management.azure.com", f"{fake.WORKSPACE}/onlineEndpoints/churn/listKeys", {})
    service.reply("PUT", "churnml.blob.core.windows.net", "/container/train.py", None)
    assert service.made == set()
    service.reply("DELETE", "management.azure.com", f"{fake.WORKSPACE}/computes/gpu", None)
    assert service.made == {"azure:DELETE computes"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("endpoint.traffic = {'blue': 90, 'green': 10}", "6: found traffic to 'green'; expected a deployment"),
        ("endpoint.traffic = {'blue': 90}", "7: found traffic that adds up to 90"),
        ("endpoint.traffic = {'blue': 0}; endpoint.mirror_traffic = {'blue': 60}", "50 at most"),
        ("endpoint.mirror_traffic = {'blue': 20}", "6: found live and mirrored traffic to 'blue'"),
    ],
)
def test_a_split_that_the_service_refuses_is_a_fault_of_the_call_or_of_the_line_with_the_word(tmp_path, change, says):
    text = f"{HEAD}endpoint = ml.online_endpoints.get('churn')\n{change}\nml.online_endpoints.begin_create_or_update(endpoint)\n"
    with pytest.raises(SampleFault, match=r"sample.py:\d: found .*") as caught:
        azure_ml.check(sample(tmp_path, text), "azure-sdk")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("command(command='x', environment='azureml:e:1', instance_cnt=1)", "nearest: instance_count"),
        ("ml.online_endpoints.invoke(endpoint_name='churn', request_fil='x')", "nearest: request_file"),
        ("ManagedOnlineEndpoint(name='churn').trafic = {}", "nearest: traffic"),
        ("ml.online_endpoint.get('churn')", "nearest: online_endpoints"),
        ("from azureml.core import Workspace", "`azure.ai.ml.MLClient`"),
        ("__import__('socket').create_connection(('management.azure.com', 443))", "no network"),
    ],
)
def test_what_the_sdk_takes_silently_or_refuses_vaguely_is_named(tmp_path, line, says):
    with pytest.raises(SampleFault, match=r"sample.py:5: found") as caught:
        azure_ml.check(sample(tmp_path, f"{HEAD}{line}\n"), "azure-sdk")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("limits:", "limit:", 15, "nearest: limits"),
        ("commandJob", "commandsJob", 2, "nearest: commandJob"),
        ("user_identity", "user", 16, "'user'"),
        ("$schema", "schema", 1, "a $schema"),
    ],
)
def test_a_fault_of_yaml_names_its_line(tmp_path, old, new, line, says):
    text = (SAMPLES / "azure-ml" / "train_job.yml").read_text(encoding="utf-8").replace(old, new, 1)
    with pytest.raises(SampleFault, match=f"train_job.yml:{line}: found") as caught:
        azure_ml.check(sample(tmp_path, text, "train_job.yml"), "azure-yaml")
    assert says in str(caught.value)


def test_a_checked_sample_leaves_nothing_behind(tmp_path):
    from azure.ai.ml import MLClient
    from azure.core.pipeline.transport import RequestsTransport

    before = MLClient.from_config, RequestsTransport.send, set(sys.modules)
    azure_ml.check(SAMPLES / "azure-ml" / "features.py", "azure-sdk")
    assert MLClient.from_config == before[0]
    assert RequestsTransport.send is before[1]
    assert not {"pyarrow", "azureml", "azureml.featurestore"} & (set(sys.modules) - before[2])


def test_the_batch_script_returns_a_line_for_each_row_with_its_key(tmp_path, monkeypatch):
    """No scikit-learn here: the model and the features are stood in for, the script itself runs."""
    import runpy
    import types

    joblib, features = types.ModuleType("joblib"), types.ModuleType("features")

    class Scores(list):
        def __getitem__(self, _):
            return [pair[1] for pair in self]

    joblib.load = lambda _: types.SimpleNamespace(predict_proba=lambda rows: Scores([0.1, 0.9] for _ in rows))
    features.FEATURES, features.vector = ("plan",), lambda row: [len(row)]
    monkeypatch.setitem(sys.modules, "joblib", joblib)
    monkeypatch.setitem(sys.modules, "features", features)
    monkeypatch.setenv("AZUREML_MODEL_DIR", str(tmp_path))
    sample(tmp_path, "", "model.joblib")
    files = [
        sample(tmp_path, text, name)
        for name, text in (("a.csv", "1,plus\n2,free\n"), ("_SUCCESS", ""), ("b.csv", "3,free\n"))
    ]
    script = runpy.run_path(str(SAMPLES / "azure-ml" / "batch_score.py"))
    script["init"]()
    assert script["run"]([str(file) for file in files]) == ["1,0.9000", "2,0.9000", "3,0.9000"]


def test_who_runs_the_files_in_their_order_gets_through():
    """Nothing is there but what no sample makes; what the isolated checks take to be there is what the walk left."""
    import index

    files = dict.fromkeys(item.path for item in index.listed() if item.way == "azure-sdk")
    service = azure_ml.walk([path for path in files if path.stem != "tear_down"])
    left = {path if path.startswith("/") else f"{fake.WORKSPACE}/{path}" for _, path, _ in fake.LEFT}
    assert {path.lower() for path in left} - set(service.paths()) == set()
    azure_ml.walk([SAMPLES / "azure-ml" / "tear_down.py"], service)
    assert [path for path in service.paths() if "/workspaces/" in path] == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("batch.py", "batch-cluster", "batch-clusters"),
        ("batch.py", "versions/43", "versions/44"),
        ("register.py", '"churn-4f1c2ab-2026-11-01"', '"churn-2026-11-01"'),
        ("monitor.py", "azureml:churn:green", "azureml:churn:greens"),
        ("features.py", "feature_retrieval_spec.yaml", "FeatureSetSpec.yaml"),
    ],
)
def test_what_nobody_has_made_is_not_there(tmp_path, file, old, new):
    text = (SAMPLES / "azure-ml" / file).read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(SampleFault):
        azure_ml.check(sample(tmp_path, text.replace(old, new), file), "azure-sdk")
