# --8<-- [start:train]
IMAGE=europe-west4-docker.pkg.dev/churn-prod/images/churn-train:4f1c2ab
POOL=machine-type=n2-standard-8,replica-count=1,container-image-uri=$IMAGE

gcloud ai custom-jobs create --project=churn-prod --region=europe-west4 \
  --display-name=churn-4f1c2ab --labels=commit=4f1c2ab,snapshot=2026-11-01 \
  --service-account=churn-training@churn-prod.iam.gserviceaccount.com \
  --worker-pool-spec="$POOL" \
  --args=--train=/gcs/churn-ml/snapshots/2026-11-01/train,--git_commit=4f1c2ab

gcloud ai custom-jobs stream-logs JOB_ID --project=churn-prod --region=europe-west4
# --8<-- [end:train]
