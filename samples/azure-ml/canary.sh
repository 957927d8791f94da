#!/usr/bin/env bash
# The split and the way back, by hand.
# --8<-- [start:cli]
az configure --defaults group=churn workspace=churn-prod
az ml online-endpoint update --name churn --traffic "blue=90 green=10"
az ml online-endpoint update --name churn --traffic "blue=100 green=0" # the way back
# --8<-- [end:cli]
