"""Tune an open model in your own job, and serve the weights with your own engine."""

# --8<-- [start:tune]
from azure.ai.ml import Input, MLClient, Output, command
from azure.ai.ml.entities import (
    Environment,
    ManagedOnlineDeployment,
    ManagedOnlineEndpoint,
    Model,
    OnlineRequestSettings,
    ProbeSettings,
)
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())

job = command(
    experiment_name="churn-replies",
    # TRL's own command, on every weight: what comes out is a whole model. The image
    # churn-tune is yours: trl, torch, and bitsandbytes for the optimizer named here.
    command="trl sft --model_name_or_path ${{inputs.base}}"
    " --dataset_name ${{inputs.chats}} --output_dir ${{outputs.tuned}}"
    " --num_train_epochs 2 --bf16 true --optim adamw_bnb_8bit"
    " --gradient_checkpointing true --report_to none",
    inputs={
        # Phi-4-mini-instruct, downloaded once and registered as files: pinned, and no
        # call to a hub from the job.
        "base": Input(
            type="custom_model", path="azureml:phi-4-mini-instruct:1", mode="download"
        ),
        "chats": Input(
            type="uri_folder", path="azureml:churn-chats:2026-11-01", mode="download"
        ),
    },
    outputs={"tuned": Output(type="custom_model")},
    environment="azureml:churn-tune:2",
    # GPU families start at a quota of zero cores
    instance_type="Standard_NC24ads_A100_v4",
    timeout=6 * 3600,
)
run = ml.jobs.create_or_update(job)
ml.jobs.stream(run.name)
# files in your own storage: download them, or serve them anywhere
tuned = ml.models.create_or_update(
    Model(
        name="churn-replies",
        type="custom_model",
        path=f"azureml://jobs/{run.name}/outputs/tuned",
    )
)
# --8<-- [end:tune]

# --8<-- [start:serve]
engine = Environment(
    name="churn-vllm",
    # vLLM and a start command of yours; patching it is yours too
    image="churnml.azurecr.io/churn-vllm:7",
    inference_config={
        "liveness_route": {"port": 8000, "path": "/health"},
        "readiness_route": {"port": 8000, "path": "/health"},
        "scoring_route": {"port": 8000, "path": "/v1/chat/completions"},
    },
)
endpoint = ManagedOnlineEndpoint(name="churn-replies", auth_mode="aad_token")
ml.online_endpoints.begin_create_or_update(endpoint).result()
# loading takes minutes
patient = ProbeSettings(initial_delay=600, period=30, failure_threshold=20)
ml.online_deployments.begin_create_or_update(
    ManagedOnlineDeployment(
        name="blue",
        endpoint_name="churn-replies",
        # the object itself would be uploaded again, and refused
        model=f"azureml:{tuned.name}:{tuned.version}",
        # the weights lie below it, in folders of the registered model: let the start
        # command look for config.json
        model_mount_path="/models",
        environment=engine,
        instance_type="Standard_NC24ads_A100_v4",
        instance_count=1,
        request_settings=OnlineRequestSettings(
            request_timeout_ms=60000, max_concurrent_requests_per_instance=16
        ),
        liveness_probe=patient,
        readiness_probe=patient,
    )
).result()
endpoint.traffic = {"blue": 100}  # a new deployment gets none by itself
ml.online_endpoints.begin_create_or_update(endpoint).result()
# --8<-- [end:serve]
