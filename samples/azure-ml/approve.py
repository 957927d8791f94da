"""Promote a version into the registry that only the release identity may write to."""

# --8<-- [start:approve]
from azure.ai.ml import MLClient
from azure.identity import DefaultAzureCredential

# Run by the release pipeline after its own approval step, signed in as the release
# identity. Trainers hold a role on the registry that reads, without
# Microsoft.MachineLearningServices/registries/assets/write.
ml = MLClient.from_config(DefaultAzureCredential())

# the number that a person approved, never label="latest"
candidate = ml.models.get("churn", version="43")
approved = ml.models.share(
    name=candidate.name,
    version=candidate.version,
    registry_name="ml-production",
    share_with_name="churn",
    share_with_version="43",  # the same number on both sides, or nobody can follow it
)
# azureml://registries/ml-production/models/churn/versions/43: what production deploys
print(approved.id)
# --8<-- [end:approve]
