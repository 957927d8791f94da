"""Two GPU machines, eight processes on each, started by the service."""

# --8<-- [start:distributed]
from azure.ai.ml import Input, MLClient, Output, PyTorchDistribution, command
from azure.ai.ml.entities import AmlCompute, UserIdentityConfiguration
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())

cluster = AmlCompute(
    name="h100-cluster",
    # the r stands for RDMA: the size is the only way to choose the fabric
    size="Standard_ND96isr_H100_v5",
    min_instances=0,
    max_instances=2,
    idle_time_before_scale_down=600,  # seconds that a node bills after the job
)
ml.compute.begin_create_or_update(cluster).result()

# commit, snapshot and kind: a finished checkpoint means that nothing trains
folder = "azureml://datastores/churn_ml/paths/checkpoints/4f1c2ab-2026-11-01-2x8/"
job = command(
    code="./src",
    # no torchrun
    command="python train_ddp.py --train ${{inputs.train}} --git_commit 4f1c2ab"
    " --checkpoints ${{outputs.checkpoints}} --model ${{outputs.model}}",
    inputs={
        "train": Input(
            type="uri_folder", path="azureml:churn:2026-11-01", mode="download"
        )
    },
    outputs={
        "checkpoints": Output(
            type="uri_folder",
            path=folder,
            mode="rw_mount",
        ),
        "model": Output(type="custom_model"),
    },
    environment="azureml:churn-train-ddp:4",
    compute="h100-cluster",
    instance_count=2,
    # left out: one process on a machine of eight GPUs
    distribution=PyTorchDistribution(process_count_per_instance=8),
    shm_size="64g",  # what the workers of the data loader share
    timeout=24 * 3600,
    identity=UserIdentityConfiguration(),  # the cluster has none that could read data
)
run = ml.jobs.create_or_update(job)
# --8<-- [end:distributed]
