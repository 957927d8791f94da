# --8<-- [start:alarms]
import boto3

# On the new configuration alone: an alarm over the whole endpoint
# would let the old fleet hide the new one's errors.
NEW_FLEET = [
    {"Name": "EndpointName", "Value": "churn"},
    {"Name": "VariantName", "Value": "main"},
    {"Name": "EndpointConfigName", "Value": "churn-v43"},
]
ALARM = {
    "Namespace": "AWS/SageMaker",
    "Dimensions": NEW_FLEET,
    "Period": 60,
    "EvaluationPeriods": 3,  # has to fire well within the bake time of the canary
    "ComparisonOperator": "GreaterThanThreshold",
    "TreatMissingData": "notBreaching",
}
# Before the update, which names them; the endpoint's execution role needs
# cloudwatch:DescribeAlarms.
cloudwatch = boto3.client("cloudwatch")
cloudwatch.put_metric_alarm(
    AlarmName="churn-p99",
    MetricName="ModelLatency",
    ExtendedStatistic="p99",
    Threshold=80_000,  # microseconds
    **ALARM,
)
cloudwatch.put_metric_alarm(
    AlarmName="churn-5xx",
    MetricName="Invocation5XXErrors",
    Statistic="Average",
    Threshold=0.01,  # a share of the calls
    **ALARM,
)
# --8<-- [end:alarms]
