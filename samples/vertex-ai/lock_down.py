# --8<-- [start:lock]
from google.cloud import aiplatform

# in the region of what it protects
KEY = "projects/churn-prod/locations/europe-west4/keyRings/churn/cryptoKeys/ml"
IMAGE = "europe-west4-docker.pkg.dev/churn-prod/images/churn-train@sha256:" + "0" * 64
NETWORK = "projects/churn-prod/regions/europe-west4/networkAttachments/training"
aiplatform.init(
    project="churn-prod",
    location="europe-west4",
    staging_bucket="gs://churn-ml",
    encryption_spec_key_name=KEY,
)

# The project joins its perimeter before this (lock_down.sh): an endpoint from before
# must be made again. Key and network are one-way doors.
door = aiplatform.PrivateEndpoint.PrivateServiceConnectConfig(
    # whose forwarding rules may come in; there is no public address
    project_allowlist=["churn-app"],
)
endpoint = aiplatform.PrivateEndpoint.create(
    display_name="churn-private", private_service_connect_config=door
)
endpoint.deploy(
    aiplatform.Model("churn", version="approved"),
    machine_type="n2-standard-4",
    min_replica_count=2,
    max_replica_count=6,
    # unset: its artifacts only
    service_account="churn-serving@churn-prod.iam.gserviceaccount.com",
    traffic_percentage=100,
)
# --8<-- [end:lock]

# --8<-- [start:lock_job]
job = aiplatform.CustomJob(  # encrypted with the key of `init`
    display_name="churn-4f1c2ab-private",
    # the bucket needs a key of its own
    base_output_dir="gs://churn-ml/runs/4f1c2ab-2026-11-01-private",
    worker_pool_specs=[
        {
            "machine_spec": {"machine_type": "n2-standard-8"},
            "replica_count": 1,
            "container_spec": {
                "image_uri": IMAGE,
                "args": ["--train=/gcs/churn-ml/snapshots/2026-11-01/train"],
            },
        }
    ],
)
job.submit(
    service_account="churn-training@churn-prod.iam.gserviceaccount.com",
    timeout=4 * 3600,
    # a way into your network; only the perimeter closes the way to the internet
    psc_interface_config={"network_attachment": NETWORK},
)
# --8<-- [end:lock_job]
