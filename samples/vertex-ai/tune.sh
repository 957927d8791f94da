# --8<-- [start:early_stop]
API=https://europe-west4-aiplatform.googleapis.com/v1
PARENT=projects/churn-prod/locations/europe-west4
IMAGE=europe-west4-docker.pkg.dev/churn-prod/images/churn-train
RUNS=gs://churn-ml/runs
DIGEST=sha256:0000000000000000000000000000000000000000000000000000000000000000

# The Python class has no parameter for the two stopping specs, the API has both.
# Google's guide says that the console's switch for early stopping has no effect: watch
# on a toy study whether trials really end early.
curl --fail-with-body -X POST "$API/$PARENT/hyperparameterTuningJobs" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data @- <<JSON
{
  "displayName": "churn-tune-4f1c2ab-stop",
  "maxTrialCount": 30,
  "parallelTrialCount": 3,
  "maxFailedTrialCount": 5,
  "studySpec": {
    "metrics": [{"metricId": "auc", "goal": "MAXIMIZE"}],
    "parameters": [
      {
        "parameterId": "max_depth",
        "integerValueSpec": {"minValue": "3", "maxValue": "9"},
        "scaleType": "UNIT_LINEAR_SCALE"
      },
      {
        "parameterId": "learning_rate",
        "doubleValueSpec": {"minValue": 0.01, "maxValue": 0.3},
        "scaleType": "UNIT_LOG_SCALE"
      },
      {"parameterId": "trees_per_round", "discreteValueSpec": {"values": [5, 10, 20]}}
    ],
    "medianAutomatedStoppingSpec": {"useElapsedDuration": true},
    "studyStoppingConfig": {"maxNumTrialsNoProgress": 10}
  },
  "trialJobSpec": {
    "serviceAccount": "churn-training@churn-prod.iam.gserviceaccount.com",
    "baseOutputDirectory": {"outputUriPrefix": "$RUNS/4f1c2ab-2026-11-01-tune-stop"},
    "workerPoolSpecs": [
      {
        "machineSpec": {"machineType": "n2-standard-8"},
        "replicaCount": "1",
        "containerSpec": {
          "imageUri": "$IMAGE@$DIGEST",
          "args": ["--train=/gcs/churn-ml/snapshots/2026-11-01/train"]
        }
      }
    ]
  }
}
JSON
# --8<-- [end:early_stop]
