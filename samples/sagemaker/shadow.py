# --8<-- [start:shadow]
import boto3

PACKAGE = "arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/44"  # approved
sm = boto3.client("sagemaker")
sm.create_model(
    ModelName="churn-v44",  # the next one; 43 is live since the canary
    ExecutionRoleArn="arn:aws:iam::111122223333:role/churn-serving",
    Containers=[{"ModelPackageName": PACKAGE}],
)
live = sm.describe_endpoint_config(EndpointConfigName="churn-v43")
[variant] = live["ProductionVariants"]  # one only: no shadow beside a split
sm.create_endpoint_config(
    EndpointConfigName="churn-v43-shadow-v44",
    ProductionVariants=[{**variant, "InitialVariantWeight": 1.0}],
    # real-time endpoints only: not serverless, asynchronous or multi-model
    ShadowProductionVariants=[
        {
            **variant,
            "VariantName": "shadow",
            "ModelName": "churn-v44",
            "InitialInstanceCount": 1,  # a fleet of its own, which bills like the first
            "InitialVariantWeight": 0.5,  # half as much as the production variant gets
        }
    ],
    # without it the shadow's answers are dropped: only its latency is left to look at
    DataCaptureConfig=live["DataCaptureConfig"],
    MetricsConfig=live["MetricsConfig"],
)
sm.update_endpoint(
    EndpointName="churn",
    EndpointConfigName="churn-v43-shadow-v44",
    RetainAllVariantProperties=True,
)
sm.get_waiter("endpoint_in_service").wait(EndpointName="churn")
# Callers see nothing of it. To end the test, update the endpoint with the configuration
# that it had before.
# --8<-- [end:shadow]
