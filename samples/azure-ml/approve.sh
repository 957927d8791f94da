#!/usr/bin/env bash
# The same from a release pipeline, after its approval gate, as the release identity.
# --8<-- [start:share]
az ml model share \
  --name churn --version 43 \
  --resource-group churn --workspace-name churn-prod \
  --registry-name ml-production \
  --share-with-name churn --share-with-version 43
az ml model show --name churn --version 43 --registry-name ml-production \
  --query id --output tsv
# --8<-- [end:share]
