#!/usr/bin/env bash
# Around tear_down.py: first what stands beside the workspaces, at the end what is left.
# --8<-- [start:beside]
for name in blue green; do # a setting outlives its deployment
  az monitor autoscale delete --name "churn-$name" --resource-group churn
done
# while its storage account is still there
storage=$(az storage account show --name churnml --query id --output tsv)
az eventgrid event-subscription delete \
  --name churn-snapshot --source-resource-id "$storage"
az network private-endpoint delete --name churn-private --resource-group churn
# --8<-- [end:beside]

# --8<-- [start:left]
# After tear_down.py. What is listed bills, or is kept for a reason that you can say.
az resource list --resource-group churn \
  --query "[].{name:name, type:type}" --output table
# --8<-- [end:left]
