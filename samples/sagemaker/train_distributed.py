# --8<-- [start:train]
import boto3

IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-train-ddp"
# For bash and jq, which the image holds beside torchrun. An argument may have 256
# characters; a longer launcher belongs into the image.
LAUNCH = [
    "c=/opt/ml/input/config/resourceconfig.json; ",
    "exec torchrun --nnodes $(jq '.hosts|length' $c) --nproc-per-node 8 ",
    "--master-addr $(jq -r '.hosts[0]' $c) ",
    "--node-rank $(jq '.current_host as $h|.hosts|index($h)' $c) /app/train_ddp.py",
]
boto3.client("sagemaker").create_training_job(
    TrainingJobName="churn-ddp-43",
    RoleArn="arn:aws:iam::111122223333:role/churn-training",
    AlgorithmSpecification={
        # The fabric is used only if the image holds the EFA software and the OFI plugin
        # for its NCCL; else it is TCP.
        "TrainingImage": IMAGE + "@sha256:" + "0" * 64,
        "TrainingInputMode": "FastFile",
        # nobody sets ranks or a master: the file lists hosts in sorted order
        "ContainerEntrypoint": ["bash", "-c"],
        "ContainerArguments": ["".join(LAUNCH)],
    },
    InputDataConfig=[
        {
            "ChannelName": "train",
            "DataSource": {
                "S3DataSource": {
                    "S3DataType": "S3Prefix",
                    "S3Uri": "s3://churn-ml/snapshots/2026-11-01/train/",
                    # all to each host: the sampler in the code deals it out
                    "S3DataDistributionType": "FullyReplicated",
                }
            },
        }
    ],
    OutputDataConfig={"S3OutputPath": "s3://churn-ml/models"},
    ResourceConfig={
        "InstanceType": "ml.p4d.24xlarge",
        "InstanceCount": 2,
        "VolumeSizeInGB": 500,
    },
    # The group must allow itself all, and the subnets need a gateway endpoint for S3:
    # these machines have no way to the internet.
    VpcConfig={"Subnets": ["subnet-0a1b2c3d"], "SecurityGroupIds": ["sg-0a1b2c3d"]},
    # finds a broken GPU before your code does
    InfraCheckConfig={"EnableInfraCheck": True},
    # one host writes, or each its own names
    CheckpointConfig={"S3Uri": "s3://churn-ml/checkpoints/ddp-2026-11-01-4f1c2ab"},
    # waiting for GPUs
    StoppingCondition={
        "MaxRuntimeInSeconds": 12 * 3600,
        "MaxPendingTimeInSeconds": 24 * 3600,
    },
)
# --8<-- [end:train]
