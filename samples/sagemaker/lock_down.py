# --8<-- [start:network]
import json

import boto3

ENDPOINT = "arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn"
SUBNETS = ["subnet-0a1b2c3d", "subnet-1a2b3c4d"]  # two zones, no way to the internet
ec2 = boto3.client("ec2")

# Without internet the model's file comes through this one, or not at all. It is free.
ec2.create_vpc_endpoint(
    VpcEndpointType="Gateway",
    VpcId="vpc-0a1b2c3d",
    ServiceName="com.amazonaws.eu-west-1.s3",
    RouteTableIds=["rtb-0a1b2c3d"],  # of the subnets
)
# The callers' way in, which bills by the hour.
door = ec2.create_vpc_endpoint(
    VpcEndpointType="Interface",
    VpcId="vpc-0a1b2c3d",
    ServiceName="com.amazonaws.eu-west-1.sagemaker.runtime",
    SubnetIds=SUBNETS,
    SecurityGroupIds=["sg-2a1b2c3d"],  # lets 443 in, from the callers only
    PrivateDnsEnabled=True,
    PolicyDocument=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": "*",
                    "Action": "sagemaker:InvokeEndpoint",
                    "Resource": ENDPOINT,
                }
            ],
        }
    ),
)["VpcEndpoint"]["VpcEndpointId"]
# --8<-- [end:network]
# --8<-- [start:model]
PACKAGE = "arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/43"
# You need kms:CreateGrant on it, the serving role kms:GenerateDataKey for captures.
KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
sm = boto3.client("sagemaker")

sm.create_model(
    ModelName="churn-v43-private",
    ExecutionRoleArn="arn:aws:iam::111122223333:role/churn-serving",
    Containers=[{"ModelPackageName": PACKAGE}],
    # by default the container reaches the whole internet and nothing of yours
    VpcConfig={"Subnets": SUBNETS, "SecurityGroupIds": ["sg-0a1b2c3d"]},
    # cuts the container off, credentials too: fetching a feature or a secret then fails
    EnableNetworkIsolation=True,
)
live = sm.describe_endpoint_config(EndpointConfigName="churn-v43")
[variant] = live["ProductionVariants"]  # ml.c7i: types with local disks refuse your key
sm.create_endpoint_config(
    EndpointConfigName="churn-v43-private",
    ProductionVariants=[{**variant, "ModelName": "churn-v43-private"}],
    KmsKeyId=KEY,  # the volume; captured data has a key of its own
    DataCaptureConfig={**live["DataCaptureConfig"], "KmsKeyId": KEY},
    MetricsConfig=live["MetricsConfig"],
)
sm.update_endpoint(
    EndpointName="churn",
    EndpointConfigName="churn-v43-private",
    RetainAllVariantProperties=True,
)
sm.get_waiter("endpoint_in_service").wait(EndpointName="churn")
# --8<-- [end:model]
# --8<-- [start:caller]
# For this role. For every role of the account, the same Deny belongs into an SCP.
boto3.client("iam").put_role_policy(
    RoleName="churn-caller",
    PolicyName="invoke-churn-and-nothing-else",
    PolicyDocument=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    # no List and no Search: they cannot be held to one resource
                    "Action": "sagemaker:InvokeEndpoint",
                    "Resource": ENDPOINT,
                },
                {
                    # The public address stays up. A condition on the Allow would close
                    # nothing that another policy allows; this holds against all.
                    "Effect": "Deny",
                    "Action": "sagemaker:InvokeEndpoint*",
                    "Resource": "*",
                    "Condition": {"StringNotEquals": {"aws:SourceVpce": door}},
                },
            ],
        }
    ),
)
# --8<-- [end:caller]
