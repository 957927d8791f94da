# --8<-- [start:managed]
import time

from google import genai
from google.genai import types

NOTES = "gs://churn-ml/notes/2026-11-01"
client = genai.Client(enterprise=True, project="churn-prod", location="europe-west4")

job = client.tunings.tune(
    # listed models only, each with its own tuning mode
    base_model="google/gemma4@gemma-4-e4b-it",
    training_dataset=types.TuningDataset(gcs_uri=f"{NOTES}/train.jsonl"),
    config=types.CreateTuningJobConfig(
        tuned_model_display_name="churn-notes",
        tuning_mode=types.TuningMode.TUNING_MODE_PEFT_ADAPTER,
        epoch_count=3,
        validation_dataset=types.TuningValidationDataset(
            gcs_uri=f"{NOTES}/valid.jsonl"
        ),
        # the weights land here as safetensors, and may leave
        output_uri="gs://churn-ml/runs/notes-managed",
    ),
)
while not job.has_ended:
    time.sleep(60)
    job = client.tunings.get(name=job.name)
print(job.state, job.error)
# --8<-- [end:managed]
