# --8<-- [start:deploy]
gcloud ai endpoints describe churn --project=churn-prod --region=europe-west4 \
  --format="yaml(deployedModels[].id, deployedModels[].modelVersionId, trafficSplit)"

# A cutover: all traffic at once. The step "Canary" is how 43 should come.
gcloud ai endpoints deploy-model churn --project=churn-prod --region=europe-west4 \
  --model=churn@43 --display-name=churn-v43 --machine-type=n2-standard-4 \
  --min-replica-count=2 --max-replica-count=6 \
  --service-account=churn-serving@churn-prod.iam.gserviceaccount.com \
  --traffic-split=0=100
# --8<-- [end:deploy]
