"""The cloud that Google's samples run against refuses what Google's documents refuse, and says where and what instead."""

import re
from pkgutil import resolve_name

import google_cloud
import google_model
import pytest
from harness import SampleFault, WrongCall
from private import google

HEAD = (
    'from google.cloud import aiplatform, aiplatform_v1\naiplatform.init(project="churn-prod", location="europe-west4")\n'
    'where = {"api_endpoint": "europe-west4-aiplatform.googleapis.com"}\n'
)
PARENT = "projects/churn-prod/locations/europe-west4"
ENDPOINTS = f"https://europe-west4-aiplatform.googleapis.com/v1/{PARENT}/endpoints"
DEPLOYED = (
    '{"model": "m", "dedicatedResources": {"machineSpec": {"machineType": "n2-standard-4"}, "minReplicaCount": %s}}'
)

STORE = (
    "client = aiplatform_v1.FeatureOnlineStoreAdminServiceClient(client_options=where)\n"
    "store = aiplatform_v1.FeatureOnlineStore(bigtable=aiplatform_v1.FeatureOnlineStore.Bigtable())\n"
    'client.create_feature_online_store(parent="p", feature_online_store_id="a", feature_online_store=store)\n'
)
GROUP = (
    "client = aiplatform_v1.FeatureRegistryServiceClient(client_options=where)\n"
    'client.create_feature_group(parent="p", feature_group_id="a-b", feature_group=aiplatform_v1.FeatureGroup())\n'
)
MASK = (
    "client = aiplatform_v1.EndpointServiceClient(client_options=where)\n"
    'client.update_endpoint(endpoint=aiplatform_v1.Endpoint(name="e"), update_mask={"paths": ["trafic_split"]})\n'
)


@pytest.fixture
def run(tmp_path):
    def write_and_check(text, suffix=".py"):
        path = tmp_path / f"sample{suffix}"
        path.write_text((HEAD if suffix == ".py" else "") + text, encoding="utf-8")
        return google_cloud.check(path, "")

    return write_and_check


def curl(method, url, body=None, quoted="'"):
    document = f" --data @- <<{quoted}JSON{quoted}\n{body}\nJSON" if body is not None else ""
    return f'curl -X {method} "{url}" -H "Content-Type: application/json"{document}\n'


def test_a_call_is_named_by_version_service_and_method(run):
    text = 'aiplatform.Endpoint.create(display_name="churn", dedicated_endpoint_enabled=True)\n'
    assert run(text) == {"aiplatform.v1:EndpointService.CreateEndpoint"}


def test_reads_are_answered_and_left_out(run):
    text = 'print(aiplatform.Model("churn", version="approved").version_id, aiplatform.Endpoint.list())\n'
    assert run(text) == set()


def test_what_was_created_is_there_afterwards_and_gone_when_deleted(run):
    text = (
        'made = aiplatform.Endpoint.create(display_name="mine")\n'
        "known = aiplatform.Endpoint.list(filter='display_name=\"mine\"')\n"
        "assert [e.name for e in known] == [made.name]\nmade.delete()\n"
        "assert not aiplatform.Endpoint.list(filter='display_name=\"mine\"')\n"
    )
    assert "aiplatform.v1:EndpointService.DeleteEndpoint" in run(text)


def test_what_nobody_created_is_not_there(run):
    with pytest.raises(SampleFault, match=r":4: found .*endpoints/churns; expected .*endpoints/churn"):
        run('aiplatform.Endpoint("churns").undeploy_all()\n')
    with pytest.raises(SampleFault, match=r":4: found .*models/churn@99"):
        run('aiplatform.Model("churn", version="99")\n')


def test_what_is_in_use_is_not_deleted(run):
    with pytest.raises(SampleFault, match=r":4: found the deletion of .*endpoints/churn, which serves"):
        run('aiplatform.Endpoint("churn").delete()\n')
    with pytest.raises(SampleFault, match=r":4: found the deletion of .*models/churn, which is deployed"):
        run('aiplatform.Model("churn").delete()\n')


def test_rows_that_would_reach_the_container_as_arrays_are_refused(run):
    with pytest.raises(SampleFault, match="found rows that reach the container as 'array'"):
        run(
            'aiplatform.Model("churn").batch_predict(job_display_name="a", bigquery_source="bq://p.d.t",\n'
            '    bigquery_destination_prefix="bq://p.d", machine_type="n2-standard-4")\n'
        )


