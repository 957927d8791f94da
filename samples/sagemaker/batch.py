# --8<-- [start:batch]
import boto3

sm = boto3.client("sagemaker")

sm.create_transform_job(
    # unique in account and Region; there is no address to call again
    TransformJobName="churn-2026-11-02",
    # the serving image, started as for an endpoint, and called on /invocations
    ModelName="churn-v43",
    TransformInput={
        # Lines without a header: customer_id, then the features in the order that
        # serve.py has them in. No fewer files than instances: a file is never shared.
        "DataSource": {
            "S3DataSource": {
                "S3DataType": "S3Prefix",
                "S3Uri": "s3://churn-ml/snapshots/2026-11-01/score/",
            }
        },
        "ContentType": "text/csv",
        "SplitType": "Line",
    },
    BatchStrategy="MultiRecord",
    MaxPayloadInMB=6,
    ModelClientConfig={"InvocationsTimeoutInSeconds": 60, "InvocationsMaxRetries": 3},
    DataProcessing={
        "InputFilter": "$[1:]",  # the model does not see the customer's number,
        "JoinSource": "Input",  # which stands beside the score again
        "OutputFilter": "$[0,-1]",
    },
    TransformOutput={
        # one .out file for each input file
        "S3OutputPath": "s3://churn-ml/scores/2026-11-02/",
        "Accept": "text/csv",
        "AssembleWith": "Line",
    },
    # fixed, and never Spot
    TransformResources={"InstanceType": "ml.m7i.xlarge", "InstanceCount": 4},
)
# A record that the container refuses loses its whole file: the other files are
# written, and the job is Failed, which the waiter raises.
sm.get_waiter("transform_job_completed_or_stopped").wait(
    TransformJobName="churn-2026-11-02",
    # the default gives up after an hour
    WaiterConfig={"Delay": 60, "MaxAttempts": 360},
)
job = sm.describe_transform_job(TransformJobName="churn-2026-11-02")
if job["TransformJobStatus"] != "Completed":
    raise SystemExit(job["TransformJobStatus"])  # "Stopped" is no error to the waiter
# --8<-- [end:batch]
