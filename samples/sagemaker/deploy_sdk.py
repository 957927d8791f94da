# --8<-- [start:deploy]
import json

from sagemaker.core.resources import Endpoint, EndpointConfig, Model
from sagemaker.core.shapes import (
    CaptureOption,
    ContainerDefinition,
    DataCaptureConfig,
    ProductionVariant,
)

PACKAGE = "arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/42"

Model.create(
    model_name="churn-v42",
    execution_role_arn="arn:aws:iam::111122223333:role/churn-serving",
    # by the package: refused while it is not Approved, as a bare artifact would not be
    containers=[ContainerDefinition(model_package_name=PACKAGE)],
)
# cannot be edited: name it after the version, and keep the old one as the way back
EndpointConfig.create(
    endpoint_config_name="churn-v42",
    production_variants=[
        ProductionVariant(
            variant_name="main",  # in every version: scaling and rollouts match by it
            model_name="churn-v42",
            instance_type="ml.c7i.xlarge",
            initial_instance_count=2,
        )
    ],
    data_capture_config=DataCaptureConfig(
        enable_capture=True,
        initial_sampling_percentage=100,
        destination_s3_uri="s3://churn-ml/capture",
        capture_options=[
            CaptureOption(capture_mode="Input"),
            CaptureOption(capture_mode="Output"),
        ],
    ),
)
endpoint = Endpoint.create(endpoint_name="churn", endpoint_config_name="churn-v42")
endpoint.wait_for_status("InService")  # raises when the container never becomes healthy

row = {"tenure_months": 7, "monthly_spend": 19.9, "tickets_90d": 2, "plan": "basic"}
answer = endpoint.invoke(
    body=json.dumps({"instances": [row]}).encode(),
    content_type="application/json",
)
print(answer.body.read())
# --8<-- [end:deploy]
