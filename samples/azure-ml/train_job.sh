#!/usr/bin/env bash
# Submit the job file from CI, wait for it, and keep its name.
# --8<-- [start:cli]
az configure --defaults group=churn workspace=churn-prod
run=$(az ml job create --file train_job.yml --set tags.commit=4f1c2ab \
  --query name --output tsv)
az ml job stream --name "$run" # ends with the job; then ask for its status
test "$(az ml job show --name "$run" --query status --output tsv)" = Completed
# --8<-- [end:cli]
