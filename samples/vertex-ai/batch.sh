# --8<-- [start:batch]
API=https://europe-west4-aiplatform.googleapis.com/v1
PARENT=projects/churn-prod/locations/europe-west4

# Without `instanceConfig` each row arrives as an array, which serve.py refuses; the key
# comes back with the score, and never reaches the model.
curl --fail-with-body -X POST "$API/$PARENT/batchPredictionJobs" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data @- <<'JSON'
{
  "displayName": "churn-2026-11-01",
  "model": "projects/churn-prod/locations/europe-west4/models/churn@43",
  "serviceAccount": "churn-serving@churn-prod.iam.gserviceaccount.com",
  "inputConfig": {
    "instancesFormat": "bigquery",
    "bigquerySource": {"inputUri": "bq://churn-prod.churn.to_score_2026_11_01"}
  },
  "instanceConfig": {"instanceType": "object", "keyField": "customer_id"},
  "outputConfig": {
    "predictionsFormat": "bigquery",
    "bigqueryDestination": {"outputUri": "bq://churn-prod.scores"}
  },
  "dedicatedResources": {
    "machineSpec": {"machineType": "n2-standard-8"},
    "startingReplicaCount": 4
  },
  "manualBatchTuningParameters": {"batchSize": 256}
}
JSON
# --8<-- [end:batch]
