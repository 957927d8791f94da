# --8<-- [start:canary]
API=https://europe-west4-aiplatform.googleapis.com/v1
ENDPOINT=projects/churn-prod/locations/europe-west4/endpoints/churn
ONLINE=aiplatform.googleapis.com/prediction/online

curl --fail-with-body -X POST "$API/$ENDPOINT:deployModel" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data @- <<JSON
{
  "deployedModel": {
    "model": "projects/churn-prod/locations/europe-west4/models/churn@43",
    "displayName": "churn-v43",
    "serviceAccount": "churn-serving@churn-prod.iam.gserviceaccount.com",
    "dedicatedResources": {
      "machineSpec": {"machineType": "n2-standard-4"},
      "minReplicaCount": 4,
      "maxReplicaCount": 12,
      "autoscalingMetricSpecs": [
        {"metricName": "$ONLINE/cpu/utilization", "target": 55},
        {"metricName": "$ONLINE/request_count", "target": 900}
      ]
    }
  },
  "trafficSplit": {"0": 10, "$BLUE": 90}
}
JSON

# The answer is an operation: ask for it until it is done, before a split names $GREEN.
# A rise is the patch below with other shares, after each bake time.

# The way back: the same patch, and then the end of green's bill. After a rollout that
# went well undeploy $BLUE instead.
curl --fail-with-body -X PATCH "$API/$ENDPOINT?updateMask=trafficSplit" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data @- <<JSON
{"trafficSplit": {"$BLUE": 100, "$GREEN": 0}}
JSON

curl --fail-with-body -X POST "$API/$ENDPOINT:undeployModel" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data @- <<JSON
{"deployedModelId": "$GREEN"}
JSON
# --8<-- [end:canary]
