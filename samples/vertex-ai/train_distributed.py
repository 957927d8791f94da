# --8<-- [start:distributed]
from google.cloud import aiplatform
from google.cloud.aiplatform.compat.types import custom_job

aiplatform.init(
    project="churn-prod", location="europe-west4", staging_bucket="gs://churn-ml"
)

IMAGES = "europe-west4-docker.pkg.dev/churn-prod/images"
LAUNCH = """
import json, os, subprocess
# TensorFlow alone reads what it needs, from TF_CONFIG, by itself
spec = json.loads(os.environ["CLUSTER_SPEC"])
rank = spec["task"]["index"] + (spec["task"]["type"] == "workerpool1")
nodes = sum(map(len, spec["cluster"].values()))
host, port = spec["cluster"]["workerpool0"][0].split(":")
checkpoints = os.environ["AIP_CHECKPOINT_DIR"].replace("gs://", "/gcs/")
subprocess.run([
    "torchrun", f"--nnodes={nodes}", f"--node-rank={rank}", "--nproc-per-node=8",
    f"--master-addr={host}", f"--master-port={port}", "/app/train_ddp.py",
    "--train=/gcs/churn-ml/snapshots/2026-11-01/train", f"--checkpoints={checkpoints}",
], check=True)
"""
node = {
    "machine_spec": {
        "machine_type": "a3-megagpu-8g",
        "accelerator_type": "NVIDIA_H100_MEGA_80GB",
        "accelerator_count": 8,
    },
    "container_spec": {
        "image_uri": f"{IMAGES}/churn-train-ddp@sha256:" + "0" * 64,
        "command": ["python", "-c", LAUNCH],
    },
}
job = aiplatform.CustomJob(
    display_name="churn-4f1c2ab-4x8",
    # rank 0 writes checkpoints to AIP_CHECKPOINT_DIR, the model to AIP_MODEL_DIR
    base_output_dir="gs://churn-ml/runs/4f1c2ab-2026-11-01-4x8",
    worker_pool_specs=[
        # pool 0 is exactly one primary, whose exit code 0 ends the job
        node | {"replica_count": 1},
        node | {"replica_count": 3},
    ],
)
job.submit(
    service_account="churn-training@churn-prod.iam.gserviceaccount.com",
    # all-reduce: a fresh worker beside three old ones helps nobody
    restart_job_on_worker_restart=True,
    # waits until all nodes can start at once
    scheduling_strategy=custom_job.Scheduling.Strategy.FLEX_START,
    max_wait_duration=24 * 3600,
    timeout=48 * 3600,
)
# --8<-- [end:distributed]
