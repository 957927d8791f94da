# --8<-- [start:approve]
import json

import boto3

PACKAGE = "arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/43"

# the approver's role; IAM compares roles, it does not know who registered the version
sm = boto3.client("sagemaker")
version = sm.describe_model_package(ModelPackageName=PACKAGE)
print(version["CustomerMetadataProperties"])
print(version["InferenceSpecification"]["Containers"][0]["Image"])

sm.update_model_package(
    ModelPackageArn=PACKAGE,
    # freezes nothing: whoever may call this can change the containers as well
    ModelApprovalStatus="Approved",
    ApprovalDescription="Slices reviewed, ticket CHURN-118",
)
# --8<-- [end:approve]
# --8<-- [start:promote]
# Once, before the first approval: production may deploy what is in the group, and an
# approval starts the deployment. The bytes stay here: the bucket, the image in ECR and
# the key that training encrypted with need policies of their own for that account.
VERSIONS = "arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/*"
sm.put_model_package_group_policy(
    ModelPackageGroupName="churn",
    ResourcePolicy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": "arn:aws:iam::444455556666:root"},
                    "Action": [
                        "sagemaker:DescribeModelPackage",
                        "sagemaker:CreateModel",
                    ],
                    "Resource": VERSIONS,
                }
            ],
        }
    ),
)
# --8<-- [end:promote]
# --8<-- [start:event]
events = boto3.client("events")
events.put_rule(
    Name="churn-approved",
    EventPattern=json.dumps(
        {
            "source": ["aws.sagemaker"],
            "detail-type": ["SageMaker Model Package State Change"],
            "detail": {
                "ModelPackageGroupName": ["churn"],
                "ModelApprovalStatus": ["Approved"],
            },
        }
    ),
)
# `churn-deploy` is a pipeline of yours: it takes a role in 444455556666 and runs there
# what canary.py shows, with exactly this version. The same change may arrive twice.
events.put_targets(
    Rule="churn-approved",
    Targets=[
        {
            "Id": "deploy",
            "Arn": "arn:aws:sagemaker:eu-west-1:111122223333:pipeline/churn-deploy",
            "RoleArn": "arn:aws:iam::111122223333:role/churn-start-deploy",
            "SageMakerPipelineParameters": {
                "PipelineParameterList": [
                    {"Name": "package", "Value": "$.detail.ModelPackageArn"}
                ]
            },
        }
    ],
)
# --8<-- [end:event]
