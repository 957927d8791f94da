"""What Google's fake refuses in the corners: numbers over a maximum, an empty request, a body where none belongs."""

import google_cloud
import google_model
import pytest
from harness import SampleFault, WrongCall

SPEC = "GoogleCloudAiplatformV1beta1DedicatedResourcesScaleToZeroSpec"
CLIENT = (
    "from google.cloud import aiplatform_v1\n"
    'where = {"api_endpoint": "europe-west4-aiplatform.googleapis.com"}\n'
    "client = aiplatform_v1.EndpointServiceClient(client_options=where)\n"
    'endpoint = "projects/p/locations/europe-west4/endpoints/churn"\n'
)


@pytest.mark.parametrize(
    ("period", "says"), [("300s", ""), ("28800s", ""), ("299s", "300 or more"), ("28801s", "28800 or less")]
)
def test_a_number_stays_between_what_its_description_states(period, says):
    body = {"idleScaledownPeriod": period}
    if not says:
        google_model.check_body("aiplatform.v1beta1", SPEC, body, "body")
        return
    with pytest.raises(WrongCall, match=says):
        google_model.check_body("aiplatform.v1beta1", SPEC, body, "body")


def test_a_request_without_what_it_is_about_is_refused(tmp_path):
    path = tmp_path / "sample.py"
    path.write_text(f"{CLIENT}client.deploy_model(endpoint=endpoint)\n", encoding="utf-8")
    with pytest.raises(SampleFault, match=r":5: found DeployModel without deployedModel; expected .*required"):
        google_cloud.check(path, "vertex-sdk")


def test_a_body_where_none_belongs_is_refused(tmp_path):
    url = "https://europe-west4-aiplatform.googleapis.com/v1/projects/churn-prod/locations/europe-west4/endpoints/churn"
    path = tmp_path / "sample.sh"
    path.write_text(f'curl -X DELETE "{url}" --data @- <<\'JSON\'\n{{"force": true}}\nJSON\n', encoding="utf-8")
    with pytest.raises(SampleFault, match=r":1: found a body for projects\.locations\.endpoints\.delete"):
        google_cloud.check(path, "google-rest")
