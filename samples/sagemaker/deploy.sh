# --8<-- [start:deploy]
PACKAGE=arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/42

aws sagemaker create-model \
  --model-name churn-v42 \
  --execution-role-arn arn:aws:iam::111122223333:role/churn-serving \
  --containers ModelPackageName="$PACKAGE"

aws sagemaker create-endpoint-config \
  --endpoint-config-name churn-v42 \
  --production-variants '[{
    "VariantName": "main",
    "ModelName": "churn-v42",
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

aws sagemaker create-endpoint --endpoint-name churn --endpoint-config-name churn-v42
aws sagemaker wait endpoint-in-service --endpoint-name churn
aws sagemaker describe-endpoint --endpoint-name churn \
  --query "[EndpointStatus, FailureReason]"
# --8<-- [end:deploy]
