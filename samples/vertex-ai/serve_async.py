# --8<-- [start:worker]
import base64
import json

import functions_framework
from google.cloud import aiplatform, bigquery

aiplatform.init(project="churn-prod", location="europe-west4")
endpoint = aiplatform.Endpoint("churn")
bq = bigquery.Client(project="churn-prod")


@functions_framework.cloud_event
def on_message(event):
    """Cloud Run function behind a Pub/Sub topic.

    The queue is Pub/Sub, the retry its redelivery, the answer a row.
    """
    message = event.data["message"]
    request = json.loads(base64.b64decode(message["data"]))
    # raising leaves the message to be delivered again
    answer = endpoint.predict(instances=[request], timeout=60)
    row = {
        "customer_id": request["customer_id"],
        "churn": answer.predictions[0],
        "version": answer.model_version_id,
    }
    # The message id keeps most doubles out when a message is delivered again.
    ids = [message["messageId"]]
    errors = bq.insert_rows_json("serving.answers", [row], row_ids=ids)
    if errors:
        raise RuntimeError(errors)


# --8<-- [end:worker]
