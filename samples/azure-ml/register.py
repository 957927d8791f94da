"""Register what the single job wrote; the pipeline registers its model by itself."""

# --8<-- [start:register]
from azure.ai.ml import MLClient
from azure.ai.ml.constants import AssetTypes
from azure.ai.ml.entities import Model
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())
run = ml.jobs.get("churn-4f1c2ab-2026-11-01")

version = ml.models.create_or_update(
    Model(
        name="churn",
        # left out, the service counts; a version that exists refuses another path
        version="43",
        type=AssetTypes.CUSTOM_MODEL,
        # This path ties the version to code, data and environment of the job. Files of
        # your own would lose all of it.
        path=f"azureml://jobs/{run.name}/outputs/model",
        tags={"commit": "4f1c2ab", "snapshot": "2026-11-01", "auc": "0.87"},
        stage="candidate",  # a free string for people: it blocks nothing
    )
)
print(version.id)
# --8<-- [end:register]
