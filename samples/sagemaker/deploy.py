# --8<-- [start:deploy]
import json

import boto3

PACKAGE = "arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/42"
sm = boto3.client("sagemaker")

sm.create_model(
    ModelName="churn-v42",
    ExecutionRoleArn="arn:aws:iam::111122223333:role/churn-serving",
    Containers=[{"ModelPackageName": PACKAGE}],
)
sm.create_endpoint_config(
    # cannot be edited: a change is a new one, and the old one is the way back
    EndpointConfigName="churn-v42",
    ProductionVariants=[
        {
            # keep the name in later versions: scaling and rollouts match by it
            "VariantName": "main",
            "ModelName": "churn-v42",
            "InstanceType": "ml.c7i.xlarge",
            "InitialInstanceCount": 2,
            # the default is random
            "RoutingConfig": {"RoutingStrategy": "LEAST_OUTSTANDING_REQUESTS"},
            # below the default of 8 minutes: a broken image fails sooner; a large model needs more
            "ContainerStartupHealthCheckTimeoutInSeconds": 300,
        }
    ],
    DataCaptureConfig={
        "EnableCapture": True,
        "InitialSamplingPercentage": 100,
        # raw requests: a retention rule on this prefix is yours to set
        "DestinationS3Uri": "s3://churn-ml/capture",
        "CaptureOptions": [{"CaptureMode": "InputAndOutput"}],
        # else the lines are in base64
        "CaptureContentTypeHeader": {"JsonContentTypes": ["application/json"]},
    },
    MetricsConfig={"EnableEnhancedMetrics": True},
)
sm.create_endpoint(EndpointName="churn", EndpointConfigName="churn-v42")
# a failure's reason is in FailureReason
sm.get_waiter("endpoint_in_service").wait(EndpointName="churn")

row = {"tenure_months": 14, "monthly_spend": 39.9, "tickets_90d": 3, "plan": "basic"}
answer = boto3.client("sagemaker-runtime").invoke_endpoint(
    EndpointName="churn",
    ContentType="application/json",
    # the key on which the label comes back, weeks later
    InferenceId="customer-8123-2026-11-02",
    Body=json.dumps({"instances": [row]}),
)
print(json.loads(answer["Body"].read()))
# --8<-- [end:deploy]
