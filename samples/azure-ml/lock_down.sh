#!/usr/bin/env bash
# A private door to the workspace; then a caller who may score and do nothing else.
# --8<-- [start:door]
workspace=$(az ml workspace show --name churn-private --resource-group churn \
  --query id --output tsv)
# In your own network. Names resolve through two private DNS zones that you link to it:
# privatelink.api.azureml.ms and privatelink.notebooks.azure.net.
az network private-endpoint create \
  --name churn-private --resource-group churn \
  --vnet-name shop --subnet ml \
  --private-connection-resource-id "$workspace" \
  --group-id amlworkspace --connection-name churn-private
# The doors of storage account, key vault and container registry are their own: close
# each, and give each its private endpoint.
# --8<-- [end:door]

# --8<-- [start:caller]
az role definition create --role-definition '{
  "Name": "Churn caller",
  "Description": "May score on online endpoints, and nothing else",
  "Actions": [
    "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/score/action"
  ],
  "AssignableScopes": [
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/churn"
  ]
}'
caller=$(az identity show --name shop --resource-group shop \
  --query principalId --output tsv)
endpoint=$(az ml online-endpoint show --name churn-private \
  --resource-group churn --workspace-name churn-private --query id --output tsv)
# At the endpoint, not at the workspace.
az role assignment create \
  --role "Churn caller" \
  --assignee-object-id "$caller" \
  --assignee-principal-type ServicePrincipal \
  --scope "$endpoint"
# With auth_mode key or aml_token none of this counts: who holds the string may call.
# --8<-- [end:caller]
