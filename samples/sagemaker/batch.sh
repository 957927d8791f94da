# --8<-- [start:batch]
JOB=churn-2026-11-02

aws sagemaker create-transform-job \
  --transform-job-name "$JOB" \
  --model-name churn-v43 \
  --transform-input '{
    "DataSource": {
      "S3DataSource": {
        "S3DataType": "S3Prefix",
        "S3Uri": "s3://churn-ml/snapshots/2026-11-01/score/"
      }
    },
    "ContentType": "text/csv",
    "SplitType": "Line"
  }' \
  --batch-strategy MultiRecord \
  --model-client-config InvocationsTimeoutInSeconds=60,InvocationsMaxRetries=3 \
  --data-processing '{
    "InputFilter": "$[1:]",
    "JoinSource": "Input",
    "OutputFilter": "$[0,-1]"
  }' \
  --transform-output '{
    "S3OutputPath": "s3://churn-ml/scores/2026-11-02/",
    "Accept": "text/csv",
    "AssembleWith": "Line"
  }' \
  --transform-resources InstanceType=ml.m7i.xlarge,InstanceCount=4

# It gives up after an hour, the job does not: wait again.
aws sagemaker wait transform-job-completed-or-stopped --transform-job-name "$JOB"
aws sagemaker describe-transform-job --transform-job-name "$JOB" \
  --query "[TransformJobStatus, FailureReason]"
# --8<-- [end:batch]
