"""Private names of gRPC and google-cloud-aiplatform: the C core behind every channel, and what `init` leaves behind."""

from __future__ import annotations

CORE = "grpc._channel:cygrpc"
CHANNELS = ("Channel", "AioChannel")  # of the core
TRACKER = "google.cloud.aiplatform.metadata.metadata:_experiment_tracker"
PROJECT = "google.cloud.aiplatform.initializer:global_config._project"
NAMES = (*(f"{CORE}.{name}" for name in CHANNELS), f"{TRACKER}.reset", PROJECT)
