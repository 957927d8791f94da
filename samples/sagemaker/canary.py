# --8<-- [start:canary]
import boto3

PACKAGE = "arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/43"  # approved
sm = boto3.client("sagemaker")
sm.create_model(
    ModelName="churn-v43",
    ExecutionRoleArn="arn:aws:iam::111122223333:role/churn-serving",
    Containers=[{"ModelPackageName": PACKAGE}],
)
# Only the model changes: routing, time limits and capture are copied, since a
# configuration inherits nothing.
old = sm.describe_endpoint_config(EndpointConfigName="churn-v42")
[variant] = old["ProductionVariants"]
sm.create_endpoint_config(
    EndpointConfigName="churn-v43",
    ProductionVariants=[{**variant, "ModelName": "churn-v43"}],
    DataCaptureConfig=old["DataCaptureConfig"],
    MetricsConfig=old["MetricsConfig"],
)
sm.update_endpoint(
    EndpointName="churn",
    EndpointConfigName="churn-v43",
    RetainAllVariantProperties=True,  # keep the instance count that autoscaling chose
    DeploymentConfig={
        "BlueGreenUpdatePolicy": {
            "TrafficRoutingConfiguration": {
                "Type": "CANARY",
                "CanarySize": {"Type": "CAPACITY_PERCENT", "Value": 25},
                "WaitIntervalInSeconds": 1200,  # bake time of the canary
            },
            # the old fleet stays as the way back, and bills
            "TerminationWaitInSeconds": 1800,
        },
        "AutoRollbackConfiguration": {  # they have to exist by now
            "Alarms": [{"AlarmName": "churn-p99"}, {"AlarmName": "churn-5xx"}]
        },
    },
)
# --8<-- [end:canary]
# --8<-- [start:watch]
sm.get_waiter("endpoint_in_service").wait(
    EndpointName="churn",
    # starting, baking and the time of the old fleet: more than the default's hour
    WaiterConfig={"Delay": 60, "MaxAttempts": 180},
)
# After a rollback it is in service too, with the old configuration.
endpoint = sm.describe_endpoint(EndpointName="churn")
if endpoint["EndpointConfigName"] != "churn-v43":
    raise SystemExit(endpoint.get("FailureReason", "rolled back"))
# --8<-- [end:watch]
