# --8<-- [start:register]
import boto3

IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-serve@sha256:" + "0" * 64
sm = boto3.client("sagemaker")

try:  # once: what groups the versions of one model
    sm.create_model_package_group(ModelPackageGroupName="churn")
except sm.exceptions.ClientError as error:
    if "already exists" not in str(error):
        raise
package = sm.create_model_package(
    ModelPackageGroupName="churn",  # counts its versions up: this is churn/43
    ModelPackageDescription="churn, snapshot 2026-11-01",
    InferenceSpecification={
        "Containers": [
            {
                "Image": IMAGE,
                # an address, not a copy: keep it
                "ModelDataUrl": "s3://churn-ml/models/churn-43/output/model.tar.gz",
            }
        ],
        "SupportedContentTypes": ["application/json", "text/csv"],
        "SupportedResponseMIMETypes": ["application/json", "text/csv"],
    },
    # no lineage finds this
    MetadataProperties={
        "CommitId": "4f1c2ab",
        "Repository": "git@example.com:churn.git",
    },
    CustomerMetadataProperties={"snapshot": "2026-11-01", "auc": "0.87"},
    # deny this role every other value: it may set Approved right here
    ModelApprovalStatus="PendingManualApproval",
)
print(package["ModelPackageArn"])
# --8<-- [end:register]
