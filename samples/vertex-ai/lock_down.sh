# --8<-- [start:guardrails]
POLICIES=https://accesscontextmanager.googleapis.com/v1/accessPolicies
MASK=useExplicitDryRunSpec,spec

# Before any endpoint. The perimeter as a dry run: what it would refuse stands in the
# audit log. When that is quiet, send the same as `status`: from then on public calls to
# these APIs are refused, and jobs lose the internet. A patch replaces both lists: send
# what is in them now, too.
curl --fail-with-body -X PATCH \
  "$POLICIES/$POLICY/servicePerimeters/churn?updateMask=$MASK" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data @- <<JSON
{
  "useExplicitDryRunSpec": true,
  "spec": {
    "resources": ["projects/$PROJECT_NUMBER"],
    "restrictedServices": [
      "aiplatform.googleapis.com",
      "storage.googleapis.com",
      "bigquery.googleapis.com",
      "artifactregistry.googleapis.com"
    ]
  }
}
JSON

# The guardrail: no endpoint without a customer key. Bind it to the project by a policy;
# dry run first.
curl --fail-with-body -X POST \
  "https://orgpolicy.googleapis.com/v2/organizations/$ORGANIZATION/customConstraints" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data @- <<JSON
{
  "name": "organizations/$ORGANIZATION/customConstraints/custom.churnEndpointKey",
  "displayName": "Endpoints carry a customer key",
  "resourceTypes": ["aiplatform.googleapis.com/Endpoint"],
  "methodTypes": ["CREATE"],
  "condition": "has(resource.encryptionSpec.kmsKeyName)",
  "actionType": "ALLOW"
}
JSON
# --8<-- [end:guardrails]
