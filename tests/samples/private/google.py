"""Private names of gRPC and Google's SDKs: the C core behind every channel, what `init` leaves behind, what asks for buckets."""

from __future__ import annotations

CORE = "grpc._channel:cygrpc"
CHANNELS = ("Channel", "AioChannel")  # of the core
TRACKER = "google.cloud.aiplatform.metadata.metadata:_experiment_tracker"
PROJECT = "google.cloud.aiplatform.initializer:global_config._project"
BUCKETS = (
    "google.cloud.storage._bucket_metadata_cache:BucketMetadataCache"  # asks in a thread that may outlive its sample
)
NAMES = (*(f"{CORE}.{name}" for name in CHANNELS), f"{TRACKER}.reset", PROJECT, f"{BUCKETS}.get_or_queue_fetch")
