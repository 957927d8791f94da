# --8<-- [start:autoscale]
API=https://europe-west4-aiplatform.googleapis.com/v1
PARENT=projects/churn-prod/locations/europe-west4

curl --fail-with-body -X POST "$API/$PARENT/endpoints/churn:mutateDeployedModel" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data @- <<JSON
{
  "deployedModel": {
    "id": "$DEPLOYED_MODEL",
    "dedicatedResources": {"minReplicaCount": 4, "maxReplicaCount": 12}
  },
  "updateMask": "dedicatedResources.minReplicaCount,dedicatedResources.maxReplicaCount"
}
JSON
# --8<-- [end:autoscale]
