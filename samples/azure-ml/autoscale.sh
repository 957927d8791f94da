#!/usr/bin/env bash
# Autoscale: an Azure Monitor resource beside the deployment, with rules that you write.
# --8<-- [start:autoscale]
az configure --defaults group=churn workspace=churn-prod
name=blue # and once more with green, before it takes its first share
deployment=$(az ml online-deployment show --endpoint-name churn --name "$name" \
  --query id --output tsv)

az monitor autoscale create \
  --name "churn-$name" --resource "$deployment" \
  --min-count 2 --max-count 10 --count 3 # there is no documented zero

# Both directions: without the second rule it only ever grows.
az monitor autoscale rule create --autoscale-name "churn-$name" \
  --condition "CpuUtilizationPercentage > 70 avg 5m" --scale out 2 --cooldown 5
az monitor autoscale rule create --autoscale-name "churn-$name" \
  --condition "CpuUtilizationPercentage < 25 avg 15m" --scale in 1 --cooldown 15

# From now on change one field at a time: a whole file names instance_count and fights
# the rule.
az ml online-deployment update --endpoint-name churn --name "$name" \
  --set request_settings.request_timeout_ms=5000
# --8<-- [end:autoscale]
