# --8<-- [start:guardrail]
import json

import boto3

# With credentials of the management account, or of a delegated administrator.
organizations = boto3.client("organizations")
policy = organizations.create_policy(
    Name="sagemaker-jobs-stay-private",
    Description="No SageMaker job or model without a VPC",
    Type="SERVICE_CONTROL_POLICY",
    Content=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Deny",
                    "Action": [
                        "sagemaker:CreateTrainingJob",
                        "sagemaker:CreateProcessingJob",
                        "sagemaker:CreateHyperParameterTuningJob",
                        "sagemaker:CreateModel",
                    ],
                    "Resource": "*",
                    "Condition": {"Null": {"sagemaker:VpcSubnets": "true"}},
                }
            ],
        }
    ),
)["Policy"]["PolicySummary"]["Id"]
# First where it can hurt nobody. Below it every job of this walk needs a VpcConfig, and
# no serverless endpoint can be made; what AWS Batch starts by its service-linked role
# is not held.
organizations.attach_policy(PolicyId=policy, TargetId="ou-ab12-churndev")
# --8<-- [end:guardrail]
