# --8<-- [start:garden]
API=https://europe-west4-aiplatform.googleapis.com/v1
PARENT=projects/churn-prod/locations/europe-west4

# The base model as it is, in one call. Machine and container come from the catalogue
# unless you name them; v1 has no field for a service account here, v1beta1 has.
curl --fail-with-body -X POST "$API/$PARENT:deploy" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data @- <<'JSON'
{
  "publisherModelName": "publishers/google/models/gemma4@gemma-4-e4b-it",
  "modelConfig": {"acceptEula": true, "modelDisplayName": "churn-notes-base"},
  "endpointConfig": {
    "endpointDisplayName": "churn-notes-base",
    "privateServiceConnectConfig": {
      "enablePrivateServiceConnect": true,
      "projectAllowlist": ["churn-app"]
    }
  },
  "deployConfig": {
    "dedicatedResources": {
      "machineSpec": {
        "machineType": "g4-standard-48",
        "acceleratorType": "NVIDIA_RTX_PRO_6000",
        "acceleratorCount": 1
      },
      "minReplicaCount": 1,
      "maxReplicaCount": 2
    }
  }
}
JSON
# --8<-- [end:garden]
