# --8<-- [start:canary]
import sys
import time

import google.auth
from google.auth.transport.requests import AuthorizedSession
from google.cloud import aiplatform

aiplatform.init(project="churn-prod", location="europe-west4")
endpoint = aiplatform.Endpoint("churn")
blue = max(endpoint.traffic_split, key=endpoint.traffic_split.get)

endpoint.deploy(
    aiplatform.Model("churn", version="43"),
    deployed_model_display_name="churn-v43",
    machine_type="n2-standard-4",
    # starts at its own floor: set it for the share that it will get
    min_replica_count=4,
    # nothing is taken over from blue: repeat its ceiling and targets
    max_replica_count=12,
    autoscaling_target_cpu_utilization=55,
    autoscaling_target_request_count_per_minute=900,
    service_account="churn-serving@churn-prod.iam.gserviceaccount.com",
    traffic_split={"0": 10, blue: 90},  # "0" is the model of this call
)
ids = {model.model_version_id: model.id for model in endpoint.list_models()}
green = ids["43"]

# Nothing watches the split for you: bake time and the way back are this loop, or a step
# of your pipeline. Who runs it needs roles/monitoring.alertViewer.
scope = "https://www.googleapis.com/auth/cloud-platform"
monitoring = AuthorizedSession(google.auth.default(scopes=[scope])[0])
alerts = "https://monitoring.googleapis.com/v3/projects/churn-prod/alerts"
try:
    for share in (10, 50, 100):
        endpoint.update(traffic_split={blue: 100 - share, green: share})
        time.sleep(20 * 60)
        answer = monitoring.get(alerts, params={"filter": 'state="OPEN"'})
        answer.raise_for_status()  # a refused question is no green light
        open_now = answer.json().get("alerts", [])
        fired = {alert["policy"]["displayName"] for alert in open_now}
        if fired & {"churn-p99", "churn-5xx"}:
            sys.exit(f"rolled back: {fired}")
except BaseException:  # an alarm, an error of this loop, or somebody who stops it
    # green keeps its minimum of replicas, and its bill, for the autopsy
    endpoint.update(traffic_split={blue: 100, green: 0})
    raise

# a split of zero does not end the bill of blue, and until here it is the way back
endpoint.undeploy(blue)
# --8<-- [end:canary]
