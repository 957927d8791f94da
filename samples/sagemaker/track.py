# --8<-- [start:track]
import time

import boto3

IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-train@sha256:" + "0" * 64
sm = boto3.client("sagemaker")

# a real MLflow without a size; AWS keeps its version current
app = sm.create_mlflow_app(
    Name="churn",
    ArtifactStoreUri="s3://churn-ml/mlflow",
    RoleArn="arn:aws:iam::111122223333:role/churn-mlflow",
    # off by default: register_model would make no model package
    ModelRegistrationMode="AutoModelRegistrationEnabled",
)
while sm.describe_mlflow_app(Arn=app["Arn"])["Status"] == "Creating":
    time.sleep(15)  # boto3 has no waiter for it

sm.create_training_job(
    TrainingJobName="churn-43-tracked",
    RoleArn="arn:aws:iam::111122223333:role/churn-training",
    AlgorithmSpecification={
        "TrainingImage": IMAGE,
        "TrainingInputMode": "FastFile",
        # to CloudWatch, without MLflow
        "MetricDefinitions": [{"Name": "validation:auc", "Regex": r"\bauc=([0-9.]+)"}],
    },
    # train.py logs when it finds an address; sagemaker-mlflow signs with the job's role
    Environment={
        "MLFLOW_TRACKING_URI": app["Arn"],
        "MLFLOW_EXPERIMENT_NAME": "churn",
    },
    InputDataConfig=[
        {
            "ChannelName": "train",
            "DataSource": {
                "S3DataSource": {
                    "S3DataType": "S3Prefix",
                    "S3Uri": "s3://churn-ml/snapshots/2026-11-01/train/",
                }
            },
        }
    ],
    OutputDataConfig={"S3OutputPath": "s3://churn-ml/models"},
    ResourceConfig={
        "InstanceType": "ml.m7i.xlarge",
        "InstanceCount": 1,
        "VolumeSizeInGB": 30,
    },
    StoppingCondition={"MaxRuntimeInSeconds": 3600},
)
# the web page, for a few minutes
print(sm.create_presigned_mlflow_app_url(Arn=app["Arn"])["AuthorizedUrl"])
# --8<-- [end:track]
# --8<-- [start:lineage]
# Recorded whether anybody tracks or not: from the model's file, which is there when the
# job has ended, back to the job and its inputs.
done = sm.get_waiter("training_job_completed_or_stopped")
done.wait(TrainingJobName="churn-43-tracked")
MODEL = "s3://churn-ml/models/churn-43-tracked/output/model.tar.gz"
[model] = sm.list_artifacts(SourceUri=MODEL)["ArtifactSummaries"]
start = [model["ArtifactArn"]]
lineage = sm.query_lineage(StartArns=start, Direction="Ascendants")
for vertex in lineage["Vertices"]:
    # addresses as they were typed: no hash, no version of an object
    print(vertex["LineageType"], vertex["Arn"])
# --8<-- [end:lineage]
