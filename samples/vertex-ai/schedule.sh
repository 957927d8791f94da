# --8<-- [start:trigger]
API=https://eventarc.googleapis.com/v1
PARENT=projects/churn-prod/locations/europe-west4

# Calls the Cloud Run function `on_object`, for every object of the bucket.
curl --fail-with-body -X POST "$API/$PARENT/triggers?triggerId=churn-snapshot" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data @- <<'JSON'
{
  "name": "projects/churn-prod/locations/europe-west4/triggers/churn-snapshot",
  "eventFilters": [
    {"attribute": "type", "value": "google.cloud.storage.object.v1.finalized"},
    {"attribute": "bucket", "value": "churn-ml"}
  ],
  "serviceAccount": "churn-trigger@churn-prod.iam.gserviceaccount.com",
  "destination": {"cloudRun": {"service": "churn-on-object", "region": "europe-west4"}}
}
JSON
# --8<-- [end:trigger]
