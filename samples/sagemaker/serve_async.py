# --8<-- [start:async]
import boto3

sm = boto3.client("sagemaker")
sm.create_endpoint_config(
    EndpointConfigName="churn-async-v43",
    ProductionVariants=[
        {
            "VariantName": "main",
            "ModelName": "churn-v43",
            "InstanceType": "ml.c7i.xlarge",
            "InitialInstanceCount": 1,
        }
    ],
    AsyncInferenceConfig={  # from now on this endpoint takes no synchronous call
        "ClientConfig": {"MaxConcurrentInvocationsPerInstance": 4},
        "OutputConfig": {
            "S3OutputPath": "s3://churn-ml/async/answers",
            # the service repeats nothing for you
            "S3FailurePath": "s3://churn-ml/async/failures",
            "NotificationConfig": {
                "ErrorTopic": "arn:aws:sns:eu-west-1:111122223333:churn-async-errors"
            },
        },
    },
)
sm.create_endpoint(EndpointName="churn-async", EndpointConfigName="churn-async-v43")
sm.get_waiter("endpoint_in_service").wait(EndpointName="churn-async")
# --8<-- [end:async]
# --8<-- [start:zero]
TARGET = {
    "ServiceNamespace": "sagemaker",
    "ResourceId": "endpoint/churn-async/variant/main",
    "ScalableDimension": "sagemaker:variant:DesiredInstanceCount",
}
BACKLOG = {
    "Namespace": "AWS/SageMaker",
    "Dimensions": [{"Name": "EndpointName", "Value": "churn-async"}],
}
scaling = boto3.client("application-autoscaling")
scaling.register_scalable_target(**TARGET, MinCapacity=0, MaxCapacity=4)
scaling.put_scaling_policy(  # follows the queue, down to nothing
    **TARGET,
    PolicyName="churn-async-backlog",
    PolicyType="TargetTrackingScaling",
    TargetTrackingScalingPolicyConfiguration={
        "TargetValue": 5.0,
        "CustomizedMetricSpecification": {
            **BACKLOG,
            "MetricName": "ApproximateBacklogSizePerInstance",
            "Statistic": "Average",
        },
    },
)
# without it the first request waits until the backlog passes the target
wake = scaling.put_scaling_policy(
    **TARGET,
    PolicyName="churn-async-wake",
    PolicyType="StepScaling",
    StepScalingPolicyConfiguration={
        "AdjustmentType": "ExactCapacity",
        "StepAdjustments": [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 1}],
        "Cooldown": 300,
    },
)
boto3.client("cloudwatch").put_metric_alarm(
    AlarmName="churn-async-wake",
    **BACKLOG,
    MetricName="HasBacklogWithoutCapacity",
    Statistic="Average",
    Period=60,
    EvaluationPeriods=1,
    Threshold=1,
    ComparisonOperator="GreaterThanOrEqualToThreshold",
    AlarmActions=[wake["PolicyARN"]],
)
# --8<-- [end:zero]
# --8<-- [start:invoke]
boto3.client("s3").put_object(
    Bucket="churn-ml", Key="async/requests/8123.csv", Body="14,39.9,3,basic\n"
)
queued = boto3.client("sagemaker-runtime").invoke_endpoint_async(
    EndpointName="churn-async",
    ContentType="text/csv",
    # no version of an object: do not overwrite it
    InputLocation="s3://churn-ml/async/requests/8123.csv",
    InferenceId="customer-8123-2026-11-02",
    RequestTTLSeconds=3600,  # then it expires unanswered
)
print(queued["OutputLocation"])  # where the answer will be, once it is there
# --8<-- [end:invoke]
