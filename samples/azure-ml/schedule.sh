#!/usr/bin/env bash
# A new snapshot starts the pipeline: schedules take no events, so Event Grid calls a
# function of yours.
# --8<-- [start:event]
az ml schedule create --file schedule.yml \
  --resource-group churn --workspace-name churn-prod

storage=$(az storage account show --name churnml --query id --output tsv)
function=$(az functionapp show --name churn-trigger --resource-group churn \
  --query id --output tsv)
# The marker is written last, so that the folder is complete when the event arrives.
az eventgrid event-subscription create \
  --name churn-snapshot \
  --source-resource-id "$storage" \
  --included-event-types Microsoft.Storage.BlobCreated \
  --subject-begins-with /blobServices/default/containers/churn-ml/blobs/snapshots/ \
  --subject-ends-with /_SUCCESS \
  --endpoint-type azurefunction \
  --endpoint "$function/functions/on_snapshot"
# --8<-- [end:event]
