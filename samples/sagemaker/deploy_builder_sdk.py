# --8<-- [start:deploy]
import json

from sagemaker.core.resources import TrainingJob
from sagemaker.serve import ModelBuilder

IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-serve@sha256:" + "0" * 64
job = TrainingJob.get("churn-43")
builder = ModelBuilder(
    # an image and an artifact of your own go as they are: nothing is repacked
    image_uri=IMAGE,
    s3_model_data_url=job.model_artifacts.s3_model_artifacts,
    role_arn="arn:aws:iam::111122223333:role/churn-serving",
)
builder.build(model_name="churn-trial")
# To try it, not for production: it passes by the registry, so nobody has approved it,
# and names the variant AllTraffic, where the other samples scale and roll out `main`.
endpoint = builder.deploy(
    endpoint_name="churn-trial",
    instance_type="ml.c7i.xlarge",
    initial_instance_count=1,
)
row = {"tenure_months": 7, "monthly_spend": 19.9, "tickets_90d": 2, "plan": "basic"}
answer = endpoint.invoke(
    body=json.dumps({"instances": [row]}).encode(),
    content_type="application/json",
)
print(answer.body.read())
endpoint.delete()  # its configuration and the model stay, and cost nothing
# --8<-- [end:deploy]
