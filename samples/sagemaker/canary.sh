# --8<-- [start:canary]
PACKAGE=arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/43

aws sagemaker create-model \
  --model-name churn-v43 \
  --execution-role-arn arn:aws:iam::111122223333:role/churn-serving \
  --containers ModelPackageName="$PACKAGE"

# All of what version 42 was deployed with: a configuration inherits nothing.
aws sagemaker create-endpoint-config \
  --endpoint-config-name churn-v43 \
  --production-variants '[{
    "VariantName": "main",
    "ModelName": "churn-v43",
    "InstanceType": "ml.c7i.xlarge",
    "InitialInstanceCount": 2,
    "RoutingConfig": {"RoutingStrategy": "LEAST_OUTSTANDING_REQUESTS"},
    "ContainerStartupHealthCheckTimeoutInSeconds": 300
  }]' \
  --data-capture-config '{
    "EnableCapture": true,
    "InitialSamplingPercentage": 100,
    "DestinationS3Uri": "s3://churn-ml/capture",
    "CaptureOptions": [{"CaptureMode": "InputAndOutput"}],
    "CaptureContentTypeHeader": {"JsonContentTypes": ["application/json"]}
  }' \
  --metrics-config EnableEnhancedMetrics=true

# Without the alarms the canary bakes, sees nothing and goes on. They have to exist.
aws sagemaker update-endpoint \
  --endpoint-name churn \
  --endpoint-config-name churn-v43 \
  --retain-all-variant-properties \
  --deployment-config '{
    "BlueGreenUpdatePolicy": {
      "TrafficRoutingConfiguration": {
        "Type": "CANARY",
        "CanarySize": {"Type": "CAPACITY_PERCENT", "Value": 25},
        "WaitIntervalInSeconds": 1200
      },
      "TerminationWaitInSeconds": 1800
    },
    "AutoRollbackConfiguration": {
      "Alarms": [{"AlarmName": "churn-p99"}, {"AlarmName": "churn-5xx"}]
    }
  }'

# Starting, baking and the time of the old fleet are more than the hour of one wait.
aws sagemaker wait endpoint-in-service --endpoint-name churn
aws sagemaker wait endpoint-in-service --endpoint-name churn
# After a rollback it is in service too, with the old configuration.
aws sagemaker describe-endpoint --endpoint-name churn \
  --query "[EndpointStatus, EndpointConfigName, FailureReason]"
# --8<-- [end:canary]
