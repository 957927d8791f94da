# --8<-- [start:stop]
import time

import boto3
from botocore.exceptions import ClientError


def quietly(call, **names):
    """What was never made, or is gone already, is said and passed over."""
    try:
        return call(**names)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        # SageMaker has no NotFound for endpoints and models
        if "NotFound" not in code and code != "ValidationException":
            raise
        print(error)
        return {}


def running():
    runs = quietly(sm.list_pipeline_executions, PipelineName="churn")
    for run in runs.get("PipelineExecutionSummaries", []):
        if run["PipelineExecutionStatus"] in ("Executing", "Stopping"):
            yield run["PipelineExecutionArn"]


sm, events = boto3.client("sagemaker"), boto3.client("events")
# What starts things, first: a schedule outlives its pipeline, and would build again
# what is deleted below.
for name in ("churn-nightly", "churn-drift"):
    quietly(boto3.client("scheduler").delete_schedule, Name=name)
for rule, target in {
    "churn-snapshot": "pipeline",
    "churn-approved": "deploy",
    "churn-drifted": "people",
}.items():
    # a rule with targets cannot be deleted
    quietly(events.remove_targets, Rule=rule, Ids=[target])
    quietly(events.delete_rule, Name=rule)
for arn in running():
    quietly(sm.stop_pipeline_execution, PipelineExecutionArn=arn)
while any(running()):  # a pipeline with a running execution cannot be deleted
    time.sleep(15)
quietly(sm.delete_pipeline, PipelineName="churn")
# --8<-- [end:stop]
# --8<-- [start:tear_down]
# What bills by the second or the hour: jobs, then endpoints.
for kind, find, stop in (  # tuning first, since it starts training jobs
    (
        "HyperParameterTuningJob",
        sm.list_hyper_parameter_tuning_jobs,
        sm.stop_hyper_parameter_tuning_job,
    ),
    ("TrainingJob", sm.list_training_jobs, sm.stop_training_job),
    ("ProcessingJob", sm.list_processing_jobs, sm.stop_processing_job),
    ("TransformJob", sm.list_transform_jobs, sm.stop_transform_job),
):
    jobs = find(NameContains="churn", StatusEquals="InProgress", MaxResults=100)
    for job in jobs[f"{kind}Summaries"]:
        quietly(stop, **{f"{kind}Name": job[f"{kind}Name"]})
scaling = boto3.client("application-autoscaling")
for endpoint in ("churn", "churn-async", "churn-serverless"):
    quietly(
        scaling.deregister_scalable_target,
        ServiceNamespace="sagemaker",
        ResourceId=f"endpoint/{endpoint}/variant/main",
        ScalableDimension="sagemaker:variant:DesiredInstanceCount",
    )
    # the instances go; the configurations and models stay, and are free
    quietly(sm.delete_endpoint, EndpointName=endpoint)
    sm.get_waiter("endpoint_deleted").wait(EndpointName=endpoint)
for name in ("v42", "v43", "v43-shadow-v44", "v43-private"):
    quietly(sm.delete_endpoint_config, EndpointConfigName=f"churn-{name}")
for name in ("async-v43", "serverless-v43"):
    quietly(sm.delete_endpoint_config, EndpointConfigName=f"churn-{name}")
for name in ("v42", "v43", "v44", "v43-private"):
    quietly(sm.delete_model, ModelName=f"churn-{name}")
for app in sm.list_mlflow_apps()["Summaries"]:
    if app["Name"] == "churn":
        quietly(sm.delete_mlflow_app, Arn=app["Arn"])
ec2 = boto3.client("ec2")
RUNTIME = "com.amazonaws.eu-west-1.sagemaker.runtime"
doors = ec2.describe_vpc_endpoints(
    Filters=[
        {"Name": "vpc-id", "Values": ["vpc-0a1b2c3d"]},
        {"Name": "service-name", "Values": [RUNTIME]},
    ]
)["VpcEndpoints"]
if doors:
    ec2.delete_vpc_endpoints(VpcEndpointIds=[door["VpcEndpointId"] for door in doors])
# --8<-- [end:tear_down]
# --8<-- [start:storage]
# What bills by the gigabyte, and what a deletion above leaves behind on purpose.
group = quietly(sm.describe_feature_group, FeatureGroupName="customer")
# the online store; the offline one stays, as table and files
quietly(sm.delete_feature_group, FeatureGroupName="customer")
if table := group.get("OfflineStoreConfig", {}).get("DataCatalogConfig"):
    quietly(
        boto3.client("glue").delete_table,
        DatabaseName=table["Database"],
        Name=table["TableName"],
    )
s3 = boto3.client("s3")
# it denies the deletion of snapshots, to you as well
s3.delete_bucket_policy(Bucket="churn-ml")
# old versions bill as well
for page in s3.get_paginator("list_object_versions").paginate(Bucket="churn-ml"):
    doomed = [
        {"Key": item["Key"], "VersionId": item["VersionId"]}
        for item in page.get("Versions", []) + page.get("DeleteMarkers", [])
        # the registry holds an address, not a copy
        if not item["Key"].startswith("models/churn-43/")
    ]
    if doomed:
        s3.delete_objects(Bucket="churn-ml", Delete={"Objects": doomed})
for alarm in ("churn-p99", "churn-5xx", "churn-async-wake"):
    quietly(boto3.client("cloudwatch").delete_alarms, AlarmNames=[alarm])
for endpoint in ("churn", "churn-async", "churn-serverless"):
    group = f"/aws/sagemaker/Endpoints/{endpoint}"
    quietly(boto3.client("logs").delete_log_group, logGroupName=group)
# Left, since others may use them: the images in ECR, the SDK's default bucket, the logs
# of jobs (/aws/sagemaker/TrainingJobs and its like, one for the whole account), the KMS
# key, the queue and topics. The registry's versions, the roles and the gateway to S3
# are free.
# --8<-- [end:storage]
