# --8<-- [start:garden]
import vertexai
from vertexai import model_garden

vertexai.init(project="churn-prod", location="europe-west4")

base = model_garden.OpenModel("google/gemma4@gemma-4-e4b-it")
endpoint = base.deploy(
    accept_eula=True,  # the licence, read by a person before
    machine_type="g4-standard-48",
    accelerator_type="NVIDIA_RTX_PRO_6000",
    accelerator_count=1,
    min_replica_count=1,
    max_replica_count=2,
    endpoint_display_name="churn-notes-base",
)
# an ordinary endpoint: it bills until undeploy, and changes only when you change it
print(endpoint.resource_name)
# --8<-- [end:garden]
