# --8<-- [start:train]
JOB=churn-43
DIGEST=sha256:0000000000000000000000000000000000000000000000000000000000000000
IMAGE=111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-train@$DIGEST

aws sagemaker create-training-job \
  --training-job-name "$JOB" \
  --role-arn arn:aws:iam::111122223333:role/churn-training \
  --algorithm-specification TrainingImage="$IMAGE",TrainingInputMode=FastFile \
  --hyper-parameters max_depth=6,git_commit=4f1c2ab \
  --input-data-config '[{
    "ChannelName": "train",
    "DataSource": {
      "S3DataSource": {
        "S3DataType": "S3Prefix",
        "S3Uri": "s3://churn-ml/snapshots/2026-11-01/train/"
      }
    }
  }]' \
  --output-data-config S3OutputPath=s3://churn-ml/models \
  --resource-config InstanceType=ml.m7i.xlarge,InstanceCount=1,VolumeSizeInGB=30 \
  --stopping-condition MaxRuntimeInSeconds=3600 \
  --retry-strategy MaximumRetryAttempts=2

aws sagemaker wait training-job-completed-or-stopped --training-job-name "$JOB"
aws sagemaker describe-training-job --training-job-name "$JOB" \
  --query "[TrainingJobStatus, FailureReason]"
# --8<-- [end:train]
