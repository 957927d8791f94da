# --8<-- [start:scan]
API=https://dataplex.googleapis.com/v1
SCANS=projects/churn-prod/locations/europe-west4/dataScans
DATASET=//bigquery.googleapis.com/projects/churn-prod/datasets/churn

# A data quality scan keeps score and alerts; it does not know the pipeline, so your
# step must read its verdict.
curl --fail-with-body -X POST "$API/$SCANS?dataScanId=churn-customers-2026-11-01" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data @- <<JSON
{
  "data": {"resource": "$DATASET/tables/customers_2026_11_01"},
  "executionSpec": {"trigger": {"onDemand": {}}},
  "dataQualitySpec": {
    "rules": [
      {"column": "churned", "dimension": "COMPLETENESS", "nonNullExpectation": {}},
      {"column": "tenure_months", "dimension": "VALIDITY",
       "rangeExpectation": {"minValue": "0", "maxValue": "600"}},
      {"column": "plan", "dimension": "VALIDITY", "threshold": 0.999,
       "setExpectation": {"values": ["free", "basic", "plus", "enterprise"]}}
    ]
  }
}
JSON

# The answer is an operation: run the scan when it is done.
curl --fail-with-body -X POST "$API/$SCANS/churn-customers-2026-11-01:run" \
  -H "Authorization: Bearer $(gcloud auth print-access-token)" \
  -H "Content-Type: application/json" \
  --data '{}'
# --8<-- [end:scan]
