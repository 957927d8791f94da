"""The catalogue's own fine-tuning, by one call that the SDK marks experimental."""

# --8<-- [start:catalogue]
from azure.ai.ml import MLClient
from azure.ai.ml.finetuning import FineTuningTaskType, create_finetuning_job
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())

job = create_finetuning_job(
    model="azureml://registries/azureml/models/Phi-4-mini-instruct/versions/1",
    task=FineTuningTaskType.CHAT_COMPLETION,
    training_data="azureml:churn-chats-train:1",  # one file of JSON lines
    # optional by its signature, yet 1.35.2 fails without it
    validation_data="azureml:churn-chats-valid:1",
    # texts, not numbers
    hyperparameters={"num_train_epochs": "2", "per_device_train_batch_size": "1"},
    instance_types=["Standard_NC24ads_A100_v4"],
    # the weights are a model of your workspace
    output_model_name_prefix="churn-replies",
    experiment_name="churn-replies",
)
run = ml.jobs.create_or_update(job)
# --8<-- [end:catalogue]