def test_the_steps_in_their_order_leave_nothing_that_bills_by_the_hour():
    path = google_cloud.SAMPLES / "vertex-ai" / "tear_down.py"
    before = google_cloud.worlds()["tear_down.py"]
    after = google_cloud.run(path, google_cloud.Cloud(before)).kept
    plurals = "endpoints|models|schedules|featureOnlineStores|modelDeploymentMonitoringJobs"

    def bill(kept):
        return sorted({hit[1] for name in kept if (hit := re.search(f"/({plurals})/", name))})

    assert bill(before) == sorted(plurals.split("|"))
    assert bill(after) == []


def test_a_deployment_takes_its_share_and_its_place(run):
    text = (
        'endpoint = aiplatform.Endpoint("churn")\nmodel = aiplatform.Model("churn", version="43")\n'
        'endpoint.deploy(model, machine_type="n2-standard-4", traffic_split={"0": 10, "2000": 90})\n'
        "assert sorted(endpoint.traffic_split.values()) == [10, 90], endpoint.traffic_split\n"
        'assert [m.model_version_id for m in endpoint.list_models()] == ["42", "43"]\n'
    )
    assert run(text) == {"aiplatform.v1:EndpointService.DeployModel"}


@pytest.mark.parametrize(
    ("text", "line", "found", "expected"),
    [
        ('aiplatform.Endpoint.create(display_nam="x")\n', 4, "display_nam", "display_name"),
        ("aiplatform.Endpoints.create()\n", 4, "aiplatform.Endpoints", "Endpoint"),
        ('x = aiplatform.Endpoint("churn")\nx.update(traffic_split={"2000": 90})\n', 5, "a traffic split of 90", "100"),
        ('x = aiplatform.Endpoint("churn")\nx.update(traffic_split={"7": 100})\n', 5, "traffic for 7", "2000"),
        ("aiplatform_v1.Endpoint(displayname='x')\n", 4, "Endpoint.displayname", "display_name"),
        (
            STORE,
            6,
            "without autoScaling",
            "required",
        ),
        (
            GROUP,
            5,
            "'a-b'",
            "[a-z0-9_]",
        ),
        (
            MASK,
            5,
            "update mask 'trafic_split'",
            "traffic_split",
        ),
        ("import vertexai.nothing\n", 4, "No module named", "pinned SDKs"),
        ("import urllib3\nurllib3.PoolManager().request('GET', 'http://example.com')\n", 5, "connection", "no network"),
        ("aiplatform.init(\n", 4, "never closed", "Python"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_the_nearest_name(run, text, line, found, expected):
    with pytest.raises(SampleFault) as fault:
        run(text)
    assert f":{line}: found" in str(fault.value)
    assert found in str(fault.value).split("; expected ")[0]
    assert expected in str(fault.value).split("; expected ")[1]


def test_the_arguments_of_a_call_inside_a_component_are_looked_up_although_it_never_runs_here(run):
    with pytest.raises(SampleFault, match=r":5: .*model_name.*expected .*"):
        run('def component():\n    aiplatform.Model.upload(model_name="churn")\n')


def test_a_pipeline_is_started_with_the_parameters_that_the_compiled_one_has(run):
    template = '"https://europe-west4-kfp.pkg.dev/churn-prod/pipelines/churn/sha256:' + "0" * 64 + '"'
    text = (
        f'job = aiplatform.PipelineJob(display_name="n", template_path={template}, pipeline_root="gs://b",\n'
        '    parameter_values={"snapshot": "2026-11-01"})\njob.submit(service_account="a@p.iam.gserviceaccount.com")\n'
    )
    assert run(text) == {"aiplatform.v1:PipelineService.CreatePipelineJob"}
    with pytest.raises(SampleFault, match="snap"):
        run(text.replace("snapshot", "snap"))


def test_a_handler_is_called_with_an_event(run):
    text = "import functions_framework as f\n@f.cloud_event\ndef take(event):\n"
    text += '    aiplatform.Endpoint.create(display_name=event.data["bucket"])\n'
    assert run(text) == {"aiplatform.v1:EndpointService.CreateEndpoint"}
    with pytest.raises(SampleFault, match=":7: found KeyError"):
        run(text.replace("bucket", "buckets"))


def test_a_curl_is_named_by_the_method_of_its_discovery_document(run):
    body = '{"deployedModel": ' + DEPLOYED % 1 + ', "trafficSplit": {"0": 10, "$BLUE": 90}}'
    text = curl("POST", f"{ENDPOINTS}/churn:deployModel", body, quoted="")
    assert run(text, ".sh") == {"aiplatform.v1:projects.locations.endpoints.deployModel"}


@pytest.mark.parametrize(
    ("text", "line", "found", "expected"),
    [
        (curl("POST", f"{ENDPOINTS}/churn:deploy", "{}"), 1, "churn:deploy", "deployModel"),
        (curl("GET", f"{ENDPOINTS}/churn:deployModel"), 1, "GET", "POST"),
        (curl("PATCH", f"{ENDPOINTS}/churn?updateMas=trafficSplit", "{}"), 1, "parameter updateMas", "updateMask"),
        (curl("POST", ENDPOINTS, '{\n  "displayNam": "x"\n}'), 3, "displayNam", "displayName"),
        (curl("POST", ENDPOINTS, '{"description": "x"}'), 1, "without displayName", "required"),
        (curl("POST", ENDPOINTS, '{"displayName": 7}'), 2, "7 for", "type string"),
        (curl("POST", ENDPOINTS, '{"displayName": "x",\n}'), 3, "property name", "JSON"),
        (curl("POST", ENDPOINTS, '{"displayName": "$NAME"}'), 2, "a variable in a quoted", "<<JSON"),
        (
            curl("POST", f"{ENDPOINTS}/churn:deployModel", '{"deployedModel": ' + DEPLOYED % 0 + "}"),
            2,
            "0 for",
            "1 or more",
        ),
        (curl("POST", "https://ml.googleapis.com/v1/projects/p/jobs", "{}"), 1, "ml.googleapis.com", "not retired"),
        (curl("POST", "https://nothing.googleapis.com/v1/projects/p/jobs", "{}"), 1, "nothing.google", "discovery"),
        ('curl --upload-file x "https://storage.googleapis.com/b"\n', 1, "--upload-file", "option of curl"),
    ],
)
def test_a_wrong_curl_is_refused_at_the_line_of_the_field(run, text, line, found, expected):
    with pytest.raises(SampleFault) as fault:
        run(text, ".sh")
    assert f":{line}: found" in str(fault.value)
    assert found in str(fault.value).split("; expected ")[0]
    assert expected in str(fault.value).split("; expected ")[1]


@pytest.mark.parametrize(
    ("schema", "body", "found"),
    [
        ("Scheduling", {"strategy": "LOW_COST"}, "'LOW_COST'"),
        ("Scheduling", {"strategy": "SPOTS"}, "'SPOTS'"),
        ("Scheduling", {"timeout": "4h"}, "'4h'"),
        ("WorkerPoolSpec", {"replicaCount": "many"}, "'many'"),
        ("WorkerPoolSpec", {"replicaCount": True}, "True"),
        ("WorkerPoolSpec", {"machineSpec": "n2"}, "'n2'"),
        ("CustomJobSpec", {"workerPoolSpecs": {}}, "{}"),
        ("DeployRequestEndpointConfig", {"dedicatedEndpointEnabled": True}, "deprecated"),
    ],
)
def test_a_deprecated_value_and_a_value_of_another_type_are_refused(schema, body, found):
    with pytest.raises(WrongCall, match="expected") as wrong:
        google_model.check_body("aiplatform.v1", f"GoogleCloudAiplatformV1{schema}", body, "body")
    assert found in wrong.value.found


@pytest.mark.parametrize("body", [{"strategy": "SPOT"}, {"timeout": "3.5s"}, {"maxWaitDuration": "0s"}])
def test_good_values_pass(body):
    google_model.check_body("aiplatform.v1", "GoogleCloudAiplatformV1Scheduling", body, "body")


def test_nothing_of_a_check_stays_behind(run):
    import requests
    from google.api_core import grpc_helpers

    before = (grpc_helpers.create_channel, requests.adapters.HTTPAdapter.send, resolve_name(google.PROJECT))
    run(
        'aiplatform.init(project="p", location="europe-west4", experiment="churn", experiment_tensorboard=False)\n'
        'aiplatform.start_run("a")\n'
    )
    after = (grpc_helpers.create_channel, requests.adapters.HTTPAdapter.send, resolve_name(google.PROJECT))
    assert before == after
    assert run("print(1)\n") == set()
