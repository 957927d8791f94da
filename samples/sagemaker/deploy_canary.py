# calls: sagemaker:CreateModel sagemaker:CreateEndpointConfig sagemaker:UpdateEndpoint (canary, alarm rollback)
import boto3

sm = boto3.client("sagemaker")
NAME, VERSION = "churn", "churn-v43"
PACKAGE = "arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/43"

# --8<-- [start:canary]
sm.create_model(
    ModelName=VERSION,
    ExecutionRoleArn="arn:aws:iam::111122223333:role/churn-serving",
    Containers=[{"ModelPackageName": PACKAGE}],  # deployable only while Approved
    VpcConfig={"Subnets": ["subnet-0a", "subnet-0b"], "SecurityGroupIds": ["sg-0serving"]},
)
sm.create_endpoint_config(
    EndpointConfigName=VERSION,
    ProductionVariants=[
        {"VariantName": "main", "ModelName": VERSION, "InstanceType": "ml.c7i.xlarge", "InitialInstanceCount": 4}
    ],
    DataCaptureConfig={
        "EnableCapture": True,
        "InitialSamplingPercentage": 100,
        "DestinationS3Uri": "s3://churn-ml/capture",
        "CaptureOptions": [{"CaptureMode": "InputAndOutput"}],
    },
)
sm.update_endpoint(
    EndpointName=NAME,
    EndpointConfigName=VERSION,
    RetainAllVariantProperties=True,  # keep the instance count that autoscaling chose
    DeploymentConfig={
        "BlueGreenUpdatePolicy": {
            "TrafficRoutingConfiguration": {
                "Type": "CANARY",
                "CanarySize": {"Type": "CAPACITY_PERCENT", "Value": 25},
                "WaitIntervalInSeconds": 1200,  # bake time of the canary
            },
            "TerminationWaitInSeconds": 1800,  # the old fleet stays as the way back, and bills
        },
        "AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "churn-p99"}, {"AlarmName": "churn-5xx"}]},
    },
)
# --8<-- [end:canary]
