# --8<-- [start:back]
# Later, when no alarm saw it. The old fleet has ended, so the way back is a new fleet
# from the old configuration: minutes, not seconds.
import boto3

sm = boto3.client("sagemaker")
sm.update_endpoint(
    EndpointName="churn",
    EndpointConfigName="churn-v42",
    RetainAllVariantProperties=True,
)
sm.get_waiter("endpoint_in_service").wait(EndpointName="churn")
# --8<-- [end:back]
