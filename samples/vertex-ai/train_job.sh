# --8<-- [start:train]
API=https://europe-west4-aiplatform.googleapis.com/v1
PARENT=projects/churn-prod/locations/europe-west4
IMAGE=europe-west4-docker.pkg.dev/churn-prod/images/churn-train
DIGEST=sha256:0000000000000000000000000000000000000000000000000000000000000000

curl --fail-with-body -X POST "$API/$PARENT/customJobs" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data @- <<JSON
{
  "displayName": "churn-4f1c2ab",
  "labels": {"commit": "4f1c2ab", "snapshot": "2026-11-01"},
  "jobSpec": {
    "baseOutputDirectory": {"outputUriPrefix": "gs://churn-ml/runs/4f1c2ab-2026-11-01"},
    "serviceAccount": "churn-training@churn-prod.iam.gserviceaccount.com",
    "scheduling": {"timeout": "14400s"},
    "workerPoolSpecs": [
      {
        "machineSpec": {"machineType": "n2-standard-8"},
        "replicaCount": "1",
        "containerSpec": {
          "imageUri": "$IMAGE@$DIGEST",
          "args": [
            "--train=/gcs/churn-ml/snapshots/2026-11-01/train",
            "--git_commit=4f1c2ab"
          ]
        }
      }
    ]
  }
}
JSON
# --8<-- [end:train]
