# --8<-- [start:approve]
from google.auth import default, impersonated_credentials
from google.cloud import aiplatform

aiplatform.init(project="churn-prod", location="europe-west4")

# No approval state exists: `approved` is an alias. A custom role can keep others from
# moving it, yet whoever uploads a version may name an alias: real separation is a
# project that trainers cannot write.
approver = impersonated_credentials.Credentials(
    source_credentials=default()[0],
    target_principal="churn-approver@churn-prod.iam.gserviceaccount.com",
    target_scopes=["https://www.googleapis.com/auth/cloud-platform"],
)
registry = aiplatform.models.ModelRegistry("churn", credentials=approver)
# takes it away from version 42
registry.add_version_aliases(["approved"], version="43")
registry.remove_version_aliases(["candidate"], version="43")

# Moving the alias changed no endpoint. Resolve it once, and hand the number to the
# deployment.
approved = aiplatform.Model("churn", version="approved")
print(approved.version_id, approved.labels)
# --8<-- [end:approve]
