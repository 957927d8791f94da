# calls: sagemaker:CreateModelPackage sagemaker:UpdateModelPackage (register, then approve as another role)
import boto3

# --8<-- [start:register]
pipeline = boto3.client("sagemaker")  # the pipeline's role: may create packages, may not approve them

package = pipeline.create_model_package(
    ModelPackageGroupName="churn",
    ModelPackageDescription="churn, run 42",
    InferenceSpecification={
        "Containers": [
            {
                "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-serve@sha256:" + "0" * 64,
                "ModelDataUrl": "s3://churn-ml/models/run-42/output/model.tar.gz",
            }
        ],
        "SupportedContentTypes": ["application/json"],
        "SupportedResponseMIMETypes": ["application/json"],
    },
    MetadataProperties={"CommitId": "4f1c2ab", "Repository": "git@example.com:churn.git"},
    ModelApprovalStatus="PendingManualApproval",
    CustomerMetadataProperties={"snapshot": "2026-11-01", "auc": "0.87"},
)

approver = boto3.client("sagemaker")  # another role: its policy allows UpdateModelPackage, the pipeline's denies it
approver.update_model_package(
    ModelPackageArn=package["ModelPackageArn"],
    ModelApprovalStatus="Approved",  # the change event that starts the deployment
    ApprovalDescription="Slices reviewed, ticket CHURN-118",
)
# --8<-- [end:register]
