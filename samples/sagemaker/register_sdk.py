# --8<-- [start:register]
from sagemaker.core.metadata_properties import MetadataProperties
from sagemaker.core.resources import TrainingJob
from sagemaker.serve import ModelBuilder

# of train_job.py; a job of ModelTrainer has the time in its name, and logs the name
job = TrainingJob.get("churn-43")
IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-serve@sha256:" + "0" * 64
builder = ModelBuilder(
    image_uri=IMAGE,  # digest, not tag
    s3_model_data_url=job.model_artifacts.s3_model_artifacts,
    role_arn="arn:aws:iam::111122223333:role/churn-serving",
)
arn = builder.register(
    model_package_group_name="churn",
    content_types=["application/json", "text/csv"],
    response_types=["application/json", "text/csv"],
    approval_status="PendingManualApproval",  # somebody else approves
    metadata_properties=MetadataProperties(
        commit_id="4f1c2ab", repository="git@example.com:churn.git"
    ),
    # lineage does not collect these
    customer_metadata_properties={"snapshot": "2026-11-01", "auc": "0.87"},
)
print(arn)
# --8<-- [end:register]
