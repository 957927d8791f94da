# --8<-- [start:tune]
import json

import boto3

sm = boto3.client("sagemaker")
HUB = "arn:aws:sagemaker:eu-west-1:aws:hub-content/SageMakerPublicHub"
BASE = f"{HUB}/Model/huggingface-reasoning-qwen3-8b"

# the tuned model becomes a version in it
letters = sm.create_model_package_group(ModelPackageGroupName="churn-letters")
sm.create_training_job(
    TrainingJobName="churn-letters-sft-1",
    RoleArn="arn:aws:iam::111122223333:role/churn-training",
    # no instance type and no GPU quota; a listed model, a listed technique
    ServerlessJobConfig={
        "JobType": "FineTuning",
        # always the newest version of the base: write down which one it was
        "BaseModelArn": BASE,
        "CustomizationTechnique": "SFT",
        "Peft": "LORA",
        # you have read the licence of this model; it is false by default
        "AcceptEula": True,
    },
    # merged: without it the adapter needs its base
    HyperParameters={"max_epochs": "2", "merge_weights": "true"},
    InputDataConfig=[
        {
            "ChannelName": "train",
            "DataSource": {
                "S3DataSource": {
                    "S3DataType": "S3Prefix",
                    "S3Uri": "s3://churn-ml/letters/train.jsonl",
                }
            },
        }
    ],
    # the weights are files of yours
    OutputDataConfig={"S3OutputPath": "s3://churn-ml/models"},
    ModelPackageConfig={"ModelPackageGroupArn": letters["ModelPackageGroupArn"]},
)
done = sm.get_waiter("training_job_completed_or_stopped")
done.wait(TrainingJobName="churn-letters-sft-1")
job = sm.describe_training_job(TrainingJobName="churn-letters-sft-1")
if job["TrainingJobStatus"] != "Completed":  # "Stopped" is no error to the waiter
    raise SystemExit(job["TrainingJobStatus"])
artifact = job["ModelArtifacts"]["S3ModelArtifacts"].rstrip("/")
weights = f"{artifact}/checkpoints/hf_merged/"  # Hugging Face's format
# --8<-- [end:tune]
# --8<-- [start:serve]
sm.create_model(
    ModelName="churn-letters-1",
    ExecutionRoleArn="arn:aws:iam::111122223333:role/churn-serving",
    PrimaryContainer={
        # vLLM in AWS's image, on your machines. A fix of the engine reaches you when
        # you deploy the next digest.
        "Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/vllm@sha256:" + "0" * 64,
        "ModelDataSource": {
            "S3DataSource": {
                "S3Uri": weights,
                "S3DataType": "S3Prefix",
                "CompressionType": "None",
            }
        },
        "Environment": {
            "SM_VLLM_MODEL": "/opt/ml/model",
            "SM_VLLM_MAX_MODEL_LEN": "8192",
        },
    },
    # SageMaker brings the weights: the container has nothing to download
    EnableNetworkIsolation=True,
)
sm.create_endpoint_config(
    EndpointConfigName="churn-letters-1",
    ProductionVariants=[
        {
            "VariantName": "main",
            "ModelName": "churn-letters-1",
            "InstanceType": "ml.g6e.xlarge",
            "InitialInstanceCount": 1,
            # the driver that the image's CUDA needs
            "InferenceAmiVersion": "al2-ami-sagemaker-inference-gpu-3-1",
            "ModelDataDownloadTimeoutInSeconds": 1200,
            "ContainerStartupHealthCheckTimeoutInSeconds": 1200,
        }
    ],
)
sm.create_endpoint(EndpointName="churn-letters", EndpointConfigName="churn-letters-1")
sm.get_waiter("endpoint_in_service").wait(EndpointName="churn-letters")
# --8<-- [end:serve]
# --8<-- [start:ask]
ask = "Write two sentences to a customer on the basic plan who has had three tickets."
answer = boto3.client("sagemaker-runtime").invoke_endpoint(
    EndpointName="churn-letters",
    ContentType="application/json",
    Body=json.dumps(
        {
            "model": "/opt/ml/model",  # the name by which vLLM knows it
            "messages": [{"role": "user", "content": ask}],
            "max_tokens": 1024,
        }
    ),
)
print(json.loads(answer["Body"].read()))
# --8<-- [end:ask]
# --8<-- [start:delete]
# A GPU bills while it waits. The weights stay in the bucket, the version in the group.
sm.delete_endpoint(EndpointName="churn-letters")
sm.get_waiter("endpoint_deleted").wait(EndpointName="churn-letters")
sm.delete_endpoint_config(EndpointConfigName="churn-letters-1")
sm.delete_model(ModelName="churn-letters-1")
# --8<-- [end:delete]
