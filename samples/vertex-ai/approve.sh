# --8<-- [start:copy]
API=https://europe-west4-aiplatform.googleapis.com/v1
MODELS=projects/churn-prod/locations/europe-west4/models

# Inside one project whoever may write models may change them all, so production is a
# project that trainers cannot write, and it pulls. Across projects the copy is refused
# for a "third-party" image, which the guide does not define: one of your own may count
# as such. Then upload the same files and digest there.
curl --fail-with-body -X POST "$API/$MODELS:copy" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data @- <<'JSON'
{
  "sourceModel": "projects/churn-dev/locations/europe-west4/models/churn@43",
  "parentModel": "projects/churn-prod/locations/europe-west4/models/churn"
}
JSON

# The copy counts its own versions and brings no alias along: $VERSION is the
# `modelVersionId` in the response of that operation, when it is done.
curl --fail-with-body -X POST "$API/$MODELS/churn@$VERSION:mergeVersionAliases" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data @- <<'JSON'
{"versionAliases": ["approved"]}
JSON
# --8<-- [end:copy]
