# --8<-- [start:serverless]
import json

import boto3

sm = boto3.client("sagemaker")

sm.create_endpoint_config(
    EndpointConfigName="churn-serverless-v43",
    # exactly one; no GPU, no VPC, no data capture, and no rollout with alarms
    ProductionVariants=[
        {
            "VariantName": "main",
            # a model without VpcConfig and without network isolation
            "ModelName": "churn-v43",
            "ServerlessConfig": {
                "MemorySizeInMB": 2048,  # steps of 1,024; the processor grows with it
                "MaxConcurrency": 20,  # above it, callers are throttled
            },
        }
    ],
)
sm.create_endpoint(
    EndpointName="churn-serverless", EndpointConfigName="churn-serverless-v43"
)
sm.get_waiter("endpoint_in_service").wait(EndpointName="churn-serverless")

row = {"tenure_months": 14, "monthly_spend": 39.9, "tickets_90d": 3, "plan": "basic"}
runtime = boto3.client("sagemaker-runtime")
try:
    answer = runtime.invoke_endpoint(
        EndpointName="churn-serverless",
        ContentType="application/json",
        Body=json.dumps({"instances": [row]}),
    )
    print(json.loads(answer["Body"].read()))
except runtime.exceptions.ModelNotReadyException:
    # the price of paying nothing while nobody calls
    print("Capacity is starting: wait, then call again")
# --8<-- [end:serverless]
