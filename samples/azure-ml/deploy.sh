#!/usr/bin/env bash
# The two files of the deployment, from CI.
# --8<-- [start:cli]
az configure --defaults group=churn workspace=churn-prod
az ml online-endpoint create --file deploy_endpoint.yml
# without --all-traffic: it gets none until you say so
az ml online-deployment create --file deploy_deployment.yml
# the first place to look on failure
az ml online-deployment get-logs --endpoint-name churn --name green --lines 100
az ml online-endpoint invoke --name churn --deployment-name green \
  --request-file request.json
# --8<-- [end:cli]
