# --8<-- [start:zero]
API=https://europe-west4-aiplatform.googleapis.com/v1beta1
PARENT=projects/churn-prod/locations/europe-west4

curl --fail-with-body -X POST "$API/$PARENT/endpoints?endpointId=churn-rare" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data @- <<'JSON'
{"displayName": "churn-rare", "dedicatedEndpointEnabled": true}
JSON

# When that operation is done: zero replicas. Preview, v1beta1 only, one model per
# endpoint, not on a shared public one. The request that wakes the model gets 429 and is
# dropped, so only a caller that sends it again (a queue) can use this.
curl --fail-with-body -X POST "$API/$PARENT/endpoints/churn-rare:deployModel" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data @- <<'JSON'
{
  "deployedModel": {
    "model": "projects/churn-prod/locations/europe-west4/models/churn@43",
    "displayName": "churn-v43-rare",
    "serviceAccount": "churn-serving@churn-prod.iam.gserviceaccount.com",
    "dedicatedResources": {
      "machineSpec": {"machineType": "n2-standard-4"},
      "minReplicaCount": 0,
      "maxReplicaCount": 2,
      "scaleToZeroSpec": {"idleScaledownPeriod": "900s", "minScaleupPeriod": "600s"}
    }
  },
  "trafficSplit": {"0": 100}
}
JSON
# --8<-- [end:zero]
