# --8<-- [start:serve]
import json

from google.cloud import aiplatform

IMAGE = "europe-west4-docker.pkg.dev/churn-prod/images/churn-vllm@sha256:" + "0" * 64
aiplatform.init(project="churn-prod", location="europe-west4")

model = aiplatform.Model.upload(
    model_id="churn-notes",
    display_name="churn-notes",
    # merged safetensors: your files, under the base's licence
    artifact_uri="gs://churn-ml/runs/notes-4f1c2ab/model",
    serving_container_image_uri=IMAGE,
    # fetches AIP_STORAGE_URI, then starts vLLM
    serving_container_command=["/serve.sh"],
    serving_container_args=["--port=8080", "--max-model-len=8192"],
    serving_container_ports=[8080],
    serving_container_predict_route="/v1/chat/completions",
    serving_container_health_route="/health",
    serving_container_shared_memory_size_mb=16384,
    serving_container_deployment_timeout=3600,
)
endpoint = aiplatform.Endpoint.create(
    display_name="churn-notes", dedicated_endpoint_enabled=True, inference_timeout=300
)
endpoint.deploy(
    model,
    machine_type="g2-standard-12",
    accelerator_type="NVIDIA_L4",
    accelerator_count=1,
    min_replica_count=1,
    max_replica_count=2,
    service_account="churn-serving@churn-prod.iam.gserviceaccount.com",
    traffic_percentage=100,
)
question = {"role": "user", "content": "Why may customer c-1027 leave?"}
reply = endpoint.raw_predict(  # the body is vLLM's own, not `instances`
    body=json.dumps({"messages": [question], "max_tokens": 200}).encode(),
    headers={"Content-Type": "application/json"},
)
print(reply.json())
# --8<-- [end:serve]
