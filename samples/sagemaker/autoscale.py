# --8<-- [start:autoscale]
import boto3

scaling = boto3.client("application-autoscaling")
TARGET = {
    "ServiceNamespace": "sagemaker",
    "ResourceId": "endpoint/churn/variant/main",
    "ScalableDimension": "sagemaker:variant:DesiredInstanceCount",
}
METRIC = "SageMakerVariantConcurrentRequestsPerModelHighResolution"
scaling.register_scalable_target(
    **TARGET,
    # One would be legal, and would be one zone. Zero takes inference components.
    MinCapacity=2,
    MaxCapacity=8,  # what the month may cost, and what the quota has to allow
)
scaling.put_scaling_policy(
    **TARGET,
    PolicyName="churn-concurrency",
    PolicyType="TargetTrackingScaling",
    TargetTrackingScalingPolicyConfiguration={
        # requests in flight per model copy: measure where your p99 breaks, take 70 %
        "TargetValue": 5.0,
        # out faster than by invocations
        "PredefinedMetricSpecification": {"PredefinedMetricType": METRIC},
        "ScaleOutCooldown": 60,
        "ScaleInCooldown": 300,  # out quickly, in slowly
    },
)
# An update of the endpoint resets what this chose,
# unless it says RetainAllVariantProperties.
# --8<-- [end:autoscale]
