# --8<-- [start:leftovers]
gcloud eventarc triggers delete churn-snapshot --project=churn-prod \
  --location=europe-west4
gcloud run services delete churn-on-object --project=churn-prod --region=europe-west4
gcloud run services delete churn-on-message --project=churn-prod --region=europe-west4

# what was deleted stays, and bills, for seven days unless soft delete is off before
gcloud storage buckets update gs://churn-ml --clear-soft-delete
gcloud storage rm --recursive gs://churn-ml
# --force asks nothing: look at the names first
bq rm --recursive --force --dataset churn-prod:serving
bq rm --recursive --force --dataset churn-prod:scores
bq rm --recursive --force --dataset churn-prod:replay_v43
gcloud artifacts repositories delete images --project=churn-prod --location=europe-west4
gcloud artifacts repositories delete pipelines --project=churn-prod \
  --location=europe-west4

# What no step made, and what somebody else may need: look, and ask.
gcloud ai endpoints list --project=churn-prod --region=europe-west4 \
  --format="table(name, deployedModels.len())"
gcloud ai persistent-resources list --project=churn-prod --region=europe-west4
gcloud ai index-endpoints list --project=churn-prod --region=europe-west4
gcloud compute reservations list --project=churn-prod
# --8<-- [end:leftovers]
